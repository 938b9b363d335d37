"""The Word file: the Party's format, and every figure findable three times over."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.yearend.outline import W, outline, words
from tests.yearend.sample import figure, sample_document
from tongket.yearend.document import FigureSpan, Paragraph, TextSpan
from tongket.yearend.renderers.walk import figures_in
from tongket.yearend.renderers.word import render_word

GOLDEN = Path(__file__).parent.parent / "golden" / "review_outline.txt"


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_word(sample_document())


@pytest.fixture(scope="module")
def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def body(parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/document.xml"])


def test_outline_is_the_golden_one(content: bytes) -> None:
    found = outline(content)
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_part_is_well_formed_and_related(parts: dict[str, bytes]) -> None:
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    known = {item.get("Id"): item for item in relations}
    assert len(known) == len(relations)
    used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', parts["word/document.xml"]))
    assert {name.decode() for name in used} <= set(known)
    for item in relations:
        if item.get("TargetMode") != "External":
            assert f"word/{item.get('Target')}" in parts


def test_control_bookmark_and_link_of_each_figure_agree(
    body: etree._Element, parts: dict[str, bytes]
) -> None:
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {item.get("Id"): item.get("Target") for item in relations}
    expected = list(figures_in(sample_document()))
    controls = list(body.iter(f"{W}sdt"))
    assert len(controls) == len(expected) > 20
    seen: Counter[str] = Counter()
    for control, span in zip(controls, expected, strict=True):
        seen[span.figure_id] += 1
        assert control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == span.figure_id
        assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == span.label
        inside = list(control.find(f"{W}sdtContent"))
        assert [etree.QName(item).localname for item in inside] == [
            "bookmarkStart", "hyperlink", "bookmarkEnd",
        ]  # fmt: skip
        start, link, end = inside
        assert start.get(f"{W}name") == f"fig_{span.figure_id}_{seen[span.figure_id]}"
        assert start.get(f"{W}id") == end.get(f"{W}id")
        assert targets[link.get(qn("r:id"))] == span.address
        assert words(control) == span.text


def test_ids_are_unique_and_controls_stand_in_paragraphs(body: etree._Element) -> None:
    for path, name in (
        (".//w:bookmarkStart", f"{W}id"),
        (".//w:bookmarkStart", f"{W}name"),
        (".//w:sdtPr/w:id", f"{W}val"),
        (".//wp:docPr", "id"),
    ):
        found = [item.get(name) for item in body.iterfind(path, body.nsmap)]
        assert found
        assert None not in found
        assert len(set(found)) == len(found)
    assert all(control.getparent().tag == f"{W}p" for control in body.iter(f"{W}sdt"))


def test_page_and_type_follow_the_party_format(content: bytes) -> None:
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (
        pytest.approx(Mm(210), abs=700), pytest.approx(Mm(297), abs=700),
    )  # fmt: skip
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    for measured, wanted in zip(margins, (20, 20, 30, 20), strict=True):
        assert measured == pytest.approx(Mm(wanted), abs=700)
    assert section.different_first_page_header_footer
    assert not "".join(p.text for p in section.first_page_header.paragraphs)
    assert "PAGE" in etree.tostring(section.header._element).decode()
    text = document.styles["Body Text"].paragraph_format
    assert text.first_line_indent == pytest.approx(Cm(1.27), abs=700)
    assert text.space_before >= Pt(6)
    assert 1.15 <= text.line_spacing <= 1.5
    defaults = etree.tostring(document.styles.element.find(f"{W}docDefaults")).decode()
    assert "Times New Roman" in defaults
    assert 'w:sz w:val="28"' in defaults
    assert 'w:lang w:val="vi-VN"' in defaults


def test_head_and_foot_stand_as_the_party_writes_them(content: bytes) -> None:
    tables = Document(io.BytesIO(content)).tables
    left, right = dict.fromkeys(tables[0].rows[0].cells)  # a cell over two columns comes twice
    assert left.text == "ĐẢNG BỘ THÀNH PHỐ\nHỒ CHÍ MINH\nQUẬN ỦY BÌNH THẠNH\n*"
    assert right.text.strip() == "ĐẢNG CỘNG SẢN VIỆT NAM"
    number, dated = dict.fromkeys(tables[0].rows[1].cells)
    assert number.text == "Số 15-BC/QU"
    assert dated.text == "Bình Thạnh, ngày 15 tháng 01 năm 2025"
    foot = next(table for table in tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    recipients, signer = foot.rows[0].cells
    assert recipients.text.splitlines()[-1] == "- Lưu Văn phòng Quận ủy."
    assert [line for line in signer.text.splitlines() if line] == [
        "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Trần Văn Mẫu",
    ]  # fmt: skip


def test_tables_repeat_their_heads_and_rows_do_not_split(body: etree._Element) -> None:
    rows = list(body.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == 4  # two rows of the first table, one of each other


def test_wide_annex_turns_the_sheet_and_keeps_the_page_number(content: bytes) -> None:
    first, last = Document(io.BytesIO(content)).sections
    assert last.page_width > last.page_height
    assert first.page_width < first.page_height
    assert not last.different_first_page_header_footer


def test_properties_tell_where_the_file_came_from(parts: dict[str, bytes]) -> None:
    custom = etree.fromstring(parts["docProps/custom.xml"])
    values = {item.get("name"): "".join(item.itertext()) for item in custom}
    assert values == {
        "TongKetInstallation": "3f6c1d2e-thu-nghiem",
        "TongKetUnit": "quan-binh-thanh",
        "TongKetYear": "2024",
        "TongKetCompiledAt": "2025-01-14T03:42:00Z",
    }


def test_core_properties(content: bytes) -> None:
    properties = Document(io.BytesIO(content)).core_properties
    assert properties.title.startswith("Báo cáo tổng kết")
    assert properties.author == "Quận ủy Bình Thạnh"
    assert properties.language == "vi-VN"


def test_equal_documents_give_equal_bytes(content: bytes) -> None:
    assert render_word(sample_document()) == content


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(min_size=1))
def test_any_text_survives_as_written(text: str, label: str) -> None:
    span = FigureSpan("F1", text, "https://a.vn/?a=1&b=%22/F1", label, text)
    document = sample_document(Paragraph((TextSpan(text), span, figure("F7K2M9Q4", "16"))))
    opened = Document(io.BytesIO(render_word(document)))
    element = next(
        p._element for p in opened.paragraphs if p.style is not None and p.style.name == "Body Text"
    )
    kept = "".join(
        c for c in text.replace("\r", "") if c in "\n\t" or c.isprintable() or c.isspace()
    )
    controls = list(element.iter(f"{W}sdt"))
    assert words(controls[1]) == "16"
    for letter in kept:
        if letter.isalnum():
            assert letter in words(element)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_bookmarks_links_and_text(content: bytes, tmp_path: Path) -> None:
    """A round trip through LibreOffice drops the controls; what refresh leans on then must remain."""
    (tmp_path / "review.docx").write_bytes(content)
    (tmp_path / "out").mkdir()
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(tmp_path / "review.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "out" / "review.docx") as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        relations = archive.read("word/_rels/document.xml.rels").decode()
    expected = list(figures_in(sample_document()))
    names = Counter(item.get(f"{W}name") for item in body.iter(f"{W}bookmarkStart"))
    figures = {name for name in names if name and name.startswith("fig_")}
    assert len(figures) == len(expected)
    assert all(span.address in relations for span in expected)
    assert words(body).count("8.464") == sum(span.text == "8.464" for span in expected)
