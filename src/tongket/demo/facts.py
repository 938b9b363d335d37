"""Values that are not drawn by lot: they follow from the divisions and the plan of the tree. Pure."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from tongket.demo.allocation import allocate
from tongket.demo.city import Scale, district_codes, plan_tree
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
    """Return the wards of a unit: its own one, a district's, or the city's once districts are gone.

    Works whichever of them the form asks.
    """
    if reporter.kind == "ward_committee":
        return 1 if cast.year > MERGED_IN else _own_ward(key, cast.year, reporter.division)
    if reporter.kind == "district_committee":
        eve = rearrangements_2025_01_01().wards_on_eve(reporter.division)
        return sum(_own_ward(key, cast.year, ward.code) for ward in eve)
    return sum(one.kind == "ward_committee" for one in cast.reporters)


def _own_ward(key: str, year: int, ward: str) -> int:
    """Return 1 or 0: whether a ward of then was there, goes on, had to be rearranged."""
    if key == "wards_total_before" or (key == "wards_total" and year < MERGED_IN):
        return 1
    goes_on, concerned = _fates()
    return int(year == MERGED_IN and ward in (goes_on if key == "wards_total" else concerned))


@cache
def _fates() -> tuple[frozenset[str], frozenset[str]]:
    """Return the wards of 31 December 2024 that go on, and those that had to be rearranged.

    A new ward goes on from the first of those that it was made of. A ward that only gave land away
    did not have to be rearranged.
    """
    rearrangement = rearrangements_2025_01_01()
    sources = [source for row in rearrangement.results for source in row.sources]
    concerned = {one.ward.code for one in sources if one.extent in ("whole", "part")}
    ended = {unit.code for unit in rearrangement.abolished}
    founders = {row.sources[0].ward.code for row in rearrangement.results if row.created}
    districts = district_codes().values()
    eve = {ward.code for one in districts for ward in rearrangement.wards_on_eve(one.code)}
    return frozenset((eve - ended) | founders), frozenset(concerned)


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
