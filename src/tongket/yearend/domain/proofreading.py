"""The review read as a narrative report: its own figures and words, checked against each other.

The numbers that open are true by their records; what people wrote around them may still disagree:
a part typed by hand, a percent that is no longer so, an instrument under two numbers.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tongket.core.text import normalise
from tongket.reader.checks import proofread
from tongket.reader.checks.findings import Finding
from tongket.reader.reading import read
from tongket.yearend.document import (
    Annex,
    Block,
    FigureSpan,
    Heading,
    ListBlock,
    Paragraph,
    ReviewDocument,
    Span,
    Table,
)
from tongket.yearend.renderers.walk import Occurrences

_AROUND = 60


@dataclass(frozen=True)
class ReviewFinding:
    """Something in a review that does not agree."""

    key: str
    """What it is known by: its rule and the words it is about."""
    severity: str
    message: str
    arithmetic: str
    excerpt: str
    """The words around the first place."""
    figures: tuple[str, ...]
    """Ids of the figures at its places."""
    anchor: str
    """Name of the place of its first figure in page and Word file; empty where it has none."""


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    figure: str
    name: str


class _PlainText:
    """The text of a review, with the places of its figures."""

    def __init__(self, document: ReviewDocument) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._occurrences = Occurrences()
        self.places: list[_Place] = []
        self._line((document.title, document.abstract))
        for block in document.blocks:
            self._block(block)
        self.text = "".join(self._parts)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._line((block.full_text,))
            case Paragraph(spans):
                self._spans(spans)
                self._put("\n")
            case ListBlock(items):
                self._items(items)
            case Table():
                self._table(block)
            case Annex():
                self._line((block.title,))
                for inner in block.blocks:
                    self._block(inner)

    def _items(self, items: tuple[tuple[Span, ...], ...]) -> None:
        for item in items:
            self._put("- ")
            self._spans(item)
            self._put("\n")

    def _table(self, table: Table) -> None:
        # A cell that reaches over several columns or rows leaves its others empty, as in a file.
        for row in table.grid():
            for number, placed in enumerate(row):
                self._put(" | " if number else "")
                if not placed.continued:
                    self._spans(placed.cell.spans)
                self._put(" | " * (placed.cell.column_span - 1))
            self._put("\n")

    def _line(self, texts: tuple[str, ...]) -> None:
        for text in texts:
            if text:
                self._put(f"{text}\n")

    def _spans(self, spans: tuple[Span, ...]) -> None:
        for span in spans:
            start = self._length
            self._put(span.text)
            if isinstance(span, FigureSpan):
                name = self._occurrences.name(span)
                self.places.append(_Place(start, self._length, span.figure_id, name))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def at(self, start: int, end: int) -> Iterator[_Place]:
        """Yield the figures that overlap a span."""
        first = bisect_right([place.end for place in self.places], start)
        for place in self.places[first:]:
            if place.start >= end:
                return
            yield place


def proofread_document(document: ReviewDocument) -> tuple[ReviewFinding, ...]:
    """Return what does not agree in a review, in its order; the same document gives the same."""
    plain = _PlainText(document)
    return tuple(_finding(found, plain) for found in proofread(read(plain.text)))


def _finding(found: Finding, plain: _PlainText) -> ReviewFinding:
    places = [place for span in found.spans for place in plain.at(*span)]
    words = [normalise(plain.text[start:end]) for start, end in found.spans]
    content = "\n".join([found.rule, *words])
    return ReviewFinding(
        key=hashlib.sha256(content.encode()).hexdigest(),
        severity=found.severity,
        message=found.message,
        arithmetic=found.arithmetic,
        excerpt=_around(plain.text, found.spans[0]) if found.spans else "",
        figures=tuple(dict.fromkeys(place.figure for place in places)),
        anchor=places[0].name if places else "",
    )


def _around(text: str, span: tuple[int, int]) -> str:
    first = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _AROUND)
    line_end = text.find("\n", span[1])
    last = min(line_end if line_end >= 0 else len(text), span[1] + _AROUND)
    return normalise(text[first:last])
