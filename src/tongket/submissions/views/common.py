"""What the pages of this room share: fetching a return, addresses, words."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import actor_of, fetch
from tongket.core.dates import days_in_words
from tongket.figures.domain import FigureKey
from tongket.submissions.domain import State
from tongket.submissions.models import Submission
from tongket.submissions.selectors import unit_name
from tongket.ui.components import Crumb


def submission_in_scope(request: HttpRequest, return_id: int) -> Submission:
    """Return a return whose figures the person may see, with what readers need; else 404."""
    return fetch(Submission.objects.whole(), actor_of(request), Action.SEE_FIGURES, pk=return_id)


def figure_address(measure_id: int, unit_id: int, period_id: int) -> str:
    """Return the page that shows how a number came about."""
    return reverse("rollup:figure", args=[FigureKey(measure_id, unit_id, period_id).id])


def due_words(submission: Submission, today: date) -> str:
    """Say how far off the due day is, while the return has not been sent."""
    if submission.state in {State.DRAFT, State.RETURNED}:
        return days_in_words(submission.due_on, today)
    return ""


def is_late(submission: Submission, today: date) -> bool:
    """Whether the return should have been sent already."""
    return submission.state in {State.DRAFT, State.RETURNED} and submission.due_on < today


def address_for(submission: Submission) -> str:
    """Return the page of a return: the form while it is open, else its latest version."""
    if submission.state in {State.DRAFT, State.RETURNED} or submission.latest is None:
        return reverse("submissions:form", args=[submission.pk])
    return reverse("submissions:version", args=[submission.pk, submission.latest.number])


def crumbs_to(submission: Submission, *last: str) -> Sequence[Crumb]:
    """Return the way to a return, and to the page ``last`` within it."""
    way = [Crumb(_("Báo cáo"), reverse("submissions:round_list"))]
    way.append(
        Crumb(submission.round.title, reverse("submissions:board", args=[submission.round.code]))
    )
    name = unit_name(submission)
    way.append(Crumb(name, address_for(submission) if last else ""))
    return [*way, *(Crumb(label) for label in last)]
