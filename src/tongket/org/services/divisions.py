"""Loading the public divisions: the tree of government bodies with what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from tongket.access.domain import Actor
from tongket.audit.services import Subject
from tongket.org.domain import (
    Absorb,
    Create,
    Dissolve,
    Merge,
    Move,
    Outcome,
    Part,
    Plan,
    Situation,
    Split,
    Step,
    UnitState,
    outcome_of,
    plan_to_json,
)
from tongket.org.gazetteer import (
    TWO_LEVELS_ON,
    Division,
    DivisionSuccession,
    Gazetteer,
    Rearrangement,
    load_gazetteer,
    rearrangements_2025_01_01,
)
from tongket.org.models import Reorganisation, TreeName, Unit, UnitKind
from tongket.org.services.ancestry import add_ancestry
from tongket.org.services.bulk import NewUnit, write_units
from tongket.org.services.faults import hold_tree, need_reorganise, note, tell_tree_changed
from tongket.org.services.situations import codes_of
from tongket.org.services.writing import write_outcomes

COUNTRY = "viet-nam"
TREE = TreeName.GOVERNMENT.value
PROVINCES_RESOLUTION = "Nghị quyết 202/2025/QH15 của Quốc hội"
WARDS_RESOLUTIONS = {"79": "Nghị quyết 1685/NQ-UBTVQH15 của Ủy ban Thường vụ Quốc hội"}
"""Official code of a province -> the resolution on its wards, where it has been verified."""
WARDS_RESOLUTION = (
    "Nghị quyết của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp xã "
    "(chưa đối chiếu số hiệu)"
)


@transaction.atomic
def load_divisions(*, actor: Actor, now: datetime) -> int:
    """Load the country, 63 provinces, districts and wards, and their reorganisations of 2025.

    Idempotent: where the country is there already nothing changes and 0 is returned, else the
    number of units. What happened is written as ``Reorganisation`` rows that can be reverted.
    """
    need_reorganise(actor, None)
    hold_tree()
    if Unit.objects.filter(code=COUNTRY).exists():
        return 0
    gazetteer, earlier = load_gazetteer(), rearrangements_2025_01_01()
    rows = list(_rows_on_eve(gazetteer, earlier))
    write_units(rows, {})
    states = {row.code: _state(row) for row in rows}
    made = _write(_wards_of_2025_01_01(earlier, states), earlier.effective_on, states)
    made += _write(_provinces_of_2025_07_01(gazetteer, states), TWO_LEVELS_ON, states)
    add_ancestry(Unit.objects.filter(tree=TREE).values_list("pk", flat=True))
    count = len(rows) + made
    note(
        actor=actor,
        now=now,
        action="load_divisions",
        subject=Subject("units", TREE, "Đơn vị hành chính"),
        details={"units": count, "disagreements": len(gazetteer.contradictions)},
    )
    tell_tree_changed(min(row.valid_from for row in rows))
    return count


def _rows_on_eve(gazetteer: Gazetteer, earlier: Rearrangement) -> Iterable[NewUnit]:
    """Yield every unit of 31 December 2024, from the country down."""
    yield NewUnit(COUNTRY, "Việt Nam", UnitKind.COUNTRY, TREE)
    for unit in gazetteer.provinces_before:
        yield _row(unit, UnitKind.PROVINCE, COUNTRY)
    islands = {unit.code for unit in gazetteer.districts_without_wards}
    for unit in gazetteer.districts_before:
        # An island district without communes was itself the lowest level and is counted there.
        yield _row(unit, UnitKind.WARD if unit.code in islands else UnitKind.DISTRICT)
    not_yet = {unit.code for unit in earlier.created}
    for unit in (*gazetteer.wards_before, *earlier.abolished):
        if unit.code not in not_yet:
            yield _row(unit, UnitKind.WARD)


def _row(unit: Division, kind: str, parent: str | None = None) -> NewUnit:
    return NewUnit(
        unit.code,
        unit.name,
        kind,
        TREE,
        parent or unit.parent,
        form=unit.form,
        official_code=unit.official_code,
    )


def _state(row: NewUnit) -> UnitState:
    return UnitState(
        row.code, row.name, row.kind, row.tree, row.parent, row.form, "", row.official_code
    )


Written = tuple[Reorganisation, Plan]


def _write(plans: Iterable[Written], day: date, states: dict[str, UnitState]) -> int:
    """Do plans of one day against the tree in memory and write all at once; count new units."""
    below: dict[str, list[str]] = defaultdict(list)
    for state in states.values():
        if state.parent is not None:
            below[state.parent].append(state.code)
    outcomes: list[tuple[Reorganisation, Outcome]] = []
    for reorganisation, plan in plans:
        situation = Situation(day=day, units=_part_of(plan, states, below))
        outcomes.append((reorganisation, outcome_of(plan, situation)))
    Reorganisation.objects.bulk_create([row for row, _ in outcomes])
    write_outcomes(outcomes, day)
    Reorganisation.objects.bulk_update([row for row, _ in outcomes], ["undo"])
    for _, outcome in outcomes:
        for unit in outcome.closed:
            del states[unit.code]
        for after in (*outcome.created, *(pair[1] for pair in outcome.moved)):
            states[after.code] = after
    return sum(len(outcome.created) for _, outcome in outcomes)


def _part_of(
    plan: Plan, states: Mapping[str, UnitState], below: Mapping[str, list[str]]
) -> dict[str, UnitState]:
    """Return the part of the tree that a plan of divisions is about: whole provinces."""
    wanted = [COUNTRY, *(code for step in plan for code in codes_of(step))]
    found = {code: states[code] for code in wanted if code in states}
    for code in set(found) - {COUNTRY}:
        found |= {child: states[child] for child in below[code]}
    return found


def _wards_of_2025_01_01(
    earlier: Rearrangement, states: Mapping[str, UnitState]
) -> Iterable[Written]:
    """Yield the rearrangement of 1 January 2025 in Ho Chi Minh City.

    Moved borders, of which nothing says how large the part was, are no successions: both wards
    went on. They are listed with what does not agree (``selectors.divisions_disagreements``).
    """
    steps: list[Step] = []
    parts: dict[str, list[Part]] = defaultdict(list)
    for result in earlier.results:
        code = result.result.code
        if result.created:
            steps.append(_create(result.result, UnitKind.WARD, result.result.parent))
        whole = tuple(
            source.ward.code
            for source in result.sources
            if source.extent == "whole" and source.ward.code != code
        )
        if whole:
            steps.append(Merge(whole, code) if result.created else Absorb(whole, code))
        for source in result.sources:
            if source.extent == "part" and source.share is not None:
                parts[source.ward.code].append(Part(code, source.share, "equal"))
    creations = [step for step in steps if isinstance(step, Create)]
    others = [step for step in steps if not isinstance(step, Create)]
    splits = [Split(code, tuple(given)) for code, given in parts.items()]
    plan: Plan = (*creations, *others, *splits)
    yield (
        _applied(
            "sap-xep-2025-01-01-thanh-pho-ho-chi-minh",
            "Sắp xếp phường của Thành phố Hồ Chí Minh, ngày 01/01/2025",
            f"Nghị quyết {earlier.instrument}",
            earlier.effective_on,
            plan,
        ),
        plan,
    )


def _provinces_of_2025_07_01(
    gazetteer: Gazetteer, states: Mapping[str, UnitState]
) -> Iterable[Written]:
    """Yield one reorganisation per province of 1 July 2025."""
    wards = defaultdict(list)
    for unit in gazetteer.wards_after:
        wards[unit.parent].append(unit)
    merged = defaultdict(list)
    for row in gazetteer.province_successions:
        merged[row.successor].append(row.predecessor)
    above = _province_of(states)
    given = _by_province(gazetteer.ward_successions, above)
    ended = _by_province_districts(gazetteer, above)
    for province in gazetteer.provinces_after:
        old = merged[province.code]
        rows = [row for code in old for row in given[code]]
        districts = [code for name in old for code in ended[name]]
        plan = (
            *_province_steps(province, old),
            *_ward_steps(wards[province.code], rows),
            *(Dissolve(code) for code in districts),
        )
        yield (
            _applied(
                f"sap-xep-2025-{province.code}",
                f"Sắp xếp đơn vị hành chính {province.name}, ngày 01/07/2025",
                f"{PROVINCES_RESOLUTION}; "
                f"{WARDS_RESOLUTIONS.get(province.official_code, WARDS_RESOLUTION)}",
                TWO_LEVELS_ON,
                plan,
            ),
            plan,
        )


def _province_of(states: Mapping[str, UnitState]) -> dict[str, str]:
    """Map every unit below a province to that province."""
    found = {}
    for code in states:
        current = code
        while (above := states[current].parent) not in (None, COUNTRY) and above is not None:
            current = above
        found[code] = current
    return found


def _by_province(
    rows: Iterable[DivisionSuccession], above: Mapping[str, str]
) -> dict[str, list[DivisionSuccession]]:
    found: dict[str, list[DivisionSuccession]] = defaultdict(list)
    for row in rows:
        found[above[row.predecessor]].append(row)
    return found


def _by_province_districts(gazetteer: Gazetteer, above: Mapping[str, str]) -> dict[str, list[str]]:
    islands = {unit.code for unit in gazetteer.districts_without_wards}
    found: dict[str, list[str]] = defaultdict(list)
    for unit in gazetteer.districts_before:
        if unit.code not in islands:
            found[above[unit.code]].append(unit.code)
    return found


def _province_steps(province: Division, old: list[str]) -> list[Step]:
    others = tuple(code for code in old if code != province.code)
    if province.code in old:
        return [Absorb(others, province.code)] if others else []
    return [_create(province, UnitKind.PROVINCE, COUNTRY), Merge(others, province.code)]


def _ward_steps(wards: list[Division], rows: list[DivisionSuccession]) -> list[Step]:
    """Turn the wards of a province and what they came from into steps."""
    whole: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[Part]] = defaultdict(list)
    for row in rows:
        if row.whole and not row.continues:
            whole[row.successor].append(row.predecessor)
        elif not row.whole:
            parts[row.predecessor].append(Part(row.successor, row.share, row.share_basis))
    steps: list[Step] = [
        Move(unit.code, unit.parent)
        if unit.continues
        else _create(unit, UnitKind.WARD, unit.parent)
        for unit in wards
    ]
    for unit in wards:
        if whole[unit.code]:
            kind = Absorb if unit.continues else Merge
            steps.append(kind(tuple(whole[unit.code]), unit.code))
    return steps + [Split(code, tuple(given)) for code, given in parts.items()]


def _create(unit: Division, kind: str, parent: str | None) -> Create:
    return Create(
        unit.code,
        unit.name,
        kind,
        TREE,
        parent,
        form=unit.form,
        official_code=unit.official_code,
    )


def _applied(code: str, title: str, instrument: str, day: date, plan: Plan) -> Reorganisation:
    return Reorganisation(
        code=code,
        tree=TREE,
        title=title,
        instrument=instrument,
        effective_on=day,
        state=Reorganisation.State.APPLIED,
        plan=plan_to_json(plan),
    )
