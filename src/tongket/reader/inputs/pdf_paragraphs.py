"""The lines of all pages joined into paragraphs, without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tongket.reader.inputs.pdf_layout import LIST_MARK, Line

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:trang|page|tr\.?)?\s*\d{1,4}\s*(?:(?:/|of|trên)\s*\d{1,4})?[-–—\s.]*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""Lines at the top and at the foot of a page that may be furniture."""
_REPEATED = 3
_SOFT = "\u00ad"
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_YEARS = re.compile(r"\d[-–]$")
_CLOSED = re.compile(r"[.:;!?…][”\"')\]]*$")
_BULLETED = re.compile(r"\S{1,8}(?=\s)")


@dataclass(slots=True)
class Paragraph:
    """A paragraph or row of a page."""

    page: int
    """From 1."""
    text: str
    row: bool
    continues: bool = False
    """Whether it goes on with a sentence of the page before."""


def paragraphs(pages: list[list[Line]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of all pages."""
    furniture = _furniture(pages)
    before: tuple[Paragraph, Line] | None = None
    for number, lines in enumerate(pages, 1):
        kept = [line for line in lines if not _is_furniture(line, lines, furniture)]
        for group in _groups(kept):
            made = Paragraph(number, _joined(group), group[0].row)
            if before is not None and before[0].page == number - 1:
                made.continues = _goes_on(before[1], group[0])
            before = (made, group[-1])
            yield made


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text.strip().lower())


def _edges(lines: list[Line]) -> list[Line]:
    """Return the lines at the top and foot of a page, wherever they come in reading order."""
    if len(lines) <= 2 * _EDGE:
        return lines
    down = sorted(lines, key=lambda line: -line.top)
    return down[:_EDGE] + down[-_EDGE:]


def _furniture(pages: list[list[Line]]) -> set[str]:
    """Return the shapes of lines that stand at the edge of many pages."""
    if len(pages) < 2:
        return set()
    counts = Counter(shape for lines in pages for shape in {_shape(line) for line in _edges(lines)})
    least = max(min(_REPEATED, len(pages)), len(pages) // 20)
    return {shape for shape, count in counts.items() if count >= least}


def _is_furniture(line: Line, lines: list[Line], furniture: set[str]) -> bool:
    if line.row and _shape(line) not in furniture:
        return False
    numbered = _PAGE_NUMBER.match(line.text) is not None
    if not numbered and _shape(line) not in furniture:
        return False
    return any(line is each for each in _edges(lines))


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _same_paragraph(group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _same_paragraph(group: list[Line], line: Line) -> bool:
    """Return whether a line goes on with the paragraph of the lines before it."""
    last = group[-1]
    height = max(last.top - last.bottom, 1.0)
    if last.row or line.row or _begins_item(line):
        return False
    if line.bottom > last.top:  # the next column
        return _goes_on(last, line)
    if last.bottom - line.top > 0.9 * height:
        return False
    if last.right + line.opening + 0.25 * height < last.limit:  # it would have fitted: no wrap
        return False
    hanging = len(group) == 1 and (_begins_item(last) or line.text[:1].islower())
    if line.left - last.left > 0.6 * height and not hanging:
        return False
    return not (_CLOSED.search(last.text) and last.bottom - line.top > 0.45 * height)


def _begins_item(line: Line) -> bool:
    mark = _BULLETED.match(line.text)
    return mark is not None and LIST_MARK.match(mark[0]) is not None


def _goes_on(last: Line, first: Line) -> bool:
    if last.row or first.row or _begins_item(first) or _CLOSED.search(last.text):
        return False
    wrapped = last.right + first.opening + 3 >= last.limit
    return first.text[:1].islower() or (wrapped and first.left <= first.margin + 3)


def _joined(group: list[Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        following = line.text
        hyphenated = _HYPHENATED.search(text) and following[:1].islower()
        if text.endswith(_SOFT) or hyphenated:
            text = text[:-1] + following
        elif _YEARS.search(text) and following[:1].isdigit():
            text += following
        else:
            text += " " + following
    return text.replace(_SOFT, "")
