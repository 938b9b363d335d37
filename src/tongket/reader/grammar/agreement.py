"""When a stated percent or difference agrees with what the two numbers beside it give."""

from decimal import ROUND_HALF_UP, Decimal

from tongket.reader.facts import Bound, Value

_HUNDREDTH = Decimal("0.01")
_POINTS = 2
_LOOSE: frozenset[Bound] = frozenset({"about", "nearly", "over"})


def percent_of(part: Value, whole: Value) -> Decimal | None:
    """Return part by whole in percent, not rounded; None where the whole is nought.

    >>> percent_of(117, 120)
    Decimal('97.5')
    """
    return Decimal(part) * 100 / Decimal(whole) if whole else None


def rounded(percent: Decimal) -> Value:
    """Return a percent to two decimals, without noughts at the end.

    >>> rounded(Decimal("91.3333")), rounded(Decimal("50.00"))
    (Decimal('91.33'), 50)
    """
    value = percent.quantize(_HUNDREDTH, ROUND_HALF_UP)
    return int(value) if value == int(value) else value.normalize()


def last_place(stated: Value) -> Decimal:
    """Return one unit of the last place of a number as it was written.

    >>> last_place(102), last_place(Decimal("84.5"))
    (Decimal('1'), Decimal('0.1'))
    """
    exponent = Decimal(stated).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def agrees(stated: Value, computed: Decimal, bound: Bound = "exact") -> bool:
    """Return whether a stated number is the computed one, rounded or cut off.

    With gần, hơn, khoảng it may be two points away.
    """
    away = abs(Decimal(stated) - computed)
    return away < last_place(stated) or (bound in _LOOSE and away <= _POINTS)
