"""The words of changes: where a difference's verb stands, what leads from one level to another."""

from dataclasses import dataclass
from typing import Literal

from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar.bounds import start_of_bound
from tongket.reader.grammar.sides import (
    basis_after,
    basis_before,
    end_of,
    is_temporal,
    past_is,
    plain_gap,
    skip_fillers,
    time_before,
)
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import WORD, Tokens

Direction = Literal["up", "down"]

_verbs: Phrases[str] = Phrases(meanings("levels", "verbs"), frozenset({"hạ", "tụt", "hơn", "kém"}))
_to: Phrases[str] = Phrases(meanings("levels", "to"), frozenset({"sang"}))
_merge: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("levels", "merge")["verbs"], True), frozenset({"tách"})
)
_becomes: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("levels", "merge")["becomes"], True))
_shrinks: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("levels", "merge")["shrinks"], True))
_tied: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("levels", "tied")["words"], True))
_from = WordSet(phrase_lists("levels", "from")["words"])
_multiples = WordSet(phrase_lists("levels", "times")["words"])
_goes_on = WordSet(["và", ",", "so"])
_gives = WordSet(["tăng"])
_weak = WordSet(["yếu", "thua", "đói"])
_GAP = 18
_OBJECT = 7
_TIED = 10


@dataclass(slots=True, frozen=True)
class Difference:
    """A stated difference: its verb, which way, its number and the comparison beside it."""

    first: int
    """The index of the verb's first token."""
    direction: Direction
    number: Quantity
    basis: tuple[int, int] | None
    """The tokens of the comparison, first and after, wherever it stands in the sentence."""

    @property
    def after(self) -> int:
        """The index after the difference, its noun and a comparison behind it."""
        end = max(end_of(self.number), self.number.after)
        if self.basis is not None and self.basis[0] >= self.number.after:
            return max(end, self.basis[1])
        return end


def difference_at(draft: Draft, number: Quantity, sentence_first: int) -> Difference | None:
    """Return the difference a number states (giảm 79 người so với năm 2012), None where none."""
    tokens = draft.tokens
    if number.value_max is not None or tokens.words[number.after] in _multiples.of(tokens):
        return None
    signed = _signed(draft, number)
    if signed is not None:
        return signed
    verb = _verb_before(tokens, number)
    if verb is None:
        return _basis_between(draft, number)
    first, way = verb
    behind = basis_after(draft, number)
    basis = behind or basis_before(draft, first, sentence_first)
    if way.endswith("compared") and not (basis and is_temporal(draft, basis)):
        return None
    if _doubtful(tokens, first, number, behind):
        return None
    return Difference(first, "up" if way.startswith("up") else "down", number, basis)


def _verb_before(tokens: Tokens, number: Quantity) -> tuple[int, str] | None:
    for start in _unlike(start_of_bound(tokens, number), number.first):
        for at in _unlike(start, skip_fillers(tokens, start)):
            found = _verbs.before(tokens, at, 4)
            if found is not None:
                weak = found[0] > 0 and tokens.words[found[0] - 1] in _weak.of(tokens)
                return None if weak and found[1].endswith("compared") else found
    return None


def _unlike(one: int, other: int) -> tuple[int, ...]:
    """Return two places, one where they are the same: no need to look twice."""
    return (one,) if one == other else (one, other)


def _doubtful(tokens: Tokens, first: int, number: Quantity, behind: tuple[int, int] | None) -> bool:
    """Whether "tang" of a text without marks may be tặng (tang 3 suat qua)."""
    if tokens.writing.marked or tokens.words[first] not in _gives.of(tokens):
        return False
    return behind is None and number.form == "number"


def _signed(draft: Draft, number: Quantity) -> Difference | None:
    """Read (+5), (-0,8%) and a signed cell of a table."""
    tokens, first = draft.tokens, number.first
    if first < 2 or not tokens.joined(first):
        return None
    sign, before = tokens.words[first - 1], tokens.words[first - 2]
    if sign not in "+-−" or before not in ("(", "|") or number.words:
        return None
    return Difference(first - 1, "up" if sign == "+" else "down", number, None)


def _basis_between(draft: Draft, number: Quantity) -> Difference | None:
    """Read a verb parted from its number by the comparison (giảm so với năm 2020 là 12 cuộc)."""
    tokens = draft.tokens
    start = skip_fillers(tokens, start_of_bound(tokens, number))
    basis = basis_before(draft, start, max(0, start - _GAP))
    if basis is None or basis[1] < start:
        basis = time_before(draft, past_is(tokens, start_of_bound(tokens, number)))
    if basis is None:
        return None
    verb = _verbs.before(tokens, basis[0], 4)
    if verb is None:
        return None
    return Difference(verb[0], "up" if verb[1].startswith("up") else "down", number, basis)


def goes_on(tokens: Tokens, last: Difference, number: Quantity) -> bool:
    """Return whether a number goes on with what a verb began (giảm 8 huyện và 561 xã).

    Each of the two must have its noun, of another kind, and no verb may follow the second.
    """
    first = last.number
    if first.form != "number" or number.form != "number" or first.unit == number.unit:
        return False
    if end_of(first) == first.after or end_of(number) == number.after:
        return False
    joint = tokens.words[end_of(first)]
    if end_of(first) + 1 != number.first or joint not in _goes_on.of(tokens):
        return False
    after = end_of(number)
    return tokens.kinds[after] != WORD or tokens.words[after] in _goes_on.of(tokens)


def from_at(tokens: Tokens, number: Quantity) -> int | None:
    """Return the index of the "từ" (or of the verb before it) that makes a number a first level."""
    for start in _unlike(start_of_bound(tokens, number), number.first):
        at = skip_fillers(tokens, start, level=True)
        while at <= start:
            if at and tokens.words[at - 1] in _from.of(tokens):
                return at - 1
            if at < start and tokens.words[at] in _from.of(tokens):
                return at
            at += 1
    return None


def verb_before(tokens: Tokens, index: int) -> int:
    """Return the index of a verb of change that ends before a token, the token's own where none."""
    found = _verbs.before(tokens, index, 4)
    return found[0] if found else index


def leads_to(draft: Draft, level: Quantity, following: Quantity) -> bool:
    """Return whether xuống, lên, còn … leads from one number to the next (từ 635 xuống 559)."""
    tokens = draft.tokens
    connector = _phrase_before(tokens, following, _to)
    return connector is not None and _open_gap(tokens, level.after, connector)


def shrinks_to(draft: Draft, level: Quantity, following: Quantity) -> bool:
    """Return whether nay chỉ còn, xuống còn … alone leads from one number to the next."""
    tokens = draft.tokens
    connector = _phrase_before(tokens, following, _shrinks)
    if connector is None or not 0 <= connector - level.after <= _TIED:
        return False
    return plain_gap(tokens, level.after, connector, ",")


def becomes(draft: Draft, level: Quantity, following: Quantity) -> int | None:
    """Return where nhập, sắp xếp … begins if its object, a number, becomes the next number."""
    tokens = draft.tokens
    connector = _phrase_before(tokens, following, _becomes)
    if connector is None or not _open_gap(tokens, level.after, connector):
        return None
    if not plain_gap(tokens, level.after, connector, ","):
        return None
    start = start_of_bound(tokens, level)
    for at in range(start - 1, max(-1, start - _OBJECT), -1):
        if tokens.kinds[at] != WORD:
            return None
        if tokens.words[at] in _merge.table(tokens) and (found := _merge.at(tokens, at)):
            longer = _merge.at(tokens, at - 1) if at else None
            first = at - 1 if longer and longer[0] == found[0] else at
            return first if found[0] <= start else None
    return None


def tied_level(draft: Draft, difference: Difference, following: Quantity) -> bool:
    """Return whether a number is the level a difference leads to (giảm 715, còn 3.583)."""
    tokens = draft.tokens
    connector = _phrase_before(tokens, following, _tied)
    first = difference.number.after
    if connector is None or connector < first or connector - first > _TIED:
        return False
    return plain_gap(tokens, first, connector, ",-–")


def _phrase_before(
    tokens: Tokens, number: Quantity, phrases: Phrases[bool] | Phrases[str]
) -> int | None:
    """Return where the phrase before a number begins, bounds and fillers passed over."""
    for start in _unlike(number.first, start_of_bound(tokens, number)):
        for at in _unlike(start, skip_fillers(tokens, start, level=True)):
            while at <= start:
                found = phrases.before(tokens, at, 5)
                if found is not None:
                    return found[0]
                at += 1
    return None


def _open_gap(tokens: Tokens, first: int, after: int) -> bool:
    """Whether what stands between two levels keeps them together: no stop, no semicolon."""
    if not 0 <= after - first <= _GAP:
        return False
    return all(tokens.words[at] not in ";.|\n:" for at in range(first, after))
