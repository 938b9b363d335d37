"""The main paths as people walk them: by touch on a phone, by keyboard at a desk, without a script."""

import re
from collections.abc import Callable
from typing import Any

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
    assert total(leader, city, "thanh-uy") == "123"

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
