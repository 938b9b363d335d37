"""Numbers and days as filters. None becomes an empty text: "not reported" is said by a status."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from tongket.core.dates import days_in_words, format_day, format_day_long, format_time
from tongket.core.numbers import MINUS_SIGN, format_number, format_percent

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def number(value: Decimal | int | None, digits: int | None = None) -> str:
    """Write 1.234,5; ``digits`` fixes the decimals."""
    if value is None:
        return ""
    return format_number(value, digits)


def signed(value: Decimal | int) -> str:
    """Write a change with its sign: +12 or −12."""
    return f"+{format_number(value)}" if value > 0 else f"{MINUS_SIGN}{format_number(-value)}"


def percent(value: Decimal | int | None, digits: int = 1) -> str:
    """Write 101,5 % (``value`` is in percent)."""
    return "" if value is None else format_percent(value, digits)


def day(value: date | datetime | None) -> str:
    """Write 21/11/2026; a moment gives its day in Viet Nam."""
    return "" if value is None else format_day(_in_viet_nam(value))


def long_day(value: date | datetime | None) -> str:
    """Write ngày 21 tháng 11 năm 2026."""
    return "" if value is None else format_day_long(_in_viet_nam(value))


def moment(value: datetime | None) -> str:
    """Write 10:42, 21/11/2026 in Vietnamese time."""
    return "" if value is None else f"{clock_time(value)}, {day(value)}"


def clock_time(value: datetime | time | None) -> str:
    """Write 10:42 in Vietnamese time."""
    if value is None:
        return ""
    return format_time(value.astimezone(HANOI) if isinstance(value, datetime) else value)


def due(value: date | None, today: date) -> str:
    """Say how far off a deadline is: còn 3 ngày, hôm nay, quá hạn 2 ngày."""
    return "" if value is None else days_in_words(value, today)


def _in_viet_nam(value: date | datetime) -> date:
    return value.astimezone(HANOI).date() if isinstance(value, datetime) else value
