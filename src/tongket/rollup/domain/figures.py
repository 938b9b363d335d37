"""Figures as shown: value, basis, completeness, inputs, lineage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tongket.core.numbers import format_number, format_percent
from tongket.core.rounding import METHODS, Rounding, percent
from tongket.core.words import said
from tongket.figures.domain import FigureKey, ObservationView, in_words


class RollupFault(ValueError):  # noqa: N818 - said to a person
    """What was asked cannot be answered or done; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class UnitName:
    """A unit as it was called on a day."""

    id: int
    code: str
    name: str
    kind: str = ""


@dataclass(frozen=True)
class MeasureView:
    """A measure together with the definition of its indicator on a day."""

    measure_id: int
    indicator_id: int
    code: str
    cell: str
    name: str
    unit_of_measure: str
    over_units: str
    over_time: str
    method: str
    numerator_id: int | None
    denominator_id: int | None
    target_id: int | None
    payload: Mapping[str, Any]
    decimals: int
    rounding: str
    shown_decimals: int
    definition: str
    instrument: str
    valid_from: date

    @property
    def adds_up(self) -> bool:
        """Whether stored totals are kept for it."""
        return self.method == "base" and self.over_units == "sum"

    @property
    def round(self) -> Rounding:
        """How a computed value is rounded."""
        for method in METHODS:
            if method == self.rounding:
                return Rounding(method, self.shown_decimals)
        return Rounding(digits=self.shown_decimals)

    @property
    def rounding_words(self) -> str:
        """Rounding as text: ``half_up:1``."""
        return f"{self.rounding}:{self.shown_decimals}"

    @property
    def is_percent(self) -> bool:
        """Whether values are percents."""
        return self.unit_of_measure == "%"

    def words(
        self, value: Decimal | None, bound: str = "exact", high: Decimal | None = None
    ) -> str:
        """Write a value of this measure as a person reads it; nothing for no value."""
        if value is None:
            return "—"
        if self.is_percent:
            return format_percent(value, max(self.shown_decimals, 1))
        return in_words(value, bound, high)

    @property
    def quantum(self) -> int:
        """The smallest step of a value in thousandths: 1000 for whole numbers."""
        return int(10 ** (3 - self.decimals))


def share_of_whole(
    numerator: Decimal | None, denominator: Decimal | None, measure: MeasureView
) -> Decimal | None:
    """Return a ratio in percent, rounded as its definition says; None without both or over zero."""
    if numerator is None or denominator is None:
        return None
    return percent(numerator, denominator, measure.round)


@dataclass(frozen=True)
class Completeness:
    """How many units at the bottom were expected to report, how many did, and who did not."""

    expected: int
    reported: int
    missing: tuple[UnitName, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nobody is missing."""
        return self.reported == self.expected


@dataclass(frozen=True)
class Input:
    """One thing a figure was made from.

    ``role``: ``child`` (a unit below), ``own`` (the unit's own part), ``numerator``,
    ``denominator``, ``part`` (a term), ``minus`` (a term taken away), ``from`` (a unit of the
    period's own tree whose value came here in another structure).
    """

    key: FigureKey
    unit: UnitName
    value: Decimal | None
    basis: str
    role: str = "child"
    bound: str = "exact"
    label: str = ""
    apportioned: Decimal = Decimal(0)
    expands: bool = True

    @property
    def id(self) -> str:
        """The id of the input's figure."""
        return self.key.id

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        return "—" if self.value is None else in_words(self.value, self.bound)


@dataclass(frozen=True)
class FigureView:
    """One figure, computed: what it is, on what it rests, who is missing, what it was made from."""

    key: FigureKey
    measure: MeasureView
    unit: UnitName
    period_code: str
    structure: date
    value: Decimal | None
    bound: str
    basis: str
    completeness: Completeness
    inputs: tuple[Input, ...] = ()
    own: ObservationView | None = None
    apportioned: Decimal = Decimal(0)
    records: int | None = None
    reported: bool = True
    """False when nothing at all was said: not the same as zero, nor as *not applicable*."""
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The figure's identity."""
        return self.key.id

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        if self.value is None:
            return said("không áp dụng") if self.reported else said("chưa có báo cáo")
        return self.measure.words(self.value, self.bound)

    @property
    def exact_part(self) -> Decimal | None:
        """What came here whole."""
        return None if self.value is None else self.value - self.apportioned

    @property
    def numerator(self) -> Input | None:
        """The numerator of a ratio."""
        return next((item for item in self.inputs if item.role == "numerator"), None)

    @property
    def denominator(self) -> Input | None:
        """The denominator of a ratio."""
        return next((item for item in self.inputs if item.role == "denominator"), None)

    @property
    def arithmetic(self) -> str:
        """How a derived value came about: ``406 / 400 = 101,5 %``; empty for a sum."""
        above, below = self.numerator, self.denominator
        if above is None or below is None or self.value is None:
            return ""
        return f"{above.words} / {below.words} = {self.words}"


@dataclass(frozen=True)
class TraceNode:
    """A figure with its whole lineage below it, down to observations and their evidence."""

    key: FigureKey
    unit: UnitName
    measure_code: str
    value: Decimal | None
    basis: str
    role: str = ""
    bound: str = "exact"
    apportioned: Decimal = Decimal(0)
    share: Decimal | None = None
    """Part of the source that came here (0 to 1), in another structure."""
    observation: ObservationView | None = None
    inputs: tuple["TraceNode", ...] = field(default=())

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        return "—" if self.value is None else format_number(self.value)

    def walk(self) -> "list[TraceNode]":
        """Return this node and all below it, parents first."""
        found: list[TraceNode] = []
        waiting = [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(reversed(node.inputs))
        return found
