"""Numbers as they are written here."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.numbers import (
    NO_BREAK_SPACE,
    NumberError,
    format_number,
    format_percent,
    parse_integer,
    parse_number,
)

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("255.576", "255576"),
        ("1.234.567", "1234567"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("  7.995 ", "7995"),
        ("12,5 triệu", "12500000"),
        ("12,5 TRIỆU", "12500000"),
        ("12,5\u202ftrieu", "12500000"),
        ("3 ngàn", "3000"),
        ("3nghìn", "3000"),
        ("1.500 tỷ", "1500000000000"),
        ("2 nghìn tỉ", "2000000000000"),
        ("0,0000005 tỷ", "500"),
        ("1,234", "1.234"),
        ("12.5", "12.5"),
        ("0.5", "0.5"),
        ("12.3456", "12.3456"),
        ("-3,5", "-3.5"),
        ("\u22123", "-3"),
        ("+4", "4"),
        ("007", "7"),
        ("-0", "0"),
    ],
)
def test_reads_what_people_write(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "1,234.5",
        "1,234,567",
        "0.125",
        "1234.567",
        "1.23.456",
        "1.234 567",
        "1..234",
        ".5",
        "5,",
        ",5",
        "12 5",
        "12%",
        "tám",
        "12 con",
        "3 tỷ nghìn",
        "3 triệu triệu",
        "--3",
        "1e5",
        "²",
        "٣",
        "9" * 61,
        "Infinity",
        "NaN",
    ],
)
def test_refuses_what_could_mean_something_else(text: str) -> None:
    with pytest.raises(NumberError, match=r"Nhập như 1\.234\.567 hoặc 12,5"):
        parse_number(text)


def test_refusals_name_what_was_typed() -> None:
    with pytest.raises(NumberError, match="“12 con gà”"):
        parse_number("12  con gà")
    with pytest.raises(NumberError, match="Chưa nhập số"):
        parse_number(" \u00a0")
    with pytest.raises(NumberError, match="“12,5” có phần lẻ"):
        parse_integer("12,5")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        number = parse_number(text)
    except NumberError as error:
        refusal = str(error)
    else:
        refusal = "."
        assert number.is_finite()
    assert refusal.endswith(".")


@given(decimals)
def test_reading_back_gives_the_number(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@given(st.integers(-(10**30), 10**30))
def test_reading_back_gives_the_whole_number(value: int) -> None:
    assert parse_integer(format_number(value)) == value
    assert format_number(Decimal(value)) == format_number(value)


@given(decimals, st.integers(0, 6))
def test_fixed_decimals_are_within_half_a_step(value: Decimal, digits: int) -> None:
    shown = format_number(value, digits)
    assert len(shown.partition(",")[2]) == digits
    assert abs(parse_number(shown) - value) * 2 <= Decimal(1).scaleb(-digits)


def test_shown_numbers() -> None:
    assert format_number(0) == "0"
    assert format_number(Decimal("-0.00")) == "0"
    assert format_number(Decimal("-0.04"), 1) == "0,0"
    assert format_number(Decimal("1E+6")) == "1.000.000"
    assert format_number(Decimal("2.5"), 0) == "3"
    assert format_number(Decimal("12345678901234567890123456789.01")).endswith("789,01")
    with pytest.raises(ValueError, match="infinity"):
        format_number(Decimal("Infinity"))


def test_percentages() -> None:
    assert format_percent(Decimal("101.5")) == f"101,5{NO_BREAK_SPACE}%"
    assert format_percent(Decimal("101.55")) == f"101,6{NO_BREAK_SPACE}%"
    assert format_percent(100) == f"100{NO_BREAK_SPACE}%"
    assert format_percent(100, fixed=True) == f"100,0{NO_BREAK_SPACE}%"
    assert format_percent(Decimal("15.584"), 2) == f"15,58{NO_BREAK_SPACE}%"
