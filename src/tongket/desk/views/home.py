"""Việc của tôi, and the page of help."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongket.access.domain import Action
from tongket.access.gate import actor_of, page
from tongket.core import clock
from tongket.core.dates import days_in_words
from tongket.desk.selectors.work import (
    MOST_SHOWN,
    OpenNarrative,
    ReviewInProgress,
    RoundProgress,
    Waiting,
    work_of,
)
from tongket.submissions.selectors.corrections import Correction
from tongket.ui.rendering import render


@dataclass(frozen=True)
class Line:
    """A return in a list: where it opens, whose, until when in words, why it came back."""

    address: str
    title: str
    unit: str
    due_on: date
    due_words: str
    late: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class RoundLine:
    """An open round and how far the units below are."""

    title: str
    unit: str
    address: str
    sent: int
    expected: int


@dataclass(frozen=True)
class ReviewLine:
    """A review in progress."""

    title: str
    address: str


@dataclass(frozen=True)
class NarrativeLine:
    """A narrative report in which something is still to be mended."""

    title: str
    address: str
    errors: int
    warnings: int


@dataclass(frozen=True)
class HomePage:
    """What waits for me."""

    name: str
    due: tuple[Line, ...]
    to_accept: tuple[Line, ...]
    more_to_accept: int
    returned: tuple[Line, ...]
    rounds: tuple[RoundLine, ...]
    reviews: tuple[ReviewLine, ...]
    done: tuple[Line, ...]
    corrections: tuple[Correction, ...]
    narratives: tuple[NarrativeLine, ...]
    fills: bool
    accepts: bool
    returns: str


@page(Action.SEE_HOME)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due, what waits for my acceptance, what came back."""
    actor, today = actor_of(request), clock.today()
    work = work_of(actor, today)
    shown = HomePage(
        name=actor.name,
        due=tuple(_line(one, today, "form") for one in work.due),
        to_accept=tuple(_line(one, today, "review") for one in work.to_accept),
        more_to_accept=max(work.to_accept_count - MOST_SHOWN, 0),
        returned=tuple(_line(one, today, "form") for one in work.returned),
        rounds=tuple(_round(one) for one in work.rounds),
        reviews=tuple(_review(one) for one in work.reviews),
        done=tuple(_line(one, today, "version") for one in work.done),
        corrections=work.corrections,
        narratives=tuple(_narrative(one) for one in work.narratives),
        fills=work.fills,
        accepts=work.accepts,
        returns=reverse("submissions:round_list"),
    )
    return render(request, "desk/home.html", shown)


def _line(one: Waiting, today: date, page_name: str) -> Line:
    if page_name == "version" and one.version:
        address = reverse("submissions:version", args=[one.return_id, one.version])
    else:
        name = "form" if page_name == "version" else page_name
        address = reverse(f"submissions:{name}", args=[one.return_id])
    words = days_in_words(one.due_on, today)
    return Line(address, one.round_title, one.unit, one.due_on, words, one.late, one.reasons)


def _round(one: RoundProgress) -> RoundLine:
    address = reverse("submissions:board", args=[one.code])
    return RoundLine(one.title, one.unit, address, one.progress.sent, one.progress.expected)


def _review(one: ReviewInProgress) -> ReviewLine:
    return ReviewLine(
        f"{one.unit}, {one.year}", reverse("yearend:review", args=[one.code, one.year])
    )


def _narrative(one: OpenNarrative) -> NarrativeLine:
    address = reverse("narratives:report", args=[one.report_id])
    return NarrativeLine(one.title, address, one.errors, one.warnings)


@dataclass(frozen=True)
class HelpPage:
    """How the common tasks go; the words used."""

    day: date


@page(None, public=True)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how the common tasks go."""
    return render(request, "desk/help.html", HelpPage(clock.today()))
