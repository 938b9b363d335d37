"""The page: the text as on paper, safe, and every figure a link."""

import itertools
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.yearend.sample import sample_document
from tongket.yearend.document import (
    Alignment,
    Cell,
    Chart,
    ChartDescription,
    ChartKind,
    ChartSeries,
    CitationSpan,
    Column,
    FigureSpan,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    TextSpan,
)
from tongket.yearend.renderers.page import render_page
from tongket.yearend.renderers.walk import figures_in


def soup() -> BeautifulSoup:
    return BeautifulSoup(render_page(sample_document()), "html.parser")


def test_figures_open_and_have_names_of_their_own() -> None:
    page = soup()
    places = page.select("a.figure[id]")
    expected = list(figures_in(sample_document()))
    assert [(place["data-figure"], place["href"], place.get_text()) for place in places] == [
        (span.figure_id, span.address, span.text) for span in expected
    ]
    assert places[0]["id"] == "fig_F7K2M9Q4_1"
    assert places[0]["title"].startswith("Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ. Đếm từ")
    assert max(Counter(tag["id"] for tag in page.select("[id]")).values()) == 1


def test_nothing_a_strict_policy_forbids() -> None:
    page = soup()
    assert not page.select("[style], script, style, iframe, object")
    assert not [
        name for tag in page.find_all() for name in tag.attrs if name.lower().startswith("on")
    ]


def test_headings_begin_at_two_and_never_skip() -> None:
    depths = [int(tag.name[1]) for tag in soup().find_all(re.compile("^h[1-6]$"))]
    assert depths[0] == 2
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(depths))


def test_tables_have_captions_scopes_and_totals() -> None:
    tables = soup().select(".review-table table")
    assert [table.caption.get_text() for table in tables[:2]] == [
        "Bảng 1. Kết quả đánh giá, xếp loại chất lượng năm 2024",
        "Bảng 2. Kết nạp đảng viên mới theo quý",
    ]
    heads = tables[0].select("thead th")
    assert all(head["scope"] in {"col", "colgroup"} for head in heads)
    assert heads[3]["colspan"] == "3"
    assert heads[0]["rowspan"] == "2"
    assert tables[1].tfoot.get_text(" ") == "Cộng 406 400"


def test_charts_have_words_and_a_table_of_their_data() -> None:
    picture = soup().select_one("figure.chart")
    assert picture is not None
    assert picture.select_one("[role=img]")["aria-label"].startswith("Biểu đồ cơ cấu")
    assert picture.svg is not None
    assert [cell.get_text() for cell in picture.select("details td.number")] == [
        "16", "60", "1.579", "8.464",
    ]  # fmt: skip
    unreported = soup().select(".review-annex figure.chart details td.number")[-1]
    assert unreported.get_text() == "chưa báo cáo"


def test_a_citation_leads_nowhere_unsafe() -> None:
    spans = (CitationSpan("21-KL/TW", "javascript:alert(1)"), CitationSpan("08-NQ/TU"))
    page = BeautifulSoup(render_page(sample_document(Paragraph(spans))), "html.parser")
    assert not [link for link in page.select("a") if "javascript" in link.get("href", "")]
    assert [cite.get_text() for cite in page.select("cite")] == ["21-KL/TW", "08-NQ/TU"]


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="<>&\"'=/ abđ\n", min_size=1).filter(str.strip))
def test_words_of_people_never_become_markup(words: str) -> None:
    nasty = f"<script>{words}</script><img src=x onerror=alert(1)>"
    span = TextSpan(nasty)
    chart = ChartDescription(
        ChartKind.BAR, nasty, (nasty,), (ChartSeries(nasty, (Decimal(1),)),), nasty, nasty
    )
    document = sample_document(
        Heading(1, nasty, nasty),
        Paragraph((span, FigureSpan("F1", nasty, "https://a.vn/F1", nasty, nasty))),
        ListBlock(((span,),)),
        Table(nasty, (Column(),), (), (), None, nasty),
        Chart(chart),
    )
    page = BeautifulSoup(render_page(document), "html.parser")
    assert not page.select("script, img, [onerror]")
    assert page.select_one("h2").get_text().count("<script>") == 2


def test_columns_have_their_weights_and_cells_their_heads() -> None:
    columns = (Column(weight=1), Column(Alignment.RIGHT, weight=3))
    header = ((Cell((TextSpan("Chỉ tiêu"),)), Cell((TextSpan("Thực hiện"),))),)
    row = (Cell((TextSpan("Kết nạp"),)), Cell((TextSpan("406"),)))
    page = BeautifulSoup(
        render_page(sample_document(Table("Mẫu", columns, header, (row,)))), "html.parser"
    )
    table = page.select_one(".review-table table")
    assert [column["class"] for column in table.select("col")] == [["share-25"], ["share-75"]]
    number = table.select_one("tbody td.number")
    assert (number["data-label"], number.get_text()) == ("Thực hiện", "406")


def test_every_share_of_a_width_has_its_rule() -> None:
    css = Path("src/tongket/yearend/static/yearend/review.css").read_text(encoding="utf-8")
    assert all(f".share-{part} {{ width: {part}%; }}" in css for part in range(1, 101))
