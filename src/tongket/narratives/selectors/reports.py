"""Lists of narrative reports."""

from dataclasses import dataclass
from datetime import datetime

from tongket.access.domain import UnitScope
from tongket.core import clock
from tongket.narratives.models import NarrativeReport
from tongket.org.selectors import name_of

SHOWN = 100


@dataclass(frozen=True)
class ReportRow:
    """A report in the list, with what is open in it."""

    id: int
    title: str
    about: str
    period: str
    state: str
    errors: int
    warnings: int
    notes: int
    received_at: datetime
    received_by: str


def reports_within(scope: UnitScope, unit_id: int | None = None) -> list[ReportRow]:
    """Return the newest reports one may see, those of one unit when asked. Two queries."""
    rows = NarrativeReport.objects.within(scope).select_related("period").defer("text", "blocks")
    if unit_id is not None:
        rows = rows.filter(unit=unit_id)
    reports = list(rows[:SHOWN])
    names = name_of({report.about_id for report in reports}, clock.today())
    return [
        ReportRow(
            id=report.pk,
            title=report.title,
            about=names.get(report.about_id, ""),
            period=report.period.code if report.period else "",
            state=report.state,
            errors=report.errors,
            warnings=report.warnings,
            notes=report.notes,
            received_at=report.received_at,
            received_by=report.received_by,
        )
        for report in reports
    ]
