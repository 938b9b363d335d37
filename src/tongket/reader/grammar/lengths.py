"""Changes of a length of time: rút từ 45 ngày còn 30 ngày, giảm từ 15 xuống 10 ngày làm việc."""

from collections.abc import Iterator
from itertools import pairwise

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Change
from tongket.reader.grammar.change_words import from_at, leads_to, verb_before
from tongket.reader.grammar.digits import read_digits
from tongket.reader.grammar.sides import span_of

_LENGTH = "duration"
_NEAR = 8


def find_lengths(draft: Draft) -> None:
    """Add the changes from one length of time to another; a bare first number is of the second's."""
    counted = {each.first: each for each in draft.quantities if each.unit is None}
    for first, second in _pairs(draft, counted):
        old, new = _length(draft, first), _length(draft, second)
        if old is None or new is None or not _one_unit(draft, first, second):
            continue
        start = from_at(draft.tokens, old)
        if start is None or not leads_to(draft, old, new):
            continue
        if first in counted:
            counted[first].used = True
        _add(draft, old, new, verb_before(draft.tokens, start))


def _pairs(draft: Draft, counted: dict[int, Quantity]) -> Iterator[tuple[int, int]]:
    """Yield a length of time with the number shortly before it."""
    claims = draft.claims
    for first, second in pairwise(draft.tokens.numbers):
        near = claims[second] == _LENGTH and second - first <= _NEAR
        if near and (claims[first] == _LENGTH or first in counted):
            yield first, second


def _one_unit(draft: Draft, first: int, second: int) -> bool:
    """Whether both lengths are of one unit; the first may leave it out."""
    words = draft.tokens.words
    return draft.claims[first] != _LENGTH or words[first + 1] == words[second + 1]


def _length(draft: Draft, at: int) -> Quantity | None:
    read = read_digits(draft.tokens.words[at])
    return Quantity(first=at, after=at + 1, value=read[0]) if read else None


def _add(draft: Draft, old: Quantity, new: Quantity, first: int) -> None:
    start, end = span_of(draft, first, new.after)
    draft.add(
        Change(
            start=start,
            end=end,
            before=old.value,
            after=new.value,
            delta=new.value - old.value,
            direction="same"
            if old.value == new.value
            else "up"
            if new.value > old.value
            else "down",
            unit=draft.tokens.original(new.after),
            parts=[span_of(draft, each.first, each.after) for each in (old, new)],
        )
    )
