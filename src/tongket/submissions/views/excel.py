"""The return as an Excel file, out and back in."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongket.access.domain import Action as Right
from tongket.access.gate import actor_of, page, require
from tongket.core import clock
from tongket.submissions import policy, services
from tongket.submissions.domain import Act, WrongState
from tongket.submissions.excel import (
    CellFault,
    SheetLine,
    SheetSection,
    Workbook,
    WorkbookFault,
    read_workbook,
    write_workbook,
)
from tongket.submissions.excel.reading import LARGEST_FILE
from tongket.submissions.models import Submission
from tongket.submissions.selectors import (
    below_of,
    layout_of,
    previous_totals,
    standing_cells,
    unit_name,
)
from tongket.submissions.services import Typed
from tongket.submissions.views.common import address_for, submission_in_scope
from tongket.submissions.views.rounds import XLSX
from tongket.ui.rendering import render


@page(Right.SEE_FIGURES)
@require_safe
def excel(request: HttpRequest, return_id: int) -> HttpResponse:
    """Send the return as a pre-filled, protected workbook."""
    submission = submission_in_scope(request, return_id)
    name = f"{submission.round.form.template.code}-{submission.round.period.code}-{submission.unit.code}"
    return HttpResponse(
        write_workbook(workbook_of(submission)),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name.lower()}.xlsx"'},
    )


@dataclass(frozen=True)
class UploadPage:
    """Why a workbook was not taken, cell by cell."""

    submission: Submission
    unit: str
    fault: str
    faults: list[CellFault]


@page(Right.FILL_RETURN)
@require_POST
def excel_upload(request: HttpRequest, return_id: int) -> HttpResponse:
    """Take a filled workbook into the draft: all of it, or nothing and every fault named."""
    submission = submission_in_scope(request, return_id)
    require(policy.role(actor_of(request), submission, Act.FILL))
    try:
        entries = read_workbook(_content(request), workbook_of(submission))
    except WorkbookFault as fault:
        shown = UploadPage(submission, unit_name(submission), str(fault), fault.faults)
        return render(request, "submissions/excel_faults.html", shown, status=422)
    try:
        services.save_cells(
            actor=actor_of(request),
            now=clock.now(),
            submission=submission,
            typed={measure: Typed(entry.text, entry.note) for measure, entry in entries.items()},
        )
    except WrongState as refusal:
        messages.error(request, str(refusal))
    else:
        filled = sum(bool(entry.text) for entry in entries.values())
        messages.success(request, _("Đã nhập %(count)d ô từ Excel.") % {"count": filled})
    return redirect(address_for(submission))


def _content(request: HttpRequest) -> bytes:
    uploaded = request.FILES.get("file")
    if uploaded is None or isinstance(uploaded, list):
        raise WorkbookFault(_("Chưa chọn tệp. Chọn tệp .xlsx đã nhập xong."))
    # One byte more than allowed tells that it is too large without reading the rest.
    return bytes(uploaded.read(LARGEST_FILE + 1))


def workbook_of(submission: Submission) -> Workbook:
    """Return a return as a workbook: what it says now beside last period and sums from below."""
    layout = layout_of(submission)
    cells = standing_cells(submission)
    last = previous_totals(submission, layout)
    below = {} if submission.leaf else below_of(submission, layout)
    sections = [
        SheetSection(
            section.title,
            tuple(
                SheetLine(
                    measure_id=line.measure_id,
                    key=line.key,
                    number=line.number,
                    label=line.label,
                    unit_of_measure=line.unit_of_measure,
                    decimals=line.decimals,
                    required=line.required,
                    own=line.own,
                    value=cells[line.measure_id].value if line.measure_id in cells else None,
                    filled=line.measure_id in cells,
                    note=cells[line.measure_id].note if line.measure_id in cells else "",
                    last=last.get(line.measure_id),
                    below=below.get(line.measure_id),
                )
                for line in section.lines
            ),
        )
        for section in layout.sections
    ]
    return Workbook(
        return_id=submission.pk,
        round_code=submission.round.code,
        unit_code=submission.unit.code,
        version=layout.form.id,
        title=submission.round.title,
        unit_name=unit_name(submission),
        sections=sections,
        checks=layout.form.checks,
    )
