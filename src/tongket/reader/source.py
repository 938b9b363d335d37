"""A file turned into text, with the way back to its paragraphs, pages and runs."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from tongket.reader.facts import Span

SourceKind = Literal["docx", "doc", "pdf", "scan", "html", "text", "pasted"]
BlockKind = Literal[
    "paragraph", "heading", "list_item", "row", "text_box", "footnote", "header", "footer"
]


class UnreadableError(Exception):
    """A file that cannot be read; its message is one Vietnamese sentence to show as it is."""


@dataclass(slots=True, frozen=True, kw_only=True)
class Run:
    """A stretch of text in one run of a Word paragraph."""

    start: int
    end: int
    index: int
    """Counts the ``w:r`` elements of the paragraph from 0, in document order."""


@dataclass(slots=True, frozen=True, kw_only=True)
class Block:
    """One paragraph, list item or table row of the text. Rows hold their cells joined by " | "."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    page: int | None = None
    """From 1; PDF and scans only."""
    part: str = ""
    """Word only: the part the paragraph stands in (word/document.xml)."""
    paragraphs: tuple[tuple[int, Span], ...] = ()
    """Word only: (index of the ``w:p`` in its part, counted from 0 in document order, its span)."""
    runs: tuple[tuple[int, Run], ...] = ()
    """Word only: (index of the ``w:p``, run) in the order of the text."""
    level: int = 0
    """Headings: 1 to 9; list items: how deep; else 0."""


@dataclass(slots=True, kw_only=True)
class Source:
    """The text of a file. Every span of a fact or finding refers to ``text``."""

    name: str
    kind: SourceKind
    text: str
    blocks: list[Block] = field(default_factory=list)
    pages: int | None = None
    remarks: list[str] = field(default_factory=list)
    """What a reader should know (tracked changes taken as accepted, letters of an old font turned
    into Unicode): Vietnamese sentences."""
    _starts: list[int] = field(default_factory=list, repr=False)

    def block_at(self, position: int) -> Block | None:
        """Return the block a position lies in, None between two."""
        if len(self._starts) != len(self.blocks):
            self._starts = [block.start for block in self.blocks]
        place = bisect_right(self._starts, position) - 1
        if place < 0 or position > self.blocks[place].end:
            return None
        return self.blocks[place]
