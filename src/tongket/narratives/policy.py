"""Who may drop in and work on narrative reports: the words a disabled button shows."""

from tongket.access.domain import ALLOWED, Action, Actor, Decision, refused
from tongket.access.gate import no_role_for
from tongket.core.words import said
from tongket.narratives.models import NarrativeReport, ReadingState


def can_receive(actor: Actor, unit_id: int | None) -> Decision:
    """Whether the actor may drop in a report for the unit."""
    if unit_id is not None and actor.may(Action.PROOFREAD, unit_id):
        return ALLOWED
    return refused(no_role_for(Action.PROOFREAD))


def can_work_on(actor: Actor, report: NarrativeReport) -> Decision:
    """Whether the actor may match, confirm, set aside or remove in this report."""
    by_role = can_receive(actor, report.unit_id)
    return by_role and _when_read(report)


def _when_read(report: NarrativeReport) -> Decision:
    if report.state == ReadingState.READ:
        return ALLOWED
    return refused(said("Văn bản chưa đọc xong, chưa làm được việc này."))
