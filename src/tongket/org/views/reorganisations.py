"""Reorganisations: the list, one with its effect, writing one down, doing and undoing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongket.access.domain import Action as Right
from tongket.access.domain import Actor
from tongket.access.gate import actor_of, page
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.core.dates import format_day
from tongket.org import policy, selectors, services
from tongket.org.domain import (
    Outcome,
    PlanFault,
    Touch,
    UnitState,
    plan_from_json,
    plan_to_text,
)
from tongket.org.forms import PlanForm
from tongket.org.models import Reorganisation, UnitKind
from tongket.org.services import Effect, OrgFault
from tongket.org.views.shared import kind_label, share_words, unit_address
from tongket.ui.components import Action
from tongket.ui.rendering import render

ROWS = 50
MOST_LISTED = 30
"""Units of one sort that a page names before it only counts the rest."""

State = Reorganisation.State


class SeeOther(HttpResponseRedirect):
    """303: after an act, look at the page."""

    status_code = 303


@dataclass(frozen=True)
class ListPage:
    """Reorganisations, the newest first."""

    rows: Page[Reorganisation]
    new: Action


@page(Right.SEE_UNITS)
def reorganisation_list(request: HttpRequest) -> HttpResponse:
    """List the reorganisations that the person may see."""
    actor = actor_of(request)
    found = policy.visible_reorganisations(actor).defer("plan", "undo")
    rows = Paginator(found, ROWS).get_page(request.GET.get("trang"))
    new = Action(_("Soạn phương án mới"), reverse("org:reorganisation_new"), icon="plus")
    if not actor.may(Right.REORGANISE):
        new = replace(new, refusal=str(policy.can_reorganise(actor, [None]).reason))
    return render(request, "org/reorganisation_list.html", ListPage(rows, new))


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
    tree_label: str
    faults: Sequence[str]
    groups: Sequence[Group]
    successions: Sequence[SuccessionLine]
    successions_left_out: int
    below: int
    touches: Sequence[Touch]
    steps: str
    step_count: int
    act: Action | None
    edit: str
    is_applied: bool


@page(Right.SEE_UNITS)
def reorganisation(request: HttpRequest, code: str) -> HttpResponse:
    """Show a reorganisation with everything it touches; a draft is tried without being done."""
    actor = actor_of(request)
    row = _fetch(actor, code)
    try:
        plan = plan_from_json(row.plan)
    except PlanFault as fault:
        plan, effect = (), Effect(faults=(str(fault),))
    else:
        effect = _effect(row)
    outcome = effect.outcome
    successions, left_out = _successions(row, outcome)
    return render(
        request,
        "org/reorganisation.html",
        DetailPage(
            row=row,
            tree_label=row.get_tree_display(),
            faults=effect.faults,
            groups=_groups(outcome, row.effective_on),
            successions=successions,
            successions_left_out=left_out,
            below=effect.below,
            touches=effect.touches,
            steps=plan_to_text(plan),
            step_count=len(plan),
            act=_act(actor, row, effect),
            edit=reverse("org:reorganisation_edit", args=[row.code])
            if row.state != State.APPLIED and actor.may(Right.REORGANISE)
            else "",
            is_applied=row.state == State.APPLIED,
        ),
    )


def _fetch(actor: Actor, code: str) -> Reorganisation:
    row = policy.visible_reorganisations(actor).filter(code=code).first()
    if row is None:
        raise OutOfScope
    return row


def _effect(row: Reorganisation) -> Effect:
    """Return what a plan would touch; of an applied one only what stands in its successions."""
    if row.state == State.APPLIED:
        return Effect()
    return services.dry_run(plan=plan_from_json(row.plan), day=row.effective_on)


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
    found = (
        (_("Thành lập"), [_line(unit, day) for unit in outcome.created]),
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
                replace(_line(old, eve), before=old.parent or "–", after=new.parent or "–")
                for old, new in outcome.moved
            ],
        ),
    )
    return [
        Group(label, len(lines), lines[:MOST_LISTED], max(0, len(lines) - MOST_LISTED))
        for label, lines in found
        if lines
    ]


def _line(unit: UnitState, day: date) -> UnitLine:
    return UnitLine(unit.name, unit.code, unit_address(unit.code, day), note=kind_label(unit.kind))


def _face(unit: UnitState, other: UnitState) -> str:
    """Say the name, and the kind where that is what differs."""
    if unit.name != other.name and unit.kind == other.kind:
        return unit.name
    return f"{unit.name} ({kind_label(unit.kind)})"


def _successions(row: Reorganisation, outcome: Outcome) -> tuple[list[SuccessionLine], int]:
    """Return who becomes whom: from the rows of an applied one, else from the plan's outcome."""
    day = row.effective_on
    eve = date.fromordinal(day.toordinal() - 1)
    if row.state == State.APPLIED:
        found = selectors.successions_in(row.pk)
        lines = [
            SuccessionLine(
                one.predecessor_name,
                unit_address(one.predecessor_code, eve),
                one.successor_name,
                unit_address(one.successor_code, day),
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
                unit_address(one.successor, eve if one.successor not in names else day),
                share_words(one.share, one.basis),
            )
            for one in outcome.successions
            if one.predecessor != one.successor
        ]
    limit = 10 * MOST_LISTED
    return lines[:limit], max(0, len(lines) - limit)


@dataclass(frozen=True)
class Choice:
    """A word that may stand in a plan, with its meaning."""

    word: str
    label: str


@dataclass(frozen=True)
class FormPage:
    """Writing a reorganisation down."""

    form: PlanForm
    address: str
    back: str
    is_new: bool
    kinds: Sequence[Choice]


@page(Right.REORGANISE)
def reorganisation_new(request: HttpRequest) -> HttpResponse:
    """Write a new plan down; it is then shown with everything it touches before it is done."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            row = services.draft_reorganisation(
                actor=actor_of(request),
                now=clock.now(),
                code=values["code"],
                title=values["title"],
                instrument=values["instrument"],
                effective_on=values["effective_on"],
                plan=form.plan,
                tree=values["tree"],
            )
        except OrgFault as fault:
            form.add_error(None, str(fault))
        else:
            return SeeOther(reverse("org:reorganisation", args=[row.code]))
    return _form_page(request, form, reverse("org:reorganisation_new"), None)


@page(Right.REORGANISE)
def reorganisation_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write a plan anew that has not been done, or has been undone."""
    row = _fetch(actor_of(request), code)
    form = PlanForm(request.POST or None, initial=_initial(row))
    form.fields["code"].disabled = form.fields["tree"].disabled = True
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.redraft_reorganisation(
                actor=actor_of(request),
                now=clock.now(),
                reorganisation=row,
                title=values["title"],
                instrument=values["instrument"],
                effective_on=values["effective_on"],
                plan=form.plan,
            )
        except OrgFault as fault:
            form.add_error(None, str(fault))
        else:
            return SeeOther(reverse("org:reorganisation", args=[row.code]))
    return _form_page(request, form, reverse("org:reorganisation_edit", args=[code]), row)


def _initial(row: Reorganisation) -> dict[str, str]:
    try:
        steps = plan_to_text(plan_from_json(row.plan))
    except PlanFault:
        steps = ""
    return {
        "tree": row.tree,
        "code": row.code,
        "title": row.title,
        "instrument": row.instrument,
        "effective_on": format_day(row.effective_on),
        "steps": steps,
    }


def _form_page(
    request: HttpRequest, form: PlanForm, address: str, row: Reorganisation | None
) -> HttpResponse:
    back = reverse("org:reorganisation", args=[row.code]) if row else ""
    return render(
        request,
        "org/reorganisation_form.html",
        FormPage(
            form=form,
            address=address,
            back=back or reverse("org:reorganisation_list"),
            is_new=row is None,
            kinds=[Choice(value, str(label)) for value, label in UnitKind.choices],
        ),
        status=422 if form.is_bound else 200,
    )


@require_POST
@page(Right.REORGANISE)
def reorganisation_apply(request: HttpRequest, code: str) -> HttpResponse:
    """Do a reorganisation, and say what was done or why not."""
    row = _fetch(actor_of(request), code)
    try:
        outcome = services.apply(actor=actor_of(request), now=clock.now(), reorganisation=row)
    except OrgFault as fault:
        messages.error(request, str(fault))
    else:
        messages.success(
            request,
            _("Đã thực hiện: %(created)s đơn vị thành lập, %(closed)s kết thúc, %(moved)s chuyển.")
            % {
                "created": len(outcome.created),
                "closed": len(outcome.closed),
                "moved": len(outcome.moved),
            },
        )
    return SeeOther(reverse("org:reorganisation", args=[code]))


@require_POST
@page(Right.REORGANISE)
def reorganisation_revert(request: HttpRequest, code: str) -> HttpResponse:
    """Undo a reorganisation, and say so or say what rests on it by now."""
    row = _fetch(actor_of(request), code)
    try:
        services.revert(actor=actor_of(request), now=clock.now(), reorganisation=row)
    except OrgFault as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Đã hủy bỏ; cây tổ chức trở lại như trước."))
    return SeeOther(reverse("org:reorganisation", args=[code]))
