"""A source's text put together block by block, each block knowing where it came from."""

from dataclasses import dataclass, field

from tongket.reader.facts import Span
from tongket.reader.inputs import limits
from tongket.reader.source import Block, BlockKind, Run


@dataclass(slots=True)
class Draft:
    """A block being written: its text so far and the paragraphs and runs it is made of."""

    kind: BlockKind = "paragraph"
    part: str = ""
    level: int = 0
    page: int | None = None
    texts: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[tuple[int, Span]] = field(default_factory=list)
    runs: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Paragraph, start, end, index of the run; positions count from the block's start."""

    def add(self, text: str) -> None:
        """Append text."""
        if text:
            self.texts.append(text)
            self.length += len(text)

    def paragraph(self, number: int, pieces: list[tuple[str, int | None]]) -> None:
        """Append a paragraph's pieces of text, each with the index of the run it stands in."""
        start = self.length
        for text, run in pieces:
            if run is not None and text:
                self._run(number, run, len(text))
            self.add(text)
        self.paragraphs.append((number, (start, self.length)))

    def _run(self, number: int, index: int, length: int) -> None:
        start, end = self.length, self.length + length
        if self.runs:
            before = self.runs[-1]
            if before[0] == number and before[3] == index and before[2] == start:
                self.runs[-1] = (number, before[1], end, index)
                return
        self.runs.append((number, start, end, index))

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self.texts)


class Builder:
    """The text of a whole source: blocks one to a line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self._texts: list[str] = []
        self._length = 0

    def put(self, draft: Draft, *, joined: bool = False) -> None:
        """Add a finished block; one without a visible character is left out.

        ``joined``: it goes on with the sentence of the block before, so no line end parts them.
        """
        text = draft.text
        if not text or text.isspace():
            return
        if self._texts:
            self._texts.append(" " if joined else "\n")
            self._length += 1
        start = self._length
        self._texts.append(text)
        self._length += len(text)
        if self._length > limits.MOST_CHARACTERS or len(self.blocks) >= limits.MOST_BLOCKS:
            raise limits.too_large(self.name)
        self.blocks.append(
            Block(
                start=start,
                end=self._length,
                kind=draft.kind,
                page=draft.page,
                part=draft.part,
                level=draft.level,
                paragraphs=tuple(
                    (number, (start + first, start + last))
                    for number, (first, last) in draft.paragraphs
                ),
                runs=tuple(
                    (number, Run(start=start + first, end=start + last, index=index))
                    for number, first, last, index in draft.runs
                ),
            )
        )

    @property
    def text(self) -> str:
        """The text of all blocks, one to a line."""
        return "".join(self._texts)
