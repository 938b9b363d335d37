"""Reorganisations: written down, shown before they are done, done, and undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor
from tongket.access.gate import no_role_for
from tongket.access.refusals import Refused
from tongket.audit.services import Subject
from tongket.core.text import slug
from tongket.org.domain import (
    TOUCHES,
    Outcome,
    Plan,
    PlanFault,
    PlanRefused,
    Touch,
    outcome_of,
    plan_from_json,
    plan_to_json,
)
from tongket.org.models import Reorganisation, TreeName
from tongket.org.selectors.history import units_of_undo
from tongket.org.selectors.trees import subtrees_of, units_by_code
from tongket.org.services.ancestry import refresh_ancestry
from tongket.org.services.faults import (
    OrgFault,
    hold_tree,
    need_reorganise,
    note,
    tell_tree_changed,
)
from tongket.org.services.situations import situation_for
from tongket.org.services.writing import delete_units, take_back, write_outcomes

State = Reorganisation.State


@dataclass(frozen=True)
class Effect:
    """Everything that a plan touches, found without doing it.

    ``faults``: why it cannot be done (then ``outcome`` is empty). ``below``: how many units stand
    in the subtrees of those touched, themselves included. ``touches``: what other rooms say.
    """

    outcome: Outcome = field(default_factory=Outcome)
    faults: tuple[str, ...] = ()
    below: int = 0
    touches: tuple[Touch, ...] = ()


@transaction.atomic
def draft_reorganisation(
    *,
    actor: Actor,
    now: datetime,
    code: str,
    title: str,
    instrument: str,
    effective_on: date,
    plan: Plan,
    tree: str = TreeName.PARTY,
) -> Reorganisation:
    """Write a plan down without doing it; ``OrgFault`` for a code used before or an empty title."""
    _may_draft(actor)
    if slug(code) != code or not code:
        raise OrgFault(_("Mã sắp xếp gồm chữ thường không dấu, chữ số và dấu gạch nối."))
    if Reorganisation.objects.filter(code=code).exists():
        raise OrgFault(_("Mã sắp xếp “%(code)s” đã có.") % {"code": code})
    row = Reorganisation(code=code, tree=tree)
    _write_down(row, title, instrument, effective_on, plan)
    _note(actor, now, "draft_reorganisation", row, {"steps": len(plan)})
    return row


@transaction.atomic
def redraft_reorganisation(
    *,
    actor: Actor,
    now: datetime,
    reorganisation: Reorganisation,
    title: str,
    instrument: str,
    effective_on: date,
    plan: Plan,
) -> Reorganisation:
    """Write a plan anew; ``OrgFault`` once it has been applied, for then it must be undone first."""
    _may_draft(actor)
    reorganisation.refresh_from_db()
    if reorganisation.state == State.APPLIED:
        raise OrgFault(_("Lần sắp xếp này đã thực hiện; hãy hủy bỏ trước khi sửa."))
    _write_down(reorganisation, title, instrument, effective_on, plan)
    _note(actor, now, "redraft_reorganisation", reorganisation, {"steps": len(plan)})
    return reorganisation


def _may_draft(actor: Actor) -> None:
    if not actor.may(Action.REORGANISE):
        raise Refused(no_role_for(Action.REORGANISE))


def _write_down(
    row: Reorganisation, title: str, instrument: str, effective_on: date, plan: Plan
) -> None:
    if not title.strip() or not instrument.strip():
        raise OrgFault(_("Phải ghi tên gọi và văn bản làm căn cứ của lần sắp xếp."))
    row.title, row.instrument = title.strip(), instrument.strip()
    row.effective_on, row.plan = effective_on, plan_to_json(plan)
    row.state = State.DRAFT
    row.save()


def dry_run(*, plan: Plan, day: date) -> Effect:
    """Return everything that the plan would touch on ``day``; writes nothing."""
    try:
        outcome = outcome_of(plan, situation_for(plan, day))
    except PlanRefused as refusal:
        return Effect(faults=tuple(refusal.messages))
    ids = units_by_code(outcome.touched)
    below = set().union(*subtrees_of(ids.values(), day).values(), ids.values())
    touches = tuple(touch for ask in TOUCHES for touch in ask(below, day) if touch.count)
    return Effect(outcome, (), len(below), touches)


@transaction.atomic
def apply(
    *,
    actor: Actor,
    now: datetime,
    reorganisation: Reorganisation,
    weights: Mapping[str, int | Decimal] | None = None,
) -> Outcome:
    """Do a reorganisation. ``weights`` (population, members by code) decide the back shares.

    Raises ``OrgFault`` with the sentences of every fault; then nothing is done.
    """
    hold_tree()
    _turn(reorganisation, (State.DRAFT, State.REVERTED), State.APPLIED)
    day = reorganisation.effective_on
    try:
        plan = plan_from_json(reorganisation.plan)
        outcome = outcome_of(plan, situation_for(plan, day))
    except (PlanFault, PlanRefused) as fault:
        raise OrgFault(str(fault)) from None
    need_reorganise(actor, *concerned_units(outcome))
    concerned = write_outcomes([(reorganisation, outcome)], day, weights)
    reorganisation.save(update_fields=["undo"])
    refresh_ancestry(concerned)
    _note(actor, now, "apply_reorganisation", reorganisation, _counts(outcome))
    tell_tree_changed(day)
    return outcome


def concerned_units(outcome: Outcome) -> set[int | None]:
    """Return the ids of the units where the right to reorganise is needed; None for a new root."""
    created = {unit.code for unit in outcome.created}
    above = {unit.parent for unit in outcome.created} | {after.parent for _, after in outcome.moved}
    given = {row.successor for row in outcome.successions}
    named = (outcome.touched | above | given) - created
    ids = units_by_code({code for code in named if code is not None})
    return {None if code is None else ids[code] for code in named}


@transaction.atomic
def revert(*, actor: Actor, now: datetime, reorganisation: Reorganisation) -> None:
    """Undo a reorganisation exactly: every row is as it was before.

    Raises ``OrgFault`` saying what rests on it by now: a later change, a unit placed below a new
    one, or data of a new unit.
    """
    hold_tree()
    _turn(reorganisation, (State.APPLIED,), State.REVERTED)
    undo = reorganisation.undo
    need_reorganise(actor, *units_of_undo(reorganisation))
    concerned = take_back(reorganisation) | set(undo["units"])
    refresh_ancestry(concerned)
    tell_tree_changed(reorganisation.effective_on)
    delete_units(undo["units"])
    reorganisation.undo = {}
    reorganisation.save(update_fields=["undo"])
    _note(actor, now, "revert_reorganisation", reorganisation, {"units": len(concerned)})


def _turn(row: Reorganisation, before: tuple[str, ...], after: str) -> None:
    """Change the state by compare-and-swap, so that two people cannot both do it."""
    mine = Reorganisation.objects.filter(pk=row.pk, state__in=before).update(state=after)
    row.refresh_from_db()
    if mine != 1:
        raise OrgFault(
            _("Lần sắp xếp này %(state)s; không làm lại được.") % {"state": row.get_state_display()}
        )


def _counts(outcome: Outcome) -> dict[str, Any]:
    return {
        "created": len(outcome.created),
        "closed": len(outcome.closed),
        "changed": len(outcome.changed),
        "moved": len(outcome.moved),
        "successions": len(outcome.successions),
    }


def _note(
    actor: Actor, now: datetime, action: str, row: Reorganisation, details: dict[str, Any]
) -> None:
    subject = Subject("reorganisation", row.code[:64], row.title)
    note(actor=actor, now=now, action=action, subject=subject, details=details)
