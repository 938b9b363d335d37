"""A report as a page shows it: its paragraphs and tables, what is marked in them, what stands beside.

Pure: takes the text, its blocks and the marked spans, and cuts the text where marks begin and end.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

PART = 250
"""Paragraphs and tables shown at once; a longer report is shown in parts."""


@dataclass(frozen=True)
class Mark:
    """A span of the text that is marked: what it is, where its link leads, what its title says."""

    start: int
    end: int
    tone: str
    """``error``, ``warning``, ``note`` (findings) or a match's state (figures)."""
    address: str
    label: str
    anchor: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text within one mark, or within none."""

    text: str
    mark: Mark | None = None
    first: bool = True
    """Whether its mark begins here; the anchor is set only once."""


@dataclass(frozen=True)
class Line:
    """One paragraph, list item or table row; a row has a run of pieces for each cell."""

    kind: str
    start: int
    end: int
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of a line that is no row."""
        return self.cells[0] if self.cells else ()


@dataclass(frozen=True)
class Group:
    """A paragraph, or the rows of a table, with the notes that stand beside it."""

    kind: str
    """``table`` or the kind of its only line."""
    lines: tuple[Line, ...]
    start: int
    end: int
    page: int | None = None
    notes: tuple[object, ...] = field(default=())


Placed = tuple[int, int, str, int | None]
"""Start, end, kind and page of a block."""


def blocks_of(text: str, blocks: Sequence[Sequence[object]]) -> list[Placed]:
    """Return the blocks of a report, one for each line of its text where the file gave none."""
    if blocks:
        return [
            (int(str(start)), int(str(end)), str(kind), None if page is None else int(str(page)))
            for start, end, kind, page in blocks
        ]
    found: list[Placed] = []
    position = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if bare.strip():
            kind = "row" if bare.count("|") > 1 else "paragraph"
            found.append((position, position + len(bare), kind, None))
        position += len(line)
    return found


def groups_of(text: str, blocks: Sequence[Placed], marks: Iterable[Mark]) -> list[Group]:
    """Return the report in groups, its text cut at the marks.

    Of marks that overlap the first keeps what they share.
    """
    apart = _apart(marks)
    groups: list[Group] = []
    rows: list[Placed] = []
    for block in blocks:
        if block[2] == "row":
            rows.append(block)
            continue
        if rows:
            groups.append(_table(text, rows, apart))
            rows = []
        start, end, kind, page = block
        line = Line(kind, start, end, (tuple(_pieces(text, start, end, apart)),))
        groups.append(Group(kind, (line,), start, end, page))
    if rows:
        groups.append(_table(text, rows, apart))
    return groups


def _table(text: str, rows: Sequence[Placed], marks: Sequence[Mark]) -> Group:
    lines = tuple(
        Line("row", start, end, tuple(_cells(text, start, end, marks))) for start, end, _, _ in rows
    )
    return Group("table", lines, rows[0][0], rows[-1][1], rows[0][3])


def _cells(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[Piece, ...]]:
    position = start
    for cell in text[start:end].split("|"):
        bare = cell.strip()
        first = position + len(cell) - len(cell.lstrip())
        yield tuple(_pieces(text, first, first + len(bare), marks)) if bare else ()
        position += len(cell) + 1


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    position = start
    place = bisect_left(marks, start, key=lambda mark: mark.end)
    for mark in marks[place:]:
        if mark.start >= end:
            break
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last:
            continue
        if first > position:
            yield Piece(text[position:first])
        yield Piece(text[first:last], mark, first=mark.start >= start)
        position = last
    if position < end:
        yield Piece(text[position:end])


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in order, none overlapping another."""
    apart: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, each.end)):
        if mark.end <= mark.start:
            continue
        if apart and mark.start < apart[-1].end:
            continue
        apart.append(mark)
    return apart
