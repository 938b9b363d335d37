"""Stub."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.calendar_scan import DayMark


class Discourse:
    """Stub."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @classmethod
    def of(cls, draft: Draft) -> "Discourse":
        """Return it."""
        return cls(draft)

    def year_of(self, day: DayMark) -> int | None:
        """Return the year."""
        return self.draft.heading.year
