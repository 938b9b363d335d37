"""Dropping a report in, describing it, reading it again, removing it, setting findings aside."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongket.access.domain import Action
from tongket.access.gate import actor_of, page
from tongket.access.where import current_unit
from tongket.core import clock
from tongket.narratives import services
from tongket.narratives.domain import LARGEST_FILE, READ_AT_ONCE
from tongket.narratives.forms import DescribeForm
from tongket.narratives.models import NarrativeReport, ReadingState
from tongket.narratives.services import NarrativeFault
from tongket.narratives.views.common import SeeOther, address, attempt, report_of

_AT_ONCE = (".docx", ".txt", ".html", ".htm")


@page(Action.PROOFREAD)
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take what was dropped in; small texts are read at once, the others by a worker."""
    try:
        report = _received(request)
    except NarrativeFault as fault:
        messages.error(request, str(fault))
        return SeeOther(reverse("narratives:report_list"))
    if report.state == ReadingState.WAITING and _quick(report):
        services.read_report(report.pk)
    return SeeOther(address("report", report))


def _received(request: HttpRequest) -> NarrativeReport:
    uploaded = request.FILES.get("file")
    act: dict[str, Any] = {
        "actor": actor_of(request),
        "now": clock.now(),
        "unit_id": current_unit(request),
    }
    if isinstance(uploaded, UploadedFile):
        # One byte more than allowed tells that it is too large without reading the rest.
        content = bytes(uploaded.read(LARGEST_FILE + 1))
        return services.receive(**act, file_name=uploaded.name or "", content=content)
    return services.paste(**act, text=request.POST.get("text", ""))


def _quick(report: NarrativeReport) -> bool:
    pasted = report.kind == "pasted"
    return report.size <= READ_AT_ONCE and (pasted or report.file_name.lower().endswith(_AT_ONCE))


@page(Action.PROOFREAD)
@require_POST
def describe(request: HttpRequest, report_id: int) -> HttpResponse:
    """Say what a report is called, whom and which period it is about."""
    report = report_of(request, report_id)
    form = DescribeForm(request.POST)
    if form.is_valid():
        act = partial(
            services.describe,
            actor=actor_of(request),
            now=clock.now(),
            report=report,
            **form.cleaned_data,
        )
        attempt(request, act, _("Đã ghi. Các gợi ý được tìm lại theo đơn vị và kỳ này."))
    else:
        messages.error(request, _("Ghi đủ tên văn bản và mã đơn vị."))
    return SeeOther(address("report", report) + "?xem=so-lieu")


@page(Action.PROOFREAD)
@require_POST
def read_again(request: HttpRequest, report_id: int) -> HttpResponse:
    """Read a report again with the reader as it is now."""
    report = report_of(request, report_id)
    services.read_again(actor=actor_of(request), now=clock.now(), report=report)
    if _quick(report):
        services.read_report(report.pk)
    return SeeOther(address("report", report))


@page(Action.PROOFREAD)
@require_POST
def remove(request: HttpRequest, report_id: int) -> HttpResponse:
    """Remove a report nothing rests on."""
    report = report_of(request, report_id)
    act = partial(services.remove, actor=actor_of(request), now=clock.now(), report=report)
    if attempt(request, act, _("Đã xóa văn bản khỏi danh sách.")):
        return SeeOther(reverse("narratives:report_list"))
    return SeeOther(address("report", report))


@page(Action.PROOFREAD)
@require_POST
def set_aside(request: HttpRequest, report_id: int) -> HttpResponse:
    """Let a finding stand with a reason, or take it up again."""
    report = report_of(request, report_id)
    key = request.POST.get("key", "")
    act: dict[str, Any] = {
        "actor": actor_of(request),
        "now": clock.now(),
        "report": report,
        "key": key,
    }
    if request.POST.get("act") == "take_up":
        services.take_up(**act)
    else:
        services.set_aside(**act, reason=request.POST.get("reason", ""))
    return SeeOther(address("report", report) + f"#{request.POST.get('back', '')}")
