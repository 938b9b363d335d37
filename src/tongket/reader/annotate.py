"""A copy of a Word file with the findings as comments at the very words, the text untouched.

Word allows no comments in headers, footnotes and text boxes: such a finding is attached to the
paragraph the note or box belongs to, and says where its words stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from tongket.core.text import excerpt
from tongket.core.words import said
from tongket.reader.checks.findings import Finding
from tongket.reader.facts import Span
from tongket.reader.fresh_docx import fresh
from tongket.reader.inputs.markup import word
from tongket.reader.inputs.word_paragraph import P, R, own_runs, visible_lengths
from tongket.reader.source import Block, Run, Source
from tongket.reader.word_comments import Comment, Package, StrictFileError

_TEXT = word("t")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST_OTHERS = 4
"""Places beside the chief one that get a comment: a long column of numbers gets none."""
_BODY_KINDS = {"paragraph", "heading", "list_item", "row"}


@dataclass(slots=True, frozen=True)
class _Target:
    """Where a comment goes: a paragraph of the body and the words in it."""

    paragraph: int
    start: int
    end: int
    """Positions in the source's text; both the same: the paragraph as a whole."""
    lines: tuple[str, ...]


def annotate(
    content: bytes,
    source: Source,
    findings: Iterable[Finding],
    *,
    moment: datetime | None = None,
) -> bytes:
    """Return a Word file with a comment for each finding.

    ``content`` is the file ``source`` was read from. Of a Word file the copy differs in nothing
    but the comments; of any other file a new Word file holds the text.
    """
    if source.kind != "docx":
        return _annotated(*fresh(source), findings, moment)
    try:
        return _annotated(content, source, findings, moment)
    except StrictFileError:
        return _annotated(*fresh(source), findings, moment)


def _annotated(
    content: bytes, source: Source, findings: Iterable[Finding], moment: datetime | None
) -> bytes:
    package = Package(content, source.name)
    paragraphs = list(package.body.iter(P))
    targets: dict[int, list[tuple[int, _Target]]] = {}
    number = package.next_number()
    for finding in findings:
        for target in _targets(finding, source, package.main, paragraphs):
            package.add(Comment(number, target.lines), moment)
            targets.setdefault(target.paragraph, []).append((number, target))
            number += 1
    runs = _runs_by_paragraph(source, package.main)
    for index, wanted in targets.items():
        _mark(paragraphs[index], runs.get(index, []), wanted)
    return package.written()


def _targets(
    finding: Finding, source: Source, main: str, paragraphs: Sequence[etree._Element]
) -> Iterator[_Target]:
    """Yield where a finding is told: in full at its first words, briefly in other paragraphs."""
    told: set[int] = set()
    for span in _telling(finding):
        block = source.block_at(span[0])
        if block is None:
            continue
        place = _paragraph_at(block, span)
        in_body = block.part == main and block.kind in _BODY_KINDS and place is not None
        if place is None or not in_body:
            index, clipped = _nearest(block, place, main, source, paragraphs), (0, 0)
        else:
            index, (start, end) = place
            clipped = max(span[0], start), min(span[1], end)
        if index is None or index in told:
            continue
        where = "" if in_body else _where(block, source.text[span[0] : span[1]])
        lines = _words(finding) if not told else (_brief(finding, source),)
        told.add(index)
        yield _Target(index, *clipped, tuple(filter(None, (where, *lines))))


def _telling(finding: Finding) -> list[Span]:
    """Return the words comments are put at: first those a repair would change, then the others."""
    repaired = finding.repairs[0].span if finding.repairs else None
    chief = [span for span in finding.spans if span == repaired] or finding.spans[:1]
    others = [span for span in finding.spans if span not in chief]
    return chief + (others if len(others) <= _MOST_OTHERS else [])


def _paragraph_at(block: Block, span: Span) -> tuple[int, Span] | None:
    for index, (start, end) in block.paragraphs:
        if span[0] < end or end == block.end:
            return index, (start, end)
    return None


def _nearest(
    block: Block,
    place: tuple[int, Span] | None,
    main: str,
    source: Source,
    paragraphs: Sequence[etree._Element],
) -> int | None:
    """Return the paragraph of the body a text box or note belongs to, else the first with text."""
    if block.part == main and place is not None:
        outer = [*paragraphs[place[0]].iterancestors(P)]
        if outer:
            return next(number for number, each in enumerate(paragraphs) if each is outer[-1])
    for each in source.blocks:
        if each.part == main and each.kind in _BODY_KINDS and each.paragraphs:
            return each.paragraphs[0][0]
    return None


def _where(block: Block, words: str) -> str:
    places = {
        "text_box": said("Trong hộp văn bản"),
        "footnote": said("Trong chú thích"),
        "header": said("Ở đầu trang"),
        "footer": said("Ở chân trang"),
    }
    return f"{places.get(block.kind, '')}: “{excerpt(words)}”"


def _words(finding: Finding) -> tuple[str, ...]:
    repairs = [f"→ {each.text} ({each.reason})" for each in finding.repairs]
    return (finding.message, finding.arithmetic, *repairs)


def _brief(finding: Finding, source: Source) -> str:
    start, end = _telling(finding)[0]
    return said(
        "Xem nhận xét ở “%(words)s”: %(message)s",
        words=excerpt(source.text[start:end]),
        message=finding.message,
    )


def _runs_by_paragraph(source: Source, main: str) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = {}
    for block in source.blocks:
        if block.part == main:
            for index, run in block.runs:
                found.setdefault(index, []).append(run)
    return found


@dataclass(slots=True)
class _Piece:
    """A run, or what is left of it after a cut, and the text it stands for."""

    element: etree._Element
    start: int
    end: int


def _mark(paragraph: etree._Element, runs: list[Run], wanted: list[tuple[int, _Target]]) -> None:
    """Set the marks of all comments of one paragraph."""
    elements = own_runs(paragraph)
    pieces = [_Piece(elements[run.index], run.start, run.end) for run in runs]
    cuts = sorted({cut for _, target in wanted for cut in (target.start, target.end)})
    for cut in cuts:
        pieces = [part for piece in pieces for part in _cut(piece, cut)]
    for number, target in wanted:
        inside = [
            piece for piece in pieces if piece.start < target.end and piece.end > target.start
        ]
        _enclose(paragraph, [piece.element for piece in inside or pieces], number)


def _cut(piece: _Piece, position: int) -> list[_Piece]:
    """Cut a run in two at a position inside it; leave one whose letters cannot be counted."""
    lengths = visible_lengths(piece.element)
    if not piece.start < position < piece.end or sum(lengths) != piece.end - piece.start:
        return [piece]
    after = deepcopy(piece.element)
    left = position - piece.start
    for child, twin, length in zip(list(piece.element), list(after), lengths, strict=True):
        if child.tag == word("rPr"):
            continue
        if left >= length and (left > 0 or length == 0):
            after.remove(twin)
        elif left <= 0:
            piece.element.remove(child)
        else:
            _cut_text(child, twin, left)
        left -= length
    piece.element.addnext(after)
    return [_Piece(piece.element, piece.start, position), _Piece(after, position, piece.end)]


def _cut_text(before: etree._Element, after: etree._Element, length: int) -> None:
    text = before.text or ""
    before.text, after.text = text[:length], text[length:]
    before.set(_PRESERVE, "preserve")
    after.set(_PRESERVE, "preserve")


def _enclose(paragraph: etree._Element, runs: list[etree._Element], number: int) -> None:
    """Put the marks around runs, around nothing at the paragraph's end where there are none."""
    start, end = _marked("commentRangeStart", number), _marked("commentRangeEnd", number)
    reference = etree.Element(R)
    reference.append(_marked("commentReference", number))
    if not runs:
        paragraph.extend([start, end, reference])
        return
    runs[0].addprevious(start)
    runs[-1].addnext(end)
    outer = end
    while (parent := outer.getparent()) is not None and parent is not paragraph:
        outer = parent
    outer.addnext(reference)


def _marked(name: str, number: int) -> etree._Element:
    element = etree.Element(word(name))
    element.set(word("id"), str(number))
    return element
