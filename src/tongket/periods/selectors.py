"""Windows and deadlines of periods, asked from the rulebook."""

from datetime import date

from tongket.core.ranges import DateRange
from tongket.periods.domain import DeadlineCascade, PeriodCode, ReportingWindow
from tongket.rulebook.selectors import rule

CALENDAR, STATE, PARTY = "calendar", "state", "party"
"""Reporting regimes the shipped rulebook knows."""


def window(period_code: PeriodCode | str, regime: str = CALENDAR) -> DateRange:
    """Return the days that the figures of a period cover under a regime. One query.

    The rule is the one in force on the period's last calendar day, so that a past period keeps
    its own window. Raises PeriodError, and ``NoRule`` when the regime had no rule then.
    """
    period = _period(period_code)
    found = rule(f"reporting_window.{regime}", on=period.last_day)
    return ReportingWindow.from_payload(found.payload).span(period)


def due_days(period_code: PeriodCode | str, regime: str = PARTY) -> dict[str, date]:
    """Return by which day units of each kind must send (``"*"``: all others). One query.

    Raises PeriodError, and ``NoRule`` when the regime had no deadlines then.
    """
    period = _period(period_code)
    found = rule(f"reporting_deadline.{regime}", on=period.last_day)
    return DeadlineCascade.from_payload(found.payload).due(period)


def _period(period_code: PeriodCode | str) -> PeriodCode:
    return PeriodCode.parse(period_code) if isinstance(period_code, str) else period_code
