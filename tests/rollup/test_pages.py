"""The pages of figures, as a person sees them."""

import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.rollup import world
from tests.rollup.test_posting import city, post  # noqa: F401
from tests.rollup.test_restating import TURN, country  # noqa: F401
from tests.rollup.test_restating import post as post_ward
from tongket.accounts.models import Appointment, User
from tongket.figures.domain import FigureKey
from tongket.figures.models import Basis
from tongket.figures.services import record
from tongket.rollup import services
from tongket.rollup.models import StoredTotal

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rollup.urls")]


def signed_in(unit, role="committee_office") -> Client:
    user = User.objects.create_user(f"nguoi-{unit.code}", password="mat-khau-dai")
    Appointment.objects.create(user=user, unit=unit, role=role, valid_from=world.START)
    client = Client()
    client.force_login(user)
    return client


def seen(answer):
    assert answer.status_code == 200, answer.content.decode()[:500]
    page = BeautifulSoup(answer.content, "html.parser")
    text = " ".join(page.find("main").get_text(" ").split())
    return page, text.replace("\u00a0", " ")


def address(measure, who, when, structure=None):
    return reverse("rollup:figure", args=[FigureKey(measure.pk, who.pk, when.pk, structure).id])


def test_a_figure_says_its_number_basis_and_who_is_missing(city):  # noqa: F811
    services.expect(
        form_id=city.form.pk,
        period_id=city.year.pk,
        units={city.first.pk: True, city.second.pk: True, city.third.pk: True},
    )
    post(city.first, {city.admitted: 3}, city.year)
    post(city.third, {city.admitted: 4}, city.year)
    services.mark_reported(
        form_id=city.form.pk,
        period_id=city.year.pk,
        unit_ids=[city.first.pk, city.third.pk],
        now=world.NOW,
    )
    client = signed_in(city.root)
    page, text = seen(client.get(address(city.admitted, city.root, city.year)))
    assert page.h1.get_text() == "Members admitted"
    assert page.select_one(".figure-large .figure-value").get_text() == "7"
    assert "Thanh uy · Năm 2024 · đơn vị tính: đảng viên" in text
    assert "Cộng từ 2 đảng bộ cơ sở, cơ cấu ngày 31/12/2024, mới có 2/3." in text
    assert "2/3 đơn vị đã được duyệt" in text
    assert "Chi bo 2" in text
    assert "Dang uy dong" in text


def test_the_tree_opens_level_by_level_down_to_the_return(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    post(city.second, {city.admitted: 1}, city.year)
    client = signed_in(city.root)
    page, _ = seen(client.get(address(city.admitted, city.root, city.year)))
    trigger = page.select_one(".tree summary")["hx-get"]
    for name in ("Chi bo 1", "Phiếu báo cáo chi-bo-1-1"):
        answer = client.get(trigger, headers={"HX-Request": "true"})
        part = BeautifulSoup(answer.content, "html.parser")
        assert part.find("html") is None
        assert name in part.get_text(" ")
        summary = part.select_one("summary")
        trigger = summary["hx-get"] if summary else ""
    assert part.select_one("a[href='/bao-cao/phieu/chi-bo-1-1/']") is not None
    assert "Nguyễn Văn Mẫu" in part.get_text(" ")


def test_without_a_script_a_branch_is_the_page_of_the_figure(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    client = signed_in(city.root)
    figure = address(city.admitted, city.east, city.year)
    answer = client.get(f"{figure}nhanh/")
    assert (answer.status_code, answer.url) == (302, figure)


def test_units_outside_the_scope_do_not_exist(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    client = signed_in(city.east)
    assert client.get(address(city.admitted, city.first, city.year)).status_code == 200
    for who in (city.root, city.west):
        figure = address(city.admitted, who, city.year)
        for page in (figure, f"{figure}nhanh/", f"{figure}tinh-lai/"):
            assert client.get(page).status_code == 404
        assert client.get(f"/so-lieu/?tai={who.code}&ky=2024").status_code == 404
    assert client.get("/so-lieu/khong-phai-ma/").status_code == 404
    assert client.get("/so-lieu/m999u999p999/").status_code == 404


def test_computing_again_says_same_or_changed(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    post(city.second, {city.admitted: 4}, city.year)
    client = signed_in(city.root)
    again = f"{address(city.admitted, city.root, city.year)}tinh-lai/"
    _, text = seen(client.get(again))
    assert "Giống: tính lại từ 2 số gốc được đúng số này." in text
    StoredTotal.objects.filter(unit=city.root).update(value=9000)
    answer = client.get(again, headers={"HX-Request": "true"})
    assert "Đã thay đổi: tính lại từ 2 số gốc được 7." in answer.content.decode()
    assert b"<html" not in answer.content


def test_what_sources_say_stands_side_by_side(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    post(city.first, {city.admitted: 4}, city.year, key="sua")
    record(
        now=world.NOW,
        evidence=world.paper("bai-viet"),
        rows=world.says(city.first, {city.admitted: 6}, city.year),
        official=False,
        basis=Basis.STATED,
    )
    page, text = seen(signed_in(city.root).get(address(city.admitted, city.first, city.year)))
    assert "là số đang dùng" in text
    assert "đã được thay" in text
    assert "khác: nhiều hơn 2" in text
    assert page.find("s").get_text() == "3"


def test_years_are_shown_and_open(city):  # noqa: F811
    before = world.period("2023")
    post(city.first, {city.admitted: 2}, before, key="cu")
    post(city.first, {city.admitted: 4}, city.year)
    page, text = seen(signed_in(city.root).get(address(city.admitted, city.root, city.year)))
    assert [rect["width"] for rect in page.select("rect[opacity]")] == ["50", "100"]
    assert "Năm 2023" in text
    assert page.find("a", href=address(city.admitted, city.root, before)) is not None


def test_a_ratio_shows_its_arithmetic(city):  # noqa: F811
    post(city.first, {city.admitted: 406, city.target: 400}, city.year)
    _, text = seen(signed_in(city.root).get(address(city.share, city.root, city.year)))
    assert "406 / 400 = 101,5 %" in text
    assert "tử số" in text


def test_another_structure_is_banded_and_opens_to_predecessors(country):  # noqa: F811
    post_ward(country.ward_a, 3, country.counted, country.year)
    post_ward(country.ward_c, 5, country.counted, country.year)
    client = signed_in(country.root)
    own = address(country.counted, country.root, country.year)
    answer = client.get(f"{own}?co-cau=01/07/2025")
    assert answer.url == address(country.counted, country.root, country.year, TURN)
    page, text = seen(client.get(answer.url))
    assert "01/07/2025" in page.select_one(".band").get_text()
    assert "trong đó 5 là phần chia theo tỷ lệ" in text
    half = address(country.counted, country.new_c1, country.year, TURN)
    _, text = seen(client.get(half))
    assert "Xa c chuyển đến theo sắp xếp, 50 % của 5" in text
    wrong = client.get(f"{own}?co-cau=31/06/2025")
    assert "không có trong lịch" in seen(wrong)[1]
    gone = client.get(address(country.counted, country.ward_a, country.year, TURN))
    assert gone.status_code == 404
    assert "không tồn tại trong cơ cấu ngày 01/07/2025" in gone.content.decode()


def test_overview_shows_totals_last_year_and_target(city):  # noqa: F811
    city.admitted.indicator.versions.update(target=city.target.indicator)
    services.expect(
        form_id=city.form.pk,
        period_id=city.year.pk,
        units={city.root.pk: False, city.east.pk: True, city.west.pk: True},
    )
    post(city.first, {city.admitted: 2, city.target: 4}, world.period("2023"), key="cu")
    post(city.first, {city.admitted: 406, city.target: 400}, city.year)
    client = signed_in(city.root)
    page, text = seen(client.get("/so-lieu/?ky=2024"))
    row = page.find("tbody").find("tr")
    assert [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] == [
        "1 members_admitted",
        "406",
        "2",
        "400",
        "+404 chưa đủ đơn vị",
    ]
    assert row.find("a")["href"] == address(city.admitted, city.root, city.year)
    assert "101,5 %" in text
    assert "0/2 đơn vị đã được duyệt" in text


def test_a_unit_new_this_year_shows_last_year_as_its_predecessors_had_it(country):  # noqa: F811
    c = country
    world.form("bieu-phuong", c.counted)
    post_ward(c.ward_c, 5, c.counted, c.year)
    post_ward(c.new_c1, 7, c.counted, c.later)
    client = signed_in(c.new_c1)
    page, text = seen(client.get(f"/so-lieu/?tai={c.new_c1.code}&ky=2025"))
    assert "Năm trước, theo cơ cấu nay" in text
    assert "Đơn vị chưa có vào năm trước" in text
    now, before, change = page.select("tbody tr")[0].select("td")
    assert now.a.get_text() == "7"
    assert before.a.get_text() in {"2", "3"}
    assert f"gồm {before.a.get_text()} chia theo tỷ lệ" in " ".join(before.get_text(" ").split())
    assert before.a["href"].endswith("s20251231/")
    assert change.get_text(" ").split()[0] in {"+5", "+4"}
    opened, words = seen(client.get(before.a["href"]))
    assert opened.select_one(".figure-large .figure-value").get_text() == before.a.get_text()
    assert "phần chia theo tỷ lệ" in words


def test_a_difference_is_marked_while_units_are_missing(city):  # noqa: F811
    before = world.period("2023")
    services.expect(
        form_id=city.form.pk,
        period_id=city.year.pk,
        units={city.root.pk: False, city.east.pk: True, city.west.pk: True},
    )
    post(city.first, {city.admitted: 9}, before, key="cu")
    post(city.first, {city.admitted: 3}, city.year)
    services.mark_reported(
        form_id=city.form.pk, period_id=city.year.pk, unit_ids=[city.east.pk], now=world.NOW
    )
    client = signed_in(city.root)
    _, text = seen(client.get("/so-lieu/?ky=2024"))
    assert "−6 chưa đủ đơn vị" in text
    services.mark_reported(
        form_id=city.form.pk, period_id=city.year.pk, unit_ids=[city.west.pk], now=world.NOW
    )
    _, text = seen(client.get("/so-lieu/?ky=2024"))
    assert "−6" in text
    assert "chưa đủ đơn vị" not in text


def test_overview_by_unit_and_turned(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    post(city.third, {city.admitted: 4}, city.year)
    client = signed_in(city.root)
    page, _ = seen(client.get("/so-lieu/?ky=2024&xem=don-vi"))
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])][:2]
        for row in page.select("tbody tr")
    ]
    assert rows == [["Toàn đơn vị", "7"], ["Dang uy dong", "3"], ["Dang uy tay", "4"]]
    page, _ = seen(client.get("/so-lieu/?ky=2024&xem=dong"))
    assert [head.get_text() for head in page.select("thead th")] == [
        "Chỉ tiêu",
        "Toàn đơn vị",
        "Dang uy dong",
        "Dang uy tay",
    ]


def test_overview_takes_as_many_queries_for_many_children(
    city,  # noqa: F811
    django_assert_num_queries,
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(city.root)
    post(city.first, {city.admitted: 3}, city.year)
    with CaptureQueriesContext(connection) as few:
        client.get("/so-lieu/?ky=2024&xem=don-vi")
    for number in range(12):
        who = world.unit(f"dang-uy-them-{number}", city.root, kind="grassroots_committee")
        post(who, {city.admitted: 1}, city.year)
    with django_assert_num_queries(len(few)):
        client.get("/so-lieu/?ky=2024&xem=don-vi")


def test_overview_in_another_structure(country):  # noqa: F811
    post_ward(country.ward_a, 3, country.counted, country.year)
    post_ward(country.ward_c, 5, country.counted, country.year)
    client = signed_in(country.root)
    page, _ = seen(client.get("/so-lieu/?ky=2024&tai=tinh-nam&co-cau=01/07/2025&xem=don-vi"))
    assert page.select_one(".band") is not None
    rows = {
        row.th.get_text(strip=True): row.td.get_text(" ", strip=True)
        for row in page.select("tbody tr")
    }
    assert rows["Toàn đơn vị"] == "8 gồm 5 chia theo tỷ lệ"
    assert rows["Xa ab"] == "3"
    assert rows["Xa c1"] == "3 gồm 3 chia theo tỷ lệ"


def test_excel_holds_the_same_numbers_and_no_formula(city):  # noqa: F811
    city.east.versions.update(name="=HYPERLINK(1)")
    post(city.first, {city.admitted: 3}, city.year)
    client = signed_in(city.root)
    answer = client.get("/so-lieu/xuat/?ky=2024")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[4]][:4] == [
        "Số",
        "Chỉ tiêu",
        "Thanh uy",
        "'=HYPERLINK(1)",
    ]
    assert [cell.value for cell in sheet[6]][:4] == ["1", "members_admitted", 3, 3]


def test_nothing_reported_is_said_kindly(city):  # noqa: F811
    _, text = seen(signed_in(city.root).get("/so-lieu/?ky=2019"))
    assert "Chưa có số liệu của kỳ này" in text


def test_what_ended_without_successor_stays_visible_to_those_above(country):  # noqa: F811
    """The district is not in today's tree; the country's people still open its figures of 2024."""
    post_ward(country.ward_a, 3, country.counted, country.year)
    client = signed_in(country.root)
    page, _ = seen(client.get(address(country.counted, country.north_district, country.year)))
    assert page.select_one(".figure-value").get_text() == "3"
    assert client.get("/so-lieu/?ky=2024&tai=huyen-bac").status_code == 200
    stranger = signed_in(country.ward_d)
    assert (
        stranger.get(address(country.counted, country.north_district, country.year)).status_code
        == 404
    )


def frame_of(page):
    """What the frame says, and where choosing another unit or period leads."""
    following = {
        kind: page.select_one(f".menu-{kind} input[name=next]")["value"]
        for kind in ("unit", "period")
        if page.select_one(f".menu-{kind}")
    }
    said = page.select_one(".menu-unit .menu-words, .frame-unit .menu-words").get_text()
    return said, page.select_one(".menu-period .menu-words").get_text(" ", strip=True), following


def test_the_frame_says_whose_figure_of_when_this_is(city):  # noqa: F811
    before = world.period("2023")
    post(city.first, {city.admitted: 2}, before, key="cu")
    post(city.first, {city.admitted: 4}, city.year)
    client = signed_in(city.root)
    old = address(city.admitted, city.east, before)
    page, _ = seen(client.get(old))
    unit, period, following = frame_of(page)
    assert unit == "Dang uy dong"
    assert period.endswith("Năm 2023")
    assert [button.get_text(" ") for button in page.select(".menu-unit button")] == [
        "Thanh uy Văn phòng cấp ủy"
    ]
    # Choosing a period shows the same figure in that period.
    client.post("/chon-ky/", {"period": "2024", "next": following["period"]})
    answer = client.get(following["period"])
    assert answer.url == address(city.admitted, city.east, city.year)
    assert frame_of(seen(client.get(answer.url))[0])[1].endswith("Năm 2024")
    # The old figure is still the old figure, though another period was chosen.
    assert frame_of(seen(client.get(old))[0])[1].endswith("Năm 2023")


def test_a_figure_taken_to_a_year_before_its_unit_is_that_of_its_predecessors(country):  # noqa: F811
    c = country
    post_ward(c.ward_c, 5, c.counted, c.year)
    post_ward(c.new_c1, 7, c.counted, c.later)
    client = signed_in(c.new_c1)
    answer = client.get(f"{address(c.counted, c.new_c1, c.later)}?theo-ky=1&ky=2024")
    assert answer.url.endswith("s20251231/")
    _, text = seen(client.get(answer.url))
    assert "phần chia theo tỷ lệ" in text
