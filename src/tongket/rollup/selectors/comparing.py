"""A figure against time: over the years, against its target, against a fresh computation."""

from dataclasses import dataclass
from decimal import Decimal

from tongket.figures.domain import FigureKey, value_of
from tongket.figures.models import Observation
from tongket.periods.models import Period
from tongket.rollup.domain import FigureView, MeasureView, share_of_whole
from tongket.rollup.models import StoredTotal
from tongket.rollup.selectors.figure import figure
from tongket.rollup.selectors.measures import totals_of_indicators, tree_day
from tongket.rollup.selectors.places import Place, place_of

YEARS_SHOWN = 6


@dataclass(frozen=True)
class PeriodValue:
    """A figure's value in one period."""

    period_code: str
    key: FigureKey
    value: Decimal
    is_current: bool


def over_periods(view: FigureView) -> list[PeriodValue]:
    """Return the same figure in the periods of its kind up to its own, oldest first.

    Sums and ratios of sums only; each period in its own tree. Five queries at most.
    """
    period = Period.objects.get(pk=view.key.period_id)
    earlier = Period.objects.filter(
        kind=period.kind, index=period.index, starts_on__lte=period.starts_on
    ).order_by("-starts_on")[:YEARS_SHOWN]
    periods = list(earlier)[::-1]
    terms = _terms(view.measure, period)
    if not terms:
        return []
    rows = StoredTotal.objects.filter(
        period__in=periods,
        unit=view.key.unit_id,
        measure__in=[term.measure_id for term in terms],
        count__gt=0,
    ).values_list("period_id", "measure_id", "value")
    sums = {(row[0], row[1]): value_of(row[2]) for row in rows}
    found = []
    for each in periods:
        values = [sums.get((each.pk, term.measure_id)) for term in terms]
        value = values[0] if len(terms) == 1 else share_of_whole(values[0], values[1], view.measure)
        if value is not None:
            key = FigureKey(view.key.measure_id, view.key.unit_id, each.pk)
            found.append(PeriodValue(each.code, key, value, each.pk == period.pk))
    return found


def _terms(measure: MeasureView, period: Period) -> list[MeasureView]:
    """Return the measures to read: itself, or numerator and denominator."""
    if measure.adds_up:
        return [measure]
    if measure.method != "ratio":
        return []
    day = tree_day(period)
    ids = [measure.numerator_id or 0, measure.denominator_id or 0]
    known = {term.indicator_id: term for term in totals_of_indicators([], ids, day)}
    terms = [known[one] for one in ids if one in known and known[one].adds_up]
    return terms if len(terms) == len(ids) else []


@dataclass(frozen=True)
class Recomputed:
    """A figure computed again from its observations, beside what is shown.

    ``observations``: how many were added up.
    """

    shown: Decimal | None
    again: Decimal | None
    observations: int

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return self.shown == self.again


def recomputed(key: FigureKey) -> Recomputed:
    """Compute a figure again, past all stored totals. Raises ``RollupFault`` as ``figure`` does."""
    view = figure(key)
    place = place_of(key)
    if not place.is_restated:
        again, count = _again(place, view)
        return Recomputed(view.value, again, count)
    fresh = figure(key)
    return Recomputed(view.value, fresh.value, _added(place, view.measure)[1])


def _again(place: Place, view: FigureView) -> tuple[Decimal | None, int]:
    measure = view.measure
    if measure.adds_up:
        return _added(place, measure)
    if measure.method != "ratio":
        return figure(view.key).value, len(view.inputs)
    terms = _terms(measure, place.period)
    if not terms:
        return figure(view.key).value, len(view.inputs)
    above, below = (_added(place, term) for term in terms)
    return share_of_whole(above[0], below[0], measure), above[1] + below[1]


def _added(place: Place, measure: MeasureView) -> tuple[Decimal | None, int]:
    """Add up the observations of the subtree, in Python and past every stored total."""
    rows = Observation.objects.official().filter(
        place.contributing, period=place.period, measure=measure.measure_id, value__isnull=False
    )
    values = [value or 0 for value in rows.values_list("value", flat=True)]
    return (value_of(sum(values)) if values else None), len(values)


def target_of(view: FigureView) -> FigureView | None:
    """Return the figure that holds the target for this one, where its indicator names one."""
    if view.measure.target_id is None:
        return None
    period = Period.objects.get(pk=view.key.period_id)
    targets = totals_of_indicators([], [view.measure.target_id], tree_day(period))
    if not targets:
        return None
    key = FigureKey(targets[0].measure_id, view.key.unit_id, view.key.period_id, view.key.structure)
    found = figure(key)
    return found if found.reported else None
