"""A draft dropped in and proofread, as an office does it: by mouse, by keyboard alone, and taken away."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from lxml import etree
from playwright.sync_api import Locator, Page, expect

from tests.browser.devices import DESK
from tests.narratives.draft import ADMITTED, MISTAKES, PLANTED, ten_pages
from tests.pages.cast import Cast

NAME = "du-thao.docx"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORT = re.compile(r"/soat/\d+/$")


def choose(page: Page, content: bytes, name: str = NAME) -> None:
    kind = "application/octet-stream"
    file: Any = {"name": name, "mimeType": kind, "buffer": content}
    page.locator("input[type=file]").set_input_files(file)


def hand_in(page: Page, content: bytes, name: str = NAME) -> None:
    page.goto("/soat/")
    choose(page, content, name)
    page.get_by_role("button", name="Đọc và soát").click()


def notes(page: Page) -> Locator:
    return page.locator("[data-note]")


def top(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return float(box["y"])


def test_a_word_draft_is_chosen_and_its_findings_stand_at_their_lines(
    at: Callable[..., Any], city: Cast
):
    page = at("parent", DESK)
    hand_in(page, ten_pages())
    expect(page).to_have_url(REPORT)
    expect(notes(page)).to_have_count(PLANTED)
    for _sentence, words in (*MISTAKES, ("", "45")):
        expect(page.locator(".mark", has_text=re.compile(f"^{re.escape(words)}$"))).to_have_count(1)
    # Each note stands beside the line of its first words, or below the note before it.
    free = 0.0
    for number in range(1, PLANTED + 1):
        note = page.locator(f"#f{number}")
        line, beside = top(page.locator(f"#t{number}")), top(note)
        assert beside > line - 60
        assert beside < max(line, free) + 60
        box = note.bounding_box()
        free = beside + box["height"]
    first = page.locator("#f1")
    expect(first).to_contain_text("120 + 80 = 200")
    expect(first.locator(".difference").first).to_contain_text("200")
    # From the words to their note and back, by pressing them.
    page.locator("#t2").click()
    expect(page).to_have_url(re.compile("#f2$"))
    page.locator("#f2 .margin-number").click()
    expect(page).to_have_url(re.compile("#t2$"))


def test_a_draft_is_dropped_onto_the_page(at: Callable[..., Any], city: Cast):
    page = at("parent", DESK)
    page.goto("/soat/")
    carried = page.evaluate_handle(
        """(hex) => {
          const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], "du-thao.docx"));
          return carried;
        }""",
        ten_pages().hex(),
    )
    page.dispatch_event("main", "dragover", {"dataTransfer": carried})
    expect(page.locator(".drop")).to_have_class(re.compile("is-over"))
    page.dispatch_event("main", "drop", {"dataTransfer": carried})
    expect(page).to_have_url(REPORT)
    expect(notes(page)).to_have_count(PLANTED)


def test_notes_are_walked_set_aside_and_taken_up_by_keyboard(at: Callable[..., Any], city: Cast):
    page = at("parent", DESK)
    page.goto("/soat/")
    choose(page, ten_pages())
    page.locator("input[type=file]").focus()
    tab_to(page, page.get_by_role("button", name="Đọc và soát"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(REPORT)

    page.keyboard.press("n")
    expect(page.locator("#f1")).to_be_focused()
    expect(page.locator(".walk")).to_contain_text(f"1/{PLANTED}")
    expect(page.locator(".mark.is-current")).to_have_count(3)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator("#f3")).to_be_focused()
    expect(page.locator("#t3")).to_be_in_viewport()
    page.keyboard.press("p")
    expect(page.locator("#f2")).to_be_focused()

    # Inside the note: to the words, to the reason, all by Tab.
    tab_to(page, page.locator("#f2 .leave summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#f2").get_by_label("Vì sao đúng"))
    page.keyboard.type("Tỷ lệ tính theo quý; ký tự n và p không làm gì")
    expect(page.locator("#f2").get_by_label("Vì sao đúng")).to_be_focused()
    tab_to(page, page.locator("#f2").get_by_role("button", name="Bỏ qua góp ý này"))
    page.keyboard.press("Enter")
    expect(notes(page)).to_have_count(PLANTED - 1)
    expect(page.locator(".lead")).to_contain_text(f"Có {PLANTED - 1} chỗ cần xem lại")
    aside = page.locator(".aside-list")
    expect(aside).to_contain_text("Phạm Thị An")
    expect(aside).to_contain_text("Tỷ lệ tính theo quý")
    aside.get_by_role("button").press("Enter")
    expect(notes(page)).to_have_count(PLANTED)

    # The keys of the page are told where all keys are told.
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Chỗ sau")
    page.keyboard.press("Escape")


def tab_to(page: Page, target: Locator, most: int = 12) -> None:
    """Press Tab until the target has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached by Tab: {target}")


def test_a_figure_is_confirmed_by_keyboard_and_found_from_its_own_page(
    at: Callable[..., Any], city: Cast
):
    page = at("parent", DESK)
    hand_in(page, ten_pages())
    page.get_by_role("link", name=re.compile("Số liệu đã đọc")).press("Enter")
    page.locator(".mark", has_text="15").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Số này là chỉ tiêu nào")
    expect(page.locator(".sentence")).to_have_text(ADMITTED)
    statement = page.url

    # Nothing chosen is refused in words at the field.
    select = page.get_by_label("Chỉ tiêu")
    select.select_option("")
    page.get_by_role("button", name="Xác nhận").press("Enter")
    expect(page.locator(".field-error, .notice").first).to_be_visible()

    page.goto(statement)
    pick(page, "Đảng viên kết nạp")
    page.get_by_role("button", name="Xác nhận").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Đã xác nhận")
    expect(page.locator(".mark-confirmed")).to_have_count(1)
    expect(page.locator(".match-confirmed")).to_contain_text("Đã xác nhận")

    page.goto(statement)
    page.locator(".notice").get_by_role("link").press("Enter")
    expect(page).to_have_url(re.compile(r"/so-lieu/"))
    saying = page.get_by_role("link", name=re.compile("BÁO CÁO|BẾN MẪU|Báo cáo kết quả"))
    saying.first.press("Enter")
    expect(page).to_have_url(re.compile(r"/soat/\d+/\?xem=so-lieu&so=\d+#s\d+$"))
    expect(page.locator(".mark-confirmed:target")).to_be_in_viewport()


def pick(page: Page, start: str) -> None:
    """Choose an option by its first letter and the arrow."""
    select = page.get_by_label("Chỉ tiêu")
    select.focus()
    page.keyboard.press("Home")
    for _press in range(400):
        words = select.evaluate("element => element.selectedOptions[0].textContent")
        if words.startswith(start):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {start}")


def test_the_word_copy_has_its_comments_at_the_right_words(
    at: Callable[..., Any], city: Cast, tmp_path: Path
):
    given = ten_pages()
    page = at("parent", DESK)
    hand_in(page, given)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải bản Word có góp ý").click()
    assert taken.value.suggested_filename.startswith("du-thao")
    path = tmp_path / "gop-y.docx"
    taken.value.save_as(path)
    content = path.read_bytes()
    comments = commented(content)
    assert len(comments) >= PLANTED
    told = " ".join(message for _words, message in comments)
    for _sentence, words in (*MISTAKES, ("", "45")):
        assert any(words in stood for stood, _message in comments), words
    assert "120 + 80 = 200" in told
    assert text_of(content) == text_of(given)


def commented(content: bytes) -> list[tuple[str, str]]:
    """Return the words each comment stands at, and what it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        said = etree.fromstring(archive.read("word/comments.xml"))
    messages = {
        one.get(f"{WORD}id"): "".join(one.itertext()) for one in said.iter(f"{WORD}comment")
    }
    words: dict[str, str] = {}
    open_now: set[str] = set()
    for element in body.iter():
        if element.tag == f"{WORD}commentRangeStart":
            open_now.add(element.get(f"{WORD}id"))
        elif element.tag == f"{WORD}commentRangeEnd":
            open_now.discard(element.get(f"{WORD}id"))
        elif element.tag == f"{WORD}t":
            for number in open_now:
                words[number] = words.get(number, "") + (element.text or "")
    return [(words.get(number, ""), message) for number, message in messages.items()]


def text_of(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_a_figure_over_all_reports_leads_to_each_place(at: Callable[..., Any], city: Cast):
    page = at("parent", DESK)
    hand_in(page, ten_pages())
    expect(page).to_have_url(REPORT)
    page.goto("/soat/")
    page.get_by_role("link", name="Đối chiếu giữa các văn bản").press("Enter")
    table = page.locator("table").first
    expect(table).to_contain_text("trên hệ thống:")
    page.locator(".one-figure tr:not(.one-figure-head) th a:visible").first.press("Enter")
    expect(page.locator(".mark:target")).to_be_in_viewport()


def test_a_report_is_removed_only_after_it_is_asked(at: Callable[..., Any], city: Cast):
    page = at("parent", DESK)
    hand_in(page, ten_pages())
    report = page.url
    page.get_by_role("button", name="Xóa khỏi danh sách").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("sẽ mất")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Xóa khỏi danh sách").press("Enter")
    dialog.get_by_role("button", name="Xóa", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("/soat/$"))
    expect(page.locator(".messages")).to_contain_text("Đã xóa")
    page.goto(report)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Không có trang này")
