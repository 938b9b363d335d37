"""Tables and charts of a review: units down, measures across; results against targets."""

from decimal import Decimal

from tongket.core.dates import format_day
from tongket.core.numbers import format_number, format_percent
from tongket.core.rounding import Rounding, percent
from tongket.yearend.compiler.content import Content, Known, Request, RowUnit
from tongket.yearend.compiler.spans import SpanWriter, before
from tongket.yearend.document import (
    Alignment,
    Cell,
    Chart,
    ChartDescription,
    ChartKind,
    ChartSeries,
    Column,
    FigureSpan,
    Row,
    Table,
    TextSpan,
)
from tongket.yearend.domain.filling import fill
from tongket.yearend.domain.outline import CHILDREN, YEARS, ChartPlan, TablePlan
from tongket.yearend.domain.wording import change_text, lower_first

_TENTH = Rounding(digits=1)
_YEARS_SHOWN = 5


def unit_table(plan: TablePlan, content: Content, writer: SpanWriter) -> Table | None:
    """Return a table with a row per unit; None when no unit has reported anything."""
    units = content.rows.get(plan.rows, ())
    requests = [
        [Request(measure, unit.code, content.period) for measure in plan.columns] for unit in units
    ]
    known = [[writer.known(one, printed=False) for one in row] for row in requests]
    if not any(one.value is not None for row in known for one in row):
        return None
    names = [writer.known(writer.request(measure), printed=False) for measure in plan.columns]
    rows = tuple(
        (_text(str(number)), _text(unit.name), *_unit_cells(writer, row))
        for number, (unit, row) in enumerate(zip(units, requests, strict=True), start=1)
    )
    own = _own_row(plan, content, writer, known) if plan.rows == CHILDREN and plan.total else None
    return Table(
        caption=fill(plan.caption, content.words),
        columns=(
            Column(Alignment.CENTER, 0.7),
            Column(Alignment.LEFT, 3.2),
            *(Column(Alignment.RIGHT, 1.3) for _ in plan.columns),
        ),
        header=(
            (_text("TT"), _text("Đơn vị"), *(_text(one.short_label or one.label) for one in names)),
        ),
        rows=(*rows, own) if own else rows,
        total=_total(plan, writer) if plan.total else None,
        note=fill(plan.note, content.words),
    )


def _own_row(
    plan: TablePlan, content: Content, writer: SpanWriter, below: list[list[Known]]
) -> Row | None:
    """Return what the unit itself adds to what its children reported, so that the table adds up.

    None where the children make the total in every column. The number is part of the total's
    figure, which opens to it, and has no figure of its own.
    """
    cells = []
    for place, measure in enumerate(plan.columns):
        whole = writer.known(writer.request(measure), printed=False)
        added = sum((row[place].value or Decimal(0) for row in below), Decimal(0))
        rest = (whole.value or Decimal(0)) - added
        cells.append(rest if whole.basis_code == "rolled_up" and whole.shown.unit != "%" else None)
    if not any(cells):
        return None
    texts = (_text(format_number(rest) if rest is not None else "") for rest in cells)
    return (_text(""), _text(f"Phần do {content.unit_name} trực tiếp báo cáo"), *texts)


def _unit_cells(writer: SpanWriter, requests: list[Request]) -> list[Cell]:
    """Return the cells of a unit's row; a unit that reported other figures has none of this one."""
    known = [writer.known(one, printed=False) for one in requests]
    blank = "–" if any(one.value is not None for one in known) else "chưa báo cáo"
    return [Cell((writer.figure_of_unit(one, blank),)) for one in requests]


def _total(plan: TablePlan, writer: SpanWriter) -> Row:
    cells = (Cell((writer.figure(writer.request(measure), bold=True),)) for measure in plan.columns)
    return (Cell((TextSpan("Cộng"),), column_span=2), *cells)


def results_table(content: Content, writer: SpanWriter) -> Table | None:
    """Return the results against targets and last year; None when nothing is known of them."""
    rows: list[Row] = []
    before_now: list[Known] = []
    for measure in content.outline.results:
        request = writer.request(measure)
        known = writer.known(request, printed=False)
        if known.value is not None:
            rows.append(_result_row(len(rows) + 1, request, known, writer))
            before_now.append(writer.known(_earlier(request), printed=False))
    if not rows:
        return None
    restated = _restated_note(before_now)
    heads = (
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Kế hoạch",
        "Thực hiện",
        "Đạt",
        "Năm trước, theo cơ cấu nay" if restated else "Năm trước",
        "So với năm trước",
    )
    return Table(
        caption=f"Kết quả thực hiện các chỉ tiêu năm {content.year}",
        columns=(
            Column(Alignment.CENTER, 0.7),
            Column(Alignment.LEFT, 3.4),
            Column(Alignment.LEFT, 1.3),
            Column(Alignment.RIGHT, 1.2),
            Column(Alignment.RIGHT, 1.3),
            Column(Alignment.RIGHT, 1.35),
            Column(Alignment.RIGHT, 1.3),
            Column(Alignment.RIGHT, 1.6),
        ),
        header=(tuple(_text(head) for head in heads),),
        rows=tuple(rows),
        note="\n".join(filter(None, ("“Kế hoạch” để trống là chỉ tiêu không giao.", restated))),
    )


def _earlier(request: Request) -> Request:
    return Request(request.measure, request.unit, before(request.period))


def _restated_note(figures: list[Known]) -> str:
    """Say that figures stand in a later structure, and which part of them was apportioned."""
    day = next((one.restated_on for one in figures if one.restated_on and one.value), None)
    if day is None:
        return ""
    divided = [
        f"{lower_first(one.label)} {format_number(one.apportioned)}"
        for one in figures
        if one.apportioned
    ]
    part = f" Trong đó phần chia theo tỷ lệ: {'; '.join(divided)}." if divided else ""
    return (
        "Đơn vị chưa có vào năm trước; số năm trước là số của các đơn vị cũ, tính theo cơ cấu tổ "
        f"chức ngày {format_day(day)}.{part}"
    )


def _result_row(number: int, request: Request, known: Known, writer: SpanWriter) -> Row:
    earlier = _earlier(request)
    last = writer.known(earlier, printed=False)
    target, share = Cell(), ""
    target_measure = target_of(writer, known, request)
    if target_measure is not None:
        aim = writer.known(target_measure, printed=False)
        if aim.value:
            target = _number(writer, target_measure)
            done = percent(known.value or Decimal(0), aim.value, _TENTH)
            share = format_percent(done) if done is not None else ""
    return (
        _text(str(number)),
        _text(known.label),
        _text(known.shown.unit),
        target,
        _number(writer, request),
        _text(share),
        _number(writer, earlier) if last.value is not None else _text("—"),
        _text(change_text(known.shown, last.shown) if last.value is not None else "—"),
    )


def target_of(writer: SpanWriter, known: Known, request: Request) -> Request | None:
    """Return the request of a figure's target; while recording, of the likely one."""
    if writer.lookup.recording:
        return None
    return Request(known.target, request.unit, request.period) if known.target else None


def chart(plan: ChartPlan, content: Content, writer: SpanWriter) -> Chart | None:
    """Return a chart; None when there is nothing to draw."""
    columns = _columns(plan, content, writer)
    series = tuple(
        _series(measure, columns, content, writer, by_years=plan.rows == YEARS)
        for measure in (plan.measures if plan.rows in (CHILDREN, YEARS) else ("",))
    )
    series = tuple(one for one in series if any(value is not None for value in one.values))
    if not series or (plan.rows == YEARS and len(columns) < 2):
        return None
    first = writer.known(writer.request(plan.measures[0]), printed=False)
    kind = ChartKind(plan.kind)
    return Chart(
        ChartDescription(
            ChartKind.GROUPED_BAR if kind is ChartKind.BAR and len(series) > 1 else kind,
            fill(plan.title, content.words),
            tuple(name for name, _ in columns),
            series,
            unit=first.shown.unit,
            note=" ".join(
                filter(None, (fill(plan.note, content.words), _years_note(plan, columns, writer)))
            ),
        )
    )


def _years_note(plan: ChartPlan, columns: "Columns", writer: SpanWriter) -> str:
    """Say which years are shown in a later structure, because the unit did not exist then."""
    if plan.rows != YEARS:
        return ""
    years = [
        (name, found.restated_on)
        for name, place in columns
        if (found := writer.known(Request(plan.measures[0], *place), printed=False)).restated_on
    ]
    if not years or years[0][1] is None:
        return ""
    return (
        f"Số năm {', '.join(name for name, _ in years)} là số của các đơn vị cũ, tính theo cơ cấu tổ "
        f"chức ngày {format_day(years[0][1])}."
    )


Columns = list[tuple[str, tuple[str, str]]]
"""Category -> unit code and period of a child or a year; measure for a bar per measure."""


def _columns(plan: ChartPlan, content: Content, writer: SpanWriter) -> Columns:
    if plan.rows == YEARS:
        years = range(content.year - _YEARS_SHOWN + 1, content.year + 1)
        columns = [(str(year), (content.unit_code, str(year))) for year in years]
        known = [
            writer.known(Request(plan.measures[0], *place), printed=False) for _, place in columns
        ]
        return [one for one, figure in zip(columns, known, strict=True) if figure.value is not None]
    if plan.rows == CHILDREN:
        units = content.rows.get(CHILDREN, ())
        sized = [
            (writer.known(_of(plan, unit, content), printed=False).value, unit) for unit in units
        ]
        largest = sorted(
            (one for one in sized if one[0]), key=lambda one: (-(one[0] or 0), one[1].code)
        )
        return [(unit.name, (unit.code, content.period)) for _, unit in largest[: plan.most]]
    labels = [writer.known(writer.request(measure), printed=False) for measure in plan.measures]
    return [
        (one.short_label or one.label, (measure, ""))
        for one, measure in zip(labels, plan.measures, strict=True)
    ]


def _of(plan: ChartPlan, unit: RowUnit, content: Content) -> Request:
    return Request(plan.measures[0], unit.code, content.period)


def _series(
    measure: str, columns: Columns, content: Content, writer: SpanWriter, *, by_years: bool
) -> ChartSeries:
    requests = [
        Request(measure, *place) if measure else writer.request(place[0]) for _, place in columns
    ]
    # Every request of a child is asked for while recording, not only those of the largest.
    if measure and not by_years and writer.lookup.recording:
        for unit in content.rows.get(CHILDREN, ()):
            writer.known(Request(measure, unit.code, content.period), printed=False)
    known = [writer.known(request, printed=False) for request in requests]
    figures: tuple[FigureSpan | None, ...] = tuple(
        writer.figure(request) if one.value is not None else None
        for request, one in zip(requests, known, strict=True)
    )
    name = writer.known(writer.request(measure), printed=False) if measure else known[0]
    return ChartSeries(name.short_label or name.label, tuple(one.value for one in known), figures)


def _text(text: str) -> Cell:
    return Cell((TextSpan(text),) if text else ())


def _number(writer: SpanWriter, request: Request) -> Cell:
    return Cell((writer.figure(request),))
