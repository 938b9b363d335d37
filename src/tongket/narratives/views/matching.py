"""Saying which figure a sentence states."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tongket.access.domain import Action
from tongket.access.gate import actor_of, page
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.narratives import services
from tongket.narratives.forms import MatchForm
from tongket.narratives.models import NarrativeReport, StatedFigure
from tongket.narratives.policy import can_work_on
from tongket.narratives.selectors.choices import IndicatorChoice, UnitChoice, choices_for
from tongket.narratives.selectors.stated import StatedView, views_of
from tongket.narratives.services import Match
from tongket.narratives.views.common import (
    SeeOther,
    address,
    attempt,
    crumbs_of,
    report_of,
    sentence_of,
)
from tongket.ui.components import Crumb
from tongket.ui.rendering import render


@dataclass(frozen=True)
class MatchPage:
    """One stated figure: its sentence, which figure it is taken to be, and the choice."""

    title: str
    crumbs: tuple[Crumb, ...]
    report: NarrativeReport
    before: str
    words: str
    after: str
    view: StatedView
    form: MatchForm
    indicators: tuple[IndicatorChoice, ...]
    units: tuple[UnitChoice, ...]
    refusal: str
    back: str
    here: str


@page(Action.SEE_NARRATIVES)
@require_http_methods(["GET", "HEAD", "POST"])
def stated(request: HttpRequest, report_id: int, stated_id: int) -> HttpResponse:
    """Show a stated figure and its match; take what a person decides."""
    report = report_of(request, report_id)
    row = _row(report, stated_id)
    if request.method == "POST":
        form = MatchForm(request.POST)
        if request.POST.get("act") in _DECISIONS or form.is_valid():
            _act(request, report, row, form)
            return SeeOther(sentence_of(report, row.pk))
        return _shown(request, report, row, form, status=422)
    return _shown(request, report, row, None)


_DECISIONS = ("dismiss", "reconsider")


def _row(report: NarrativeReport, stated_id: int) -> StatedFigure:
    row = (
        report.stated.filter(pk=stated_id)
        .select_related("measure__indicator", "unit", "period")
        .first()
    )
    if row is None:
        raise OutOfScope
    return row


def _act(request: HttpRequest, report: NarrativeReport, row: StatedFigure, form: MatchForm) -> None:
    shared: dict[str, Any] = {
        "actor": actor_of(request),
        "now": clock.now(),
        "report": report,
        "stated": row,
    }
    decision = request.POST.get("act")
    if decision == "dismiss":
        attempt(request, partial(services.dismiss, **shared), _("Đã ghi: không lấy số này."))
    elif decision == "reconsider":
        attempt(request, partial(services.reconsider, **shared), _("Đã bỏ quyết định trước."))
    else:
        match = Match(**form.cleaned_data)
        act = partial(services.confirm, **shared, match=match)
        attempt(request, act, _("Đã xác nhận. Số này nay mở được từ trang của chỉ tiêu."))


def _shown(
    request: HttpRequest,
    report: NarrativeReport,
    row: StatedFigure,
    form: MatchForm | None,
    status: int = 200,
) -> HttpResponse:
    view = views_of([row], {report.pk: report.text})[0]
    choices = choices_for(report, actor_of(request))
    may = can_work_on(actor_of(request), report)
    initial = {
        "indicator": view.indicator,
        "unit": view.unit or report.about.code,
        "period": view.period or (report.period.code if report.period else ""),
    }
    before, words, after = _around(report.text, row.start, row.end)
    shown = MatchPage(
        title=_("Số này là chỉ tiêu nào"),
        crumbs=crumbs_of(report, view.words),
        report=report,
        before=before,
        words=words,
        after=after,
        view=view,
        form=form or MatchForm(initial=initial),
        indicators=choices.indicators,
        units=choices.units,
        refusal="" if may else may.reason,
        back=sentence_of(report, row.pk),
        here=address("stated", report, row.pk),
    )
    return render(request, "narratives/stated.html", shown, status=status)


_AROUND = 220


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words before a span in its line, the span, and the words after it."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first, last = max(line_start, start - _AROUND), min(line_end, end + _AROUND)
    before = ("…" if first > line_start else "") + text[first:start].lstrip()
    after = text[end:last].rstrip() + ("…" if last < line_end else "")
    return before, text[start:end], after


@page(Action.PROOFREAD)
@require_POST
def confirm_suggested(request: HttpRequest, report_id: int) -> HttpResponse:
    """Confirm all suggestions of a report as they stand."""
    report = report_of(request, report_id)
    count = services.confirm_suggested(actor=actor_of(request), now=clock.now(), report=report)
    messages.success(
        request,
        ngettext("Đã xác nhận %(count)d số.", "Đã xác nhận %(count)d số.", count)
        % {"count": count},
    )
    return SeeOther(address("report", report) + "?xem=so-lieu")
