"""The form: typing, saving as one types, sending up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongket.access.domain import Action as Right
from tongket.access.domain import Actor
from tongket.access.gate import actor_of, page
from tongket.core import clock
from tongket.core.dates import format_time
from tongket.org.selectors import name_of
from tongket.submissions import policy, services
from tongket.submissions.domain import State, WrongState, cell_text
from tongket.submissions.models import CellReturn, Submission
from tongket.submissions.selectors import (
    Layout,
    draft_cells,
    findings_of,
    layout_of,
    missing_below,
    standing_cells,
    unit_name,
)
from tongket.submissions.services import SaveResult, Typed, obstacles_of
from tongket.submissions.views.common import (
    address_for,
    crumbs_to,
    due_words,
    is_late,
    submission_in_scope,
)
from tongket.submissions.views.shown import (
    NO_MARKS,
    Jump,
    Marks,
    ShownSection,
    Sum,
    beside_of,
    count_in_words,
    field_name,
    jumps_of,
    open_reasons,
    sections_of,
    sums_of,
)
from tongket.ui.components import Action, Crumb, MissingUnit, Tab
from tongket.ui.rendering import render, wants_fragment

WHOLE = "tat-ca"


@dataclass(frozen=True)
class Parts:
    """Which section is shown (or all of them), and those beside it; 0: none."""

    tabs: Sequence[Tab]
    shown: list[ShownSection]
    whole: bool
    after: int
    before: int


@dataclass(frozen=True)
class Below:
    """How many units directly below are accepted, of how many, and who is missing."""

    arrived: int
    expected: int
    missing: list[MissingUnit]


@dataclass(frozen=True)
class FormPage:
    """The form of one return, one section a screen."""

    submission: Submission
    title: str
    unit: str
    state: str
    late: bool
    due_on: date
    due_words: str
    crumbs: Sequence[Crumb]
    parts: Parts
    save_address: str
    can_fill: bool
    locked: bool
    refusal: str
    send: Action
    confirms: bool
    jumps: list[Jump]
    sums: list[Sum]
    whole_reasons: list[CellReturn]
    cell_reasons: int
    below: Below
    may_send_without: bool
    leaf: bool
    saved: str = ""
    swapped: bool = field(default=False)
    """The fragment answers a cell that was saved: its parts replace those on the page."""


@page(Right.SEE_FIGURES)
@require_GET
def form(request: HttpRequest, return_id: int) -> HttpResponse:
    """Show the form of a return that is being filled; what was sent shows its version."""
    submission = submission_in_scope(request, return_id)
    if State(submission.state) not in {State.DRAFT, State.RETURNED}:
        return redirect(address_for(submission))
    return render(request, "submissions/form.html", _form_page(request, submission))


@page(Right.FILL_RETURN)
@require_POST
def cell(request: HttpRequest, return_id: int) -> HttpResponse:
    """Save what was typed: one field for htmx, a section's fields from the plain form."""
    submission = submission_in_scope(request, return_id)
    typed = _typed(request, submission)
    try:
        result = services.save_cells(
            actor=actor_of(request), now=clock.now(), submission=submission, typed=typed
        )
    except WrongState as refusal:
        return _answer_refusal(request, submission, typed, str(refusal))
    if wants_fragment(request):
        return _answer_field(request, submission, typed, result)
    if result.errors:
        marks = replace(NO_MARKS, errors=result.errors, typed=typed)
        shown = _form_page(request, submission, marks)
        return render(request, "submissions/form.html", shown, status=422)
    messages.success(request, _("Đã lưu %(time)s.") % {"time": format_time(result.saved_at)})
    part = request.POST.get("go") or request.POST.get("phan") or "1"
    return redirect(f"{reverse('submissions:form', args=[submission.pk])}?phan={_part(part)}")


@page(Right.SUBMIT_RETURN)
@require_POST
def submit(request: HttpRequest, return_id: int) -> HttpResponse:
    """Send the return up; what is in the way is told on the form, nothing is lost."""
    submission = submission_in_scope(request, return_id)
    without = missing_below(submission) if request.POST.get("without") else []
    try:
        services.consolidate(
            actor=actor_of(request),
            now=clock.now(),
            submission=submission,
            without=without,
            reason=request.POST.get("reason", ""),
        )
    except (WrongState, services.NotReady, services.NotComplete) as refusal:
        messages.error(request, str(refusal))
        return redirect("submissions:form", return_id=return_id)
    done = _("Đã gửi lên cấp trên.") if submission.approver_id else _("Đã xác nhận tổng hợp.")
    messages.success(request, done)
    return redirect("submissions:round_list")


def _form_page(request: HttpRequest, submission: Submission, marks: Marks = NO_MARKS) -> FormPage:
    actor, today = actor_of(request), clock.today()
    layout = layout_of(submission)
    cells = standing_cells(submission)
    obstacles = obstacles_of(submission, layout)
    returned = open_reasons(submission)
    marks = replace(
        marks,
        reasons={row.measure_id: row.reason for row in returned if row.measure_id},
        to_explain=_to_explain(submission, layout),
    )
    sections = sections_of(submission, layout, cells, beside_of(submission, layout), marks)
    address = reverse("submissions:form", args=[submission.pk])
    below = _below(submission)
    decision = policy.can_fill(actor, submission)
    return FormPage(
        submission=submission,
        title=submission.round.title,
        unit=unit_name(submission),
        state=submission.state,
        late=is_late(submission, today),
        due_on=submission.due_on,
        due_words=due_words(submission, today),
        crumbs=crumbs_to(submission),
        parts=_parts(address, sections, request.POST.get("phan") or request.GET.get("phan") or ""),
        save_address=reverse("submissions:cell", args=[submission.pk]),
        can_fill=bool(decision),
        locked=not decision,
        refusal=decision.reason,
        send=_send_action(actor, submission, len(obstacles), below.missing),
        confirms=submission.approver_id is None,
        jumps=jumps_of(obstacles, layout, address),
        sums=sums_of(submission, layout, cells),
        whole_reasons=[row for row in returned if row.measure_id is None],
        cell_reasons=sum(row.measure_id is not None for row in returned),
        below=below,
        may_send_without=bool(below.missing and not obstacles)
        and bool(policy.can_submit(actor, submission)),
        leaf=submission.leaf,
    )


def _send_action(
    actor: Actor, submission: Submission, obstacles: int, missing: list[MissingUnit]
) -> Action:
    decision = policy.can_submit(actor, submission)
    refusal = decision.reason
    if decision and obstacles:
        refusal = count_in_words(obstacles)
    elif decision and missing:
        refusal = _("Còn %(count)d đơn vị cấp dưới chưa được duyệt.") % {"count": len(missing)}
    label = _("Gửi lên") if submission.approver_id else _("Xác nhận tổng hợp")
    return Action(
        label,
        reverse("submissions:submit", args=[submission.pk]),
        refusal=refusal,
        icon="send",
        is_post=True,
    )


def _below(submission: Submission) -> Below:
    if submission.leaf:
        return Below(0, 0, [])
    lacking = missing_below(submission)
    expected = submission.round.submissions.filter(approver=submission.unit_id).count()
    names = name_of(lacking, submission.due_on)
    return Below(expected - len(lacking), expected, [MissingUnit(names[unit]) for unit in lacking])


def _parts(address: str, sections: list[ShownSection], asked: str) -> Parts:
    """Return the section asked for, else the first; ``WHOLE`` shows all."""
    part = _part(asked or "1")
    whole = part == WHOLE
    shown = [one for one in sections if whole or str(one.order) == part] or sections[:1]
    orders = [one.order for one in sections]
    place = orders.index(shown[0].order) if shown else 0
    current = WHOLE if whole or not shown else str(shown[0].order)
    return Parts(
        tabs=_tabs(address, sections, current),
        shown=shown,
        whole=whole,
        after=orders[place + 1] if not whole and place + 1 < len(orders) else 0,
        before=orders[place - 1] if not whole and place > 0 else 0,
    )


def _to_explain(submission: Submission, layout: Layout) -> frozenset[int]:
    return frozenset(
        measure
        for finding in findings_of(submission, layout)
        if finding.severity == "warning"
        for measure in layout.measures_of(finding)[:1]
    )


def _tabs(address: str, sections: list[ShownSection], part: str) -> list[Tab]:
    tabs = [
        Tab(f"{place}. {one.title}", f"{address}?phan={one.order}", part == str(one.order))
        for place, one in enumerate(sections, 1)
    ]
    return [*tabs, Tab(_("Tất cả"), f"{address}?phan={WHOLE}", part == WHOLE)]


def _part(text: str) -> str:
    return text if text == WHOLE or (text.isascii() and text.isdigit()) else "1"


# --- what was typed ------------------------------------------------------------------------------

_FIELD = re.compile(r"([mn])([1-9][0-9]{0,8})")


def _typed(request: HttpRequest, submission: Submission) -> dict[int, Typed]:
    """Return what the request holds by measure id; a note alone keeps the number as saved."""
    texts: dict[int, str] = {}
    notes: dict[int, str] = {}
    for name, text in request.POST.items():
        found = _FIELD.fullmatch(name)
        if found:
            (texts if found[1] == "m" else notes)[int(found[2])] = str(text)
    alone = notes.keys() - texts.keys()
    saved = draft_cells(submission) if alone else {}
    for measure in alone:
        texts[measure] = cell_text(saved[measure].value) if measure in saved else ""
    return {measure: Typed(text, notes.get(measure)) for measure, text in texts.items()}


@dataclass(frozen=True)
class SavedField:
    """What is said under a field after it was saved, and what else on the page moved with it."""

    name: str
    error: str
    warning: str
    saved: str
    form: FormPage | None


def _answer_field(
    request: HttpRequest, submission: Submission, typed: dict[int, Typed], result: SaveResult
) -> HttpResponse:
    measure = next(iter(typed), 0)
    saved_at: datetime = result.saved_at
    error = result.errors.get(measure, "")
    warning = next((one.message for one in result.findings), "")
    shown = replace(_form_page(request, submission), swapped=True)
    answer = SavedField(
        name=field_name(measure),
        error=error,
        warning="" if error else warning,
        saved="" if error else format_time(saved_at),
        form=shown,
    )
    return render(request, "submissions/cell_saved.html", answer)


def _answer_refusal(
    request: HttpRequest, submission: Submission, typed: dict[int, Typed], sentence: str
) -> HttpResponse:
    if wants_fragment(request):
        name = field_name(next(iter(typed), 0))
        answer = SavedField(name=name, error=sentence, warning="", saved="", form=None)
        return render(request, "submissions/cell_saved.html", answer)
    messages.error(request, sentence)
    return redirect(address_for(submission))
