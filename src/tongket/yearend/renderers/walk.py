"""Walking a review in reading order: names of the places of figures, numbers of captions.

Every renderer walks the same way, so the third place of a figure has the same name in Word, PDF and page.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tongket.yearend.document import (
    Annex,
    Block,
    Chart,
    FigureSpan,
    ListBlock,
    Paragraph,
    ReviewDocument,
    Span,
    Table,
)


def figure_name(figure_id: str, occurrence: int) -> str:
    """Return the name of one place of a figure, a valid Word bookmark and HTML id: `fig_<id>_<n>`."""
    return f"fig_{figure_id}_{occurrence}"


@dataclass(slots=True)
class Occurrences:
    """Counts the places of each figure while a renderer walks the document in reading order."""

    _counts: dict[str, int] = field(default_factory=dict)

    def name(self, figure: FigureSpan) -> str:
        """Return the name of the figure's next place."""
        number = self._counts.get(figure.figure_id, 0) + 1
        self._counts[figure.figure_id] = number
        return figure_name(figure.figure_id, number)


@dataclass(slots=True)
class CaptionNumbers:
    """Numbers tables and charts through the document, annexes included."""

    tables: int = 0
    charts: int = 0

    def next_table(self) -> int:
        """Return the number of the next table."""
        self.tables += 1
        return self.tables

    def next_chart(self) -> int:
        """Return the number of the next chart."""
        self.charts += 1
        return self.charts


@dataclass(slots=True)
class HeadingDepths:
    """Gives headings depths without gaps, as screen readers need: a 4 right under a 1 is at depth 2.

    The look of a heading follows its level, its place in the tree follows its depth.
    """

    _open: list[int] = field(default_factory=list)

    def next(self, level: int) -> int:
        """Return the depth of the next heading, from 1."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return len(self._open)

    def begin_annex(self) -> int:
        """Return the depth of an annex's title; all headings in the annex lie under it."""
        self._open = [0]
        return 1


def figures_in(document: ReviewDocument) -> Iterator[FigureSpan]:
    """Yield every figure of the running text and tables in reading order, each place once.

    Figures drawn in charts are not places of the text; ask `ChartDescription.figure_ids`.
    """
    for block in document.blocks:
        for spans in _runs(block):
            yield from (span for span in spans if isinstance(span, FigureSpan))


def places_of_figures(document: ReviewDocument) -> dict[str, int]:
    """Map each figure of a document to its number of places; 0: it is only drawn in charts."""
    drawn = {
        figure: 0
        for block in _flat(document.blocks)
        if isinstance(block, Chart)
        for figure in block.description.figure_ids
    }
    return drawn | Counter(span.figure_id for span in figures_in(document))


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Annex):
            yield from _flat(block.blocks)
        else:
            yield block


def _runs(block: Block) -> Iterator[tuple[Span, ...]]:
    """Yield every run of spans of a block in reading order."""
    match block:
        case Paragraph(spans):
            yield spans
        case ListBlock(items):
            yield from items
        case Table():
            yield from (cell.spans for row in block.all_rows for cell in row)
        case Annex():
            for inner in block.blocks:
                yield from _runs(inner)
        case _:
            return


def balanced(name: str, limit: int) -> str:
    r"""Break a long name in two lines; a name that has its own breaks keeps them.

    The break stands after a comma or before "và" where both lines then stay within about the limit,
    else where the first line is just the longer.

    >>> balanced("Đảng bộ Thành phố Hồ Chí Minh", 24)
    'Đảng bộ Thành phố\nHồ Chí Minh'
    >>> balanced("xây dựng Đảng, xây dựng chính quyền và công tác dân vận", 34)
    'xây dựng Đảng, xây dựng chính quyền\nvà công tác dân vận'
    """
    if len(name) <= limit or "\n" in name:
        return name
    words = name.split()
    parts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    longest = limit + limit // 10
    natural = [
        (first, second)
        for first, second in parts
        if (first.endswith(",") or second.startswith("và "))
        and max(len(first), len(second)) <= longest
    ]
    if natural:
        best = min(natural, key=_unevenness)
        return "\n".join(best)
    for first, second in parts:
        if len(first) >= len(second) and second[0] not in "–-":
            return f"{first}\n{second}"
    return name


def _unevenness(lines: tuple[str, str]) -> int:
    return abs(len(lines[0]) - len(lines[1]))
