"""Pass of the grammar: bodies."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the bodies of a draft."""
