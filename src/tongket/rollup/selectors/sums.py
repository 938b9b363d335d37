"""Sums over the tree as figures: the total, its children, the unit's own part, what came from elsewhere."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tongket.core.rounding import share_out
from tongket.figures import selectors as observations
from tongket.figures.domain import FigureKey, ObservationView, combine_bounds, in_words, value_of
from tongket.figures.models import Observation
from tongket.org.models import UnitEdge
from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period
from tongket.rollup.domain import FigureView, Flow, Input, MeasureView, UnitName
from tongket.rollup.models import StoredTotal
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.selectors.places import Place, blank
from tongket.rollup.selectors.reading import children_in_order, names
from tongket.rollup.selectors.restating import Restated, restated_children
from tongket.rollup.selectors.totals import Amount, Amounts, stored


def sum_figure(place: Place, measure: MeasureView) -> FigureView:
    """Return an additive figure: stored totals in the period's own tree, restated in another."""
    children = children_in_order(place.unit.id, place.structure)
    own = own_observation(place, measure)
    answer = _restated(place, measure, children)
    amounts = _stored(place, measure, children) if answer is None else answer.amounts
    amount = amounts.get((place.unit.id, measure.measure_id))
    if amount is None and answer is None and (year := _from_quarters(place, measure)):
        return year
    below = _children(place, measure, children, amounts)
    here = _brought(place, measure, answer) if answer else ()
    inputs = (*below, *here, *_own_part(place, measure, own, amount, (*below, *here)))
    opens = bool(below or here)
    view = replace(
        blank(place, measure),
        value=None if amount is None else value_of(amount.value),
        apportioned=Decimal(0) if amount is None else value_of(amount.apportioned),
        bound=_bound(place, measure, amount),
        inputs=inputs if opens else (),
        own=own,
        basis="rolled_up" if opens or own is None else own.basis,
        reported=amount is not None or own is not None,
        notes=answer.notes if answer else (),
    )
    return replace(view, records=records(place, view))


def _from_quarters(place: Place, measure: MeasureView) -> FigureView | None:
    """Return a year that nobody reported as the sum of its four quarters, when all are there."""
    if place.period.kind != "year" or measure.over_time != "sum":
        return None
    quarters = list(Period.objects.filter(kind="quarter", year=place.period.year).order_by("index"))
    rows = StoredTotal.objects.filter(
        period__in=quarters, unit=place.unit.id, measure=measure.measure_id, count__gt=0
    )
    values = dict(rows.values_list("period_id", "value"))
    if len(values) < _QUARTERS:
        return None
    inputs = tuple(
        Input(
            key=FigureKey(measure.measure_id, place.unit.id, quarter.pk),
            unit=place.unit,
            value=value_of(values[quarter.pk]),
            basis="rolled_up",
            role="part",
            label=PeriodCode.parse(quarter.code).words,
        )
        for quarter in quarters
    )
    return replace(
        blank(place, measure), value=value_of(sum(values.values())), inputs=inputs, reported=True
    )


_QUARTERS = 4


def own_observation(place: Place, measure: MeasureView) -> ObservationView | None:
    """Return what the unit itself says officially. One query."""
    return observations.official(FigureKey(measure.measure_id, place.unit.id, place.period.pk))


def _restated(place: Place, measure: MeasureView, children: list[UnitName]) -> Restated | None:
    if place.structure == tree_day(place.period):
        return None
    ids = [child.id for child in children]
    return restated_children(measure, place.period, place.passage, place.unit.id, ids)


def _stored(place: Place, measure: MeasureView, children: list[UnitName]) -> Amounts:
    ids = [place.unit.id, *(child.id for child in children)]
    return stored(place.period.pk, ids, [measure.measure_id])


def records(place: Place, view: FigureView) -> int | None:
    """Return how many records were counted; None where the measure is (also) reported otherwise."""
    if view.value is None or view.basis not in {"counted", "rolled_up"}:
        return None
    if view.basis == "rolled_up":
        rows = Observation.objects.official().filter(
            period=place.period, measure=view.measure.measure_id
        )
        if rows.filter(value__isnull=False).exclude(basis="counted").exists():
            return None
    return int(view.value)


def _bases(place: Place, measure: MeasureView) -> dict[int, str]:
    """Map direct children to the basis of what they said themselves. One query."""
    below = UnitEdge.objects.on(place.structure).filter(parent=place.unit.id)
    rows = Observation.objects.official().filter(
        period=place.period, measure=measure.measure_id, unit__in=below.values("unit_id")
    )
    return dict(rows.values_list("unit_id", "basis"))


def _children(
    place: Place, measure: MeasureView, children: list[UnitName], amounts: Amounts
) -> tuple[Input, ...]:
    bases = _bases(place, measure)
    found = []
    for child in children:
        amount = amounts.get((child.id, measure.measure_id))
        if amount is None:
            continue
        basis = bases.get(child.id, "rolled_up") if amount.count == 1 else "rolled_up"
        found.append(
            Input(
                key=place.key(measure.measure_id, child.id),
                unit=child,
                value=value_of(amount.value),
                basis=basis,
                bound="exact" if not amount.inexact else "about",
                apportioned=value_of(amount.apportioned),
            )
        )
    return tuple(found)


def _brought(place: Place, measure: MeasureView, answer: Restated) -> tuple[Input, ...]:
    """Return what reorganisations brought to the unit itself, by the unit it came from."""
    flow = answer.flows.get(place.unit.id)
    if flow is None:
        return ()
    named = names([source.unit_id for source in flow.sources], tree_day(place.period))
    amounts = _arrived(flow, answer.reported)
    inputs = []
    for source in flow.sources:
        said = value_of(answer.reported.get(source.unit_id, 0))
        whole = source.share == 1
        part = f"{in_words(value_of(int(source.share * 100_000)))} % của {in_words(said)}"
        value = value_of(amounts[source.unit_id])
        inputs.append(
            Input(
                key=FigureKey(measure.measure_id, source.unit_id, place.period.pk),
                unit=named[source.unit_id],
                value=value,
                basis="rolled_up",
                role="from",
                label="" if whole else part,
                apportioned=Decimal(0) if whole else value,
            )
        )
    return tuple(inputs)


def _arrived(flow: Flow, reported: Mapping[int, int]) -> dict[int, int]:
    """Tell how much of a flow came from each source; the parts add up to the flow."""
    amounts = {
        source.unit_id: reported.get(source.unit_id, 0)
        for source in flow.sources
        if source.share == 1
    }
    partial = [source for source in flow.sources if source.share != 1]
    rest = flow.total - sum(amounts.values())
    weights = [int(abs(reported.get(item.unit_id, 0)) * item.share * 1_000) for item in partial]
    parts = share_out(rest, weights if any(weights) else [1] * len(partial)) if partial else []
    return amounts | {item.unit_id: part for item, part in zip(partial, parts, strict=True)}


def _own_part(
    place: Place,
    measure: MeasureView,
    own: ObservationView | None,
    whole: Amount | None,
    others: tuple[Input, ...],
) -> tuple[Input, ...]:
    """Return the unit's own part as an input: what the total has beyond all others."""
    if whole is None:
        return ()
    rest = value_of(whole.value) - sum((item.value or Decimal(0) for item in others), Decimal(0))
    told = own is not None and own.value is not None and not place.is_restated
    if rest == 0 and not told:
        return ()
    return (
        Input(
            key=place.key(measure.measure_id),
            unit=place.unit,
            value=rest,
            basis=own.basis if own else "rolled_up",
            role="own",
            bound=own.bound if own and told else "exact",
            expands=False,
        ),
    )


def _bound(place: Place, measure: MeasureView, amount: Amount | None) -> str:
    """Return the bound of a sum: read from its observations only when one of them is inexact."""
    if amount is None or not amount.inexact:
        return "exact"
    rows = Observation.objects.official().filter(
        place.contributing, period=place.period, measure=measure.measure_id, value__isnull=False
    )
    return combine_bounds(rows.exclude(bound="exact").values_list("bound", flat=True).distinct())
