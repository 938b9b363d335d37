"""Percents with the two numbers they come from, where these stand in the text beside them."""

from decimal import Decimal

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Percent, Value
from tongket.reader.grammar.agreement import agrees, percent_of, rounded
from tongket.reader.grammar.sides import end_of, same_unit, span_of
from tongket.reader.lexicon import WordSet, phrase_lists
from tongket.reader.tokens import SIGN, Tokens

_connect = WordSet(phrase_lists("levels", "share")["connect"])
_planned = WordSet(["chỉ", "kế", "so", "dự", "nghị"])
_BACK = 24
_SIGNS = "(,:-–=*|"


def percent_fact(draft: Draft, place: int, sentence_first: int, sibling: Percent | None) -> Percent:
    """Make the fact of a percent; ``place`` is its place among the draft's quantities.

    ``sibling`` is the percent before it in its sentence, whose whole it may share.
    """
    number = draft.quantities[place]
    start, end = span_of(draft, number.first, number.after)
    made = Percent(
        start=start,
        end=end,
        value=number.value,
        value_max=number.value_max,
        qualifier=number.qualifier,
        unit=number.unit,
    )
    part = _part(draft, place)
    if part is None or number.value_max is not None:
        return made
    whole = _shared_whole(number, part, sibling) or _whole(draft, place, part, sentence_first)
    computed = percent_of(part.value, whole) if whole else None
    if whole is None or computed is None:
        return made
    made.share_of = (part.value, whole)
    made.percent_computed = rounded(computed)
    made.consistent = agrees(number.value, computed, number.qualifier)
    return made


def _shared_whole(number: Quantity, part: Quantity, sibling: Percent | None) -> Value | None:
    """Return the whole of the percent before, if this one agrees with it too."""
    if sibling is None or sibling.share_of is None:
        return None
    whole = sibling.share_of[1]
    computed = percent_of(part.value, whole)
    return whole if computed is not None and agrees(number.value, computed) else None


def _part(draft: Draft, place: int) -> Quantity | None:
    """Return the number a percent is said of: right before it, but for a noun and đạt, chiếm."""
    if not place:
        return None
    part, percent = draft.quantities[place - 1], draft.quantities[place]
    if part.used or part.form != "number" or part.value_max is not None:
        return None
    first = end_of(part)
    tokens = draft.tokens
    if first > percent.first or percent.first - first > len(_SIGNS):
        return None
    words = _connect.of(tokens)
    between = range(first, percent.first)
    if all(tokens.words[at] in words or _sign(tokens, at) for at in between):
        return part
    return None


def _sign(tokens: Tokens, at: int) -> bool:
    return tokens.kinds[at] == SIGN and tokens.words[at] in _SIGNS


def _whole(draft: Draft, place: int, part: Quantity, sentence_first: int) -> Value | None:
    """Return the whole of which a part is the stated percent.

    A number further up counts only if the percent agrees and is not round; the one right before
    the part, in its sentence, also if the percent does not agree.
    """
    percent = draft.quantities[place]
    planned = draft.tokens.words[percent.after] in _planned.of(draft.tokens)
    nearest: Quantity | None = None
    for at in range(place - 2, max(-1, place - _BACK), -1):
        each = draft.quantities[at]
        inside = each.first >= sentence_first
        if not _may_be_whole(each, part) or not (inside or same_unit(each, part)):
            continue
        if nearest is None and inside and at == place - 2 and same_unit(each, part):
            nearest = each
        computed = percent_of(part.value, each.value)
        fits = computed is not None and agrees(percent.value, computed)
        if fits and (inside or _telling(percent)):
            return each.value
    if nearest is None or planned or not _bracketed(draft.tokens, percent):
        return None
    return nearest.value


def _may_be_whole(each: Quantity, part: Quantity) -> bool:
    return (
        each.form == "number"
        and each.value_max is None
        and each.value >= part.value
        and each.value > 0
    )


def _telling(percent: Quantity) -> bool:
    """Whether a percent is written finely enough not to fit a number by chance."""
    return isinstance(percent.value, Decimal)


def _bracketed(tokens: Tokens, percent: Quantity) -> bool:
    return percent.first > 0 and tokens.words[percent.first - 1] == "("
