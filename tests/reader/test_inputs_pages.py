"""Web pages and PDF files: the article, the columns, the tables; not what stands around them."""

import pytest
import typst

from tongket.reader.inputs import html, open_bytes, pdf_worker
from tongket.reader.inputs.pdf_layout import lines
from tongket.reader.inputs.pdf_paragraphs import paragraphs
from tongket.reader.inputs.pdf_words import Word
from tongket.reader.source import UnreadableError

assert html
assert pdf_worker
LEAD = (
    "Ngày 10/12, Đảng ủy xã Tân Lập tổ chức hội nghị tổng kết công tác năm 2022 tại hội trường xã."
)
BODY = "Trong năm, toàn Đảng bộ kết nạp 25 đảng viên, đạt 104% chỉ tiêu; giải quyết 12 đơn thư."
ASIDE = "Thời tiết hôm nay trời nắng nhẹ, có mưa vài nơi ở vùng núi, nhiệt độ từ 20 đến 25 độ C."
COMMENT = "Bạn đọc Trần Thị Mai: bài viết rất hay và đầy đủ, cảm ơn ban biên tập đã đăng bài này."


def page(inside: str) -> str:
    return f"<!DOCTYPE html><html><head><title>Tin</title></head><body>{inside}</body></html>"


def text_of(markup: str) -> str:
    return open_bytes(markup.encode(), "a.html").text


@pytest.mark.parametrize(
    "inside",
    [
        f"<nav><a>Trang chủ</a></nav><article><h1>Hội nghị năm 2022</h1><p>{LEAD}</p><p>{BODY}</p>"
        f"</article><aside><p>{ASIDE}</p></aside><footer>Bản quyền</footer>",
        f"<div class=menu><a>Tin</a></div><div><div><h1>Hội nghị năm 2022</h1><div class=sapo>{LEAD}"
        f"</div><div class=noidung><div>{BODY}</div></div></div></div><div id=binh-luan>{COMMENT}</div>",
        f"<table><tr><td class=left-menu><a>Tin</a><td><h1>Hội nghị năm 2022</h1>{LEAD}<br>{BODY}"
        "<div class='tin-lien-quan'><ul><li><a>Một tin khác dài hơn một chút</a></ul></div></table>",
        f"<div class=col><h1>Hội nghị năm 2022</h1><p>{LEAD}</p><p>{BODY}</p><p><a>Xem thêm</a></p>"
        f"</div><div class='sidebar right'><p>{ASIDE}</p></div><script>x=1</script>",
    ],
)
def test_the_article_of_a_page(inside):
    assert text_of(page(inside)).split("\n") == ["Hội nghị năm 2022", LEAD, BODY]


def test_lists_tables_and_blanks():
    source = open_bytes(
        page(
            f"<main><p>{LEAD}</p><ol start=3><li>một<li><p>hai</p></ol><ul><li>ba</ul>"
            "<table><tr><th>Xã<th>Kết  nạp<tr><td>A<td>12<tr><td colspan=2>Hết</table>"
            f"<p>{BODY}\n  tiếp&nbsp;theo</p></main>"
        ).encode(),
        "a.html",
    )
    rows = ["Xã | Kết nạp", "A | 12", "Hết |"]
    assert [line.rstrip() for line in source.text.split("\n")] == [
        LEAD,
        "3. một",
        "4. hai",
        "- ba",
        *rows,
        f"{BODY} tiếp\u00a0theo",
    ]
    assert [block.kind for block in source.blocks].count("row") == 3


def test_declared_encoding_and_archive():
    markup = page(f"<p>{LEAD}</p>").replace("<head>", '<head><meta charset="utf-16le">')
    assert text_of(markup) == LEAD
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        f"Content-Type: text/html; charset=utf-8\n\n{page(f'<p>{LEAD}</p>')}\n--x--\n"
    )
    assert text_of(archive) == LEAD


def test_a_page_without_words_is_refused():
    with pytest.raises(UnreadableError):
        text_of(page("<nav>Trang chủ</nav>"))


LONG = (
    "Trong năm, toàn Đảng bộ đã kết nạp 25 đảng viên mới, đạt 104% chỉ tiêu; giải quyết 12 đơn thư "
    "của công dân theo đúng thẩm quyền, khen thưởng 5 tập thể trong giai đoạn 2020-2025 của xã."
)


def pdf(source: str) -> bytes:
    around = '#set page(paper: "a4")\n#set text(lang: "vi", size: 12pt)\n#set par(justify: true)\n'
    return typst.compile((around + source).encode())


@pytest.fixture(scope="module")
def report():
    columns = "\n\n".join([f"{LONG} {LONG}"] * 4)
    return open_bytes(
        pdf(
            "#set page(header: [Báo cáo năm 2022], footer: context counter(page).display())\n"
            "#grid(columns: (1fr, 1fr), align: center, [ĐẢNG ỦY XÃ TÂN LẬP\\ Số 12-BC/ĐU], "
            "[ĐẢNG CỘNG SẢN VIỆT NAM\\ Tân Lập, ngày 5/12/2022])\n\n"
            f"{LONG}\n\n#table(columns: 3, [STT], [Nội dung], [Kết quả], [1], [Đảng viên mới kết nạp "
            f"trong năm], [25], [2], [], [12])\n#pagebreak()\n#columns(2)[{columns}]\n"
            f"#pagebreak()\n- {LONG}\n- {LONG}"
        ),
        "a.pdf",
    )


def test_pdf_paragraphs_columns_and_tables(report):
    lines = report.text.split("\n")
    assert lines[:4] == [
        "ĐẢNG ỦY XÃ TÂN LẬP",
        "Số 12-BC/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Tân Lập, ngày 5/12/2022",
    ]
    assert lines[4:8] == [
        LONG,
        "STT | Nội dung | Kết quả",
        "1 | Đảng viên mới kết nạp trong năm | 25",
        "2 |  | 12",
    ]
    assert lines[8:12] == [f"{LONG} {LONG}"] * 4
    assert lines[12:] == [f"• {LONG}"] * 2
    assert report.pages == 3
    assert [block.page for block in report.blocks] == [1] * 8 + [2] * 4 + [3] * 2
    for block in report.blocks:
        assert report.text[block.start : block.end] in lines


def words(text: str, left: float, top: float) -> list[Word]:
    placed = []
    for each in text.split():
        width = 6.0 * len(each)
        placed.append(Word(each, left, left + width, top - 12, top))
        left += width + 3
    return placed


def test_words_cut_at_line_ends_are_joined():
    cut = [
        *words("khối Mác-\u00ad", 50, 700),
        *words("Lênin 2020-", 50, 686),
        *words("2025 hết", 50, 672),
    ]
    assert [each.text for each in paragraphs([lines(cut)])] == ["khối Mác-Lênin 2020-2025 hết"]


def test_unruled_table_lines_become_rows():
    rows = [("Xã", "Kết nạp"), ("Tân Lập", "12"), ("Hòa Bình", "25")]
    placed = [
        word
        for number, (name, count) in enumerate(rows)
        for word in (*words(name, 50, 700 - 15 * number), *words(count, 200, 700 - 15 * number))
    ]
    assert [each.text for each in paragraphs([lines(placed)])] == [
        "Xã | Kết nạp",
        "Tân Lập | 12",
        "Hòa Bình | 25",
    ]


def test_a_sentence_over_two_pages_is_one_sentence():
    first = words("Toàn xã có 25 đảng viên mới được kết nạp trong", 50, 700)
    second = words("năm 2022 theo báo cáo.", 50, 800)
    found = list(paragraphs([lines(first), lines(second)]))
    assert [each.continues for each in found] == [False, True]


def test_broken_and_locked_pdf():
    with pytest.raises(UnreadableError, match="“a"):
        open_bytes(b"%PDF-1.7\n" + b"x" * 500, "a.pdf")


def test_a_pdf_without_text_needs_recognition(monkeypatch):
    monkeypatch.setattr("tongket.reader.inputs.scans._available", lambda: False)
    with pytest.raises(UnreadableError, match="Tesseract"):
        open_bytes(pdf("#rect(width: 5cm, height: 5cm)"), "a.pdf")


def test_old_word_files_need_libreoffice(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnreadableError, match="LibreOffice"):
        open_bytes(b"{\\rtf1 a\\par}", "a.rtf")
