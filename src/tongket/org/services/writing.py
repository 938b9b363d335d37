"""Writing the outcome of reorganisations, and taking it back row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.org.domain import Outcome, UnitState, back_shares
from tongket.org.models import Reorganisation, Succession, Unit, UnitEdge, UnitVersion
from tongket.org.selectors.trees import in_parts
from tongket.org.services.bulk import BATCH, NewUnit, ids_of, version_of
from tongket.org.services.faults import OrgFault
from tongket.org.services.rows import end_rows, reopen_rows, standing

Weights = Mapping[str, int | Decimal]


@dataclass
class _Rows:
    """Rows waiting to be written for several reorganisations at once."""

    versions: list[UnitVersion] = field(default_factory=list)
    edges: list[UnitEdge] = field(default_factory=list)
    ended_versions: list[int] = field(default_factory=list)
    ended_edges: list[int] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)


def write_outcomes(
    outcomes: Sequence[tuple[Reorganisation, Outcome]], day: date, weights: Weights | None = None
) -> set[int]:
    """Write what plans of one day do; fill each ``undo``; return the ids of the units concerned.

    The caller saves the reorganisations' state and refreshes ancestry. Raises ``OrgFault`` where a
    row cannot be ended on the day.
    """
    ids = _write_created(outcomes)
    codes = {key: code for code, key in ids.items()}
    touched = {ids[code] for _row, outcome in outcomes for code in outcome.touched}
    versions = standing(UnitVersion, touched, day, codes)
    edges = standing(UnitEdge, touched, day, codes)
    rows = _Rows()
    marks = []
    for reorganisation, outcome in outcomes:
        before = len(rows.versions), len(rows.edges)
        ended = _plan_rows(rows, reorganisation, outcome, ids, (versions, edges))
        rows.successions += _successions(reorganisation, outcome, ids, weights)
        marks.append(
            (reorganisation, outcome, before, (len(rows.versions), len(rows.edges)), ended)
        )
    end_rows(UnitVersion, rows.ended_versions, day)
    end_rows(UnitEdge, rows.ended_edges, day)
    UnitVersion.objects.bulk_create(rows.versions, batch_size=BATCH)
    UnitEdge.objects.bulk_create(rows.edges, batch_size=BATCH)
    Succession.objects.bulk_create(rows.successions, batch_size=BATCH)
    for reorganisation, outcome, (version, edge), (last_version, last_edge), ended in marks:
        reorganisation.undo = {
            "units": [ids[unit.code] for unit in outcome.created],
            "versions_made": [row.pk for row in rows.versions[version:last_version]],
            "edges_made": [row.pk for row in rows.edges[edge:last_edge]],
            "versions_ended": ended[0],
            "edges_ended": ended[1],
        }
    return touched | {ids[unit.code] for _row, outcome in outcomes for unit in outcome.created}


def _write_created(outcomes: Sequence[tuple[Reorganisation, Outcome]]) -> dict[str, int]:
    """Write the new units themselves; return the ids of all codes that the outcomes name."""
    created = [unit for _row, outcome in outcomes for unit in outcome.created]
    units = [
        Unit(code=unit.code, tree=unit.tree, official_code=unit.official_code) for unit in created
    ]
    Unit.objects.bulk_create(units, batch_size=BATCH)
    new = {unit.code: unit.pk for unit in units}
    named: set[str] = set()
    for _row, outcome in outcomes:
        after = [*outcome.created, *(pair[1] for pair in outcome.moved)]
        named |= outcome.touched | {unit.parent for unit in after if unit.parent is not None}
        named |= {code for row in outcome.successions for code in (row.predecessor, row.successor)}
    return {**ids_of(named - new.keys()), **new}


def _plan_rows(
    rows: _Rows,
    reorganisation: Reorganisation,
    outcome: Outcome,
    ids: Mapping[str, int],
    held: tuple[Mapping[int, UnitVersion], Mapping[int, UnitEdge]],
) -> tuple[list[int], list[int]]:
    """Collect the rows to make and to end for one outcome; return the ids of those that end."""
    versions, edges = held
    gone = [ids[unit.code] for unit in outcome.closed]
    changed = [ids[before.code] for before, _ in outcome.changed]
    moved = [ids[before.code] for before, _ in outcome.moved]
    ended_versions = [versions[unit].pk for unit in (*gone, *changed)]
    ended_edges = [edges[unit].pk for unit in (*gone, *moved) if unit in edges]
    rows.ended_versions += ended_versions
    rows.ended_edges += ended_edges
    day, instrument = reorganisation.effective_on, reorganisation.instrument
    for unit in (*outcome.created, *(after for _before, after in outcome.changed)):
        rows.versions.append(version_of(ids[unit.code], _as_row(unit, day, instrument)))
    for unit in (*outcome.created, *(after for _before, after in outcome.moved)):
        if unit.parent is not None:
            rows.edges.append(
                UnitEdge(unit_id=ids[unit.code], parent_id=ids[unit.parent], valid_from=day)
            )
    return ended_versions, ended_edges


def _as_row(unit: UnitState, day: date, instrument: str) -> NewUnit:
    return NewUnit(
        unit.code,
        unit.name,
        unit.kind,
        unit.tree,
        form=unit.form,
        short_name=unit.short_name,
        valid_from=day,
        instrument=instrument,
    )


def _successions(
    reorganisation: Reorganisation,
    outcome: Outcome,
    ids: Mapping[str, int],
    weights: Weights | None,
) -> list[Succession]:
    drafts = outcome.successions
    back = back_shares([(row.predecessor, row.successor, row.share) for row in drafts], weights)
    return [
        Succession(
            reorganisation=reorganisation,
            effective_on=reorganisation.effective_on,
            predecessor_id=ids[row.predecessor],
            successor_id=ids[row.successor],
            kind=row.kind,
            share=row.share,
            back_share=back[row.predecessor, row.successor],
            share_basis=row.basis,
        )
        for row in drafts
    ]


def take_back(reorganisation: Reorganisation) -> set[int]:
    """Undo the rows of an applied reorganisation, except the units themselves.

    Returns the ids of the units whose ancestry must be refreshed. Raises ``OrgFault`` saying what
    rests on it by now.
    """
    undo = reorganisation.undo
    day = reorganisation.effective_on
    made = UnitVersion.objects.in_bulk(undo["versions_made"])
    made_edges = UnitEdge.objects.in_bulk(undo["edges_made"])
    old = UnitVersion.objects.in_bulk(undo["versions_ended"])
    old_edges = UnitEdge.objects.in_bulk(undo["edges_ended"])
    units = {row.unit_id for part in (made, made_edges, old, old_edges) for row in part.values()}
    _refuse_later(undo, day)
    Succession.objects.filter(reorganisation=reorganisation).delete()
    for part in in_parts(undo["versions_made"]):
        UnitVersion.objects.filter(pk__in=part).delete()
    for part in in_parts(undo["edges_made"]):
        UnitEdge.objects.filter(pk__in=part).delete()
    reopen_rows(UnitVersion, undo["versions_ended"])
    reopen_rows(UnitEdge, undo["edges_ended"])
    return units


def _refuse_later(undo: Mapping[str, list[int]], day: date) -> None:
    """Refuse when a row of the reorganisation changed after it, or others joined its new units."""
    _refuse_changed(UnitVersion, undo["versions_made"], undo["versions_ended"], day)
    _refuse_changed(UnitEdge, undo["edges_made"], undo["edges_ended"], day)
    mine = set(undo["edges_made"])
    for part in in_parts(undo["units"]):
        joined = UnitEdge.objects.filter(parent__in=part)
        for key, code, parent in joined.values_list("pk", "unit__code", "parent__code"):
            if key not in mine:
                raise OrgFault(
                    _(
                        "“%(code)s” đã được đặt dưới “%(parent)s” sau lần sắp xếp này; "
                        "hãy hủy thay đổi đó trước."
                    )
                    % {"code": code, "parent": parent}
                )


def _refuse_changed(
    model: type[UnitVersion] | type[UnitEdge],
    made: Sequence[int],
    ended: Sequence[int],
    day: date,
) -> None:
    """Refuse when a row made has ended by now, or a unit whose row ended has another one since."""
    mine = set(made)
    for part in in_parts(made):
        changed = model.objects.filter(pk__in=part, valid_to__isnull=False)
        for code, when in changed.values_list("unit__code", "valid_to"):
            _refuse(code, when or day)
    for part in in_parts(ended):
        units = model.objects.filter(pk__in=part).values("unit")
        since = model.objects.filter(unit__in=units, valid_from__gte=day)
        for key, code, when in since.values_list("pk", "unit__code", "valid_from"):
            if key not in mine:
                _refuse(code, when)


def _refuse(code: str, when: date) -> None:
    raise OrgFault(
        _("“%(code)s” đã thay đổi tiếp vào ngày %(day)s; hãy hủy thay đổi đó trước.")
        % {"code": code, "day": format_day(when)}
    )


def delete_units(unit_ids: Sequence[int]) -> None:
    """Delete units that a reverted reorganisation had made; ``OrgFault`` when something uses them."""
    try:
        for part in in_parts(unit_ids):
            Unit.objects.filter(pk__in=part).delete()
    except ProtectedError as fault:
        count = len(fault.protected_objects)
        raise OrgFault(
            _(
                "Đã có %(count)s dữ liệu gắn với đơn vị mới (phiếu báo cáo, số liệu, phân công…) "
                "nên không hủy được lần sắp xếp này."
            )
            % {"count": count}
        ) from None
