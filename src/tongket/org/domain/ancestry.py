"""The dated closure of dated edges: who lay below whom, how deep, from which day to which."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

OPEN = date.max.toordinal() + 1
"""Day number that stands for "no end"."""


class TreeFault(ValueError):  # noqa: N818 - said to a person
    """The tree would be no tree; the message is a Vietnamese sentence."""


class EdgeRow(NamedTuple):
    """``unit`` stands directly below ``parent`` on the days [start, end), as day numbers."""

    unit: int
    parent: int
    start: int
    end: int


class AncestryRow(NamedTuple):
    """``descendant`` lies ``depth`` steps below ``ancestor`` on the days [start, end)."""

    descendant: int
    ancestor: int
    depth: int
    start: int
    end: int


Spans = Sequence[tuple[int, int]]
_Row = tuple[int, int, int, int]


def number_of(day: date | None) -> int:
    """Return the day's number; no end is ``OPEN``."""
    return OPEN if day is None else day.toordinal()


def day_of(number: int) -> date | None:
    """Return the day of a number; None for ``OPEN``."""
    return None if number == OPEN else date.fromordinal(number)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the fewest spans that hold the same days, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def ancestry_of(
    units: Iterable[int], edges: Iterable[EdgeRow], lives: Mapping[int, Spans]
) -> Iterable[AncestryRow]:
    """Yield the closure rows of ``units`` (as descendants), themselves included at depth 0.

    ``edges`` must hold all edges of the units and of everything ever above them; ``lives`` the days
    on which each of the units exists. Rows of equal ancestor and depth that meet are one row, so
    that the same edges always give the same rows. Raises ``TreeFault`` for a cycle.
    """
    above: dict[int, list[EdgeRow]] = {}
    for edge in edges:
        above.setdefault(edge.unit, []).append(edge)
    known: dict[int, list[_Row]] = {}
    for unit in units:
        for start, end in joined(lives.get(unit, ())):
            yield AncestryRow(unit, unit, 0, start, end)
        if unit in above:
            for row in _above(unit, above, known):
                yield AncestryRow(unit, *row)


def _above(
    unit: int, edges: Mapping[int, list[EdgeRow]], known: dict[int, list[_Row]]
) -> list[_Row]:
    """Return (ancestor, depth, start, end) of a unit; fill ``known`` for all above it."""
    waiting = [unit]
    entered: set[int] = set()
    while waiting:
        current = waiting[-1]
        if current in known:
            waiting.pop()
            continue
        mine = edges.get(current, ())
        missing = [edge.parent for edge in mine if edge.parent not in known]
        if not missing:
            known[current] = _through(mine, known)
            waiting.pop()
            continue
        # A unit may have stood below another and later above it: only days on a common path
        # make a cycle, and those are found by walking with the days in hand.
        if current in entered:
            known.update(_with_days(waiting, edges))
            continue
        entered.add(current)
        waiting.extend(missing)
    return known[unit]


def _through(mine: Iterable[EdgeRow], known: Mapping[int, list[_Row]]) -> list[_Row]:
    """Combine a unit's edges with the rows of its parents."""
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for edge in mine:
        spans.setdefault((edge.parent, 1), []).append((edge.start, edge.end))
        for ancestor, depth, start, end in known[edge.parent]:
            first, last = max(start, edge.start), min(end, edge.end)
            if first < last:
                spans.setdefault((ancestor, depth + 1), []).append((first, last))
    return [
        (ancestor, depth, start, end)
        for (ancestor, depth), found in spans.items()
        for start, end in (joined(found) if len(found) > 1 else found)
    ]


def _with_days(units: Iterable[int], edges: Mapping[int, list[EdgeRow]]) -> dict[int, list[_Row]]:
    """Compute rows path by path, for units whose parents changed places over time."""
    return {unit: _paths(unit, edges) for unit in dict.fromkeys(units)}


def _paths(unit: int, edges: Mapping[int, list[EdgeRow]]) -> list[_Row]:
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    waiting = [(unit, 0, 0, OPEN, frozenset((unit,)))]
    while waiting:
        current, depth, start, end, passed = waiting.pop()
        for edge in edges.get(current, ()):
            first, last = max(start, edge.start), min(end, edge.end)
            if first >= last:
                continue
            if edge.parent in passed:
                raise TreeFault("Cây tổ chức có vòng: một đơn vị nằm dưới chính nó.")
            spans.setdefault((edge.parent, depth + 1), []).append((first, last))
            waiting.append((edge.parent, depth + 1, first, last, passed | {edge.parent}))
    return [
        (ancestor, depth, start, end)
        for (ancestor, depth), found in spans.items()
        for start, end in joined(found)
    ]
