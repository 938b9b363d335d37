"""Reports people wrote, dropped in by the demo's offices: some mistakes to find, some figures to match."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document

from tongket.accounts.models import User
from tongket.accounts.selectors import actor_for
from tongket.demo.city import content
from tongket.demo.standings import TODAY
from tongket.demo.tree import moment
from tongket.narratives.models import NarrativeReport
from tongket.narratives.services import confirm_suggested, read_report, receive


def write_narratives() -> int:
    """Drop the reports in, have them read, confirm the figures of one; return how many."""
    reports = content("narratives.yaml")["reports"]
    for place, planned in enumerate(reports):
        _drop_in(planned, place)
    return len(reports)


def _drop_in(planned: Mapping[str, Any], place: int) -> None:
    actor = actor_for(User.objects.get(username=planned["username"]), TODAY)
    now = moment(TODAY, 8 + place)
    paragraphs = planned["paragraphs"]
    word = planned["file"].endswith(".docx")
    report = receive(
        actor=actor,
        now=now,
        unit_id=next(iter(actor.appointments)),
        file_name=planned["file"],
        content=_as_word(paragraphs) if word else _as_text(paragraphs),
    )
    read_report(report.pk)
    if planned.get("confirm"):
        report = NarrativeReport.objects.get(pk=report.pk)
        confirm_suggested(actor=actor, now=now, report=report)


def _as_word(paragraphs: Sequence[str | list[list[str]]]) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        if isinstance(paragraph, str):
            bare = paragraph.lstrip("#")
            level = len(paragraph) - len(bare)
            if level:
                document.add_heading(bare.strip(), level)
            else:
                document.add_paragraph(bare)
        else:
            table = document.add_table(rows=0, cols=len(paragraph[0]))
            table.style = "Table Grid"
            for row in paragraph:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _as_text(paragraphs: Sequence[str]) -> bytes:
    return "\n".join(text.lstrip("# ") for text in paragraphs).encode()
