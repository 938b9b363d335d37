"""Pass of the grammar: timing."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the timing of a draft."""
