"""Pass of the grammar: themes."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the themes of a draft."""
