"""The tree on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from tongket.core import bulk
from tongket.core.text import fold, slug
from tongket.org.domain import Tree, TreeNode, build_tree
from tongket.org.models import Ancestry, Counterpart, Unit, UnitEdge, UnitVersion

MOST_AT_ONCE = 5_000
"""Ids named in one query; SQLite has a limit, and long lists are slow to plan."""

Item = TypeVar("Item")


def in_parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut ids into lists short enough for one query."""
    return bulk.in_parts(items, MOST_AT_ONCE)


def subtrees_of(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Map each unit to the ids of its subtree (itself included) on ``day``. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    for part in in_parts(unit_ids):
        pairs = Ancestry.objects.on(day).filter(ancestor__in=part)
        for ancestor, descendant in pairs.values_list("ancestor_id", "descendant_id"):
            found[ancestor].add(descendant)
    return found


def children_of(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Map each unit to the ids of its direct children on ``day``. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    for part in in_parts(unit_ids):
        pairs = UnitEdge.objects.on(day).filter(parent__in=part)
        for parent, child in pairs.values_list("parent_id", "unit_id"):
            found[parent].add(child)
    return found


def ancestors_of(unit_id: int, day: date) -> list[int]:
    """Return the ids of the units above on ``day``, the nearest first. One query."""
    rows = Ancestry.objects.on(day).filter(descendant=unit_id, depth__gt=0).order_by("depth")
    return list(rows.values_list("ancestor_id", flat=True))


def tree(day: date, tree_name: str | None = None, root: int | None = None) -> Tree:
    """Return the units of ``day`` as a ``Tree``: of one named tree, or below (and with) ``root``.

    Without either, all trees as one forest. Two queries whatever the size.
    """
    versions = UnitVersion.objects.on(day)
    edges = UnitEdge.objects.on(day)
    if tree_name is not None:
        versions = versions.filter(unit__tree=tree_name)
        edges = edges.filter(unit__tree=tree_name)
    if root is not None:
        below = Ancestry.objects.on(day).filter(ancestor=root).values("descendant")
        versions = versions.filter(unit__in=below)
        edges = edges.filter(unit__in=below)
    return build_tree(day, nodes_of(versions, edges))


def nodes_of(versions: "QuerySet[UnitVersion]", edges: "QuerySet[UnitEdge]") -> Iterator[TreeNode]:
    """Yield one node per version in force, with its parent and the days on which both hold."""
    above = {
        unit: (parent, start, end)
        for unit, parent, start, end in edges.order_by().values_list(
            "unit_id", "parent_id", "valid_from", "valid_to"
        )
    }
    rows = versions.order_by().values_list(
        "unit_id",
        "unit__code",
        "name",
        "short_name",
        "kind",
        "form",
        "unit__tree",
        "unit__official_code",
        "sort_key",
        "valid_from",
        "valid_to",
    )
    for unit, code, name, short, kind, form, tree_name, official, key, start, end in rows:
        edge = above.get(unit)
        parent = None
        if edge is not None:
            parent, edge_start, edge_end = edge
            start = max(start, edge_start)
            if end is None or (edge_end is not None and edge_end < end):
                end = edge_end
        yield TreeNode(
            unit, code, name, short, kind, form, tree_name, official, parent, key, start, end
        )


def units_by_code(codes: Collection[str]) -> dict[str, int]:
    """Map codes to ids; codes of no unit are left out."""
    found: dict[str, int] = {}
    for part in in_parts(codes):
        found.update(Unit.objects.filter(code__in=part).values_list("code", "id"))
    return found


def unit_on(code: str, day: date) -> TreeNode | None:
    """Return the unit of a code as it is on ``day``; None when it is no unit then. Two queries."""
    return next(
        nodes_of(
            UnitVersion.objects.on(day).filter(unit__code=code),
            UnitEdge.objects.on(day).filter(unit__code=code),
        ),
        None,
    )


def name_of(unit_ids: Collection[int], day: date) -> dict[int, str]:
    """Map ids to names on ``day``; a unit without one then has its last (else first) name."""
    names: dict[int, str] = {}
    for part in in_parts(unit_ids):
        found = UnitVersion.objects.on(day).filter(unit__in=part)
        names.update(found.values_list("unit_id", "name"))
        missing = [unit for unit in part if unit not in names]
        others = UnitVersion.objects.filter(unit__in=missing).order_by("unit", "valid_from")
        for unit, name, start in others.values_list("unit_id", "name", "valid_from"):
            if start <= day or unit not in names:
                names[unit] = name
    return names


def children_with_names(unit_id: int, day: date) -> tuple[TreeNode, ...]:
    """Return the direct children on ``day`` in the order of their names. Two queries."""
    below = UnitEdge.objects.on(day).filter(parent=unit_id)
    versions = UnitVersion.objects.on(day).filter(unit__in=below.values("unit"))
    return tuple(sorted(nodes_of(versions, below), key=lambda node: (node.sort_key, node.code)))


def counts_below(unit_ids: Collection[int], day: date) -> dict[int, int]:
    """Map units to how many stand below them on ``day``, at any depth; 0 is left out. One query."""
    counts: dict[int, int] = {}
    for part in in_parts(unit_ids):
        rows = Ancestry.objects.on(day).filter(ancestor__in=part, depth__gt=0).order_by()
        counts.update(rows.values_list("ancestor_id").annotate(Count("pk")))
    return counts


def roots_of(tree_name: str, day: date) -> tuple[TreeNode, ...]:
    """Return the units of a tree that stand below nobody on ``day``. Two queries."""
    edges = UnitEdge.objects.on(day).filter(unit__tree=tree_name)
    versions = UnitVersion.objects.on(day).filter(unit__tree=tree_name)
    versions = versions.exclude(unit__in=edges.values("unit"))
    return tuple(sorted(nodes_of(versions, edges.none()), key=lambda node: node.sort_key))


def nodes_on(unit_ids: Collection[int], day: date) -> tuple[TreeNode, ...]:
    """Return those of the units that exist on ``day``, in the order of their names."""
    found: list[TreeNode] = []
    for part in in_parts(unit_ids):
        versions = UnitVersion.objects.on(day).filter(unit__in=part)
        found += nodes_of(versions, UnitEdge.objects.on(day).filter(unit__in=part))
    return tuple(sorted(found, key=lambda node: (node.sort_key, node.code)))


def counterparts_of(unit_id: int, day: date) -> tuple[TreeNode, ...]:
    """Return the units of other trees tied to this one on ``day``, whichever way it was written."""
    tied = Counterpart.objects.on(day).filter(Q(unit=unit_id) | Q(other=unit_id))
    ids = {key for pair in tied.values_list("unit_id", "other_id") for key in pair} - {unit_id}
    return nodes_on(ids, day)


def search(
    text: str, day: date, tree_name: str | None = None, limit: int = 50
) -> tuple[TreeNode, ...]:
    """Return units of ``day`` whose name, code or official code holds the text.

    Marks and capitals do not count; names that begin with the text come first, then the
    alphabet. At most ``limit``; an empty text finds nothing.
    """
    wanted = fold(text)
    if not wanted:
        return ()
    match = Q(folded__contains=wanted) | Q(unit__official_code=text.strip())
    if code := slug(text):
        match |= Q(unit__code__contains=code)
    versions = UnitVersion.objects.on(day).filter(match)
    if tree_name is not None:
        versions = versions.filter(unit__tree=tree_name)
    ids = list(versions.order_by("sort_key").values_list("unit_id", flat=True)[: limit * 10])
    found = nodes_of(
        UnitVersion.objects.on(day).filter(unit__in=ids),
        UnitEdge.objects.on(day).filter(unit__in=ids),
    )
    ranked = sorted(found, key=lambda node: (_rank(node, wanted), node.sort_key, node.code))
    return tuple(ranked[:limit])


def _rank(node: TreeNode, wanted: str) -> int:
    folded = fold(node.name)
    if folded == wanted or node.official_code == wanted:
        return 0
    if folded.startswith(wanted) or folded.endswith(f" {wanted}"):
        return 1
    return 2 if wanted in folded else 3
