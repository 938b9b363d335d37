"""Pass of the grammar: counted."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the counted of a draft."""
