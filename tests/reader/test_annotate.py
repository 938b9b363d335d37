"""Comments at the very words of a Word file, whose text stays as it was."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tongket.reader.annotate import annotate
from tongket.reader.checks import Finding, Repair
from tongket.reader.inputs import open_bytes, pasted

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def report(xml: str = "") -> bytes:
    document = Document()
    paragraph = document.add_paragraph("Kết nạp ")
    paragraph.add_run("406").bold = True
    paragraph.add_run(" đảng viên/400 chỉ tiêu (tỷ lệ đạt 102%).")
    document.add_paragraph("Tổng số 7.860 bài.", style="List Number")
    table = document.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"ô {row}{column}"
    table.style = "Table Grid"
    for element in parse_xml(f"<w:x {W}>{xml}</w:x>"):
        document.element.body.insert(0, element)
    document.sections[0].header.paragraphs[0].text = "Báo cáo năm 2022"
    return saved(document)


def finding(source, *words: str, **more) -> Finding:
    spans = []
    for each in words:
        start = source.text.index(each)
        spans.append((start, start + len(each)))
    return Finding(rule="x", severity="error", spans=spans, message="Không khớp.", **more)


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def commented(content: bytes) -> list[str]:
    """Return the words of each comment's range, in the order of the comments."""
    open_ranges: dict[str, str] = {}
    for each in part(content, "word/document.xml").iter(
        "{*}commentRangeStart", "{*}commentRangeEnd", "{*}t"
    ):
        identity = each.get(f"{{{each.nsmap['w']}}}id")
        name = etree.QName(each).localname
        if name == "commentRangeStart":
            open_ranges[identity] = "["
        elif name == "commentRangeEnd":
            open_ranges[identity] += "]"
        else:
            for key, words in open_ranges.items():
                if not words.endswith("]"):
                    open_ranges[key] = words + each.text
    return [open_ranges[key] for key in sorted(open_ranges, key=int)]


def comments(content: bytes) -> list[str]:
    root = part(content, "word/comments.xml")
    return ["\n".join("".join(p.itertext()) for p in each) for each in root.iter("{*}comment")]


@pytest.mark.parametrize(
    "words", ["406", "102%", "6 đảng", "7.860", "ô 11", "Kết nạp 406 đảng viên/400"]
)
def test_the_range_is_the_words(words):
    content = report()
    source = open_bytes(content, "a.docx")
    marked = annotate(content, source, [finding(source, words)])
    assert commented(marked) == [f"[{words}]"]
    assert open_bytes(marked, "a.docx").text == source.text


def test_what_a_comment_says():
    content = report()
    source = open_bytes(content, "a.docx")
    where = source.text.index("102%")
    repair = Repair(span=(where, where + 4), text="101,5%", reason="nếu hai số kia đúng")
    found = finding(source, "406", "400", "102%", arithmetic="406 / 400 = 101,5%", repairs=[repair])
    marked = annotate(content, source, [found])
    assert commented(marked) == ["[102%]"]
    assert comments(marked) == ["Không khớp.\n406 / 400 = 101,5%\n→ 101,5% (nếu hai số kia đúng)"]
    root = part(marked, "word/comments.xml")
    assert {each.get(f"{{{root.nsmap['w']}}}author") for each in root} == {"Tổng Kết"}


def test_other_paragraphs_point_to_the_chief_one():
    content = report()
    source = open_bytes(content, "a.docx")
    marked = annotate(content, source, [finding(source, "406", "7.860")])
    assert commented(marked) == ["[406]", "[7.860]"]
    assert "“406”" in comments(marked)[1]


def test_comments_that_are_there_stay():
    content = report()
    source = open_bytes(content, "a.docx")
    once = annotate(content, source, [finding(source, "406")])
    again = open_bytes(once, "a.docx")
    twice = annotate(once, again, [finding(again, "102%")])
    assert commented(twice) == ["[406]", "[102%]"]
    assert len(comments(twice)) == 2
    with zipfile.ZipFile(BytesIO(twice)) as archive:
        assert archive.namelist().count("word/comments.xml") == 1
        kinds = archive.read("[Content_Types].xml").decode()
        assert len(re.findall(r'PartName="/word/comments.xml"', kinds)) == 1


def test_words_comments_may_not_stand_in():
    box = (
        "<w:p><w:r><w:t>Ngoài</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>trong hộp 12"
        "</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    content = report(box)
    source = open_bytes(content, "a.docx")
    marked = annotate(content, source, [finding(source, "hộp 12"), finding(source, "năm 2022")])
    assert [words[:6] for words in commented(marked)] == ["[Ngoài", "[Ngoài"]
    assert [text.split(":")[0] for text in comments(marked)] == ["Trong hộp văn bản", "Ở đầu trang"]
    assert open_bytes(marked, "a.docx").text == source.text


def test_links_insertions_and_list_numbers():
    xml = (
        "<w:p><w:hyperlink><w:r><w:t>số 12 và</w:t></w:r></w:hyperlink><w:ins><w:r><w:t> 13 mới</w:t>"
        "</w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>"
    )
    content = report(xml)
    source = open_bytes(content, "a.docx")
    marked = annotate(
        content, source, [finding(source, "12"), finding(source, "và 13"), finding(source, "1. ")]
    )
    assert commented(marked)[:2] == ["[12]", "[và 13]"]
    assert open_bytes(marked, "a.docx").text == source.text


def test_any_other_source_gets_a_new_word_file():
    source = pasted("Dòng một\x0b có <406> & 12\r\n\nXã | 25")
    marked = annotate(b"", source, [finding(source, "<406>"), finding(source, "25")])
    assert commented(marked) == ["[<406>]", "[25]"]
    assert open_bytes(marked, "a.docx").text.split("\n")[-1] == "Xã | 25"


CONTENT = report()
SOURCE = open_bytes(CONTENT, "a.docx")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOURCE.text)), st.integers(1, 30)), max_size=6))
def test_whatever_is_marked_the_text_stays(places):
    found = [
        Finding(
            rule="x",
            severity="note",
            spans=[(start, min(start + length, len(SOURCE.text)))],
            message="m",
        )
        for start, length in places
    ]
    marked = annotate(CONTENT, SOURCE, found)
    after = open_bytes(marked, "a.docx")
    assert after.text == SOURCE.text
    assert [block.kind for block in after.blocks] == [block.kind for block in SOURCE.blocks]


OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_libreoffice_shows_the_comments_at_the_words(tmp_path):
    marked = annotate(CONTENT, SOURCE, [finding(SOURCE, "102%"), finding(SOURCE, "ô 11")])
    (tmp_path / "a.docx").write_bytes(marked)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=60
    )
    root = part((tmp_path / "a.odt").read_bytes(), "content.xml")
    markup = etree.tostring(root, encoding="unicode")
    ranges = re.findall(r"</office:annotation>(.*?)<office:annotation-end", markup, re.DOTALL)
    assert [re.sub("<[^>]*>", "", each) for each in ranges] == ["102%", "ô 11"]
    source = open_bytes((tmp_path / "a.odt").read_bytes(), "a.odt")
    assert source.kind == "doc"
    assert "tỷ lệ đạt 102%" in source.text
