"""One figure with everything about it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from tongket.core.dates import format_day
from tongket.figures import selectors as observations
from tongket.figures.domain import (
    FigureKey,
    ObservationView,
    combine_bounds,
    value_of,
)
from tongket.figures.models import Observation
from tongket.org.models import UnitEdge
from tongket.periods.models import Period
from tongket.rollup.domain import (
    Completeness,
    FigureView,
    Input,
    MeasureView,
    RollupFault,
    UnitName,
    share_of_whole,
)
from tongket.rollup.selectors.completeness import completeness, forms_asking
from tongket.rollup.selectors.measures import (
    measure_for,
    totals_of_indicators,
    tree_day,
)
from tongket.rollup.selectors.reading import children_in_order, exists_on, unit_name
from tongket.rollup.selectors.restating import contributors, restated_children
from tongket.rollup.selectors.totals import Amount, Amounts, stored


@dataclass(frozen=True)
class _Place:
    """Where and when a figure is asked: unit, period, and the day whose tree is used."""

    unit: UnitName
    period: Period
    structure: date
    asked: date | None
    """The structure day of the key; None: the period's own tree."""

    def key(self, measure_id: int, unit_id: int | None = None) -> FigureKey:
        """Return a key at the same time and in the same structure."""
        return FigureKey(measure_id, unit_id or self.unit.id, self.period.pk, self.asked)


def figure(key: FigureKey) -> FigureView:
    """Compute one figure: value, bound, basis, completeness, what it was made from.

    Without ``structure`` the tree is that of the period's last calendar day and sums are the
    stored totals; with it predecessors' values follow their successions (``restating``). The
    number of queries depends on the kind of indicator, never on how many units lie below.

    Raises ``RollupFault`` when the period, unit or measure does not exist (then).
    """
    place = _place(key)
    measure = measure_for(key.measure_id, tree_day(place.period))
    view = _computed(place, measure)
    day = tree_day(place.period)
    told = completeness(
        units=_contributing(place),
        period_id=place.period.pk,
        form_ids=forms_asking(_asked_measures(measure, view), day),
        day=day,
    )
    return replace(view, completeness=told)


def _contributing(place: _Place) -> Q:
    """Return the condition on rows with a ``unit`` whose values enter figures of the place."""
    return contributors(tree_day(place.period), place.structure, place.unit.id)


def _asked_measures(measure: MeasureView, view: FigureView) -> set[int]:
    """Return the measures that units fill in for this figure."""
    if measure.method == "base":
        return {measure.measure_id}
    return {item.key.measure_id for item in view.inputs}


def _place(key: FigureKey) -> _Place:
    period = Period.objects.filter(pk=key.period_id).first()
    if period is None:
        raise RollupFault(f"Không có kỳ báo cáo của số liệu {key.id}.")
    structure = key.structure or tree_day(period)
    unit = unit_name(key.unit_id, structure)
    if unit is None:
        raise RollupFault(f"Không có đơn vị của số liệu {key.id}.")
    if not exists_on(key.unit_id, structure):
        raise RollupFault(
            f"{unit.name} không tồn tại trong cơ cấu ngày {format_day(structure)}. "
            "Hãy chọn cơ cấu của một ngày khác."
        )
    return _Place(unit, period, structure, key.structure)


def _computed(place: _Place, measure: MeasureView) -> FigureView:
    if measure.method == "ratio":
        return _ratio(place, measure)
    if measure.method == "difference":
        return _difference(place, measure)
    if measure.method == "sum_over_kind":
        return _sum_over_kind(place, measure)
    if measure.over_units == "sum":
        return _sum(place, measure)
    if measure.over_units == "max":
        return _largest(place, measure)
    return _own_only(place, measure)


def _blank(place: _Place, measure: MeasureView) -> FigureView:
    return FigureView(
        key=place.key(measure.measure_id),
        measure=measure,
        unit=place.unit,
        period_code=place.period.code,
        structure=place.structure,
        value=None,
        bound="exact",
        basis="rolled_up",
        completeness=Completeness(0, 0),
        reported=False,
    )


def _own(place: _Place, measure: MeasureView) -> ObservationView | None:
    return observations.official(FigureKey(measure.measure_id, place.unit.id, place.period.pk))


def _sum(place: _Place, measure: MeasureView) -> FigureView:
    children = children_in_order(place.unit.id, place.structure)
    own = _own(place, measure)
    notes: tuple[str, ...] = ()
    if place.asked is None or place.asked == tree_day(place.period):
        amounts = stored(
            place.period.pk,
            [place.unit.id, *(child.id for child in children)],
            [measure.measure_id],
        )
    else:
        answer = restated_children(
            measure, place.period, place.structure, place.unit.id, [unit.id for unit in children]
        )
        amounts, notes = answer.amounts, answer.notes
    amount = amounts.get((place.unit.id, measure.measure_id))
    inputs = _children(place, measure, children, amounts, _bases(place, measure))
    here = _own_part(place, measure, own, amounts, children)
    view = replace(
        _blank(place, measure),
        value=None if amount is None else value_of(amount.value),
        apportioned=Decimal(0) if amount is None else value_of(amount.apportioned),
        bound=_bound(place, measure, amount),
        inputs=(*inputs, *here) if inputs or place.asked else (),
        own=own,
        basis=_basis(own, below=bool(inputs) or place.asked is not None),
        reported=amount is not None or own is not None,
        notes=notes,
    )
    return replace(view, records=_records(place, view))


def _basis(own: ObservationView | None, *, below: bool) -> str:
    return "rolled_up" if below or own is None else own.basis


def _records(place: _Place, view: FigureView) -> int | None:
    """Return how many records were counted, when everything in the value was counted."""
    if view.value is None or view.basis not in {"counted", "rolled_up"}:
        return None
    if view.basis == "rolled_up":
        rows = Observation.objects.official().filter(
            _contributing(place), period=place.period, measure=view.measure.measure_id
        )
        if rows.filter(value__isnull=False).exclude(basis="counted").exists():
            return None
    return int(view.value)


def _bases(place: _Place, measure: MeasureView) -> dict[int, str]:
    """Map direct children to the basis of what they said themselves. One query."""
    below = UnitEdge.objects.on(place.structure).filter(parent=place.unit.id)
    rows = Observation.objects.official().filter(
        period=place.period, measure=measure.measure_id, unit__in=below.values("unit_id")
    )
    return dict(rows.values_list("unit_id", "basis"))


def _children(
    place: _Place,
    measure: MeasureView,
    children: list[UnitName],
    amounts: Amounts,
    bases: dict[int, str],
) -> tuple[Input, ...]:
    found = []
    for child in children:
        amount = amounts.get((child.id, measure.measure_id))
        if amount is not None:
            basis = bases.get(child.id, "rolled_up") if amount.count == 1 else "rolled_up"
            found.append(_input(place, measure, child, amount, basis))
    return tuple(found)


def _input(
    place: _Place, measure: MeasureView, unit: UnitName, amount: Amount, basis: str
) -> Input:
    return Input(
        key=place.key(measure.measure_id, unit.id),
        unit=unit,
        value=value_of(amount.value),
        basis=basis,
        bound="exact" if not amount.inexact else "about",
        apportioned=value_of(amount.apportioned),
        expands=basis == "rolled_up",
    )


def _own_part(
    place: _Place,
    measure: MeasureView,
    own: ObservationView | None,
    amounts: Amounts,
    children: list[UnitName],
) -> tuple[Input, ...]:
    """Return the unit's own part as an input: what the total has beyond the children's."""
    whole = amounts.get((place.unit.id, measure.measure_id))
    if whole is None:
        return ()
    below = [amounts.get((child.id, measure.measure_id), Amount(0)) for child in children]
    rest = whole.value - sum(amount.value for amount in below)
    if rest == 0 and (own is None or own.value is None or place.asked is not None):
        return ()
    apportioned = whole.apportioned - sum(amount.apportioned for amount in below)
    return (
        Input(
            key=place.key(measure.measure_id),
            unit=place.unit,
            value=value_of(rest),
            basis=own.basis if own else "rolled_up",
            role="own",
            bound=own.bound if own and place.asked is None else "exact",
            apportioned=value_of(apportioned),
            expands=False,
        ),
    )


def _bound(place: _Place, measure: MeasureView, amount: Amount | None) -> str:
    """Return the bound of a sum: read from its observations only when one of them is inexact."""
    if amount is None or not amount.inexact:
        return "exact"
    rows = Observation.objects.official().filter(
        _contributing(place), period=place.period, measure=measure.measure_id, value__isnull=False
    )
    return combine_bounds(rows.exclude(bound="exact").values_list("bound", flat=True).distinct())


def _largest(place: _Place, measure: MeasureView) -> FigureView:
    """The largest official value below (and at) the unit."""
    row = (
        Observation.objects.official()
        .filter(period=place.period, measure=measure.measure_id, value__isnull=False)
        .filter(_contributing(place))
        .select_related("evidence")
        .order_by("-value", "unit_id")
        .first()
    )
    if row is None:
        return _blank(place, measure)
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
        _blank(place, measure),
        value=own.value,
        bound=own.bound,
        basis=own.basis if here else "rolled_up",
        inputs=() if here else (source,),
        own=own if here else None,
        reported=True,
    )


def _own_only(place: _Place, measure: MeasureView) -> FigureView:
    """A value that cannot be added over units: what the unit itself said."""
    own = _own(place, measure)
    if own is None:
        return _blank(place, measure)
    view = replace(
        _blank(place, measure),
        value=own.value,
        bound=own.bound,
        basis=own.basis,
        own=own,
        reported=True,
    )
    return replace(view, records=_records(place, view))


def _terms(place: _Place, measure: MeasureView, roles: dict[int, str]) -> list[FigureView]:
    """Compute the figures of other indicators (id -> role) at the same place, roles in order."""
    day = tree_day(place.period)
    views = {view.indicator_id: view for view in totals_of_indicators([], roles, day)}
    missing = roles.keys() - views.keys()
    if missing:
        raise RollupFault(
            f"Chỉ tiêu “{measure.name}” dựa vào một chỉ tiêu chưa được quy định vào ngày "
            f"{format_day(day)}."
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


def _ratio(place: _Place, measure: MeasureView) -> FigureView:
    """A ratio is computed from numerator and denominator, never added or averaged."""
    above_id, below_id = measure.numerator_id, measure.denominator_id
    if above_id is None or below_id is None:
        return _own_only(place, measure)
    above, below = _terms(place, measure, {above_id: "numerator", below_id: "denominator"})
    value = share_of_whole(above.value, below.value, measure)
    return replace(
        _blank(place, measure),
        value=value,
        bound=combine_bounds([above.bound, below.bound]) if value is not None else "exact",
        inputs=(_term(above, "numerator"), _term(below, "denominator")),
        own=_own(place, measure),
        reported=above.reported and below.reported,
        notes=(*above.notes, *below.notes),
    )


def _difference(place: _Place, measure: MeasureView) -> FigureView:
    """The numerator minus all indicators of the payload's ``minus``."""
    day = tree_day(place.period)
    minus = totals_of_indicators(measure.payload.get("minus", []), [], day)
    roles = {view.indicator_id: "minus" for view in minus}
    first, *others = _terms(place, measure, {measure.numerator_id or 0: "part", **roles})
    value = first.value
    for other in others:
        value = None if value is None else value - (other.value or Decimal(0))
    return replace(
        _blank(place, measure),
        value=value,
        bound=combine_bounds([first.bound, *(other.bound for other in others)]),
        inputs=(_term(first, "part"), *(_term(other, "minus") for other in others)),
        apportioned=sum((view.apportioned for view in (first, *others)), Decimal(0)),
        reported=first.reported,
    )


def _sum_over_kind(place: _Place, measure: MeasureView) -> FigureView:
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
        _blank(place, measure),
        value=sum(values, Decimal(0)) if values else None,
        bound=combine_bounds(item.bound for item in of_kinds),
        inputs=of_kinds,
        apportioned=sum((item.apportioned for item in of_kinds), Decimal(0)),
        reported=bool(values),
        notes=whole.notes,
    )
