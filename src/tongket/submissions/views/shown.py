"""Lines of a form as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongket.indicators.domain import SCALE, CheckSpec, run_checks, shown
from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period
from tongket.submissions.domain import Cell, Cells, cell_text
from tongket.submissions.models import CellReturn, Submission
from tongket.submissions.selectors import (
    Layout,
    Line,
    below_of,
    previous_totals,
    whole_values,
)
from tongket.submissions.services import Obstacle, Typed
from tongket.submissions.views.common import figure_address


def field_name(measure_id: int) -> str:
    """Return the name of a cell's field."""
    return f"m{measure_id}"


@dataclass(frozen=True)
class Row:
    """A line with all that stands beside its field. Values are written out."""

    measure_id: int
    name: str
    note_name: str
    number: str
    label: str
    unit: str
    hint: str
    own: bool
    part: bool
    required: bool
    value: str
    last: str
    last_address: str
    below: str
    below_address: str
    note: str
    shows_note: bool
    error: str
    reason: str
    """Why the cell came back."""


@dataclass(frozen=True)
class ShownSection:
    """A section with its rows."""

    order: int
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sum:
    """A line that must equal what the lines above give, while these grow."""

    label: str
    expected: str
    found: str
    agrees: bool


@dataclass(frozen=True)
class Jump:
    """An obstacle with the address of the field to mend."""

    message: str
    address: str


@dataclass(frozen=True)
class Beside:
    """What stands beside the fields: last period and sums from below, by measure id."""

    last: Mapping[int, int]
    last_period_id: int | None
    below: Mapping[int, int]


def beside_of(submission: Submission, layout: Layout) -> Beside:
    """Read what stands beside the fields of a return."""
    code = PeriodCode.parse(submission.round.period.code).previous().code
    return Beside(
        last=previous_totals(submission, layout),
        last_period_id=Period.objects.filter(code=code).values_list("pk", flat=True).first(),
        below={} if submission.leaf else below_of(submission, layout),
    )


@dataclass(frozen=True)
class Marks:
    """What is said about cells: errors of reading, texts as typed, reasons, lines to explain."""

    errors: Mapping[int, str]
    typed: Mapping[int, Typed]
    reasons: Mapping[int, str]
    to_explain: frozenset[int]


NO_MARKS = Marks({}, {}, {}, frozenset())


def sections_of(
    submission: Submission, layout: Layout, cells: Cells, beside: Beside, marks: Marks = NO_MARKS
) -> list[ShownSection]:
    """Return the form's sections with their rows as the return's unit sees them."""
    shown = []
    for section in layout.sections:
        rows = (
            _row(submission, line, cells.get(line.measure_id), beside, marks)
            for line in section.lines
        )
        # A line that nobody below fills and nobody filled last time says nothing here.
        kept = tuple(row for row in rows if row.own or row.below or row.last)
        if kept:
            shown.append(ShownSection(section.order, section.title, kept))
    return shown


def _row(
    submission: Submission, line: Line, cell: Cell | None, beside: Beside, marks: Marks
) -> Row:
    key = line.measure_id
    typed = marks.typed.get(key)
    last, below = beside.last.get(key), beside.below.get(key)
    note = (typed.note if typed else None) or (cell.note if cell else "")
    return Row(
        measure_id=key,
        name=field_name(key),
        note_name=f"n{key}",
        number=line.number,
        label=line.label,
        unit=line.unit_of_measure,
        hint=line.hint,
        own=line.own,
        part=line.part,
        required=line.required and line.own,
        value=typed.text if typed else (cell_text(cell.value) if cell else ""),
        last="" if last is None else cell_text(last),
        last_address=(
            figure_address(key, submission.unit_id, beside.last_period_id)
            if last is not None and beside.last_period_id
            else ""
        ),
        below="" if below is None else cell_text(below),
        below_address=(
            figure_address(key, submission.unit_id, submission.round.period_id)
            if below is not None
            else ""
        ),
        note=note,
        shows_note=bool(note) or key in marks.to_explain,
        error=marks.errors.get(key, ""),
        reason=marks.reasons.get(key, ""),
    )


def open_reasons(submission: Submission) -> list[CellReturn]:
    """Return the reasons for correction nobody has answered yet, of the latest return only."""
    if submission.latest is None:
        return []
    return list(
        CellReturn.objects.filter(version=submission.latest, answered_by__isnull=True).order_by(
            "pk"
        )
    )


def sums_of(submission: Submission, layout: Layout, cells: Cells) -> list[Sum]:
    """Return the sums the form's checks can already work out."""
    by_measure = layout.form.by_measure
    values: dict[str, int | None] = {
        by_measure[measure].key: value
        for measure, value in whole_values(submission, layout, cells).items()
        if measure in by_measure
    }
    found = (_sum(layout, spec, values) for spec in layout.form.checks)
    return [one for one in found if one is not None]


_RESULT = {"movement": "closing", "sum_of_parts": "total"}


def _sum(layout: Layout, spec: CheckSpec, values: Mapping[str, int | None]) -> Sum | None:
    if spec.method not in _RESULT:
        return None
    result = spec.payload[_RESULT[spec.method]]
    line = layout.form.by_key.get(result)
    # A count is never negative, so this value makes the check say what would be right.
    answers = run_checks([spec], {**values, result: -SCALE})
    if line is None or not answers or answers[0].expected is None:
        return None
    stated = values.get(result)
    return Sum(
        label=line.label,
        expected=shown(answers[0].expected),
        found="" if stated is None else shown(stated),
        agrees=stated == answers[0].expected,
    )


def jumps_of(obstacles: list[Obstacle], layout: Layout, base: str) -> list[Jump]:
    """Return obstacles as links to the first cell each is about, on the page of its section."""
    section = {
        line.measure_id: section.order for section in layout.sections for line in section.lines
    }
    return [
        Jump(
            obstacle.message,
            next(
                (
                    f"{base}?phan={section[key]}#field-{field_name(key)}"
                    for key in obstacle.measure_ids
                    if key in layout.own
                ),
                "",
            ),
        )
        for obstacle in obstacles
    ]


def count_in_words(count: int) -> str:
    """Say how many places are to be put right."""
    return _("Còn %(count)d chỗ cần xem lại trước khi gửi.") % {"count": count}
