"""Word files: what a person sees, with the way back to paragraphs and runs."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from tongket.reader.inputs import open_bytes
from tongket.reader.inputs.word_lists import counted
from tongket.reader.inputs.word_paragraph import own_runs
from tongket.reader.source import UnreadableError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def of_body(xml: str, **parts: str) -> bytes:
    document = Document()
    body = document.element.body
    for element in parse_xml(f"<w:x {W} {MC}>{xml}</w:x>"):
        body.insert(len(body) - 1, element)
    return saved(document)


def text_of(xml: str) -> str:
    return open_bytes(of_body(xml), "a.docx").text


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:p>{run('một ')}{run('hai')}</w:p>", "một hai"),
        (f"<w:p>{run('a')}<w:ins>{run('b')}</w:ins><w:del>{run('c')}</w:del></w:p>", "ab"),
        (f"<w:p><w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('y')}</w:moveTo></w:p>", "y"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        ("<w:p><w:r><w:t>a</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>", "a-b"),
        (f"<w:p><w:hyperlink>{run('liên kết')}</w:hyperlink></w:p>", "liên kết"),
        (f"<w:p><w:sdt><w:sdtContent>{run('1.579')}</w:sdtContent></w:sdt></w:p>", "1.579"),
        (f"<w:sdt><w:sdtContent><w:p>{run('khối')}</w:p></w:sdtContent></w:sdt>", "khối"),
        (f"<w:p><w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple></w:p>", "7"),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM</w:instrText>'
            f'<w:t>ẩn</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            "12",
        ),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>{run('hiện')}</w:p>", "hiện"),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('một ')}</w:p><w:p>{run('hai')}</w:p>",
            "một hai",
        ),
        (
            f"<w:p>{run('ngoài')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            f"<w:txbxContent><w:p>{run('trong hộp')}</w:p></w:txbxContent></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent><w:p>{run('trong hộp')}</w:p></w:txbxContent>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "ngoài\ntrong hộp",
        ),
    ],
)
def test_what_a_paragraph_says(xml, text):
    assert text_of(xml) == text


def cell(*paragraphs: str, span: int = 1) -> str:
    inside = "".join(f"<w:p>{run(each)}</w:p>" for each in paragraphs)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inside}</w:tc>'


def table(*rows: str, borders: bool = True) -> str:
    style = '<w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>' if borders else "<w:tblPr/>"
    return f"<w:tbl>{style}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_table_rows():
    rows = table(cell("Xã") + cell("Kết", "nạp"), cell("Tổng", span=2), cell("A") + cell("12"))
    source = open_bytes(of_body(rows), "a.docx")
    assert source.text == "Xã | Kết nạp\nTổng | \nA | 12"
    assert {block.kind for block in source.blocks} == {"row"}


def test_letterhead_is_no_table():
    head = table(cell("HUYỆN ỦY MỎ CÀY", "Số 12-BC/HU") + cell("ĐẢNG CỘNG SẢN"), borders=False)
    source = open_bytes(of_body(head), "a.docx")
    assert source.text == "HUYỆN ỦY MỎ CÀY\nSố 12-BC/HU\nĐẢNG CỘNG SẢN"


def test_long_table_and_nested_table():
    inner = f"<w:tc>{table(cell('trong') + cell('1'), cell('x') + cell('2'))}<w:p/></w:tc>"
    rows = [cell(f"Xã {n}") + cell(str(n)) for n in range(350)]
    source = open_bytes(of_body(table(cell("a") + inner, *rows)), "a.docx")
    lines = source.text.split("\n")
    assert lines[:4] == ["a | ", "trong | 1", "x | 2", "Xã 0 | 0"]
    assert lines[-1] == "Xã 349 | 349"


def test_lists_headings_notes_and_headers():
    document = Document()
    document.add_heading("I. Kết quả", 2)
    document.add_paragraph("gạch", style="List Bullet")
    for each in ("một", "hai"):
        document.add_paragraph(each, style="List Number")
    document.sections[0].header.paragraphs[0].text = "Báo cáo năm"
    document.sections[0].footer.paragraphs[0].text = "12"
    source = open_bytes(saved(document), "a.docx")
    assert source.text == "I. Kết quả\n- gạch\n1. một\n2. hai\nBáo cáo năm"
    kinds = [(block.kind, block.level) for block in source.blocks]
    assert kinds == [("heading", 2), *[("list_item", 1)] * 3, ("header", 0)]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [(1, "decimal", "1"), (9, "upperRoman", "IX"), (27, "upperLetter", "AA"), (4, "x", "4")],
)
def test_list_numbers(number, form, shown):
    assert counted(number, form) == shown


def test_every_run_is_where_it_is_said_to_be():
    content = of_body(
        f"<w:p>{run('a ')}<w:ins>{run('406')}</w:ins><w:del>{run('z')}</w:del>{run(' b')}</w:p>"
        + table(cell("Xã") + cell("1"), cell("A") + cell("2"))
        + f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('hộp')}</w:p></w:txbxContent></w:pict></w:r>"
        f"{run('sau')}</w:p>"
    )
    source = open_bytes(content, "a.docx")
    root = etree.fromstring(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"))
    paragraphs = list(root.iter("{*}p"))
    seen = 0
    for block in source.blocks:
        for number, each in block.runs:
            written = own_runs(paragraphs[number])[each.index]
            assert (
                "".join(t.text for t in written.findall("{*}t"))
                == source.text[each.start : each.end]
            )
            seen += 1
    assert seen == 9
    assert source.remarks


def test_runs_in_an_old_font_become_unicode():
    old = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>C«ng t¸c ®¶ng</w:t></w:r>'
    document = Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{old}{run(' năm ứng')}</w:p>"))
    assert open_bytes(saved(document), "a.docx").text == "Công tác đảng năm ứng"


def test_strict_vocabulary():
    content = of_body(f"<w:p>{run('chữ')}</w:p>")
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w") as target:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml":
                part = part.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            target.writestr(name, part)
    assert open_bytes(out.getvalue(), "a.docx").text == "chữ"


def test_an_empty_word_file_is_refused():
    with pytest.raises(UnreadableError, match="không có chữ"):
        open_bytes(saved(Document()), "a.docx")
