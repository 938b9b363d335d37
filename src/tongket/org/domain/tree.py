"""The tree of one day as a frozen value, ready for pages and for adding up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple


class TreeNode(NamedTuple):
    """A unit as it is on the tree's day. ``parent_id`` is None for a root.

    ``valid_from`` and ``valid_to`` (None: open) bound the days on which this very row, its name,
    kind and parent, holds. ``sort_key`` orders siblings the Vietnamese way.
    """

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    form: str
    tree: str
    official_code: str
    parent_id: int | None
    sort_key: str
    valid_from: date
    valid_to: date | None

    @property
    def label(self) -> str:
        """The short name where there is one, else the name."""
        return self.short_name or self.name


@dataclass(frozen=True)
class Tree:
    """Units of ``day`` in depth-first order, so that a subtree is one slice.

    ``nodes``: parents before their children, siblings in the order of their names. ``parents``:
    per node the index of its parent in ``nodes``, -1 for a root; adding up from the leaves is one
    pass over it from the end. ``ends``: per node the index just past its subtree. ``depths``: steps
    below the root. Several roots are allowed (a forest).
    """

    day: date
    nodes: tuple[TreeNode, ...]
    parents: tuple[int, ...]
    ends: tuple[int, ...]
    depths: tuple[int, ...]

    @cached_property
    def index(self) -> Mapping[int, int]:
        """Unit id -> place in ``nodes``."""
        return {node.id: place for place, node in enumerate(self.nodes)}

    @cached_property
    def _codes(self) -> Mapping[str, int]:
        return {node.code: place for place, node in enumerate(self.nodes)}

    @property
    def order(self) -> tuple[int, ...]:
        """Unit ids, parents before their children."""
        return tuple(node.id for node in self.nodes)

    @property
    def roots(self) -> tuple[TreeNode, ...]:
        """The units that stand below nobody."""
        return tuple(self.nodes[place] for place, up in enumerate(self.parents) if up < 0)

    def __len__(self) -> int:
        """How many units there are."""
        return len(self.nodes)

    def __iter__(self) -> Iterator[TreeNode]:
        """Walk the units, parents before their children."""
        return iter(self.nodes)

    def __contains__(self, unit_id: object) -> bool:
        """Whether the unit is in the tree."""
        return unit_id in self.index

    def get(self, unit_id: int) -> TreeNode | None:
        """Return a unit by id, None when it is not in the tree."""
        place = self.index.get(unit_id)
        return None if place is None else self.nodes[place]

    def node(self, unit_id: int) -> TreeNode:
        """Return a unit by id; KeyError when it is not in the tree."""
        return self.nodes[self.index[unit_id]]

    def by_code(self, code: str) -> TreeNode | None:
        """Return a unit by code, None when it is not in the tree."""
        place = self._codes.get(code)
        return None if place is None else self.nodes[place]

    def subtree(self, unit_id: int) -> tuple[TreeNode, ...]:
        """Return the unit and everything below it, parents first; empty when it is not here."""
        place = self.index.get(unit_id)
        return () if place is None else self.nodes[place : self.ends[place]]

    def children(self, unit_id: int) -> tuple[TreeNode, ...]:
        """Return the units directly below, in the order of their names."""
        place = self.index.get(unit_id)
        if place is None:
            return ()
        found, child, end = [], place + 1, self.ends[place]
        while child < end:
            found.append(self.nodes[child])
            child = self.ends[child]
        return tuple(found)

    def parent(self, unit_id: int) -> TreeNode | None:
        """Return the unit directly above, None for a root or a stranger."""
        place = self.index.get(unit_id)
        if place is None or self.parents[place] < 0:
            return None
        return self.nodes[self.parents[place]]

    def ancestors(self, unit_id: int) -> tuple[TreeNode, ...]:
        """Return the units above, the nearest first."""
        found = []
        above = self.parent(unit_id)
        while above is not None:
            found.append(above)
            above = self.parent(above.id)
        return tuple(found)

    def depth(self, unit_id: int) -> int:
        """Return how many steps the unit stands below its root; KeyError for a stranger."""
        return self.depths[self.index[unit_id]]

    def leaves(self) -> tuple[TreeNode, ...]:
        """Return the units with nobody below."""
        return tuple(self.nodes[at] for at, end in enumerate(self.ends) if end == at + 1)


def build_tree(day: date, nodes: Iterable[TreeNode]) -> Tree:
    """Arrange units in depth-first order; a unit whose parent is not among them becomes a root.

    Units caught in a cycle cannot be reached from a root and are left out.
    """
    listed = sorted(nodes, key=lambda node: (node.sort_key, node.code))
    known = {node.id for node in listed}
    below: dict[int | None, list[TreeNode]] = {}
    for node in listed:
        above = node.parent_id if node.parent_id in known else None
        below.setdefault(above, []).append(node)
    ordered: list[TreeNode] = []
    parents: list[int] = []
    depths: list[int] = []
    waiting = [(node, -1, 0) for node in reversed(below.get(None, []))]
    while waiting:
        node, above_at, depth = waiting.pop()
        place = len(ordered)
        ordered.append(node)
        parents.append(above_at)
        depths.append(depth)
        if node.id in below:
            waiting.extend((child, place, depth + 1) for child in reversed(below[node.id]))
    return Tree(day, tuple(ordered), tuple(parents), _ends(parents), tuple(depths))


def _ends(parents: list[int]) -> tuple[int, ...]:
    ends = [place + 1 for place in range(len(parents))]
    for place in range(len(parents) - 1, -1, -1):
        above = parents[place]
        if above >= 0 and ends[place] > ends[above]:
            ends[above] = ends[place]
    return tuple(ends)
