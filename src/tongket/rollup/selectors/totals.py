"""Totals: as stored, and computed again from the observations."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tongket.org.selectors import children_of
from tongket.periods.models import Period
from tongket.rollup.domain import Shape, Totals, add_up
from tongket.rollup.models import StoredTotal
from tongket.rollup.selectors.measures import measures_that_add_up, tree_day
from tongket.rollup.selectors.reading import in_parts, official_rows, shape_on


class Amount(NamedTuple):
    """A sum in thousandths: how many observations are in it, and how many are not exact."""

    value: int
    count: int = 1  # type: ignore[assignment]  # the tuple method of that name is not used
    inexact: int = 0
    apportioned: int = 0


Amounts = Mapping[tuple[int, int], Amount]
"""(unit id, measure id) -> amount, for sums with anything in them."""


def stored(period_id: int, unit_ids: Collection[int], measure_ids: Collection[int]) -> Amounts:
    """Read stored totals of units × measures on the tree of the period's last day.

    One query per five thousand units. What nobody reported is not there.
    """
    return {
        (unit, measure): Amount(*numbers)
        for unit, measure, *numbers in _rows(period_id, unit_ids, measure_ids)
    }


def totals(period: Period, root: int, measures: Collection[int]) -> dict[int, dict[int, Amount]]:
    """Return the stored totals of ``root`` and of its direct children: unit -> measure -> amount.

    Two queries regardless of how many children there are. In the tree of the period's last day.
    """
    units = [root, *children_of([root], tree_day(period))[root]]
    table: dict[int, dict[int, Amount]] = {unit: {} for unit in units}
    for unit, measure, value, count, inexact in _rows(period.pk, units, measures):
        table[unit][measure] = Amount(value, count, inexact)
    return table


def _rows(
    period_id: int, unit_ids: Collection[int], measure_ids: Collection[int]
) -> Iterator[tuple[int, int, int, int, int]]:
    for some in in_parts(unit_ids):
        rows = StoredTotal.objects.filter(
            period=period_id, unit__in=some, measure__in=measure_ids, count__gt=0
        )
        yield from rows.values_list("unit_id", "measure_id", "value", "count", "inexact")


def compute_all(
    period: Period, shape: Shape | None = None, measures: Sequence[int] | None = None
) -> Totals:
    """Add everything up again from the observations, for every unit of the tree at once.

    ``shape`` defaults to all trees on the period's last day, ``measures`` to all that add up.
    Four queries, numpy for the rest.
    """
    day = tree_day(period)
    columns = measures_that_add_up(day) if measures is None else measures
    rows, inexact = official_rows(period.pk)
    return add_up(shape_on(day) if shape is None else shape, columns, rows, inexact)


def rows_of(computed: Totals) -> Iterable[tuple[int, int, int, int, int]]:
    """Return (unit, measure, value, count, inexact) for all sums with anything in them, in order."""
    units = computed.shape.units
    for column, measure in enumerate(computed.measures):
        counts = computed.counts[:, column]
        for place in counts.nonzero()[0]:
            yield (
                int(units[place]),
                measure,
                int(computed.values[place, column]),
                int(counts[place]),
                int(computed.inexact[place, column]),
            )
