"""Open rounds follow the tree: the level that accepts is the parent on the due day."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from tongket.org.domain import Touch
from tongket.org.selectors import tree
from tongket.submissions.models import Round, Submission, SubmissionState

UNDECIDED = (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.SUBMITTED)


def follow_tree(from_day: date) -> None:
    """Give undecided returns the parent of their round's last due day as the one that accepts.

    Called inside the transaction of every act that changes the tree from ``from_day`` on. Rounds
    whose due days all lie before it keep their chain. A unit that the change made new is asked by
    a round of its own; one that is gone keeps its return, to be sent or left out with a reason.
    """
    for round_ in Round.objects.filter(closed_at__isnull=True):
        last = max(date.fromisoformat(day) for day in round_.due.values())
        if last >= from_day:
            _renew_chain(round_, last)


def _renew_chain(round_: Round, last: date) -> None:
    chain = tree(last, root=round_.root_id)
    rows = list(Submission.objects.filter(round=round_))
    asked = {row.unit_id for row in rows}
    moved = []
    for row in rows:
        node = chain.get(row.unit_id)
        if node is None or row.unit_id == round_.root_id or row.state not in UNDECIDED:
            continue
        if node.parent_id in asked and node.parent_id != row.approver_id:
            row.approver_id = node.parent_id
            moved.append(row)
    Submission.objects.bulk_update(moved, ["approver"], batch_size=500)


def touched_returns(unit_ids: Collection[int], day: date) -> list[Touch]:
    """Tell a dry run how many undecided returns of these units are due from ``day`` on."""
    units = sorted(unit_ids)
    count = sum(
        Submission.objects.filter(
            unit__in=units[start : start + 500], state__in=UNDECIDED, due_on__gte=day
        ).count()
        for start in range(0, len(units), 500)
    )
    return [Touch("submissions.open", _("phiếu báo cáo đang làm"), count)]
