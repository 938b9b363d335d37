"""What a check says: the places, how grave, one sentence, the arithmetic, what would agree."""

from dataclasses import dataclass, field
from typing import Literal

from tongket.reader.facts import Span

Severity = Literal["error", "warning", "note"]
"""``error``: proved by arithmetic or the calendar; ``warning``: does not agree, but a reading exists
under which it does; ``note``: worth a look (a rounded percent, mixed separators)."""


@dataclass(slots=True, frozen=True, kw_only=True)
class Repair:
    """One change that would make it agree: put ``text`` at ``span``."""

    span: Span
    text: str
    reason: str
    """A short Vietnamese clause: nếu tổng số đúng."""


@dataclass(slots=True, frozen=True, kw_only=True)
class Finding:
    """One thing that does not agree."""

    rule: str
    """The check's name: parts_total, ratio_percent, before_after …"""
    severity: Severity
    spans: list[Span]
    """Tight: the numbers or words it is about, in the order of the text."""
    message: str
    """One clear sentence in the reader's language."""
    arithmetic: str = ""
    """5.639 + 2.169 = 7.808; 7.860 − 7.808 = 52."""
    expected: object = None
    found: object = None
    figures: list[str] = field(default_factory=list)
    """Ids of registered figures behind it, where it was compared with any."""
    repairs: list[Repair] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the finding as plain JSON values."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "spans": [list(span) for span in self.spans],
            "message": self.message,
            "arithmetic": self.arithmetic,
            "expected": self.expected,
            "found": self.found,
            "figures": self.figures,
            "repairs": [
                {"span": list(each.span), "text": each.text, "reason": each.reason}
                for each in self.repairs
            ],
        }
