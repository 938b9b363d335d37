"""Counting anew what is open in a report, after every act that changes it."""

from tongket.narratives.domain import finding_key, severities
from tongket.narratives.models import NarrativeReport
from tongket.narratives.selectors.findings import findings_of


def recount(report: NarrativeReport) -> None:
    """Store how many findings of each severity stand and nobody has set aside."""
    aside = set(report.set_aside.values_list("key", flat=True))
    counts = severities(
        [each for each in findings_of(report) if finding_key(each, report.text) not in aside]
    )
    report.errors, report.warnings, report.notes = (
        counts["error"],
        counts["warning"],
        counts["note"],
    )
    report.save(update_fields=["errors", "warnings", "notes"])
