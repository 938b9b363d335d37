"""Pass of the grammar: citations."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the citations of a draft."""
