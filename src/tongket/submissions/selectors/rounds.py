"""Reading rounds: what a unit must send, what waits for it, who has not sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, Value, When

from tongket.access.domain import UnitScope
from tongket.submissions.models import Round, Submission, SubmissionQuerySet, SubmissionState
from tongket.submissions.selectors.reading import COUNTED_IN

NOT_SENT = (SubmissionState.DRAFT, SubmissionState.RETURNED)


def own_returns(unit_id: int) -> list[Submission]:
    """Return a unit's own returns: open ones by due day first, then the newest."""
    return list(
        Submission.objects.whole()
        .filter(unit=unit_id)
        .annotate(
            is_done=Case(
                When(state__in=NOT_SENT, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            )
        )
        .order_by("is_done", "-due_on", "round")[:60]
    )


def waiting_returns(unit_id: int) -> list[Submission]:
    """Return what was sent up to a unit and waits for its acceptance, the longest waiting first."""
    return list(Submission.objects.whole().waiting(unit_id).order_by("changed_at", "pk")[:500])


def rounds_above_others(unit_id: int) -> list[Round]:
    """Return the rounds in which other units send to this one, the newest first."""
    found = Round.objects.filter(submissions__approver=unit_id).distinct()
    return list(found.select_related("period").order_by("-opens_on", "code")[:30])


@dataclass(frozen=True)
class Progress:
    """How far the units directly below a unit are: accepted, sent and waiting, of how many."""

    accepted: int = 0
    waiting: int = 0
    expected: int = 0

    @property
    def sent(self) -> int:
        """How many have sent, accepted or not."""
        return self.accepted + self.waiting


def progress_below(
    round_ids: Collection[int], approver_ids: Collection[int]
) -> dict[tuple[int, int], Progress]:
    """Return (round, approver) -> progress of the units directly below. One query."""
    rows = (
        Submission.objects.filter(round__in=round_ids, approver__in=approver_ids)
        .order_by()
        .values_list("round_id", "approver_id")
        .annotate(
            accepted=Count("pk", filter=Q(state__in=COUNTED_IN)),
            waiting=Count("pk", filter=Q(state=SubmissionState.SUBMITTED)),
            expected=Count("pk"),
        )
    )
    return {
        (round_id, approver): Progress(accepted, waiting, expected)
        for round_id, approver, accepted, waiting, expected in rows
    }


def returns_below(round_: Round, approver_id: int) -> list[Submission]:
    """Return the returns of the units directly below a unit in a round."""
    return list(
        Submission.objects.whole().filter(round=round_, approver=approver_id).order_by("unit")
    )


def not_sent(round_: Round, scope: UnitScope) -> SubmissionQuerySet:
    """Return the returns in the scope that have not been sent, the longest overdue first."""
    return (
        Submission.objects.whole()
        .within(scope)
        .filter(round=round_, state__in=NOT_SENT)
        .order_by("due_on", "approver", "unit")
    )


def count_late(round_: Round, scope: UnitScope, today: date) -> int:
    """Return how many returns in the scope should have been sent already."""
    return not_sent(round_, scope).filter(due_on__lt=today).count()
