"""The review as PDF in the Party's text format, tagged for screen readers and fit for keeping.

typst sets the page; it runs inside the process, offline, with the fonts shipped as
packages, so every machine makes the same file. The content travels as JSON in the compiler's inputs: words
of people are data to the template and can never become its markup.
"""

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, cast

import typst

from tongket.yearend.charts import alternative_text, chart_svg
from tongket.yearend.document import (
    Annex,
    Block,
    Chart,
    ChartDescription,
    CitationSpan,
    FigureSpan,
    Heading,
    ListBlock,
    Paragraph,
    Placed,
    ReviewDocument,
    Span,
    Table,
    TextSpan,
)
from tongket.yearend.fonts import PRINT_FONT, chart_font_directory, print_font_directory
from tongket.yearend.renderers.walk import CaptionNumbers, HeadingDepths, balanced

Data = dict[str, Any]

_TEMPLATE: Final = Path(__file__).parent / "templates" / "review.typ"


def render_pdf(document: ReviewDocument) -> bytes:
    """Return the review as a tagged PDF (PDF/A-2a and PDF/UA-1). Equal documents give equal bytes."""
    compiled = _compiler().compile(
        format="pdf",
        sys_inputs={"review": json.dumps(_document(document), ensure_ascii=False)},
        # Archiving with the structure kept, and readable by a screen reader; typst checks both.
        pdf_standards=["a-2a", "ua-1"],
        timestamp=document.meta.compiled_at,
    )
    # One file is asked for, so one run of bytes comes; the type also allows pages and none.
    return cast(bytes, compiled)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(chart_font_directory()), str(print_font_directory())],
    )


def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )


def _document(document: ReviewDocument) -> Data:
    header, signature = document.header, document.signature
    moment = document.meta.compiled_at
    captions, depths = CaptionNumbers(), HeadingDepths()
    last = len(document.recipients) - 1
    return {
        "font": PRINT_FONT,
        "plain_title": " ".join(f"{document.title} {document.abstract}".split()),
        "title": document.title,
        "abstract": balanced(document.abstract, 64),
        "superior": balanced(header.superior, 25),
        "issuer": balanced(header.issuer, 25),
        "author": header.issuer.replace("\n", " "),
        "number": header.number,
        "place_and_date": header.place_and_date,
        "mark": header.mark,
        "compiled": {"year": moment.year, "month": moment.month, "day": moment.day},
        "authority": signature.authority,
        "office": signature.office,
        "signer": signature.name,
        "recipients": [
            recipient.rstrip(".,; ") + ("." if index == last else ",")
            for index, recipient in enumerate(document.recipients)
        ],
        "blocks": _blocks(document.body, captions, depths),
        "annexes": [_annex(annex, captions, depths) for annex in document.annexes],
    }


def _annex(annex: Annex, captions: CaptionNumbers, depths: HeadingDepths) -> Data:
    depths.begin_annex()
    return {
        "title": annex.title,
        "number": annex.number,
        "landscape": annex.landscape,
        "blocks": _blocks(annex.blocks, captions, depths),
    }


def _blocks(blocks: Iterable[Block], captions: CaptionNumbers, depths: HeadingDepths) -> list[Data]:
    return [_block(block, captions, depths) for block in blocks if not isinstance(block, Annex)]


def _block(block: Block, captions: CaptionNumbers, depths: HeadingDepths) -> Data:
    match block:
        case Heading():
            return {
                "kind": "heading",
                "level": block.level,
                "depth": depths.next(block.level),
                "text": block.full_text,
            }
        case Paragraph(spans):
            return {"kind": "paragraph", "spans": _spans(spans)}
        case ListBlock(items, ordered):
            return {"kind": "list", "ordered": ordered, "items": [_spans(item) for item in items]}
        case Table():
            return _table(block, captions.next_table())
        case Chart(description):
            return _chart(description, captions.next_chart())
        case _:
            return {"kind": "page_break"}


def _spans(spans: tuple[Span, ...]) -> list[Data]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Data:
    return {
        "text": span.text,
        "bold": not isinstance(span, CitationSpan) and span.bold,
        "italic": isinstance(span, TextSpan) and span.italic,
        "address": "" if isinstance(span, TextSpan) else span.address,
        "figure": isinstance(span, FigureSpan),
    }


def _table(table: Table, number: int) -> Data:
    cells: list[Data] = []
    header: list[Data] = []
    total = len(table.all_rows) - 1 if table.total is not None else None
    for row_number, row in enumerate(table.grid()):
        target = header if row_number < len(table.header) else cells
        target.extend(
            _cell(table, placed, row_number, total=row_number == total)
            for placed in row
            if not placed.continued
        )
    return {
        "kind": "table",
        "caption": f"Bảng {number}. {table.caption}",
        "weights": [column.weight for column in table.columns],
        "header": header,
        "cells": cells,
        "note": table.note,
    }


def _cell(table: Table, placed: Placed, row: int, *, total: bool) -> Data:
    cell = placed.cell
    alignment = table.columns[placed.column].alignment.value
    return {
        "x": placed.column,
        "y": row,
        "columns": cell.column_span,
        "rows": cell.row_span,
        "alignment": "left" if cell.column_span > 1 else alignment,
        "total": total,
        "spans": _spans(cell.spans),
    }


def _chart(description: ChartDescription, number: int) -> Data:
    return {
        "kind": "chart",
        "caption": f"Biểu đồ {number}. {description.title}",
        "svg": chart_svg(description),
        "alternative": alternative_text(description),
        "note": description.note,
    }
