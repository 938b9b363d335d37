"""Where a person stands and which period is looked at: kept from page to page in the session.

The unit is always one of the person's own appointments, so a stale session or a typed address never
opens a unit. Rooms read it here; ``accounts.views`` writes it.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from tongket.access.gate import actor_of
from tongket.core import clock

UNIT_KEY = "unit"
PERIOD_KEY = "period"
UNIT_PARAMETER = "don-vi"
PERIOD_PARAMETER = "ky"

AS_CHOSEN = "theo-ky"
"""Parameter that takes a page of one period to the period the person just chose."""

_PERIOD = re.compile(r"(?:19[3-9][0-9]|20[0-9]{2})(?:-(?:H[12]|Q[1-4]|9M|0[1-9]|1[0-2]))?")
_LAST_MONTH_OF_LOOKING_BACK = 3


@dataclass(frozen=True)
class Shown:
    """What a page is about, where that need not be what the person chose last.

    ``after_unit`` and ``after_period``: where choosing another unit or period leads from here.
    """

    unit_id: int
    unit_name: str
    period: str
    after_unit: str
    after_period: str


def show(request: HttpRequest, shown: Shown) -> None:
    """Let the frame of this page say what the page is about."""
    request.shown = shown  # type: ignore[attr-defined]  # read by ``shown_on`` alone


def shown_on(request: HttpRequest) -> Shown | None:
    """Return what the page said it is about; None where it is what the person chose."""
    return getattr(request, "shown", None)


def current_unit(request: HttpRequest) -> int | None:
    """Return the id of the unit the person acts for; None without an appointment.

    ``?don-vi=`` (a unit id) wins over the session, for this request only. Anything that is not an
    own appointment is passed over, and the first appointment stands in.
    """
    own = actor_of(request).appointments
    for candidate in (request.GET.get(UNIT_PARAMETER), request.session.get(UNIT_KEY)):
        unit_id = _whole_number(candidate)
        if unit_id in own:
            return unit_id
    return next(iter(own), None)


def current_period(request: HttpRequest) -> str:
    """Return the code of the period looked at (``2024``, ``2024-H1`` …).

    ``?ky=`` wins over the session, for this request only. Without either it is the year whose work
    is being reviewed: until the end of March the year before, afterwards this year.
    """
    for candidate in (request.GET.get(PERIOD_PARAMETER), request.session.get(PERIOD_KEY)):
        if is_period_code(candidate):
            return str(candidate)
    return year_under_review(clock.today())


def year_under_review(day: date) -> str:
    """Return the code of the year that is reviewed on ``day``: reviews are written into March."""
    return str(day.year - 1 if day.month <= _LAST_MONTH_OF_LOOKING_BACK else day.year)


def is_period_code(text: object) -> bool:
    """Whether ``text`` has the shape of a period's code."""
    return isinstance(text, str) and _PERIOD.fullmatch(text) is not None


def remember_unit(request: HttpRequest, unit_id: int) -> bool:
    """Keep ``unit_id`` for the pages to come; False when it is no appointment of the person."""
    if unit_id not in actor_of(request).appointments:
        return False
    request.session[UNIT_KEY] = unit_id
    return True


def remember_period(request: HttpRequest, code: str) -> bool:
    """Keep the period for the pages to come; False when it is no period's code."""
    if not is_period_code(code):
        return False
    request.session[PERIOD_KEY] = code
    return True


def _whole_number(text: object) -> int | None:
    return int(str(text)) if str(text).isascii() and str(text).isdigit() else None
