"""Pass of the grammar: tasks."""

from tongket.reader.draft import Draft


def find(draft: Draft) -> None:
    """Find the tasks of a draft."""
