"""Pure rules of the review: marks in texts, wording of figures, outlines, suggestions, comparison."""

from tongket.yearend.domain.marks import (
    Mark,
    MarkFault,
    MeasureName,
    Words,
    marks_in,
    parse_text,
    write_text,
)

__all__ = [
    "Mark",
    "MarkFault",
    "MeasureName",
    "Words",
    "marks_in",
    "parse_text",
    "write_text",
]
