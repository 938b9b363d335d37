"""How far each unit is with its return on 12 December 2025: a bit of everything. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from tongket.demo.reporters import Cast, Reporter

TODAY = date(2025, 12, 12)
"""The day at which the demo's calendar is held."""
WARD, OFFICE, CELL = (
    "phuong-binh-thanh",
    "dang-bo-truong-trung-hoc-pho-thong-so-4-quan-binh-thanh",
    "chi-bo-khu-pho-1-phuong-12-quan-binh-thanh",
)
"""The ward committee, the grassroots committee and the cell that people sign in at."""


class Standing(StrEnum):
    """How far a unit is."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    RETURNED = "returned"
    HALF = "half"
    UNTOUCHED = "untouched"


_UNDER_WARD = {
    0: Standing.WAITING,
    3: Standing.HALF,
    5: Standing.RETURNED,
    7: Standing.UNTOUCHED,
    9: Standing.WAITING,
}
"""Place in a run of twelve among the units directly below the demo's ward."""
_UNDER_OFFICE = {1: Standing.WAITING, 2: Standing.RETURNED, 3: Standing.WAITING}
_UNDER_CITY = {2: Standing.WAITING, 5: Standing.UNTOUCHED, 7: Standing.WAITING, 8: Standing.HALF}
_EARLY = 40
"""Beyond this many units of one committee all are accepted, so that the lists stay readable."""


def standings(cast: Cast) -> Mapping[str, Standing]:
    """Return how far each unit is. A committee has sent only where all below it is accepted."""
    below: dict[str, list[Reporter]] = {}
    for one in cast.reporters:
        if len(one.path) > 1:
            below.setdefault(one.path[-2], []).append(one)
    found: dict[str, Standing] = {}
    for one in reversed(cast.reporters):
        siblings = below.get(one.path[-2], []) if len(one.path) > 1 else [one]
        wanted = _wanted(one, siblings.index(one))
        children = [found[child.code] for child in below.get(one.code, [])]
        found[one.code] = _possible(wanted, children)
    return found


def _possible(wanted: Standing, children: list[Standing]) -> Standing:
    """A committee cannot be further than what lies below it."""
    if all(child is Standing.ACCEPTED for child in children):
        return wanted
    return Standing.HALF if wanted is Standing.HALF else Standing.UNTOUCHED


def _wanted(one: Reporter, place: int) -> Standing:
    if one.code in (CELL, WARD) or len(one.path) == 1:
        return Standing.HALF
    parent = one.path[-2]
    if parent == OFFICE:
        return _UNDER_OFFICE.get(place, Standing.ACCEPTED)
    if one.code == OFFICE:
        return Standing.HALF
    if parent == WARD:
        if not one.leaf:
            return Standing.WAITING if place % 2 else Standing.ACCEPTED
        return (
            _UNDER_WARD.get(place % 12, Standing.ACCEPTED) if place < _EARLY else Standing.ACCEPTED
        )
    if len(one.path) == 2:
        return _UNDER_CITY.get(place % 9, Standing.ACCEPTED)
    late = one.leaf and place == 4 and len(one.path[-2]) % 5 == 0
    return Standing.UNTOUCHED if late else Standing.ACCEPTED
