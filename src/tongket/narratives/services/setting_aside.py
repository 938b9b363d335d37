"""Letting a finding stand, with its reason, and taking it up again."""

from datetime import datetime

from django.db import transaction

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.core.text import normalise
from tongket.narratives.domain import finding_key, severities
from tongket.narratives.models import NarrativeReport, SetAsideFinding
from tongket.narratives.policy import can_work_on
from tongket.narratives.selectors.analysis import analyse
from tongket.narratives.services.faults import note


def set_aside(
    *, actor: Actor, now: datetime, report: NarrativeReport, key: str, reason: str
) -> None:
    """Let a finding stand: it is shown folded, with who and why, and counts no longer."""
    require(can_work_on(actor, report))
    with transaction.atomic():
        SetAsideFinding.objects.update_or_create(
            report=report,
            key=key[:64],
            defaults={"reason": normalise(reason)[:300], "by": actor.name[:200], "at": now},
        )
        _recount(report)
        note(actor, "set_aside", report, now)


def take_up(*, actor: Actor, now: datetime, report: NarrativeReport, key: str) -> None:
    """Take a finding up again."""
    require(can_work_on(actor, report))
    with transaction.atomic():
        report.set_aside.filter(key=key).delete()
        _recount(report)
        note(actor, "take_up", report, now)


def _recount(report: NarrativeReport) -> None:
    aside = set(report.set_aside.values_list("key", flat=True))
    findings = analyse(report.text, report.digest).findings
    counts = severities([each for each in findings if finding_key(each, report.text) not in aside])
    report.errors, report.warnings, report.notes = (
        counts["error"],
        counts["warning"],
        counts["note"],
    )
    report.save(update_fields=["errors", "warnings", "notes"])
