"""Ids, names and rows as the roll-up needs them: many at once, without objects."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection

from tongket.core import bulk
from tongket.org.models import Ancestry, Unit, UnitEdge, UnitVersion
from tongket.rollup.domain import Shape, UnitName, shape_from_edges
from tongket.rollup.domain.shape import Integers, shape_from_arrays

_MOST_AT_ONCE = 5_000


def shape_on(day: date) -> Shape:
    """Return all trees of ``day`` as one shape. Two queries of ids only, whatever the size."""
    units = _integers(_UNITS, [day.isoformat()] * 2, 1)
    edges = _integers(_EDGES, [day.isoformat()] * 2, 2)
    return shape_from_arrays(units[:, 0], edges[:, 0], edges[:, 1])


_UNITS = (
    "SELECT unit_id FROM org_unitversion "
    "WHERE valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
)
_EDGES = (
    "SELECT unit_id, parent_id FROM org_unitedge "
    "WHERE valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
)


def shape_below(unit_id: int, day: date) -> tuple[Shape, dict[int, int]]:
    """Return the subtree of a unit on ``day``, and child -> parent within it. One query."""
    pairs = dict(
        UnitEdge.objects.on(day)
        .filter(unit__in=_below(unit_id, day))
        .values_list("unit_id", "parent_id")
    )
    pairs.pop(unit_id, None)
    return shape_from_edges([unit_id, *pairs], pairs, [unit_id]), pairs


def _below(unit_id: int, day: date) -> Any:
    return Ancestry.objects.on(day).filter(ancestor=unit_id).values("descendant_id")


def names(unit_ids: Collection[int], day: date) -> dict[int, UnitName]:
    """Name units as on ``day``; one that did not exist then has its last name. Two queries at most."""
    found: dict[int, UnitName] = {}
    for some in in_parts(unit_ids):
        rows = UnitVersion.objects.on(day).filter(unit__in=some)
        for unit, code, name, kind in rows.values_list("unit_id", "unit__code", "name", "kind"):
            found[unit] = UnitName(unit, code, name, kind)
    strangers = set(unit_ids) - found.keys()
    for some in in_parts(strangers):
        old = UnitVersion.objects.filter(unit__in=some).order_by("valid_from")
        for unit, code, name, kind in old.values_list("unit_id", "unit__code", "name", "kind"):
            found[unit] = UnitName(unit, code, name, kind)
    return found


def unit_name(unit_id: int, day: date) -> UnitName | None:
    """Name one unit as on ``day`` (or as last called); None when there is no such unit."""
    named = names([unit_id], day).get(unit_id)
    if named is not None:
        return named
    code = Unit.objects.filter(pk=unit_id).values_list("code", flat=True).first()
    return None if code is None else UnitName(unit_id, code, code)


def children_in_order(unit_id: int, day: date) -> list[UnitName]:
    """Return the units directly below on ``day``, in the order of their names. Two queries."""
    ids = list(UnitEdge.objects.on(day).filter(parent=unit_id).values_list("unit_id", flat=True))
    rows = UnitVersion.objects.on(day).filter(unit__in=ids).order_by("sort_key", "unit__code")
    return [UnitName(*row) for row in rows.values_list("unit_id", "unit__code", "name", "kind")]


def exists_on(unit_id: int, day: date) -> bool:
    """Whether the unit exists on ``day``."""
    return UnitVersion.objects.on(day).filter(unit=unit_id).exists()


def in_parts(items: Iterable[int]) -> Iterable[list[int]]:
    """Cut ids into lists short enough for one query."""
    return list(bulk.in_parts(sorted(items), _MOST_AT_ONCE))


_OFFICIAL = (
    "SELECT unit_id, measure_id, value FROM figures_observation "
    "WHERE period_id = %s AND official AND superseded_at IS NULL AND value IS NOT NULL"
)
_INEXACT = (
    "SELECT unit_id, measure_id FROM figures_observation WHERE period_id = %s AND official "
    "AND superseded_at IS NULL AND value IS NOT NULL AND NOT (bound = 'exact')"
)


def official_rows(period_id: int) -> tuple[Integers, Integers]:
    """Return what enters the sums of a period, as two arrays (see ``domain.add_up``). Two queries.

    The database keeps one official observation per unit and measure, so a plain read of the
    covering index is already the grouping by unit and measure.
    """
    return _integers(_OFFICIAL, [period_id], 3), _integers(_INEXACT, [period_id], 2)


def _integers(statement: str, parameters: Sequence[Any], width: int) -> Integers:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=len(rows) * width)
    return flat.reshape(len(rows), width)
