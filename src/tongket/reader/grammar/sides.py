"""Looking left and right of quantities: where the noun ends, what stands in between."""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Span
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_fillers = WordSet(phrase_lists("levels", "fillers")["words"])
_level_fillers = WordSet(phrase_lists("levels", "fillers")["level"])
_basis: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("levels", "basis")["words"], True))
_temporal = WordSet(phrase_lists("levels", "basis")["temporal"])
_basis_ends = WordSet(phrase_lists("levels", "basis")["ends"])
_is = WordSet(["là"])
_LONGEST_BASIS = 16
_FURTHEST = 300
_LONGEST_UNIT = 9
_LONGEST_FILL = 5


def end_of(number: Quantity) -> int:
    """Return the index after a quantity and the noun beside it."""
    if number.unit_first == number.after and number.unit_after is not None:
        return number.unit_after
    return number.after


def span_of(draft: Draft, first: int, after: int) -> Span:
    """Return the span of the tokens from ``first`` to before ``after``."""
    return draft.tokens.starts[first], draft.tokens.ends[after - 1]


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities count things of one name, as far as either says."""
    if (one.form == "number") != (other.form == "number"):
        return False
    if not one.unit or not other.unit or one.form != "number":
        return True
    first, second = one.unit.casefold(), other.unit.casefold()
    return first.startswith(second) or second.startswith(first)


def skip_fillers(tokens: Tokens, index: int, *, level: bool = False) -> int:
    """Return the index after the last word before ``index`` that is no mere filler."""
    fillers = (_level_fillers if level else _fillers).of(tokens)
    at = index
    while at and index - at < _LONGEST_FILL and (tokens.words[at - 1] in fillers):
        at -= 1
    return at


def plain_gap(tokens: Tokens, first: int, after: int, signs: str = "") -> bool:
    """Return whether only words and the given signs stand from ``first`` to before ``after``."""
    kinds, words = tokens.kinds, tokens.words
    return all(
        kinds[at] == WORD or (kinds[at] == SIGN and words[at] in signs)
        for at in range(first, after)
    )


def basis_after(draft: Draft, number: Quantity) -> tuple[int, int] | None:
    """Return the tokens (first, after) of the comparison behind a number (so với năm 2020)."""
    tokens = draft.tokens
    table = _basis.table(tokens)
    start = number.after
    for at in range(start, min(start + _LONGEST_UNIT + 1, len(tokens))):
        if tokens.words[at] in table and (found := _basis.at(tokens, at)):
            return at, _basis_end(draft, found[0])
        if tokens.kinds[at] == BREAK or (_stops(draft, at) and tokens.words[at] != ","):
            return None
    return None


def basis_before(draft: Draft, first: int, sentence_first: int) -> tuple[int, int] | None:
    """Return the comparison that stands before a number in its sentence (So với năm 2019, …)."""
    tokens = draft.tokens
    table = _basis.table(tokens)
    last = max(sentence_first, first - _FURTHEST)
    if table.keys().isdisjoint(tokens.words[last:first]):
        return None
    for at in range(first - 1, last - 1, -1):
        if tokens.words[at] in table and (found := _basis.at(tokens, at)):
            return at, _basis_end(draft, found[0])
    return None


def past_is(tokens: Tokens, first: int) -> int:
    """Return the index of "là" right before a token, else the token's own."""
    return first - 1 if first and tokens.words[first - 1] in _is.of(tokens) else first


def time_before(draft: Draft, first: int) -> tuple[int, int] | None:
    """Return the words of time right before a number (cao hơn năm trước 85 người)."""
    words = _temporal.of(draft.tokens)
    at = first
    while (
        at
        and first - at < _LONGEST_UNIT
        and (draft.claims[at - 1] in ("period", "date") or draft.tokens.words[at - 1] in words)
    ):
        at -= 1
    return (at, first) if at < first else None


def is_temporal(draft: Draft, basis: tuple[int, int]) -> bool:
    """Return whether a comparison is one with another time (so với cùng kỳ năm trước)."""
    words = _temporal.of(draft.tokens)
    return any(
        draft.claims[at] in ("period", "date") or draft.tokens.words[at] in words
        for at in range(*basis)
    )


def _basis_end(draft: Draft, at: int) -> int:
    limit = at + _LONGEST_BASIS
    ends = _basis_ends.of(draft.tokens)
    while at < limit and not _stops(draft, at) and draft.tokens.words[at] not in ends:
        at += 1
    return at


def _stops(draft: Draft, at: int) -> bool:
    """Whether a comparison ends before a token: a stop, a bracket, a number that counts."""
    tokens, claim = draft.tokens, draft.claims[at]
    if claim in ("period", "date"):
        return False
    kind = tokens.kinds[at]
    if kind == NUMBER:
        return claim == "quantity"
    return kind == BREAK or (kind == SIGN and tokens.words[at] in ",;.():|")
