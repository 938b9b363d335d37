"""Rounding, exact ratios and sharing out."""

import math
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tongket.core.rounding import METHODS, Method, Rounding, RoundingError, percent, share_out

PYTHON_NAMES: dict[Method, str] = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "truncate": ROUND_DOWN,
    "up": ROUND_CEILING,
    "down": ROUND_FLOOR,
}
values = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
weights = st.lists(
    st.one_of(st.integers(0, 10**6), st.decimals(min_value=0, max_value=1000, places=3)),
    min_size=1,
    max_size=12,
)


@given(values, st.sampled_from(METHODS), st.integers(0, 4))
def test_rounds_as_the_decimal_module_does(value: Decimal, method: Method, digits: int) -> None:
    rounded = Rounding(method, digits).apply(value)
    assert rounded == value.quantize(Decimal(1).scaleb(-digits), PYTHON_NAMES[method])
    assert len(f"{rounded:f}".partition(".")[2]) == digits


@given(st.fractions(), st.sampled_from(METHODS), st.integers(-3, 6))
def test_rounding_twice_changes_nothing_and_stays_within_a_step(
    value: Fraction, method: Method, digits: int
) -> None:
    rule = Rounding(method, digits)
    rounded = rule.apply(value)
    assert rule.apply(rounded) == rounded
    assert rule.explains(rounded, value)
    assert abs(Fraction(rounded) - value) < Fraction(10) ** -digits


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("half", ["0.5", "-0.5", "1.5", "-1.5", "2.5", "-2.5"])
def test_exact_halves(method: Method, half: str) -> None:
    value = Decimal(half)
    assert Rounding(method).apply(value) == value.quantize(Decimal(1), PYTHON_NAMES[method])


def test_tens_and_thousands() -> None:
    assert str(Rounding(digits=-3).apply(255576)) == "256000"
    assert Rounding("down", -1).apply(-11) == -20


def test_what_a_report_printed_and_what_it_should_have() -> None:
    assert percent(406, 400, Rounding(digits=1)) == Decimal("101.5")
    assert Rounding().explains(102, Fraction(40600, 400))
    assert not Rounding("truncate").explains(102, Fraction(40600, 400))
    assert percent(16, 76, Rounding(digits=1)) == Decimal("21.1")
    assert percent(0, 76, Rounding()) == 0
    assert percent(5, 0, Rounding()) is None
    assert percent(Decimal("0.5"), Decimal("-2"), Rounding()) == -25


@given(
    st.integers(-(10**9), 10**9), st.integers(1, 10**9), st.sampled_from(METHODS), st.integers(0, 3)
)
def test_a_percentage_is_rounded_once_from_the_exact_ratio(
    numerator: int, denominator: int, method: Method, digits: int
) -> None:
    rule = Rounding(method, digits)
    exact = Fraction(numerator * 100, denominator)
    assert percent(numerator, denominator, rule) == rule.apply(exact)
    assert percent(-numerator, -denominator, rule) == rule.apply(exact)


@given(st.integers(-(10**9), 10**9), weights)
def test_sharing_out_loses_nothing_and_is_fair(total: int, parts: list[int | Decimal]) -> None:
    whole = sum(Fraction(part) for part in parts)
    assume(whole > 0)
    shares = share_out(total, parts)
    assert sum(shares) == total
    for share, part in zip(shares, parts, strict=True):
        exact = Fraction(part) * total / whole
        assert math.floor(exact) <= share <= math.ceil(exact)
    by_weight = sorted(zip(parts, (abs(share) for share in shares), strict=True))
    ordered = [share for _, share in by_weight]
    assert ordered == sorted(ordered)


def test_equal_remainders_go_to_the_earlier() -> None:
    assert share_out(2, [1, 1, 1]) == [1, 1, 0]
    assert share_out(-2, [1, 1, 1]) == [-1, -1, 0]
    assert share_out(0, []) == []
    assert share_out(0, [0, 0]) == [0, 0]


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(RoundingError, match="không có phần nào"):
        share_out(3, [0, 0])
    with pytest.raises(RoundingError, match="tỷ lệ âm"):
        share_out(3, [2, -1])
    with pytest.raises(RoundingError, match="không phải là số"):
        Rounding().apply(Decimal("NaN"))
    with pytest.raises(RoundingError, match="Không có cách làm tròn “nearest”"):
        Rounding("nearest")  # type: ignore[arg-type]
    with pytest.raises(RoundingError, match="từ -12 đến 12"):
        Rounding(digits=13)
