"""What the acts on narrative reports share: their fault and their row in the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tongket.access.domain import Actor
from tongket.audit.services import Subject, record
from tongket.narratives.models import NarrativeReport


class NarrativeFault(Exception):  # noqa: N818 - said to a person
    """The act cannot be done; ``str()`` is the Vietnamese sentence that the person reads."""


def note(
    actor: Actor,
    action: str,
    report: NarrativeReport,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write the act into the record. The report's text and title stay out of it."""
    record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action=f"narratives.{action}",
        subject=Subject("narrative", str(report.pk), f"văn bản số {report.pk}", report.unit_id),
        now=now,
        details=details,
    )
