"""Việc của tôi: due, to accept, returned, and kind words when there is nothing."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.desk.people import known, part, soup, words
from tests.submissions import world as submissions_world
from tests.submissions.world import NOW, build
from tongket.access.domain import SYSTEM
from tongket.indicators.domain import SCALE
from tongket.submissions import services
from tongket.submissions.domain import Cell
from tongket.yearend.services import create_review

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.desk.addresses")]


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield build()


def test_a_secretary_sees_what_is_due_in_words(world):
    page = soup(known("bi-thu-1").get("/"))
    due = part(page, "Đến hạn")
    assert "Báo cáo năm, năm 2024" in due
    assert "hạn gửi 05/12/2024 · còn 1 ngày" in due
    link = page.select_one("a.choice")
    assert link["href"] == f"/bao-cao/phieu/{world.submission('chi-bo-1').pk}/"
    assert part(page, "Chờ tôi duyệt") == ""
    assert "Không có phiếu nào bị trả lại." in words(page)


def test_late_is_said_by_word(world):
    with time_machine.travel("2024-12-08 09:00+07:00", tick=False):
        assert "quá hạn 3 ngày" in part(soup(known("bi-thu-1").get("/")), "Đến hạn")


def test_a_returned_return_stands_first_with_its_reason(world):
    world.send("chi-bo-1")
    services.return_for_correction(
        actor=SYSTEM,
        now=NOW,
        submission=world.submission("chi-bo-1"),
        reasons={},
        whole="Thiếu ba đảng viên chuyển đến.",
    )
    page = soup(known("bi-thu-1").get("/"))
    assert "Lý do: Thiếu ba đảng viên chuyển đến." in part(page, "Bị trả lại")
    headings = [words(one) for one in page.find_all("h2")]
    assert headings[0].startswith("Bị trả lại")
    assert "Không còn phiếu nào phải gửi." in part(page, "Đến hạn")


def test_an_office_sees_what_waits_for_it_and_nothing_of_others(world):
    world.send("chi-bo-1")
    world.send("chi-bo-3")
    waiting = part(soup(known("van-phong-a").get("/")), "Chờ tôi duyệt")
    assert "Chi bộ khu phố 1" in waiting
    assert "Chi bộ khu phố 3" not in waiting
    page = soup(known("van-phong-a").get("/"))
    address = f"/bao-cao/phieu/{world.submission('chi-bo-1').pk}/duyet/"
    assert page.select_one(f'a[href="{address}"]')
    assert "1/2 đơn vị đã gửi" in part(page, "Tiến độ cấp dưới")


def test_a_late_correction_waits_for_the_level_above_and_for_nobody_else(world):
    world.send_and_accept("chi-bo-1")
    amendment = services.propose_amendment(
        actor=SYSTEM,
        now=NOW,
        submission=world.submission("chi-bo-1"),
        cells={
            world.measures["admitted"]: Cell(5 * SCALE),
            world.measures["total"]: Cell(44 * SCALE),
        },
        reason="Sót hai quyết định kết nạp",
    )
    page = soup(known("van-phong-a").get("/"))
    section = part(page, "Đề nghị điều chỉnh chờ xác nhận")
    assert "Chi bộ khu phố 1" in section
    assert "Sót hai quyết định kết nạp" in section
    assert page.select_one(f'a[href="/bao-cao/dieu-chinh/{amendment.pk}/"]')
    for other in ("bi-thu-1", "van-phong-b", "van-phong-tp"):
        assert part(soup(known(other).get("/")), "Đề nghị điều chỉnh chờ xác nhận") == ""


def test_when_all_is_done_the_page_says_so_kindly_and_shows_what_was_sent(world):
    world.send("chi-bo-1")
    page = soup(known("bi-thu-1").get("/"))
    assert "Hiện không có việc nào đang đợi." in words(page)
    assert "Không còn phiếu nào phải gửi." in words(page)
    assert "Báo cáo năm, năm 2024, Chi bộ khu phố 1" in part(page, "Vừa gửi")


def test_an_office_sees_its_reviews_in_progress(world):
    create_review(actor=SYSTEM, now=NOW, unit_code="thanh-uy", year=2024)
    page = soup(known("van-phong-tp").get("/"))
    assert "Đảng bộ Thành phố, 2024" in part(page, "Báo cáo tổng kết đang soạn")
    assert part(soup(known("bi-thu-1").get("/")), "Báo cáo tổng kết đang soạn") == ""


def test_a_leader_is_told_where_to_look(world):
    page = soup(known("lanh-dao-a").get("/"))
    assert "Vai trò của bạn là xem và tra cứu" in words(page)


def test_a_stranger_is_asked_to_sign_in(world):
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")


def test_more_returns_cost_no_more_queries(world):
    office = known("van-phong-a")
    world.send("chi-bo-1")
    office.get("/")
    with CaptureQueriesContext(connection) as few:
        office.get("/")
    world.send("chi-bo-2")
    with CaptureQueriesContext(connection) as many:
        page = soup(office.get("/"))
    assert part(page, "Chờ tôi duyệt").startswith("Chờ tôi duyệt · 2")
    assert len(many) == len(few)
    assert submissions_world.NOW == NOW
