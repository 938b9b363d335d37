"""Loading what a plan starts from."""

from collections.abc import Collection
from datetime import date

from tongket.org.domain import (
    Absorb,
    Create,
    Dissolve,
    Merge,
    Move,
    Plan,
    Situation,
    Split,
    Step,
    UnitState,
)
from tongket.org.models import Ancestry, TreeName, Unit, UnitEdge, UnitKind, UnitVersion
from tongket.org.selectors.trees import in_parts, nodes_of, units_by_code

KINDS = frozenset(UnitKind.values)
TREES = frozenset(TreeName.values)


def situation_for(plan: Plan, day: date) -> Situation:
    """Return the part of the tree of ``day`` that the plan is about. Fixed number of queries."""
    named = {code for step in plan for code in codes_of(step)}
    ids = units_by_code(named)
    wanted = set(ids.values())
    for part in in_parts(ids.values()):
        above = Ancestry.objects.on(day).filter(descendant__in=part)
        wanted.update(above.values_list("ancestor_id", flat=True))
    ending = [ids[code] for step in plan for code in _ending(step) if code in ids]
    for part in in_parts(ending):
        below = UnitEdge.objects.on(day).filter(parent__in=part)
        wanted.update(below.values_list("unit_id", flat=True))
    return Situation(
        day=day,
        units=states_of(wanted, day),
        taken=frozenset(units_by_code(named)),
        kinds=KINDS,
        trees=TREES,
    )


def states_of(unit_ids: Collection[int], day: date) -> dict[str, UnitState]:
    """Return units by code as they stand on ``day``."""
    nodes = []
    for part in in_parts(unit_ids):
        versions = UnitVersion.objects.on(day).filter(unit__in=part)
        nodes += list(nodes_of(versions, UnitEdge.objects.on(day).filter(unit__in=part)))
    parents = {node.parent_id for node in nodes if node.parent_id is not None}
    codes: dict[int, str] = {node.id: node.code for node in nodes}
    for part in in_parts(parents - codes.keys()):
        codes.update(Unit.objects.filter(pk__in=part).values_list("id", "code"))
    return {
        node.code: UnitState(
            node.code,
            node.name,
            node.kind,
            node.tree,
            None if node.parent_id is None else codes[node.parent_id],
            node.form,
            node.short_name,
            node.official_code,
        )
        for node in nodes
    }


def codes_of(step: Step) -> list[str]:
    """Return every code that a step names."""
    if isinstance(step, Create):
        return [step.code] if step.parent is None else [step.code, step.parent]
    if isinstance(step, Merge | Absorb):
        return [*step.sources, step.into]
    if isinstance(step, Split):
        return [step.source, *(part.into for part in step.parts)]
    if isinstance(step, Move):
        return [step.unit] if step.parent is None else [step.unit, step.parent]
    if isinstance(step, Dissolve):
        return [step.unit] if step.children_to is None else [step.unit, step.children_to]
    return [step.unit]


def _ending(step: Step) -> tuple[str, ...]:
    """Return the units that a step may end, whose children are then looked at."""
    if isinstance(step, Merge | Absorb):
        return step.sources
    if isinstance(step, Split):
        return (step.source,)
    return (step.unit,) if isinstance(step, Dissolve) else ()
