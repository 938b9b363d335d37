"""Taking a report away: the file as it came, or a Word copy with the findings as comments."""

from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongket.access.domain import Action
from tongket.access.gate import page
from tongket.narratives.models import ReadingState
from tongket.narratives.selectors.copies import annotated, content_of
from tongket.narratives.views.common import SeeOther, address, report_of
from tongket.reader.source import UnreadableError

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(Action.SEE_NARRATIVES)
@require_safe
def original(request: HttpRequest, report_id: int) -> HttpResponse:
    """Send the file exactly as it was dropped in."""
    report = report_of(request, report_id)
    return _file(content_of(report), report.file_name, "application/octet-stream")


@page(Action.SEE_NARRATIVES)
@require_safe
def word(request: HttpRequest, report_id: int) -> HttpResponse:
    """Send a Word copy with the findings as comments at their places; the text is untouched."""
    report = report_of(request, report_id)
    if report.state != ReadingState.READ:
        messages.error(request, _("Văn bản chưa đọc xong, chưa có bản góp ý."))
        return SeeOther(address("report", report))
    try:
        content = annotated(report)
    except UnreadableError as fault:
        messages.error(request, str(fault))
        return SeeOther(address("report", report))
    name = _("%(name)s (góp ý số liệu).docx") % {"name": PurePath(report.file_name).stem}
    return _file(content, name, WORD)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": disposition or "attachment"}
    )
