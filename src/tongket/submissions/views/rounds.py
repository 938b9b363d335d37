"""Rounds: what to send, what waits, who has not sent; opening, sealing, accepting all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongket.access.domain import Action as Right
from tongket.access.domain import Actor
from tongket.access.gate import actor_of, fetch, page, require
from tongket.access.refusals import OutOfScope
from tongket.access.where import current_unit
from tongket.core import clock
from tongket.org.models import Unit
from tongket.org.selectors import name_of
from tongket.submissions import policy, services
from tongket.submissions.excel import chase_list
from tongket.submissions.forms import OpenRoundForm
from tongket.submissions.models import Round, Submission
from tongket.submissions.selectors import unit_names
from tongket.submissions.selectors.corrections import Correction, corrections_to_confirm
from tongket.submissions.selectors.rounds import (
    Progress,
    count_late,
    not_sent,
    own_returns,
    progress_below,
    returns_below,
    rounds_above_others,
    waiting_returns,
)
from tongket.submissions.views.common import address_for, due_words, is_late
from tongket.ui.components import Action, Crumb, MissingUnit
from tongket.ui.rendering import render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


ORDER = {"returned": 0, "draft": 0, "submitted": 1}
"""States that somebody waits for stand first."""


@dataclass(frozen=True)
class ReturnLine:
    """A return in a list."""

    address: str
    round_title: str
    unit: str
    state: str
    due_on: date
    due_words: str
    late: bool
    reason: str = ""
    progress: Progress | None = None
    below_address: str = ""
    above: str = ""


@dataclass(frozen=True)
class WaitingGroup:
    """What waits for acceptance in one round, with the act of accepting all of it."""

    round_title: str
    lines: list[ReturnLine]
    accept_all: Action


@dataclass(frozen=True)
class RoundLine:
    """A round in which others send to this unit."""

    title: str
    address: str
    progress: Progress
    closed: bool


@dataclass(frozen=True)
class RoundListPage:
    """What my unit must send, what waits for my acceptance, how the rounds stand."""

    unit: str
    own: list[ReturnLine]
    waiting: list[WaitingGroup]
    waiting_count: int
    rounds: list[RoundLine]
    open: Action | None
    corrections: list[Correction] = field(default_factory=list)


@page(Right.SEE_FIGURES)
@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """Show what the person's unit must send, and what waits for its acceptance."""
    unit, today, actor = current_unit(request), clock.today(), actor_of(request)
    if unit is None or unit not in actor.units(Right.SEE_FIGURES):
        nothing = RoundListPage("", [], [], 0, [], None)
        return render(request, "submissions/round_list.html", nothing)
    own, waiting = own_returns(unit), waiting_returns(unit)
    names = unit_names([*own, *waiting])
    rounds = rounds_above_others(unit)
    progress = progress_below([one.pk for one in rounds], [unit])
    reviews = all(policy.reviews(actor, row) for row in waiting)
    shown = RoundListPage(
        unit=name_of([unit], today).get(unit, ""),
        own=[_line(row, names[row.pk], today) for row in own],
        waiting=_groups(waiting, names, today, reviews=reviews),
        waiting_count=len(waiting),
        corrections=corrections_to_confirm(actor),
        rounds=[
            RoundLine(
                one.title,
                reverse("submissions:board", args=[one.code]),
                progress.get((one.pk, unit), Progress()),
                one.closed_at is not None,
            )
            for one in rounds
        ],
        open=(
            Action(_("Mở kỳ báo cáo"), reverse("submissions:open_round"), icon="plus")
            if policy.can_open(actor, unit)
            else None
        ),
    )
    return render(request, "submissions/round_list.html", shown)


def _line(row: Submission, name: str, today: date, address: str = "") -> ReturnLine:
    return ReturnLine(
        address=address or address_for(row),
        round_title=row.round.title,
        unit=name,
        state=row.state,
        due_on=row.due_on,
        due_words=due_words(row, today),
        late=is_late(row, today),
    )


def _groups(
    waiting: list[Submission], names: dict[int, str], today: date, *, reviews: bool
) -> list[WaitingGroup]:
    by_round: dict[str, list[Submission]] = {}
    for row in waiting:
        by_round.setdefault(row.round.code, []).append(row)
    return [
        WaitingGroup(
            rows[0].round.title,
            [
                _line(
                    row,
                    names[row.pk],
                    today,
                    reverse("submissions:review", args=[row.pk]) if reviews else "",
                )
                for row in rows
            ],
            Action(
                _("Duyệt tất cả %(count)d phiếu") % {"count": len(rows)},
                reverse("submissions:accept_waiting", args=[code]),
                refusal="" if reviews else _("Chỉ Bí thư hoặc cán bộ tổng hợp mới duyệt được."),
                icon="check",
                is_post=True,
            ),
        )
        for code, rows in by_round.items()
    ]


# --- the board of a round ------------------------------------------------------------------------


@dataclass(frozen=True)
class BoardPage:
    """How a round stands below one unit: each unit below, then everyone who has not sent."""

    round: Round
    title: str
    unit: str
    crumbs: Sequence[Crumb]
    lines: list[ReturnLine]
    line_rows: Page[Submission]
    progress: Progress
    missing: list[MissingUnit]
    late: int
    chase: list[ReturnLine]
    chase_rows: Page[Submission]
    accept_all: Action | None
    seal: Action | None
    export_address: str


@page(Right.SEE_FIGURES)
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Show, level by level, who has not sent, overdue in words, and the list for chasing."""
    round_ = fetch(Round.objects, actor_of(request), Right.SEE_FIGURES, code=code)
    unit = _board_unit(request, round_)
    today, scope = clock.today(), actor_of(request).units(Right.SEE_FIGURES)
    everyone = sorted(returns_below(round_, unit), key=_place)
    below = Paginator(everyone, 50).get_page(request.GET.get("hang"))
    rows = Paginator(not_sent(round_, scope), 50).get_page(request.GET.get("trang"))
    names = unit_names([*below, *rows])
    above = name_of({row.approver_id for row in rows if row.approver_id}, today)
    deeper = progress_below([round_.pk], [row.unit_id for row in below])
    lines = [_board_line(row, names[row.pk], today, deeper) for row in below]
    progress = progress_below([round_.pk], [unit]).get((round_.pk, unit), Progress())
    shown = BoardPage(
        round=round_,
        title=round_.title,
        unit=name_of([unit], today).get(unit, ""),
        crumbs=[
            Crumb(_("Báo cáo"), reverse("submissions:round_list")),
            Crumb(round_.title),
        ],
        lines=lines,
        line_rows=below,
        progress=progress,
        missing=_missing(everyone),
        late=count_late(round_, scope, today),
        chase=[
            _chase_line(row, names[row.pk], above.get(row.approver_id or 0, ""), today)
            for row in rows
        ],
        chase_rows=rows,
        accept_all=_accept_all(actor_of(request), round_, unit, progress),
        seal=_seal(actor_of(request), round_),
        export_address=reverse("submissions:board_export", args=[round_.code]),
    )
    return render(request, "submissions/board.html", shown)


def _place(row: Submission) -> tuple[int, bool, date]:
    return ORDER.get(row.state, 9), row.leaf, row.due_on


def _missing(everyone: list[Submission]) -> list[MissingUnit]:
    lacking = [row for row in everyone if row.state in {"draft", "returned"}]
    names = unit_names(lacking)
    return [MissingUnit(names[row.pk], address_for(row)) for row in lacking]


def _board_unit(request: HttpRequest, round_: Round) -> int:
    """Return the unit whose level is shown: the asked one in scope, else one's own or highest."""
    scope = actor_of(request).units(Right.SEE_FIGURES)
    asked = request.GET.get("cap", "")
    if asked:
        unit = int(asked) if asked.isascii() and asked.isdigit() else 0
        if unit not in scope or not round_.submissions.filter(unit=unit).exists():
            raise OutOfScope
        return unit
    own = current_unit(request)
    if own is not None and own in scope and round_.submissions.filter(unit=own).exists():
        return own
    # A unit younger than the round: its people see what their predecessors sent, not the whole.
    seen = Submission.objects.filter(round=round_).within(scope).order_by("pk")
    highest = seen.values_list("unit", flat=True).first()
    if highest is None:
        raise OutOfScope
    return highest


def _board_line(
    row: Submission, name: str, today: date, deeper: dict[tuple[int, int], Progress]
) -> ReturnLine:
    line = _line(row, name, today)
    progress = deeper.get((row.round_id, row.unit_id))
    if progress is None:
        return line
    address = f"{reverse('submissions:board', args=[row.round.code])}?cap={row.unit_id}"
    return ReturnLine(**(vars(line) | {"progress": progress, "below_address": address}))


def _chase_line(row: Submission, name: str, above: str, today: date) -> ReturnLine:
    return ReturnLine(**(vars(_line(row, name, today)) | {"above": above}))


def _accept_all(actor: Actor, round_: Round, unit: int, progress: Progress) -> Action | None:
    if not progress.waiting or not actor.may(Right.REVIEW_RETURN) or unit not in actor.appointments:
        return None
    return Action(
        _("Duyệt tất cả %(count)d phiếu đang chờ") % {"count": progress.waiting},
        reverse("submissions:accept_waiting", args=[round_.code]),
        icon="check",
        is_post=True,
    )


def _seal(actor: Actor, round_: Round) -> Action | None:
    if round_.closed_at is not None or not policy.can_seal(actor, round_):
        return None
    return Action(
        _("Chốt kỳ báo cáo"),
        reverse("submissions:seal", args=[round_.code]),
        icon="lock",
        is_post=True,
    )


@page(Right.SEE_FIGURES)
@require_safe
def board_export(request: HttpRequest, code: str) -> HttpResponse:
    """Send the list of units that have not sent, as Excel."""
    round_ = fetch(Round.objects, actor_of(request), Right.SEE_FIGURES, code=code)
    today, scope = clock.today(), actor_of(request).units(Right.SEE_FIGURES)
    rows = list(not_sent(round_, scope))
    names = unit_names(rows)
    above = name_of({row.approver_id for row in rows if row.approver_id}, today)
    lines = [
        (names[row.pk], above.get(row.approver_id or 0, ""), row.due_on, due_words(row, today))
        for row in rows
    ]
    return HttpResponse(
        chase_list(round_.title, lines),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="chua-gui-{round_.code}.xlsx"'},
    )


# --- acts ----------------------------------------------------------------------------------------


@page(Right.REVIEW_RETURN)
@require_POST
def accept_waiting(request: HttpRequest, code: str) -> HttpResponse:
    """Accept everything that waits for the person's unit in a round."""
    round_ = fetch(Round.objects, actor_of(request), Right.SEE_FIGURES, code=code)
    unit = current_unit(request)
    done = services.accept_many(
        actor=actor_of(request), now=clock.now(), round_=round_, approver_id=unit or 0
    )
    messages.success(request, _("Đã duyệt %(count)d phiếu.") % {"count": done.accepted})
    for fault in done.faults:
        messages.error(request, fault)
    if done.passed_over:
        messages.info(
            request,
            _("%(count)d phiếu vừa được người khác xử lý, không duyệt lại.")
            % {"count": done.passed_over},
        )
    return redirect("submissions:round_list")


@page(Right.SEAL_REVIEW)
@require_POST
def seal(request: HttpRequest, code: str) -> HttpResponse:
    """Seal a round."""
    round_ = fetch(Round.objects, actor_of(request), Right.SEE_FIGURES, code=code)
    try:
        services.seal(actor=actor_of(request), now=clock.now(), round_=round_)
        messages.success(request, _("Đã chốt kỳ báo cáo."))
    except services.RoundFault as fault:
        messages.error(request, str(fault))
    return redirect("submissions:board", code=code)


@dataclass(frozen=True)
class OpenRoundPage:
    """The form for opening a round at the person's unit."""

    unit: str
    form: OpenRoundForm
    crumbs: Sequence[Crumb]
    fault: str = ""


@page(Right.OPEN_ROUND)
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """Open a round: form, period, first day, due days."""
    unit, actor = current_unit(request), actor_of(request)
    if unit is None:
        raise OutOfScope
    require(policy.can_open(actor, unit))
    form = OpenRoundForm(request.POST or None, today=clock.today())
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_round(
                actor=actor, now=clock.now(), root=Unit.objects.get(pk=unit), **form.chosen()
            )
        except services.RoundFault as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("Đã mở %(title)s.") % {"title": opened.title})
            return redirect("submissions:board", code=opened.code)
    crumbs = [Crumb(_("Báo cáo"), reverse("submissions:round_list")), Crumb(_("Mở kỳ báo cáo"))]
    name = name_of([unit], clock.today()).get(unit, "")
    status = 422 if request.method == "POST" else 200
    shown = OpenRoundPage(name, form, crumbs, fault)
    return render(request, "submissions/open_round.html", shown, status=status)
