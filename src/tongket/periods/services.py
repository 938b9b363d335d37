"""Making periods exist."""

from datetime import timedelta

from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period


def ensure_period(code: PeriodCode | str) -> Period:
    """Return the period's row, made on first use; the fields follow from the code alone.

    Needs no actor: a period is a name of the calendar, not an act. Raises PeriodError for a text
    that names none.
    """
    period = PeriodCode.parse(code) if isinstance(code, str) else code
    row, _ = Period.objects.get_or_create(
        code=period.code,
        defaults={
            "kind": period.kind.value,
            "year": period.year,
            "index": period.index,
            "starts_on": period.span.start,
            "ends_before": period.last_day + timedelta(days=1),
        },
    )
    return row
