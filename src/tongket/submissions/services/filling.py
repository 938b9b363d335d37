"""Saving a draft as one types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.indicators.domain import CheckFinding
from tongket.submissions.domain import Act, Cell, CellError, read_cell
from tongket.submissions.models import DraftValue, Submission
from tongket.submissions.selectors import Layout, findings_of, layout_of
from tongket.submissions.services.writing import Stale, demand

NOTE_LENGTH = 500


@dataclass(frozen=True)
class Typed:
    """What stands in a field: the text as typed, and the note, ``None`` to leave it as it was."""

    text: str
    note: str | None = None


@dataclass(frozen=True)
class SaveResult:
    """What saving did. Cells with an error keep what was saved before."""

    saved_at: datetime
    saved: Mapping[int, Cell]
    """Measure id -> cell now in the draft, of the cells given."""
    errors: Mapping[int, str]
    """Measure id -> Vietnamese sentence."""
    findings: list[CheckFinding] = field(default_factory=list)
    """What the form's checks say about the cells given, with the whole draft."""


def save_cell(
    *, actor: Actor, now: datetime, submission: Submission, measure_id: int, typed: Typed
) -> SaveResult:
    """Save one cell of a draft; see ``save_cells``."""
    return save_cells(actor=actor, now=now, submission=submission, typed={measure_id: typed})


@transaction.atomic
def save_cells(
    *, actor: Actor, now: datetime, submission: Submission, typed: Mapping[int, Typed]
) -> SaveResult:
    """Save cells of a draft; a blank takes the cell away.

    Cells that cannot be read, or that the unit does not fill, are named in ``errors`` and left as
    they were; the others are saved. A draft is no act of record, so it is not audited. Raises
    ``Refused`` without the right, ``WrongState`` once the return was sent.
    """
    demand(actor, submission, Act.FILL)
    layout = layout_of(submission)
    read, errors = read_typed(layout, typed)
    _hold(submission, now)
    write_draft(submission, read, typed, now)
    return SaveResult(
        saved_at=now,
        saved={measure: cell for measure, cell in read.items() if cell is not None},
        errors=errors,
        findings=[
            finding
            for finding in findings_of(submission, layout)
            if set(typed) & set(layout.measures_of(finding))
        ],
    )


def read_typed(
    layout: Layout, typed: Mapping[int, Typed]
) -> tuple[dict[int, Cell | None], dict[int, str]]:
    """Read what was typed into the layout's own lines: cells (``None``: blank) and errors."""
    read: dict[int, Cell | None] = {}
    errors: dict[int, str] = {}
    for measure, given in typed.items():
        line = layout.own.get(measure)
        if line is None:
            errors[measure] = _("Đơn vị không nhập dòng này.")
            continue
        try:
            cell = read_cell(given.text, line.decimals)
        except CellError as fault:
            errors[measure] = str(fault)
            continue
        read[measure] = cell and Cell(cell.value, (given.note or "").strip()[:NOTE_LENGTH])
    return read, errors


def write_draft(
    submission: Submission,
    read: Mapping[int, Cell | None],
    typed: Mapping[int, Typed],
    now: datetime,
) -> None:
    """Write read cells into the draft: one delete and at most two inserts, whatever their number."""
    blank = [measure for measure, cell in read.items() if cell is None]
    if blank:
        DraftValue.objects.filter(submission=submission, measure__in=blank).delete()
    for with_note in (True, False):
        rows = [
            DraftValue(
                submission=submission,
                measure_id=measure,
                value=cell.value,
                not_applicable=cell.value is None,
                note=cell.note,
                saved_at=now,
            )
            for measure, cell in read.items()
            if cell is not None and (typed[measure].note is not None) is with_note
        ]
        fields = ["value", "not_applicable", "saved_at", *(["note"] if with_note else [])]
        DraftValue.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["submission", "measure"],
            update_fields=fields,
        )


def _hold(submission: Submission, now: datetime) -> None:
    """Count the draft up if the return is still as it was read, and keep its row to the end."""
    held = Submission.objects.filter(pk=submission.pk, revision=submission.revision).update(
        draft_revision=F("draft_revision") + 1
    )
    if held != 1:
        raise Stale(_("Phiếu vừa được gửi lên hoặc vừa bị trả lại. Mở lại phiếu rồi nhập tiếp."))
    submission.draft_revision += 1
