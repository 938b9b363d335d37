"""Who may write and seal a review, and why not: the words a disabled button shows."""

from tongket.access.domain import ALLOWED, Action, Actor, Decision, refused
from tongket.access.gate import no_role_for
from tongket.core.words import marked, said
from tongket.yearend.models import Review, ReviewState

SEALED = marked("Báo cáo đã chốt, không sửa được nữa; số liệu và câu chữ giữ nguyên như khi ký.")


def can_create(actor: Actor, unit_id: int) -> Decision:
    """Whether the actor may begin a review of the unit."""
    return _by_role(actor, Action.WRITE_REVIEW, unit_id)


def can_write(actor: Actor, review: Review) -> Decision:
    """Whether the actor may change the review: while it is a draft, by role at its unit.

    That a review is sealed is said first: then nobody may, whatever the role.
    """
    return _while_draft(review) and _by_role(actor, Action.WRITE_REVIEW, review.unit_id)


def can_seal(actor: Actor, review: Review) -> Decision:
    """Whether the actor may seal the review."""
    return _while_draft(review) and _by_role(actor, Action.SEAL_REVIEW, review.unit_id)


def _by_role(actor: Actor, action: Action, unit_id: int) -> Decision:
    return ALLOWED if actor.may(action, unit_id) else refused(no_role_for(action))


def _while_draft(review: Review) -> Decision:
    return refused(said(SEALED)) if review.state == ReviewState.SEALED else ALLOWED
