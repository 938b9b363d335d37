"""Who returns what: units of a year with their weight, and which of them fill which line. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tongket.demo.city import PlannedUnit

Fills = Callable[[str, bool], frozenset[str]]
"""Kind of unit and whether it is a leaf -> keys of the lines that it fills for itself."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that returns a form. ``size``: members of it and all below; ``path``: from the root."""

    code: str
    kind: str
    leaf: bool
    size: int
    path: tuple[str, ...]
    division: str

    @property
    def weight(self) -> int:
        """The unit's own work: a leaf's is its members, that of a committee grows more slowly."""
        return self.size if self.leaf else round(self.size**0.6 * 10)


@dataclass(frozen=True)
class Cast:
    """All units that report in one year, and who fills which line."""

    year: int
    reporters: tuple[Reporter, ...]
    fills: Fills

    @cached_property
    def fillers(self) -> Mapping[str, list[Reporter]]:
        """Key of a line -> the units that fill it, in order."""
        asked: dict[tuple[str, bool], frozenset[str]] = {}
        found: dict[str, list[Reporter]] = {}
        for reporter in self.reporters:
            sort = (reporter.kind, reporter.leaf)
            if sort not in asked:
                asked[sort] = self.fills(*sort)
            for key in asked[sort]:
                found.setdefault(key, []).append(reporter)
        return found

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Code -> kind."""
        return {one.code: one.kind for one in self.reporters}

    def below(self, unit: str, kinds: frozenset[str], reporter: Reporter) -> bool:
        """Say whether a unit lies in ``unit``'s subtree, below a child of one of ``kinds`` if any."""
        if unit not in reporter.path:
            return False
        if not kinds:
            return True
        place = reporter.path.index(unit) + 1
        return place < len(reporter.path) and self.kinds[reporter.path[place]] in kinds


def cast_of(year: int, units: Sequence[PlannedUnit], fills: Fills) -> Cast:
    """Return the units of a year (parents first) as those who report."""
    sizes = {unit.code: unit.members for unit in units}
    parents = {unit.parent for unit in units}
    for unit in reversed(units):
        if unit.parent is not None:
            sizes[unit.parent] += sizes[unit.code]
    paths: dict[str, tuple[str, ...]] = {}
    for unit in units:
        paths[unit.code] = (*paths.get(unit.parent or "", ()), unit.code)
    reporters = (
        Reporter(
            unit.code,
            unit.kind,
            unit.code not in parents,
            max(1, sizes[unit.code]),
            paths[unit.code],
            unit.division,
        )
        for unit in units
    )
    return Cast(year, tuple(reporters), fills)
