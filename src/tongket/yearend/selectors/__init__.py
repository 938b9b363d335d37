"""Reading reviews: outlines, figures in bulk, suggestions, comparisons, the compiled document."""

from tongket.yearend.selectors.figures import fetch
from tongket.yearend.selectors.outlines import outline_for, outline_of, outlines
from tongket.yearend.selectors.pages import (
    HelpRow,
    OpenPoints,
    Reading,
    SectionText,
    as_printed,
    help_rows,
    open_points,
    points_against_sealing,
    read_review,
    reviews_within,
    section_text,
    suggestions_of,
)
from tongket.yearend.selectors.reviews import (
    PublishedReport,
    ReviewView,
    Suggestions,
    compile_review,
    installation_id,
    suggest_highlights,
    view_review,
)

__all__ = [
    "HelpRow",
    "OpenPoints",
    "PublishedReport",
    "Reading",
    "ReviewView",
    "SectionText",
    "Suggestions",
    "as_printed",
    "compile_review",
    "fetch",
    "help_rows",
    "installation_id",
    "open_points",
    "outline_for",
    "outline_of",
    "outlines",
    "points_against_sealing",
    "read_review",
    "reviews_within",
    "section_text",
    "suggest_highlights",
    "suggestions_of",
    "view_review",
]
