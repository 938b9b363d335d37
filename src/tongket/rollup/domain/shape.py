"""The tree of a day as numbers only, and adding up over it.

Units stand in depth-first order, so a subtree is one slice and a sum over it the difference of two
running sums: every unit's total costs one pass over the values, however deep the tree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """Units in depth-first order: ``ends[i]`` is the place just past the subtree of ``units[i]``."""

    units: Integers
    ends: Integers

    def __len__(self) -> int:
        """How many units there are."""
        return len(self.units)

    def places(self, unit_ids: Integers) -> Integers:
        """Return where units stand, -1 for strangers."""
        if not len(self):
            return np.full(len(unit_ids), -1, dtype=np.int64)
        order = np.argsort(self.units, kind="stable")
        ranks = np.minimum(np.searchsorted(self.units[order], unit_ids), len(self) - 1)
        found = order[ranks]
        return np.where(self.units[found] == unit_ids, found, -1)


def shape_from_edges(
    unit_ids: Iterable[int], parent_of: Mapping[int, int], roots: Sequence[int] | None = None
) -> Shape:
    """Arrange units depth first from ``child -> parent``; a unit without parent is a root.

    ``roots`` limits the shape to the subtrees below them. Units in a cycle cannot be reached and
    are left out.
    """
    known = set(unit_ids)
    below: dict[int, list[int]] = {}
    tops: list[int] = []
    for unit in sorted(known):
        parent = parent_of.get(unit)
        if parent is None or parent not in known:
            tops.append(unit)
        else:
            below.setdefault(parent, []).append(unit)
    order, parents = _depth_first(tops if roots is None else list(roots), below)
    ends = list(range(1, len(order) + 1))
    for place in range(len(order) - 1, -1, -1):
        above = parents[place]
        if above >= 0:
            ends[above] = max(ends[above], ends[place])
    return Shape(np.array(order, dtype=np.int64), np.array(ends, dtype=np.int64))


def _depth_first(tops: list[int], below: Mapping[int, list[int]]) -> tuple[list[int], list[int]]:
    """Return units and the place of each one's parent (-1: none), parents first."""
    order: list[int] = []
    parents: list[int] = []
    waiting = [(unit, -1) for unit in reversed(tops)]
    while waiting:
        unit, above = waiting.pop()
        place = len(order)
        order.append(unit)
        parents.append(above)
        waiting.extend((child, place) for child in reversed(below.get(unit, [])))
    return order, parents


@dataclass(frozen=True)
class Totals:
    """For every unit of a shape and every measure: the sum over the subtree and what is in it.

    ``values`` (thousandths), ``counts`` (observations with a value) and ``inexact`` have a row per
    unit and a column per measure. ``strays`` are units that have observations but no place in the
    tree of that day: they are told, never silently lost.
    """

    shape: Shape
    measures: tuple[int, ...]
    values: Integers
    counts: Integers
    inexact: Integers
    strays: tuple[int, ...]

    def row(self, unit_id: int) -> dict[int, int]:
        """Return measure id -> total of the unit, for measures with any observation."""
        place = int(self.shape.places(np.array([unit_id], dtype=np.int64))[0])
        if place < 0:
            return {}
        return {
            measure: int(self.values[place, column])
            for column, measure in enumerate(self.measures)
            if self.counts[place, column]
        }


def add_up(
    shape: Shape,
    measures: Sequence[int],
    rows: Integers,
    inexact_rows: Integers,
) -> Totals:
    """Add observations up over the tree.

    ``rows``: unit id, measure id, value, one row per observation with a value; at most one row per
    unit and measure. ``inexact_rows``: unit id, measure id of those that are not exact.
    """
    columns = {measure: column for column, measure in enumerate(measures)}
    size = (len(shape), len(columns))
    places, column = _located(shape, columns, rows)
    inside = (places >= 0) & (column >= 0)
    values = np.zeros(size, dtype=np.int64)
    counts = np.zeros(size, dtype=np.int64)
    values[places[inside], column[inside]] = rows[inside, 2]
    counts[places[inside], column[inside]] = 1
    inexact = np.zeros(size, dtype=np.int64)
    if len(inexact_rows):
        at, which = _located(shape, columns, inexact_rows)
        told = (at >= 0) & (which >= 0)
        inexact[at[told], which[told]] = 1
    strays = np.unique(rows[(places < 0) & (column >= 0), 0]) if len(rows) else np.array([])
    return Totals(
        shape=shape,
        measures=tuple(measures),
        values=_over_subtrees(shape, values),
        counts=_over_subtrees(shape, counts),
        inexact=_over_subtrees(shape, inexact) if len(inexact_rows) else inexact,
        strays=tuple(int(unit) for unit in strays),
    )


def _located(shape: Shape, columns: Mapping[int, int], rows: Integers) -> tuple[Integers, Integers]:
    """Return the place and the column of each row, -1 where it has none."""
    if not len(rows):
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    of_measure = np.full(max(int(rows[:, 1].max()), *columns, 0) + 1, -1, dtype=np.int64)
    for measure, column in columns.items():
        of_measure[measure] = column
    return shape.places(rows[:, 0]), of_measure[rows[:, 1]]


def _over_subtrees(shape: Shape, own: Integers) -> Integers:
    running = np.zeros((len(shape) + 1, own.shape[1]), dtype=np.int64)
    np.cumsum(own, axis=0, out=running[1:])
    total: Integers = running[shape.ends] - running[:-1]
    return total
