"""Who may do what with a return, and why not: the words a disabled button shows.

``role`` answers by office alone (refused: 403 with the reason); the ``can_…`` functions also look
at the state, for pages. Services ask ``role`` and let the transition refuse a wrong state.
"""

from django.utils.translation import gettext as _

from tongket.access.domain import ALLOWED, Action, Actor, Decision, refused
from tongket.access.gate import no_role_for
from tongket.core.dates import format_day
from tongket.core.words import marked
from tongket.submissions.domain import TRANSITIONS, Act, State, refusal
from tongket.submissions.models import Round, Submission

CONFIRM_NEEDS = marked(
    "Chỉ Bí thư hoặc cán bộ tổng hợp của cấp ủy cấp trên trực tiếp mới xác nhận được điều chỉnh."
)


def role(actor: Actor, submission: Submission, act: Act) -> Decision:
    """Whether the actor's offices allow ``act`` on the return, whatever its state."""
    if act in {Act.RETURN, Act.ACCEPT}:
        if submission.approver_id is None:
            return refused(
                _("Phiếu của cấp cao nhất trong kỳ không có cấp trên duyệt; hãy xác nhận rồi chốt.")
            )
        return ALLOWED if reviews(actor, submission) else refused(no_role_for(Action.REVIEW_RETURN))
    action = TRANSITIONS[act].action
    if not actor.may(action, submission.unit_id):
        return refused(no_role_for(action))
    return ALLOWED


def reviews(actor: Actor, submission: Submission) -> bool:
    """Whether the actor is of those who review the return.

    The approver is the parent on the due day. Its people review; where it has been reorganised
    away meanwhile, those of the unit that stands above today do.
    """
    # The grant over children is of today's tree; the approver is of the due day's. An office of
    # the approver itself is known by its own-reach action.
    if submission.approver_id is None:
        return False
    if actor.may(Action.REVIEW_RETURN, submission.unit_id):
        return True
    return actor.may(Action.REVIEW_RETURN) and actor.may(Action.OPEN_ROUND, submission.approver_id)


def role_to_confirm(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor's offices allow confirming a correction: the level above.

    At the root, which has none, whoever may seal.
    """
    if submission.approver_id is None:
        if not actor.may(Action.SEAL_REVIEW, submission.unit_id):
            return refused(_("Chỉ Bí thư cấp ủy mới xác nhận được điều chỉnh ở cấp cao nhất."))
        return ALLOWED
    return ALLOWED if reviews(actor, submission) else refused(_(CONFIRM_NEEDS))


def still_open(submission: Submission) -> Decision:
    """Whether the round still takes returns."""
    closed_at = submission.round.closed_at
    if closed_at is None:
        return ALLOWED
    return refused(
        _("Kỳ báo cáo đã chốt ngày %(day)s, nên không nhập và gửi thêm được.")
        % {"day": format_day(closed_at.date())}
    )


def act_of_sending(submission: Submission) -> Act:
    """Return what sending means for the return: submitting, or confirming at the root."""
    return Act.SUBMIT if submission.approver_id else Act.CONFIRM


def can_fill(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor may type into the return now."""
    return _first_refusal(
        role(actor, submission, Act.FILL),
        _fits(submission, Act.FILL),
        still_open(submission),
    )


def can_submit(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor may send the return up now (the root: confirm it)."""
    act = act_of_sending(submission)
    return _first_refusal(
        role(actor, submission, act), _fits(submission, act), still_open(submission)
    )


def can_review(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor may accept or send back the return now."""
    return _first_refusal(role(actor, submission, Act.ACCEPT), _fits(submission, Act.ACCEPT))


def can_amend(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor may propose a correction of the return now."""
    return _first_refusal(role(actor, submission, Act.AMEND), _fits(submission, Act.AMEND))


def can_confirm(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor may confirm or turn down a proposed correction now."""
    return _first_refusal(role_to_confirm(actor, submission), _fits(submission, Act.AMEND))


def can_withdraw(actor: Actor, submission: Submission) -> Decision:
    """Whether the actor may take a proposed correction back (the unit) or turn it down (above)."""
    if role_to_confirm(actor, submission):
        return ALLOWED
    return role(actor, submission, Act.AMEND)


def can_open(actor: Actor, root_id: int) -> Decision:
    """Whether the actor may open a round at ``root_id``."""
    if not actor.may(Action.OPEN_ROUND, root_id):
        return refused(no_role_for(Action.OPEN_ROUND))
    return ALLOWED


def can_seal(actor: Actor, round_: Round) -> Decision:
    """Whether the actor may seal the round."""
    if not actor.may(Action.SEAL_REVIEW, round_.root_id):
        return refused(_("Chỉ Bí thư cấp ủy mở kỳ báo cáo mới chốt được."))
    return ALLOWED


def _fits(submission: Submission, act: Act) -> Decision:
    sentence = refusal(act, State(submission.state))
    return refused(sentence) if sentence else ALLOWED


def _first_refusal(*decisions: Decision) -> Decision:
    return next((decision for decision in decisions if not decision), ALLOWED)
