"""Reading reviews: outlines, figures in bulk, suggestions, comparisons, the compiled document."""

from tongket.yearend.selectors.figures import fetch
from tongket.yearend.selectors.outlines import outline_for, outline_of, outlines
from tongket.yearend.selectors.reviews import (
    PublishedReport,
    ReviewView,
    Suggestions,
    compile_review,
    installation_id,
    known_figures,
    suggest_highlights,
    view_review,
)

__all__ = [
    "PublishedReport",
    "ReviewView",
    "Suggestions",
    "compile_review",
    "fetch",
    "installation_id",
    "known_figures",
    "outline_for",
    "outline_of",
    "outlines",
    "suggest_highlights",
    "view_review",
]
