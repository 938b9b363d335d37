"""Names of reporting periods, and the windows of days that their figures cover. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from tongket.core.ranges import DateRange
from tongket.core.text import excerpt
from tongket.core.words import marked, said

FIRST_YEAR, LAST_YEAR = 1930, 2200
"""Years a period may name; outside them a typing slip is likelier than a report."""


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    NINE_MONTHS = "nine_months"
    MONTH = "month"


MONTHS_IN: Mapping[PeriodKind, int] = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.MONTH: 1,
}
"""Months a period of each kind holds."""

_SHAPE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<nine>9M)|(?P<month>0[1-9]|1[0-2])))?"
)
_ROMAN = ("I", "II", "III", "IV")


class PeriodError(ValueError):
    """A text that names no period; its message is a Vietnamese sentence to show as it is."""


class WindowError(ValueError):
    """A reporting window that cannot be read from its rule; the message is Vietnamese."""


@dataclass(frozen=True, slots=True)
class PeriodCode:
    """A period by year, kind and its 1-based place in the year.

    Nine months always run from January; a year and nine months have the place 1.

    >>> PeriodCode.parse("2024-Q3").label, str(PeriodCode.parse("2024-Q3").span.start)
    ('Quý III/2024', '2024-07-01')
    """

    year: int
    kind: PeriodKind = PeriodKind.YEAR
    index: int = 1

    def __post_init__(self) -> None:
        """Refuse a year or a place that no calendar has, with PeriodError."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(
                said(
                    "Năm %(year)s nằm ngoài khoảng %(first)s đến %(last)s. Kiểm tra lại năm.",
                    year=self.year,
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )
        if not 1 <= self.index <= 12 // MONTHS_IN[self.kind]:
            raise PeriodError(
                said("Không có kỳ thứ %(index)s của loại kỳ này trong năm.", index=self.index)
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2024``, ``2024-H1``, ``2024-Q3``, ``2024-9M`` or ``2024-03``; else PeriodError."""
        found = _SHAPE.fullmatch(text.strip().upper())
        if found is None:
            raise PeriodError(
                said(
                    "Không đọc được kỳ báo cáo “%(text)s”. Viết như 2024, 2024-H1, 2024-Q3, "
                    "2024-9M hoặc 2024-03.",
                    text=excerpt(text),
                )
            )
        year = int(found["year"])
        if found["nine"]:
            return cls(year, PeriodKind.NINE_MONTHS)
        for kind in (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH):
            if found[kind.value]:
                return cls(year, kind, int(found[kind.value]))
        return cls(year)

    @property
    def code(self) -> str:
        """The code that ``parse`` reads."""
        suffixes = {
            PeriodKind.YEAR: "",
            PeriodKind.HALF: f"-H{self.index}",
            PeriodKind.QUARTER: f"-Q{self.index}",
            PeriodKind.NINE_MONTHS: "-9M",
            PeriodKind.MONTH: f"-{self.index:02d}",
        }
        return f"{self.year}{suffixes[self.kind]}"

    def __str__(self) -> str:
        """Return the code."""
        return self.code

    @property
    def label(self) -> str:
        """The period as a report says it: ``6 tháng đầu năm 2024``."""
        labels = {
            PeriodKind.YEAR: f"Năm {self.year}",
            PeriodKind.HALF: f"6 tháng {'đầu' if self.index == 1 else 'cuối'} năm {self.year}",
            PeriodKind.QUARTER: f"Quý {_ROMAN[(self.index - 1) % 4]}/{self.year}",
            PeriodKind.NINE_MONTHS: f"9 tháng năm {self.year}",
            PeriodKind.MONTH: f"Tháng {self.index}/{self.year}",
        }
        return labels[self.kind]

    @property
    def words(self) -> str:
        """The period in the language of whoever reads the page; records keep ``label``."""
        half = marked("6 tháng đầu năm %(year)s"), marked("6 tháng cuối năm %(year)s")
        shapes = {
            PeriodKind.YEAR: marked("Năm %(year)s"),
            PeriodKind.HALF: half[(self.index - 1) % 2],
            PeriodKind.QUARTER: marked("Quý %(roman)s/%(year)s"),
            PeriodKind.NINE_MONTHS: marked("9 tháng năm %(year)s"),
            PeriodKind.MONTH: marked("Tháng %(index)s/%(year)s"),
        }
        roman = _ROMAN[(self.index - 1) % 4]
        return said(shapes[self.kind], year=self.year, index=self.index, roman=roman)

    @property
    def span(self) -> DateRange:
        """The calendar days of the period."""
        months = MONTHS_IN[self.kind]
        start = (self.index - 1) * months
        return DateRange(_month_start(self.year, start), _month_start(self.year, start + months))

    @property
    def last_day(self) -> date:
        """The last calendar day; the day on whose rules and tree the period is judged."""
        last = self.span.last_day
        assert last is not None  # noqa: S101 - a period's span always ends
        return last

    def previous(self) -> "PeriodCode":
        """Return the period of the same kind just before (for nine months: those of last year)."""
        if self.index > 1:
            return PeriodCode(self.year, self.kind, self.index - 1)
        return PeriodCode(self.year - 1, self.kind, 12 // MONTHS_IN[self.kind])

    def same_last_year(self) -> "PeriodCode":
        """Return the same period one year before, with which reports compare."""
        return PeriodCode(self.year - 1, self.kind, self.index)

    def contains(self, other: "PeriodCode") -> bool:
        """Say whether every day of the other period lies in this one."""
        return self.span.covers(other.span)


def _month_start(year: int, months: int) -> date:
    """Return the first day of the month that lies ``months`` months after January of ``year``."""
    return date(year + months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class ReportingWindow:
    """Which days the figures of a period cover under one reporting regime.

    ``first_day`` 1 is the calendar itself. Any other day ``d`` (2 to 28) moves both ends of the
    period back into the month before: figures run from day ``d`` of the month before the period
    to day ``d - 1`` of its last month, as Decree 09/2019/NĐ-CP article 12 does with 15.
    """

    first_day: int = 1

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read the payload of a ``reporting_window.<regime>`` rule; else WindowError.

        ``{"method": "calendar"}`` or ``{"method": "shifted", "first_day": 15}``.
        """
        method, day = payload.get("method"), payload.get("first_day")
        if method == "calendar" and set(payload) == {"method"}:
            return cls()
        if method != "shifted" or set(payload) != {"method", "first_day"}:
            raise WindowError(
                "Kỳ số liệu phải ghi method: calendar, hoặc method: shifted kèm first_day."
            )
        if type(day) is not int or not 2 <= day <= 28:
            raise WindowError("Ngày bắt đầu kỳ số liệu (first_day) phải là số từ 2 đến 28.")
        return cls(day)

    def span(self, period: PeriodCode) -> DateRange:
        """Return the days whose events the figures of ``period`` count."""
        calendar = period.span
        assert calendar.end is not None  # noqa: S101 - a period's span always ends
        return DateRange(self._moved(calendar.start), self._moved(calendar.end))

    def _moved(self, month_start: date) -> date:
        if self.first_day == 1:
            return month_start
        month = month_start.month - 2
        year = month_start.year + month // 12
        return date(year, month % 12 + 1, self.first_day)


@dataclass(frozen=True, slots=True)
class DeadlineCascade:
    """By which day units of each kind must have sent, level after level.

    ``days`` maps a unit kind (``"*"`` is the fallback) to ``(months after the period's last
    month, day of that month)``; months 0 is the last month itself.
    """

    days: Mapping[str, tuple[int, int]]

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read ``{"days": {"ward": {"month": 0, "day": 17}, …}}``; else WindowError."""
        rows = payload.get("days")
        if set(payload) != {"days"} or not isinstance(rows, Mapping) or not rows:
            raise WindowError("Thời hạn báo cáo phải ghi days: loại đơn vị và ngày.")
        return cls({str(kind): _month_and_day(str(kind), row) for kind, row in rows.items()})

    def due(self, period: PeriodCode) -> dict[str, date]:
        """Return the day for each unit kind."""
        end = period.last_day
        return {
            kind: _month_start(end.year, end.month - 1 + months).replace(day=day)
            for kind, (months, day) in self.days.items()
        }


def _month_and_day(kind: str, row: Any) -> tuple[int, int]:
    month, day = (row.get("month"), row.get("day")) if isinstance(row, Mapping) else (None, None)
    if type(month) is not int or type(day) is not int or not (0 <= month <= 6 and 1 <= day <= 28):
        raise WindowError(f"Thời hạn của “{kind}” phải ghi month (0 đến 6) và day (1 đến 28).")
    return month, day
