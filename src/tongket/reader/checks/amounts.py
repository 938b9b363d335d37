"""Every number a report counts with, one by one, whatever kind of fact it stands in."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tongket.core.numbers import NumberError, parse_number
from tongket.reader.facts import Bound, Change, Counted, Figure, Percent, Ratio, Span, Value

Role = Literal["figure", "numerator", "denominator", "before", "after", "delta", "percent"]

_DIGITS = re.compile(r"[0-9lioIO]+(?:[.,][0-9lioIO]+)*")
_OCR = str.maketrans("lioIO", "11010")


@dataclass(slots=True, kw_only=True, eq=False)
class Amount:
    """One number at one place. ``start`` and ``end`` are positions of the page's working copy."""

    start: int
    end: int
    span: Span
    """The place in the text that was given."""
    value: Value
    fact: Counted
    role: Role = "figure"
    value_max: Value | None = None
    bound: Bound = "exact"
    percent: bool = False
    """Whether it is a percent or points, not a count."""
    unit: str = ""
    """In small letters; empty where none is known."""
    step: Value = 0
    """The size of its last written place where that is coarser than one (12,5 tỷ: 100 triệu)."""
    sentence: int = 0
    signed: bool = False
    """Whether its place takes in the sign of a percent."""

    @property
    def exact(self) -> bool:
        """Whether it stands for one number (no bound, no range)."""
        return self.bound == "exact" and self.value_max is None

    @property
    def level(self) -> bool:
        """Whether it counts something there is, not a difference or a share."""
        return not self.percent and self.role != "delta"


def plain(value: Value) -> Value:
    """Return a whole number as such.

    >>> plain(Decimal("3.0"))
    3
    """
    return int(value) if value == int(value) else value


def bare_amount(span: Span, place: Span, surface: str, value: Value) -> Amount:
    """Return a number that no fact stands behind, from a table or a list."""
    return Amount(
        start=place[0],
        end=place[1],
        span=span,
        value=value,
        fact=Figure(start=span[0], end=span[1], surface=surface, value=value),
        percent="%" in surface,
        signed="%" in surface,
        step=last_place(surface, value),
    )


def size(value: Value) -> Value:
    """Return a value without its sign.

    >>> size(-3)
    3
    """
    return -value if value < 0 else value


def written(text: str) -> Decimal | None:
    """Return the number a short text begins with, None where it has none.

    >>> written("1.204/"), written("91,33%")
    (Decimal('1204'), Decimal('91.33'))
    """
    match = _DIGITS.search(text)
    if match is None:
        return None
    digits = match[0].translate(_OCR)
    if re.fullmatch(r"\d{1,3}(,\d{3})+", digits):
        digits = digits.replace(",", ".")
    try:
        return parse_number(digits)
    except NumberError:
        return None


def last_place(surface: str, value: Value) -> Value:
    """Return the size of the last place a number is written to, 0 for a plain whole number.

    >>> last_place("12,5 tỷ", 12_500_000_000), last_place("1.204", 1204), last_place("84,5%", Decimal("84.5"))
    (Decimal('100000000.0'), 0, Decimal('0.1'))
    """
    if isinstance(value, int) and (value < 1000 or surface[-1:].isdigit()) and "," not in surface:
        return 0
    shown = written(surface)
    if not shown or not value:
        return 0
    magnitude = abs(Decimal(value)) / abs(shown)
    decimals = -int(shown.as_tuple().exponent)
    if magnitude <= 1 and decimals <= 0:
        return 0
    return magnitude.scaleb(-max(decimals, 0)).normalize() + Decimal("0.0")


def amounts_of(fact: Counted) -> list[Amount]:
    """Return the numbers of a fact; places are those of the given text in both pairs."""
    if isinstance(fact, Figure):
        return [_amount(fact, (fact.start, fact.end), fact.value, "figure", fact.surface)]
    if isinstance(fact, Percent):
        return [_amount(fact, (fact.start, fact.end), fact.value, "percent", fact.surface)]
    if isinstance(fact, Ratio | Change):
        return _parts(fact)
    return []


def _parts(fact: Ratio | Change) -> list[Amount]:
    wanted: list[tuple[Role, Value | None]]
    if isinstance(fact, Ratio):
        wanted = [
            ("numerator", fact.numerator), ("denominator", fact.denominator), ("percent", fact.percent),
        ]  # fmt: skip
    else:
        delta = fact.delta if fact.delta is None else size(fact.delta)
        wanted = [("before", fact.before), ("after", fact.after), ("delta", delta)]
    found = []
    for span in fact.parts:
        surface = fact.surface[span[0] - fact.start : span[1] - fact.start]
        role, value = _role(surface, wanted)
        if value is not None:
            wanted.remove((role, value))
            found.append(_amount(fact, span, value, role, surface))
    return found


def _role(surface: str, wanted: list[tuple[Role, Value | None]]) -> tuple[Role, Value | None]:
    """Say which of the wanted numbers stands at a place: the first that reads the same."""
    shown = written(surface)
    for role, value in wanted:
        if value is not None and shown is not None and _same_digits(shown, value):
            return role, value
    stated = [each for each in wanted if each[1] is not None]
    return stated[0] if stated and shown is None else ("figure", None)


def _same_digits(shown: Decimal, value: Value) -> bool:
    """Whether a value is what is written, by whatever magnitude word."""
    if shown == 0 or value == 0:
        return shown == value
    quotient = Decimal(value) / shown
    return quotient in (1, 10**3, 10**6, 10**9, 10**12)


def _amount(fact: Counted, span: Span, value: Value, role: Role, surface: str) -> Amount:
    share = role == "percent" or (
        isinstance(fact, Change) and fact.delta_kind != "absolute" and role == "delta"
    )
    share = share or "%" in surface
    qualifier: Bound = "exact" if isinstance(fact, Ratio) else getattr(fact, "qualifier", "exact")
    return Amount(
        start=span[0],
        end=span[1],
        span=span,
        value=value,
        value_max=getattr(fact, "value_max", None),
        fact=fact,
        role=role,
        bound=qualifier,
        percent=share,
        unit=(fact.unit or "").lower(),
        step=last_place(surface, value),
        sentence=fact.sentence or 0,
        signed="%" in surface,
    )
