"""Sending a return up: what a unit reports becomes an immutable version."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.core.dates import format_day
from tongket.indicators.domain import CheckFinding
from tongket.submissions import policy
from tongket.submissions.domain import Act, Cell, State
from tongket.submissions.models import Submission, SubmissionState, SubmissionVersion
from tongket.submissions.selectors import (
    Layout,
    below_of,
    draft_cells,
    findings_of,
    layout_of,
    missing_below,
)
from tongket.submissions.services.posting import make_official
from tongket.submissions.services.writing import (
    Content,
    advance,
    demand,
    keep_version,
    note,
)


@dataclass(frozen=True)
class Obstacle:
    """One thing to put right before sending: a sentence, and the cells it is about."""

    message: str
    measure_ids: tuple[int, ...] = ()


class NotReady(ValueError):  # noqa: N818 - said to a person
    """A return that cannot be sent yet; ``obstacles`` says why, each with its cells."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        """Keep the obstacles; ``str()`` is all their sentences."""
        super().__init__(" ".join(obstacle.message for obstacle in obstacles))
        self.obstacles = obstacles


class NotComplete(ValueError):  # noqa: N818 - said to a person
    """Units below are missing and were not named, or no reason was given."""

    def __init__(self, message: str, missing: list[int]) -> None:
        """Keep the ids of the units that have not been accepted."""
        super().__init__(message)
        self.missing = missing


@transaction.atomic
def submit(*, actor: Actor, now: datetime, submission: Submission) -> SubmissionVersion:
    """Send a return up to the level above (at the root: confirm it).

    Every required line must hold a number, errors of the form's checks refuse, warnings need a
    note on one of their cells. Where others report below, all of them must have been accepted:
    see ``consolidate`` for sending with some missing. Raises ``NotReady``, ``NotComplete``,
    ``WrongState``, ``Stale``; ``Refused`` without the right.
    """
    return consolidate(actor=actor, now=now, submission=submission)


@transaction.atomic
def consolidate(
    *,
    actor: Actor,
    now: datetime,
    submission: Submission,
    without: Collection[int] = (),
    reason: str = "",
) -> SubmissionVersion:
    """Send a committee's return up: the sums of what was accepted below with its own part.

    ``without`` names exactly the units directly below that are still missing, ``reason`` says why
    it is sent all the same; both are kept in the version. What was accepted below becomes
    consolidated. The root has nobody above: its own part counts from here on.
    """
    act = policy.act_of_sending(submission)
    demand(actor, submission, act)
    _refuse_too_early(submission, now.date())
    advance(submission, act, now=now)
    missing = _agreed_missing(submission, without, reason)
    content = _content(submission, missing, reason)
    version = keep_version(submission, content, actor=actor, now=now)
    included = _include_below(submission, now)
    if act is Act.CONFIRM:
        make_official(submission, version, now=now)
    note(
        actor,
        "submit" if act is Act.SUBMIT else "consolidate",
        submission,
        now=now,
        details={
            "version": version.number,
            "digest": version.digest,
            "missing": missing,
            "included": included,
        },
    )
    return version


def _content(submission: Submission, missing: list[int], reason: str) -> Content:
    """Return what the version will hold; refuse while anything is in the way."""
    layout = layout_of(submission)
    obstacles = obstacles_of(submission, layout)
    if obstacles:
        raise NotReady(obstacles)
    cells = draft_cells(submission)
    own = {measure: cell for measure, cell in cells.items() if measure in layout.own}
    return Content(
        values=own,
        totals=_totals(submission, layout, own),
        missing=missing,
        remark=reason.strip()[:500] if missing else "",
    )


def obstacles_of(submission: Submission, layout: Layout) -> list[Obstacle]:
    """Return what keeps the draft from being sent, in the order of the form."""
    cells = draft_cells(submission)
    empty = [
        Obstacle(
            _("Dòng %(line)s: chưa nhập. Nhập số, hoặc 0 nếu không có.") % {"line": line.title},
            (line.measure_id,),
        )
        for line in layout.own.values()
        if line.required and line.measure_id not in cells
    ]
    return empty + [
        _obstacle(finding, layout)
        for finding in findings_of(submission, layout)
        if not _explained(finding, layout, cells)
    ]


def _obstacle(finding: CheckFinding, layout: Layout) -> Obstacle:
    message = finding.message
    if finding.severity == "warning":
        message = _("%(message)s Ghi lời giải thích vào một trong các dòng này.") % {
            "message": message
        }
    return Obstacle(message, tuple(layout.measures_of(finding)))


def _explained(finding: CheckFinding, layout: Layout, cells: dict[int, Cell]) -> bool:
    if finding.severity != "warning":
        return False
    return any(
        measure in cells and cells[measure].note.strip() for measure in layout.measures_of(finding)
    )


def _refuse_too_early(submission: Submission, today: date) -> None:
    opens = submission.round.opens_on
    if today < opens:
        message = _("Kỳ báo cáo mở từ ngày %(day)s; đến ngày đó mới gửi lên được.")
        raise NotReady([Obstacle(message % {"day": format_day(opens)})])


def _agreed_missing(submission: Submission, without: Collection[int], reason: str) -> list[int]:
    """Return the units missing below, once the sender has named exactly these and said why."""
    missing = missing_below(submission)
    if not missing:
        return []
    if set(without) != set(missing):
        raise NotComplete(
            _(
                "Còn %(count)d đơn vị cấp dưới chưa được duyệt. Duyệt xong, hoặc xác nhận gửi khi còn thiếu."
            )
            % {"count": len(missing)},
            missing,
        )
    if not reason.strip():
        raise NotComplete(_("Gửi khi còn thiếu đơn vị thì phải ghi lý do."), missing)
    return missing


def _totals(submission: Submission, layout: Layout, own: dict[int, Cell]) -> dict[str, int]:
    """Return totals of additive measures with everything below, for a return with units below."""
    if submission.leaf:
        return {}
    totals = dict(below_of(submission, layout))
    for measure, cell in own.items():
        if measure in layout.additive and cell.value is not None:
            totals[measure] = totals.get(measure, 0) + cell.value
    return {str(measure): totals[measure] for measure in sorted(totals)}


def _include_below(submission: Submission, now: datetime) -> int:
    """Mark what was accepted below as included in what is sent."""
    return Submission.objects.filter(
        round=submission.round_id,
        approver=submission.unit_id,
        state=SubmissionState.ACCEPTED,
    ).update(state=State.CONSOLIDATED.value, revision=F("revision") + 1, changed_at=now)
