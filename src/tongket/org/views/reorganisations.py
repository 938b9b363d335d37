"""Reorganisations: the list, one with its effect, writing one down, doing and undoing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action as Right
from tongket.access.domain import Actor
from tongket.access.gate import actor_of, page
from tongket.core.numbers import format_number
from tongket.org import policy, selectors, services
from tongket.org.domain import (
    Outcome,
    PlanFault,
    Touch,
    UnitState,
    plan_from_json,
    plan_to_text,
)
from tongket.org.models import Reorganisation
from tongket.org.services import Effect
from tongket.org.views.shared import (
    kind_label,
    reorganisation_crumbs,
    reorganisation_of,
    share_words,
    unit_address,
)
from tongket.ui.components import Action, Crumb
from tongket.ui.rendering import render

ROWS = 50
MOST_LISTED = 30
"""Units of one sort that a page names before it only counts the rest."""

State = Reorganisation.State


@dataclass(frozen=True)
class ListPage:
    """Reorganisations, the newest first."""

    rows: Page[Reorganisation]
    new: Action
    crumbs: Sequence[Crumb]


@page(Right.SEE_UNITS)
def reorganisation_list(request: HttpRequest) -> HttpResponse:
    """List the reorganisations that the person may see."""
    actor = actor_of(request)
    found = policy.visible_reorganisations(actor).defer("plan", "undo")
    rows = Paginator(found, ROWS).get_page(request.GET.get("trang"))
    new = Action(_("Soạn phương án mới"), reverse("org:reorganisation_new"), icon="plus")
    if not actor.may(Right.REORGANISE):
        new = replace(new, refusal=str(policy.can_reorganise(actor, [None]).reason))
    return render(
        request, "org/reorganisation_list.html", ListPage(rows, new, reorganisation_crumbs())
    )


@dataclass(frozen=True)
class UnitLine:
    """A unit that a plan touches."""

    name: str
    code: str
    address: str
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Units to which the same thing happens."""

    label: str
    count: int
    lines: Sequence[UnitLine]
    left_out: int


@dataclass(frozen=True)
class SuccessionLine:
    """Who becomes whom."""

    predecessor: str
    predecessor_address: str
    successor: str
    successor_address: str
    share: str


@dataclass(frozen=True)
class DetailPage:
    """One reorganisation: what it says, what it touches, what may be done with it."""

    row: Reorganisation
    crumbs: Sequence[Crumb]
    tree_label: str
    faults: Sequence[str]
    groups: Sequence[Group]
    successions: Sequence[SuccessionLine]
    successions_left_out: int
    below: int
    touches: Sequence[Touch]
    summary: str
    steps: str
    step_count: int
    act: Action | None
    edit: str
    is_applied: bool


@page(Right.SEE_UNITS)
def reorganisation(request: HttpRequest, code: str) -> HttpResponse:
    """Show a reorganisation with everything it touches; a draft is tried without being done."""
    actor = actor_of(request)
    row = reorganisation_of(actor, code)
    try:
        plan = plan_from_json(row.plan)
    except PlanFault as fault:
        plan, effect = (), Effect(faults=(str(fault),))
    else:
        effect = _effect(row)
    outcome = effect.outcome
    successions, left_out = _successions(actor, row, outcome)
    return render(
        request,
        "org/reorganisation.html",
        DetailPage(
            row=row,
            crumbs=reorganisation_crumbs(row.title),
            tree_label=row.get_tree_display(),
            faults=effect.faults,
            groups=_groups(outcome, row.effective_on),
            successions=successions,
            successions_left_out=left_out,
            below=effect.below,
            touches=effect.touches,
            summary=_summary(row) if row.state == State.APPLIED else "",
            steps=plan_to_text(plan),
            step_count=len(plan),
            act=_act(actor, row, effect),
            edit=reverse("org:reorganisation_edit", args=[row.code])
            if row.state != State.APPLIED and actor.may(Right.REORGANISE)
            else "",
            is_applied=row.state == State.APPLIED,
        ),
    )


def _effect(row: Reorganisation) -> Effect:
    """Return what a plan would touch; of an applied one only what stands in its successions."""
    if row.state == State.APPLIED:
        return Effect()
    return services.dry_run(plan=plan_from_json(row.plan), day=row.effective_on)


def _summary(row: Reorganisation) -> str:
    """Say in one sentence what an applied reorganisation did."""
    counts = selectors.counts_of_undo(row)
    return _(
        "Thành lập %(created)s đơn vị, kết thúc %(closed)s, đổi tên hoặc loại %(changed)s, "
        "chuyển cấp trên %(moved)s."
    ) % {key: format_number(count) for key, count in counts.items()}


def _act(actor: Actor, row: Reorganisation, effect: Effect) -> Action | None:
    """Return the one main act, with the reason when it may not be done."""
    if row.state == State.APPLIED:
        decision = policy.can_reorganise(actor, selectors.units_of_undo(row))
        address = reverse("org:reorganisation_revert", args=[row.code])
        return Action(_("Hủy bỏ sắp xếp"), address, decision.reason, "back", is_post=True)
    address = reverse("org:reorganisation_apply", args=[row.code])
    if effect.faults:
        reason = _("Phương án còn chỗ chưa đúng, xem danh sách bên dưới.")
    else:
        reason = policy.can_reorganise(actor, services.concerned_units(effect.outcome)).reason
    return Action(_("Thực hiện sắp xếp"), address, reason, "check", is_post=True)


def _groups(outcome: Outcome, day: date) -> list[Group]:
    eve = date.fromordinal(day.toordinal() - 1)
    names = _parent_names(outcome, eve)
    found = (
        (_("Thành lập"), [replace(_line(unit, day), address="") for unit in outcome.created]),
        (_("Kết thúc"), [_line(unit, eve) for unit in outcome.closed]),
        (
            _("Đổi tên hoặc loại"),
            [
                replace(_line(old, eve), before=_face(old, new), after=_face(new, old))
                for old, new in outcome.changed
            ],
        ),
        (
            _("Chuyển cấp trên"),
            [
                replace(_line(old, eve), before=_above(old, names), after=_above(new, names))
                for old, new in outcome.moved
            ],
        ),
    )
    return [
        Group(label, len(lines), lines[:MOST_LISTED], max(0, len(lines) - MOST_LISTED))
        for label, lines in found
        if lines
    ]


def _parent_names(outcome: Outcome, eve: date) -> dict[str, str]:
    """Return the names of the units that moved ones stood and will stand below."""
    codes = {unit.parent for pair in outcome.moved for unit in pair if unit.parent is not None}
    ids = selectors.units_by_code(codes)
    by_id = selectors.name_of(ids.values(), eve)
    names = {code: by_id.get(key, code) for code, key in ids.items()}
    return names | {unit.code: unit.name for unit in outcome.created}


def _above(unit: UnitState, names: Mapping[str, str]) -> str:
    return _("không có cấp trên") if unit.parent is None else names.get(unit.parent, unit.parent)


def _line(unit: UnitState, day: date) -> UnitLine:
    return UnitLine(
        unit.name, unit.code, unit_address(unit.code, day), note=kind_label(unit.kind, unit.form)
    )


def _face(unit: UnitState, other: UnitState) -> str:
    """Say the name, and the kind where that is what differs."""
    if unit.name != other.name and unit.kind == other.kind:
        return unit.name
    return f"{unit.name} ({kind_label(unit.kind)})"


def _successions(
    actor: Actor, row: Reorganisation, outcome: Outcome
) -> tuple[list[SuccessionLine], int]:
    """Return who becomes whom: from the rows of an applied one, else from the plan's outcome.

    A unit outside the person's scope, or not there yet, is named without a link.
    """
    day = row.effective_on
    eve = date.fromordinal(day.toordinal() - 1)
    if row.state == State.APPLIED:
        found = selectors.successions_in(row.pk)
        seen = partial(policy.can_see, actor, row.tree)
        lines = [
            SuccessionLine(
                one.predecessor_name,
                unit_address(one.predecessor_code, eve) if seen(one.predecessor_id) else "",
                one.successor_name,
                unit_address(one.successor_code, day) if seen(one.successor_id) else "",
                share_words(one.share, one.basis),
            )
            for one in found
            if not (one.continues and one.whole)
        ]
    else:
        names = {unit.code: unit.name for unit in (*outcome.created, *outcome.closed)}
        lines = [
            SuccessionLine(
                names.get(one.predecessor, one.predecessor),
                unit_address(one.predecessor, eve),
                names.get(one.successor, one.successor),
                "" if one.successor in names else unit_address(one.successor, eve),
                share_words(one.share, one.basis),
            )
            for one in outcome.successions
            if one.predecessor != one.successor
        ]
    limit = 10 * MOST_LISTED
    return lines[:limit], max(0, len(lines) - limit)
