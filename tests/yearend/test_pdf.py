"""The PDF: tagged, archivable, its figures links, its words exactly those of people."""

import io
import re
from itertools import product
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.yearend.sample import figure, sample_document
from tongket.yearend.document import Heading, Paragraph, TextSpan
from tongket.yearend.renderers.pdf import render_pdf
from tongket.yearend.renderers.walk import figures_in

LETTERS = [
    normalize("NFC", base + tone)
    for base, tone in product(
        "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    )
] + ["đ"]


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(sample_document())))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFC", text))


def test_file_is_tagged_archivable_and_titled(reader: PdfReader) -> None:
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].startswith("vi")
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<.*conformance>A<", metadata, re.DOTALL)
    assert "pdfuaid:part>1<" in metadata
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Báo cáo tổng kết công tác")


def test_every_figure_links_to_its_address(reader: PdfReader) -> None:
    targets = {
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    }
    assert {span.address for span in figures_in(sample_document())} <= targets


def test_pages_carry_head_numbers_and_turned_annex(reader: PdfReader) -> None:
    first, second, *_, last = reader.pages
    text = first.extract_text()
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "Số 15-BC/QU" in text
    assert not text.startswith("1\n")
    assert second.extract_text().startswith("2\n")
    assert first.mediabox.width < first.mediabox.height
    assert last.mediabox.width > last.mediabox.height
    assert "Chỉ tiêu năm" in last.extract_text()  # the head of the table is repeated


def test_charts_carry_their_alternative_text(reader: PdfReader) -> None:
    found: list[str] = []

    def walk(node: object) -> None:
        node = getattr(node, "get_object", lambda: node)()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.root_object["/StructTreeRoot"])
    assert len(found) == 3
    assert found[0].startswith("Biểu đồ cơ cấu: Cơ cấu xếp loại")


@pytest.mark.parametrize(("bold", "italic"), list(product((False, True), repeat=2)))
def test_every_vietnamese_letter_is_in_the_font(bold: bool, italic: bool) -> None:
    letters = " ".join(LETTERS + [letter.upper() for letter in LETTERS])
    span = TextSpan(letters, bold=bold, italic=italic)
    made = PdfReader(io.BytesIO(render_pdf(sample_document(Paragraph((span,))))))
    text = "".join(page.extract_text() for page in made.pages)
    assert squeezed(letters) in squeezed(text)
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in made.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all(name.startswith("SourceSerif4") for name in fonts), "a letter came from another font"


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="#$*_`<>@\\/[](){}=-+~\"'%&;: abcđ\n", min_size=1))
def test_markup_of_the_typesetter_in_words_is_only_words(text: str) -> None:
    document = sample_document(Heading(2, "x" + text, text), Paragraph((TextSpan(text + "z"),)))
    made = PdfReader(io.BytesIO(render_pdf(document)))
    shown = squeezed("".join(page.extract_text() for page in made.pages))
    for letter in {"#", "$", "*", "_", "`", "\\", "@"} & set(text):
        assert shown.count(letter) >= text.count(letter) * 3


def test_code_in_words_is_not_run() -> None:
    nasty = '#read("/etc/passwd") #panic("x") $sum$ *đậm* \\u{41}'
    document = sample_document(Paragraph((TextSpan(nasty), figure("F7K2M9Q4", "16"))))
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(document))).pages
    )
    assert squeezed(nasty) in squeezed(text)


def test_equal_documents_give_equal_bytes() -> None:
    assert render_pdf(sample_document()) == render_pdf(sample_document())
