"""The outlines and published figures shipped with the room, read once."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tongket.yearend.domain.outline import Outline, OutlineFault, parse_outline
from tongket.yearend.domain.published import PublishedValue

DATA = Path(__file__).resolve().parent.parent / "data"
GENERIC = "tong-ket-phuong"
"""The outline for units without one of their own."""


@cache
def outlines() -> dict[str, Outline]:
    """Return all outlines by key; raise ``OutlineFault`` naming file and place when one is broken."""
    found: dict[str, Outline] = {}
    for path in sorted((DATA / "outlines").glob("*.yaml")):
        outline = parse_outline(yaml.safe_load(path.read_text(encoding="utf-8")), path.name)
        if outline.key in found:
            raise OutlineFault(f"{path.name}: đề cương “{outline.key}” có hai lần.")
        found[outline.key] = outline
    return found


def outline_for(unit_kind: str) -> Outline:
    """Return the outline for a kind of unit."""
    for outline in outlines().values():
        if unit_kind in outline.unit_kinds:
            return outline
    return outlines()[GENERIC]


def outline_of(key: str) -> Outline:
    """Return an outline by key; the generic one when the key is no longer known."""
    return outlines().get(key) or outlines()[GENERIC]


@cache
def published_reports() -> tuple[dict[str, Any], ...]:
    """Return the published reports as written in ``data/published``."""
    return tuple(
        report
        for path in sorted((DATA / "published").glob("*.yaml"))
        for report in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def published_value(row: dict[str, Any]) -> PublishedValue:
    """Return a published value from its row in the data."""
    return PublishedValue(
        row["indicator"],
        Decimal(str(row["value"])),
        row.get("text", ""),
        row.get("bound", "exact"),
        row.get("cell", ""),
    )
