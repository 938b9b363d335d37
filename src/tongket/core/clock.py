"""The clock: the only place in Tổng Kết that reads the time of day.

Everything else takes ``now`` or ``day`` as an argument, so that a past year can be computed as it
was. ``TONGKET_TODAY`` (an ISO day, set for the demo) holds the calendar still without stopping the
time of day.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this moment, aware, in Vietnamese time."""
    moment = timezone.now().astimezone(HANOI)
    fixed: date | None = getattr(settings, "TODAY", None)
    if fixed is not None:
        return datetime.combine(fixed, moment.timetz())
    return moment


def today() -> date:
    """Return the calendar day in Viet Nam."""
    return now().date()
