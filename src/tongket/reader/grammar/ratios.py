"""Part and whole set against each other: 16/76 chi, đảng bộ; 406 đảng viên/400 chỉ tiêu (102%)."""

from decimal import Decimal

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Ratio
from tongket.reader.grammar.agreement import agrees, percent_of, rounded
from tongket.reader.grammar.bounds import start_of_bound
from tongket.reader.grammar.number_forms import share_magnitude
from tongket.reader.grammar.sides import end_of, plain_gap, same_unit, span_of
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import NUMBER, SIGN, WORD, Tokens

_lists = phrase_lists("levels", "ratio")
_over: Phrases[bool] = Phrases({phrase: phrase in _lists["bare"] for phrase in _lists["over"]})
_targets: Phrases[bool] = Phrases(dict.fromkeys(_lists["targets"], True))
_fractions = WordSet(_lists["fractions"])
_clock = WordSet(_lists["clock"])
_connect = WordSet(phrase_lists("levels", "share")["connect"])
_FAR = 16
_HALVES = 5
_DAY = 24
_ALWAYS = (7, 24)


def find_ratios(draft: Draft, group: list[Quantity]) -> None:
    """Add the ratios among the quantities of one sentence or row."""
    for place in range(len(group) - 1):
        part, whole = group[place], group[place + 1]
        if part.used or whole.used or not _countable(part) or not _countable(whole):
            continue
        if not _set_against(draft.tokens, part, whole):
            continue
        part.used = whole.used = True
        if _is_no_ratio(draft.tokens, part, whole):
            continue
        stated = group[place + 2] if place + 2 < len(group) else None
        _add(draft, part, whole, stated)


def _countable(number: Quantity) -> bool:
    return number.form == "number" and number.value_max is None and number.value >= 0


def _set_against(tokens: Tokens, part: Quantity, whole: Quantity) -> bool:
    """Whether a stroke or trên tổng số stands between two numbers of one kind."""
    words, first = tokens.words, whole.first
    if words[first - 1] == "/" and tokens.kinds[first - 2] != SIGN:
        if first - 1 == part.after:
            return True
        if not plain_gap(tokens, part.after, first - 1, ","):
            return False
        return _targets.at(tokens, whole.after) is not None or part.unit == whole.unit
    start = start_of_bound(tokens, whole)
    over = _over.before(tokens, first) or _over.before(tokens, start)
    if over is None or not _of_one_kind(tokens, part, whole):
        return False
    bare = over[1]
    near = over[0] == part.after or (part.unit is not None and over[0] == end_of(part))
    if bare:
        return near and part.value <= whole.value
    return near or (over[0] - part.after < _HALVES and plain_gap(tokens, part.after, over[0]))


def _of_one_kind(tokens: Tokens, part: Quantity, whole: Quantity) -> bool:
    return _targets.at(tokens, whole.after) is not None or same_unit(part, whole)


def _is_no_ratio(tokens: Tokens, part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers with a stroke are a fraction (2/3 số hộ) or round the clock (24/24)."""
    following = tokens.words[whole.after]
    if part.value < whole.value < _HALVES and following in _fractions.of(tokens):
        return True
    if part.value != _DAY or whole.value not in _ALWAYS:
        return False
    if whole.value != _DAY:
        return True
    return tokens.kinds[whole.after] != WORD or following in _clock.of(tokens)


def _add(draft: Draft, part: Quantity, whole: Quantity, stated: Quantity | None) -> None:
    if part.value <= whole.value:
        share_magnitude(draft.tokens, part, whole)
    computed = percent_of(part.value, whole.value)
    after = max(end_of(whole), whole.after)
    parts = [span_of(draft, each.first, each.after) for each in (part, whole)]
    percent = None
    if stated is not None and computed is not None and _states(draft, whole, stated, computed):
        stated.used = True
        percent = stated
        after = _closed(draft.tokens, after, stated.after)
        parts.append(span_of(draft, stated.first, stated.after))
    target = _targets.at(draft.tokens, whole.after) is not None
    start, end = span_of(draft, part.first, after)
    draft.add(
        Ratio(
            start=start,
            end=end,
            numerator=part.value,
            denominator=whole.value,
            percent=percent.value if percent else None,
            percent_computed=None if computed is None else rounded(computed),
            consistent=_consistent(percent, computed),
            unit=part.unit if target and part.unit else whole.unit or part.unit,
            parts=parts,
        )
    )


def _consistent(percent: Quantity | None, computed: Decimal | None) -> bool | None:
    if percent is None or computed is None:
        return None
    return agrees(percent.value, computed, percent.qualifier)


def _closed(tokens: Tokens, first: int, after: int) -> int:
    """Return the index after a percent and the bracket that closes behind it."""
    opened = any(tokens.words[at] == "(" for at in range(first, after))
    return after + 1 if opened and tokens.words[after] == ")" else after


def _states(draft: Draft, whole: Quantity, stated: Quantity, computed: Decimal) -> bool:
    """Whether a percent behind a ratio says what the ratio comes to."""
    tokens = draft.tokens
    if stated.used or stated.form != "percent" or stated.value_max is not None:
        return False
    first = whole.after
    if stated.first - first > _FAR or not plain_gap(tokens, first, stated.first, ",(|*:=-–"):
        return False
    if _consistent(stated, computed):
        return True
    after = end_of(whole)
    return all(
        tokens.kinds[at] == SIGN or tokens.words[at] in _connect.of(tokens)
        for at in range(min(after, stated.first), stated.first)
    ) and all(tokens.kinds[at] != NUMBER for at in range(after, stated.first))
