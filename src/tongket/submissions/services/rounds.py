"""Opening and sealing a round."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.audit import services as audit
from tongket.core.dates import format_day
from tongket.indicators.models import FormVersion
from tongket.org.domain import Tree, TreeNode
from tongket.org.models import Unit
from tongket.org.selectors import tree
from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period
from tongket.rollup import services as rollup
from tongket.rollup.selectors.measures import tree_day
from tongket.submissions import policy
from tongket.submissions.domain import DueError, State, due_day
from tongket.submissions.models import Round, Submission, SubmissionState
from tongket.submissions.selectors import form_of_version


class RoundFault(ValueError):  # noqa: N818 - said to a person
    """A round that cannot be opened or sealed; ``str()`` is a Vietnamese sentence."""


@transaction.atomic
def open_round(
    *,
    actor: Actor,
    now: datetime,
    form: FormVersion,
    period: Period,
    root: Unit,
    opens_on: date,
    due: Mapping[str, date],
) -> Round:
    """Ask every unit at and below ``root`` for ``form`` in ``period``.

    ``due`` maps a kind of unit to the last day for sending (``"*"`` for every other kind). Asked
    are the units of the period's last day (of the last due day, when that comes first); the chain
    of approval is the tree of the last due day. Units that fill no line and have nobody below who
    does are not asked. Writes one return and one expectation a unit.
    Raises ``RoundFault``; ``Refused`` without the right.
    """
    require(policy.can_open(actor, root.pk))
    days = {kind: day.isoformat() for kind, day in due.items()}
    code = f"{form.template.code}-{period.code}-{root.code}".lower()[:120]
    if Round.objects.filter(code=code).exists():
        raise RoundFault(_("Kỳ báo cáo này đã được mở rồi; mỗi biểu chỉ mở một lần cho một kỳ."))
    last_due = _last_due(days, opens_on)
    # Numbers belong to the units of the period's last day: a unit made later has none to give.
    asked = _tree_of(root, min(last_due, tree_day(period)))
    opened = Round.objects.create(
        code=code,
        title=_title(form, period),
        form=form,
        period=period,
        root=root,
        opens_on=opens_on,
        due=days,
    )
    returns = _returns(opened, asked, _tree_of(root, last_due))
    Submission.objects.bulk_create(returns, batch_size=2000)
    rollup.expect(
        form_id=form.template_id,
        period_id=period.pk,
        units={row.unit_id: row.leaf for row in returns},
    )
    _note(actor, "open_round", opened, now, {"returns": len(returns), "due": days})
    return opened


def _title(form: FormVersion, period: Period) -> str:
    """Return the form and the period as one phrase: ``Báo cáo năm …, quý III/2025``."""
    label = PeriodCode.parse(period.code).label
    return f"{form.title}, {label[0].lower()}{label[1:]}"[:250]


def _last_due(days: Mapping[str, str], opens_on: date) -> date:
    """Return the last due day; refuse due days that make no sense."""
    if not days:
        raise RoundFault(_("Kỳ báo cáo cần ít nhất một hạn gửi."))
    if min(date.fromisoformat(day) for day in days.values()) < opens_on:
        raise RoundFault(
            _("Có hạn gửi trước ngày mở %(day)s. Sửa lại hạn gửi.") % {"day": format_day(opens_on)}
        )
    return max(date.fromisoformat(day) for day in days.values())


def _tree_of(root: Unit, day: date) -> Tree:
    found = tree(day, root=root.pk)
    if root.pk not in found:
        raise RoundFault(
            _("Đơn vị mở kỳ không có trong cây tổ chức ngày %(day)s.") % {"day": format_day(day)}
        )
    return found


def _returns(opened: Round, asked: Tree, chain: Tree) -> list[Submission]:
    """Return the unsaved returns of the units of ``asked`` that report, parents before children.

    The parent in ``chain`` accepts; where the unit or that parent has no part in the round, the
    parent of then.
    """
    lines = tuple(form_of_version(opened.form).lines)
    reporting: set[int] = set()
    above_reporting: set[int] = set()
    for node in reversed(asked.nodes):
        leaf = node.id not in above_reporting
        filled = any(line.filled_by(node.kind, leaf=leaf) for line in lines)
        if filled or not leaf or node.id == opened.root_id:
            reporting.add(node.id)
            if node.parent_id is not None:
                above_reporting.add(node.parent_id)
    try:
        return [
            Submission(
                round=opened,
                unit_id=node.id,
                approver_id=_approver(opened, node, chain, reporting),
                due_on=due_day(opened.due, node.kind),
                leaf=node.id not in above_reporting,
            )
            for node in asked.nodes
            if node.id in reporting
        ]
    except DueError as fault:
        raise RoundFault(str(fault)) from None


def _approver(opened: Round, node: TreeNode, chain: Tree, reporting: set[int]) -> int | None:
    if node.id == opened.root_id:
        return None
    above = chain.parent(node.id)
    return above.id if above is not None and above.id in reporting else node.parent_id


@transaction.atomic
def seal(*, actor: Actor, now: datetime, round_: Round) -> Round:
    """Close a round for good once the root has confirmed its return.

    Everything accepted or included becomes sealed; later corrections go through amendments.
    Raises ``RoundFault`` while the root has not confirmed; ``Refused`` without the right.
    """
    require(policy.can_seal(actor, round_))
    if round_.closed_at is not None:
        raise RoundFault(_("Kỳ báo cáo đã được chốt rồi."))
    own = Submission.objects.filter(round=round_, unit=round_.root_id).first()
    if own is None or own.state != SubmissionState.CONSOLIDATED:
        raise RoundFault(
            _("Chưa chốt được: đơn vị mở kỳ chưa xác nhận tổng hợp phiếu của chính mình.")
        )
    closed = Round.objects.filter(pk=round_.pk, closed_at__isnull=True).update(closed_at=now)
    if closed != 1:
        raise RoundFault(_("Kỳ báo cáo đã được chốt rồi."))
    sealed = Submission.objects.filter(
        round=round_, state__in=[State.ACCEPTED.value, State.CONSOLIDATED.value]
    ).update(state=State.SEALED.value, revision=F("revision") + 1, changed_at=now)
    round_.closed_at = now
    _note(actor, "seal", round_, now, {"sealed": sealed})
    return round_


def _note(actor: Actor, act: str, round_: Round, now: datetime, details: Mapping[str, Any]) -> None:
    audit.record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action=f"submissions.{act}",
        subject=audit.Subject("round", round_.code, round_.title, round_.root_id),
        now=now,
        details=details,
    )
