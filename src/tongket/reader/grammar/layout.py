"""The lines of a report as its discourse goes: headings, list items, rows of tables, paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tongket.reader.draft import Draft
from tongket.reader.tokens import BREAK

_MARKER = re.compile(
    r"(?:[IVX]{1,5}|[A-H]|[0-9]{1,2}(?:\.[0-9]{1,2})*)\s?[.)/:-]"
    r"|(?i:(?:phần|mục|chương|phan|muc|chuong)\s+(?:(?:thứ|thu)\s+)?\w+\s?[.:–-])"
)
_ITEM = re.compile(
    r"[-–—+*•▪◦·]|\(?[0-9]{1,2}[.)/]|[a-zđ][.)]"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mot|bon|nam|sau|bay|chin|muoi) (?:là|la)\b"
    r"|(?:thứ|thu) (?:nhất|hai|ba|tư|năm|sáu|nhat|tu|nam|sau)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 130
_NOTE = "lines of the discourse"


@dataclass(slots=True)
class Line:
    """A line with its sentences, all as token indices, the ends exclusive."""

    first: int
    after: int
    sentences: list[tuple[int, int]] = field(default_factory=list)
    heading: bool = False
    """A title or section heading: short, without figures, without a full stop."""
    item: bool = False
    """Begins with a bullet or list number."""
    table: bool = False
    """A row of cells between upright strokes."""


def lines(draft: Draft) -> list[Line]:
    """Return the lines of a draft that hold a sentence, judged once."""
    noted = draft.notes.get(_NOTE)
    if not isinstance(noted, list):
        noted = draft.notes[_NOTE] = list(_lines(draft))
    return noted


def _lines(draft: Draft) -> Iterator[Line]:
    at, kinds = draft.tokens.at, draft.tokens.kinds
    line: Line | None = None
    for start, end in draft.sentences.spans:
        first = at(start)
        after = at(end - 1) + 1
        if line is not None and BREAK not in kinds[line.after : first]:
            line.sentences.append((first, after))
            line.after = after
            continue
        if line is not None:
            yield _judged(draft, line)
        line = Line(first, after, [(first, after)])
    if line is not None:
        yield _judged(draft, line)


def _judged(draft: Draft, line: Line) -> Line:
    tokens = draft.tokens
    text = tokens.text[tokens.starts[line.first] : tokens.ends[line.after - 1]]
    line.table = "|" in text
    line.item = _ITEM.match(text) is not None
    line.heading = (
        not line.table and len(text) <= _LONGEST_HEADING and _is_heading(draft, line, text)
    )
    return line


def _is_heading(draft: Draft, line: Line, text: str) -> bool:
    bare = text.rstrip("*_# ")
    if bare.endswith((".", ";", ",", "…", "!", "?")):
        return False
    marker = _MARKER.match(text.lstrip("*_# "))
    titled = text.isupper() or text.startswith(("**", "#"))
    if not (marker or titled) or (line.item and not marker):
        return False
    skipped = 1 if marker and text.lstrip("*_# ")[0].isdigit() else 0
    return _numbers(draft, line) <= skipped


def _numbers(draft: Draft, line: Line) -> int:
    """Return how many numbers of a line are neither times nor documents."""
    kinds, claims = draft.tokens.kinds, draft.claims
    return sum(
        1
        for place in range(line.first, line.after)
        if kinds[place] == 2 and claims[place] in (None, "quantity", "list number")
    )
