"""Pass of the grammar: subjects."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the subjects of a draft."""
