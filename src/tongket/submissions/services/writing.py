"""What every act on a return does the same way: change its state, keep a version, record it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.audit import services as audit
from tongket.figures import services as figures
from tongket.figures.domain import NewEvidence
from tongket.submissions import policy
from tongket.submissions.domain import (
    Act,
    Cells,
    State,
    WrongState,
    content_hash,
    next_state,
    stored_from,
)
from tongket.submissions.models import CellReturn, Submission, SubmissionVersion
from tongket.submissions.selectors import label_of

ADDRESS = "/bao-cao/phieu/{return_id}/ban/{number}/"
"""Address of the page that shows a version; kept in evidence, so it must stay."""


class Stale(WrongState):
    """Somebody else acted on the return meanwhile; nothing was changed."""


def advance(submission: Submission, act: Act, *, now: datetime) -> None:
    """Move ``submission`` by ``act``, if it is still as it was read (compare and swap).

    Raises ``WrongState`` when the act does not fit, ``Stale`` when another act came first. The
    row stays locked to the end of the transaction on PostgreSQL.
    """
    state = next_state(act, State(submission.state))
    changed = Submission.objects.filter(
        pk=submission.pk, revision=submission.revision, state=submission.state
    ).update(state=state.value, revision=F("revision") + 1, changed_at=now)
    if changed != 1:
        raise Stale(
            _("Phiếu vừa được người khác xử lý. Mở lại phiếu để xem tình trạng mới rồi làm tiếp.")
        )
    submission.state = state.value
    submission.revision += 1
    submission.changed_at = now


def demand(actor: Actor, submission: Submission, act: Act) -> None:
    """Refuse an act by office (``Refused``), by state or because the round is closed (``WrongState``)."""
    require(policy.role(actor, submission, act))
    next_state(act, State(submission.state))
    if act in {Act.FILL, Act.SUBMIT, Act.CONFIRM}:
        open_still = policy.still_open(submission)
        if not open_still:
            raise WrongState(open_still.reason)


@dataclass(frozen=True)
class Content:
    """What a version holds: own part, totals with everything below, who was missing and why."""

    values: Cells
    totals: Mapping[str, int]
    missing: Sequence[int] = ()
    remark: str = ""
    amendment: bool = False


def keep_version(
    submission: Submission, content: Content, *, actor: Actor, now: datetime
) -> SubmissionVersion:
    """Write the next immutable version of a return with its evidence, and make it the latest."""
    number = submission.versions.count() + 1
    version = build_version(submission, content, number=number, author=actor.name, now=now)
    version.evidence = figures.keep_evidence(
        now=now, evidence=[evidence_of(version, label_of(submission))]
    )[0]
    version.save(force_insert=True)
    submission.latest = version
    submission.save(update_fields=["latest"])
    return version


def build_version(
    submission: Submission, content: Content, *, number: int, author: str, now: datetime
) -> SubmissionVersion:
    """Return the unsaved version with its content hash."""
    values = stored_from(content.values)
    return SubmissionVersion(
        submission=submission,
        number=number,
        values=values,
        totals=dict(content.totals),
        missing=list(content.missing),
        remark=content.remark,
        digest=content_hash(
            round_code=submission.round.code,
            unit_code=submission.unit.code,
            number=number,
            values=values,
            totals=content.totals,
            missing=content.missing,
            remark=content.remark,
        ),
        submitted_at=now,
        submitted_by=author,
        amendment=content.amendment,
    )


def evidence_of(version: SubmissionVersion, label: str) -> NewEvidence:
    """Return what observations written from ``version`` (of the return called ``label``) rest on."""
    submission = version.submission
    return NewEvidence(
        kind="amendment" if version.amendment else "submission",
        key=f"s{submission.pk}v{version.number}",
        label=f"{label}, bản {version.number}",
        address=ADDRESS.format(return_id=submission.pk, number=version.number),
        digest=version.digest,
        author_label=version.submitted_by,
    )


def note(
    actor: Actor,
    action: str,
    submission: Submission,
    *,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Record an act on a return in the audit, inside the act's transaction."""
    audit.record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action=f"submissions.{action}",
        subject=audit.Subject(
            kind="submission",
            key=str(submission.pk),
            label=label_of(submission),
            unit_id=submission.unit_id,
        ),
        now=now,
        details=details,
    )


def answer_returns(submission: Submission, version: SubmissionVersion) -> None:
    """Mark every open reason for correction of the return as answered by ``version``."""
    CellReturn.objects.filter(version__submission=submission, answered_by__isnull=True).update(
        answered_by=version
    )
