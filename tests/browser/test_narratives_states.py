"""The proofreading pages in every state: waiting, failed, on a phone, in the dark, without a script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.devices import DESK, PHONE
from tests.browser.test_every_page import faults
from tests.browser.test_narratives import REPORT, hand_in, notes
from tests.narratives.draft import PLANTED, ten_pages
from tests.pages.cast import NARRATIVE, NOW, Cast
from tongket.access.domain import SYSTEM
from tongket.narratives.models import NarrativeReport
from tongket.narratives.services import read_report, read_waiting, receive

MEDIUM = {"width": 768, "height": 900}


@pytest.fixture
def printed(at: Callable[..., Any]) -> bytes:
    """A report as a PDF with a text layer."""
    page = at(None, DESK)
    lines = "".join(f"<p>{line}</p>" for line in NARRATIVE.splitlines() if line)
    page.set_content(f'<html lang="vi"><body style="font: 14pt serif">{lines}</body></html>')
    paper: bytes = page.pdf(format="A4")
    page.context.close()
    return paper


def kept(city: Cast, name: str, content: bytes) -> NarrativeReport:
    unit_id = city.units["phuong-ben-mau"].pk
    return receive(actor=SYSTEM, now=NOW, unit_id=unit_id, file_name=name, content=content)


def test_a_pdf_waits_and_the_page_leads_on_when_it_is_read(
    at: Callable[..., Any], city: Cast, printed: bytes
):
    page = at("parent", DESK)
    hand_in(page, printed, "bao-cao.pdf")
    expect(page.locator(".reading-steps [aria-current=step]")).to_have_text(
        re.compile("Chờ tới lượt")
    )
    # The tests' database lies in memory and locks whole tables; a file's readers never wait.
    page.route("**/tien-do/", lambda route: route.abort())
    assert read_waiting() == 1
    page.unroute("**/tien-do/")
    expect(page.locator("[data-note]").first).to_be_visible()
    expect(page.locator(".mark-error").first).to_be_visible()
    expect(page.locator(".reading-steps")).to_have_count(0)


def test_a_waiting_report_without_a_script_asks_again_by_itself(
    at: Callable[..., Any], city: Cast, printed: bytes
):
    page = at("parent", PHONE, java_script_enabled=False)
    hand_in(page, printed, "bao-cao.pdf")
    expect(page.locator(".reading-steps")).to_contain_text("Chờ tới lượt")
    assert read_waiting() == 1
    expect(page.locator("[data-note]").first).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("hong.docx", b"PK\x03\x04 khong phai docx", "hong.docx"),
        ("rong.docx", b"", "rỗng"),
    ],
)
def test_a_broken_file_says_why(
    at: Callable[..., Any], city: Cast, name: str, content: bytes, sentence: str
):
    page = at("parent", DESK)
    hand_in(page, content, name)
    expect(page.locator(".notice").first).to_contain_text(sentence)
    expect(page.locator("main")).not_to_contain_text("Traceback")


def test_nothing_chosen_says_what_to_do(at: Callable[..., Any], city: Cast):
    page = at("parent", DESK)
    page.goto("/soat/")
    page.get_by_role("button", name="Đọc và soát").press("Enter")
    expect(page.locator(".messages")).to_contain_text("chọn tệp hoặc dán văn bản")


def test_the_whole_path_without_a_script(at: Callable[..., Any], city: Cast):
    page = at("parent", PHONE, java_script_enabled=False)
    page.goto("/soat/")
    page.get_by_text("Hoặc dán văn bản").click()
    page.get_by_label("Văn bản", exact=True).fill(NARRATIVE.replace("210", "215"))
    page.get_by_role("button", name="Đọc và soát").click()
    expect(page).to_have_url(REPORT)
    expect(page.locator(".walk")).to_be_hidden()
    expect(page.locator(".file-acts")).to_be_visible()
    before = notes(page).count()
    assert before >= 1
    page.locator("#f1 .leave summary").click()
    page.locator("#f1").get_by_label("Vì sao đúng").fill("Còn người chưa khai")
    page.locator("#f1").get_by_role("button", name="Bỏ qua góp ý này").click()
    expect(notes(page)).to_have_count(before - 1)
    page.locator(".aside-list").get_by_role("button").click()
    expect(notes(page)).to_have_count(before)

    page.get_by_role("link", name=re.compile("Số liệu đã đọc")).click()
    page.get_by_role("button", name="Xác nhận mọi gợi ý").click()
    expect(page.locator(".messages")).to_contain_text("Đã xác nhận")
    page.locator(".mark-confirmed").first.click()
    page.get_by_role("button", name="Bỏ quyết định trước").click()
    expect(page.locator(".messages")).to_contain_text("Đã bỏ quyết định trước")
    page.get_by_role("button", name="Xóa khỏi danh sách").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_every_state_has_nothing_for_axe_and_nothing_beside_the_screen(
    at: Callable[..., Any], city: Cast
):
    long = kept(city, "du-thao.docx", ten_pages())
    waiting = kept(city, "cho.pdf", b"%PDF-1.7")
    failed = kept(city, "hong.docx", b"PK\x03\x04 khong phai docx")
    for one in (long, failed):
        read_report(one.pk)
    first = long.stated.earliest("start").pk
    places = (
        "/soat/",
        f"/soat/{long.pk}/",
        f"/soat/{long.pk}/?muc=error",
        f"/soat/{long.pk}/?xem=so-lieu",
        f"/soat/{long.pk}/so/{first}/",
        f"/soat/{waiting.pk}/",
        f"/soat/{failed.pk}/",
        "/soat/doi-chieu/",
        "/",
    )
    axe, found = Axe(), []
    for scheme in ("light", "dark"):
        page = at("parent", DESK, color_scheme=scheme)
        for place in places:
            page.goto(place)
            unfold(page)
            for size in (PHONE["viewport"], MEDIUM, DESK["viewport"]):
                page.set_viewport_size(size)
                told = faults(axe, page) if scheme == "light" or size == MEDIUM else []
                found += [f"{place} {scheme} {size['width']}: {fault}" for fault in told]
    assert found == []


def unfold(page: Page) -> None:
    """Open what is folded, so that it is looked at too."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )


def test_notes_never_lie_upon_each_other(at: Callable[..., Any], city: Cast):
    page = at("parent", DESK)
    hand_in(page, ten_pages())
    for address in (page.url, f"{page.url}?xem=so-lieu"):
        page.goto(address)
        for width in (1280, 1000, 768, 360):
            page.set_viewport_size({"width": width, "height": 900})
            unfold(page)
            page.wait_for_timeout(100)
            assert page.evaluate(LYING_UPON) == []


LYING_UPON = """() => {
  const boxes = [...document.querySelectorAll("[data-note], .group-text")].map((one) => [one, one.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 1) { found.push(`${one.id || one.className} ${other.id || other.className}`); }
  }));
  const paper = document.querySelector("[data-paper]").getBoundingClientRect();
  boxes.forEach(([one, a]) => { if (a.bottom > paper.bottom + 1) { found.push(`${one.id} below the paper`); } });
  return found;
}"""


def test_on_paper_the_findings_are_there_and_what_is_pressed_is_not(
    at: Callable[..., Any], city: Cast
):
    page = at("parent", DESK)
    hand_in(page, ten_pages())
    page.emulate_media(media="print")
    assert notes(page).count() == PLANTED
    expect(page.locator("#f1 .difference").first).to_be_visible()
    for pressed in (".walk", ".leave", ".file-acts", "nav.sections"):
        expect(page.locator(pressed).first).to_be_hidden()
