"""Blocks of the review as Word markup: headings, paragraphs, lists, tables, charts, annexes."""

import struct
from typing import Final

from tongket.yearend.charts import alternative_text, chart_png
from tongket.yearend.document import (
    Alignment,
    Annex,
    Block,
    ChartDescription,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Placed,
    Table,
)
from tongket.yearend.renderers.word_parts import (
    TEXT_WIDTH_LANDSCAPE,
    TEXT_WIDTH_PORTRAIT,
    section_xml,
)
from tongket.yearend.renderers.word_xml import (
    Package,
    attribute,
    paragraph,
    run,
    spans_xml,
)

# Word measures pictures in EMU: 635 to the twentieth of a point.
_EMU_PER_TWIP: Final = 635
_PICTURE_HEIGHT_LIMIT: Final = 12_000
_SEQUENCE = {"table": "Bảng", "chart": "Biểu đồ"}
_NAMESPACE_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class BlockWriter:
    """Turns blocks into markup; knows the width of the page it writes on."""

    def __init__(self, package: Package, *, landscape: bool = False) -> None:
        """Write into `package`; `landscape` tells which way the sheet lies."""
        self.package = package
        self.landscape = landscape

    @property
    def text_width(self) -> int:
        """Width between the margins, in twentieths of a point."""
        return TEXT_WIDTH_LANDSCAPE if self.landscape else TEXT_WIDTH_PORTRAIT

    def write(self, block: Block) -> str:
        """Return the markup of one block."""
        match block:
            case Heading():
                return paragraph(f"Heading{block.level}", run(block.full_text))
            case Paragraph(spans):
                return paragraph("BodyText", spans_xml(self.package, spans))
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Annex():
                return self._annex(block)
            case _:
                return self._chart(block.description)

    # -- lists ---------------------------------------------------------------------------------

    def _list(self, block: ListBlock) -> str:
        number = 1
        if block.ordered:
            self.package.ordered_lists += 1
            number = self.package.ordered_lists + 1
        style = "ListNumber" if block.ordered else "ListBullet"
        properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(
            paragraph(style, spans_xml(self.package, item), properties) for item in block.items
        )

    # -- captions ------------------------------------------------------------------------------

    def _caption(self, kind: str, text: str, *, keep_next: bool) -> str:
        captions = self.package.captions
        number = captions.next_table() if kind == "table" else captions.next_chart()
        word = _SEQUENCE[kind]
        instruction = attribute(f"SEQ {word.replace(' ', '_')} \\* ARABIC")
        content = (
            run(f"{word} ")
            + f'<w:fldSimple w:instr=" {instruction} ">{run(str(number))}</w:fldSimple>'
            + run(f". {text}")
        )
        return paragraph(
            "Caption",
            content,
            "" if keep_next else '<w:keepNext w:val="0"/><w:spacing w:before="80" w:after="160"/>',
        )

    # -- tables --------------------------------------------------------------------------------

    def _table(self, table: Table) -> str:
        caption = self._caption("table", table.caption, keep_next=True)
        widths = self._widths(table)
        last_header = len(table.header)
        total = len(table.all_rows) if table.total is not None else None
        rows = []
        for number, placed in enumerate(table.grid(), start=1):
            header = number <= last_header
            style = "TableHead" if header else "TableTotal" if number == total else "TableText"
            cells = "".join(self._cell(table, cell, widths, style) for cell in placed)
            repeat = "<w:tblHeader/>" if header else ""
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>")
        note = paragraph("TableNote", run(table.note) if table.note else "")
        return (
            f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{self.text_width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{attribute(table.caption)}"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + f"</w:tblGrid>{''.join(rows)}</w:tbl>{note}"
        )

    def _widths(self, table: Table) -> list[int]:
        whole = sum(column.weight for column in table.columns)
        widths = [int(self.text_width * column.weight / whole) for column in table.columns]
        widths[-1] += self.text_width - sum(widths)
        return widths

    def _cell(self, table: Table, placed: Placed, widths: list[int], style: str) -> str:
        cell = placed.cell
        width = sum(widths[placed.column : placed.column + cell.column_span])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.column_span > 1:
            properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
        if placed.continued:
            properties += "<w:vMerge/>"
        elif cell.row_span > 1:
            properties += '<w:vMerge w:val="restart"/>'
        properties += '<w:vAlign w:val="center"/>'
        content = "" if placed.continued else spans_xml(self.package, cell.spans)
        return (
            f"<w:tc><w:tcPr>{properties}</w:tcPr>"
            f"{paragraph(style, content, self._alignment(table, placed, style))}</w:tc>"
        )

    @staticmethod
    def _alignment(table: Table, placed: Placed, style: str) -> str:
        if style == "TableHead":
            return "<w:keepNext/>"
        alignment = table.columns[placed.column].alignment
        if placed.cell.column_span > 1 or alignment is Alignment.LEFT:
            return ""
        return f'<w:jc w:val="{alignment.value}"/>'

    # -- charts --------------------------------------------------------------------------------

    def _chart(self, description: ChartDescription) -> str:
        png = chart_png(description)
        number = self.package.picture(png)
        width, height = _fit(png, self.text_width)
        alternative = attribute(alternative_text(description))
        size = f'cx="{width * _EMU_PER_TWIP}" cy="{height * _EMU_PER_TWIP}"'
        name = attribute(f"Biểu đồ {number}")
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="{name}" title="{attribute(description.title)}" '
            f'descr="{alternative}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
            f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{_NAMESPACE_PICTURE}"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alternative}"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture{number}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
            "</w:drawing></w:r>"
        )
        note = paragraph("TableNote", run(description.note)) if description.note else ""
        caption = self._caption("chart", description.title, keep_next=bool(note))
        return paragraph("Picture", drawing) + caption + note

    # -- annexes -------------------------------------------------------------------------------

    def _annex(self, annex: Annex) -> str:
        turned = annex.landscape != self.landscape
        opening = ""
        if turned:
            opening = section_break(landscape=self.landscape, first=self.package.sections == 0)
            self.package.sections += 1
            self.landscape = annex.landscape
        title = f"{annex.number}\n{annex.title}" if annex.number else annex.title
        new_page = "" if turned else "<w:pageBreakBefore/>"
        return (
            opening
            + paragraph("AnnexTitle", run(title), new_page)
            + "".join(self.write(block) for block in annex.blocks)
        )


def section_break(*, landscape: bool, first: bool) -> str:
    """Return the nearly invisible paragraph that ends a section lying this way."""
    section = section_xml(landscape=landscape, first=first)
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f"{section}</w:pPr></w:p>"
    )


def _fit(png: bytes, text_width: int) -> tuple[int, int]:
    """Return width and height in twentieths of a point: full text width unless that is too high."""
    pixels_wide, pixels_high = struct.unpack(">II", png[16:24])
    width = text_width
    height = int(width * pixels_high / pixels_wide)
    if height > _PICTURE_HEIGHT_LIMIT:
        width = int(width * _PICTURE_HEIGHT_LIMIT / height)
        height = _PICTURE_HEIGHT_LIMIT
    return width, height
