"""What the frame of every page shows: where I am, when, and the main sections.

A section is shown when its page exists and the gate's own mark on that page lets the person in, so
the bar and the gate cannot disagree. Everything is worked out on first use: a fragment or the page
of a fault asks the database nothing.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongket.access.domain import Action, Actor
from tongket.access.gate import actor_of
from tongket.access.where import Shown, current_period, current_unit, shown_on
from tongket.core import clock
from tongket.org.models import UnitVersion
from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period

PERIODS_SHOWN = 24


@dataclass(frozen=True)
class Place:
    """A section as it is declared: its page, its words, its icon."""

    url_name: str
    label: str | Promise
    short: str | Promise
    icon: str


PLACES = (
    Place("home", _("Việc của tôi"), _("Việc"), "home"),
    Place("submissions:round_list", _("Báo cáo"), _("Báo cáo"), "report"),
    Place("rollup:overview", _("Số liệu"), _("Số liệu"), "figures"),
    Place("narratives:report_list", _("Soát văn bản"), _("Soát"), "proofread"),
    Place("yearend:review_list", _("Tổng kết"), _("Tổng kết"), "review"),
    Place("org:tree", _("Tổ chức"), _("Tổ chức"), "tree"),
    Place("rulebook:rule_list", _("Văn bản – quy định"), _("Quy định"), "rules"),
    Place("desk:leader", _("Lãnh đạo"), _("Lãnh đạo"), "leader"),
    Place("desk:audit", _("Nhật ký"), _("Nhật ký"), "audit"),
)
ON_THE_PHONE = 3
"""So many sections stand in the phone's bar; the others behind "Thêm"."""


@dataclass(frozen=True)
class Section:
    """A section as one person sees it."""

    label: str
    short: str
    icon: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class UnitChoice:
    """A unit the person may act for, by its name of today."""

    id: int
    code: str
    name: str
    role: str


@dataclass(frozen=True)
class PeriodChoice:
    """A period that can be looked at."""

    code: str
    label: str


@dataclass(frozen=True)
class Frame:
    """All that ``ui/base.html`` asks about the person and the place. Absent addresses are empty."""

    signed_in: bool = False
    name: str = ""
    unit: UnitChoice | None = None
    units: tuple[UnitChoice, ...] = ()
    period: str = ""
    period_label: str = ""
    periods: tuple[PeriodChoice, ...] = ()
    sections: tuple[Section, ...] = ()
    search: str = ""
    elsewhere: bool = False
    """Whether the page is about a unit that is none of the person's own."""
    after_unit: str = ""
    after_period: str = ""
    set_unit: str = ""
    set_period: str = ""
    set_language: str = ""
    sign_in: str = ""
    sign_out: str = ""

    @property
    def first_sections(self) -> tuple[Section, ...]:
        """The sections of the phone's bar."""
        return self.sections[:ON_THE_PHONE]

    @property
    def other_sections(self) -> tuple[Section, ...]:
        """The sections behind "Thêm"."""
        return self.sections[ON_THE_PHONE:]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the base template; lazy."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame for this person and address. At most two queries."""
    actor = actor_of(request)
    language = address_of("set_language")
    if not actor.user_id:
        return Frame(set_language=language, sign_in=address_of("sign_in"))
    units = _units(actor)
    shown = shown_on(request) or _as_chosen(request)
    period = shown.period
    periods = _periods(period)
    return Frame(
        signed_in=True,
        name=actor.name,
        unit=_unit(shown, units),
        elsewhere=bool(shown.unit_id) and shown.unit_id not in actor.appointments,
        after_unit=shown.after_unit,
        after_period=shown.after_period,
        units=units,
        period=period,
        period_label=next(choice.label for choice in periods if choice.code == period),
        periods=periods,
        sections=_sections(actor, request.path),
        search=address_of("desk:search"),
        set_unit=address_of("set_unit"),
        set_period=address_of("set_period"),
        set_language=language,
        sign_in=address_of("sign_in"),
        sign_out=address_of("sign_out"),
    )


def _as_chosen(request: HttpRequest) -> Shown:
    """Return what the person chose last; choosing again comes back to this page."""
    here = request.get_full_path()
    return Shown(current_unit(request) or 0, "", current_period(request), here, here)


def _unit(shown: Shown, units: tuple[UnitChoice, ...]) -> UnitChoice | None:
    own = next((unit for unit in units if unit.id == shown.unit_id), None)
    if own is None and shown.unit_name:
        return UnitChoice(shown.unit_id, "", shown.unit_name, "")
    return own


def address_of(url_name: str) -> str:
    """Return the address of a page without arguments; empty when there is no such page."""
    return _address(url_name, settings.ROOT_URLCONF)


def action_at(address: str) -> Action | None:
    """Return the action that the gate asks for at an address."""
    return _action(address, settings.ROOT_URLCONF)


@lru_cache(maxsize=64)
def _address(url_name: str, addresses: str) -> str:
    try:
        return reverse(url_name, addresses)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=64)
def _action(address: str, addresses: str) -> Action | None:
    action: Action | None = getattr(resolve(address, addresses).func, "access_action", None)
    return action


def _sections(actor: Actor, path: str) -> tuple[Section, ...]:
    shown = []
    for place in PLACES:
        address = address_of(place.url_name)
        if not address:
            continue
        action = action_at(address)
        if action is None or actor.may(action):
            here = path == address if address == "/" else path.startswith(address)
            shown.append(Section(str(place.label), str(place.short), place.icon, address, here))
    return tuple(shown)


def _units(actor: Actor) -> tuple[UnitChoice, ...]:
    if not actor.appointments:
        return ()
    versions = (
        UnitVersion.objects.on(clock.today())
        .filter(unit__in=actor.appointments)
        .order_by("sort_key")
        .values_list("unit_id", "unit__code", "name")
    )
    return tuple(
        UnitChoice(unit_id, code, name, gettext(actor.appointments[unit_id]))
        for unit_id, code, name in versions
    )


def _periods(current: str) -> tuple[PeriodChoice, ...]:
    """List the periods that have begun, latest first; the current one always among them."""
    codes = list(
        Period.objects.filter(starts_on__lte=clock.today())
        .order_by("-starts_on", "-ends_before")
        .values_list("code", flat=True)[:PERIODS_SHOWN]
    )
    if current not in codes:
        codes.insert(0, current)
    return tuple(PeriodChoice(code, PeriodCode.parse(code).words) for code in codes)
