"""A period's figures in the structure of another day.

What a reorganisation did not touch is added up in the database over the asked day's tree; only the
values of touched units are carried by ``domain.Restating``. Work grows with what changed, not with
the size of the tree.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from tongket.figures.domain import value_of
from tongket.figures.models import Observation
from tongket.org.models import Ancestry, UnitEdge
from tongket.periods.models import Period
from tongket.rollup.domain import Flow, Landing, MeasureView, Restating
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.selectors.passing import restating_between
from tongket.rollup.selectors.reading import in_parts, names
from tongket.rollup.selectors.totals import Amount, Amounts

_SAID = 5


@dataclass(frozen=True)
class Restated:
    """A figure in another structure: what came whole, what came through a division.

    ``amounts``: the same for the unit and its children. ``flows``: what touched units brought, by
    the unit of the structure that holds it now (only inside the unit's subtree).
    """

    exact: Decimal | None
    apportioned: Decimal
    amounts: Amounts
    flows: Mapping[int, Flow]
    reported: Mapping[int, int]
    """What each touched unit had said, in thousandths."""
    notes: tuple[str, ...]

    @property
    def inputs(self) -> tuple[tuple[int, Flow], ...]:
        """Holding unit and flow, in order of units."""
        return tuple(sorted(self.flows.items()))


@dataclass(frozen=True)
class Passage:
    """The way from the structure of ``first`` (the values' own) into that of ``structure``."""

    first: date
    structure: date

    @cached_property
    def restating(self) -> Restating:
        """How values pass. Read once."""
        return restating_between(self.first, self.structure)

    def towards(self, unit_id: int) -> Restating:
        """How values pass that can come to a unit's subtree or lie in it. Read once for each unit.

        For a small subtree little is read, however much was reorganised elsewhere.
        """
        if self.first == self.structure:
            return self.restating
        if unit_id not in self._towards:
            below = Ancestry.objects.on(self.structure).filter(ancestor=unit_id)
            units = list(below.values_list("descendant_id", flat=True)[: _NAMED + 1])
            self._towards[unit_id] = (
                self.restating
                if len(units) > _NAMED
                else restating_between(self.first, self.structure, units)
            )
        return self._towards[unit_id]

    @cached_property
    def _towards(self) -> dict[int, Restating]:
        return {}

    def contributors(self, unit_id: int) -> Q:
        """Return the condition on rows with a ``unit`` whose values come to a unit, in part at least.

        In one and the same structure that is the subtree.
        """
        below = Ancestry.objects.on(self.structure).filter(ancestor=unit_id)
        inside = Q(unit__in=below.values("descendant_id"))
        restating = self.towards(unit_id)
        touched = restating.touched
        if not touched:
            return inside
        # Where touched units end up, whatever their values.
        flows = restating.carry(dict.fromkeys(touched, 0)).flows
        lines = _lines_of(touched | flows.keys(), [unit_id], self.structure)
        holding = [flow for unit, flow in flows.items() if unit in lines]
        brought = {source.unit_id for flow in holding for source in flow.sources}
        # Units that stand below in the asked tree but sent all they had elsewhere are left out.
        gone = (touched & lines.keys()) - brought
        return inside & ~Q(unit__in=sorted(gone)) | Q(unit__in=sorted(brought))


def restated(measure: MeasureView, period: Period, structure: date, unit_id: int) -> Restated:
    """Return one additive figure in the structure of a day, with its direct children's amounts."""
    children = UnitEdge.objects.on(structure).filter(parent=unit_id)
    return restated_children(
        measure,
        period,
        Passage(tree_day(period), structure),
        unit_id,
        list(children.values_list("unit_id", flat=True)),
    )


def restated_children(
    measure: MeasureView,
    period: Period,
    passage: Passage,
    unit_id: int,
    children: Collection[int],
) -> Restated:
    """Return an additive figure and those of the children given, at the end of a passage."""
    table = restated_table([measure], period, passage, unit_id, children)
    whole = table.amounts.get((unit_id, measure.measure_id))
    landing = table.landings[measure.measure_id]
    return Restated(
        exact=None if whole is None else value_of(whole.value - whole.apportioned),
        apportioned=Decimal(0) if whole is None else value_of(whole.apportioned),
        amounts=table.amounts,
        flows=landing.flows,
        reported=table.reported[measure.measure_id],
        notes=_notes(landing, passage),
    )


@dataclass(frozen=True)
class RestatedTable:
    """Several measures of a unit and its children in another structure.

    ``landings``: by measure, what touched units brought into the unit's subtree; ``reported``: by
    measure, what touched units had said.
    """

    amounts: Amounts
    landings: Mapping[int, Landing]
    reported: Mapping[int, Mapping[int, int]]


def restated_table(
    measures: Sequence[MeasureView],
    period: Period,
    passage: Passage,
    unit_id: int,
    children: Collection[int],
) -> RestatedTable:
    """Restate several additive measures at once, for a unit and the children given.

    The number of queries depends on how much changed, not on units or measures.
    """
    ids = [measure.measure_id for measure in measures]
    restating = passage.towards(unit_id)
    said = touched_values(ids, period.pk, restating.touched)
    landings = {
        measure.measure_id: restating.carry(said[measure.measure_id], measure.quantum)
        for measure in measures
    }
    concerned = {unit for measure in ids for unit in (*said[measure], *landings[measure].flows)}
    lines = _lines_of(concerned, [unit_id, *children], passage.structure)
    sums = _standing(ids, period.pk, passage.structure, unit_id, children)
    for measure in ids:
        _with_flows(sums, measure, said[measure], landings[measure], lines)
    return RestatedTable(
        amounts={key: amount for key, amount in sums.items() if amount.count > 0},
        landings={key: _inside(landing, unit_id, lines) for key, landing in landings.items()},
        reported=said,
    )


def _inside(landing: Landing, unit_id: int, lines: Mapping[int, list[int]]) -> Landing:
    """Keep the flows that came to rest in the subtree of a unit."""
    flows = {unit: flow for unit, flow in landing.flows.items() if unit_id in lines.get(unit, ())}
    return replace(landing, flows=flows)


@dataclass(frozen=True)
class Carried:
    """What reorganisations did to the values of one measure: touched units, and who holds what."""

    touched: frozenset[int]
    flows: Mapping[int, Flow]


def carried(measure: MeasureView, period: Period, structure: date) -> Carried:
    """Carry the values of touched units into the structure of a day; the rest stays as it is."""
    restating = restating_between(tree_day(period), structure)
    values = touched_values([measure.measure_id], period.pk, restating.touched)
    landing = restating.carry(values[measure.measure_id], measure.quantum)
    return Carried(restating.touched, landing.flows)


def touched_values(
    measure_ids: Collection[int], period_id: int, touched: Collection[int]
) -> dict[int, dict[int, int]]:
    """Read what touched units reported: measure -> unit -> thousandths.

    One query per five thousand units.
    """
    found: dict[int, dict[int, int]] = {measure: {} for measure in measure_ids}
    reported = Observation.objects.official().filter(
        period=period_id, measure__in=measure_ids, value__isnull=False
    )
    # Naming thousands of units costs more than reading past the others.
    parts = [reported] if len(touched) > _NAMED else []
    parts = parts or [reported.filter(unit__in=some) for some in in_parts(touched)]
    for rows in parts:
        for unit, measure, value in rows.values_list("unit_id", "measure_id", "value"):
            if unit in touched:
                found[measure][unit] = value or 0
    return found


_NAMED = 2_000
"""More units than this are not named one by one in a query."""


# Without the bound, the covering index answers alone; inexact values are rare and read apart.
_STANDING = (
    "SELECT a.ancestor_id, o.measure_id, CAST(SUM(o.value) AS bigint), COUNT(*) "
    "FROM org_ancestry a JOIN figures_observation o ON o.unit_id = a.descendant_id "
    "WHERE {unit} AND a.valid_from <= %s AND (a.valid_to IS NULL OR a.valid_to > %s) "
    "AND o.period_id = %s AND o.measure_id IN ({measures}) AND o.official "
    "AND o.superseded_at IS NULL AND o.value IS NOT NULL GROUP BY a.ancestor_id, o.measure_id"
)
_OF_CHILDREN = (
    "a.ancestor_id IN (SELECT e.unit_id FROM org_unitedge e WHERE e.parent_id = %s "
    "AND e.valid_from <= %s AND (e.valid_to IS NULL OR e.valid_to > %s))"
)
_OF_ITSELF = "a.ancestor_id = %s AND a.depth = 0"


def _standing(
    measure_ids: Sequence[int],
    period_id: int,
    structure: date,
    unit_id: int,
    children: Collection[int],
) -> dict[tuple[int, int], Amount]:
    """Add up, over the asked tree, what its units reported; touched ones are taken out later."""
    day = structure.isoformat()
    what: list[str | int] = [day, day, period_id, *measure_ids]
    marks = ", ".join(["%s"] * len(measure_ids))
    with connection.cursor() as cursor:
        cursor.execute(_STANDING.format(unit=_OF_ITSELF, measures=marks), [unit_id, *what])
        own = cursor.fetchall()
        cursor.execute(
            _STANDING.format(unit=_OF_CHILDREN, measures=marks), [unit_id, day, day, *what]
        )
        below = cursor.fetchall()
    wanted = set(children)
    sums: dict[tuple[int, int], Amount] = {}
    for unit, measure, *numbers in (*own, *below):
        amount = Amount(*(int(number) for number in numbers))
        if unit in wanted:
            sums[unit, measure] = amount
        sums[unit_id, measure] = _plus(sums.get((unit_id, measure)), amount)
    _mark_inexact(sums, measure_ids, period_id, structure)
    return sums


def _mark_inexact(
    sums: dict[tuple[int, int], Amount],
    measure_ids: Sequence[int],
    period_id: int,
    structure: date,
) -> None:
    """Count the inexact values in each sum. One query when there are none."""
    rows = Observation.objects.official().exclude(bound="exact")
    vague = list(
        rows.filter(period=period_id, measure__in=measure_ids, value__isnull=False).values_list(
            "unit_id", "measure_id"
        )
    )
    lines = _lines_of({unit for unit, _ in vague}, {unit for unit, _ in sums}, structure)
    for unit, measure in vague:
        for above in lines.get(unit, ()):
            if (above, measure) in sums:
                sums[above, measure] = _plus(sums[above, measure], Amount(0, 0, 1))


def _plus(first: Amount | None, second: Amount) -> Amount:
    if first is None:
        return second
    return Amount(
        first.value + second.value,
        first.count + second.count,
        first.inexact + second.inexact,
        first.apportioned + second.apportioned,
    )


def _lines_of(
    units: Collection[int], ancestors: Collection[int], day: date
) -> dict[int, list[int]]:
    """Map units to those of ``ancestors`` they lie below (or are) on ``day``."""
    lines: dict[int, list[int]] = {}
    wanted, asked = set(ancestors), set(units)
    pairs = Ancestry.objects.on(day)
    if len(asked) > _NAMED:
        parts = [pairs.filter(ancestor__in=some) for some in in_parts(wanted)]
    else:
        parts = [pairs.filter(descendant__in=some) for some in in_parts(asked)]
    for rows in parts:
        for unit, above in rows.values_list("descendant_id", "ancestor_id"):
            if above in wanted and unit in asked:
                lines.setdefault(unit, []).append(above)
    return lines


def _with_flows(
    sums: dict[tuple[int, int], Amount],
    measure: int,
    values: Mapping[int, int],
    landing: Landing,
    lines: Mapping[int, list[int]],
) -> None:
    """Replace what touched units hold by what came to rest after the reorganisations."""
    for unit, value in values.items():
        for above in lines.get(unit, ()):
            key = above, measure
            sums[key] = _plus(sums.get(key), Amount(-value, -1))
    for unit, flow in landing.flows.items():
        for above in lines.get(unit, ()):
            key = above, measure
            came = Amount(flow.total, len(flow.sources), 0, flow.apportioned)
            sums[key] = _plus(sums.get(key), came)


def _notes(landing: Landing, passage: Passage) -> tuple[str, ...]:
    holders = {
        source.unit_id: unit for unit, flow in landing.flows.items() for source in flow.sources
    }
    fallen = {
        unit: holders.get(unit, heir)
        for unit, heir in landing.fallen.items()
        if unit in holders or heir in landing.flows
    }
    some = sorted(fallen)[:_SAID]
    old = names(some, passage.first)
    new = names({fallen[unit] for unit in some}, passage.structure)
    notes = [
        _("%(old)s đã kết thúc mà không có đơn vị kế thừa; số của đơn vị này tính vào %(new)s.")
        % {"old": old[unit].name, "new": new[fallen[unit]].name}
        for unit in some
        if unit in old and fallen[unit] in new
    ]
    if len(fallen) > _SAID:
        notes.append(_("Và %(count)s đơn vị khác cũng như vậy.") % {"count": len(fallen) - _SAID})
    if landing.lost:
        notes.append(
            _("%(count)s đơn vị không còn cấp trên nào để tính vào.") % {"count": len(landing.lost)}
        )
    return tuple(notes)
