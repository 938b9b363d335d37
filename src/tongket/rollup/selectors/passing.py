"""How values pass from the structure of one day into that of another, as reorganisations tell it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from tongket.org.models import Reorganisation, Succession, UnitEdge, UnitVersion
from tongket.rollup.domain import Link, Restating
from tongket.rollup.selectors.reading import in_parts

RowType = TypeVar("RowType", bound=Model)


def restating_between(first: date, last: date, towards: Collection[int] | None = None) -> Restating:
    """Return how values of the structure of ``first`` pass into that of ``last``. Four queries.

    ``towards``: only what can come to these units, or lies in them; then two queries more for every
    reorganisation that followed another.
    """
    backwards = last < first
    low, high = (last, first) if backwards else (first, last)
    if low == high:
        return Restating()
    span = _Span(low, high, backwards)
    only = None if towards is None else _feeding(towards, span)
    rows = span.of(
        Succession.objects.filter(reorganisation__state=Reorganisation.State.APPLIED),
        "effective_on",
    )
    columns = "effective_on", "predecessor_id", "successor_id", "share", "back_share"
    links = [
        Link(day, new, old, back) if backwards else Link(day, old, new, share)
        for day, old, new, share, back in _some(rows, span.source, only, columns)
    ]
    return Restating.build(links, _ended(span, only), backwards=backwards)


@dataclass(frozen=True)
class _Span:
    """The days between two structures, the later one included, and the way values pass them."""

    low: date
    high: date
    backwards: bool

    @property
    def source(self) -> str:
        return "successor" if self.backwards else "predecessor"

    @property
    def target(self) -> str:
        return "predecessor" if self.backwards else "successor"

    @property
    def here(self) -> str:
        """Where a unit stops being there, as values pass."""
        return "valid_from" if self.backwards else "valid_to"

    @property
    def there(self) -> str:
        return "valid_to" if self.backwards else "valid_from"

    def of(self, rows: QuerySet[RowType], column: str) -> QuerySet[RowType]:
        """Keep the rows whose day lies in the span."""
        return rows.filter(**{f"{column}__gt": self.low, f"{column}__lte": self.high})


def _some(
    rows: QuerySet[RowType],
    column: str,
    only: Collection[int] | None,
    wanted: tuple[str, ...],
) -> list[tuple[Any, ...]]:
    """Read the columns wanted, of all rows or of those whose ``column`` is among ``only``."""
    parts = (
        [rows]
        if only is None
        else [rows.filter(**{f"{column}__in": some}) for some in in_parts(only)]
    )
    return [row for part in parts for row in part.order_by().values_list(*wanted)]


def _feeding(units: Collection[int], span: _Span) -> set[int]:
    """Return the units whose values can come to some units within the span, those included."""
    successions = span.of(
        Succession.objects.filter(reorganisation__state=Reorganisation.State.APPLIED),
        "effective_on",
    )
    edges = span.of(UnitEdge.objects.all(), span.here)
    known, new = set(units), set(units)
    while new:
        brought = _some(successions, span.target, new, (f"{span.source}_id",))
        fell = _some(edges, "parent", new, ("unit_id",))
        new = {row[0] for row in (*brought, *fell)} - known
        known |= new
    return known


def _ended(span: _Span, only: Collection[int] | None) -> dict[int, tuple[date, int | None]]:
    """Map each unit that is on one side only to the day it began or ended, and the unit above it."""
    turns = set(_turns(span, span.here, only)) - set(_turns(span, span.there, only))
    edges = span.of(UnitEdge.objects.all(), span.here)
    above = {
        (unit, day): parent
        for unit, day, parent in _some(edges, "unit", only, ("unit_id", span.here, "parent_id"))
    }
    return {unit: (day, above.get((unit, day))) for unit, day in turns}


def _turns(span: _Span, column: str, only: Collection[int] | None) -> list[tuple[int, date]]:
    rows = span.of(UnitVersion.objects.all(), column)
    return [(unit, day) for unit, day in _some(rows, "unit", only, ("unit_id", column))]
