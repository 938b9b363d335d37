"""Half-open ranges of days, checked against plain sets of days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.ranges import DateRange, RangeError, gaps, merge, overlaps

FIRST = date(2025, 6, 1)
HORIZON = 60  # days; every end in these tests is before it, so an open end reaches it alone


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    start = draw(st.integers(0, 40))
    length = draw(st.one_of(st.none(), st.integers(1, 15)))
    return DateRange(day(start), None if length is None else day(start + length))


several = st.lists(ranges(), max_size=8)


def days_of(span: DateRange | None) -> set[date]:
    if span is None:
        return set()
    return {day(number) for number in range(HORIZON) if day(number) in span}


def days_of_all(spans: list[DateRange]) -> set[date]:
    return set().union(*(days_of(span) for span in spans))


@given(ranges(), ranges())
def test_relations_are_those_of_the_days(one: DateRange, other: DateRange) -> None:
    shared = days_of(one) & days_of(other)
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert days_of(one.intersect(other)) == shared
    assert one.covers(other) == (days_of(other) <= days_of(one))
    if one.touches(other):
        assert not shared
        assert len(merge([one, other])) == 1


@given(ranges())
def test_length_and_last_day(span: DateRange) -> None:
    if span.end is None:
        assert span.days is None
        assert span.last_day is None
    else:
        assert span.days == len(days_of(span))
        assert span.last_day == max(days_of(span))
        assert DateRange.through(span.start, span.last_day) == span


@given(several)
def test_merge_keeps_the_days_in_the_fewest_ranges(spans: list[DateRange]) -> None:
    merged = merge(spans)
    assert days_of_all(merged) == days_of_all(spans)
    for before, after in pairwise(merged):
        assert before.end is not None
        assert before.end < after.start


@given(several, ranges())
def test_gaps_are_the_days_left(spans: list[DateRange], within: DateRange) -> None:
    missing = gaps(spans, within)
    assert days_of_all(missing) == days_of(within) - days_of_all(spans)
    assert merge(missing) == missing


@given(several)
def test_overlaps_are_the_pairs_that_share_a_day(spans: list[DateRange]) -> None:
    found = overlaps(spans)
    expected = sum(
        one.overlaps(other) for place, one in enumerate(spans) for other in spans[:place]
    )
    assert len(found) == expected
    assert all(one.overlaps(other) and one.start <= other.start for one, other in found)


def test_units_that_follow_one_another_on_a_day_neither_overlap_nor_leave_a_gap() -> None:
    old = DateRange(date(2020, 1, 1), date(2025, 7, 1))
    new = DateRange(date(2025, 7, 1))
    assert old.touches(new)
    assert overlaps([old, new]) == []
    assert gaps([old, new], DateRange(date(2024, 1, 1))) == []
    assert date(2025, 7, 1) not in old
    assert str(old) == "từ 01/01/2020 đến hết 30/06/2025"
    assert str(new) == "từ 01/07/2025"


def test_empty_and_inverted_ranges_are_refused_in_words() -> None:
    with pytest.raises(RangeError, match="01/07/2025 phải sau ngày bắt đầu 01/07/2025"):
        DateRange(date(2025, 7, 1), date(2025, 7, 1))
    with pytest.raises(RangeError, match="Ngày kết thúc 30/06/2025 phải sau"):
        DateRange(date(2025, 7, 1), date(2025, 6, 30))
    with pytest.raises(RangeError, match="Ngày cuối 30/06/2025 không được trước"):
        DateRange.through(date(2025, 7, 1), date(2025, 6, 30))


def test_the_last_day_of_the_calendar_means_no_end() -> None:
    assert DateRange.through(FIRST, date.max) == DateRange(FIRST)
    assert DateRange.through(FIRST, None) == DateRange(FIRST)
    assert DateRange.through(FIRST, FIRST).days == 1
