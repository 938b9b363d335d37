"""The tree of the demo's city as it stood in 2020, planned before anything is written. Pure.

The divisions are real, the number of organisations in quận Bình Thạnh is the one its committee
published, all other organisations are made up from general names. The same seed gives the same
plan, to the last member.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from tongket.core.text import slug
from tongket.demo.allocation import allocate
from tongket.org.gazetteer import Division, load_gazetteer, rearrangements_2025_01_01

FIRST_DAY = date(2020, 1, 1)
"""Day from which the demo's units are in force."""
SEED = 20251212
"""Seed of everything that is drawn by lot."""
MEMBERS_2023 = 255_576
"""Members of the city at the end of 2023, as published: the weights of the leaves add up to it."""

DETAILED_DISTRICT, DETAILED_BLOC = "quan-binh-thanh", "khoi-dan-chinh-dang"
"""The two committees whose cells are there at every scale."""


class Scale(StrEnum):
    """How much of the city is built."""

    SMALL = "small"
    CITY = "city"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit to be made. ``members`` is the weight of a leaf (0 above leaves).

    ``division`` is the code of the administrative division it answers to, empty where none.
    """

    code: str
    name: str
    kind: str
    parent: str | None
    short_name: str = ""
    members: int = 0
    division: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many organisations and cells a committee has below it.

    ``others`` are grassroots organisations besides wards, the first ``large`` of them with cells;
    ``ward_cells`` and ``other_cells`` are totals over all of them.
    """

    others: int
    large: int
    ward_cells: int
    other_cells: int


@cache
def content(name: str) -> Any:
    """Return what a file of ``demo/data`` holds."""
    text = files("tongket.demo").joinpath("data", name).read_text(encoding="utf-8")
    return yaml.safe_load(text)


def plan_tree(scale: Scale) -> tuple[PlannedUnit, ...]:
    """Return the units of 1 January 2020, parents before children.

    ``small``: cells below quận Bình Thạnh and one bloc, wards of other districts and a few
    organisations of other committees as leaves, about 1,400 units. ``city`` (and the city of
    ``country``): everything down to cells, about 20,000.
    """
    random = Random(SEED)  # noqa: S311 - no secret
    listed = content("committees.yaml")
    city = listed["city"]
    root = PlannedUnit(city["code"], city["name"], "city_committee", None, city["short_name"])
    tops = [*_districts(listed), *_committees(listed)]
    members = allocate(MEMBERS_2023, [unit.members for unit in tops])
    units = [replace(root, division=city["division"])]
    for unit, share in zip(tops, members, strict=True):
        units.extend(_below(replace(unit, members=share), scale, random))
    return tuple(units)


def district_codes() -> dict[str, Division]:
    """Return party code -> division for the city's districts of before 1 July 2025."""
    by_code = {unit.code: unit for unit in load_gazetteer().districts_before}
    listed = content("committees.yaml")["districts"]
    return {slug(by_code[code].name): by_code[code] for code in listed}


def committee_name(division: Division) -> str:
    """Return what the party committee of a division is called: ``Đảng bộ phường 1``."""
    return f"Đảng bộ {division.name[0].lower()}{division.name[1:]}"


def ward_code(ward: Division, district: str) -> str:
    """Return the party code of a ward of before 1 July 2025, by its district's party code."""
    return f"{slug(ward.name)}-{district}"


def _districts(listed: Any) -> Iterator[PlannedUnit]:
    weights = listed["districts"]
    for code, division in district_codes().items():
        yield PlannedUnit(
            code,
            committee_name(division),
            "district_committee",
            listed["city"]["code"],
            division.name,
            weights[division.code],
            division.code,
        )


def _committees(listed: Any) -> Iterator[PlannedUnit]:
    kinds = {"committees": None, "grassroots": "grassroots_committee"}
    for part, kind in kinds.items():
        for entry in listed[part]:
            yield PlannedUnit(
                entry["code"],
                entry["name"],
                kind or entry["kind"],
                listed["city"]["code"],
                entry.get("short_name", ""),
                entry["members"],
            )


def _below(unit: PlannedUnit, scale: Scale, random: Random) -> list[PlannedUnit]:
    """Return a committee directly below the city with all below it."""
    detailed = scale is not Scale.SMALL or unit.code in (DETAILED_DISTRICT, DETAILED_BLOC)
    if unit.kind == "grassroots_committee":
        children: list[PlannedUnit] = []
    elif unit.kind == "district_committee":
        children = _district(unit, detailed, random)
    else:
        children = _upper(unit, detailed, random)
    return [replace(unit, members=0 if children else unit.members), *children]


def _district(district: PlannedUnit, detailed: bool, random: Random) -> list[PlannedUnit]:  # noqa: FBT001 - one call
    wards = [
        PlannedUnit(
            ward_code(ward, district.code),
            committee_name(ward),
            "ward_committee",
            district.code,
            ward.name,
            random.randint(60, 140),
            ward.code,
        )
        for ward in rearrangements_2025_01_01().wards_on_eve(district.division)
    ]
    if not detailed:
        return _weighed(district.members, wards)
    shape = _district_shape(district, len(wards))
    others = _others(district, content("bodies.yaml")["district"], shape, random)
    return _with_cells([*wards, *others], len(wards), district, shape, random)


def _district_shape(district: PlannedUnit, wards: int) -> Shape:
    if district.code == DETAILED_DISTRICT:
        return Shape(others=56, large=30, ward_cells=300, other_cells=162)
    return Shape(others=52, large=30, ward_cells=26 * wards, other_cells=180)


def _upper(committee: PlannedUnit, detailed: bool, random: Random) -> list[PlannedUnit]:  # noqa: FBT001 - one call
    part = "bloc" if committee.code == DETAILED_BLOC else "upper"
    names = {"large": content("bodies.yaml")[part], "small": content("bodies.yaml")[part]}
    if not detailed:
        few = random.randint(3, 6)
        shape = Shape(others=few, large=few, ward_cells=0, other_cells=0)
        return _weighed(committee.members, _others(committee, names, shape, random))
    shape = _upper_shape(committee, part)
    others = _others(committee, names, shape, random)
    return _with_cells(others, 0, committee, shape, random)


def _upper_shape(committee: PlannedUnit, part: str) -> Shape:
    if part == "bloc":
        return Shape(others=60, large=40, ward_cells=0, other_cells=300)
    others = min(60, max(12, committee.members // 40))
    large = others * 2 // 3
    return Shape(others, large, ward_cells=0, other_cells=max(3 * large, committee.members // 22))


def _others(committee: PlannedUnit, names: Any, shape: Shape, random: Random) -> list[PlannedUnit]:
    """Return the grassroots organisations besides wards: the large ones, then the small ones."""
    if names["large"] is names["small"]:
        found = _named(names["large"], shape.others, committee)
        large, small = found[: shape.large], found[shape.large :]
    else:
        large = _named(names["large"], shape.large, committee)
        small = _named(names["small"], shape.others - shape.large, committee)
    return [
        PlannedUnit(
            _code(f"{form} {name}", committee.code),
            f"{form} {name}",
            kind,
            committee.code,
            name,
            random.randint(20, 90) if kind == "grassroots_committee" else random.randint(8, 30),
        )
        for form, kind, found in (
            ("Đảng bộ", "grassroots_committee", large),
            ("Chi bộ", "grassroots_cell", small),
        )
        for name in found
    ]


def _code(name: str, above: str) -> str:
    """Return the code of a unit: its name, then the unit above unless the name ends with it."""
    return f"{slug(name).removesuffix(f'-{above}')}-{above}"


def _named(templates: Sequence[str], count: int, committee: PlannedUnit) -> list[str]:
    """Return ``count`` names: the plain templates first, then the numbered ones in turn."""
    place = committee.short_name[0].lower() + committee.short_name[1:]
    plain = [text.replace("{district}", place) for text in templates if "{n}" not in text]
    numbered = [text for text in templates if "{n}" in text]
    missing = max(0, count - len(plain))
    counted = [
        numbered[index % len(numbered)].replace("{n}", str(1 + index // len(numbered)))
        for index in range(missing)
    ]
    return [*plain, *counted][:count]


def _with_cells(
    organisations: list[PlannedUnit],
    wards: int,
    committee: PlannedUnit,
    shape: Shape,
    random: Random,
) -> list[PlannedUnit]:
    """Add cells to wards and large organisations; share the committee's members out to leaves."""
    counts = [
        *_counts(organisations[:wards], shape.ward_cells, 6),
        *_counts(organisations[wards : wards + shape.large], shape.other_cells, 2),
        *[0] * (shape.others - shape.large),
    ]
    names = content("bodies.yaml")["cells"]
    units: list[PlannedUnit] = []
    for index, (unit, count) in enumerate(zip(organisations, counts, strict=True)):
        units.append(replace(unit, members=0 if count else unit.members))
        template = names["ward" if index < wards else "body"]
        units.extend(_cells(unit, template, count, random))
    return _weighed(committee.members, units)


def _counts(organisations: Sequence[PlannedUnit], cells: int, least: int) -> list[int]:
    weights = [unit.members for unit in organisations]
    return allocate(cells, weights, floors=[least] * len(weights)) if organisations else []


def _cells(unit: PlannedUnit, template: str, count: int, random: Random) -> list[PlannedUnit]:
    return [
        PlannedUnit(
            _code(name, unit.code),
            f"{name}, {unit.short_name}",
            "cell",
            unit.code,
            name,
            random.randint(12, 40),
        )
        for name in (template.replace("{n}", str(number)) for number in range(1, count + 1))
    ]


def _weighed(members: int, units: list[PlannedUnit]) -> list[PlannedUnit]:
    """Share members out to the units with a weight, at least three each (a cell needs three)."""
    weights = [unit.members for unit in units]
    floors = [3 if weight else 0 for weight in weights]
    caps = [members if weight else 0 for weight in weights]
    shares = allocate(members, weights, floors=floors, caps=caps)
    return [replace(unit, members=share) for unit, share in zip(units, shares, strict=True)]
