"""Changes: two levels set against each other, a level with its difference, a difference alone."""

from decimal import Decimal
from typing import Literal

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Change, DeltaKind, Value
from tongket.reader.grammar.agreement import last_place, percent_of
from tongket.reader.grammar.before_after import pairs
from tongket.reader.grammar.bounds import start_of_bound
from tongket.reader.grammar.change_words import (
    Difference,
    becomes,
    difference_at,
    from_at,
    goes_on,
    leads_to,
    shrinks_to,
    tied_level,
    verb_before,
)
from tongket.reader.grammar.number_forms import share_magnitude
from tongket.reader.grammar.sides import plain_gap, same_unit, span_of
from tongket.reader.grammar.signals import BEFORE, CHANGE, Signals
from tongket.reader.lexicon import WordSet
from tongket.reader.tokens import SIGN

_rate = WordSet(["lệ", "trọng", "suất"])
_ANY_UNIT = ("đơn vị", "don vi", "đầu mối", "dau moi", "trường hợp", "truong hop")
_NEAR = 10


def find_changes(
    draft: Draft, group: list[Quantity], sentence_first: int, signals: Signals
) -> None:
    """Add the changes among the quantities of one sentence or row, and mark what they take."""
    stated = {}
    if signals.stand(CHANGE, sentence_first, group[-1].after):
        stated = _stated(draft, group, sentence_first, signals)
        for place in range(len(group) - 1):
            _levels_in_a_row(draft, group, place, stated)
    told = len(group) > 1 and signals.stand(BEFORE, sentence_first, group[-1].after)
    for old, new in pairs(draft, group) if told else ():
        if id(old) not in stated and id(new) not in stated:
            _two_levels(draft, group, stated, old, new, old.first)
    for place, each in enumerate(group):
        found = stated.get(id(each))
        if found is not None and not each.used:
            _difference(draft, group, stated, place)


def _stated(
    draft: Draft, group: list[Quantity], sentence_first: int, signals: Signals
) -> dict[int, Difference]:
    """Return the differences the quantities of a sentence state, by the quantity's identity."""
    stated = {}
    before = sentence_first
    last: Difference | None = None
    for each in group:
        near = signals.stand(CHANGE, before, each.first)
        found = difference_at(draft, each, sentence_first) if near and not each.used else None
        if found is None and last is not None and goes_on(draft.tokens, last, each):
            found = Difference(each.first, last.direction, each, last.basis)
        if found is not None:
            stated[id(each)] = found
        before, last = each.first, found
    return stated


def _levels_in_a_row(
    draft: Draft, group: list[Quantity], place: int, stated: dict[int, Difference]
) -> None:
    """Read từ A xuống B and nhập A thành B at one quantity and the next."""
    old, new = group[place], group[place + 1]
    if old.used or new.used or id(new) in stated:
        return
    if old.value_max is not None or new.value_max is not None:
        return
    start = from_at(draft.tokens, old)
    scaled = start is not None and share_magnitude(draft.tokens, old, new)
    if not scaled and not same_unit(old, new):
        return
    if start is not None and leads_to(draft, old, new):
        first = verb_before(draft.tokens, start)
    elif id(old) not in stated and shrinks_to(draft, old, new):
        first = old.first
    else:
        merged = becomes(draft, old, new)
        if merged is None:
            return
        first = merged
        stated.pop(id(old), None)
    _two_levels(draft, group, stated, old, new, first)


def _two_levels(
    draft: Draft,
    group: list[Quantity],
    stated: dict[int, Difference],
    old: Quantity,
    new: Quantity,
    first: int,
) -> None:
    """Add the change from one level to another, with a difference stated beside them."""
    after = new.after
    difference = _difference_beside(draft, group, stated, old, new)
    parts = [old, new]
    if difference is not None:
        first = min(first, difference.first)
        after = max(after, difference.number.after)
        parts.append(difference.number)
        if difference.basis and difference.basis[0] >= difference.number.after:
            after = max(after, difference.basis[1])
    delta = new.value - old.value
    if difference is not None:
        delta = _signed(difference)
    basis = difference.basis if difference else None
    _add(
        draft,
        Change(
            start=0,
            end=0,
            before=old.value,
            after=new.value,
            delta=delta,
            delta_stated=difference is not None,
            delta_kind=_kind(difference.number, old) if difference else _level_kind(old),
            direction=_direction(old.value, new.value),
            basis=_text(draft, basis),
            unit=old.unit or new.unit,
            consistent=_consistent(old, new, difference),
        ),
        (first, after),
        parts,
    )


def _difference_beside(
    draft: Draft,
    group: list[Quantity],
    stated: dict[int, Difference],
    old: Quantity,
    new: Quantity,
) -> Difference | None:
    """Return the difference stated right before or after two levels, if it fits them in kind."""
    place = group.index(new)
    if place + 1 < len(group):
        found = stated.get(id(group[place + 1]))
        if found and _next_to(draft, new.after, found.first) and _fits(found, old, new):
            parted = ";" in draft.tokens.words[new.after : found.first]
            return None if parted and not _agrees(found, old, new) else found
    place = group.index(old)
    if place:
        found = stated.get(id(group[place - 1]))
        start = start_of_bound(draft.tokens, old)
        if found and _next_to(draft, found.after, start) and _fits(found, old, new):
            parted = ";" in draft.tokens.words[found.after : start]
            return None if parted and not _agrees(found, old, new) else found
    return None


def _agrees(found: Difference, old: Quantity, new: Quantity) -> bool:
    return new.value - old.value == _signed(found)


def _next_to(draft: Draft, after: int, first: int) -> bool:
    return first - after <= _NEAR and plain_gap(draft.tokens, after, first, ",(-–=:*;")


def _fits(found: Difference, old: Quantity, new: Quantity) -> bool:
    """Whether a difference is one of the levels' own kind: percents for shares, else numbers.

    Its noun may be another one where the sum is right or the noun says nothing (giảm 16 đơn vị).
    """
    number = found.number
    if number.used:
        return False
    if old.form != "number":
        return number.form != "number"
    if number.form != "number":
        return False
    if same_unit(number, old) or (number.unit or "").casefold() in _ANY_UNIT:
        return True
    return _agrees(found, old, new)


def _difference(
    draft: Draft, group: list[Quantity], stated: dict[int, Difference], place: int
) -> None:
    """Add a difference alone, or with the level it leads to (giảm 715, còn 3.583)."""
    found = stated[id(group[place])]
    number = found.number
    level = group[place + 1] if place + 1 < len(group) else None
    parts = [number]
    after, to = found.after, None
    if level is not None and not level.used and _leads(draft, found, level):
        to = level.value
        after = max(level.after, number.after)
        parts.append(level)
    _add(
        draft,
        Change(
            start=0,
            end=0,
            after=to,
            delta=_signed(found),
            delta_stated=True,
            delta_kind=_kind(number, _share_before(draft, group, stated, place)),
            direction=found.direction,
            basis=_text(draft, found.basis),
            unit=number.unit,
            qualifier=number.qualifier,
        ),
        (found.first, after),
        parts,
    )


def _leads(draft: Draft, found: Difference, level: Quantity) -> bool:
    return (
        level.value_max is None
        and same_unit(found.number, level)
        and tied_level(draft, found, level)
    )


def _share_before(
    draft: Draft, group: list[Quantity], stated: dict[int, Difference], place: int
) -> Quantity | None:
    """Return the share a difference in percent is a change of, None where it stands alone."""
    if group[place].form != "percent":
        return None
    number = group[place]
    tokens = draft.tokens
    found = stated[id(number)]
    if place and group[place - 1].form == "percent":
        share = group[place - 1]
        beside = all(tokens.kinds[at] == SIGN for at in range(share.after, found.first))
        if share.used:
            return share if id(share) not in stated else None
        return share if beside else None
    rate = _rate.of(tokens)
    for at in range(number.first - 1, max(-1, number.first - _NEAR), -1):
        if tokens.words[at] in rate:
            return number
        if tokens.words[at] in ".;\n":
            return None
    return None


def _kind(difference: Quantity, share: Quantity | None) -> DeltaKind:
    if difference.form == "points":
        return "points"
    if difference.form == "number":
        return "absolute"
    return "points" if share is not None and share.form != "number" else "percent"


def _level_kind(level: Quantity) -> DeltaKind:
    return "absolute" if level.form == "number" else "points"


def _direction(old: Value, new: Value) -> Literal["up", "down", "same"]:
    if old == new:
        return "same"
    return "up" if new > old else "down"


def _signed(difference: Difference) -> Value:
    value = difference.number.value
    return value if difference.direction == "up" else -value


def _consistent(old: Quantity, new: Quantity, difference: Difference | None) -> bool | None:
    """Whether the stated difference is that of the two levels, to its last place."""
    if difference is None:
        return None
    computed = Decimal(new.value) - Decimal(old.value)
    if _kind(difference.number, old) == "percent":
        share = percent_of(new.value - old.value, old.value)
        if share is None:
            return None
        computed = share
    places = min(last_place(each.value) for each in (old, new, difference.number))
    return abs(Decimal(_signed(difference)) - computed) < places


def _text(draft: Draft, basis: tuple[int, int] | None) -> str | None:
    return draft.tokens.between(basis[0], basis[1] - 1) if basis else None


def _add(draft: Draft, change: Change, where: tuple[int, int], parts: list[Quantity]) -> None:
    change.start, change.end = span_of(draft, *where)
    for each in parts:
        each.used = True
    change.parts = [span_of(draft, each.first, each.after) for each in parts]
    draft.add(change)
