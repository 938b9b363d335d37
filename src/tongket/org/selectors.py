"""Reading the tree on a day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from tongket.org.models import Ancestry, Succession, UnitEdge


def subtrees_of(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Map each unit to the ids of its subtree (itself included) on ``day``. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    if unit_ids:
        pairs = Ancestry.objects.on(day).filter(ancestor__in=unit_ids)
        for ancestor, descendant in pairs.values_list("ancestor_id", "descendant_id"):
            found[ancestor].add(descendant)
    return found


def children_of(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Map each unit to the ids of its direct children on ``day``. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    if unit_ids:
        pairs = UnitEdge.objects.on(day).filter(parent__in=unit_ids)
        for parent, child in pairs.values_list("parent_id", "unit_id"):
            found[parent].add(child)
    return found


def with_predecessors(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Map each unit to the ids of all its predecessors, transitively, up to ``day``."""
    back: dict[int, set[int]] = defaultdict(set)
    pairs = Succession.objects.filter(effective_on__lte=day, reorganisation__state="applied")
    for predecessor, successor in pairs.values_list("predecessor_id", "successor_id"):
        if predecessor != successor:
            back[successor].add(predecessor)
    result: dict[int, set[int]] = {}
    for unit in unit_ids:
        seen: set[int] = set()
        waiting = list(back.get(unit, ()))
        while waiting:
            old = waiting.pop()
            if old not in seen:
                seen.add(old)
                waiting.extend(back.get(old, ()))
        if seen:
            result[unit] = seen - {unit}
    return result
