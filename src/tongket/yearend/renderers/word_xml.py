"""The smallest pieces of Word markup: escaped text, runs, figures in content controls, paragraphs.

A figure is written as content control > bookmark > link > run. The order is not free: LibreOffice 7.4
doubles the text of a control that stands inside a link, and drops tags and ids of controls altogether,
so that the bookmark's name and the link's target are what survives a round trip.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from tongket.yearend.document import CitationSpan, FigureSpan, Span, TextSpan
from tongket.yearend.renderers.walk import CaptionNumbers, Occurrences

# XML 1.0 cannot hold these even escaped; pasted text sometimes does.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\n\t]")
_MAX_ALIAS: Final = 64
_MAX_TOOLTIP: Final = 250


def escape(text: str) -> str:
    """Return `text` safe as XML content, characters XML cannot hold left out."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FORBIDDEN.sub("", text)


def attribute(text: str, limit: int | None = None) -> str:
    """Return `text` on one line, cut to `limit` characters, safe inside a quoted attribute."""
    line = " ".join(_FORBIDDEN.sub("", text).split())
    if limit is not None and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return escape(line).replace('"', "&quot;")


@dataclass(slots=True)
class Package:
    """What grows while a document is written: relationships, pictures, counters of unique ids."""

    occurrences: Occurrences = field(default_factory=Occurrences)
    captions: CaptionNumbers = field(default_factory=CaptionNumbers)
    links: dict[str, str] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)
    ordered_lists: int = 0
    controls: int = 0
    sections: int = 0

    def link(self, address: str) -> str:
        """Return the relationship id of an address; one relationship serves all its places."""
        return self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")

    def picture(self, content: bytes) -> int:
        """Store a PNG and return its number, from 1."""
        self.pictures.append(content)
        return len(self.pictures)


def run(text: str, properties: str = "") -> str:
    """Return a run; line breaks and tabs in `text` become Word's own."""
    head = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    text = text.replace("\r", "")
    if not _BREAKS.search(text):
        return f'{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    parts = [head]
    for piece in re.split("([\n\t])", text):
        if piece == "\n":
            parts.append("<w:br/>")
        elif piece == "\t":
            parts.append("<w:tab/>")
        elif piece:
            parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join((*parts, "</w:r>"))


def figure(package: Package, span: FigureSpan) -> str:
    """Return a figure: control (tag, alias) > bookmark named after its place > link > run."""
    package.controls += 1
    number = package.controls
    name = package.occurrences.name(span)
    bold = "<w:b/><w:bCs/>" if span.bold else ""
    tooltip = attribute(f"{span.label}. {span.basis}" if span.basis else span.label, _MAX_TOOLTIP)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(span.label, _MAX_ALIAS)}"/>'
        f'<w:tag w:val="{span.figure_id}"/><w:id w:val="{100000 + number}"/>'
        '<w15:appearance w15:val="boundingBox"/></w:sdtPr><w:sdtContent>'
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        f'<w:hyperlink r:id="{package.link(span.address)}" w:tooltip="{tooltip}" w:history="1">'
        f'<w:r><w:rPr><w:rStyle w:val="FigureValue"/>{bold}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(span.text)}</w:t></w:r></w:hyperlink>'
        f'<w:bookmarkEnd w:id="{number}"/></w:sdtContent></w:sdt>'
    )


def _citation(package: Package, span: CitationSpan) -> str:
    if not span.address:
        return run(span.text)
    inner = run(span.text, '<w:rStyle w:val="FigureValue"/>')
    return f'<w:hyperlink r:id="{package.link(span.address)}" w:history="1">{inner}</w:hyperlink>'


def spans_xml(package: Package, spans: tuple[Span, ...]) -> str:
    """Return the runs of spans in order."""
    parts = []
    for span in spans:
        match span:
            case TextSpan(text, bold, italic):
                marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
                parts.append(run(text, marks))
            case FigureSpan():
                parts.append(figure(package, span))
            case CitationSpan():
                parts.append(_citation(package, span))
    return "".join(parts)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph; `properties` follow the style in Word's order of elements."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
