"""The outline of a Word file: what stands where, without measures, so that two files can be compared."""

import io

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def outline(content: bytes) -> str:
    """Return one line per paragraph and table row; figures as [id|name|address tail|text]."""
    document = Document(io.BytesIO(content))
    lines: list[str] = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            lines.append(_paragraph(document, element))
        elif element.tag == qn("w:tbl"):
            lines.extend(_table(document, element))
        else:
            lines.append(f"<{etree.QName(element).localname}>")
    return "\n".join(line for line in lines if line) + "\n"


def _table(document: Document, table: etree._Element) -> list[str]:
    lines = ["TABLE"]
    for row in table.iter(f"{W}tr"):
        repeated = "=" if row.find(f"{W}trPr/{W}tblHeader") is not None else "|"
        cells = (
            " / ".join(filter(None, (_text(document, p) for p in cell.iter(f"{W}p"))))
            for cell in row.iter(f"{W}tc")
        )
        lines.append(f"  {repeated} " + f" {repeated} ".join(cells))
    return lines


def _paragraph(document: Document, paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val") if style is not None else "-"
    numbered = " #" if paragraph.find(f"{W}pPr/{W}numPr") is not None else ""
    section = " SECTION" if paragraph.find(f"{W}pPr/{W}sectPr") is not None else ""
    pictures = [item.get("descr", "") for item in paragraph.iter() if item.tag.endswith("}docPr")]
    shown = "".join(f" PICTURE {text}" for text in pictures)
    text = _text(document, paragraph)
    return f"{name}{numbered}{section}:{shown} {text}".rstrip()


def _text(document: Document, paragraph: etree._Element) -> str:
    return "".join(_inline(document, child) for child in paragraph if child.tag != f"{W}pPr")


def _inline(document: Document, element: etree._Element) -> str:
    if element.tag == f"{W}sdt":
        tag = element.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        bookmark = element.find(f".//{W}bookmarkStart").get(f"{W}name")
        link = element.find(f".//{W}hyperlink").get(qn("r:id"))
        target = document.part.rels[link].target_ref.rsplit("/", 1)[-1]
        return f"[{tag}|{bookmark}|{target}|{words(element)}]"
    return words(element)


def words(element: etree._Element) -> str:
    """Return the words inside an element, line breaks as ⏎."""
    return "".join(
        node.text or "" if node.tag == f"{W}t" else "⏎" if node.tag == f"{W}br" else ""
        for node in element.iter()
    )
