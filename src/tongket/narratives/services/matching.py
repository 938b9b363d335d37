"""Which figure on record a stated figure is: suggested by the words, decided by a person.

A confirmed figure becomes an observation on the basis *stated*, whose evidence is its sentence. It
enters no sum; it stands beside what the registers and returns say.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor
from tongket.access.gate import require
from tongket.core import clock
from tongket.figures.domain import FigureFault, NewEvidence, NewObservation, to_thousandths
from tongket.figures.services import record, withdraw_evidence
from tongket.indicators.models import Measure
from tongket.indicators.selectors import measures_by_code
from tongket.narratives.models import MatchState, NarrativeReport, StatedFigure
from tongket.narratives.policy import can_work_on
from tongket.narratives.selectors.identity import Suggestion, suggestions
from tongket.narratives.services.faults import NarrativeFault, note
from tongket.narratives.services.recounting import recount
from tongket.org.selectors import unit_on
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.periods.services import ensure_period

_OPEN = (MatchState.UNMATCHED, MatchState.SUGGESTED)


@dataclass(frozen=True)
class Match:
    """Which figure a person says it is; ``value`` only where the reader read it wrongly."""

    indicator: str
    unit: str
    period: str
    value: Decimal | None = None


def suggest_all(report: NarrativeReport) -> None:
    """Suggest anew which figures the undecided statements of a report are."""
    rows = list(report.stated.filter(state__in=_OPEN))
    found = suggestions(report, rows)
    for row in rows:
        _suggest(row, found.get(row.pk))
    StatedFigure.objects.bulk_update(rows, ["state", "measure", "unit", "period"], batch_size=200)


def _suggest(row: StatedFigure, found: Suggestion | None) -> None:
    row.state = MatchState.SUGGESTED if found else MatchState.UNMATCHED
    row.measure_id = found.measure_id if found else None
    row.unit_id = found.unit_id if found else None
    row.period = ensure_period(found.period) if found else None


def confirm(
    *, actor: Actor, now: datetime, report: NarrativeReport, stated: StatedFigure, match: Match
) -> None:
    """Confirm which figure a sentence states, and keep what it says as an observation.

    Confirming again with another figure withdraws what was said before. Raises ``NarrativeFault``
    for an indicator, unit, period or value that cannot be, naming it.
    """
    require(can_work_on(actor, report))
    measure, unit_id, period = _named(actor, match)
    with transaction.atomic():
        row = StatedFigure.objects.select_for_update().get(pk=stated.pk, report=report)
        if match.value is not None:
            row.value, row.value_high, row.bound = _held(match.value), None, "exact"
        if row.state == MatchState.CONFIRMED:
            withdraw(row)
        row.measure, row.unit_id, row.period = measure, unit_id, ensure_period(period)
        _record([row], actor, now, report)
        recount(report)
        note(
            actor,
            "confirm",
            report,
            now,
            {"indicator": match.indicator, "unit": match.unit, "period": period.code},
        )


def confirm_suggested(*, actor: Actor, now: datetime, report: NarrativeReport) -> int:
    """Confirm every suggestion of a report as it stands; return how many."""
    require(can_work_on(actor, report))
    with transaction.atomic():
        rows = [
            row
            for row in report.stated.select_for_update().filter(state=MatchState.SUGGESTED)
            if row.unit_id is not None and actor.may(Action.SEE_FIGURES, row.unit_id)
        ]
        _record(rows, actor, now, report)
        recount(report)
        if rows:
            note(actor, "confirm_suggested", report, now, {"count": len(rows)})
    return len(rows)


def dismiss(*, actor: Actor, now: datetime, report: NarrativeReport, stated: StatedFigure) -> None:
    """Say that a statement is no figure to keep."""
    _decide(actor, now, report, stated, MatchState.DISMISSED, "dismiss")


def reconsider(
    *, actor: Actor, now: datetime, report: NarrativeReport, stated: StatedFigure
) -> None:
    """Take a decision back: what was recorded is withdrawn, the suggestion stands again."""
    _decide(actor, now, report, stated, MatchState.UNMATCHED, "reconsider")
    suggest_all(report)


def withdraw(row: StatedFigure) -> None:
    """Let the observation of a confirmed statement stand no longer."""
    withdraw_evidence(kind="narrative", key=_key(row), now=clock.now())


def _decide(
    actor: Actor,
    now: datetime,
    report: NarrativeReport,
    stated: StatedFigure,
    state: MatchState,
    act: str,
) -> None:
    require(can_work_on(actor, report))
    with transaction.atomic():
        row = StatedFigure.objects.select_for_update().get(pk=stated.pk, report=report)
        if row.state == MatchState.CONFIRMED:
            withdraw(row)
        row.state, row.decided_by, row.decided_at = state, actor.name[:200], now
        row.save(update_fields=["state", "decided_by", "decided_at"])
        recount(report)
        note(actor, act, report, now, {"at": row.start})


def _named(actor: Actor, match: Match) -> tuple[Measure, int, PeriodCode]:
    measure = measures_by_code().get(match.indicator.strip())
    if measure is None:
        raise NarrativeFault(_("Chọn một chỉ tiêu trong danh sách."))
    try:
        period = PeriodCode.parse(match.period)
    except PeriodError as fault:
        raise NarrativeFault(str(fault)) from None
    node = unit_on(match.unit.strip(), period.last_day)
    if node is None or not actor.may(Action.SEE_FIGURES, node.id):
        raise NarrativeFault(
            _("Không có đơn vị nào mang mã “%(code)s” trong phạm vi của bạn, vào %(period)s.")
            % {"code": match.unit, "period": period.words}
        )
    return measure, node.id, period


def _held(value: Decimal) -> int:
    try:
        return to_thousandths(value)
    except FigureFault as fault:
        raise NarrativeFault(str(fault)) from None


def _key(row: StatedFigure) -> str:
    return f"{row.report_id}:{row.kind}:{row.start}-{row.end}"


def _record(
    rows: Iterable[StatedFigure], actor: Actor, now: datetime, report: NarrativeReport
) -> None:
    """Keep what rows say as observations and mark them confirmed. Inside a transaction."""
    address = reverse("narratives:report", args=[report.pk])
    for row in rows:
        words = report.text[row.start : row.end]
        record(
            now=now,
            evidence=NewEvidence(
                kind="narrative",
                key=_key(row),
                label=_evidence_label(report, row),
                address=f"{address}?xem=so-lieu&so={row.pk}#s{row.pk}",
                digest=hashlib.sha256(f"{report.digest}\n{words}".encode()).hexdigest(),
                author_label=actor.name,
            ),
            rows=[
                NewObservation(
                    measure_id=row.measure_id or 0,
                    unit_id=row.unit_id or 0,
                    period_id=row.period_id or 0,
                    value=row.value,
                    bound=row.bound,
                    value_high=row.value_high,
                )
            ],
            official=False,
            basis="stated",
        )
        row.state, row.decided_by, row.decided_at = MatchState.CONFIRMED, actor.name[:200], now
        row.save()


def _evidence_label(report: NarrativeReport, row: StatedFigure) -> str:
    # What is kept stays Vietnamese, whatever language the person who confirms it reads.
    place = f", câu {row.sentence}" if row.sentence else ""
    return f"{report.title[:200]}{place}"
