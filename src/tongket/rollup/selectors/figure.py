"""One figure with everything about it."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.figures import selectors as observations
from tongket.figures.domain import FigureKey, combine_bounds
from tongket.figures.models import Observation
from tongket.rollup.domain import (
    Completeness,
    FigureView,
    Input,
    MeasureView,
    RollupFault,
    share_of_whole,
)
from tongket.rollup.selectors.completeness import completeness, forms_asking
from tongket.rollup.selectors.measures import (
    measure_for,
    totals_of_indicators,
    tree_day,
)
from tongket.rollup.selectors.places import Place, blank, place_of
from tongket.rollup.selectors.reading import unit_name
from tongket.rollup.selectors.sums import own_observation, records, sum_figure


def figure(key: FigureKey) -> FigureView:
    """Compute one figure: value, bound, basis, completeness, what it was made from.

    Without ``structure`` the tree is that of the period's last calendar day and sums are the
    stored totals; with it predecessors' values follow their successions (``restating``). The
    number of queries depends on the kind of indicator, never on how many units lie below.

    Raises ``RollupFault`` when the period, unit or measure does not exist (then).
    """
    place = place_of(key)
    measure = measure_for(key.measure_id, tree_day(place.period))
    view = _computed(place, measure)
    return replace(view, completeness=_completeness(place, measure, view))


def _completeness(place: Place, measure: MeasureView, view: FigureView) -> Completeness:
    day = tree_day(place.period)
    forms = forms_asking(_asked_measures(measure, view), day)
    if not forms:
        return Completeness(0, 0)
    return completeness(
        units=place.contributing, period_id=place.period.pk, form_ids=forms, day=day
    )


def _asked_measures(measure: MeasureView, view: FigureView) -> set[int]:
    """Return the measures that units fill in for this figure."""
    if measure.method == "base":
        return {measure.measure_id}
    return {item.key.measure_id for item in view.inputs}


def _computed(place: Place, measure: MeasureView) -> FigureView:
    if measure.method == "ratio":
        return _ratio(place, measure)
    if measure.method == "difference":
        return _difference(place, measure)
    if measure.method == "sum_over_kind":
        return _sum_over_kind(place, measure)
    if measure.over_units == "sum":
        return sum_figure(place, measure)
    if measure.over_units == "max":
        return _largest(place, measure)
    return _own_only(place, measure)


def _largest(place: Place, measure: MeasureView) -> FigureView:
    """The largest official value below (and at) the unit."""
    row = (
        Observation.objects.official()
        .filter(period=place.period, measure=measure.measure_id, value__isnull=False)
        .filter(place.contributing)
        .select_related("evidence")
        .order_by("-value", "unit_id")
        .first()
    )
    if row is None:
        return blank(place, measure)
    own = observations.view(row)
    unit = unit_name(row.unit_id, place.structure) or place.unit
    source = Input(
        key=place.key(measure.measure_id, row.unit_id),
        unit=unit,
        value=own.value,
        basis=own.basis,
        role="part",
        bound=own.bound,
    )
    here = row.unit_id == place.unit.id
    return replace(
        blank(place, measure),
        value=own.value,
        bound=own.bound,
        basis=own.basis if here else "rolled_up",
        inputs=() if here else (source,),
        own=own if here else None,
        reported=True,
    )


def _own_only(place: Place, measure: MeasureView) -> FigureView:
    """A value that cannot be added over units: what the unit itself said."""
    own = own_observation(place, measure)
    if own is None:
        return blank(place, measure)
    view = replace(
        blank(place, measure),
        value=own.value,
        bound=own.bound,
        basis=own.basis,
        own=own,
        reported=True,
    )
    return replace(view, records=records(place, view))


def _terms(place: Place, measure: MeasureView, roles: dict[int, str]) -> list[FigureView]:
    """Compute the figures of other indicators (id -> role) at the same place, roles in order."""
    day = tree_day(place.period)
    views = {view.indicator_id: view for view in totals_of_indicators([], roles, day)}
    missing = roles.keys() - views.keys()
    if missing:
        raise RollupFault(
            _("Chỉ tiêu “%(name)s” dựa vào một chỉ tiêu chưa được quy định vào ngày %(day)s.")
            % {"name": measure.name, "day": format_day(day)}
        )
    return [_computed(place, views[indicator]) for indicator in roles]


def _term(view: FigureView, role: str) -> Input:
    return Input(
        key=view.key,
        unit=view.unit,
        value=view.value,
        basis=view.basis,
        role=role,
        bound=view.bound,
        label=view.measure.name,
        apportioned=view.apportioned,
    )


def _ratio(place: Place, measure: MeasureView) -> FigureView:
    """A ratio is computed from numerator and denominator, never added or averaged."""
    above_id, below_id = measure.numerator_id, measure.denominator_id
    if above_id is None or below_id is None:
        return _own_only(place, measure)
    above, below = _terms(place, measure, {above_id: "numerator", below_id: "denominator"})
    value = share_of_whole(above.value, below.value, measure)
    return replace(
        blank(place, measure),
        value=value,
        bound=combine_bounds([above.bound, below.bound]) if value is not None else "exact",
        inputs=(_term(above, "numerator"), _term(below, "denominator")),
        own=own_observation(place, measure),
        reported=above.reported and below.reported,
        notes=(*above.notes, *below.notes),
    )


def _difference(place: Place, measure: MeasureView) -> FigureView:
    """The numerator minus all indicators of the payload's ``minus``."""
    day = tree_day(place.period)
    minus = totals_of_indicators(measure.payload.get("minus", []), [], day)
    roles = {view.indicator_id: "minus" for view in minus}
    first, *others = _terms(place, measure, {measure.numerator_id or 0: "part", **roles})
    value = first.value
    for other in others:
        value = None if value is None else value - (other.value or Decimal(0))
    return replace(
        blank(place, measure),
        value=value,
        bound=combine_bounds([first.bound, *(other.bound for other in others)]),
        inputs=(_term(first, "part"), *(_term(other, "minus") for other in others)),
        apportioned=sum((view.apportioned for view in (first, *others)), Decimal(0)),
        reported=first.reported,
    )


def _sum_over_kind(place: Place, measure: MeasureView) -> FigureView:
    """The numerator's totals of direct children of some kinds, added up."""
    day = tree_day(place.period)
    (summed,) = totals_of_indicators([], [measure.numerator_id or 0], day)
    kinds = set(measure.payload.get("child_kinds", []))
    whole = _computed(place, summed)
    of_kinds = tuple(
        replace(item, role="part")
        for item in whole.inputs
        if item.role == "child" and item.unit.kind in kinds
    )
    values = [item.value for item in of_kinds if item.value is not None]
    return replace(
        blank(place, measure),
        value=sum(values, Decimal(0)) if values else None,
        bound=combine_bounds(item.bound for item in of_kinds),
        inputs=of_kinds,
        apportioned=sum((item.apportioned for item in of_kinds), Decimal(0)),
        reported=bool(values),
        notes=whole.notes,
    )
