"""The findings of a report as shown beside its text."""

from dataclasses import dataclass
from datetime import datetime

from tongket.narratives.domain import finding_key
from tongket.narratives.models import NarrativeReport
from tongket.narratives.selectors.analysis import analyse

_STATES = {"error": "error", "warning": "warning", "note": "info"}


@dataclass(frozen=True)
class FindingView:
    """One finding: its number on the page, its words, whether somebody let it stand."""

    number: int
    key: str
    severity: str
    state: str
    """The state whose look it has."""
    message: str
    arithmetic: str
    repairs: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    aside: bool = False
    reason: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.spans[0][0] if self.spans else 0


def finding_views(report: NarrativeReport) -> list[FindingView]:
    """Return all findings of a report in the order of its text, numbered from 1. One query."""
    aside = {row.key: row for row in report.set_aside.all()}
    found = sorted(
        analyse(report.text, report.digest).findings,
        key=lambda each: each.spans[0] if each.spans else (0, 0),
    )
    views = []
    for number, finding in enumerate(found, 1):
        key = finding_key(finding, report.text)
        row = aside.get(key)
        views.append(
            FindingView(
                number=number,
                key=key,
                severity=finding.severity,
                state=_STATES[finding.severity],
                message=finding.message,
                arithmetic=finding.arithmetic,
                repairs=tuple(
                    f"{report.text[slice(*each.span)]} → {each.text} ({each.reason})"
                    for each in finding.repairs
                ),
                spans=tuple(finding.spans),
                aside=row is not None,
                reason=row.reason if row else "",
                by=row.by if row else "",
                at=row.at if row else None,
            )
        )
    return views
