"""Parts named by opposites, which leave nothing between them: tán thành and không tán thành."""

from functools import lru_cache

from tongket.reader.checks.cues import Expression, phrases
from tongket.reader.checks.page import Page
from tongket.reader.lexicon import phrase_lists

MOST = 4
"""More parts than these are not told as opposites."""


def opposed(page: Page, labels: list[str]) -> bool:
    """Whether the first two parts are opposites, or one says of another that it is not so."""
    if not 1 < len(labels) <= MOST:
        return False
    pairs = ((labels[0], labels[1]), (labels[1], labels[0]))
    return _denied(page, labels) or any(
        one.search(first) and two.search(second)
        for one, two in _rows(marked=page.marked)
        for first, second in pairs
    )


def _denied(page: Page, labels: list[str]) -> bool:
    """Whether one label says of another that it is not so."""
    denied = page.cue("denied")
    for place, text in enumerate(labels):
        match = denied.search(text)
        words = " ".join(text[match.end() :].split()[:2]) if match else ""
        others = labels[:place] + labels[place + 1 :]
        if words and any(words in each and not denied.search(each) for each in others):
            return True
    return False


@lru_cache
def _rows(*, marked: bool) -> tuple[tuple[Expression, Expression], ...]:
    """Return the pairs of ``[opposites]`` as expressions for either side."""
    rows = phrase_lists("checks", "opposites")
    return tuple(
        (phrases(rows[name], marked=marked), phrases(rows[f"not_{name}"], marked=marked))
        for name in rows
        if f"not_{name}" in rows
    )
