"""The comments of a Word file: its part, the reference to it, and the file written anew with them.

Every other part is copied byte for byte.
"""

import posixpath
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from lxml import etree

from tongket.reader.inputs import docx, limits
from tongket.reader.inputs.archive import Archive
from tongket.reader.inputs.markup import STRICT, WORD, weight, word

AUTHOR = "Tổng Kết"
_INITIALS = "TK"
_MOST_MARKUP = 1_500_000
"""Of the body, which is held in memory as a whole here."""
_MOST_COPIED = 400 * 2**20
_CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class StrictFileError(Exception):
    """The file uses the strict form of the standard, which comments are not written into."""


@dataclass(slots=True, frozen=True)
class Comment:
    """What one comment says, a paragraph for each line."""

    number: int
    lines: tuple[str, ...]


class Package:
    """A Word file open for comments. ``body`` is the root of its main part, to be marked."""

    def __init__(self, content: bytes, name: str) -> None:
        self._archive = Archive(content, name)
        self.main = docx.main_part(self._archive, name)
        raw = self._archive.read_large(self.main)
        if STRICT in raw[:8192]:
            raise StrictFileError
        if weight(raw) > _MOST_MARKUP:
            raise limits.too_large(name, self.main)
        self.body = self._parsed(raw)
        parts = dict(docx.related(self._archive, name, self.main))
        folder = posixpath.dirname(self.main)
        self._new = "comments" not in parts
        self._part = parts.get("comments") or self._free(posixpath.join(folder, "comments"))
        self._comments = self._existing()

    def next_number(self) -> int:
        """Return the first number no comment of the file bears."""
        used = [each.get(word("id")) or "" for each in self._comments.iter(word("comment"))]
        return max((int(each) for each in used if each.isdecimal()), default=-1) + 1

    def add(self, comment: Comment, moment: datetime | None) -> None:
        """Add a comment to the part that holds their words."""
        element = etree.SubElement(self._comments, word("comment"))
        element.set(word("id"), str(comment.number))
        element.set(word("author"), AUTHOR)
        element.set(word("initials"), _INITIALS)
        if moment is not None:
            element.set(word("date"), moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
        for place, line in enumerate(comment.lines):
            paragraph = etree.SubElement(element, word("p"))
            if place == 0:
                etree.SubElement(etree.SubElement(paragraph, word("r")), word("annotationRef"))
            text = etree.SubElement(etree.SubElement(paragraph, word("r")), word("t"))
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def written(self) -> bytes:
        """Return the file with its marked body and its comments."""
        changed = {self.main: _xml(self.body), self._part: _xml(self._comments)}
        if self._new:
            changed |= self._announced()
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            self._copy(target, changed)
            for part, content in changed.items():
                target.writestr(part, content)
        return out.getvalue()

    def _copy(self, target: zipfile.ZipFile, changed: dict[str, bytes]) -> None:
        """Copy the other parts, in their order, the list of kinds first as Word wants it."""
        first = changed.pop(_CONTENT_TYPES, None)
        if first is not None:
            target.writestr(_CONTENT_TYPES, first)
        copied = 0
        for part, entry in self._archive.entries.items():
            if part in changed or entry.is_dir() or (first is not None and part == _CONTENT_TYPES):
                continue
            about = zipfile.ZipInfo(part, entry.date_time)
            about.compress_type = entry.compress_type
            with target.open(about, "w") as stream:
                for chunk in self._archive.chunks(part):
                    copied += len(chunk)
                    if copied > _MOST_COPIED:
                        raise limits.too_large(self._archive.name)
                    stream.write(chunk)

    def _existing(self) -> etree._Element:
        if not self._new:
            return self._parsed(self._archive.read(self._part))
        return etree.Element(word("comments"), nsmap={"w": WORD})

    def _free(self, stem: str) -> str:
        """Return a name no part has."""
        number = ""
        while f"{stem}{number}.xml" in self._archive:
            number = str(int(number or 0) + 1)
        return f"{stem}{number}.xml"

    def _announced(self) -> dict[str, bytes]:
        """Return the parts that say a new part for comments is there."""
        folder, file = posixpath.split(self.main)
        relations = f"{folder}/_rels/{file}.rels"
        if relations in self._archive:
            root = self._parsed(self._archive.read(relations))
        else:
            root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships")
        relation = etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship")
        used = {each.get("Id") for each in root}
        relation.set(
            "Id", next(f"rIdTk{n}" for n in range(len(used) + 1) if f"rIdTk{n}" not in used)
        )
        relation.set("Type", _RELATION)
        relation.set("Target", posixpath.basename(self._part))
        types = self._parsed(self._archive.read(_CONTENT_TYPES))
        override = etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override")
        override.set("PartName", f"/{self._part}")
        override.set("ContentType", _TYPE)
        return {relations: _xml(root), _CONTENT_TYPES: _xml(types)}

    def _parsed(self, content: bytes) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as fault:
            raise limits.broken(self._archive.name) from fault


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
