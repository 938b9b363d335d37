"""Keeping the dated closure equal to the edges: wholly, or for the units that an act concerns."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from tongket.org.domain import AncestryRow, EdgeRow, ancestry_of
from tongket.org.domain.ancestry import day_of, number_of
from tongket.org.models import Ancestry, UnitEdge, UnitVersion
from tongket.org.selectors.trees import in_parts

INSERT = (
    "INSERT INTO org_ancestry (descendant_id, ancestor_id, depth, valid_from, valid_to) VALUES "
)
COPY = "COPY org_ancestry (descendant_id, ancestor_id, depth, valid_from, valid_to) FROM STDIN"
ROWS_AT_ONCE = 50_000

Stored = tuple[int, int, int, int, int]


@transaction.atomic
def rebuild_ancestry(tree_name: str | None = None) -> int:
    """Compute the closure anew from the edges, of one tree or of all; return how many rows.

    Writes everything again and nothing else; not an act of a person, so it leaves no record.
    """
    old = Ancestry.objects.all()
    versions = UnitVersion.objects.all()
    edges = UnitEdge.objects.all()
    if tree_name is not None:
        old = old.filter(descendant__tree=tree_name)
        versions = versions.filter(unit__tree=tree_name)
        edges = edges.filter(unit__tree=tree_name)
    old._raw_delete(old.db)  # nothing refers to ancestry
    lives = _lives(versions.order_by().values_list("unit_id", "valid_from", "valid_to"))
    listed = _edge_rows(edges.order_by().values_list("unit", "parent", "valid_from", "valid_to"))
    return insert_rows(ancestry_of(lives, listed, lives))


def refresh_ancestry(unit_ids: Collection[int]) -> None:
    """Bring the closure rows of these units, and of all ever below them, up to their edges.

    Only rows that differ are written. Call it inside the act's transaction, after its edges and
    versions are written.
    """
    affected = _below(unit_ids)
    wanted = set(_computed(affected))
    standing: dict[AncestryRow, int] = {}
    for part in in_parts(affected):
        rows = Ancestry.objects.filter(descendant__in=part).order_by()
        columns = ("id", "descendant_id", "ancestor_id", "depth", "valid_from", "valid_to")
        for key, descendant, ancestor, depth, start, end in rows.values_list(*columns):
            row = AncestryRow(descendant, ancestor, depth, number_of(start), number_of(end))
            standing[row] = key
    gone = [key for row, key in standing.items() if row not in wanted]
    for keys in in_parts(gone):
        Ancestry.objects.filter(pk__in=keys).delete()
    insert_rows(sorted(row for row in wanted if row not in standing))


def add_ancestry(unit_ids: Iterable[int]) -> int:
    """Write the closure rows of units that have just been made; return how many rows."""
    return insert_rows(_computed(set(unit_ids)))


def _computed(unit_ids: Collection[int]) -> Iterator[AncestryRow]:
    """Yield the closure rows that the edges give for the units."""
    lives: dict[int, list[tuple[int, int]]] = {}
    for part in in_parts(unit_ids):
        rows = UnitVersion.objects.filter(unit__in=part).order_by()
        lives.update(_lives(rows.values_list("unit_id", "valid_from", "valid_to")))
    edges = _edges_upwards(unit_ids)
    yield from ancestry_of(sorted(unit_ids), edges, lives)


def _edges_upwards(unit_ids: Collection[int]) -> list[EdgeRow]:
    """Return all edges of the units and of everything ever above them, level by level."""
    found: list[EdgeRow] = []
    seen = set(unit_ids)
    waiting: Iterable[int] = sorted(seen)
    while waiting:
        level: list[EdgeRow] = []
        for part in in_parts(waiting):
            rows = UnitEdge.objects.filter(unit__in=part).order_by()
            level += _edge_rows(rows.values_list("unit", "parent", "valid_from", "valid_to"))
        found += level
        waiting = sorted({edge.parent for edge in level} - seen)
        seen.update(waiting)
    return found


def _below(unit_ids: Collection[int]) -> set[int]:
    """Return the units and everything ever below them, by edges and by the closure as it stands."""
    seen = set(unit_ids)
    waiting: Iterable[int] = sorted(seen)
    while waiting:
        found: set[int] = set()
        for part in in_parts(waiting):
            children = UnitEdge.objects.filter(parent__in=part).order_by()
            found.update(children.values_list("unit_id", flat=True))
            stale = Ancestry.objects.filter(ancestor__in=part).order_by()
            found.update(stale.values_list("descendant_id", flat=True))
        waiting = sorted(found - seen)
        seen.update(waiting)
    return seen


def _lives(rows: Iterable[tuple[int, object, object]]) -> dict[int, list[tuple[int, int]]]:
    lives: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit, start, end in rows:
        lives[unit].append((number_of(start), number_of(end)))  # type: ignore[arg-type]  # dates
    return lives


def _edge_rows(rows: Iterable[tuple[int, int, object, object]]) -> list[EdgeRow]:
    return [
        EdgeRow(unit, parent, number_of(start), number_of(end))  # type: ignore[arg-type]  # dates
        for unit, parent, start, end in rows
    ]


def insert_rows(rows: Iterable[AncestryRow]) -> int:
    """Write closure rows the quick way of the database at hand; return how many.

    Objects of the mapper would cost ten times as much, and a country has over a million rows.
    """
    days: dict[int, str | None] = {}
    count = 0
    waiting = iter(rows)
    while part := [_values(row, days) for row in islice(waiting, ROWS_AT_ONCE)]:
        count += len(part)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(COPY) as copy:
                    for values in part:
                        copy.write_row(values)
            else:
                cursor.executemany(INSERT + "(%s, %s, %s, %s, %s)", part)
    return count


def _values(row: AncestryRow, days: dict[int, str | None]) -> Sequence[int | str | None]:
    for number in (row.start, row.end):
        if number not in days:
            day = day_of(number)
            days[number] = None if day is None else day.isoformat()
    return row.descendant, row.ancestor, row.depth, days[row.start], days[row.end]
