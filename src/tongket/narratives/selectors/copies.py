"""The file a report came in, and its copy with comments."""

from tongket.narratives.domain import finding_key
from tongket.narratives.models import NarrativeContent, NarrativeReport
from tongket.narratives.selectors.findings import findings_of
from tongket.reader.annotate import annotate
from tongket.reader.inputs import open_bytes, pasted


def content_of(report: NarrativeReport) -> bytes:
    """Return the file as it was dropped in."""
    return bytes(NarrativeContent.objects.values_list("content", flat=True).get(report=report.pk))


def annotated(report: NarrativeReport) -> bytes:
    """Return a Word file with the open findings as comments at their words.

    A Word file is copied with its text untouched; of every other kind a new Word file holds the
    text. Raises ``UnreadableError`` when the file can no longer be read.
    """
    content = content_of(report)
    source = (
        pasted(content.decode())
        if report.kind == "pasted"
        else open_bytes(content, report.file_name)
    )
    aside = set(report.set_aside.values_list("key", flat=True))
    findings = [
        finding for finding in findings_of(report) if finding_key(finding, source.text) not in aside
    ]
    return annotate(content, source, findings)
