"""Web pages: the article's paragraphs, lists and tables, without what stands around them."""

import email
import re
from email.message import Message

from lxml import etree

from tongket.core.words import said
from tongket.reader.inputs import legacy, limits
from tongket.reader.inputs.building import Builder, Draft
from tongket.reader.inputs.markup import weight
from tongket.reader.inputs.text import decode
from tongket.reader.inputs.web_article import Page, data
from tongket.reader.inputs.word_lists import whole
from tongket.reader.source import BlockKind, Source, UnreadableError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h([1-6])$")
_WIDEST = 63
_DEEPEST = 200


def read(content: bytes, name: str) -> Source:
    """Return the article of a web page."""
    content = _page_of(content)
    if len(content) > limits.MOST_TEXT_BYTES or weight(content) > limits.MOST_MARKUP:
        raise limits.too_large(name)
    root = _parsed(_decoded(content, name), name)
    body = root.find("body")
    page = Page(root if body is None else body)
    writer = _Writer(page, name)
    article = page.article()
    title = page.title()
    if title is not None and not any(each is article for each in title.iterancestors()):
        writer.write(title)
    writer.write(article)
    text = writer.builder.text
    if not text:
        raise UnreadableError(said("Trang %(file)s không có bài viết.", file=limits.place(name)))
    remarks = [] if writer.encoding is None else [legacy.remark()]
    return Source(name=name, kind="html", text=text, blocks=writer.builder.blocks, remarks=remarks)


def _page_of(content: bytes) -> bytes:
    """Return the page inside a web archive (MHTML), other content as it is."""
    if content[:200].lstrip()[:1] == b"<" or b"multipart/related" not in content[:4096].lower():
        return content
    message: Message = email.message_from_bytes(content)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            return payload
    return content


def _decoded(content: bytes, name: str) -> str:
    """Return a page's characters: as declared, unless they are UTF-8 after all."""
    declared = _CHARSET.search(content[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    if encoding and not encoding.startswith("utf"):
        try:
            return _utf8(content) or content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, name)[0]


def _utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _parsed(text: str, name: str) -> etree._Element:
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text.replace("\0", "")), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise limits.broken(name) from fault
    if root is None:
        raise limits.broken(name)
    return root


class _Writer:
    """Writes elements as lines: one for each paragraph, list item and table row."""

    def __init__(self, page: Page, name: str) -> None:
        self.builder = Builder(name)
        sample = _all_text(page.body)
        self.encoding = legacy.recognise(sample)
        self._page = page
        self._texts: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._lists: list[int | None] = []
        """For each list that is open: the number of its last item, None for bullets."""

    def write(self, element: etree._Element) -> None:
        """Write an element and all it holds."""
        self._inside(element, 0)
        self._flush()

    def _inside(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            self._texts.append(_all_text(element))
            return
        if element.tag == "table" and _is_data(element):
            self._flush()
            for row in element.iter("tr"):
                self._row(row)
            return
        self._put(element.text, element)
        for child in element:
            self._child(child, depth)
            self._put(child.tail, element)

    def _child(self, child: etree._Element, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            self._texts.append("\n")
        elif tag not in data("blocks"):
            self._inside(child, depth + 1)
        elif not self._page.side_matter(child):
            self._flush()
            self._begin(child)
            self._inside(child, depth + 1)
            self._flush()
            if tag in ("ol", "ul"):
                self._lists.pop()

    def _begin(self, element: etree._Element) -> None:
        tag = str(element.tag)
        heading = _HEADING.match(tag)
        if heading:
            self._kind, self._level = "heading", int(heading[1])
        elif tag in ("ol", "ul"):
            start = whole(element.get("start") or "1", 1) - 1
            self._lists.append(start if tag == "ol" else None)
        elif tag == "li":
            self._kind, self._level = "list_item", max(len(self._lists), 1)
            self._texts.append(self._mark())

    def _mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _put(self, text: str | None, around: etree._Element) -> None:
        if text:
            self._texts.append(text if around.tag == "pre" else _BLANKS.sub(" ", text))

    def _flush(self) -> None:
        """End the line that is being written. A list mark waits for the item's words."""
        lines = "".join(self._texts).split("\n")
        if len(lines) == 1 and self._kind == "list_item" and not lines[0].strip(" -.0123456789"):
            return
        for line in lines:
            self._line(_BLANKS.sub(" ", line).strip(), self._kind)
        self._texts = []
        self._kind, self._level = "paragraph", 0

    def _line(self, text: str, kind: BlockKind) -> None:
        if self.encoding is not None:
            text = legacy.turn(text, self.encoding)
        draft = Draft(kind, level=self._level)
        draft.add(text)
        self.builder.put(draft)

    def _row(self, row: etree._Element) -> None:
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            cells.append(_BLANKS.sub(" ", _all_text(cell)).strip())
            span = whole(cell.get("colspan") or "1", 1)
            cells += [""] * (min(span, _WIDEST) - 1)
        if any(cells):
            self._level = 0
            self._line(" | ".join(cells), "row")


def _all_text(element: etree._Element) -> str:
    return " ".join(map(str, element.itertext()))


def _is_data(table: etree._Element) -> bool:
    """Return whether a table holds data: more than one row and column, nothing nested, no prose."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    paragraphs = list(table.iterdescendants("p", "li", "div"))
    return len(paragraphs) <= 2 * sum(map(len, rows))
