"""Pass of the grammar: times."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the times of a draft."""
