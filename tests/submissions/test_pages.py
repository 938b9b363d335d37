"""The pages as the people of the room see them."""

import pytest
from django.urls import reverse

from tests.submissions.conftest import words
from tests.submissions.world import GOOD, NOW, World
from tongket.submissions import services
from tongket.submissions.models import Round, Submission
from tongket.submissions.services.writing import ADDRESS

HTMX = {"HX-Request": "true"}


def at(world: World, name: str, unit: str, *more) -> str:
    return reverse(f"submissions:{name}", args=[world.submission(unit).pk, *more])


def fields(world: World, values: dict[str, str]) -> dict[str, str]:
    return {f"m{world.measures[code]}": text for code, text in values.items()}


# --- lists ---------------------------------------------------------------------------------------


def test_a_secretary_sees_what_is_due_in_words(world, at_browser):
    page = at_browser("bi-thu-1").open("/bao-cao/")
    link = page.find("a", string="Báo cáo năm, năm 2024")
    assert link["href"] == at(world, "form", "chi-bo-1")
    assert "05/12/2024 (còn 1 ngày) " in words(page) + " "
    assert "đang soạn" in words(page)
    assert "Chờ duyệt" not in words(page)


def test_an_office_sees_what_waits_and_accepts_all_of_it(world, at_browser):
    world.send("chi-bo-1")
    world.send("chi-bo-2")
    browser = at_browser("van-phong-a")
    page = browser.open("/bao-cao/")
    assert "Duyệt tất cả 2 phiếu" in words(page)
    assert page.find("a", string="Chi bộ khu phố 1")["href"] == at(world, "review", "chi-bo-1")
    page = browser.press(reverse("submissions:accept_waiting", args=[world.round.code]))
    assert "Đã duyệt 2 phiếu." in words(page)
    assert "Không còn phiếu nào chờ duyệt." in words(page)


def test_a_person_without_a_unit_reads_kindly(world, at_browser):
    from tongket.accounts.models import Appointment

    Appointment.objects.filter(user__username="bi-thu-3").update(role="administrator")
    assert at_browser("bi-thu-3").open("/bao-cao/", status=403)


def test_the_board_says_who_has_not_sent_and_how_late(world, at_browser):
    import time_machine

    world.send("chi-bo-1")
    with time_machine.travel("2024-12-08 09:00+07:00", tick=False):
        page = at_browser("van-phong-a").open(reverse("submissions:board", args=[world.round.code]))
    text = words(page)
    assert "1/2 đơn vị đã gửi" in text
    assert "quá hạn 3 ngày" in text
    assert "1 đơn vị đã quá hạn." in text
    assert "Chi bộ khu phố 3" not in text


def test_the_city_looks_down_level_by_level(world, at_browser):
    world.send_and_accept("chi-bo-1")
    browser = at_browser("van-phong-tp")
    page = browser.open(reverse("submissions:board", args=[world.round.code]))
    link = page.find("a", string="1/2")
    below = browser.open(
        reverse("submissions:board", args=[world.round.code])
        + link["href"][link["href"].index("?") :]
    )
    assert "Tiến độ dưới Đảng bộ phường A." in words(below)
    browser.open(reverse("submissions:board", args=[world.round.code]) + "?cap=999999", status=404)


def test_the_chase_list_leaves_as_excel(world, at_browser):
    from io import BytesIO

    from openpyxl import load_workbook

    browser = at_browser("van-phong-a")
    browser.open(reverse("submissions:board_export", args=[world.round.code]))
    sheet = load_workbook(BytesIO(browser.last.content)).active
    names = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert names == ["Chi bộ khu phố 1", "Chi bộ khu phố 2", "Đảng bộ phường A"]


# --- the form ------------------------------------------------------------------------------------


def test_the_form_is_typed_saved_and_sent(world, at_browser):
    browser = at_browser("bi-thu-1")
    page = browser.open(at(world, "form", "chi-bo-1"))
    assert "Hạn gửi 05/12/2024 (còn 1 ngày)" in words(page)
    button = page.find(id="send").find("button")
    assert button.has_attr("disabled")
    assert "Còn 5 chỗ cần xem lại trước khi gửi." in words(page.find(id="send"))
    people = {key: GOOD[key] for key in ("opening", "admitted", "left", "total")}
    page = browser.press(at(world, "cell", "chi-bo-1"), phan="1", go="2", **fields(world, people))
    assert "Đã lưu 10:42." in words(page)
    assert page.find("h2", string="Kiểm tra, giám sát")
    page = browser.press(
        at(world, "cell", "chi-bo-1"), phan="2", **fields(world, {"inspections": "2"})
    )
    assert "Các dòng đã đủ và khớp nhau." in words(page)
    assert not page.find(id="send").find("button").has_attr("disabled")
    page = browser.press(at(world, "submit", "chi-bo-1"))
    assert "Đã gửi lên cấp trên." in words(page)
    assert world.submission("chi-bo-1").state == "submitted"


def test_one_cell_is_saved_as_one_types(world, at_browser):
    browser = at_browser("nhap-lieu-1")
    name = f"m{world.measures['opening']}"
    answer = browser.press(at(world, "cell", "chi-bo-1"), headers=HTMX, **{name: "1.234"})
    assert words(answer.find(id=f"field-{name}-note")) == "Đã lưu 10:42"
    assert answer.find(id="checks")["hx-swap-oob"] == "true"
    assert "Còn 4 chỗ" not in words(answer.find(id="send"))
    assert "Chỉ Bí thư hoặc người được ủy quyền" in words(answer.find(id="send"))
    assert answer.find("html") is None
    stored = world.submission("chi-bo-1").draft_values.get()
    assert stored.value == 1_234_000


def test_a_wrong_cell_is_told_beside_its_field_and_keeps_what_was_typed(world, at_browser):
    browser = at_browser("bi-thu-1")
    name = f"m{world.measures['opening']}"
    answer = browser.press(at(world, "cell", "chi-bo-1"), headers=HTMX, **{name: "nhiều"})
    assert "Không đọc được “nhiều” là số" in words(answer.find(id=f"field-{name}-note"))
    page = browser.press(at(world, "cell", "chi-bo-1"), status=422, phan="1", **{name: "nhiều"})
    assert page.find(id=f"field-{name}")["value"] == "nhiều"
    assert page.find(id=f"field-{name}")["aria-invalid"] == "true"


def test_the_sums_grow_and_a_finding_jumps_to_its_field(world, at_browser):
    world.fill("chi-bo-1", GOOD | {"total": "50"})
    page = at_browser("bi-thu-1").open(at(world, "form", "chi-bo-1") + "?phan=2")
    assert "cộng được 42 đang ghi 50" in words(page.find(id="checks"))
    link = page.find(id="checks").find("ol").find("a")
    assert "40 + 3 − 1 = 42, khác 50" in link.string
    name = f"m{world.measures['total']}"
    assert link["href"] == f"{at(world, 'form', 'chi-bo-1')}?phan=1#field-{name}"


def test_a_returned_form_shows_the_reasons_on_top_and_at_the_cell(world, at_browser):
    world.send("chi-bo-1")
    browser = at_browser("van-phong-a")
    page = browser.open(at(world, "review", "chi-bo-1"))
    key = world.measures["admitted"]
    assert page.find("input", attrs={"name": f"r{key}"})
    page = browser.press(
        at(world, "review", "chi-bo-1"),
        **{
            "act": "return",
            "seen": "1",
            "whole": "Xem lại mục 1",
            f"r{key}": "Đối chiếu sổ kết nạp",
        },
    )
    assert "Đã trả lại để sửa." in words(page)
    page = at_browser("bi-thu-1").open(at(world, "form", "chi-bo-1"))
    notice = words(page.find(class_="notice"))
    assert "Phiếu bị trả lại để sửa." in notice
    assert "Xem lại mục 1 (Phạm Thị An, 10:42, 04/12/2024)" in notice
    assert "1 ô được đánh dấu" in notice
    assert "Đối chiếu sổ kết nạp" in words(page.find(id=f"field-m{key}-note"))


def test_a_committee_sees_sums_from_below_and_sends_without_the_missing(world, at_browser):
    world.send_and_accept("chi-bo-1")
    world.fill("phuong-a", {"inspections": "4"})
    browser = at_browser("van-phong-a")
    page = browser.open(at(world, "form", "phuong-a"))
    assert "1/2 đơn vị cấp dưới đã được duyệt" in words(page)
    assert "Chi bộ khu phố 2" in words(page)
    figure = page.find("a", class_="figure", string=lambda text: text == "42") or next(
        link for link in page.find_all("a", class_="figure") if words(link).startswith("42")
    )
    assert figure["href"].startswith("/so-lieu/m")
    assert "Còn 1 đơn vị cấp dưới chưa được duyệt." in words(page.find(id="send"))
    page = browser.press(at(world, "submit", "phuong-a"), without="1", reason="Đang kiện toàn")
    assert "Đã gửi lên cấp trên." in words(page)
    version = world.submission("phuong-a").latest
    assert (version.missing, version.remark) == ([world.units["chi-bo-2"].pk], "Đang kiện toàn")


def test_what_was_sent_opens_as_its_version(world, at_browser):
    world.send("chi-bo-1")
    browser = at_browser("bi-thu-1")
    response = browser.client.get(at(world, "form", "chi-bo-1"))
    assert response["Location"] == at(world, "version", "chi-bo-1", 1)


# --- review and versions -------------------------------------------------------------------------


def test_a_reviewer_accepts_what_was_seen(world, at_browser):
    world.send("chi-bo-1")
    browser = at_browser("van-phong-a")
    page = browser.press(at(world, "review", "chi-bo-1"), act="accept", seen="1")
    assert "Đã duyệt Chi bộ khu phố 1." in words(page)
    page = browser.press(at(world, "review", "chi-bo-1"), act="accept", seen="1")
    assert "Phiếu đã được duyệt rồi, không cần duyệt lại." in words(page)


def test_a_return_without_a_reason_is_asked_for_one(world, at_browser):
    world.send("chi-bo-1")
    page = at_browser("van-phong-a").press(
        at(world, "review", "chi-bo-1"), status=422, act="return", seen="1"
    )
    assert "Ghi lý do trả lại, cho từng ô hoặc cho cả phiếu." in words(page)


def test_a_version_shows_its_hash_and_what_changed(world, at_browser):
    world.send("chi-bo-1")
    services.return_for_correction(
        actor=world.actor("van-phong-a"),
        now=NOW,
        submission=world.submission("chi-bo-1"),
        reasons={},
        whole="Sai kết nạp",
    )
    version = world.send("chi-bo-1", GOOD | {"admitted": "4", "total": "43"})
    browser = at_browser("bi-thu-1")
    page = browser.open(at(world, "version", "chi-bo-1", 2))
    text = words(page)
    assert version.digest in text
    assert "Khác với bản 1" in text
    assert "2 “Kết nạp” trước: 3 sau: 4 (+1)" in text
    old = browser.open(at(world, "version", "chi-bo-1", 1))
    assert "Sai kết nạp" in words(old)
    browser.open(at(world, "version", "chi-bo-1", 9), status=404)


def test_the_address_kept_in_evidence_is_that_of_the_page(world, at_browser):
    version = world.send("chi-bo-1")
    assert version.evidence.address == at(world, "version", "chi-bo-1", 1)
    assert ADDRESS.format(return_id=7, number=3) == reverse("submissions:version", args=[7, 3])


# --- amendments ----------------------------------------------------------------------------------


def test_a_correction_shows_its_effect_on_every_level_and_is_confirmed_above(world, at_browser):
    world.send_and_accept("chi-bo-1", "chi-bo-2", "phuong-a")
    secretary = at_browser("bi-thu-1")
    address = at(world, "amend", "chi-bo-1")
    typed = fields(world, {"admitted": "5", "total": "44"}) | {"reason": "Sót hai quyết định"}
    page = secretary.press(address, act="effect", **typed)
    rows = [words(row) for row in page.find(id="effect").find("tbody").find_all("tr")]
    assert rows[:3] == [
        "2 “Kết nạp” Chi bộ khu phố 1 3 , 2 “Kết nạp” 5",
        # Figures of levels above are named, not opened: their pages are not the cell's to see.
        "2 “Kết nạp” Đảng bộ phường A 6 8",
        "2 “Kết nạp” Đảng bộ Thành phố 6 8",
    ]
    assert not world.submission("chi-bo-1").amendments.exists()
    page = secretary.press(address, act="propose", **typed)
    assert "chờ xác nhận" in words(page)
    assert page.find("button", disabled=True).get_text(strip=True) == "Xác nhận điều chỉnh"
    amendment = world.submission("chi-bo-1").amendments.get()
    office = at_browser("van-phong-a")
    waiting = "Đề nghị điều chỉnh chờ xác nhận"
    address = reverse("submissions:amendment", args=[amendment.pk])
    page = office.open("/bao-cao/")
    assert waiting in words(page)
    assert "Sót hai quyết định" in words(page.find("a", href=address))
    for other in ("bi-thu-1", "van-phong-b", "van-phong-tp", "lanh-dao-a"):
        assert waiting not in words(at_browser(other).open("/bao-cao/"))
    page = office.press(address, act="confirm")
    assert waiting not in words(office.open("/bao-cao/"))
    assert "Phạm Thị An xử lý lúc" in words(page)
    page = office.open(at(world, "version", "chi-bo-1", 2))
    assert "Số liệu của bản này đang có hiệu lực." in words(page)
    assert "Lý do điều chỉnh: Sót hai quyết định" in words(page)
    office.open(at(world, "version", "chi-bo-1", 1))
    committee = office.open(at(world, "version", "phuong-a", 1))
    assert "đã thay đổi" in words(committee)


def test_a_correction_that_breaks_a_check_or_changes_nothing_is_refused(world, at_browser):
    world.send_and_accept("chi-bo-1")
    browser, address = at_browser("bi-thu-1"), at(world, "amend", "chi-bo-1")
    page = browser.press(
        address, status=422, act="propose", reason="x", **fields(world, {"admitted": "5"})
    )
    assert "40 + 5 − 1 = 44, khác 42" in words(page)
    page = browser.press(address, act="effect", reason="x", **fields(world, GOOD))
    assert "Chưa có số nào khác" in words(page)
    page = browser.press(address, status=422, act="effect", **fields(world, {"admitted": "x"}))
    assert "Không đọc được “x” là số" in words(page)


# --- opening and sealing -------------------------------------------------------------------------


def test_an_office_opens_a_round_from_the_page(world, at_browser):
    browser = at_browser("van-phong-tp")
    browser.open(reverse("submissions:open_round"))
    given = {"form": world.form.pk, "period": "2025", "opens_on": "01/12/2024"}
    page = browser.press(
        reverse("submissions:open_round"), status=422, due_all="31/02/2025", **given
    )
    assert "không có trong lịch" in words(page)
    page = browser.press(reverse("submissions:open_round"), due_all="20/12/2025", **given)
    assert "Đã mở Báo cáo năm, năm 2025." in words(page)
    assert Round.objects.get(period__code="2025").submissions.count() == 6


def test_the_secretary_seals_from_the_board(world, at_browser):
    world.send_and_accept("chi-bo-1", "chi-bo-2", "chi-bo-3", "phuong-a", "phuong-b")
    browser = at_browser("bi-thu-tp")
    seal = reverse("submissions:seal", args=[world.round.code])
    assert "chưa xác nhận tổng hợp" in words(browser.press(seal))
    world.send("thanh-uy")
    assert "Đã chốt kỳ báo cáo." in words(browser.press(seal))
    assert set(Submission.objects.values_list("state", flat=True)) == {"sealed"}


# --- who may -------------------------------------------------------------------------------------


GET_PAGES = ("form", "review", "amend", "excel")


@pytest.mark.parametrize("name", GET_PAGES)
def test_what_lies_outside_ones_scope_does_not_exist(world, at_browser, name):
    world.send("chi-bo-1")
    at_browser("van-phong-b").open(at(world, name, "chi-bo-1"), status=404)


def test_a_neighbour_reads_nothing(world, at_browser):
    world.send("chi-bo-1")
    browser = at_browser("bi-thu-3")
    browser.open(at(world, "version", "chi-bo-1", 1), status=404)
    browser.open(at(world, "excel", "chi-bo-1"), status=404)
    browser.press(at(world, "cell", "chi-bo-1"), status=404)
    browser.press(at(world, "submit", "chi-bo-1"), status=404)


@pytest.mark.parametrize(
    ("who", "name", "words_of_refusal"),
    [
        ("lanh-dao-a", "cell", "Chỉ người được phân công nhập liệu"),
        ("nhap-lieu-1", "submit", "Chỉ Bí thư hoặc người được ủy quyền"),
        ("van-phong-a", "cell", "Chỉ người được phân công nhập liệu"),
        ("bi-thu-1", "review", "cấp ủy cấp trên trực tiếp mới duyệt được"),
        ("van-phong-tp", "review", "cấp ủy cấp trên trực tiếp mới duyệt được"),
    ],
)
def test_a_wrong_role_is_told_who_could(world, at_browser, who, name, words_of_refusal):
    world.send("chi-bo-1")
    page = at_browser(who).press(at(world, name, "chi-bo-1"), status=403, act="accept", m1="1")
    assert words_of_refusal in words(page)


@pytest.mark.parametrize("name", ["cell", "submit", "excel_upload"])
def test_acts_are_not_done_by_opening_an_address(world, at_browser, name):
    at_browser("bi-thu-1").open(at(world, name, "chi-bo-1"), status=405)


def test_a_stranger_is_sent_to_the_sign_in(world, settings, client):
    settings.ROOT_URLCONF = "tests.submissions.urls"
    response = client.get("/bao-cao/")
    assert response.status_code == 302
    assert "dang-nhap" in response["Location"]
