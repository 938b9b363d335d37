"""Late corrections: edit, see the effect on every level above, propose; confirm or turn down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongket.access.domain import Action as Right
from tongket.access.gate import actor_of, fetch, page
from tongket.core import clock
from tongket.org.selectors import name_of
from tongket.rollup.selectors.measures import tree_day
from tongket.submissions import policy, services
from tongket.submissions.domain import (
    Cell,
    EffectRow,
    WrongState,
    cell_text,
    cells_from,
)
from tongket.submissions.models import Amendment, Submission
from tongket.submissions.selectors import Layout, layout_of, unit_name
from tongket.submissions.services import Typed, read_typed
from tongket.submissions.views.common import crumbs_to, figure_address, submission_in_scope
from tongket.submissions.views.shown import (
    NO_MARKS,
    Marks,
    ShownSection,
    beside_of,
    sections_of,
)
from tongket.ui.components import Action, Crumb
from tongket.ui.rendering import render


@dataclass(frozen=True)
class EffectLine:
    """One measure at one level: before and after; the number's page where one may open it."""

    line: str
    unit: str
    before: str
    after: str
    address: str


@dataclass(frozen=True)
class AmendPage:
    """Editing a return that counts: fields, then the effect, then the proposal."""

    submission: Submission
    title: str
    unit: str
    crumbs: Sequence[Crumb]
    sections: list[ShownSection]
    effect: list[EffectLine]
    reason: str
    refusal: str
    fault: str
    address: str


@page(Right.AMEND_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, return_id: int) -> HttpResponse:
    """Edit a return that counts: first the effect is shown, then it can be proposed."""
    submission = submission_in_scope(request, return_id)
    if request.method != "POST":
        return render(request, "submissions/amend.html", _amend_page(request, submission))
    layout = layout_of(submission)
    typed = _typed(request)
    read, errors = read_typed(layout, typed)
    cells = {key: _cell(found) for key, found in read.items()}
    marks = replace(NO_MARKS, errors=errors, typed=typed)
    if errors:
        shown = _amend_page(request, submission, marks)
        return render(request, "submissions/amend.html", shown, status=422)
    try:
        if request.POST.get("act") == "propose":
            return _propose(request, submission, cells)
        effect = services.effect_on_levels(submission, cells)
    except (services.AmendmentFault, WrongState) as refusal:
        shown = _amend_page(request, submission, marks, fault=str(refusal))
        return render(request, "submissions/amend.html", shown, status=422)
    fault = "" if effect else _("Chưa có số nào khác với bản đang có hiệu lực.")
    shown = _amend_page(request, submission, marks, fault=fault, effect=effect)
    return render(request, "submissions/amend.html", shown)


def _propose(request: HttpRequest, submission: Submission, cells: dict[int, Cell]) -> HttpResponse:
    amendment = services.propose_amendment(
        actor=actor_of(request),
        now=clock.now(),
        submission=submission,
        cells=cells,
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Đã gửi đề nghị điều chỉnh, chờ cấp trên xác nhận."))
    return redirect("submissions:amendment", amendment_id=amendment.pk)


@dataclass(frozen=True)
class AmendmentPage:
    """A proposed correction with its effect on every level, to be confirmed or turned down."""

    amendment: Amendment
    title: str
    unit: str
    crumbs: Sequence[Crumb]
    effect: list[EffectLine]
    confirm: Action
    withdraw: Action
    waits: bool
    base_number: int
    result_number: int


@page(Right.SEE_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def amendment(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """Show a proposed correction; confirm it (level above) or withdraw it."""
    found = fetch(
        Amendment.objects.select_related("base", "result"),
        actor_of(request),
        Right.SEE_FIGURES,
        pk=amendment_id,
    )
    found.submission = submission_in_scope(request, found.submission_id)
    if request.method != "POST":
        return render(request, "submissions/amendment.html", _amendment_page(request, found))
    act = (
        services.withdraw_amendment
        if request.POST.get("act") == "withdraw"
        else services.confirm_amendment
    )
    try:
        act(actor=actor_of(request), now=clock.now(), amendment=found)
    except (services.AmendmentFault, WrongState) as fault:
        messages.error(request, str(fault))
        return redirect("submissions:amendment", amendment_id=amendment_id)
    messages.success(request, _("Đã xử lý đề nghị điều chỉnh."))
    return redirect("submissions:amendment", amendment_id=amendment_id)


_FIELD = re.compile(r"m([1-9][0-9]{0,8})")


def _typed(request: HttpRequest) -> dict[int, Typed]:
    found = ((_FIELD.fullmatch(name), str(text)) for name, text in request.POST.items())
    return {int(match[1]): Typed(text) for match, text in found if match and text.strip()}


def _cell(found: Cell | None) -> Cell:
    # Blank fields are left out before reading, so every cell read says something.
    return found or Cell(None)


def _amend_page(
    request: HttpRequest,
    submission: Submission,
    marks: Marks = NO_MARKS,
    fault: str = "",
    effect: list[EffectRow] | None = None,
) -> AmendPage:
    layout = layout_of(submission)
    cells = cells_from(submission.accepted.values) if submission.accepted else {}
    sections = sections_of(submission, layout, cells, beside_of(submission, layout), marks)
    kept = (
        ShownSection(one.order, one.title, tuple(row for row in one.rows if row.own))
        for one in sections
    )
    return AmendPage(
        submission=submission,
        title=submission.round.title,
        unit=unit_name(submission),
        crumbs=crumbs_to(submission, _("Điều chỉnh")),
        sections=[one for one in kept if one.rows],
        effect=_effect_lines(request, submission, layout, effect or []),
        reason=request.POST.get("reason", ""),
        refusal=policy.can_amend(actor_of(request), submission).reason,
        fault=fault,
        address=reverse("submissions:amend", args=[submission.pk]),
    )


def _effect_lines(
    request: HttpRequest, submission: Submission, layout: Layout, rows: list[EffectRow]
) -> list[EffectLine]:
    """Return the effect as shown; numbers open only where the person may see the unit's figures."""
    seen = actor_of(request).units(Right.SEE_FIGURES)
    names = name_of(sorted({row.unit_id for row in rows}), tree_day(submission.round.period))
    lines = []
    for row in rows:
        line = layout.by_measure.get(row.measure_id)
        lines.append(
            EffectLine(
                line=line.title if line else str(row.measure_id),
                unit=names.get(row.unit_id, ""),
                before=cell_text(row.before),
                after=cell_text(row.after),
                address=figure_address(row.measure_id, row.unit_id, submission.round.period_id)
                if row.unit_id in seen
                else "",
            )
        )
    return lines


def _amendment_page(request: HttpRequest, found: Amendment) -> AmendmentPage:
    submission = found.submission
    actor = actor_of(request)
    waits = found.state == Amendment.State.PROPOSED
    address = reverse("submissions:amendment", args=[found.pk])
    decided = "" if waits else _("Đề nghị này đã được xử lý.")
    may_confirm = policy.can_confirm(actor, submission)
    may_withdraw = policy.can_withdraw(actor, submission)
    return AmendmentPage(
        amendment=found,
        title=submission.round.title,
        unit=unit_name(submission),
        crumbs=crumbs_to(submission, _("Đề nghị điều chỉnh")),
        effect=_effect_lines(
            request, submission, layout_of(submission), [EffectRow(*row) for row in found.effect]
        ),
        confirm=Action(
            _("Xác nhận điều chỉnh"),
            address,
            refusal=decided or may_confirm.reason,
            icon="check",
            is_post=True,
            hidden={"act": "confirm"},
        ),
        withdraw=Action(
            _("Rút lại đề nghị"),
            address,
            refusal=decided or may_withdraw.reason,
            is_post=True,
            hidden={"act": "withdraw"},
        ),
        waits=waits,
        base_number=found.base.number,
        result_number=found.result.number if found.result else 0,
    )
