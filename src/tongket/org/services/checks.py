"""Finding what is wrong with the tree, in words."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.db.models import Sum

from tongket.core.dates import format_day
from tongket.org.domain import WHOLE, AncestryRow, EdgeRow, TreeFault, ancestry_of
from tongket.org.domain.ancestry import day_of, joined, number_of
from tongket.org.models import Ancestry, Succession, Unit, UnitEdge, UnitVersion

MOST_SAID = 20
"""Faults of one sort that are said one by one."""


def check_tree() -> list[str]:
    """Return what is wrong, one Vietnamese sentence each; empty when all is well."""
    codes = dict(Unit.objects.values_list("id", "code"))
    lives = _lives()
    edges = [
        EdgeRow(unit, parent, number_of(start), number_of(end))
        for unit, parent, start, end in UnitEdge.objects.order_by().values_list(
            "unit_id", "parent_id", "valid_from", "valid_to"
        )
    ]
    faults = list(islice(_outside(edges, lives, codes), MOST_SAID))
    try:
        faults += list(islice(_ancestry(edges, lives, codes), MOST_SAID))
    except TreeFault as fault:
        faults.append(str(fault))
    return faults + list(islice(_shares(codes), MOST_SAID))


def _lives() -> dict[int, list[tuple[int, int]]]:
    lives: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = UnitVersion.objects.order_by().values_list("unit_id", "valid_from", "valid_to")
    for unit, start, end in rows:
        lives[unit].append((number_of(start), number_of(end)))
    return {unit: joined(spans) for unit, spans in lives.items()}


def _outside(
    edges: list[EdgeRow], lives: dict[int, list[tuple[int, int]]], codes: dict[int, str]
) -> Iterator[str]:
    """Say edges that reach outside the life of the child or of the parent."""
    for edge in edges:
        for unit, what in ((edge.unit, "chính đơn vị đó"), (edge.parent, "cấp trên")):
            covered = any(
                start <= edge.start and edge.end <= end for start, end in lives.get(unit, ())
            )
            if not covered:
                yield (
                    f"“{codes[edge.unit]}” đứng dưới “{codes[edge.parent]}” "
                    f"{_span(edge.start, edge.end)}, có ngày {what} không tồn tại."
                )


def _ancestry(
    edges: list[EdgeRow], lives: dict[int, list[tuple[int, int]]], codes: dict[int, str]
) -> Iterator[str]:
    """Say closure rows that are missing or too many against the edges."""
    rows = Ancestry.objects.order_by().values_list(
        "descendant_id", "ancestor_id", "depth", "valid_from", "valid_to"
    )
    standing = {
        AncestryRow(below, above, depth, number_of(start), number_of(end))
        for below, above, depth, start, end in rows
    }
    wanted = set(ancestry_of(lives, edges, lives))
    for row in sorted(wanted - standing):
        yield f"Bảng tổ tiên thiếu: {_said(row, codes)}."
    for row in sorted(standing - wanted):
        yield f"Bảng tổ tiên thừa: {_said(row, codes)}."


def _said(row: AncestryRow, codes: dict[int, str]) -> str:
    return (
        f"“{codes[row.descendant]}” dưới “{codes[row.ancestor]}” {row.depth} bậc "
        f"{_span(row.start, row.end)}"
    )


def _span(start: int, end: int) -> str:
    first, last = day_of(start), day_of(end)
    begun = f"từ {format_day(first)}" if first else ""
    return begun if last is None else f"{begun} đến trước {format_day(last)}"


def _shares(codes: dict[int, str]) -> Iterator[str]:
    """Say shares that do not add up to a whole, per reorganisation."""
    for column, field, text in (
        ("predecessor_id", "share", "Các phần chia đi của"),
        ("successor_id", "back_share", "Các phần nhận về của"),
    ):
        sums = (
            Succession.objects.order_by()
            .values_list("reorganisation__code", column)
            .annotate(total=Sum(field))
            .exclude(total=WHOLE)
        )
        for reorganisation, unit, total in sums:
            yield f"{text} “{codes[unit]}” ở “{reorganisation}” cộng lại {total}, khác {WHOLE}."
