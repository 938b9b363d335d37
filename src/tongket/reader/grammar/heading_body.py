"""Stub."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.layout import Line


def title(draft: Draft, head: list[Line]) -> str:
    """Return the title."""
    return ""


def organisation(draft: Draft, head: list[Line], name: str) -> str | None:
    """Return whom the report is about."""
    return None
