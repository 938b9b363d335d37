"""Ranges of days, from a first day up to but not including an end: [start, end).

Everything dated in Tổng Kết (units, appointments, rules, versions) uses this one shape. Half-open
ranges meet without a gap and without an overlap: what ends on 1 July is followed by what starts
on 1 July. An end of None means that none has been decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Self

from tongket.core.dates import format_day
from tongket.core.words import said

_ONE_DAY = timedelta(days=1)


class RangeError(ValueError):
    """A range that holds no day; its message is a Vietnamese sentence to show as it is."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days from `start` on, before `end`; without an end when that is None.

    >>> year = DateRange(date(2024, 1, 1), date(2025, 1, 1))
    >>> year.days, year.last_day, date(2025, 1, 1) in year
    (366, datetime.date(2024, 12, 31), False)
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse an empty or inverted range with RangeError."""
        if self.end is not None and self.end <= self.start:
            raise RangeError(
                f"Ngày kết thúc {format_day(self.end)} phải sau ngày bắt đầu "
                f"{format_day(self.start)}."
            )

    @classmethod
    def through(cls, first: date, last: date | None) -> Self:
        """Return the range from `first` to `last`, both included; for days people state so.

        The calendar's very last day (31/12/9999), which files use for "still so", gives no end.

        >>> DateRange.through(date(2024, 1, 1), date(2024, 1, 31)).days
        31
        """
        if last is None or last == date.max:
            return cls(first, None)
        if last < first:
            raise RangeError(
                f"Ngày cuối {format_day(last)} không được trước ngày đầu {format_day(first)}."
            )
        return cls(first, last + _ONE_DAY)

    @property
    def last_day(self) -> date | None:
        """The last day inside, None when there is no end."""
        return None if self.end is None else self.end - _ONE_DAY

    @property
    def days(self) -> int | None:
        """How many days are inside, None when there is no end."""
        return None if self.end is None else (self.end - self.start).days

    def contains(self, day: date) -> bool:
        """Say whether a day is inside."""
        return self.start <= day and (self.end is None or day < self.end)

    __contains__ = contains

    def covers(self, other: "DateRange") -> bool:
        """Say whether every day of the other range is inside."""
        return self.intersect(other) == other

    def overlaps(self, other: "DateRange") -> bool:
        """Say whether the two share a day."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def touches(self, other: "DateRange") -> bool:
        """Say whether one starts on the day the other ends, so that they share none."""
        return self.end == other.start or other.end == self.start

    def intersect(self, other: "DateRange") -> "DateRange | None":
        """Return the days in both, None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return DateRange(max(self.start, other.start), min(ends, default=None))

    def __str__(self) -> str:
        """Say the range as a person reads it, the last day included."""
        last_day = self.last_day
        if last_day is None:
            return said("từ %(day)s", day=format_day(self.start))
        return said(
            "từ %(start)s đến hết %(end)s", start=format_day(self.start), end=format_day(last_day)
        )


def merge(ranges: Iterable[DateRange]) -> list[DateRange]:
    """Return the fewest ranges that hold the same days, in order.

    >>> halves = [DateRange(date(2024, 7, 1), date(2025, 1, 1)),
    ...           DateRange(date(2024, 1, 1), date(2024, 7, 1))]
    >>> [str(one) for one in merge(halves)]
    ['từ 01/01/2024 đến hết 31/12/2024']
    """
    merged: list[DateRange] = []
    for current in sorted(ranges, key=attrgetter("start")):
        if not merged:
            merged.append(current)
            continue
        last = merged[-1]
        if not (last.overlaps(current) or last.touches(current)):
            merged.append(current)
        elif last.end is not None and (current.end is None or current.end > last.end):
            merged[-1] = DateRange(last.start, current.end)
    return merged


def gaps(ranges: Iterable[DateRange], within: DateRange) -> list[DateRange]:
    """Return the days of `within` that none of the ranges holds, as ranges in order.

    >>> year = DateRange(date(2024, 1, 1), date(2025, 1, 1))
    >>> [str(gap) for gap in gaps([DateRange(date(2024, 2, 1), date(2025, 2, 1))], year)]
    ['từ 01/01/2024 đến hết 31/01/2024']
    """
    missing: list[DateRange] = []
    start = within.start
    for held in merge(ranges):
        part = held.intersect(within)
        if part is None:
            continue
        if start < part.start:
            missing.append(DateRange(start, part.start))
        if part.end is None:
            return missing
        start = part.end
    if within.end is None or start < within.end:
        missing.append(DateRange(start, within.end))
    return missing


def overlaps(ranges: Iterable[DateRange]) -> list[tuple[DateRange, DateRange]]:
    """Return every pair of ranges that share a day, the earlier start first; none when all fit.

    >>> first, second = DateRange(date(2024, 1, 1)), DateRange(date(2024, 7, 1))
    >>> overlaps([second, first]) == [(first, second)]
    True
    """
    pairs: list[tuple[DateRange, DateRange]] = []
    still_open: list[DateRange] = []
    for current in sorted(ranges, key=attrgetter("start")):
        still_open = [one for one in still_open if one.overlaps(current)]
        pairs += [(one, current) for one in still_open]
        still_open.append(current)
    return pairs
