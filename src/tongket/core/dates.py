"""Days and times as they are written in Vietnam; nothing here knows what day it is today."""

import re
from datetime import date, datetime, time

from tongket.core.numbers import format_number
from tongket.core.text import excerpt, fold
from tongket.core.words import said

_NUMERIC = re.compile(r"([0-9]{1,2}) ?([./-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_WORDS = re.compile(r"(?:mung |mong )?([0-9]{1,2}) ?thang ?([0-9]{1,2}),? ?nam ?([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONGEST = 60


class DayError(ValueError):
    """A text that is not a day; its message is a Vietnamese sentence to show as it is."""


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month, day as written, None when the text has none of the known shapes."""
    line = fold(text).removeprefix("ngay ")
    if match := _NUMERIC.fullmatch(line):
        return int(match[4]), int(match[3]), int(match[1])
    if match := _WORDS.fullmatch(line):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _ISO.fullmatch(line):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def parse_day(text: str) -> date:
    """Read a day: 21/11/2026, 21-11-2026, 21.11.2026, 2026-11-21, ngày 21 tháng 11 năm 2026.

    The year has four digits, because two would have to be guessed. Raises DayError, one message
    for a text that is no day and one for a day that the calendar does not have.

    >>> parse_day("21/11/2026"), parse_day("ngày 3 tháng 2 năm 2026")
    (datetime.date(2026, 11, 21), datetime.date(2026, 2, 3))
    """
    if not text.strip():
        message = said("Chưa nhập ngày. Nhập theo dạng ngày/tháng/năm, ví dụ 21/11/2026.")
        raise DayError(message)
    parts = _parts(text) if len(text) <= _LONGEST else None
    if parts is None:
        raise DayError(
            said(
                "Không đọc được '%(text)s' là ngày. "
                "Nhập theo dạng ngày/tháng/năm, ví dụ 21/11/2026.",
                text=excerpt(text),
            )
        )
    try:
        return date(*parts)
    except ValueError:
        raise DayError(
            said(
                "'%(text)s' không có trong lịch. Nhập lại theo dạng ngày/tháng/năm.",
                text=excerpt(text),
            )
        ) from None


def format_day(day: date) -> str:
    """Write a day the short way, always ten characters.

    >>> format_day(date(2026, 2, 3))
    '03/02/2026'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_day_long(day: date) -> str:
    """Write a day as a document carries it: a 0 before days below 10 and before months 1 and 2.

    Decree 30/2020/NĐ-CP, annex I, on the place and day of an administrative document.

    >>> format_day_long(date(2026, 2, 3)), format_day_long(date(2026, 3, 21))
    ('ngày 03 tháng 02 năm 2026', 'ngày 21 tháng 3 năm 2026')
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def format_time(moment: time | datetime) -> str:
    """Write hour and minute of the moment's own time zone, seconds left out.

    >>> format_time(time(10, 42, 59))
    '10:42'
    """
    return f"{moment.hour:02d}:{moment.minute:02d}"


def days_in_words(due: date, today: date) -> str:
    """Say how far off a deadline is, counted in whole calendar days.

    >>> days_in_words(date(2026, 11, 24), date(2026, 11, 21))
    'còn 3 ngày'
    """
    days = (due - today).days
    if days == 0:
        return said("hôm nay")
    if days < 0:
        return said("quá hạn %(days)s ngày", days=format_number(-days))
    return said("còn %(days)s ngày", days=format_number(days))
