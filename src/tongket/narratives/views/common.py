"""What the pages of narrative reports share: finding the report, its addresses, answering an act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import actor_of, fetch
from tongket.access.where import Shown, show
from tongket.core import clock
from tongket.narratives.models import NarrativeReport
from tongket.narratives.services import NarrativeFault
from tongket.org.selectors import name_of
from tongket.ui.components import Crumb


class SeeOther(HttpResponseRedirect):
    """303: after an act, look at the page."""

    status_code = 303


def report_of(request: HttpRequest, report_id: int) -> NarrativeReport:
    """Return a report the person may see, and let the frame say whose it is; 404 else."""
    report = fetch(
        NarrativeReport.objects.select_related("unit", "about", "period"),
        actor_of(request),
        Action.SEE_NARRATIVES,
        pk=report_id,
    )
    name = name_of([report.unit_id], clock.today()).get(report.unit_id, report.unit.code)
    period = report.period.code if report.period else str(clock.today().year)
    every = reverse("narratives:report_list")
    show(request, Shown(report.unit_id, name, period, every, address("report", report)))
    return report


def address(page: str, report: NarrativeReport, *more: int) -> str:
    """Return the address of a page of a report."""
    return reverse(f"narratives:{page}", args=[report.pk, *more])


def sentence_of(report: NarrativeReport, stated_id: int) -> str:
    """Return the address of a stated figure's place in its report, whichever part it is in."""
    return f"{address('report', report)}?xem=so-lieu&so={stated_id}#s{stated_id}"


def crumbs_of(report: NarrativeReport, here: str = "") -> tuple[Crumb, ...]:
    """Return the way to a page of a report."""
    first = Crumb(_("Soát văn bản"), reverse("narratives:report_list"))
    if not here:
        return (first, Crumb(report.title))
    return (first, Crumb(report.title, address("report", report)), Crumb(here))


def attempt(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do an act; say that it is done, or why it is not, on the next page."""
    try:
        act()
    except NarrativeFault as fault:
        messages.error(request, str(fault))
        return False
    if done:
        messages.success(request, done)
    return True
