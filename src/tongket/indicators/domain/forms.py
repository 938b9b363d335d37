"""A form as it stood on a day, ready to be shown and filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tongket.indicators.domain.checks import CheckSpec


@dataclass(frozen=True)
class LineView:
    """One line: one measure, asked of the units of some kinds (all when ``unit_kinds`` is empty).

    ``committee_part`` lines are asked also of units that have others reporting below them, for
    their own work. ``leaf_kinds`` are further kinds asked only where nothing below them reports.
    ``parent_id`` is the line that this breakdown cell belongs to.
    """

    id: int
    number: str
    label: str
    measure_id: int
    key: str
    indicator_code: str
    cell: str
    unit_of_measure: str
    decimals: int
    unit_kinds: frozenset[str]
    leaf_kinds: frozenset[str]
    committee_part: bool
    parent_id: int | None
    required: bool
    hint: str

    def filled_by(self, kind: str, *, leaf: bool) -> bool:
        """Say whether a unit of this kind fills the line for itself.

        ``leaf``: nothing below the unit reports. A unit that is no leaf fills only the lines of
        its own work; the rest it receives from below.
        """
        asked = not self.unit_kinds or kind in self.unit_kinds
        if leaf:
            return asked or kind in self.leaf_kinds
        return asked and self.committee_part


@dataclass(frozen=True)
class SectionView:
    """A part of a form: one screen on a phone."""

    id: int
    order: int
    title: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class FormView:
    """A form's version with its sections, lines and checks, in order."""

    id: int
    template_code: str
    title: str
    instrument: str
    guidance: str
    valid_from: date
    valid_to: date | None
    sections: tuple[SectionView, ...]
    checks: tuple[CheckSpec, ...]

    @property
    def lines(self) -> Iterator[LineView]:
        """All lines, in order."""
        return (line for section in self.sections for line in section.lines)

    @cached_property
    def by_key(self) -> dict[str, LineView]:
        """The lines by the key of their measure."""
        return {line.key: line for line in self.lines}

    @cached_property
    def by_measure(self) -> dict[int, LineView]:
        """The lines by the id of their measure."""
        return {line.measure_id: line for line in self.lines}

    def lines_for(self, kind: str, *, leaf: bool) -> list[LineView]:
        """Return the lines that a unit of this kind fills for itself, in order."""
        return [line for line in self.lines if line.filled_by(kind, leaf=leaf)]
