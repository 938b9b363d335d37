"""The leader's page, search, and the record of acts."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongket.access.domain import Action, refused
from tongket.access.gate import actor_of, no_role_for, page, require
from tongket.access.where import current_period, current_unit
from tongket.core import clock
from tongket.core.dates import DayError, days_in_words, parse_day
from tongket.core.text import normalise
from tongket.desk.selectors.record import ROOMS, RecordFilter, act_in_words, events
from tongket.desk.selectors.searching import Results, search
from tongket.desk.selectors.standing import Change, RoundStanding, Target, standing_of
from tongket.org.selectors import name_of
from tongket.periods.domain import PeriodCode
from tongket.ui.rendering import render

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class LateLine:
    """A late return: where it opens, whose, how late."""

    address: str
    unit: str
    due_on: date
    words: str


@dataclass(frozen=True)
class RoundBlock:
    """A round with who is late."""

    found: RoundStanding
    address: str
    late: tuple[LateLine, ...]
    more: int


@dataclass(frozen=True)
class LeaderPage:
    """One page: where we stand against targets, what is late, what changed this week."""

    unit: str
    period: str
    targets: tuple[Target, ...]
    reported: int
    expected: int
    rounds: tuple[RoundBlock, ...]
    changes: tuple[Change, ...]
    accepted: int
    figures: str
    last_as_now: bool


@page(Action.SEE_LEADER_PAGE)
@require_safe
def leader(request: HttpRequest) -> HttpResponse:
    """Show where the unit stands."""
    unit, period, now = current_unit(request), current_period(request), clock.now()
    if unit is None or not actor_of(request).may(Action.SEE_LEADER_PAGE, unit):
        require(refused(no_role_for(Action.SEE_LEADER_PAGE)))
        raise AssertionError  # pragma: no cover - refused above
    found = standing_of(unit, period, now)
    shown = LeaderPage(
        unit=name_of([unit], now.date()).get(unit, ""),
        period=PeriodCode.parse(period).words,
        targets=found.targets,
        reported=found.reported,
        expected=found.expected,
        rounds=tuple(_block(one, now.date()) for one in found.rounds),
        changes=found.changes,
        accepted=found.accepted_this_week,
        figures="/so-lieu/",
        last_as_now=any(one.last_as_now for one in found.targets),
    )
    return render(request, "desk/leader.html", shown)


def _block(one: RoundStanding, today: date) -> RoundBlock:
    late = tuple(
        LateLine(
            reverse("submissions:form", args=[row.return_id]),
            row.unit,
            row.due_on,
            days_in_words(row.due_on, today),
        )
        for row in one.late
    )
    return RoundBlock(
        one, reverse("submissions:board", args=[one.code]), late, one.late_count - len(late)
    )


@dataclass(frozen=True)
class SearchPage:
    """What a text found."""

    text: str
    results: Results


@page(Action.SEE_HOME)
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Search units, indicators, figures and instruments."""
    text = normalise(request.GET.get("q", ""))[:200]
    found = search(
        text,
        actor=actor_of(request),
        unit_id=current_unit(request),
        period=current_period(request),
        today=clock.today(),
    )
    return render(request, "desk/search.html", SearchPage(text, found), fragment="results")


@dataclass(frozen=True)
class EventLine:
    """An act in the record, in words."""

    at: datetime
    actor: str
    act: str
    subject: str
    details: str


@dataclass(frozen=True)
class AuditPage:
    """The record, filtered."""

    rows: Page[EventLine]
    wanted: RecordFilter
    first: str
    last: str
    rooms: tuple[tuple[str, str], ...]
    fault: str


@page(Action.SEE_AUDIT)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did what, when."""
    asked, fault = request.GET, ""
    wanted = RecordFilter(normalise(asked.get("q", ""))[:100], asked.get("phan", ""))
    if wanted.room not in ROOMS:
        wanted = replace(wanted, room="")
    try:
        wanted = replace(wanted, first=_day(asked.get("tu", "")), last=_day(asked.get("den", "")))
    except DayError as wrong:
        fault = str(wrong)
    pages = Paginator(events(wanted), ROWS_A_PAGE)
    found = pages.get_page(asked.get("trang"))
    lines = [
        EventLine(
            row.at,
            row.actor_label or _("Hệ thống"),
            act_in_words(row.action),
            row.subject_label,
            _details(row.details),
        )
        for row in found.object_list
    ]
    found.object_list = lines  # type: ignore[assignment]  # the same page, its rows in words
    shown = AuditPage(
        found,  # type: ignore[arg-type]  # as above
        wanted,
        asked.get("tu", ""),
        asked.get("den", ""),
        tuple((room, _(words)) for room, words in ROOMS.items()),
        fault,
    )
    return render(request, "desk/audit.html", shown)


def _day(text: str) -> date | None:
    return parse_day(text) if text.strip() else None


def _details(details: dict[str, object]) -> str:
    """Return an act's particulars in one short line."""
    said = {True: _("có"), False: _("không")}
    parts = [
        f"{name}: {said[value] if isinstance(value, bool) else _plain(value)}"
        for name, value in details.items()
        if value not in (None, "", [])
    ]
    text = "; ".join(parts)
    return text if len(text) <= 120 else text[:119] + "…"


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
