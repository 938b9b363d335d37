"""The main paths as people walk them: by touch on a phone, by keyboard at a desk, without a script."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.devices import DESK, PHONE
from tests.pages.cast import PASSWORD, Cast

WHOLE = re.compile(r"/bao-cao/phieu/\d+/")


def type_into(page: Page, label: str, text: str) -> None:
    """Type with the keyboard and go on to the next field."""
    field = page.get_by_role("textbox", name=label)
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def total(page: Page, city: Cast, unit: str) -> str:
    """Open the figure of a unit and read the number."""
    page.goto(f"/so-lieu/{city.figure('members_total', unit, '2024')}/")
    return page.locator(".figure-large .figure-value").inner_text()


def test_from_typing_on_a_phone_to_the_total_of_the_city(at: Callable[..., Any], city: Cast):
    # The secretary signs in with the keyboard and finds the return among what is due.
    secretary = at(None, PHONE)
    secretary.goto("/")
    expect(secretary).to_have_title(re.compile("Đăng nhập"))
    secretary.get_by_label("Tên đăng nhập").focus()
    secretary.keyboard.type("own")
    secretary.keyboard.press("Tab")
    secretary.keyboard.type(PASSWORD)
    secretary.keyboard.press("Enter")
    expect(secretary.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    secretary.get_by_role("link", name=re.compile("Báo cáo thử, năm 2024")).first.tap()

    # Numbers are saved as they are typed; the send button says what is in the way.
    expect(secretary).to_have_url(WHOLE)
    form = secretary.url
    type_into(secretary, "Kết nạp", "3")
    expect(secretary.locator(".field", has_text="Kết nạp").first).to_contain_text("Đã lưu")
    type_into(secretary, "Đảng viên cuối kỳ", "83")
    expect(secretary.locator("#checks")).to_contain_text("cộng được 82")
    expect(secretary.locator("#send button")).to_be_disabled()
    type_into(secretary, "Đảng viên cuối kỳ", "82")
    expect(secretary.locator("#send button")).to_be_enabled()
    secretary.reload()
    expect(secretary.get_by_role("textbox", name="Đảng viên cuối kỳ")).to_have_value("82")
    secretary.locator("#send button").tap()
    expect(secretary.get_by_role("status")).to_contain_text("Đã gửi lên cấp trên")

    # The ward's office gives one cell back with its reason, by keyboard alone.
    office = at("parent", DESK)
    office.goto("/")
    office.get_by_role("link", name=re.compile("Bến Một")).press("Enter")
    reason = office.get_by_label("Lý do trả lại dòng Kết nạp")
    reason.focus()
    office.keyboard.type("Danh sách chỉ có 2 đồng chí")
    office.get_by_role("button", name="Trả lại để sửa").press("Enter")
    expect(office.get_by_role("status")).to_contain_text("Đã trả lại")

    # The secretary sees the reason at the field, corrects, sends again.
    secretary.goto("/")
    expect(secretary.locator("main")).to_contain_text("Danh sách chỉ có 2 đồng chí")
    secretary.goto(form)
    expect(secretary.locator(".field.has-warning")).to_contain_text("Danh sách chỉ có 2 đồng chí")
    type_into(secretary, "Kết nạp", "2")
    type_into(secretary, "Đảng viên cuối kỳ", "81")
    expect(secretary.locator("#send button")).to_be_enabled()
    secretary.locator("#send button").tap()
    expect(secretary.get_by_role("status")).to_contain_text("Đã gửi lên cấp trên")

    # Accepted: the new total stands at the ward and at the city at once.
    assert total(office, city, "phuong-ben-mau") == "42"
    office.goto("/")
    office.get_by_role("link", name=re.compile("Bến Một")).press("Enter")
    office.get_by_role("button", name="Duyệt", exact=True).press("Enter")
    expect(office.get_by_role("status")).to_contain_text("Đã duyệt Chi bộ khu phố Bến Một")
    assert total(office, city, "phuong-ben-mau") == "123"
    leader = at("leader", DESK)
    assert total(leader, city, "thanh-uy") == "207"

    # The leader walks from the city's number down to the version that says so.
    tree = leader.locator("#lineage").locator("xpath=..")
    for unit in ("Đảng bộ phường Bến Mẫu", "Chi bộ khu phố Bến Một"):
        tree.locator("summary", has_text=unit).first.click()
    tree.get_by_role("link", name=re.compile("bản 2")).click()
    expect(leader.get_by_role("heading", level=1)).to_have_text("Chi bộ khu phố Bến Một, bản 2")
    expect(leader.locator("main")).to_contain_text("Số liệu của bản này đang có hiệu lực")


def test_the_same_form_without_a_script(at: Callable[..., Any], city: Cast):
    page = at("own", PHONE, java_script_enabled=False)
    page.goto(f"/bao-cao/phieu/{city.submission('chi-bo-ben-mot').pk}/")
    page.get_by_role("textbox", name="Kết nạp").fill("3")
    page.get_by_role("textbox", name="Đảng viên cuối kỳ").fill("82")
    page.get_by_role("button", name="Lưu, sang phần sau").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    page.get_by_role("textbox", name="Tổ chức đảng lập mới").fill("không có gì")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".field.has-error")).to_contain_text("không có gì")
    page.get_by_role("textbox", name="Tổ chức đảng lập mới").fill("0")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator("#send button").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi lên cấp trên")
    # The tree of a figure opens without a script too: a branch is a page.
    page.goto(f"/so-lieu/{city.figure('members_total', 'chi-bo-ben-mot')}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng số đảng viên")


def test_the_same_path_through_excel(at: Callable[..., Any], city: Cast, tmp_path: Path):
    page = at("own", DESK)
    address = f"/bao-cao/phieu/{city.submission('chi-bo-ben-mot').pk}/"
    page.goto(address)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải biểu Excel đã điền sẵn").click()
    file = tmp_path / "bieu.xlsx"
    taken.value.save_as(file)

    # A file with a fault changes nothing, and the fault is named by sheet, row, column and value.
    _fill(file, {"Kết nạp": "ba người", "Đảng viên cuối kỳ": 82, "Tổ chức đảng lập mới": 0})
    page.get_by_label("Tệp Excel đã nhập xong").set_input_files(file)
    page.get_by_role("button", name="Nhập từ Excel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chưa nhận được tệp Excel")
    fault = page.locator("table tbody tr")
    expect(fault).to_have_count(1)
    for told in _cell_of(file, "ba người"):
        expect(fault).to_contain_text(told)
    page.goto(address)
    expect(page.get_by_role("textbox", name="Đảng viên cuối kỳ")).to_have_value("42")

    # The corrected file fills the form; it is sent.
    _fill(file, {"Kết nạp": 3})
    page.get_by_label("Tệp Excel đã nhập xong").set_input_files(file)
    page.get_by_role("button", name="Nhập từ Excel").click()
    expect(page.get_by_role("status")).to_contain_text("từ Excel")
    expect(page.get_by_role("textbox", name="Đảng viên cuối kỳ")).to_have_value("82")
    page.locator("#send button").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gửi lên cấp trên")


def _fill(file: Path, values: dict[str, object]) -> None:
    """Type into the input cells of the workbook as a person would: beside the words of the line."""
    book = load_workbook(file)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for row in sheet.iter_rows():
            label = next((cell.value for cell in row if cell.value in values), None)
            if label is not None:
                box = next(cell for cell in row if not cell.protection.locked)
                box.value = values[label]
    book.save(file)


def _cell_of(file: Path, value: str) -> tuple[str, ...]:
    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == value:
                    return (sheet.title, str(cell.row), cell.column_letter, value)
    raise AssertionError(value)


def test_a_late_correction_shows_its_effect_and_both_versions_open(
    at: Callable[..., Any], city: Cast
):
    secretary = at("own", PHONE)
    own = city.submission("chi-bo-ben-mot", "2023")
    secretary.goto(f"/bao-cao/phieu/{own.pk}/dieu-chinh/")
    secretary.get_by_role("textbox", name="Kết nạp").fill("5")
    secretary.get_by_role("textbox", name="Đảng viên cuối kỳ").fill("44")
    secretary.get_by_label("Lý do điều chỉnh").fill("Sót hai quyết định kết nạp")
    secretary.get_by_role("button", name="Xem tác động tới các cấp").click()
    effect = secretary.locator("#effect tbody tr")
    expect(effect).to_have_count(6)
    shown = [" ".join(text.split()) for text in effect.all_inner_texts()]
    for level, before, after in (
        ("Chi bộ khu phố Bến Một", 42, 44),
        ("Đảng bộ phường Bến Mẫu", 210, 212),
        ("Đảng bộ Thành phố Mẫu Hình", 294, 296),
    ):
        told = re.compile(rf"cuối kỳ.*{level}.*{before}.*{after}")
        assert any(told.search(row) for row in shown), (level, shown)
    secretary.get_by_role("button", name="Gửi đề nghị điều chỉnh").click()
    expect(secretary.get_by_role("status")).to_contain_text("chờ cấp trên xác nhận")

    office = at("parent", DESK)
    office.goto(secretary.url)
    office.get_by_role("button", name="Xác nhận điều chỉnh").press("Enter")
    expect(office.get_by_role("status")).to_contain_text("Đã xử lý")
    for link, number in (("trước điều chỉnh", "1"), ("sau điều chỉnh", "2")):
        office.goto(secretary.url)
        office.get_by_role("link", name=re.compile(link)).click()
        title = f"Chi bộ khu phố Bến Một, bản {number}"
        expect(office.get_by_role("heading", level=1)).to_have_text(title)
    expect(office.locator("main")).to_contain_text("trước: 42")
    figure = city.figure("members_total", "phuong-ben-mau", "2023")
    office.goto(f"/so-lieu/{figure}/")
    expect(office.locator(".figure-large .figure-value")).to_have_text("212")


def test_every_act_of_the_frame_is_reached_by_keyboard(at: Callable[..., Any]):
    page = at("city", DESK)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#frame-search")).to_be_focused()
    page.keyboard.type("ben mot")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Chi bộ khu phố Bến Một")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator(".menu-person summary").press("Enter")
    page.get_by_role("button", name="English").first.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_connection_that_breaks_is_said_at_the_field(at: Callable[..., Any], city: Cast):
    page = at("own", PHONE)
    page.goto(f"/bao-cao/phieu/{city.submission('chi-bo-ben-mot').pk}/")
    page.context.set_offline(True)
    type_into(page, "Kết nạp", "3")
    expect(page.locator(".field", has_text="Kết nạp").first).to_contain_text("Chưa lưu được")
    expect(page.get_by_role("textbox", name="Kết nạp")).to_have_value("3")
    page.context.set_offline(False)
    type_into(page, "Kết nạp", "4")
    expect(page.locator(".field", has_text="Kết nạp").first).to_contain_text("Đã lưu")
