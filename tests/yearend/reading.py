"""Reading a review as a person does: its words in order, without formats."""

from collections.abc import Iterable, Iterator

from tongket.yearend.document import (
    Annex,
    Block,
    Chart,
    FigureSpan,
    Heading,
    ListBlock,
    Paragraph,
    ReviewDocument,
    Table,
)
from tongket.yearend.renderers.walk import figures_in


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each heading, paragraph, item and table row as one line."""
    for block in blocks:
        if isinstance(block, Annex):
            yield f"{block.number} {block.title}"
            yield from lines(block.blocks)
        else:
            yield from _inside(block)


def _inside(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.full_text
        case Paragraph(spans):
            yield "".join(span.text for span in spans)
        case ListBlock(items):
            yield from ("".join(span.text for span in item) for item in items)
        case Table():
            yield block.caption
            for row in block.all_rows:
                yield " | ".join("".join(span.text for span in cell.spans) for cell in row)
        case Chart():
            yield block.description.title


def text_of(document: ReviewDocument) -> str:
    """Return the whole text, one line per block or row, ordinary blanks only."""
    return "\n".join(lines(document.blocks)).replace("\xa0", " ")


def figures_by_label(document: ReviewDocument) -> dict[str, set[str]]:
    """Map what is counted to the texts its figures carry."""
    found: dict[str, set[str]] = {}
    for span in figures_in(document):
        assert isinstance(span, FigureSpan)
        found.setdefault(span.label, set()).add(span.text.replace("\xa0", " "))
    return found
