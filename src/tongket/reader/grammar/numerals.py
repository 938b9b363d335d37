"""Pass of the grammar: numerals."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the numerals of a draft."""
