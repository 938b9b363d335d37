"""The tree and the lineage of a unit as plain values for the command line and for files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongket.org.models import WHOLE, Unit
from tongket.org.selectors.history import SuccessionView, successions_of, versions_of
from tongket.org.selectors.trees import tree


def units_report(
    day: date, *, tree_name: str | None = None, under: int | None = None, kind: str | None = None
) -> list[dict[str, Any]]:
    """Return the units of ``day``, parents before children, each as plain values.

    ``under`` keeps a unit and all below it, ``kind`` one kind. Keys: code, name, short_name, tree,
    kind, form, official_code, parent (code or None), depth, valid_from and valid_to (ISO days or
    None): the days on which this name, kind and parent hold together.
    """
    found = tree(day, tree_name, under)
    codes = {node.id: node.code for node in found}
    outside = {node.parent_id for node in found.roots if node.parent_id is not None}
    codes.update(Unit.objects.filter(pk__in=outside).values_list("id", "code"))
    return [
        {
            "code": node.code,
            "name": node.name,
            "short_name": node.short_name,
            "tree": node.tree,
            "kind": node.kind,
            "form": node.form,
            "official_code": node.official_code,
            "parent": None if node.parent_id is None else codes[node.parent_id],
            "depth": depth,
            "valid_from": node.valid_from.isoformat(),
            "valid_to": None if node.valid_to is None else node.valid_to.isoformat(),
        }
        for node, depth in zip(found.nodes, found.depths, strict=True)
        if kind is None or node.kind == kind
    ]


def lineage_report(unit: Unit) -> dict[str, Any]:
    """Return what a unit came from and what became of it, as plain values.

    Keys: unit, tree, versions, predecessors, successors. ``share`` is the part of the predecessor
    that went over, ``back_share`` the part of the successor that came from it, both 0 to 1. A unit
    that goes on after taking others in is among its own predecessors.
    """
    rows = successions_of(unit.pk)
    return {
        "unit": unit.code,
        "tree": unit.tree,
        "versions": [
            {
                "name": version.name,
                "kind": version.kind,
                "valid_from": version.valid_from.isoformat(),
                "valid_to": None if version.valid_to is None else version.valid_to.isoformat(),
                "instrument": version.instrument,
            }
            for version in versions_of(unit.pk)
        ],
        "predecessors": _listed((row for row in rows if row.successor_id == unit.pk), "old"),
        "successors": _listed((row for row in rows if row.predecessor_id == unit.pk), "new"),
    }


def _listed(rows: Iterable[SuccessionView], side: str) -> list[dict[str, Any]]:
    return [
        {
            "code": row.predecessor_code if side == "old" else row.successor_code,
            "name": row.predecessor_name if side == "old" else row.successor_name,
            "kind": row.kind,
            "share": row.share / WHOLE,
            "back_share": row.back_share / WHOLE,
            "whole": row.whole,
            "continues": row.continues,
            "on": row.effective_on.isoformat(),
            "instrument": row.instrument,
            "basis": row.basis,
            "reorganisation": row.reorganisation_code,
        }
        for row in rows
    ]
