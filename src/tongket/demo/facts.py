"""Values that are not drawn by lot: they follow from the divisions and the plan of the tree. Pure."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from tongket.demo.allocation import allocate
from tongket.demo.city import Scale, plan_tree
from tongket.demo.mergers import units_on
from tongket.demo.published import published
from tongket.demo.reporters import Cast, Reporter
from tongket.org.gazetteer import rearrangements_2025_01_01

MERGED_IN = 2024
"""Year whose returns tell of the wards merged on 1 January 2025, and of the neighbourhoods."""

_COMPETING = {"district_committee", "bloc_committee", "upper_committee"}
_CELL_SIZE, _ORGANISATION_SIZE = 22, 60


def standing_for(key: str, year: int, reporter: Reporter) -> int:
    """Return how many cells or organisations a unit returns for itself.

    At the small scale most wards are leaves and speak for their cells; from 2025 on wards stand
    above grassroots organisations, so such a leaf speaks for those as well.
    """
    if key == "cells_total" and reporter.kind != "cell":
        return max(1, reporter.size // _CELL_SIZE)
    if key != "cells_total" and reporter.kind == "ward_committee" and year > MERGED_IN:
        return max(2, reporter.size // _ORGANISATION_SIZE)
    return 1


def fact(key: str, cast: Cast, reporter: Reporter) -> int:
    """Return a unit's value of a line that the plan decides."""
    if key == "units_participating":
        wards = cast.year > MERGED_IN and reporter.kind == "ward_committee"
        return int(wards or reporter.kind in _COMPETING)
    if key.startswith("wards_"):
        return _wards(key, cast, reporter)
    return _neighbourhoods(key, cast.year, reporter)


def _wards(key: str, cast: Cast, reporter: Reporter) -> int:
    """Return a district's wards, or the city's once districts are gone."""
    if reporter.kind != "district_committee":
        return sum(one.kind == "ward_committee" for one in cast.reporters)
    rearrangement = rearrangements_2025_01_01()
    eve = len(rearrangement.wards_on_eve(reporter.division))
    if key == "wards_total_before":
        return eve
    if key == "wards_total":
        merged = len(rearrangement.wards_on_day(reporter.division))
        return merged if cast.year == MERGED_IN else eve
    return _concerned(reporter.division) if cast.year == MERGED_IN else 0


def _concerned(district: str) -> int:
    """Count the wards that had to be rearranged; one that only gave land away is none of them."""
    return len(
        {
            source.ward.code
            for row in rearrangements_2025_01_01().results
            if row.result.parent == district
            for source in row.sources
            if source.extent in ("whole", "part")
        }
    )


def _neighbourhoods(key: str, year: int, reporter: Reporter) -> int:
    table = _wards_of_now() if year > MERGED_IN else _wards_of_then()
    before, groups, after = table.get(reporter.code, (0, 0, 0))
    values = {
        "neighbourhoods_total_before": before,
        "neighbourhoods_total": after if year >= MERGED_IN else before,
        "residential_groups_total_before": groups,
        "residential_groups_total": 0 if year >= MERGED_IN else groups,
    }
    return values[key]


@cache
def _wards_of_then() -> Mapping[str, tuple[int, int, int]]:
    """Return ward -> neighbourhoods, resident groups before, neighbourhoods after; as in 2024."""
    districts: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for unit in plan_tree(Scale.SMALL):
        if unit.kind == "ward_committee" and unit.parent:
            districts.setdefault(unit.parent, []).append(unit.code)
        sizes[unit.code] = unit.members
    found: dict[str, tuple[int, int, int]] = {}
    for district, wards in districts.items():
        totals = _published_of(district) or _usual(len(wards))
        weights = [max(1, sizes[ward]) for ward in wards]
        columns = [allocate(total, weights, floors=[1] * len(wards)) for total in totals]
        found.update(zip(wards, zip(*columns, strict=True), strict=True))
    return found


def _published_of(district: str) -> list[int]:
    keys = (
        "neighbourhoods_total_before",
        "residential_groups_total_before",
        "neighbourhoods_total",
    )
    known = {one.key: one.value for one in published() if one.unit == district}
    return [known[key] for key in keys if key in known]


def _usual(wards: int) -> list[int]:
    return [wards * 5, wards * 74, wards * 14]


@cache
def _wards_of_now() -> Mapping[str, tuple[int, int, int]]:
    """Return ward of 1 July 2025 -> the same three; nothing was rearranged in it since."""
    wards = [one for one in units_on(Scale.SMALL, date(2025, 7, 1)) if one.kind == "ward_committee"]
    return {ward.code: (20 + len(ward.code) % 17, 0, 20 + len(ward.code) % 17) for ward in wards}
