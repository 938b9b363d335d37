"""Making many units at once, for loaders."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.audit.services import Subject
from tongket.core.text import capitalise_first, fold, label_sort_key, normalise
from tongket.org.domain import fault_of_words
from tongket.org.models import FIRST_DAY, Unit, UnitEdge, UnitVersion
from tongket.org.selectors.trees import in_parts, units_by_code
from tongket.org.services.ancestry import add_ancestry
from tongket.org.services.faults import (
    OrgFault,
    hold_tree,
    need_reorganise,
    note,
    tell_tree_changed,
)

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be made, in force in ``[valid_from, valid_to)``.

    ``parent`` is the code of a unit that stands already or is among the same rows; None for a root.
    """

    code: str
    name: str
    kind: str
    tree: str
    parent: str | None = None
    form: str = ""
    short_name: str = ""
    official_code: str = ""
    valid_from: date = FIRST_DAY
    valid_to: date | None = None
    instrument: str = ""


@transaction.atomic
def bulk_create_units(*, actor: Actor, now: datetime, rows: Iterable[NewUnit]) -> dict[str, int]:
    """Make units with their first versions and edges; return code -> id of the new ones.

    Seconds for tens of thousands. Raises ``OrgFault`` for a code used before or twice, or a parent
    that is not there. The actor needs REORGANISE at each outside parent (everywhere for a root).
    """
    listed = list(rows)
    if not listed:
        return {}
    hold_tree()
    known = _check(listed)
    need_reorganise(actor, *known.values())
    if any(row.parent is None for row in listed):
        need_reorganise(actor, None)
    made = write_units(listed, known)
    add_ancestry(made.values())
    first = min(row.valid_from for row in listed)
    note(
        actor=actor,
        now=now,
        action="bulk_create_units",
        subject=Subject("units", listed[0].tree, f"{len(listed)} đơn vị"),
        details={"count": len(listed), "first": listed[0].code, "last": listed[-1].code},
    )
    tell_tree_changed(first)
    return made


def _check(rows: Collection[NewUnit]) -> dict[str, int]:
    """Refuse what cannot be made; return the ids of parents that stand already."""
    codes = {row.code for row in rows}
    if len(codes) < len(rows):
        twice = Counter(row.code for row in rows).most_common(1)[0][0]
        raise OrgFault(_("Mã “%(code)s” có hai lần trong danh sách.") % {"code": twice})
    for row in rows:
        if fault := fault_of_words(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            form=row.form,
            official_code=row.official_code,
        ):
            raise OrgFault(capitalise_first(fault))
    used = units_by_code(codes)
    if used:
        raise OrgFault(
            _("Mã “%(code)s” đã dùng; mã không bao giờ được dùng lại.") % {"code": min(used)}
        )
    outside = {row.parent for row in rows if row.parent is not None} - codes
    known = units_by_code(outside)
    if missing := outside - known.keys():
        raise OrgFault(_("Không có đơn vị cấp trên “%(code)s”.") % {"code": min(missing)})
    return known


def write_units(rows: Collection[NewUnit], known: dict[str, int]) -> dict[str, int]:
    """Write units, versions and edges; ``known`` maps the codes of outside parents to ids."""
    units = [Unit(code=row.code, tree=row.tree, official_code=row.official_code) for row in rows]
    Unit.objects.bulk_create(units, batch_size=BATCH)
    made = {unit.code: unit.pk for unit in units}
    UnitVersion.objects.bulk_create(
        [version_of(made[row.code], row) for row in rows], batch_size=BATCH
    )
    ids = {**known, **made}
    UnitEdge.objects.bulk_create(
        [
            UnitEdge(
                unit_id=made[row.code],
                parent_id=ids[row.parent],
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row in rows
            if row.parent is not None
        ],
        batch_size=BATCH,
    )
    return made


def version_of(unit_id: int, row: NewUnit) -> UnitVersion:
    """Return the unsaved version that a row describes, with its folded copy and sort key."""
    name = normalise(row.name)
    short_name = normalise(row.short_name)
    return UnitVersion(
        unit_id=unit_id,
        name=name,
        short_name=short_name,
        kind=row.kind,
        form=row.form,
        folded=folded_names(name, short_name),
        sort_key=label_sort_key(name)[:400],
        instrument=row.instrument,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def folded_names(name: str, short_name: str) -> str:
    """Return what a search looks through: the name, and the short name where it adds something."""
    folded, short = fold(name), fold(short_name)
    return (folded if short in folded else f"{folded} {short}")[:250]


def ids_of(codes: Collection[str]) -> dict[str, int]:
    """Return the ids of codes; raises ``OrgFault`` naming the first that is no unit."""
    found: dict[str, int] = {}
    for part in in_parts(codes):
        found.update(units_by_code(part))
    if missing := set(codes) - found.keys():
        raise OrgFault(_("Không có đơn vị “%(code)s”.") % {"code": min(missing)})
    return found
