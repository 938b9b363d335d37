"""What the pages of figures share: addresses, scope, the days of other structures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from tongket.access.domain import Action
from tongket.access.gate import actor_of
from tongket.access.refusals import OutOfScope
from tongket.core.dates import DayError, format_day, parse_day
from tongket.figures.domain import FigureFault, FigureKey
from tongket.org.models import Ancestry, Reorganisation, Unit, UnitVersion
from tongket.periods.models import Period
from tongket.rollup.selectors.measures import tree_day

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
    period = Period.objects.filter(pk=key.period_id).first()
    if period is None or not Unit.objects.filter(pk=key.unit_id).exists():
        raise OutOfScope
    if not visible(request, [key.unit_id], key.structure or tree_day(period)):
        raise OutOfScope
    return key


def visible(request: HttpRequest, unit_ids: Collection[int], day: date) -> set[int]:
    """Return which units' figures the person may see in the structure of ``day``.

    Those in the person's scope of today, and those that lay on ``day`` below a unit of it: a
    district that ended without successor stays visible to the province it belonged to.
    At most one query.
    """
    scope = actor_of(request).units(Action.SEE_FIGURES)
    seen = {unit for unit in unit_ids if unit in scope}
    others = set(unit_ids) - seen
    if others:
        pairs = Ancestry.objects.on(day).filter(descendant__in=others, depth__gt=0)
        seen |= {
            unit
            for unit, above in pairs.values_list("descendant_id", "ancestor_id")
            if above in scope
        }
    return seen


def unit_in_scope(request: HttpRequest, code: str, day: date) -> Unit:
    """Return a unit by code; 404 when the person may not see its figures on ``day``."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not visible(request, [unit.pk], day):
        raise OutOfScope
    return unit


@dataclass(frozen=True)
class StructureChoice:
    """A day whose structure can be chosen."""

    label: str
    address: str
    is_current: bool


def structure_days(own: date, unit_id: int) -> list[date]:
    """Return the days offered: the period's own, and the first day after each reorganisation.

    Days on which the unit does not exist are left out: there its figure would lead nowhere.
    """
    applied = Reorganisation.objects.filter(state=Reorganisation.State.APPLIED)
    days = applied.order_by("-effective_on").values_list("effective_on", flat=True).distinct()
    versions = list(UnitVersion.objects.filter(unit=unit_id))
    offered = [own, *(day for day in days[:_DAYS_OFFERED] if day != own)]
    return [day for day in offered if any(version.holds_on(day) for version in versions)]


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
