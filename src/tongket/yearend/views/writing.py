"""Writing a review: texts with marks, chosen results, tasks, particulars, gaps, sealing."""

from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongket.access.domain import Action
from tongket.access.gate import actor_of, page, require
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.ui.components import Action as Act
from tongket.ui.components import Crumb
from tongket.ui.rendering import render
from tongket.yearend import services
from tongket.yearend.domain.highlights import MOST_HIGHLIGHTS, Suggestion
from tongket.yearend.domain.outline import TaskPlan
from tongket.yearend.forms import (
    ParticularsForm,
    chosen_from,
    finding_reasons_from,
    reasons_from,
    tasks_from,
)
from tongket.yearend.models import HighlightKind, Review
from tongket.yearend.policy import can_seal
from tongket.yearend.selectors import (
    HelpRow,
    OpenPoints,
    as_printed,
    help_rows,
    open_points,
    section_text,
    suggestions_of,
)
from tongket.yearend.views.common import (
    LOOKS_OF_FINDINGS,
    SeeOther,
    address,
    attempt,
    crumbs_of,
    reason_of,
    review_of,
    writable_review,
)

SPARE_ROWS = 3
GET_AND_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class TextPage:
    """Rewriting one section; the marks one may use, with today's values."""

    title: str
    crumbs: tuple[Crumb, ...]
    text: str
    back: str
    fault: str
    help: tuple[HelpRow, ...]


@page(Action.WRITE_REVIEW)
@require_http_methods(GET_AND_POST)
def edit_text(request: HttpRequest, unit: str, year: int, section: str) -> HttpResponse:
    """Rewrite a section of a review."""
    row = writable_review(request, unit, year)
    found = section_text(row, section)
    if found is None:
        raise OutOfScope
    title, text, fault = found.title or _("Mở đầu"), found.text, ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            services.edit_text(
                actor=actor_of(request), now=clock.now(), review=row, section=section, text=text
            )
        except services.ReviewFault as refusal:
            fault = str(refusal)
        else:
            return SeeOther(address("review", row))
    shown = TextPage(
        title, crumbs_of(row, title), text, address("review", row), fault, help_rows(row)
    )
    return render(request, "yearend/text_edit.html", shown, status=422 if fault else 200)


@dataclass(frozen=True)
class ChoiceRow:
    """A suggestion or a chosen sentence, as a row of the form."""

    number: int
    key: str
    text: str
    reason: str
    chosen: bool
    order: str
    printed: str = ""
    """The sentence as it would be printed, figures set; empty where a mark cannot be."""


@dataclass(frozen=True)
class ChoicePage:
    """Suggestions with their reasons; a person ticks, orders and words them."""

    title: str
    lead: str
    crumbs: tuple[Crumb, ...]
    rows: tuple[ChoiceRow, ...]
    most: int
    back: str
    fault: str


@page(Action.WRITE_REVIEW)
@require_http_methods(GET_AND_POST)
def highlights(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Choose the outstanding results."""
    lead = _("Chọn nhiều nhất mười kết quả, sắp thứ tự và viết lại lời nếu cần.")
    return _choose(request, unit, year, HighlightKind.RESULT, (_("Kết quả nổi bật"), lead))


@page(Action.WRITE_REVIEW)
@require_http_methods(GET_AND_POST)
def limits(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Choose the limits."""
    lead = _("Gợi ý từ chỉ tiêu chưa đạt, đơn vị chậm và việc khắc phục chưa xong.")
    return _choose(request, unit, year, HighlightKind.LIMIT, (_("Hạn chế"), lead))


def _choose(
    request: HttpRequest, unit: str, year: int, kind: HighlightKind, words: tuple[str, str]
) -> HttpResponse:
    row = writable_review(request, unit, year)
    fault = ""
    chosen: list[services.Chosen] | None = None
    if request.method == "POST":
        chosen = chosen_from(request.POST)
        try:
            services.choose_highlights(
                actor=actor_of(request), now=clock.now(), review=row, chosen=chosen, kind=kind
            )
        except services.ReviewFault as refusal:
            fault = str(refusal)
        else:
            return SeeOther(address("review", row))
    if chosen is None:
        standing = row.highlights.filter(kind=kind).values_list("key", "text")
        chosen = [services.Chosen(key, text) for key, text in standing]
    rows = _choice_rows(chosen, suggestions_of(row, kind))
    printed = as_printed(row, [one.text for one in rows])
    rows = tuple(replace(one, printed=said) for one, said in zip(rows, printed, strict=True))
    shown = ChoicePage(
        *words, crumbs_of(row, words[0]), rows, MOST_HIGHLIGHTS, address("review", row), fault
    )
    return render(request, "yearend/choice_edit.html", shown, status=422 if fault else 200)


def _choice_rows(
    chosen: list[services.Chosen], suggested: tuple[Suggestion, ...]
) -> tuple[ChoiceRow, ...]:
    reasons = {one.key: one.reason for one in suggested}
    taken = {one.key for one in chosen}
    own = _("Viết thêm của đơn vị")
    rows = [(one.key, one.text, reasons.get(one.key, own), True) for one in chosen]
    rows += [(one.key, one.text, one.reason, False) for one in suggested if one.key not in taken]
    free = (f"own:{number}" for number in range(1, 100) if f"own:{number}" not in taken)
    rows += [(next(free), "", own, False) for _row in range(SPARE_ROWS)]
    return tuple(
        ChoiceRow(number, key, text, reason, ticked, str(number + 1) if ticked else "")
        for number, (key, text, reason, ticked) in enumerate(rows[:50])
    )


@dataclass(frozen=True)
class TaskRow:
    """A task as a row of the form."""

    number: int
    order: int
    task: TaskPlan


@dataclass(frozen=True)
class TasksPage:
    """Next year's tasks: what, who, by when, in which order."""

    crumbs: tuple[Crumb, ...]
    rows: tuple[TaskRow, ...]
    back: str
    fault: str


@page(Action.WRITE_REVIEW)
@require_http_methods(GET_AND_POST)
def tasks(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Write next year's tasks."""
    row = writable_review(request, unit, year)
    fault = ""
    if request.method == "POST":
        plans = tasks_from(request.POST)
        try:
            services.set_tasks(actor=actor_of(request), now=clock.now(), review=row, tasks=plans)
        except services.ReviewFault as refusal:
            fault = str(refusal)
        else:
            return SeeOther(address("review", row))
    else:
        plans = [TaskPlan(*one) for one in row.tasks.values_list("what", "who", "due")]
    plans += [TaskPlan("")] * SPARE_ROWS
    rows = tuple(TaskRow(number, number + 1, task) for number, task in enumerate(plans))
    shown = TasksPage(crumbs_of(row, _("Nhiệm vụ năm sau")), rows, address("review", row), fault)
    return render(request, "yearend/tasks_edit.html", shown, status=422 if fault else 200)


@dataclass(frozen=True)
class ParticularsPage:
    """Number, place, day and signer."""

    crumbs: tuple[Crumb, ...]
    form: forms.Form
    back: str


@page(Action.WRITE_REVIEW)
@require_http_methods(GET_AND_POST)
def particulars(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Fill in number, place, day and signer."""
    row = writable_review(request, unit, year)
    form = ParticularsForm(request.POST) if request.method == "POST" else ParticularsForm.of(row)
    if request.method == "POST" and form.is_valid():
        services.set_particulars(
            actor=actor_of(request), now=clock.now(), review=row, **form.cleaned_data
        )
        return SeeOther(address("review", row))
    shown = ParticularsPage(crumbs_of(row, _("Thể thức")), form, address("review", row))
    status = 422 if form.is_bound else 200
    return render(request, "yearend/particulars_edit.html", shown, status=status)


@dataclass(frozen=True)
class GapRow:
    """A figure without a value, and the reason given for it."""

    figure: str
    label: str
    section: str
    address: str
    reason: str


@dataclass(frozen=True)
class FindingRow:
    """Something the proofreader found, and why it may stand."""

    key: str
    state: str
    message: str
    arithmetic: str
    excerpt: str
    address: str
    reason: str
    needs_reason: bool


@dataclass(frozen=True)
class SealPage:
    """What still stands against sealing; the reasons for missing figures; the act."""

    crumbs: tuple[Crumb, ...]
    points: tuple[str, ...]
    gaps: tuple[GapRow, ...]
    findings: tuple[FindingRow, ...]
    explain: str
    act: Act
    back: str


@page(Action.SEE_FIGURES)
@require_http_methods(GET_AND_POST)
def seal(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Look at what stands against sealing; seal."""
    row = review_of(request, unit, year)
    actor = actor_of(request)
    if request.method == "POST":
        done = attempt(
            request,
            lambda: services.seal(actor=actor, now=clock.now(), review=row),
            _("Đã chốt báo cáo. Từ nay văn bản và số liệu giữ nguyên như khi ký."),
        )
        return SeeOther(address("review" if done else "seal", row))
    decision = can_seal(actor, row)
    require(decision)
    points = open_points(row)
    refusal = reason_of(decision) or (points.sentences[0] if points.sentences else "")
    shown = SealPage(
        crumbs_of(row, _("Chốt báo cáo")),
        points.sentences,
        _gap_rows(row, points.gaps),
        _finding_rows(row, points),
        address("explain", row),
        Act(_("Chốt báo cáo"), address("seal", row), refusal, "lock", is_post=True),
        address("review", row),
    )
    return render(request, "yearend/seal.html", shown)


def _gap_rows(row: Review, gaps: tuple[tuple[str, str, str], ...]) -> tuple[GapRow, ...]:
    given = dict(row.explained_gaps.values_list("figure", "reason"))
    return tuple(
        GapRow(figure, label, section, f"/so-lieu/{figure}/", given.get(figure, ""))
        for figure, label, section in gaps
    )


def _finding_rows(row: Review, points: OpenPoints) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            key=found.key,
            state=LOOKS_OF_FINDINGS[found.severity],
            message=found.message,
            arithmetic=found.arithmetic,
            excerpt=found.excerpt,
            address=f"{address('review', row)}#{found.anchor}" if found.anchor else "",
            reason=points.reasons.get(found.key, ""),
            needs_reason=found.severity != "note",
        )
        for found in points.findings
    )


@page(Action.WRITE_REVIEW)
@require_POST
def explain(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Say why figures are missing."""
    row = writable_review(request, unit, year)
    attempt(
        request,
        lambda: services.explain_gaps(
            actor=actor_of(request),
            now=clock.now(),
            review=row,
            reasons=reasons_from(request.POST),
            findings=finding_reasons_from(request.POST),
        ),
        _("Đã ghi lý do."),
    )
    return SeeOther(address("seal", row))
