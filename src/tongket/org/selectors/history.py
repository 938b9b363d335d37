"""The tree over time: versions, successions, days on which something changed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q

from tongket.core.dates import format_day
from tongket.org.gazetteer import Contradiction, load_gazetteer, rearrangements_2025_01_01
from tongket.org.models import (
    FIRST_DAY,
    WHOLE,
    Ancestry,
    Reorganisation,
    Succession,
    TreeName,
    UnitEdge,
    UnitVersion,
)
from tongket.org.selectors.trees import in_parts

APPLIED = Reorganisation.State.APPLIED


def with_predecessors(unit_ids: Collection[int], day: date) -> dict[int, set[int]]:
    """Map each unit to the ids of all its predecessors, transitively, up to ``day``.

    Only outside the administrative tree: that one is public, nobody's reach depends on it.
    """
    back: dict[int, set[int]] = defaultdict(set)
    pairs = Succession.objects.filter(effective_on__lte=day, reorganisation__state=APPLIED).exclude(
        predecessor__tree=TreeName.GOVERNMENT
    )
    for predecessor, successor in pairs.values_list("predecessor_id", "successor_id"):
        if predecessor != successor:
            back[successor].add(predecessor)
    result: dict[int, set[int]] = {}
    for unit in unit_ids:
        seen: set[int] = set()
        waiting = list(back.get(unit, ()))
        while waiting:
            old = waiting.pop()
            if old not in seen:
                seen.add(old)
                waiting.extend(back.get(old, ()))
        if seen:
            result[unit] = seen - {unit}
    return result


def ended_below(unit_ids: Collection[int], day: date) -> set[int]:
    """Return the ids of units that have ended by ``day`` and stood below these units at their end.

    A unit that goes on elsewhere is not among them: only what is nobody's any more stays readable
    to those above it. One query per some thousand units.
    """
    alive = UnitVersion.objects.on(day).filter(unit=OuterRef("descendant"))
    later = UnitVersion.objects.filter(
        unit=OuterRef("descendant"), valid_to__gt=OuterRef("valid_to")
    )
    ended: set[int] = set()
    for part in in_parts(unit_ids):
        ended.update(
            Ancestry.objects.filter(ancestor__in=part, depth__gt=0, valid_to__lte=day)
            .filter(~Exists(alive), ~Exists(later))
            .values_list("descendant_id", flat=True)
        )
    return ended


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """``share`` of a predecessor went to a successor on a day (parts per million).

    ``back_share`` is the part of the successor that came from the predecessor. Where both are one
    unit, it went on. Names are those of the eve and of the day.
    """

    effective_on: date
    predecessor_id: int
    predecessor_code: str
    predecessor_name: str
    successor_id: int
    successor_code: str
    successor_name: str
    kind: str
    share: int
    back_share: int
    basis: str
    reorganisation_code: str
    instrument: str

    @property
    def whole(self) -> bool:
        """Whether all of the predecessor went there."""
        return self.share == WHOLE

    @property
    def fraction(self) -> Fraction:
        """The share as an exact fraction of the predecessor."""
        return Fraction(self.share, WHOLE)

    @property
    def continues(self) -> bool:
        """Whether predecessor and successor are one unit that went on."""
        return self.predecessor_id == self.successor_id


def successions_of(unit_id: int) -> tuple[SuccessionView, ...]:
    """Return the applied successions into and out of a unit, by day. Fixed number of queries."""
    return _views(Q(predecessor=unit_id) | Q(successor=unit_id))


def successions_between(first: date, last: date) -> tuple[SuccessionView, ...]:
    """Return the applied successions with ``first < effective_on <= last``, by day."""
    return _views(Q(effective_on__gt=first, effective_on__lte=last))


def successions_in(reorganisation_id: int) -> tuple[SuccessionView, ...]:
    """Return the successions of one reorganisation. Three queries."""
    return _views(Q(reorganisation=reorganisation_id))


def units_of_undo(reorganisation: Reorganisation) -> set[int]:
    """Return the ids of the units where one must have the right to undo a reorganisation.

    Those that it made or changed, and those that others stood or stand below. Units that it ended
    are left out: they stand nowhere now, so nobody's office reaches them.
    """
    undo = reorganisation.undo
    made = _column(UnitVersion, undo.get("versions_made", ()), "unit_id")
    ended = _column(UnitVersion, undo.get("versions_ended", ()), "unit_id")
    needed = made | _column(UnitEdge, undo.get("edges_made", ()), "unit_id")
    needed |= _column(UnitEdge, undo.get("edges_made", ()), "parent_id")
    needed |= _column(UnitEdge, undo.get("edges_ended", ()), "parent_id")
    return needed - (ended - made)


def counts_of_undo(reorganisation: Reorganisation) -> dict[str, int]:
    """Return how many units an applied reorganisation created, closed, changed and moved."""
    undo = reorganisation.undo
    created = set(undo.get("units", ()))
    made = _column(UnitVersion, undo.get("versions_made", ()), "unit_id")
    ended = _column(UnitVersion, undo.get("versions_ended", ()), "unit_id")
    placed = _column(UnitEdge, undo.get("edges_made", ()), "unit_id")
    return {
        "created": len(created),
        "closed": len(ended - made),
        "changed": len(made - created),
        "moved": len(placed - created),
    }


def _column(
    model: type[UnitVersion] | type[UnitEdge], keys: Iterable[int], column: str
) -> set[int]:
    return {
        unit
        for part in in_parts(keys)
        for unit in model.objects.filter(pk__in=part).values_list(column, flat=True)
    }


_COLUMNS = (
    "effective_on",
    "predecessor_id",
    "predecessor__code",
    "successor_id",
    "successor__code",
    "kind",
    "share",
    "back_share",
    "share_basis",
    "reorganisation__code",
    "reorganisation__instrument",
)


def _views(condition: Q) -> tuple[SuccessionView, ...]:
    """Read applied successions with the names of the eve and of the day. Three queries."""
    rows = list(
        Succession.objects.filter(condition, reorganisation__state=APPLIED)
        .order_by("effective_on", "predecessor_id", "successor_id")
        .values_list(*_COLUMNS)
    )
    ended = _names_at([(row[1], row[0]) for row in rows], "valid_to")
    begun = _names_at([(row[3], row[0]) for row in rows], "valid_from")
    return tuple(
        SuccessionView(
            effective_on=row[0],
            predecessor_id=row[1],
            predecessor_code=row[2],
            predecessor_name=ended.get((row[1], row[0]), row[2]),
            successor_id=row[3],
            successor_code=row[4],
            successor_name=begun.get((row[3], row[0]), row[4]),
            kind=row[5],
            share=row[6],
            back_share=row[7],
            basis=row[8],
            reorganisation_code=row[9],
            instrument=row[10],
        )
        for row in rows
    )


def _names_at(wanted: list[tuple[int, date]], edge: str) -> dict[tuple[int, date], str]:
    """Map (unit, day) to the name until that day (``valid_to``) or from it on (``valid_from``)."""
    names: dict[tuple[int, date], str] = {}
    units = sorted({unit for unit, _ in wanted})
    versions: dict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
    for part in in_parts(units):
        rows = UnitVersion.objects.filter(unit__in=part).order_by("valid_from")
        for unit, first, end, name in rows.values_list("unit_id", "valid_from", "valid_to", "name"):
            versions[unit].append((first, end, name))
    for unit, day in wanted:
        for first, end, name in versions[unit]:
            if edge == "valid_to":
                holds = first < day and (end is None or day <= end)
            else:
                holds = first <= day and (end is None or day < end)
            if holds:
                names[unit, day] = name
    return names


def versions_of(unit_id: int) -> tuple[UnitVersion, ...]:
    """Return all names and kinds of a unit, the oldest first."""
    return tuple(UnitVersion.objects.filter(unit=unit_id).order_by("valid_from"))


@dataclass(frozen=True, slots=True)
class ParentSpan:
    """The unit that a unit stood below on the days [start, end), by its name of the first day."""

    start: date
    end: date | None
    parent_id: int
    parent_code: str
    parent_tree: str
    parent_name: str


def parents_of(unit_id: int) -> tuple[ParentSpan, ...]:
    """Return all units that a unit ever stood directly below, the oldest first. Two queries."""
    rows = list(
        UnitEdge.objects.filter(unit=unit_id)
        .order_by("valid_from")
        .values_list("valid_from", "valid_to", "parent_id", "parent__code", "parent__tree")
    )
    names = _names_at([(parent, start) for start, _, parent, _, _ in rows], "valid_from")
    return tuple(
        ParentSpan(start, end, parent, code, tree_name, names.get((parent, start), code))
        for start, end, parent, code, tree_name in rows
    )


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which the tree changed: how many units began, ended, were renamed, were moved."""

    day: date
    begun: int
    ended: int
    renamed: int
    moved: int


def change_days(tree_name: str) -> tuple[ChangeDay, ...]:
    """Return the days on which something changed in a tree, the newest first. Two queries."""
    changed = Q(valid_from__gt=FIRST_DAY) | Q(valid_to__isnull=False)
    of_tree = Q(unit__tree=tree_name)
    columns = ("unit_id", "valid_from", "valid_to")
    versions = UnitVersion.objects.filter(changed, of_tree).order_by().values_list(*columns)
    edges = UnitEdge.objects.filter(changed, of_tree).order_by().values_list(*columns)
    begun, ended, renamed = _turns(versions)
    _, _, moved = _turns(edges)
    days = {day for counted in (begun, ended, renamed, moved) for day in counted}
    return tuple(
        ChangeDay(day, begun[day], ended[day], renamed[day], moved[day])
        for day in sorted(days - {FIRST_DAY}, reverse=True)
    )


def _turns(
    rows: Iterable[tuple[int, date, date | None]],
) -> tuple[Counter[date], Counter[date], Counter[date]]:
    """Count, per day, the spans that only begin, only end, or meet (one ends, one begins)."""
    listed = list(rows)
    starts = {(unit, start) for unit, start, _ in listed}
    ends = {(unit, end) for unit, _, end in listed if end is not None}
    return (
        Counter(day for _, day in starts - ends),
        Counter(day for _, day in ends - starts),
        Counter(day for _, day in starts & ends),
    )


def divisions_disagreements() -> tuple[Contradiction, ...]:
    """Return what does not agree, or is not known, in the public data of the tree.

    Borders that moved on 1 January 2025 are among them: no source says how large the part was, so
    they are no successions.
    """
    earlier = rearrangements_2025_01_01()
    moved = tuple(
        Contradiction(
            "share_unknown",
            (row.result.code, source.ward.code),
            f"{row.result.name} nhận một phần {source.ward.name} từ ngày "
            f"{format_day(earlier.effective_on)} ({earlier.instrument}); không nguồn nào ghi "
            "phần đó lớn bao nhiêu nên không tính là kế thừa.",
        )
        for row in earlier.results
        for source in row.sources
        if source.extent == "ceded"
    )
    return load_gazetteer().contradictions + moved
