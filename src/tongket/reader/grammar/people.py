"""Pass of the grammar: people."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the people of a draft."""
