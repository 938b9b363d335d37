"""What the overview was asked for: unit, period, form, structure; and the table that answers."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import actor_of
from tongket.access.where import current_period, current_unit
from tongket.figures.domain import FigureKey
from tongket.indicators.models import FormVersion
from tongket.indicators.selectors import form_on
from tongket.org.models import Unit
from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period
from tongket.rollup.domain import MeasureView, RollupFault
from tongket.rollup.models import Expectation, StoredTotal
from tongket.rollup.selectors.measures import measures_by_id, tree_day
from tongket.rollup.selectors.places import Place, place_of
from tongket.rollup.selectors.tables import Table, ratios_over, table
from tongket.rollup.views.shared import STRUCTURE, asked_day, unit_in_scope

UNIT, PERIOD, FORM, VIEW, SECTION = "tai", "ky", "bieu", "xem", "phan"
"""Parameters of the overview's address."""


@dataclass(frozen=True)
class Line:
    """A line of the form as shown; ``number`` is empty for a computed ratio."""

    number: str
    label: str
    measure: MeasureView
    is_part: bool = False


@dataclass(frozen=True)
class Part:
    """A section of the form."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Asked:
    """Everything the overview was asked for, read and checked."""

    unit: Unit
    period: Period
    forms: tuple[tuple[str, str], ...]
    form_code: str
    form_title: str
    structure: date | None
    error: str
    parameters: dict[str, str]

    def address(self, name: str = "rollup:overview", **changes: str) -> str:
        """Return the overview's address with some parameters changed; empty ones are dropped."""
        merged = {UNIT: self.unit.code, PERIOD: self.period.code, **self.parameters, **changes}
        kept = {key: value for key, value in merged.items() if value}
        return f"{reverse(name)}?{urlencode(kept)}"


def read(request: HttpRequest) -> Asked | None:
    """Read the address; None when nothing was ever reported for the period or no form is known.

    Raises ``OutOfScope`` for a unit outside the person's scope.
    """
    period = Period.objects.filter(code=current_period(request)).first()
    day, error = asked_day(request)
    unit = None if period is None else _unit(request, day or tree_day(period))
    if unit is None or period is None:
        return None
    forms = _forms(unit, period)
    if not forms:
        return None
    chosen = request.GET.get(FORM, "")
    if chosen not in dict(forms):
        chosen = forms[0][0]
    parameters = {
        name: request.GET[name]
        for name in (FORM, VIEW, SECTION, STRUCTURE)
        if name in request.GET and not (name == STRUCTURE and error)
    }
    own = day == tree_day(period)
    return Asked(
        unit=unit,
        period=period,
        forms=forms,
        form_code=chosen,
        form_title=dict(forms)[chosen],
        structure=None if own else day,
        error=error,
        parameters=parameters,
    )


def _unit(request: HttpRequest, day: date) -> Unit | None:
    code = request.GET.get(UNIT, "")
    if code:
        return unit_in_scope(request, code, day)
    unit_id = current_unit(request)
    if unit_id is None or unit_id not in actor_of(request).units(Action.SEE_FIGURES):
        return None
    return Unit.objects.get(pk=unit_id)


def _forms(unit: Unit, period: Period) -> tuple[tuple[str, str], ...]:
    """Return the forms that have anything to show for the unit, the fullest first: code and title.

    Those it owes first, then those with totals at the unit; all of the day where there is none.
    """
    versions = FormVersion.objects.on(tree_day(period))
    totals = StoredTotal.objects.filter(period=period, unit=unit, count__gt=0).values("measure")
    owed = Expectation.objects.filter(unit=unit, period=period).values("form")
    filled = versions.annotate(
        lines=Count("sections__lines", distinct=True),
        reported=Count(
            "sections__lines", filter=Q(sections__lines__measure__in=totals), distinct=True
        ),
        is_owed=Exists(owed.filter(form=OuterRef("template"))),
    )
    rows = [
        (is_owed, reported / max(lines, 1), code, title)
        for code, title, lines, reported, is_owed in filled.values_list(
            "template__code", "title", "lines", "reported", "is_owed"
        )
    ]
    rows.sort(key=lambda row: (not row[0], -row[1], row[2]))
    something = [row for row in rows if row[0] or row[1]]
    return tuple((code, title) for _owed, _part, code, title in something or rows)


@dataclass(frozen=True)
class Answer:
    """The table and the lines it is shown by; ``last`` is the unit alone one year before."""

    place: Place
    table: Table
    parts: tuple[Part, ...]
    last: Table | None

    @property
    def last_as_now(self) -> bool:
        """Whether last year stands in this year's structure, because the unit did not exist then."""
        return self.place.asked is None and self.last is not None and self.last.place.is_restated

    def speaks(self, part: Part) -> bool:
        """Whether anything of a section was reported, this year or last."""
        unit = self.place.unit.id
        return any(
            shown.value(unit, line.measure) is not None
            for shown in (self.table, self.last)
            if shown is not None
            for line in part.lines
        )


def answer(asked: Asked) -> Answer:
    """Read the figures asked for; raise ``RollupFault`` when the structure has no such unit."""
    key = FigureKey(1, asked.unit.pk, asked.period.pk, asked.structure)
    place = place_of(key)
    day = tree_day(asked.period)
    form = form_on(asked.form_code, day)
    known = measures_by_id({line.measure_id for line in form.lines}, day)
    parts = [
        Part(
            section.title,
            tuple(
                Line(line.number, line.label, known[line.measure_id], line.parent_id is not None)
                for line in section.lines
                if line.measure_id in known
            ),
        )
        for section in form.sections
    ]
    totals = [view for view in known.values() if not view.cell]
    ratios = [view for view in ratios_over(totals, asked.period) if view.measure_id not in known]
    if ratios:
        lines = tuple(Line("", view.name, view) for view in ratios)
        parts.append(Part(_("Tỷ lệ tính từ các số trên"), lines))
    shown = [line.measure for part in parts for line in part.lines]
    return Answer(place, table(place, shown), tuple(parts), _last_year(asked, shown))


def _last_year(asked: Asked, shown: list[MeasureView]) -> Table | None:
    """Read the same lines of the unit one year before; in the asked structure where one is asked.

    A unit that did not exist then has last year's values as this year's structure brings them.
    """
    code = PeriodCode.parse(asked.period.code).same_last_year().code
    before = Period.objects.filter(code=code).first()
    if before is None:
        return None
    days = [asked.structure] if asked.structure else [None, tree_day(asked.period)]
    for day in days:
        try:
            place = place_of(FigureKey(1, asked.unit.pk, before.pk, day))
        except RollupFault:
            continue
        return table(place, shown, below=False)
    return None
