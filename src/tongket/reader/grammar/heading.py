"""Pass of the grammar: heading."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the heading of a draft."""
