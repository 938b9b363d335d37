"""Days as they are written here."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.dates import (
    DayError,
    days_in_words,
    format_day,
    format_day_long,
    format_time,
    parse_day,
)


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026",
        "21-11-2026",
        "21.11.2026",
        " 21 / 11 / 2026 ",
        "2026-11-21",
        "ngày 21 tháng 11 năm 2026",
        "Ngày 21/11/2026",
        "21 tháng 11, năm 2026",
        "ngay 21 thang 11 nam 2026",
    ],
)
def test_reads_every_usual_way(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 21)


@given(st.dates())
def test_every_day_comes_back(day: date) -> None:
    assert parse_day(format_day(day)) == day
    assert len(format_day(day)) == 10
    assert parse_day(day.isoformat()) == day
    if day.year >= 1000:
        assert parse_day(format_day_long(day)) == day


@pytest.mark.parametrize("text", ["31/06/2019", "29/02/2025", "00/01/2024", "01/13/2024"])
def test_a_day_the_calendar_lacks(text: str) -> None:
    with pytest.raises(DayError) as refused:
        parse_day(text)
    expected = f"'{text}' không có trong lịch. Nhập lại theo dạng ngày/tháng/năm."
    assert str(refused.value) == expected


@pytest.mark.parametrize(
    "text", ["21/11/26", "21/11-2026", "hôm qua", "11/2026", "2026/11/21", "3"]
)
def test_a_text_that_is_no_day(text: str) -> None:
    with pytest.raises(DayError, match=f"Không đọc được '{text}' là ngày.* ví dụ 21/11/2026"):
        parse_day(text)


def test_nothing_typed() -> None:
    with pytest.raises(DayError, match="Chưa nhập ngày"):
        parse_day("  ")


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        day = parse_day(text)
    except DayError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert isinstance(day, date)
    assert not refusal or "ngày/tháng/năm" in refusal


def test_days_in_a_document() -> None:
    assert format_day_long(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"
    assert format_day_long(date(2026, 11, 21)) == "ngày 21 tháng 11 năm 2026"
    assert format_day_long(date(2026, 3, 10)) == "ngày 10 tháng 3 năm 2026"


def test_times() -> None:
    assert format_time(time(8, 5)) == "08:05"
    assert format_time(datetime(2026, 11, 21, 10, 42, 59)) == "10:42"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (3, "còn 3 ngày"),
        (1, "còn 1 ngày"),
        (0, "hôm nay"),
        (-2, "quá hạn 2 ngày"),
        (1200, "còn 1.200 ngày"),
    ],
)
def test_deadlines_in_words(ahead: int, words: str) -> None:
    today = date(2024, 2, 28)
    assert days_in_words(today + timedelta(days=ahead), today) == words
