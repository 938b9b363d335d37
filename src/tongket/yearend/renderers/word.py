"""The review as a Word file in the Party's text format.

Written as markup straight into the package: quick, and nothing between us and what Word reads. Every
figure stands in a content control with its id as tag (see `word_xml.figure`), so that a refresh can
renew the figures and keep every other edit.
"""

import io
import zipfile
from itertools import pairwise
from typing import Final

from tongket.yearend.document import PartyHeader, ReviewDocument, Signature
from tongket.yearend.renderers import word_parts as parts
from tongket.yearend.renderers.walk import balanced
from tongket.yearend.renderers.word_blocks import BlockWriter
from tongket.yearend.renderers.word_xml import Package, attribute, paragraph, run

_BOLD: Final = "<w:b/><w:bCs/>"
_ITALIC: Final = "<w:i/><w:iCs/>"
_ZERO_MARGINS: Final = (
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
_HEAD_LEFT: Final = (4300, 3900)
"""Left cells of the head's two rows: names are wide above, place and date are wide below."""
_NAME_LIMIT: Final = 25
"""Capitals that fit on one line of the head's left cell."""
_ABSTRACT_LIMIT: Final = 64
_FOOT_LEFT: Final = (4536,)
_LAST_PARAGRAPH: Final = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
# The oldest moment a zip archive can hold: equal documents give equal bytes.
_ZIP_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def render_word(document: ReviewDocument) -> bytes:
    """Return the review as a .docx file. Equal documents give equal bytes."""
    package = Package()
    writer = BlockWriter(package)
    body = [_head(document.header), _title(document)]
    body.extend(writer.write(block) for block in document.body)
    body[-1] = _kept_with_next(body[-1])
    body.append(_foot(document.signature, document.recipients))
    body.extend(writer.write(annex) for annex in document.annexes)
    if not document.annexes:
        body.append(_LAST_PARAGRAPH)  # Word wants a paragraph after the last table
    body.append(parts.section_xml(landscape=writer.landscape, first=package.sections == 0))
    main = (
        f"{parts.DECLARATION}<w:document {parts.NAMESPACES}><w:body>{''.join(body)}"
        "</w:body></w:document>"
    )
    return _zip(document, package, main)


# -------------------------------------------------------------------------------------------- head


def _frame(rows: tuple[tuple[str, str], ...], left_widths: tuple[int, ...]) -> str:
    """Return a table of two cells a row, without lines, across the text width."""
    whole = parts.TEXT_WIDTH_PORTRAIT
    stops = sorted({0, *left_widths, whole})
    lines = []
    for (left, right), left_width in zip(rows, left_widths, strict=True):
        cells = ((0, left_width, left), (left_width, whole, right))
        written = "".join(_frame_cell(stops, *cell) for cell in cells)
        lines.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pairwise(stops))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_ZERO_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _frame_cell(stops: list[int], start: int, end: int, content: str) -> str:
    columns = stops.index(end) - stops.index(start)
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    width = f'<w:tcW w:w="{end - start}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{span}</w:tcPr>{content}</w:tc>"


def _kept_with_next(block: str) -> str:
    """Keep a block's last paragraph on the page of the signature, which may not stand alone."""
    start = block.rfind('<w:p><w:pPr><w:pStyle w:val="')
    if start < 0 or not block.endswith("</w:p>"):
        return block
    after = block.index("/>", start) + 2
    return f"{block[:after]}<w:keepNext/>{block[after:]}"


def _rule(left: int, right: int, before: int = 20) -> str:
    """Return a thin line between two indents, on a line of its own that takes no room."""
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
        f'<w:spacing w:before="{before}" w:after="0" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}"/></w:pPr></w:p>'
    )


def _head(header: PartyHeader) -> str:
    left = (
        paragraph("Authority", run(balanced(header.superior.upper(), _NAME_LIMIT)))
        + paragraph("Authority", run(balanced(header.issuer.upper(), _NAME_LIMIT), _BOLD))
        + paragraph("Authority", run("*"))
    )
    fifteen = '<w:sz w:val="30"/><w:szCs w:val="30"/>'
    right = paragraph("Authority", run("ĐẢNG CỘNG SẢN VIỆT NAM", _BOLD + fifteen)) + _rule(420, 420)
    number = paragraph("Authority", run(f"Số {header.number}"))
    if header.mark:
        number += paragraph("Authority", run(header.mark, _BOLD + _ITALIC))
    dated = paragraph("Authority", run(header.place_and_date, _ITALIC))
    return _frame(((left, right), (number, dated)), _HEAD_LEFT)


def _title(document: ReviewDocument) -> str:
    indent = (parts.TEXT_WIDTH_PORTRAIT - 1900) // 2
    return (
        paragraph("Title", run(document.title.upper()))
        + paragraph("Subtitle", run(balanced(document.abstract, _ABSTRACT_LIMIT)))
        + _rule(indent, indent, before=60)
    )


# -------------------------------------------------------------------------------------------- foot


def _foot(signature: Signature, recipients: tuple[str, ...]) -> str:
    keep = "<w:keepNext/>"
    lines = [paragraph("RecipientsHead", run("Nơi nhận:"), keep)]
    last = len(recipients) - 1
    for index, recipient in enumerate(recipients):
        end = "." if index == last else ","
        lines.append(paragraph("Recipients", run(f"- {recipient.rstrip('.,; ')}{end}")))
    signer = (
        paragraph("Authority", run(signature.authority, _BOLD), keep)
        + paragraph("Authority", run(signature.office.upper()), keep)
        + paragraph("Authority", "", keep + '<w:spacing w:before="0" w:after="1300"/>')
        + paragraph("Authority", run(signature.name, _BOLD))
    )
    space = '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="120"/></w:pPr></w:p>'
    return space + _frame((("".join(lines), signer),), _FOOT_LEFT)


# ----------------------------------------------------------------------------------------- package


def _relationships(package: Package) -> str:
    entries = [
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in parts.DOCUMENT_RELATIONSHIPS
    ]
    entries.extend(
        f'<Relationship Id="{name}" Type="{parts.HYPERLINK_TYPE}" '
        f'Target="{attribute(address)}" TargetMode="External"/>'
        for address, name in package.links.items()
    )
    entries.extend(
        f'<Relationship Id="rIdPicture{number}" Type="{parts.IMAGE_TYPE}" '
        f'Target="media/chart{number}.png"/>'
        for number in range(1, len(package.pictures) + 1)
    )
    return (
        parts.DECLARATION
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(entries)
        + "</Relationships>"
    )


def _zip(document: ReviewDocument, package: Package, main: str) -> bytes:
    texts = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.PACKAGE_RELATIONSHIPS,
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _relationships(package),
        "word/styles.xml": parts.STYLES,
        "word/numbering.xml": parts.numbering_xml(package.ordered_lists),
        "word/settings.xml": parts.SETTINGS,
        "word/fontTable.xml": parts.FONT_TABLE,
        "word/header1.xml": parts.HEADER_WITH_NUMBER,
        "word/header2.xml": parts.HEADER_EMPTY,
        "docProps/core.xml": parts.core_properties(document),
        "docProps/app.xml": parts.APPLICATION_PROPERTIES,
        "docProps/custom.xml": parts.custom_properties(document),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(_entry(name), text.encode(), zipfile.ZIP_DEFLATED)
        for number, picture in enumerate(package.pictures, start=1):
            archive.writestr(_entry(f"word/media/chart{number}.png"), picture, zipfile.ZIP_STORED)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, date_time=_ZIP_MOMENT)
