"""Where a unit stands: against targets, who is late, what changed this week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from tongket.core.numbers import format_number
from tongket.core.rounding import Rounding, percent
from tongket.figures.domain import FigureKey, from_thousandths
from tongket.figures.models import Observation
from tongket.indicators.selectors import definitions
from tongket.org.models import Ancestry, Unit
from tongket.org.selectors import name_of, unit_on
from tongket.periods.domain import PeriodCode
from tongket.submissions.models import Round, Submission
from tongket.submissions.selectors import COUNTED_IN, unit_names
from tongket.submissions.selectors.rounds import NOT_SENT, Progress, progress_below
from tongket.yearend.compiler import Known, Request
from tongket.yearend.domain.wording import change_text, number_text
from tongket.yearend.selectors import fetch, outline_for

WEEK = timedelta(days=7)
MOST_LATE, MOST_CHANGES = 15, 20
_TENTH = Rounding(digits=1)


@dataclass(frozen=True)
class Opening:
    """A number that opens: its words and its figure's id."""

    text: str
    figure_id: str
    part: str = ""
    """Which part of it came through a division of units, in words."""


@dataclass(frozen=True)
class Target:
    """A result beside its target and last year's. ``done`` is in percent, None without a target."""

    name: str
    value: Opening
    target: Opening | None
    done: Decimal | None
    last: Opening | None
    change: str
    basis: str
    last_as_now: bool = False
    """Whether last year's number stands in this year's structure: the unit did not exist then."""


@dataclass(frozen=True)
class LateReturn:
    """A return that should have been sent."""

    return_id: int
    unit: str
    due_on: date


@dataclass(frozen=True)
class RoundStanding:
    """A round of the period: how many below have sent, who is late (first the longest)."""

    title: str
    code: str
    progress: Progress
    late: tuple[LateReturn, ...]
    late_count: int


@dataclass(frozen=True)
class Change:
    """A figure that was corrected: before and after."""

    name: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    figure_id: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """Where a unit stands in a period."""

    targets: tuple[Target, ...]
    reported: int
    """Units at the bottom whose reports stand behind the results …"""
    expected: int
    """… of so many that should have reported."""
    rounds: tuple[RoundStanding, ...]
    changes: tuple[Change, ...]
    accepted_this_week: int


def standing_of(unit_id: int, period: str, now: datetime) -> Standing:
    """Return where a unit stands; the number of queries does not depend on how many lie below."""
    code = Unit.objects.values_list("code", flat=True).get(pk=unit_id)
    below = Ancestry.objects.on(now.date()).filter(ancestor=unit_id).values("descendant")
    week = Submission.objects.filter(
        unit__in=below, state__in=COUNTED_IN, changed_at__gte=now - WEEK
    )
    targets, reported, expected = _targets(code, period, now.date())
    return Standing(
        targets,
        reported,
        expected,
        _rounds(unit_id, period, now.date()),
        _changes(unit_id, now),
        week.count(),
    )


def _targets(code: str, period: str, today: date) -> tuple[tuple[Target, ...], int, int]:
    wanted = PeriodCode.parse(period)
    node = unit_on(code, wanted.last_day) or unit_on(code, today)
    measures = outline_for(node.kind if node else "").results
    defined = definitions(measures, wanted.last_day)
    aims = {one.target for one in defined.values() if one.target}
    last = wanted.same_last_year().code
    requests = {Request(one, code, period) for one in {*measures, *aims}}
    requests |= {Request(one, code, last) for one in measures}
    known = fetch(requests, code, period)
    found = [_target(one, code, (period, last), known) for one in measures]
    widest = max(known.values(), key=lambda one: one.expected, default=None)
    told = (widest.reported, widest.expected) if widest else (0, 0)
    return tuple(one for one in found if one is not None), *told


def _target(
    measure: str, code: str, periods: tuple[str, str], known: dict[Request, Known]
) -> Target | None:
    now = known.get(Request(measure, code, periods[0]))
    if now is None or now.value is None:
        return None
    aim = known.get(Request(now.target, code, periods[0])) if now.target else None
    last = known.get(Request(measure, code, periods[1]))
    has_aim = aim is not None and bool(aim.value)
    return Target(
        now.label,
        _opening(now),
        _opening(aim) if aim is not None and has_aim else None,
        percent(now.value, aim.value, _TENTH) if aim is not None and aim.value else None,
        _opening(last) if last is not None and last.value is not None else None,
        change_text(now.shown, last.shown) if last is not None and last.value is not None else "",
        now.basis,
        last is not None and last.restated_on is not None and last.value is not None,
    )


def _opening(known: Known) -> Opening:
    part = ""
    if known.apportioned:
        part = _("gồm %(part)s chia theo tỷ lệ") % {"part": format_number(known.apportioned)}
    return Opening(number_text(known.shown), known.figure_id, part)


def _rounds(unit_id: int, period: str, today: date) -> tuple[RoundStanding, ...]:
    rounds = list(
        Round.objects.filter(submissions__approver=unit_id, period__code=period)
        .distinct()
        .order_by("-opens_on", "code")[:5]
    )
    progress = progress_below([one.pk for one in rounds], [unit_id])
    return tuple(_round(one, unit_id, progress[one.pk, unit_id], today) for one in rounds)


def _round(found: Round, unit_id: int, progress: Progress, today: date) -> RoundStanding:
    below = Ancestry.objects.on(today).filter(ancestor=unit_id, depth__gt=0).values("descendant")
    late = (
        Submission.objects.whole()
        .filter(round=found, state__in=NOT_SENT, due_on__lt=today, unit__in=below)
        .order_by("due_on", "unit")
    )
    first = list(late[:MOST_LATE])
    names = unit_names(first)
    rows = tuple(LateReturn(row.pk, names[row.pk], row.due_on) for row in first)
    return RoundStanding(found.title, found.code, progress, rows, late.count())


def _changes(unit_id: int, now: datetime) -> tuple[Change, ...]:
    """Return the figures corrected in the last week at and below a unit, the newest first."""
    below = Ancestry.objects.on(now.date()).filter(ancestor=unit_id).values("descendant")
    rows = list(
        Observation.objects.official()
        .filter(evidence__recorded_at__gte=now - WEEK, supersedes__isnull=False, unit__in=below)
        .select_related("measure__indicator", "supersedes")
        .order_by("-recorded_at", "-pk")[:MOST_CHANGES]
    )
    names = name_of({row.unit_id for row in rows}, now.date())
    defined = definitions({row.measure.indicator.code for row in rows}, now.date())
    return tuple(
        Change(
            defined[code].name if (code := row.measure.indicator.code) in defined else code,
            names.get(row.unit_id, ""),
            from_thousandths(row.supersedes.value) if row.supersedes else None,
            from_thousandths(row.value),
            FigureKey(row.measure_id, row.unit_id, row.period_id).id,
            row.recorded_at,
        )
        for row in rows
    )
