"""What the pages of figures share: addresses, scope, the days of other structures."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from tongket.access.domain import Action
from tongket.access.gate import actor_of, fetch
from tongket.access.refusals import OutOfScope
from tongket.core.dates import DayError, format_day, parse_day
from tongket.figures.domain import FigureFault, FigureKey
from tongket.org.models import Reorganisation, Unit

STRUCTURE = "co-cau"
"""Parameter that asks for the structure of another day."""
_DAYS_OFFERED = 6


def figure_address(key: FigureKey) -> str:
    """Return the address of a figure's page."""
    return reverse("rollup:figure", args=[key.id])


def key_in_scope(request: HttpRequest, figure_id: str) -> FigureKey:
    """Read a figure's id; 404 when it is none or its unit lies outside the person's scope."""
    try:
        key = FigureKey.parse(figure_id)
    except FigureFault:
        raise OutOfScope from None
    fetch(Unit.objects, actor_of(request), Action.SEE_FIGURES, pk=key.unit_id)
    return key


@dataclass(frozen=True)
class StructureChoice:
    """A day whose structure can be chosen."""

    label: str
    address: str
    is_current: bool


def structure_days(own: date) -> list[date]:
    """Return the days offered: the period's own, and the first day after each reorganisation."""
    applied = Reorganisation.objects.filter(state=Reorganisation.State.APPLIED)
    days = applied.order_by("-effective_on").values_list("effective_on", flat=True).distinct()
    return [own, *(day for day in days[:_DAYS_OFFERED] if day != own)]


def asked_day(request: HttpRequest) -> tuple[date | None, str]:
    """Read the structure asked for: the day, or the sentence that says why it cannot be read."""
    text = request.GET.get(STRUCTURE, "").strip()
    if not text:
        return None, ""
    try:
        return parse_day(text), ""
    except DayError as fault:
        return None, str(fault)


def day_label(day: date) -> str:
    """Write a day for a link."""
    return format_day(day)
