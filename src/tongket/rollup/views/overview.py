"""The roll-up of a form: totals first, the units below, last year and targets beside."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import page
from tongket.access.refusals import OutOfScope
from tongket.access.where import Shown, show
from tongket.core.numbers import format_number
from tongket.periods.domain import PeriodCode
from tongket.rollup.domain import MeasureView, RollupFault
from tongket.rollup.selectors.completeness import completeness_below
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.selectors.tables import Table
from tongket.rollup.views.asked import SECTION, UNIT, VIEW, Answer, Asked, Part, answer, read
from tongket.rollup.views.excel import workbook
from tongket.rollup.views.shared import (
    STRUCTURE,
    StructureChoice,
    day_label,
    figure_address,
    structure_days,
)
from tongket.ui.components import MissingUnit, Tab
from tongket.ui.rendering import render

SUMMARY, BY_UNIT, TURNED = "tong", "don-vi", "dong"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Cell:
    """A figure in a table: written out, and the page that opens it."""

    words: str
    address: str
    label: str
    part: str = ""
    """Which part of it came through a division, in words."""


@dataclass(frozen=True)
class Slot:
    """A place in a row: its column's head (shown beside it on a phone) and the figure, if any."""

    head: str
    cell: Cell | None


@dataclass(frozen=True)
class Row:
    """A row: what it is, a link where there is one, its figures."""

    label: str
    slots: tuple[Slot, ...]
    number: str = ""
    address: str = ""
    is_total: bool = False
    is_part: bool = False
    change: str = ""


@dataclass(frozen=True)
class Block:
    """Rows under one heading."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class OverviewPage:
    """The roll-up of one form for one unit and period."""

    title: str
    unit: str
    period_label: str
    blocks: tuple[Block, ...] = ()
    view: str = SUMMARY
    tabs: tuple[Tab, ...] = ()
    sections: tuple[Tab, ...] = ()
    forms: tuple[Tab, ...] = ()
    sent: int = 0
    expected: int = 0
    missing: tuple[MissingUnit, ...] = ()
    export_address: str = ""
    structures: tuple[StructureChoice, ...] = ()
    structure_day: date | None = None
    structure_back: str = ""
    error: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    has_children: bool = False
    last_as_now: bool = False
    """Whether last year is shown in this year's structure: the unit did not exist then."""
    silent: tuple[str, ...] = ()
    """Sections of which nothing was reported: named, not shown as rows of dashes."""


@page(Action.SEE_FIGURES)
def overview(request: HttpRequest) -> HttpResponse:
    """Show the roll-up; ``?xem=tong|don-vi|dong`` turns it, ``?co-cau=`` takes another structure."""
    asked = read(request)
    if asked is None:
        return render(request, "rollup/overview.html", OverviewPage(_("Số liệu"), "", ""))
    address = asked.address(ky="")
    try:
        found = answer(asked)
    except RollupFault as fault:
        context = _page(asked, None, str(fault))
    else:
        context = _page(asked, found, asked.error, request.GET.get(VIEW, SUMMARY))
        context = _with_section(context, asked, found, request.GET.get(SECTION, ""))
    own = asked.address(**{UNIT: ""})
    show(request, Shown(asked.unit.pk, context.unit, asked.period.code, own, address))
    return render(request, "rollup/overview.html", context)


@page(Action.SEE_FIGURES)
def export(request: HttpRequest) -> HttpResponse:
    """Send the roll-up as an Excel file: every line, the unit and its children."""
    asked = read(request)
    if asked is None:
        raise OutOfScope
    try:
        found = answer(asked)
    except RollupFault:
        raise OutOfScope from None
    title = f"{asked.form_title}, {PeriodCode.parse(asked.period.code).words}"
    response = HttpResponse(workbook(title, found), content_type=EXCEL)
    name = f"so-lieu-{asked.unit.code}-{asked.period.code}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(asked: Asked, found: Answer | None, error: str, view: str = SUMMARY) -> OverviewPage:
    own = tree_day(asked.period)
    current = asked.structure or own
    told = completeness_below(asked.unit.pk, asked.period.pk, asked.form_code, own)
    view = view if view in {SUMMARY, BY_UNIT, TURNED} else SUMMARY
    return OverviewPage(
        title=asked.form_title,
        unit=found.place.unit.name if found else asked.unit.code,
        period_label=PeriodCode.parse(asked.period.code).words,
        view=view,
        tabs=_tabs(asked, view),
        forms=_forms(asked),
        sent=told.reported,
        expected=told.expected,
        missing=tuple(MissingUnit(unit.name) for unit in told.missing),
        export_address=asked.address("rollup:export") if found else "",
        structures=tuple(
            StructureChoice(day_label(day), _in_structure(asked, day, own), day == current)
            for day in structure_days(own, asked.unit.pk)
        ),
        structure_day=asked.structure,
        structure_back=asked.address(**{STRUCTURE: ""}) if asked.structure else "",
        error=error,
        kept={UNIT: asked.unit.code, "ky": asked.period.code, **asked.parameters, STRUCTURE: ""},
        has_children=bool(found and found.table.children),
        last_as_now=bool(found and found.last_as_now),
        blocks=_summary(found) if found and view == SUMMARY else (),
        silent=tuple(part.title for part in found.parts if not found.speaks(part)) if found else (),
    )


def _in_structure(asked: Asked, day: date, own: date) -> str:
    return asked.address(**{STRUCTURE: "" if day == own else day_label(day)})


def _tabs(asked: Asked, view: str) -> tuple[Tab, ...]:
    labels = {SUMMARY: _("Tổng hợp"), BY_UNIT: _("Theo đơn vị"), TURNED: _("Theo dòng")}
    return tuple(
        Tab(label, asked.address(**{VIEW: key}), key == view) for key, label in labels.items()
    )


def _forms(asked: Asked) -> tuple[Tab, ...]:
    if len(asked.forms) < 2:
        return ()
    return tuple(
        Tab(title, asked.address(bieu=code, phan=""), code == asked.form_code)
        for code, title in asked.forms
    )


def _with_section(page: OverviewPage, asked: Asked, found: Answer, section: str) -> OverviewPage:
    """Add the section chosen for the two views that show units."""
    if page.view == SUMMARY:
        return page
    spoken = [number for number, part in enumerate(found.parts) if found.speaks(part)]
    place = spoken[0] if spoken else 0
    if section.isdigit() and int(section) < len(found.parts):
        place = int(section)
    tabs = tuple(
        Tab(part.title, asked.address(**{SECTION: str(number)}), number == place)
        for number, part in enumerate(found.parts)
        if number in spoken or number == place
    )
    show: Callable[[Asked, Answer, int], Block] = _by_unit if page.view == BY_UNIT else _turned
    return replace(
        page, sections=tabs if len(tabs) > 1 else (), blocks=(show(asked, found, place),)
    )


def _summary(found: Answer) -> tuple[Block, ...]:
    """Return lines down: total, last year, change, and the target where one was set."""
    return tuple(_summary_block(found, part) for part in found.parts if found.speaks(part))


def _summary_block(found: Answer, part: Part) -> Block:
    unit = found.place.unit.id
    columns: list[tuple[str, list[Cell | None]]] = [
        (_("Toàn đơn vị"), [_cell(found.table, unit, line.measure) for line in part.lines])
    ]
    if found.last is not None:
        before = [_cell(found.last, unit, line.measure) for line in part.lines]
        columns.append(
            (_("Năm trước, theo cơ cấu nay") if found.last_as_now else _("Năm trước"), before)
        )
    targets = [_target(found.table, unit, line.measure) for line in part.lines]
    if any(targets):
        columns.append((_("Chỉ tiêu giao"), targets))
    rows = [
        Row(
            label=line.label,
            number=line.number,
            is_part=line.is_part,
            slots=tuple(Slot(head, cells[place]) for head, cells in columns),
            change=_change(found, unit, line.measure),
        )
        for place, line in enumerate(part.lines)
    ]
    return Block(part.title, tuple(head for head, _cells in columns), tuple(rows))


def _by_unit(asked: Asked, found: Answer, place: int) -> Block:
    """Return units down, the lines of one section across; the total first."""
    part = found.parts[place]
    units = [found.place.unit, *found.table.children]
    rows = [
        Row(
            label=unit.name if number else _("Toàn đơn vị"),
            address=asked.address(**{UNIT: unit.code}) if number else "",
            slots=tuple(
                Slot(line.label, _cell(found.table, unit.id, line.measure)) for line in part.lines
            ),
            is_total=number == 0,
        )
        for number, unit in enumerate(units)
    ]
    return Block(part.title, tuple(line.label for line in part.lines), tuple(rows))


def _turned(_asked: Asked, found: Answer, place: int) -> Block:
    """Return the lines of one section down, units across; the total first."""
    part = found.parts[place]
    units = [found.place.unit, *found.table.children]
    heads = (_("Toàn đơn vị"), *(child.name for child in found.table.children))
    rows = [
        Row(
            label=line.label,
            number=line.number,
            is_part=line.is_part,
            slots=tuple(
                Slot(head, _cell(found.table, unit.id, line.measure))
                for head, unit in zip(heads, units, strict=True)
            ),
        )
        for line in part.lines
    ]
    return Block(part.title, heads, tuple(rows))


def _cell(table: Table, unit_id: int, measure: MeasureView) -> Cell | None:
    value = table.value(unit_id, measure)
    if value is None:
        return None
    return Cell(
        words=measure.words(value),
        address=figure_address(table.key(unit_id, measure)),
        label=measure.name,
        part=_part(table.apportioned(unit_id, measure)),
    )


def _part(apportioned: Decimal) -> str:
    if not apportioned:
        return ""
    return _("gồm %(part)s chia theo tỷ lệ") % {"part": format_number(apportioned)}


def _target(table: Table, unit_id: int, measure: MeasureView) -> Cell | None:
    target = table.by_indicator.get(measure.target_id or 0)
    return None if target is None or measure.cell else _cell(table, unit_id, target)


def _change(found: Answer, unit_id: int, measure: MeasureView) -> str:
    """Write the difference from last year: ``+12``, ``−3``, ``không đổi``."""
    if found.last is None:
        return ""
    now, before = found.table.value(unit_id, measure), found.last.value(unit_id, measure)
    if now is None or before is None:
        return ""
    return _signed(now - before)


def _signed(change: Decimal) -> str:
    if change == 0:
        return _("không đổi")
    sign = "+" if change > 0 else "−"
    return f"{sign}{format_number(abs(change))}"
