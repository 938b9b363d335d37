"""Rounding as part of what a figure means, exact ratios, and sharing out whole numbers.

All arithmetic is on whole numbers, so a ratio such as 16/76 is rounded once, from its exact
value, and a half is a half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from math import lcm
from typing import Literal, get_args

Method = Literal["half_up", "half_even", "truncate", "up", "down"]
"""How what is cut off is treated.

`half_up`: to the nearest, a half away from zero (what reports do unless they say otherwise);
`half_even`: to the nearest, a half to the even neighbour; `truncate`: cut off, towards zero;
`up`: to the next larger; `down`: to the next smaller.
"""

METHODS: tuple[Method, ...] = get_args(Method)
MOST_DIGITS = 12

_WIDE = Context(prec=1000)


class RoundingError(ValueError):
    """A rounding or a sharing that cannot be done; its message is a Vietnamese sentence."""


def _leans_up(method: Method, quotient: int, twice_rest: int, divisor: int) -> bool:
    """Say whether quotient + rest/divisor goes to quotient + 1; 0 < rest < divisor."""
    if method == "up":
        return True
    if method == "down":
        return False
    if method == "truncate":
        return quotient < 0
    if twice_rest != divisor:
        return twice_rest > divisor
    return quotient % 2 == 1 if method == "half_even" else quotient >= 0


def _divide(numerator: int, denominator: int, method: Method) -> int:
    """Return numerator / denominator (above 0) as a whole number, by the method."""
    quotient, rest = divmod(numerator, denominator)
    if rest and _leans_up(method, quotient, 2 * rest, denominator):
        quotient += 1
    return quotient


def _ratio(value: Decimal | Fraction | int) -> tuple[int, int]:
    try:
        return value.as_integer_ratio()
    except (ValueError, OverflowError):
        message = "Không làm tròn được một giá trị không phải là số."
        raise RoundingError(message) from None


@dataclass(frozen=True, slots=True)
class Rounding:
    """A method and how many decimals it leaves; below 0 it leaves tens, hundreds, thousands.

    >>> Rounding().apply(Decimal("2.5")), Rounding("half_even").apply(Decimal("2.5"))
    (Decimal('3'), Decimal('2'))
    >>> Rounding(digits=-3).apply(255576), Rounding("truncate", 1).apply(Fraction(200, 3))
    (Decimal('256000'), Decimal('66.6'))
    """

    method: Method = "half_up"
    digits: int = 0

    def __post_init__(self) -> None:
        """Refuse an unknown method and a number of digits nobody can mean, with RoundingError."""
        if self.method not in METHODS:
            message = (
                f"Không có cách làm tròn “{self.method}”. Chọn một trong: {', '.join(METHODS)}."
            )
            raise RoundingError(message)
        if not -MOST_DIGITS <= self.digits <= MOST_DIGITS:
            message = f"Số chữ số làm tròn phải từ -{MOST_DIGITS} đến {MOST_DIGITS}."
            raise RoundingError(message)

    def apply(self, value: Decimal | Fraction | int) -> Decimal:
        """Return the value rounded, written with exactly `digits` decimals.

        Raises RoundingError for infinity and NaN.
        """
        return self._quotient(*_ratio(value))

    def explains(self, stated: Decimal | int, exact: Decimal | Fraction | int) -> bool:
        """Say whether this rule makes the stated value of the exact one.

        >>> ratio = Fraction(406 * 100, 400)
        >>> Rounding().explains(102, ratio), Rounding(digits=1).explains(102, ratio)
        (True, False)
        """
        return self.apply(exact) == stated

    def _quotient(self, numerator: int, denominator: int) -> Decimal:
        if self.digits >= 0:
            whole = _divide(numerator * 10**self.digits, denominator, self.method)
            return Decimal(whole).scaleb(-self.digits, _WIDE)
        step: int = 10**-self.digits
        return Decimal(_divide(numerator, denominator * step, self.method) * step)


def percent(
    numerator: Decimal | int, denominator: Decimal | int, rounding: Rounding
) -> Decimal | None:
    """Return numerator / denominator in percent, rounded once; None when there is no whole.

    >>> percent(406, 400, Rounding(digits=1)), percent(1, 0, Rounding())
    (Decimal('101.5'), None)
    """
    above, above_divisor = _ratio(numerator)
    below, below_divisor = _ratio(denominator)
    if below == 0:
        return None
    sign = 1 if below > 0 else -1
    exact = above * below_divisor * 100 * sign, abs(below) * above_divisor
    return rounding._quotient(*exact)


def share_out(total: int, weights: Sequence[int | Decimal]) -> list[int]:
    """Divide a whole number in proportion to weights, losing nothing (largest remainders).

    Each share is its exact part rounded down or up; what is left over goes one by one to the
    largest remainders, of equal ones to the earlier. A negative total is shared as its opposite.
    The shares add up to `total`. Raises RoundingError for a negative weight, and when there is
    something to share but no weight above 0.

    >>> share_out(100, [1, 1, 1]), share_out(7, [Decimal("0.5"), Decimal("0.25"), 0])
    ([34, 33, 33], [5, 2, 0])
    """
    ratios = [_ratio(weight) for weight in weights]
    if any(above < 0 for above, _ in ratios):
        message = "Không chia được theo một tỷ lệ âm."
        raise RoundingError(message)
    common = lcm(*(below for _, below in ratios))
    parts = [above * (common // below) for above, below in ratios]
    whole = sum(parts)
    if whole == 0:
        if total:
            message = "Không chia được vì không có phần nào lớn hơn 0."
            raise RoundingError(message)
        return [0] * len(parts)
    shares, rests = [], []
    for part in parts:
        share, rest = divmod(abs(total) * part, whole)
        shares.append(share)
        rests.append(rest)
    left = abs(total) - sum(shares)
    for place in sorted(range(len(parts)), key=lambda index: -rests[index])[:left]:
        shares[place] += 1
    return shares if total >= 0 else [-share for share in shares]
