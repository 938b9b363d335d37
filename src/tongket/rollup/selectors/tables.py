"""Tables of figures: many measures of a unit and of the units directly below, in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from tongket.figures.domain import FigureKey, value_of
from tongket.figures.models import Observation
from tongket.periods.models import Period
from tongket.rollup.domain import MeasureView, UnitName, share_of_whole
from tongket.rollup.selectors.measures import measure_views, totals_of_indicators, tree_day
from tongket.rollup.selectors.places import Place
from tongket.rollup.selectors.reading import children_in_order
from tongket.rollup.selectors.restating import restated_table
from tongket.rollup.selectors.totals import Amounts, stored


@dataclass(frozen=True)
class Table:
    """Figures of a unit (``unit``) and of its children: ``value(unit id, measure)``."""

    place: Place
    children: tuple[UnitName, ...]
    amounts: Amounts
    own: Mapping[tuple[int, int], int]
    """What units say themselves of measures that do not add up, in thousandths."""
    by_indicator: Mapping[int, MeasureView] = field(default_factory=dict)
    """Total measures of the indicators that derived ones rest on."""
    by_code: Mapping[str, MeasureView] = field(default_factory=dict)

    @property
    def unit(self) -> UnitName:
        """The unit that the table is about."""
        return self.place.unit

    def key(self, unit_id: int, measure: MeasureView) -> FigureKey:
        """Return the key of a cell's figure."""
        return self.place.key(measure.measure_id, unit_id)

    def value(self, unit_id: int, measure: MeasureView) -> Decimal | None:
        """Return the value of a cell; None when nobody reported it."""
        if measure.method == "ratio":
            above = self._of(unit_id, measure.numerator_id)
            below = self._of(unit_id, measure.denominator_id)
            return share_of_whole(above, below, measure)
        if measure.method == "difference":
            return self._difference(unit_id, measure)
        if measure.method == "sum_over_kind":
            return self._sum_over_kind(unit_id, measure)
        if measure.over_units == "sum":
            amount = self.amounts.get((unit_id, measure.measure_id))
            return None if amount is None else value_of(amount.value)
        said = self.own.get((unit_id, measure.measure_id))
        return None if said is None else value_of(said)

    def apportioned(self, unit_id: int, measure: MeasureView) -> Decimal:
        """Return the part of the cell that came through a division; 0 where nothing was divided."""
        amount = self.amounts.get((unit_id, measure.measure_id))
        return Decimal(0) if amount is None else value_of(amount.apportioned)

    def _of(self, unit_id: int, indicator_id: int | None) -> Decimal | None:
        term = self.by_indicator.get(indicator_id or 0)
        return None if term is None else self.value(unit_id, term)

    def _difference(self, unit_id: int, measure: MeasureView) -> Decimal | None:
        value = self._of(unit_id, measure.numerator_id)
        for code in measure.payload.get("minus", []):
            term = self.by_code.get(code)
            taken = None if term is None else self.value(unit_id, term)
            value = None if value is None else value - (taken or Decimal(0))
        return value

    def _sum_over_kind(self, unit_id: int, measure: MeasureView) -> Decimal | None:
        """Only for the table's own unit: kinds of grandchildren are not read."""
        if unit_id != self.unit.id:
            return None
        kinds = set(measure.payload.get("child_kinds", []))
        values = [
            value
            for child in self.children
            if child.kind in kinds
            and (value := self._of(child.id, measure.numerator_id)) is not None
        ]
        return sum(values, Decimal(0)) if values else None


def table(place: Place, measures: Sequence[MeasureView], *, below: bool = True) -> Table:
    """Read a table. A fixed number of queries, however many units and measures there are.

    ``below=False`` reads the unit alone.
    """
    children = tuple(children_in_order(place.unit.id, place.structure)) if below else ()
    terms = _terms(measures, place.period)
    known = {view.measure_id: view for view in (*measures, *terms)}
    additive = [view for view in known.values() if view.adds_up]
    others = [
        key for key, view in known.items() if view.method == "base" and view.over_units != "sum"
    ]
    units = [place.unit.id, *(child.id for child in children)]
    return Table(
        place=place,
        children=children,
        amounts=_amounts(place, additive, units),
        own=_own(place.period, others, units),
        by_indicator={view.indicator_id: view for view in known.values() if not view.cell},
        by_code={view.code: view for view in known.values() if not view.cell},
    )


def ratios_over(measures: Iterable[MeasureView], period: Period) -> list[MeasureView]:
    """Return the ratios whose two terms are both among the measures. Two queries."""
    indicators = [view.indicator_id for view in measures]
    found = measure_views(
        Q(
            indicator__versions__method="ratio",
            indicator__versions__numerator__in=indicators,
            indicator__versions__denominator__in=indicators,
        ),
        tree_day(period),
    )
    return sorted({view.measure_id: view for view in found}.values(), key=lambda view: view.name)


def _amounts(place: Place, measures: Sequence[MeasureView], units: Sequence[int]) -> Amounts:
    if not measures:
        return {}
    if not place.is_restated:
        return stored(place.period.pk, units, [view.measure_id for view in measures])
    unit, *children = units
    return restated_table(measures, place.period, place.passage, unit, children).amounts


def _own(
    period: Period, measures: Sequence[int], units: Sequence[int]
) -> dict[tuple[int, int], int]:
    if not measures:
        return {}
    rows = Observation.objects.official().filter(
        period=period, measure__in=measures, unit__in=units, value__isnull=False
    )
    return {
        (unit, measure): value or 0
        for unit, measure, value in rows.values_list("unit_id", "measure_id", "value")
    }


_DEEPEST = 3
"""Derived indicators rest on derived ones at most so many times."""


def _terms(measures: Sequence[MeasureView], period: Period) -> list[MeasureView]:
    """Return the total measures that derived ones rest on and that are not among them."""
    day = tree_day(period)
    known: dict[int, MeasureView] = {}
    new: Sequence[MeasureView] = measures
    seen = {view.indicator_id for view in measures if not view.cell}
    for _ in range(_DEEPEST):
        wanted = {
            term
            for view in new
            for term in (view.numerator_id, view.denominator_id, view.target_id)
            if term is not None
        }
        codes = {code for view in new for code in view.payload.get("minus", [])}
        if not wanted - seen and not codes:
            break
        new = [
            view
            for view in totals_of_indicators(codes, wanted - seen, day)
            if view.indicator_id not in seen
        ]
        seen |= {view.indicator_id for view in new}
        known |= {view.measure_id: view for view in new}
    return list(known.values())
