"""Reading: the list, a report with what stands in its margin, one figure over all reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tongket.access.domain import Action
from tongket.access.gate import actor_of, page
from tongket.access.where import current_unit
from tongket.core import clock
from tongket.narratives.forms import DescribeForm, DropForm
from tongket.narratives.models import MatchState, NarrativeReport, ReadingState
from tongket.narratives.policy import can_receive, can_work_on
from tongket.narratives.selectors.document import PART, Group, Mark, blocks_of, groups_of
from tongket.narratives.selectors.findings import FindingView, finding_views
from tongket.narratives.selectors.reports import ReportRow, reports_within
from tongket.narratives.selectors.stated import (
    FigureOverReports,
    StatedView,
    figures_over_reports,
    stated_views,
)
from tongket.narratives.views.common import address, crumbs_of, report_of
from tongket.org.selectors import name_of
from tongket.ui.components import Action as Act
from tongket.ui.components import Crumb, Tab
from tongket.ui.rendering import render


@dataclass(frozen=True)
class ReportListPage:
    """The reports an office dropped in, and the place to drop in another."""

    rows: tuple[ReportRow, ...]
    form: DropForm
    unit_name: str
    refusal: str
    open_count: int


@page(Action.SEE_NARRATIVES)
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List the reports one's office dropped in, with what is open in each."""
    actor = actor_of(request)
    unit = current_unit(request)
    may = can_receive(actor, unit)
    rows = tuple(reports_within(actor.units(Action.SEE_NARRATIVES)))
    names = name_of([unit], clock.today()) if unit else {}
    shown = ReportListPage(
        rows=rows,
        form=DropForm(),
        unit_name=names.get(unit or 0, ""),
        refusal="" if may else may.reason,
        open_count=sum(bool(row.errors or row.warnings) for row in rows),
    )
    return render(request, "narratives/report_list.html", shown)


@dataclass(frozen=True)
class WaitingPage:
    """A report that is not read yet: how far it is, or why it cannot be read."""

    report: NarrativeReport
    crumbs: tuple[Crumb, ...]
    steps: tuple[tuple[str, bool, bool], ...]
    """Words of a step, whether it is done, whether it goes on now."""
    progress: str
    may: bool
    """Whether the person may have it read again or remove it."""

    @property
    def failed(self) -> bool:
        """Whether it could not be read."""
        return self.report.state == ReadingState.UNREADABLE


_STAGES = ("waiting", "opening", "reading", "checking")


@page(Action.SEE_NARRATIVES)
@require_safe
def progress(request: HttpRequest, report_id: int) -> HttpResponse:
    """Answer how far the reading is; when it is done the browser is led to the report."""
    report = report_of(request, report_id)
    if report.state == ReadingState.READ:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address("report", report)
        return response
    return render(request, "narratives/waiting.html", _waiting(request, report), fragment="steps")


def _waiting(request: HttpRequest, report: NarrativeReport) -> WaitingPage:
    words = (
        _("Chờ tới lượt"),
        _("Mở tệp, lấy chữ"),
        _("Đọc số liệu, văn bản, đơn vị, người"),
        _("Kiểm tra các phép tính"),
    )
    now = _STAGES.index(report.stage) if report.stage in _STAGES else 0
    steps = tuple((text, place < now, place == now) for place, text in enumerate(words))
    return WaitingPage(
        report=report,
        crumbs=crumbs_of(report),
        steps=steps,
        progress=address("progress", report),
        may=bool(can_receive(actor_of(request), report.unit_id)),
    )


@dataclass(frozen=True)
class ReportPage:
    """A report as it is, with findings or figures in its margin."""

    report: NarrativeReport
    crumbs: tuple[Crumb, ...]
    lead: str
    tabs: tuple[Tab, ...]
    view: str
    """``findings`` or ``figures``."""
    groups: tuple[Group, ...]
    findings: tuple[FindingView, ...]
    aside: tuple[FindingView, ...]
    severities: tuple[Tab, ...]
    waiting_count: int
    confirmed_count: int
    parts: tuple[Tab, ...]
    describe: DescribeForm
    about_name: str
    word: Act
    refusal: str
    confirm: Act


@page(Action.SEE_NARRATIVES)
@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Show a report with its findings (or its figures) in the margin."""
    row = report_of(request, report_id)
    if row.state != ReadingState.READ:
        return render(request, "narratives/waiting.html", _waiting(request, row))
    view = "figures" if request.GET.get("xem") == "so-lieu" else "findings"
    severity = request.GET.get("muc", "")
    findings = finding_views(row)
    stated = stated_views(row) if view == "figures" else []
    shown = [
        each for each in findings if not each.aside and (not severity or each.severity == severity)
    ]
    marks = _stated_marks(row, stated) if view == "figures" else _finding_marks(shown)
    groups = groups_of(row.text, blocks_of(row.text, row.blocks), marks)
    notes: Sequence[FindingView | StatedView] = stated if view == "figures" else shown
    part, parts = _parts(request, _with_notes(groups, notes), stated)
    page_shown = ReportPage(
        report=row,
        crumbs=crumbs_of(row),
        lead=_lead(row),
        tabs=_tabs(row, view, findings),
        view=view,
        groups=tuple(part),
        findings=tuple(shown),
        aside=tuple(each for each in findings if each.aside),
        severities=_severity_tabs(row, findings, severity),
        waiting_count=sum(each.state == MatchState.SUGGESTED for each in stated),
        confirmed_count=sum(each.state == MatchState.CONFIRMED for each in stated),
        parts=parts,
        **_acts(request, row),
    )
    return render(request, "narratives/report.html", page_shown)


def _acts(request: HttpRequest, row: NarrativeReport) -> dict[str, Any]:
    may = can_work_on(actor_of(request), row)
    names = name_of([row.about_id], clock.today())
    period = row.period.code if row.period else ""
    return {
        "describe": DescribeForm(
            initial={"title": row.title, "about": row.about.code, "period": period}
        ),
        "about_name": names.get(row.about_id, row.about.code),
        "word": Act(_("Tải bản Word có góp ý"), address("word", row), icon="download"),
        "refusal": "" if may else may.reason,
        "confirm": Act(
            _("Xác nhận mọi gợi ý"),
            address("confirm_suggested", row),
            refusal="" if may else may.reason,
            is_post=True,
        ),
    }


def _lead(row: NarrativeReport) -> str:
    open_count = row.errors + row.warnings + row.notes
    if not open_count:
        return _("Các con số trong văn bản khớp nhau, không có chỗ nào cần xem lại.")
    return ngettext(
        "Có %(count)d chỗ cần xem lại.", "Có %(count)d chỗ cần xem lại.", open_count
    ) % {"count": open_count}


def _tabs(row: NarrativeReport, view: str, findings: Sequence[FindingView]) -> tuple[Tab, ...]:
    here = address("report", row)
    open_count = sum(not each.aside for each in findings)
    return (
        Tab(_("Chỗ cần xem lại"), here, view == "findings", open_count),
        Tab(_("Số liệu đã đọc"), f"{here}?xem=so-lieu", view == "figures", row.stated.count()),
    )


def _severity_tabs(
    row: NarrativeReport, findings: Sequence[FindingView], chosen: str
) -> tuple[Tab, ...]:
    here = address("report", row)
    words = {"error": _("Sai"), "warning": _("Cần giải trình"), "note": _("Lưu ý")}
    counts = {
        key: sum(each.severity == key and not each.aside for each in findings) for key in words
    }
    if sum(bool(count) for count in counts.values()) < 2:
        return ()
    every = Tab(_("Tất cả"), here, not chosen, sum(counts.values()))
    return (
        every,
        *(
            Tab(words[key], f"{here}?muc={key}", chosen == key, count)
            for key, count in counts.items()
            if count
        ),
    )


def _finding_marks(findings: Iterable[FindingView]) -> list[Mark]:
    return [
        Mark(
            start,
            end,
            finding.severity,
            f"#f{finding.number}",
            _("Xem góp ý %(number)d") % {"number": finding.number},
            f"t{finding.number}" if place == 0 else "",
        )
        for finding in findings
        for place, (start, end) in enumerate(finding.spans)
    ]


def _stated_marks(row: NarrativeReport, stated: Iterable[StatedView]) -> list[Mark]:
    return [
        Mark(
            each.start,
            each.end,
            each.state,
            address("stated", row, each.id),
            _("Số này là chỉ tiêu nào"),
            f"s{each.id}",
        )
        for each in stated
    ]


def _with_notes(groups: Sequence[Group], notes: Sequence[FindingView | StatedView]) -> list[Group]:
    """Put each note beside the group its first word stands in."""
    beside: dict[int, list[object]] = {}
    place = 0
    for note in sorted(notes, key=lambda each: each.start):
        while place < len(groups) and groups[place].end <= note.start:
            place += 1
        if place < len(groups) and groups[place].start <= note.start:
            beside.setdefault(place, []).append(note)
    return [
        replace(group, notes=tuple(beside.get(number, ()))) for number, group in enumerate(groups)
    ]


def _parts(
    request: HttpRequest, groups: list[Group], stated: Sequence[StatedView]
) -> tuple[list[Group], tuple[Tab, ...]]:
    """Cut a long report into parts; return the part asked for and the way to all, with their notes.

    A part is asked for by its number or by a stated figure that stands in it.
    """
    count = max(1, -(-len(groups) // PART))
    wanted = _number(request, "phan") or _part_with(groups, stated, _number(request, "so"))
    chosen = min(max(wanted, 1), count)
    part = groups[(chosen - 1) * PART : chosen * PART]
    if count == 1:
        return part, ()
    query = request.GET.copy()
    query.pop("so", None)
    tabs = []
    for number in range(1, count + 1):
        query["phan"] = str(number)
        words = _("Phần %(number)d") % {"number": number}
        noted = sum(len(group.notes) for group in groups[(number - 1) * PART : number * PART])
        tabs.append(Tab(words, f"?{query.urlencode()}", number == chosen, noted))
    return part, tuple(tabs)


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


def _part_with(groups: Sequence[Group], stated: Sequence[StatedView], wanted: int) -> int:
    """Return the number of the part in which a stated figure stands, 0 when there is none."""
    start = next((each.start for each in stated if each.id == wanted), None)
    if start is None:
        return 0
    before = sum(group.start <= start for group in groups)
    return -(-before // PART)


@dataclass(frozen=True)
class FiguresPage:
    """Figures that reports state, each over all reports."""

    crumbs: tuple[Crumb, ...]
    figures: tuple[FigureOverReports, ...]
    differing: int

    @property
    def agreeing(self) -> int:
        """How many figures have no report that differs."""
        return len(self.figures) - self.differing


@page(Action.SEE_NARRATIVES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show every figure over all reports that state it, those that differ first."""
    found = tuple(figures_over_reports(actor_of(request).units(Action.SEE_NARRATIVES)))
    shown = FiguresPage(
        crumbs=(
            Crumb(_("Soát văn bản"), reverse("narratives:report_list")),
            Crumb(_("Đối chiếu giữa các văn bản")),
        ),
        figures=found,
        differing=sum(bool(each.row.differing) for each in found),
    )
    return render(request, "narratives/figures.html", shown)
