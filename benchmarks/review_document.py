"""Writing the review as Word: 80 pages with 1,200 figures, against python-docx writing the same text bare.

    python benchmarks/review_document.py [--json] [--repeat N]

Both sides run in turns in one process and the best of N counts. The other side writes the same words
into the same paragraphs and cells with no controls, bookmarks, links, captions or page format, so a
ratio of 1 means that identity costs nothing. Bar: at most 3. Charts are left out of the ratio (the
other side has none) and timed on their own; so is the PDF of the same document.
"""

import argparse
import io
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from docx import Document
from docx.document import Document as BareDocument

from tongket.yearend.charts import chart_png
from tongket.yearend.document import (
    Alignment,
    Block,
    Cell,
    ChartDescription,
    ChartKind,
    ChartSeries,
    Column,
    FigureSpan,
    Heading,
    ListBlock,
    Meta,
    Paragraph,
    PartyHeader,
    ReviewDocument,
    Signature,
    Span,
    Table,
    TextSpan,
)
from tongket.yearend.renderers.pdf import render_pdf
from tongket.yearend.renderers.walk import figures_in
from tongket.yearend.renderers.word import render_word

BAR = 3.0
SECTIONS = 40
_WORDS = (
    "Các cấp ủy, tổ chức đảng tập trung lãnh đạo, chỉ đạo thực hiện đồng bộ các nhiệm vụ, giải pháp; chất "
    "lượng sinh hoạt chi bộ được nâng lên, công tác kiểm tra, giám sát được tăng cường, việc học tập và "
    "làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh gắn với nhiệm vụ chính trị của từng đơn vị. "
)


def _figure(number: int) -> FigureSpan:
    identifier = f"F{number % 600:06d}"
    text = f"{number * 37 % 9000 + 1000:,}".replace(",", ".")
    return FigureSpan(
        identifier,
        text,
        f"https://tongket.example.vn/so-lieu/{identifier}",
        "Đảng viên hoàn thành tốt nhiệm vụ",
        "Cộng từ 15 phường, cơ cấu ngày 31/12/2024, đủ 15/15.",
    )


def _section(number: int) -> list[Block]:
    """Return two pages: text, a list and a table, thirty figures in all."""
    first = number * 30
    sentences: list[Span] = []
    for place in range(6):
        sentences += [TextSpan(_WORDS), _figure(first + place), TextSpan(" đảng viên; ")]
    rows = tuple(
        (
            Cell((TextSpan(str(row + 1)),)),
            Cell((TextSpan(f"Đảng bộ phường {row + 1}"),)),
            Cell((_figure(first + 6 + 2 * row),)),
            Cell((_figure(first + 7 + 2 * row),)),
        )
        for row in range(12)
    )
    table = Table(
        f"Kết quả lĩnh vực {number}",
        (
            Column(Alignment.CENTER),
            Column(weight=4),
            Column(Alignment.RIGHT),
            Column(Alignment.RIGHT),
        ),
        (tuple(Cell((TextSpan(name),)) for name in ("TT", "Đơn vị", "Năm 2023", "Năm 2024")),),
        rows,
    )
    return [
        Heading(1 if number % 8 == 0 else 2, f"Lĩnh vực công tác số {number}", f"{number}."),
        Paragraph((TextSpan(_WORDS * 6),)),
        Paragraph(tuple(sentences)),
        ListBlock(((TextSpan(_WORDS),), (TextSpan(_WORDS),))),
        table,
    ]


def build() -> ReviewDocument:
    """Return the document both sides write."""
    blocks = [block for number in range(SECTIONS) for block in _section(number)]
    return ReviewDocument(
        PartyHeader("Đảng bộ Thành phố", "Quận ủy", "15-BC/QU", "Ngày 15 tháng 01 năm 2025"),
        "Báo cáo",
        "tổng kết năm 2024",
        tuple(blocks),
        Signature("T/M BAN THƯỜNG VỤ", "Bí thư", "Trần Văn Mẫu"),
        ("Lưu Văn phòng",),
        Meta("thu", "quan-binh-thanh", 2024, datetime(2025, 1, 15, tzinfo=UTC)),
    )


def _text(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def write_bare(review: ReviewDocument) -> bytes:
    """Write the same words with python-docx, nothing else."""
    document = Document()
    document.add_heading(f"{review.title} {review.abstract}", 0)
    for block in review.blocks:
        match block:
            case Heading():
                document.add_heading(block.full_text, block.level)
            case Paragraph(spans):
                document.add_paragraph(_text(spans))
            case ListBlock(items):
                for item in items:
                    document.add_paragraph(_text(item), style="List Bullet")
            case Table():
                _write_bare_table(document, block)
    target_file = io.BytesIO()
    document.save(target_file)
    return target_file.getvalue()


def _write_bare_table(document: BareDocument, block: Table) -> None:
    document.add_paragraph(block.caption)
    table = document.add_table(len(block.all_rows), len(block.columns))
    for row, cells in zip(table.rows, block.all_rows, strict=True):
        for target, cell in zip(row.cells, cells, strict=True):
            target.text = _text(cell.spans)


def _chart() -> ChartDescription:
    names = tuple(f"Phường {number}" for number in range(1, 11))
    values = tuple(Decimal(number * 100) for number in range(1, 11))
    return ChartDescription(ChartKind.BAR, "Đảng viên", names, (ChartSeries("Đảng viên", values),))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="write the Word and PDF files into this folder")
    options = parser.parse_args()
    review = build()
    chart_png(_chart())  # the chart engine starts once a process
    ours, bare, pdf, chart = [], [], [], []
    for _ in range(options.repeat):
        ours.append(_seconds(lambda: render_word(review)))
        bare.append(_seconds(lambda: write_bare(review)))
        pdf.append(_seconds(lambda: render_pdf(review)))
        chart.append(_seconds(lambda: chart_png.__wrapped__(_chart())))
    if options.keep:
        (options.keep / "review.docx").write_bytes(render_word(review))
        (options.keep / "review.pdf").write_bytes(render_pdf(review))
    result = {
        "ratio": round(min(ours) / min(bare), 3),
        "bar": BAR,
        "word_seconds": round(min(ours), 4),
        "python_docx_bare_seconds": round(min(bare), 4),
        "pdf_seconds_first": round(pdf[0], 4),
        "chart_seconds_each": round(min(chart), 4),
        "figures": sum(1 for _ in figures_in(review)),
        "word_bytes": len(render_word(review)),
    }
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name}: {value}")
    return 0 if result["ratio"] <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
