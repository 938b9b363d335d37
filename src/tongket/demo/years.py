"""The four years of the demo, joined: members at the end of one year begin the next. Pure."""

from collections.abc import Mapping
from datetime import date

from tongket.demo.city import Scale
from tongket.demo.mergers import units_on
from tongket.demo.reporters import Cast, Fills, cast_of
from tongket.demo.values import YearValues, year_values

YEARS = (2022, 2023, 2024, 2025)
LAST_YEAR = YEARS[-1]
_WEIGHED_YEAR = 2023
"""Year whose members at the end are the weights of the plan."""
NEW_WARD_MEMBERS = (310, 760)
"""Between these many members begins a ward that no unit of the demo's city became."""


def cast_in(scale: Scale, year: int, fills: Fills) -> Cast:
    """Return who reports for a year: the tree of its last days."""
    return cast_of(year, units_on(scale, date(year, 12, 1)), fills)


def all_years(scale: Scale, fills: Mapping[int, Fills]) -> dict[int, YearValues]:
    """Return the values of all four years, by year; ``fills`` by year too."""
    casts = {year: cast_in(scale, year, fills[year]) for year in YEARS}
    middle = year_values(casts[_WEIGHED_YEAR])
    before = year_values(casts[2022], closing=middle.columns["members_opening"])
    after = year_values(casts[2024], opening=middle.columns["members_total"])
    now = year_values(casts[2025], opening=_opening_of_new_tree(casts[2025], after))
    return {2022: before, 2023: middle, 2024: after, 2025: now}


def _opening_of_new_tree(cast: Cast, before: YearValues) -> dict[str, int]:
    """Return members at the beginning of the year in which districts ended.

    Units that went on begin where they ended; a leaf that others went into begins with its weight
    in the plan; a ward from outside the former city with a number of its own.
    """
    closing = before.columns["members_total"]
    low, high = NEW_WARD_MEMBERS
    found = {}
    for one in cast.fillers.get("members_total", []):
        start = low + (len(one.code) * 7919 + sum(map(ord, one.code)) * 31) % (high - low)
        found[one.code] = closing.get(one.code, one.size if one.size > 1 else start)
    return found
