"""The whole lineage of a figure, down to observations and their evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tongket.figures import selectors as observations
from tongket.figures.domain import FigureKey, ObservationView, value_of
from tongket.figures.models import Observation
from tongket.org.models import Ancestry
from tongket.periods.models import Period
from tongket.rollup.domain import FigureView, Flow, MeasureView, TraceNode, UnitName
from tongket.rollup.selectors.figure import figure
from tongket.rollup.selectors.measures import measure_for, tree_day
from tongket.rollup.selectors.reading import in_parts, names, shape_below
from tongket.rollup.selectors.restating import carried

_NOBODY = Flow()


def trace(key: FigureKey) -> TraceNode:
    """Return a figure with everything it was made from, however deep.

    Sums cost a fixed number of queries whatever the size of the subtree; a derived figure costs
    those of its terms. Units below that reported nothing are left out (``figure`` lists them).
    Raises ``RollupFault`` as ``figure`` does.
    """
    view = figure(key)
    if not view.measure.adds_up or any(item.role == "part" for item in view.inputs):
        return _derived(view)
    return _Sum.of(view).node(key.unit_id)


def _derived(view: FigureView) -> TraceNode:
    """Trace the terms of a ratio, a difference, a largest value; or the unit's own word."""
    top = _head(view)
    if view.own is not None and not view.inputs:
        return replace(top, observation=view.own)
    return replace(
        top, inputs=tuple(replace(trace(item.key), role=item.role) for item in view.inputs)
    )


def _head(view: FigureView) -> TraceNode:
    return TraceNode(
        key=view.key,
        unit=view.unit,
        measure_code=view.measure.code,
        value=view.value,
        basis=view.basis,
        bound=view.bound,
        apportioned=view.apportioned,
    )


@dataclass(frozen=True)
class _Sum:
    """Everything read for the lineage of one additive figure."""

    key: FigureKey
    measure: MeasureView
    children: Mapping[int, list[int]]
    own: Mapping[int, ObservationView]
    """Official observations that stay where they are, by unit."""
    sources: Mapping[int, ObservationView]
    """Observations that reorganisations carried elsewhere, by the unit that made them."""
    flows: Mapping[int, Flow]
    """What reorganisations brought, by the unit that holds it now."""
    names: Mapping[int, UnitName]
    speaking: frozenset[int]
    """Units of the subtree with anything at or below them."""

    @classmethod
    def of(cls, view: FigureView) -> "_Sum":
        """Read the subtree, its observations and what reorganisations brought into it."""
        key = view.key
        period = Period.objects.get(pk=key.period_id)
        measure = measure_for(key.measure_id, tree_day(period))
        shape, parent_of = shape_below(key.unit_id, view.structure)
        children: dict[int, list[int]] = {}
        for unit in shape.units.tolist():
            if unit in parent_of:
                children.setdefault(parent_of[unit], []).append(unit)
        moved = carried(measure, period, view.structure)
        inside = set(shape.units.tolist())
        flows = {unit: flow for unit, flow in moved.flows.items() if unit in inside}
        brought = {source.unit_id for flow in flows.values() for source in flow.sources}
        standing = _read_below(key, view.structure)
        own = {unit: seen for unit, seen in standing.items() if unit not in moved.touched}
        sources = _read_units(key, brought)
        speaking = {*own, *flows, *_above({*own, *flows}, parent_of)}
        named = names(brought, tree_day(period)) | names(speaking, view.structure)
        return cls(key, measure, children, own, sources, flows, named, frozenset(speaking))

    def node(self, unit: int) -> TraceNode:
        """Return the lineage of one unit of the subtree."""
        children = [child for child in self.children.get(unit, ()) if child in self.speaking]
        below = [self.node(child) for child in children]
        parts = [*below, *self._carried_here(unit), *self._own_part(unit)]
        if len(parts) == 1 and parts[0].role == "own":
            return replace(parts[0], role="child", key=self._key(unit))
        flow = self.flows.get(unit, _NOBODY)
        values = [part.value for part in parts if part.value is not None and part.role != "from"]
        total = sum(values, value_of(flow.total))
        apportioned = sum((part.apportioned for part in below), value_of(flow.apportioned))
        return TraceNode(
            key=self._key(unit),
            unit=self.names.get(unit) or UnitName(unit, str(unit), str(unit)),
            measure_code=self.measure.code,
            value=total if values or flow.sources else None,
            basis="rolled_up",
            role="child",
            apportioned=apportioned,
            inputs=tuple(parts),
        )

    def _key(self, unit: int) -> FigureKey:
        return replace(self.key, unit_id=unit)

    def _own_part(self, unit: int) -> list[TraceNode]:
        seen = self.own.get(unit)
        return [] if seen is None else [self._said(seen, "own")]

    def _carried_here(self, unit: int) -> list[TraceNode]:
        parts = []
        for source in self.flows.get(unit, _NOBODY).sources:
            seen = self.sources.get(source.unit_id)
            if seen is not None:
                share = Decimal(source.share.numerator) / Decimal(source.share.denominator)
                parts.append(replace(self._said(seen, "from"), share=share))
        return parts

    def _said(self, seen: ObservationView, role: str) -> TraceNode:
        unit = seen.key.unit_id
        return TraceNode(
            key=seen.key,
            unit=self.names[unit],
            measure_code=self.measure.code,
            value=seen.value,
            basis=seen.basis,
            role=role,
            bound=seen.bound,
            observation=seen,
        )


def _above(units: Iterable[int], parent_of: Mapping[int, int]) -> set[int]:
    """Return all units above those given, inside the subtree."""
    found: set[int] = set()
    for unit in units:
        above = parent_of.get(unit)
        while above is not None and above not in found:
            found.add(above)
            above = parent_of.get(above)
    return found


def _read_below(key: FigureKey, day: date) -> dict[int, ObservationView]:
    below = Ancestry.objects.on(day).filter(ancestor=key.unit_id).values("descendant_id")
    rows = Observation.objects.official().filter(
        measure=key.measure_id, period=key.period_id, unit__in=below
    )
    found = observations.views(rows.select_related("evidence"))
    return {seen.key.unit_id: seen for seen in found}


def _read_units(key: FigureKey, units: Iterable[int]) -> dict[int, ObservationView]:
    found: dict[int, ObservationView] = {}
    for some in in_parts(units):
        rows = Observation.objects.official().filter(
            measure=key.measure_id, period=key.period_id, unit__in=some
        )
        for seen in observations.views(rows.select_related("evidence")):
            found[seen.key.unit_id] = seen
    return found
