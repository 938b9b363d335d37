"""Word files (.docx, .docm): text with the way back to paragraphs and runs.

The body is read as it unpacks, one paragraph or a few table rows at a time, so a file of two
thousand pages needs no more memory than one of ten.
"""

import posixpath
from collections.abc import Callable, Iterator

from lxml import etree

from tongket.core.words import said
from tongket.reader.inputs import legacy, limits, word_lists, word_paragraph
from tongket.reader.inputs.archive import Archive
from tongket.reader.inputs.building import Builder, Draft
from tongket.reader.inputs.helpers import Deadline
from tongket.reader.inputs.markup import FALLBACK, Stream, parse, word
from tongket.reader.inputs.word_fonts import Fonts
from tongket.reader.source import BlockKind, Source, UnreadableError

_P, _TABLE, _ROW, _CELL = word("p"), word("tbl"), word("tr"), word("tc")
_BODY = word("body")
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ROWS_AT_A_TIME = 100
_LAYOUT_ROWS = 3
_WIDEST = 63
"""Columns: as many as Word allows."""


def read(content: bytes, name: str, deadline: Deadline) -> Source:
    """Return the text of a Word file."""
    with Archive(content, name) as archive:
        document = _Document(archive, name, deadline)
        source = document.read()
        if document.fonts is None:
            encoding = legacy.recognise(source.text)
            if encoding is not None:  # an old font throughout, named nowhere
                document = _Document(archive, name, deadline, Fonts(encoding))
                source = document.read()
    return source


def main_part(archive: Archive, name: str) -> str:
    """Return the name of the part that holds the body."""
    found = "word/document.xml"
    if "_rels/.rels" in archive:
        for each in parse(archive.read("_rels/.rels"), name, "_rels/.rels"):
            if (each.get("Type") or "").endswith("/officeDocument"):
                found = (each.get("Target") or "").lstrip("/")
    if found not in archive:
        raise limits.broken(name, found)
    return found


def related(archive: Archive, name: str, part: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and name of each part a part refers to, in the order of their identifiers."""
    folder, file = posixpath.split(part)
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive:
        return
    for each in parse(archive.read(relations), name, relations).iter(f"{_RELATIONS}Relationship"):
        target = each.get("Target") or ""
        if each.get("TargetMode") == "External" or not target:
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = (each.get("Type") or "").rsplit("/", 1)[-1]
        if (found := posixpath.normpath(path)) in archive:
            yield kind, found


class _Document:
    """One Word file being read."""

    def __init__(
        self, archive: Archive, name: str, deadline: Deadline, fonts: Fonts | None = None
    ) -> None:
        self._archive, self.name = archive, name
        self.deadline = deadline
        self._main = main_part(archive, name)
        self._parts: dict[str, list[str]] = {}
        for kind, part in related(archive, name, self._main):
            self._parts.setdefault(kind, []).append(part)
        styles = self._small("styles")
        self.styles = word_lists.styles(styles)
        self.default = _default_style(styles)
        self.numbering = word_lists.Numbering(self._small("numbering"))
        self.fonts = fonts or Fonts.of(styles, self._small("fontTable"))
        self.builder = Builder(name)
        self.changed = False

    def read(self) -> Source:
        """Return the source: body, then notes, then headers and footers."""
        part = _Part(self, self._main, "paragraph")
        part.read_stream(self._archive.chunks(self._main))
        for kind, block, wanted in _OTHER_PARTS:
            for other in sorted(self._parts.get(kind, [])):
                self._read_small(other, block, wanted)
        source = Source(
            name=self.name, kind="docx", text=self.builder.text, blocks=self.builder.blocks
        )
        source.remarks.extend(self._remarks())
        if not source.text:
            raise UnreadableError(
                said("Tệp %(file)s không có chữ nào.", file=limits.place(self.name))
            )
        return source

    @property
    def decode(self) -> Callable[[etree._Element, str], str] | None:
        """What turns the letters of old fonts into Unicode, None where the file names none."""
        return None if self.fonts is None else self.fonts.decode

    def list_of(self, properties: etree._Element | None) -> tuple[word_lists.Style, str, int]:
        """Return a paragraph's style and the list it belongs to, "" for none, with its depth."""
        named = word_lists.value(None if properties is None else properties.find(word("pStyle")))
        style = self.styles.get(named or self.default) or word_lists.Style()
        numbering = None if properties is None else properties.find(word("numPr"))
        if numbering is None:
            return style, style.number or "", style.level
        number = word_lists.value(numbering.find(word("numId")))
        depth = word_lists.value(numbering.find(word("ilvl")))
        return style, number or style.number or "", word_lists.whole(depth, style.level)

    def _remarks(self) -> Iterator[str]:
        if self.changed:
            yield said("Các thay đổi theo dõi trong tệp được đọc như đã chấp nhận.")
        if self.fonts is not None and self.fonts.used:
            yield legacy.remark()

    def _small(self, kind: str) -> etree._Element | None:
        parts = self._parts.get(kind)
        return parse(self._archive.read(parts[0]), self.name, parts[0]) if parts else None

    def _read_small(self, part: str, kind: BlockKind, wanted: str | None) -> None:
        root = parse(self._archive.read(part), self.name, part)
        if kind in ("header", "footer") and not _says_something(root, self.builder):
            return
        _Part(self, part, kind).read_whole(root, wanted)


_OTHER_PARTS: tuple[tuple[str, BlockKind, str | None], ...] = (
    ("footnotes", "footnote", word("footnote")),
    ("endnotes", "footnote", word("endnote")),
    ("header", "header", None),
    ("footer", "footer", None),
)
"""Kind of relation, kind of block, and the elements whose paragraphs count where not all do."""


def _default_style(styles: etree._Element | None) -> str:
    if styles is not None:
        for each in styles.iterfind(word("style")):
            if each.get(word("type")) == "paragraph" and each.get(word("default")) == "1":
                return each.get(word("styleId")) or ""
    return ""


def _says_something(root: etree._Element, builder: Builder) -> bool:
    """Return whether a header holds words that have not been read (page numbers are none)."""
    text = "".join(each.text or "" for each in root.iter(word("t"))).strip()
    known = {builder.text[each.start : each.end].strip() for each in builder.blocks[-20:]}
    return any(letter.isalpha() for letter in text) and text not in known


class _Part:
    """One part being read: counts its paragraphs, writes their text into the document's builder."""

    def __init__(self, document: _Document, part: str, kind: BlockKind) -> None:
        self._document, self._part, self._kind = document, part, kind
        self._paragraphs = 0
        """How many ``w:p`` elements stand before the unit being read."""
        self._numbers: dict[etree._Element, int] = {}
        self._rows: list[etree._Element] = []
        self._split = False
        """Whether rows of the table being read have been written already."""
        self._pending: Draft | None = None
        """A paragraph whose mark is deleted: the next one goes on with it."""

    def read_stream(self, chunks: Iterator[bytes]) -> None:
        """Read the body piece by piece."""
        stream = Stream(
            chunks, (_P, _TABLE, _ROW), self._document.name, self._part, self._document.deadline
        )
        for element in stream.ends():
            if _nested(element):
                continue
            if self._unit(element):
                stream.forget(element)
        self._put(None)

    def read_whole(self, root: etree._Element, wanted: str | None) -> None:
        """Read a small part; only the paragraphs inside ``wanted`` elements where given."""
        for element in root.iter(_P, _TABLE):
            if _nested(element):
                continue
            if element.tag == _TABLE:
                self._rows = list(_through(element, _ROW))
            if wanted is None or _real_note(element, wanted):
                self._unit(element)
            else:
                self._number(element)
        self._put(None)

    def _unit(self, element: etree._Element) -> bool:
        """Write a paragraph, a table, or rows when there are enough; return if it is done with."""
        if element.tag == _ROW:
            self._rows.append(element)
            if len(self._rows) < _ROWS_AT_A_TIME:
                return False
            self._split = True
            self._table(next(element.iterancestors(_TABLE)), self._rows)
            self._rows = []
        elif element.tag == _TABLE:
            self._table(element, self._rows)
            self._rows, self._split = [], False
        else:
            self._number(element)
            if next(element.iterancestors(FALLBACK), None) is None:
                self._paragraph(element, self._kind)
        return True

    def _number(self, unit: etree._Element) -> None:
        """Number the paragraphs of a unit, in document order."""
        self._numbers = {each: self._paragraphs + place for place, each in enumerate(unit.iter(_P))}
        self._paragraphs += len(self._numbers)

    def _put(self, draft: Draft | None) -> None:
        """Write a block, and before it what was waiting for a paragraph to go on with."""
        if self._pending is not None and self._pending is not draft:
            self._document.builder.put(self._pending)
        self._pending = None
        if draft is not None:
            self._document.builder.put(draft)

    def _paragraph(self, element: etree._Element, kind: BlockKind) -> None:
        draft = self._pending
        boxes = self._read(element, draft := draft or Draft(kind, self._part))
        if _mark_deleted(element):
            self._pending = draft
        else:
            self._put(draft)
        self._boxes(boxes)

    def _boxes(self, boxes: list[etree._Element]) -> None:
        for box in boxes:
            self._content(box, "text_box")

    def _content(self, element: etree._Element, kind: BlockKind) -> None:
        """Write the paragraphs and tables of a cell or a text box, one after the other."""
        for each in _through(element, _P, _TABLE):
            if each.tag == _P:
                self._paragraph(each, kind)
            else:
                self._write_rows(each, list(_through(each, _ROW)))

    def _read(
        self, element: etree._Element, draft: Draft, *, row: bool = False
    ) -> list[etree._Element]:
        """Add a paragraph's text to a block; return the text boxes anchored in it."""
        document = self._document
        read = word_paragraph.Reading(element, document.decode).result
        document.changed = document.changed or read.changed
        pieces = (
            [(text.replace("\n", " "), run) for text, run in read.pieces] if row else read.pieces
        )
        label = self._label(element, draft, row=row)
        if any(not text.isspace() for text, _ in pieces):
            if label is not None:
                draft.add(f"{label} " if label else "")
            draft.paragraph(self._numbers[element], pieces)
        return read.boxes

    def _label(self, element: etree._Element, draft: Draft, *, row: bool) -> str | None:
        """Return the list mark of a paragraph; tell the block if it is a heading or list item."""
        properties = element.find(word("pPr"))
        style, number, depth = self._document.list_of(properties)
        label = self._document.numbering.label(number, depth) if number else None
        if draft.kind == "paragraph" and not row:
            if style.heading:
                draft.kind, draft.level = "heading", style.heading
            elif label is not None:
                draft.kind, draft.level = "list_item", depth + 1
        return label

    def _table(self, table: etree._Element, rows: list[etree._Element]) -> None:
        numbers: dict[etree._Element, int] = {}
        for row in rows:
            self._number(row)
            numbers |= self._numbers
        self._numbers = numbers
        self._write_rows(table, rows, whole=not self._split)

    def _write_rows(
        self, table: etree._Element, rows: list[etree._Element], *, whole: bool = True
    ) -> None:
        layout = whole and _is_layout(table, rows)
        for row in rows:
            if row.find(f"{word('trPr')}/{word('del')}") is not None:
                self._document.changed = True
            elif layout:
                for cell in _through(row, _CELL):
                    self._content(cell, self._kind)
            else:
                self._row(row)

    def _row(self, row: etree._Element) -> None:
        draft = Draft("row", self._part)
        boxes: list[etree._Element] = []
        inner: list[etree._Element] = []
        for number, cell in enumerate(_through(row, _CELL)):
            draft.add(" | " if number else "")
            boxes += self._cell(cell, draft)
            inner += _through(cell, _TABLE)
            draft.add(" | " * (_columns(cell) - 1))
        if draft.paragraphs:
            self._put(draft)
        self._boxes(boxes)
        for table in inner:
            self._write_rows(table, list(_through(table, _ROW)))

    def _cell(self, cell: etree._Element, draft: Draft) -> list[etree._Element]:
        """Add the paragraphs of a cell, a space between two; return their text boxes."""
        boxes: list[etree._Element] = []
        begun = len(draft.paragraphs)
        for each in _through(cell, _P):
            if len(draft.paragraphs) > begun and not draft.texts[-1].endswith(" "):
                draft.add(" ")
            boxes += self._read(each, draft, row=True)
        return boxes


_WRAPPERS = {word(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins")}


def _through(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the children of the wanted names, those inside content controls too."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, *tags)


def _nested(element: etree._Element) -> bool:
    """Return whether an element is part of a paragraph or table that is read as one."""
    parent = element.getparent()
    if parent is None or parent.tag == _BODY:
        return False
    around = [each.tag for each in element.iterancestors(_P, _TABLE)]
    return _P in around or len(around) > (element.tag == _ROW)


def _real_note(element: etree._Element, wanted: str) -> bool:
    """Return whether an element stands in a note written by a person, not in a separator line."""
    note = next(element.iterancestors(wanted), None)
    return note is not None and note.get(word("type")) is None


def _mark_deleted(paragraph: etree._Element) -> bool:
    marks = paragraph.find(f"{word('pPr')}/{word('rPr')}")
    return marks is not None and any(
        marks.find(word(name)) is not None for name in ("del", "moveFrom")
    )


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{word('tcPr')}/{word('gridSpan')}")
    return min(max(word_lists.whole(word_lists.value(span, "1"), 1), 1), _WIDEST)


def _is_layout(table: etree._Element, rows: list[etree._Element]) -> bool:
    """Return whether a table only places text side by side, as letterheads and signatures do."""
    if len(rows) == 1:
        return True
    if len(rows) > _LAYOUT_ROWS or table.find(f"{word('tblPr')}/{word('tblStyle')}") is not None:
        return False
    borders = table.find(f"{word('tblPr')}/{word('tblBorders')}")
    return borders is None or all(word_lists.value(each) in ("none", "nil") for each in borders)
