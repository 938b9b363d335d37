"""A period's figures in the structure of another day.

What a reorganisation did not touch is added up in the database over the asked day's tree; only the
values of touched units are carried by ``domain.Restating``. Work grows with what changed, not with
the size of the tree.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Q

from tongket.figures.domain import value_of
from tongket.figures.models import Observation
from tongket.org.models import Ancestry, Reorganisation, Succession, UnitEdge, UnitVersion
from tongket.periods.models import Period
from tongket.rollup.domain import Flow, Landing, Link, MeasureView, Restating
from tongket.rollup.selectors.measures import tree_day
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
    notes: tuple[str, ...]

    @property
    def inputs(self) -> tuple[tuple[int, Flow], ...]:
        """Holding unit and flow, in order of units."""
        return tuple(sorted(self.flows.items()))


def restated(measure: MeasureView, period: Period, structure: date, unit_id: int) -> Restated:
    """Return one additive figure in the structure of a day, with its direct children's amounts."""
    children = UnitEdge.objects.on(structure).filter(parent=unit_id)
    return restated_children(
        measure, period, structure, unit_id, list(children.values_list("unit_id", flat=True))
    )


def restated_children(
    measure: MeasureView,
    period: Period,
    structure: date,
    unit_id: int,
    children: Collection[int],
) -> Restated:
    """Return an additive figure and those of the children given, in the structure of a day."""
    restating = restating_between(tree_day(period), structure)
    values = touched_values(measure.measure_id, period.pk, restating.touched)
    landing = restating.carry(values, measure.quantum)
    standing = _standing(measure.measure_id, period.pk, structure, unit_id, children)
    lines = _lines_of(values.keys() | landing.flows.keys(), [unit_id, *children], structure)
    sums = _with_flows(standing, values, landing, lines)
    amounts = {
        (unit, measure.measure_id): amount for unit, amount in sums.items() if amount.count > 0
    }
    whole = amounts.get((unit_id, measure.measure_id))
    inside = {unit: flow for unit, flow in landing.flows.items() if unit_id in lines.get(unit, ())}
    return Restated(
        exact=None if whole is None else value_of(whole.value - whole.apportioned),
        apportioned=Decimal(0) if whole is None else value_of(whole.apportioned),
        amounts=amounts,
        flows=inside,
        notes=_notes(landing, inside, tree_day(period), structure),
    )


@dataclass(frozen=True)
class Carried:
    """What reorganisations did to the values of one measure: touched units, and who holds what."""

    touched: frozenset[int]
    flows: Mapping[int, Flow]


def carried(measure: MeasureView, period: Period, structure: date) -> Carried:
    """Carry the values of touched units into the structure of a day; the rest stays as it is."""
    restating = restating_between(tree_day(period), structure)
    values = touched_values(measure.measure_id, period.pk, restating.touched)
    landing = restating.carry(values, measure.quantum)
    return Carried(restating.touched, landing.flows)


def restating_between(first: date, last: date) -> Restating:
    """Return how values of the structure of ``first`` pass into that of ``last``. Four queries."""
    backwards = last < first
    low, high = (last, first) if backwards else (first, last)
    if low == high:
        return Restating()
    rows = Succession.objects.filter(
        effective_on__gt=low,
        effective_on__lte=high,
        reorganisation__state=Reorganisation.State.APPLIED,
    ).values_list("effective_on", "predecessor_id", "successor_id", "share", "back_share")
    links = [
        Link(day, new, old, back) if backwards else Link(day, old, new, share)
        for day, old, new, share, back in rows
    ]
    return Restating.build(links, _ended(low, high, backwards=backwards), backwards=backwards)


def _ended(low: date, high: date, *, backwards: bool) -> dict[int, tuple[date, int | None]]:
    """Map each unit that is on one side only to the day it began or ended, and the unit above it."""
    here, there = ("valid_from", "valid_to") if backwards else ("valid_to", "valid_from")
    turns = set(_turns(here, low, high)) - set(_turns(there, low, high))
    edges = UnitEdge.objects.filter(**{f"{here}__gt": low, f"{here}__lte": high})
    above = {
        (unit, day): parent for unit, day, parent in edges.values_list("unit_id", here, "parent_id")
    }
    return {unit: (day, above.get((unit, day))) for unit, day in turns}


def _turns(column: str, low: date, high: date) -> list[tuple[int, date]]:
    rows = UnitVersion.objects.filter(**{f"{column}__gt": low, f"{column}__lte": high})
    return list(rows.order_by().values_list("unit_id", column))


def touched_values(measure_id: int, period_id: int, touched: Collection[int]) -> dict[int, int]:
    """Read what touched units reported, in thousandths. One query per five thousand units."""
    found: dict[int, int] = {}
    for some in in_parts(touched):
        rows = Observation.objects.official().filter(
            period=period_id, measure=measure_id, unit__in=some, value__isnull=False
        )
        found.update((unit, value or 0) for unit, value in rows.values_list("unit_id", "value"))
    return found


_STANDING = (
    "SELECT a.ancestor_id, CAST(SUM(o.value) AS bigint), COUNT(*), "
    "SUM(CASE WHEN o.bound = 'exact' THEN 0 ELSE 1 END) "
    "FROM org_ancestry a JOIN figures_observation o ON o.unit_id = a.descendant_id "
    "WHERE {} AND a.valid_from <= %s AND (a.valid_to IS NULL OR a.valid_to > %s) "
    "AND o.period_id = %s AND o.measure_id = %s AND o.official AND o.superseded_at IS NULL "
    "AND o.value IS NOT NULL GROUP BY a.ancestor_id"
)
_OF_CHILDREN = (
    "a.ancestor_id IN (SELECT e.unit_id FROM org_unitedge e WHERE e.parent_id = %s "
    "AND e.valid_from <= %s AND (e.valid_to IS NULL OR e.valid_to > %s))"
)
_OF_ITSELF = "a.ancestor_id = %s AND a.depth = 0"


def _standing(
    measure_id: int, period_id: int, structure: date, unit_id: int, children: Collection[int]
) -> dict[int, Amount]:
    """Add up, over the asked tree, what its units reported; touched ones are taken out later."""
    day = structure.isoformat()
    what: list[str | int] = [day, day, period_id, measure_id]
    with connection.cursor() as cursor:
        cursor.execute(_STANDING.format(_OF_ITSELF), [unit_id, *what])
        own = cursor.fetchall()
        cursor.execute(_STANDING.format(_OF_CHILDREN), [unit_id, day, day, *what])
        below = cursor.fetchall()
    wanted = set(children)
    found = {
        unit: Amount(int(value), int(count), int(inexact))
        for unit, value, count, inexact in below
        if unit in wanted
    }
    parts = [*found.values(), *(Amount(int(row[1]), int(row[2]), int(row[3])) for row in own)]
    found[unit_id] = Amount(
        sum(part.value for part in parts),
        sum(part.count for part in parts),
        sum(part.inexact for part in parts),
    )
    return found


def _lines_of(
    units: Collection[int], ancestors: Collection[int], day: date
) -> dict[int, list[int]]:
    """Map units to those of ``ancestors`` they lie below (or are) on ``day``."""
    lines: dict[int, list[int]] = {}
    wanted = set(ancestors)
    for some in in_parts(units):
        pairs = Ancestry.objects.on(day).filter(descendant__in=some)
        for unit, above in pairs.values_list("descendant_id", "ancestor_id"):
            if above in wanted:
                lines.setdefault(unit, []).append(above)
    return lines


def _with_flows(
    standing: dict[int, Amount],
    values: Mapping[int, int],
    landing: Landing,
    lines: Mapping[int, list[int]],
) -> dict[int, Amount]:
    """Replace what touched units hold by what came to rest after the reorganisations."""
    sums = dict(standing)
    for unit, value in values.items():
        for above in lines.get(unit, ()):
            old = sums.get(above, Amount(0, 0))
            sums[above] = Amount(old.value - value, old.count - 1, old.inexact, old.apportioned)
    for unit, flow in landing.flows.items():
        for above in lines.get(unit, ()):
            old = sums.get(above, Amount(0, 0))
            sums[above] = Amount(
                old.value + flow.total,
                old.count + len(flow.sources),
                old.inexact,
                old.apportioned + flow.apportioned,
            )
    return sums


def _notes(
    landing: Landing, inside: Mapping[int, Flow], old_day: date, new_day: date
) -> tuple[str, ...]:
    holders = {source.unit_id: unit for unit, flow in inside.items() for source in flow.sources}
    fallen = {
        unit: holders.get(unit, heir)
        for unit, heir in landing.fallen.items()
        if unit in holders or heir in inside
    }
    some = sorted(fallen)[:_SAID]
    old, new = names(some, old_day), names({fallen[unit] for unit in some}, new_day)
    notes = [
        f"{old[unit].name} đã kết thúc mà không có đơn vị kế thừa; số của đơn vị này tính vào "
        f"{new[fallen[unit]].name}."
        for unit in some
        if unit in old and fallen[unit] in new
    ]
    if len(fallen) > _SAID:
        notes.append(f"Và {len(fallen) - _SAID} đơn vị khác cũng như vậy.")
    if landing.lost:
        notes.append(f"{len(landing.lost)} đơn vị không còn cấp trên nào để tính vào.")
    return tuple(notes)


def contributors(first: date, structure: date, unit_id: int) -> Q:
    """Return the condition on rows with a ``unit`` whose values come, in part at least, to a unit.

    ``first`` is the day of the rows' own tree. In the same structure it is the subtree.
    """
    below = Ancestry.objects.on(structure).filter(ancestor=unit_id).values("descendant_id")
    restating = restating_between(first, structure)
    if not restating.steps:
        return Q(unit__in=below)
    touched = restating.touched
    landing = restating.carry(dict.fromkeys(touched, 0))
    lines = _lines_of(landing.flows.keys(), [unit_id], structure)
    brought = {
        source.unit_id
        for unit, flow in landing.flows.items()
        if unit in lines
        for source in flow.sources
    }
    # Only units that stand below in the asked tree but send all they had elsewhere are left out.
    standing = _lines_of(touched - brought, [unit_id], structure)
    away = Q(unit__in=below) & ~Q(unit__in=sorted(standing))
    return away | Q(unit__in=sorted(brought))
