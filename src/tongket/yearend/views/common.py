"""What the pages of reviews share: finding the review, its addresses, answering an act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Decision
from tongket.access.gate import actor_of, fetch, require
from tongket.access.where import AS_CHOSEN, Shown, show
from tongket.org.selectors import name_of
from tongket.periods.domain import PeriodCode
from tongket.ui.components import Crumb
from tongket.yearend.models import Review
from tongket.yearend.policy import can_write
from tongket.yearend.services import ReviewFault

LOOKS_OF_FINDINGS = {"error": "error", "warning": "warning", "note": "info"}
"""Severity of a finding -> the state whose look it has."""


class SeeOther(HttpResponseRedirect):
    """303: after an act, look at the page."""

    status_code = 303


def review_of(request: HttpRequest, unit: str, year: int) -> Review:
    """Return a review the person may read, and let the frame say whose it is; 404 else."""
    review = fetch(
        Review.objects.select_related("unit"),
        actor_of(request),
        Action.SEE_FIGURES,
        unit__code=unit,
        year=year,
    )
    again = f"{address('review', review)}?{AS_CHOSEN}=1"
    every = reverse("yearend:review_list")
    show(request, Shown(review.unit_id, unit_name(review), str(year), every, again))
    return review


def writable_review(request: HttpRequest, unit: str, year: int) -> Review:
    """Return a review the person may write; 403 with the reason when only reading is allowed."""
    review = review_of(request, unit, year)
    require(can_write(actor_of(request), review))
    return review


def address(page: str, review: Review, *more: str) -> str:
    """Return the address of a page of a review."""
    return reverse(f"yearend:{page}", args=[review.unit.code, review.year, *more])


def title_of(review: Review) -> str:
    """Return the review in words: what, whose, of which year."""
    return _("Tổng kết năm %(year)s") % {"year": review.year}


def unit_name(review: Review) -> str:
    """Return the unit's name at the year's end."""
    if not review.unit_name:
        day = PeriodCode(review.year).last_day
        review.unit_name = name_of([review.unit_id], day).get(review.unit_id, review.unit.code)
    return review.unit_name


def crumbs_of(review: Review, here: str = "") -> tuple[Crumb, ...]:
    """Return the way to a page of a review."""
    label = f"{unit_name(review)}, {review.year}"
    first = Crumb(_("Tổng kết"), reverse("yearend:review_list"))
    if not here:
        return (first, Crumb(label))
    return (first, Crumb(label, address("review", review)), Crumb(here))


def attempt(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do an act; say that it is done, or why it is not, on the next page."""
    try:
        act()
    except ReviewFault as fault:
        messages.error(request, str(fault))
        return False
    messages.success(request, done)
    return True


def reason_of(decision: Decision) -> str:
    """Return why an act is refused, empty when it is allowed."""
    return "" if decision else decision.reason
