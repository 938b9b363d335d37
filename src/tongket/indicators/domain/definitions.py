"""What an indicator means on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from tongket.core.numbers import NO_BREAK_SPACE, format_number
from tongket.core.rounding import Method, Rounding

SCALE = 1000
"""Values are integers, thousandths of the unit of measure: exact sums on both databases."""


def measure_key(indicator_code: str, cell: str = "") -> str:
    """Return the key that names a measure: ``members_total`` or ``members_total.women``."""
    return f"{indicator_code}.{cell}" if cell else indicator_code


def split_key(key: str) -> tuple[str, str]:
    """Return indicator code and cell of a measure's key; the inverse of ``measure_key``."""
    indicator_code, _, cell = key.partition(".")
    return indicator_code, cell


def shown(value: int, decimals: int | None = None) -> str:
    """Write a value in thousandths as people read it; all its decimals when none are asked for.

    >>> shown(255576000), shown(101500), shown(101500, 0)
    ('255.576', '101,5', '102')
    """
    return format_number(Decimal(value).scaleb(-3), decimals)


@dataclass(frozen=True)
class Definition:
    """One version of an indicator's definition.

    ``over_units`` and ``over_time`` say how values combine (``sum``, ``last``, ``max``,
    ``none``). ``method`` is ``base`` (entered or counted), ``ratio`` (percent, from
    ``numerator`` and ``denominator``), ``sum_over_kind`` (of ``numerator`` over direct children
    of ``child_kinds``) or ``difference`` (``numerator`` less all of ``minus``). ``regime`` names
    the reporting window (``periods.selectors.window``). ``decimals`` is what a value may hold,
    ``shown_decimals`` what is printed.
    """

    id: int
    indicator_id: int
    code: str
    name: str
    short_name: str
    definition: str
    unit_of_measure: str
    over_units: str
    over_time: str
    method: str
    numerator: str | None
    denominator: str | None
    payload: Mapping[str, Any]
    decimals: int
    rounding: str
    shown_decimals: int
    regime: str
    target: str | None
    instrument: str
    valid_from: date
    valid_to: date | None

    @property
    def derived(self) -> bool:
        """Whether the value is computed from other indicators and never entered."""
        return self.method != "base"

    @property
    def child_kinds(self) -> frozenset[str]:
        """Kinds of direct children whose values ``sum_over_kind`` adds."""
        return frozenset(self.payload.get("child_kinds", ()))

    @property
    def minus(self) -> tuple[str, ...]:
        """Indicators that ``difference`` takes away."""
        return tuple(self.payload.get("minus", ()))

    @property
    def rounding_rule(self) -> Rounding:
        """How an exact value becomes one with ``decimals`` decimals."""
        return Rounding(cast(Method, self.rounding), self.decimals)

    def show(self, value: int) -> str:
        """Write a value in thousandths with its unit: ``101,5 %``, ``7.995 đảng viên``."""
        decimals = None if self.shown_decimals else 0
        return f"{shown(value, decimals)}{NO_BREAK_SPACE}{self.unit_of_measure}"
