"""Periods and windows: whatever the regime, the parts of a year tile it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.periods.domain import (
    MONTHS_IN,
    DeadlineCascade,
    PeriodCode,
    PeriodError,
    PeriodKind,
    ReportingWindow,
    WindowError,
)

STATE = ReportingWindow(15)
YEARS = st.integers(min_value=1931, max_value=2199)
WINDOWS = st.integers(min_value=1, max_value=28).map(ReportingWindow)


@st.composite
def periods(draw: st.DrawFn) -> PeriodCode:
    kind = draw(st.sampled_from(PeriodKind))
    index = draw(st.integers(min_value=1, max_value=12 // MONTHS_IN[kind]))
    return PeriodCode(draw(YEARS), kind, index)


@given(periods())
def test_a_code_is_read_back_as_the_same_period(period: PeriodCode) -> None:
    assert PeriodCode.parse(period.code) == period


@pytest.mark.parametrize(
    ("code", "label", "first", "last"),
    [
        ("2024", "Năm 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-H1", "6 tháng đầu năm 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-H2", "6 tháng cuối năm 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-Q3", "Quý III/2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-9M", "9 tháng năm 2024", date(2024, 1, 1), date(2024, 9, 30)),
        ("2024-03", "Tháng 3/2024", date(2024, 3, 1), date(2024, 3, 31)),
        (" 2024-h1 ", "6 tháng đầu năm 2024", date(2024, 1, 1), date(2024, 6, 30)),
    ],
)
def test_what_each_code_means(code: str, label: str, first: date, last: date) -> None:
    period = PeriodCode.parse(code)
    assert (period.label, period.span.start, period.last_day) == (label, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-00", "2024-H3", "2024-Q5", "2024-3", "năm 2024", "2024-6M", "٢٠٢٤"],
)
def test_what_names_no_period_is_refused_with_the_ways_to_write_it(text: str) -> None:
    with pytest.raises(PeriodError, match="2024-H1, 2024-Q3, 2024-9M"):
        PeriodCode.parse(text)


def test_a_slip_in_the_year_is_refused_by_its_year() -> None:
    with pytest.raises(PeriodError, match="Năm 9024 nằm ngoài"):
        PeriodCode.parse("9024")


@given(periods())
def test_previous_ends_where_the_period_starts(period: PeriodCode) -> None:
    before = period.previous()
    assert before.kind == period.kind
    if period.kind == PeriodKind.NINE_MONTHS:
        assert before == period.same_last_year()
    else:
        assert before.span.end == period.span.start


@given(periods())
def test_the_same_period_last_year_is_a_year_before(period: PeriodCode) -> None:
    before = period.same_last_year()
    assert before.span.start == period.span.start.replace(year=period.year - 1)
    assert before.code[4:] == period.code[4:]


@given(periods(), periods())
def test_contains_means_every_day(one: PeriodCode, other: PeriodCode) -> None:
    days = {one.span.contains(other.span.start), one.span.contains(other.last_day)}
    assert one.contains(other) == (days == {True})


def test_the_state_year_2024() -> None:
    span = STATE.span(PeriodCode.parse("2024"))
    assert (span.start, span.last_day) == (date(2023, 12, 15), date(2024, 12, 14))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-03", date(2024, 2, 15), date(2024, 3, 14)),
        ("2024-Q2", date(2024, 3, 15), date(2024, 6, 14)),
        ("2024-H1", date(2023, 12, 15), date(2024, 6, 14)),
        ("2024-H2", date(2024, 6, 15), date(2024, 12, 14)),
        ("2024-9M", date(2023, 12, 15), date(2024, 9, 14)),
    ],
)
def test_state_windows_as_the_decree_gives_them(code: str, first: date, last: date) -> None:
    span = STATE.span(PeriodCode.parse(code))
    assert (span.start, span.last_day) == (first, last)


@given(WINDOWS, YEARS)
def test_months_quarters_and_halves_each_tile_the_year(window: ReportingWindow, year: int) -> None:
    whole = window.span(PeriodCode(year))
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF):
        count = 12 // MONTHS_IN[kind]
        parts = [window.span(PeriodCode(year, kind, place)) for place in range(1, count + 1)]
        assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
        assert all(earlier.end == later.start for earlier, later in pairwise(parts))


@given(WINDOWS, YEARS)
def test_nine_months_are_the_first_three_quarters(window: ReportingWindow, year: int) -> None:
    nine = window.span(PeriodCode(year, PeriodKind.NINE_MONTHS))
    third = window.span(PeriodCode(year, PeriodKind.QUARTER, 3))
    assert (nine.start, nine.end) == (window.span(PeriodCode(year)).start, third.end)


@given(WINDOWS, YEARS)
def test_years_follow_each_other_without_a_day_lost(window: ReportingWindow, year: int) -> None:
    assert window.span(PeriodCode(year)).end == window.span(PeriodCode(year + 1)).start


@given(WINDOWS, periods())
def test_a_window_ends_within_its_period_and_is_at_most_a_month_early(
    window: ReportingWindow, period: PeriodCode
) -> None:
    last_day = window.span(period).last_day
    assert last_day is not None
    assert timedelta() <= period.last_day - last_day <= timedelta(days=31)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"method": "lunar"},
        {"method": "calendar", "first_day": 15},
        {"method": "shifted"},
        {"method": "shifted", "first_day": 1},
        {"method": "shifted", "first_day": 29},
        {"method": "shifted", "first_day": "15"},
        {"method": "shifted", "first_day": True},
    ],
)
def test_a_window_that_cannot_be_meant_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(WindowError, match="first_day"):
        ReportingWindow.from_payload(payload)


def test_deadlines_fall_in_the_last_month_or_after_it() -> None:
    cascade = DeadlineCascade.from_payload(
        {"days": {"ward": {"month": 0, "day": 17}, "*": {"month": 1, "day": 5}}}
    )
    assert cascade.due(PeriodCode.parse("2024")) == {
        "ward": date(2024, 12, 17),
        "*": date(2025, 1, 5),
    }
    assert cascade.due(PeriodCode.parse("2024-Q1"))["ward"] == date(2024, 3, 17)


@pytest.mark.parametrize(
    "payload",
    [{}, {"days": {}}, {"days": {"ward": 17}}, {"days": {"ward": {"month": 0, "day": 31}}}],
)
def test_deadlines_that_some_month_lacks_are_refused(payload: dict[str, object]) -> None:
    with pytest.raises(WindowError, match="day"):
        DeadlineCascade.from_payload(payload)
