"""Late corrections that wait for somebody's confirmation."""

from dataclasses import dataclass

from django.db.models import Q

from tongket.access.domain import Action, Actor
from tongket.submissions.models import Amendment
from tongket.submissions.selectors.reading import unit_names

MOST_SHOWN = 50


@dataclass(frozen=True)
class Correction:
    """A proposed correction: whose, of which round, why, by whom."""

    amendment_id: int
    unit: str
    round_title: str
    reason: str
    proposed_by: str


def corrections_to_confirm(actor: Actor) -> list[Correction]:
    """Return the proposed corrections that the actor may confirm, the longest waiting first.

    As in ``policy.role_to_confirm``: those who review the unit today or hold an office of its
    approver; at the root, which has nobody above, whoever seals. One query, one for names.
    """
    reviewed = actor.units(Action.REVIEW_RETURN)
    offices = actor.units(Action.OPEN_ROUND)
    seals = actor.units(Action.SEAL_REVIEW)
    mine = Q(submission__approver__isnull=True, submission__unit__in=seals.unit_ids)
    if reviewed.unit_ids:
        above = Q(submission__unit__in=reviewed.unit_ids)
        above |= Q(submission__approver__in=offices.unit_ids)
        mine |= above & Q(submission__approver__isnull=False)
    rows = list(
        Amendment.objects.filter(mine, state=Amendment.State.PROPOSED)
        .select_related("submission__round__period", "submission__unit")
        .order_by("proposed_at", "pk")[:MOST_SHOWN]
    )
    names = unit_names([row.submission for row in rows])
    return [
        Correction(
            row.pk,
            names[row.submission_id],
            row.submission.round.title,
            row.reason,
            row.proposed_by,
        )
        for row in rows
    ]
