"""Single acts on a unit. What concerns several units by one decision is a reorganisation."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.audit.services import Subject
from tongket.core.dates import format_day
from tongket.core.text import capitalise_first
from tongket.org.domain import fault_of_words
from tongket.org.models import Unit, UnitEdge, UnitVersion
from tongket.org.selectors.trees import ancestors_of, children_of, unit_on
from tongket.org.services.ancestry import refresh_ancestry
from tongket.org.services.bulk import NewUnit, bulk_create_units, ids_of, version_of
from tongket.org.services.faults import (
    OrgFault,
    hold_tree,
    need_reorganise,
    note,
    tell_tree_changed,
)
from tongket.org.services.rows import end_rows, standing


@transaction.atomic
def create_unit(*, actor: Actor, now: datetime, row: NewUnit) -> Unit:
    """Make one unit; ``OrgFault`` when its code was used before or its parent is not there then."""
    if row.parent is not None and unit_on(row.parent, row.valid_from) is None:
        raise not_there(row.parent, row.valid_from)
    made = bulk_create_units(actor=actor, now=now, rows=[row])
    return Unit.objects.get(pk=made[row.code])


@transaction.atomic
def rename_unit(
    *,
    actor: Actor,
    now: datetime,
    code: str,
    day: date,
    name: str,
    short_name: str = "",
    instrument: str = "",
) -> UnitVersion:
    """Give a unit another name from ``day`` on; the old name stays what it was before."""
    unit = _unit(actor, code)
    old = standing(UnitVersion, [unit.pk], day, {unit.pk: code}).get(unit.pk)
    if old is None:
        raise not_there(code, day)
    if wrong := fault_of_words(name=name, short_name=short_name):
        raise OrgFault(capitalise_first(wrong))
    end_rows(UnitVersion, [old.pk], day)
    row = NewUnit(
        code,
        name,
        old.kind,
        unit.tree,
        form=old.form,
        short_name=short_name,
        valid_from=day,
        instrument=instrument,
    )
    new = version_of(unit.pk, row)
    new.save(force_insert=True)
    details = {"from": day.isoformat(), "before": old.name, "after": new.name}
    _note(actor, now, "rename_unit", unit, old.name, details)
    return new


@transaction.atomic
def move_unit(*, actor: Actor, now: datetime, code: str, day: date, parent: str) -> UnitEdge:
    """Put a unit, with all below it, below another parent of the same tree from ``day`` on."""
    unit = _unit(actor, code)
    target = _unit(actor, parent)
    names = {"code": code, "parent": parent}
    if unit_on(code, day) is None or unit_on(parent, day) is None:
        raise not_there(parent if unit_on(code, day) else code, day)
    if target.tree != unit.tree:
        raise OrgFault(_("“%(parent)s” thuộc hệ thống khác với “%(code)s”.") % names)
    if target.pk == unit.pk or unit.pk in ancestors_of(target.pk, day):
        raise OrgFault(_("“%(parent)s” nằm dưới “%(code)s” nên không thể là cấp trên.") % names)
    old = standing(UnitEdge, [unit.pk], day, {unit.pk: code}).get(unit.pk)
    if old is not None and old.parent_id == target.pk:
        return old
    if old is not None:
        end_rows(UnitEdge, [old.pk], day)
    new = UnitEdge.objects.create(unit=unit, parent=target, valid_from=day)
    refresh_ancestry([unit.pk])
    details = {
        "from": day.isoformat(),
        "before": None if old is None else old.parent_id,
        "after": target.pk,
    }
    _note(actor, now, "move_unit", unit, code, details)
    tell_tree_changed(day)
    return new


@transaction.atomic
def close_unit(*, actor: Actor, now: datetime, code: str, day: date) -> None:
    """End a unit with the eve of ``day``; refused while others stand below it."""
    unit = _unit(actor, code)
    names = {unit.pk: code}
    version = standing(UnitVersion, [unit.pk], day, names).get(unit.pk)
    if version is None:
        raise not_there(code, day)
    if count := len(children_of([unit.pk], day).get(unit.pk, ())):
        raise OrgFault(
            _("“%(code)s” còn %(count)s đơn vị trực thuộc; hãy chuyển các đơn vị đó trước.")
            % {"code": code, "count": count}
        )
    edges = standing(UnitEdge, [unit.pk], day, names)
    end_rows(UnitVersion, [version.pk], day)
    end_rows(UnitEdge, [row.pk for row in edges.values()], day)
    refresh_ancestry([unit.pk])
    _note(actor, now, "close_unit", unit, version.name, {"from": day.isoformat()})
    tell_tree_changed(day)


def not_there(code: str, day: date) -> OrgFault:
    """Return the fault of a unit that does not exist on a day."""
    return OrgFault(
        _("Không có đơn vị “%(code)s” vào ngày %(day)s.") % {"code": code, "day": format_day(day)}
    )


def _unit(actor: Actor, code: str) -> Unit:
    hold_tree()
    unit = Unit.objects.get(pk=ids_of([code])[code])
    need_reorganise(actor, unit.pk)
    return unit


def _note(
    actor: Actor, now: datetime, action: str, unit: Unit, label: str, details: Mapping[str, object]
) -> None:
    subject = Subject("unit", unit.code, label, unit.pk)
    note(actor=actor, now=now, action=action, subject=subject, details=details)
