"""Letting a finding stand, with its reason, and taking it up again."""

from datetime import datetime

from django.db import transaction

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.core.text import normalise
from tongket.narratives.models import NarrativeReport, SetAsideFinding
from tongket.narratives.policy import can_work_on
from tongket.narratives.services.faults import note
from tongket.narratives.services.recounting import recount


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
        recount(report)
        note(actor, "set_aside", report, now)


def take_up(*, actor: Actor, now: datetime, report: NarrativeReport, key: str) -> None:
    """Take a finding up again."""
    require(can_work_on(actor, report))
    with transaction.atomic():
        report.set_aside.filter(key=key).delete()
        recount(report)
        note(actor, "take_up", report, now)
