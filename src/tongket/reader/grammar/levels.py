"""Pass of the grammar: levels."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the levels of a draft."""
