"""The reorganisations that the demo's party tree goes through, as plans of room ``org``. Pure.

1 January 2025: wards are merged within districts. 1 March 2025: blocs end. 1 July 2025: districts
end, 168 committees of wards, communes and a special zone stand directly below the city. What goes
where follows the real divisions; the organisations that belong to no ward are spread evenly over
the new wards of their district, which is invented.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tongket.core.rounding import share_out
from tongket.demo.city import (
    PlannedUnit,
    Scale,
    committee_name,
    content,
    district_codes,
    plan_tree,
    ward_code,
)
from tongket.org.domain import (
    WHOLE,
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
)
from tongket.org.gazetteer import (
    TWO_LEVELS_ON,
    Division,
    DivisionSuccession,
    RearrangedWard,
    equal_shares,
    load_gazetteer,
    rearrangements_2025_01_01,
)

BLOCS_END_ON = date(2025, 3, 1)
_PARTY = "party"


@dataclass(frozen=True, slots=True)
class PlannedReorganisation:
    """One decision of one day and its plan."""

    code: str
    title: str
    instrument: str
    effective_on: date
    plan: Plan


@dataclass(frozen=True)
class Stage:
    """The tree from a day on, and the reorganisations that led to it (none at the start)."""

    day: date
    units: tuple[PlannedUnit, ...]
    reorganisations: tuple[PlannedReorganisation, ...] = ()


@cache
def stages(scale: Scale) -> tuple[Stage, ...]:
    """Return the demo's tree from 2020 on and after each day of change, four in all."""
    start = plan_tree(scale)
    stage = Stage(date(2020, 1, 1), start)
    found = [stage]
    for day, planner in (
        (rearrangements_2025_01_01().effective_on, _ward_mergers),
        (BLOCS_END_ON, _bloc_ends),
        (TWO_LEVELS_ON, _two_levels),
    ):
        planned = tuple(planner(stage.units))
        stage = Stage(day, _after(stage.units, planned), planned)
        found.append(stage)
    return tuple(found)


def units_on(scale: Scale, day: date) -> tuple[PlannedUnit, ...]:
    """Return the planned units of a day, parents before children."""
    return [stage for stage in stages(scale) if stage.day <= day][-1].units


def _ward_mergers(units: Sequence[PlannedUnit]) -> Iterator[PlannedReorganisation]:
    """One reorganisation for each district with wards rearranged on 1 January 2025."""
    rearrangement = rearrangements_2025_01_01()
    for district, division in district_codes().items():
        rows = [row for row in rearrangement.results if row.result.parent == division.code]
        plan = tuple(_ward_steps(district, rows, units))
        if plan:
            yield PlannedReorganisation(
                f"sap-xep-phuong-2025-{district}",
                f"Sắp xếp đảng bộ phường thuộc {division.name} từ ngày 01/01/2025",
                f"Nghị quyết số {rearrangement.instrument} của Ủy ban Thường vụ Quốc hội",
                rearrangement.effective_on,
                plan,
            )


def _ward_steps(
    district: str, rows: Sequence[RearrangedWard], units: Sequence[PlannedUnit]
) -> Iterator[Step]:
    for row in rows:
        if row.created:
            yield _create(ward_code(row.result, district), row.result, district)
    divided: dict[str, list[str]] = {}
    for row in rows:
        into = ward_code(row.result, district)
        ended = [ward_code(one.ward, district) for one in row.sources if one.extent == "whole"]
        ended = [code for code in ended if code != into]
        for source in (one for one in row.sources if one.extent == "part"):
            divided.setdefault(ward_code(source.ward, district), []).append(into)
        if ended:
            yield (Merge if row.created else Absorb)(tuple(ended), into)
    yield from _divided(divided, units)


def _divided(divided: Mapping[str, Sequence[str]], units: Sequence[PlannedUnit]) -> Iterator[Step]:
    """Divide wards equally; what stood below them goes to their successors in turn."""
    children = _children(units)
    for source, into in divided.items():
        for index, child in enumerate(children.get(source, [])):
            yield Move(child.code, into[index % len(into)])
        shares = equal_shares(len(into))
        parts = [Part(code, share, "equal") for code, share in zip(into, shares, strict=True)]
        yield Split(source, tuple(parts))


def _bloc_ends(units: Sequence[PlannedUnit]) -> Iterator[PlannedReorganisation]:
    """Blocs end; party bodies' organisations go one way, all others the other."""
    city = content("committees.yaml")["city"]["code"]
    new = content("committees.yaml")["new_committees"]
    steps: list[Step] = [
        Create(
            entry["code"], entry["name"], "upper_committee", _PARTY, city, "", entry["short_name"]
        )
        for entry in new
    ]
    party_side, state_side = (entry["code"] for entry in new)
    blocs = [unit.code for unit in units if unit.kind == "bloc_committee"]
    first, *others = blocs
    steps.extend(_halved_bloc(first, party_side, state_side, units))
    steps.append(Merge(tuple(others), state_side))
    yield PlannedReorganisation(
        "ket-thuc-dang-bo-khoi-2025",
        "Kết thúc hoạt động các đảng bộ khối, thành lập hai đảng bộ mới từ ngày 01/03/2025",
        "Quyết định của Ban Thường vụ Thành ủy (văn bản minh họa)",
        BLOCS_END_ON,
        tuple(steps),
    )


def _halved_bloc(
    bloc: str, party_side: str, state_side: str, units: Sequence[PlannedUnit]
) -> Iterator[Step]:
    """Divide the bloc of party and state bodies; the shares are the members on either side."""
    members = {party_side: 0, state_side: 0}
    children = _children(units)
    for child in children[bloc]:
        side = state_side if "so-nganh" in child.code or "trung-tam" in child.code else party_side
        members[side] += child.members + sum(cell.members for cell in children.get(child.code, []))
        yield Move(child.code, side)
    shares = share_out(WHOLE, list(members.values()))
    parts = [Part(code, share, "members") for code, share in zip(members, shares, strict=True)]
    yield Split(bloc, tuple(parts))


def _two_levels(units: Sequence[PlannedUnit]) -> Iterator[PlannedReorganisation]:
    """Districts end; new wards stand below the city; other committees go to the state side."""
    listed = content("committees.yaml")
    city = listed["city"]
    gazetteer = load_gazetteer()
    wards = [unit for unit in gazetteer.wards_after if unit.parent == city["division"]]
    known = {unit.division: unit.code for unit in units if unit.kind == "ward_committee"}
    successions = [row for row in gazetteer.ward_successions if row.predecessor in known]
    steps = [*_new_wards(wards, successions, known, city["code"])]
    steps.extend(_old_wards(successions, known, wards, units))
    steps.extend(_district_ends(successions, known, wards, units))
    steps.extend(_committee_ends(listed, units))
    yield PlannedReorganisation(
        "chinh-quyen-hai-cap-2025-07-01",
        "Kết thúc cấp huyện, thành lập đảng bộ phường, xã, đặc khu từ ngày 01/07/2025",
        "Nghị quyết số 1685/NQ-UBTVQH15 của Ủy ban Thường vụ Quốc hội",
        TWO_LEVELS_ON,
        tuple(steps),
    )


def _new_code(ward: Division, known: Mapping[str, str]) -> str:
    """Return the party code of a ward of today; one that simply goes on keeps its own."""
    return known[ward.code] if ward.continues and ward.code in known else new_ward_code(ward)


def new_ward_code(ward: Division) -> str:
    """Return the code of a ward committee founded on 1 July 2025: ``phuong-binh-thanh``."""
    return ward.code.removesuffix("-2025").removesuffix(f"-{ward.official_code}")


def _new_wards(
    wards: Sequence[Division],
    successions: Sequence[DivisionSuccession],
    known: Mapping[str, str],
    city: str,
) -> Iterator[Step]:
    whole: dict[str, list[str]] = {}
    for row in successions:
        if row.whole and not row.continues:
            whole.setdefault(row.successor, []).append(known[row.predecessor])
    for ward in wards:
        if ward.continues and ward.code in known:
            yield Move(known[ward.code], city)
            continue
        yield _create(new_ward_code(ward), ward, city)
        if ward.code in whole:
            yield Merge(tuple(whole[ward.code]), new_ward_code(ward))


def _old_wards(
    successions: Sequence[DivisionSuccession],
    known: Mapping[str, str],
    wards: Sequence[Division],
    units: Sequence[PlannedUnit],
) -> Iterator[Step]:
    """Divide the wards that went several ways; their cells go to the successors in turn."""
    by_code = {ward.code: ward for ward in wards}
    divided: dict[str, list[str]] = {}
    for row in successions:
        if not row.whole:
            into = _new_code(by_code[row.successor], known)
            divided.setdefault(known[row.predecessor], []).append(into)
    yield from _divided(divided, units)


def _district_ends(
    successions: Sequence[DivisionSuccession],
    known: Mapping[str, str],
    wards: Sequence[Division],
    units: Sequence[PlannedUnit],
) -> Iterator[Step]:
    by_code = {ward.code: ward for ward in wards}
    district_of = {unit.code: unit.parent for unit in units}
    heirs: dict[str, list[str]] = {}
    for row in successions:
        if row.is_default:
            district = district_of[known[row.predecessor]] or ""
            code = _new_code(by_code[row.successor], known)
            if code not in heirs.setdefault(district, []):
                heirs[district].append(code)
    children = _children(units)
    for district in (unit.code for unit in units if unit.kind == "district_committee"):
        others = [one for one in children[district] if one.kind != "ward_committee"]
        for index, child in enumerate(others):
            yield Move(child.code, heirs[district][index % len(heirs[district])])
        yield Dissolve(district)


def _committee_ends(
    listed: Mapping[str, list[dict[str, str]]], units: Sequence[PlannedUnit]
) -> Iterator[Step]:
    standing = {unit.code for unit in units}
    ending: dict[str, list[str]] = {}
    for entry in listed["committees"]:
        if "goes_to" in entry and entry["code"] in standing:
            ending.setdefault(entry["goes_to"], []).append(entry["code"])
    for into, codes in ending.items():
        yield Absorb(tuple(codes), into)
    for entry in listed["grassroots"]:
        yield Move(entry["code"], entry["goes_to"])


def _create(code: str, ward: Division, parent: str) -> Create:
    return Create(code, committee_name(ward), "ward_committee", _PARTY, parent, "", ward.name)


def _children(units: Sequence[PlannedUnit]) -> dict[str, list[PlannedUnit]]:
    found: dict[str, list[PlannedUnit]] = {}
    for unit in units:
        if unit.parent is not None:
            found.setdefault(unit.parent, []).append(unit)
    return found


def _after(
    units: Sequence[PlannedUnit], planned: Sequence[PlannedReorganisation]
) -> tuple[PlannedUnit, ...]:
    """Return the units after reorganisations of one day, parents first, weights carried on."""
    for reorganisation in planned:
        states = {
            unit.code: UnitState(
                unit.code, unit.name, unit.kind, _PARTY, unit.parent, "", unit.short_name
            )
            for unit in units
        }
        outcome = outcome_of(reorganisation.plan, Situation(reorganisation.effective_on, states))
        units = _changed(units, outcome)
    return _parents_first(units)


def _changed(units: Sequence[PlannedUnit], outcome: Outcome) -> list[PlannedUnit]:
    closed = {unit.code for unit in outcome.closed}
    moved = {after.code: after.parent for _, after in outcome.moved}
    before = {unit.code: unit for unit in units}
    received: dict[str, int] = {}
    for draft in outcome.successions:
        if draft.predecessor != draft.successor:
            weight = before[draft.predecessor].members * draft.share // WHOLE
            received[draft.successor] = received.get(draft.successor, 0) + weight
    kept = [
        replace(
            unit,
            parent=moved.get(unit.code, unit.parent),
            members=unit.members + received.get(unit.code, 0),
        )
        for unit in units
        if unit.code not in closed
    ]
    return kept + [
        PlannedUnit(
            unit.code,
            unit.name,
            unit.kind,
            unit.parent,
            unit.short_name,
            received.get(unit.code, 0),
            _divisions_of_new().get(unit.code, ""),
        )
        for unit in outcome.created
    ]


@cache
def _divisions_of_new() -> dict[str, str]:
    """Return party code -> division for the ward committees founded in 2025."""
    districts = {division.code: code for code, division in district_codes().items()}
    city = content("committees.yaml")["city"]["division"]
    created = rearrangements_2025_01_01().created
    return {
        ward_code(ward, districts[ward.parent]): ward.code for ward in created if ward.parent
    } | {new_ward_code(w): w.code for w in load_gazetteer().wards_after if w.parent == city}


def _parents_first(units: Sequence[PlannedUnit]) -> tuple[PlannedUnit, ...]:
    children = _children(units)
    ordered = [unit for unit in units if unit.parent is None]
    for unit in ordered:
        ordered.extend(children.get(unit.code, []))
    return tuple(ordered)
