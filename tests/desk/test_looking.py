"""The leader's page, search, the record, help."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.desk.people import part, person, soup, words
from tests.submissions.world import NOW
from tests.submissions.world import build as build_returns
from tests.yearend import world
from tongket.access.domain import SYSTEM
from tongket.audit.models import AuditEvent
from tongket.rulebook.services import load_rulebook
from tongket.submissions import services
from tongket.submissions.domain import Cell
from tongket.yearend.services import create_review

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.desk.addresses")]


@pytest.fixture
def figures(settings):
    settings.TODAY = date(2025, 1, 20)
    return world.build()


# ------------------------------------------------------------------------------------ the leader


def test_a_leader_sees_results_against_targets_and_every_number_opens(figures):
    leader = person("leader", "khoi-dan-chinh-dang")
    page = soup(leader.get("/lanh-dao/?ky=2022"))
    table = part(page, "So với chỉ tiêu")
    assert "Đảng viên kết nạp trong kỳ 406 400 101,5 %" in table.replace("\xa0", " ")
    for cell in page.select("section:first-of-type td.number"):
        if cell.get_text(strip=True)[:1].isdigit() and "%" not in cell.get_text():
            assert leader.get(cell.a["href"]).status_code == 200


def test_the_leader_is_told_how_many_stand_behind_the_results(settings):
    settings.TODAY = date(2025, 1, 20)
    world.build(missing=True)
    page = soup(person("leader", "quan-binh-thanh").get("/lanh-dao/?ky=2024"))
    assert "1/2 đơn vị đã được duyệt" in part(page, "So với chỉ tiêu")


def test_a_period_without_figures_is_said_kindly(figures):
    page = soup(person("leader", "khoi-dan-chinh-dang").get("/lanh-dao/?ky=2019"))
    assert "Kỳ này chưa có số liệu nào." in words(page)
    assert "Không có số liệu nào bị sửa." in words(page)


def test_only_leaders_read_the_leader_page(figures):
    page = soup(person("reporter", "phuong-1").get("/lanh-dao/"), 403)
    assert "Trang này dành cho lãnh đạo cấp ủy." in words(page)


def test_the_leader_sees_who_is_late_and_what_was_corrected_this_week():
    with time_machine.travel("2024-12-08 09:00+07:00", tick=False):
        returns = build_returns()
        returns.send_and_accept("chi-bo-1")
        leader = person("leader", "thanh-uy")
        text = words(soup(leader.get("/lanh-dao/?ky=2024")))
        assert "2 phiếu quá hạn ở các cấp" in text
        assert "Chi bộ khu phố 2 , hạn 05/12/2024 quá hạn 3 ngày" in text
        assert "1 phiếu được duyệt trong bảy ngày qua" in text
        correct(returns)
        page = soup(leader.get("/lanh-dao/?ky=2024"))
        changed = part(page, "Tuần này")
        assert "Đảng viên cuối kỳ Chi bộ khu phố 1" in changed
        assert "42" in changed
        assert "43" in changed


def correct(returns):
    """Chi bộ 1 corrects one member more, and the ward confirms."""
    changed = {"admitted": 4, "total": 43}
    amendment = services.propose_amendment(
        actor=SYSTEM,
        now=NOW,
        submission=returns.submission("chi-bo-1"),
        cells={returns.measures[key]: Cell(value * 1000) for key, value in changed.items()},
        reason="Bổ sung một đồng chí.",
    )
    services.confirm_amendment(actor=SYSTEM, now=NOW, amendment=amendment)


# ---------------------------------------------------------------------------------------- search


def test_a_text_without_marks_finds_units_indicators_and_figures(figures, settings):
    office = person("committee_office", "khoi-dan-chinh-dang")
    page = soup(office.get("/tim/?q=ket+nap&ky=2022"))
    assert "Đảng viên kết nạp trong kỳ" in part(page, "Chỉ tiêu")
    assert "Đảng viên kết nạp trong kỳ: 406" in part(page, "Số liệu")
    page = soup(office.get("/tim/?q=vien+mau"))
    assert "Đảng bộ Viện Mẫu" in part(page, "Đơn vị")


def test_search_shows_nothing_outside_the_scope(figures):
    office = person("committee_office", "khoi-dan-chinh-dang")
    text = words(soup(office.get("/tim/?q=phuong")))
    assert "Phường 1" not in text
    city = person("committee_office", "tp-hcm")
    assert "Đảng bộ Phường 1" in words(soup(city.get("/tim/?q=phuong")))


def test_instruments_are_found_by_number(figures):
    load_rulebook(actor=SYSTEM, now=datetime(2025, 1, 5, tzinfo=UTC))
    page = soup(person("committee_office", "tp-hcm").get("/tim/?q=98/2023/QH15"))
    assert "98/2023/QH15" in part(page, "Văn bản")


def test_a_figure_is_found_by_its_id(figures):
    page = soup(person("committee_office", "tp-hcm").get("/tim/?q=m1u1p1"))
    assert page.select_one('a[href="/so-lieu/m1u1p1/"]')


@pytest.mark.parametrize(
    "text", ["", "   ", "khong co gi nhu the", "<script>alert(1)</script>", "%"]
)
def test_what_finds_nothing_is_answered_kindly_and_escaped(figures, text):
    answer = person("committee_office", "tp-hcm").get("/tim/", {"q": text})
    page = soup(answer)
    assert ("Không tìm thấy gì." in words(page)) is bool(text.strip())
    assert "<script>alert" not in answer.content.decode()


def test_htmx_is_answered_with_the_results_alone(figures):
    office = person("committee_office", "tp-hcm")
    answer = office.get("/tim/?q=phuong", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "Đảng bộ Phường 1" in answer.content.decode()


# ------------------------------------------------------------------------------------ the record


def test_the_administrator_reads_acts_in_words_and_filters_them(figures):
    create_review(actor=SYSTEM, now=world.NOW, unit_code="tp-hcm", year=2023)
    administrator = person("administrator", "tp-hcm")
    text = words(soup(administrator.get("/nhat-ky/")))
    assert "bắt đầu báo cáo tổng kết" in text
    assert "tp-hcm 2023" in text
    only = soup(administrator.get("/nhat-ky/?phan=yearend"))
    assert len(only.select("tbody tr")) == 1
    assert "Không có việc nào như vậy." in words(
        soup(administrator.get("/nhat-ky/?den=01/01/2020"))
    )
    day = "14/01/2025"
    found = soup(administrator.get("/nhat-ky/", {"q": "tổng kết", "tu": day, "den": day}))
    assert len(found.select("tbody tr")) == 1
    assert "không có trong lịch" in words(soup(administrator.get("/nhat-ky/?tu=31/02/2025")))


def test_the_record_turns_pages(figures):
    with time_machine.travel(world.NOW, tick=False):
        for number in range(60):
            AuditEvent.objects.create(
                at=world.NOW,
                actor_id=0,
                actor_label="Hệ thống",
                action="rulebook.load",
                subject_kind="x",
                subject_key=str(number),
                subject_label=f"lần {number}",
                previous_hash="",
                hash=f"{number:064d}",
            )
    administrator = person("administrator", "tp-hcm")
    assert len(soup(administrator.get("/nhat-ky/?phan=rulebook")).select("tbody tr")) == 50
    assert len(soup(administrator.get("/nhat-ky/?phan=rulebook&trang=2")).select("tbody tr")) == 10


def test_the_record_is_for_the_administrator_only(figures):
    page = soup(person("committee_secretary", "tp-hcm").get("/nhat-ky/"), 403)
    assert "Chỉ quản trị viên mới xem được nhật ký." in words(page)


# ----------------------------------------------------------------------------------------- every


def test_help_is_open_to_everybody(figures):
    assert "Xem một số từ đâu mà có" in words(soup(Client().get("/tro-giup/")))
    assert "{{members_admitted}}" in words(soup(Client().get("/tro-giup/")))


@pytest.mark.parametrize("address", ["/", "/lanh-dao/", "/tim/?q=dang", "/tro-giup/"])
def test_every_page_has_one_heading_and_no_style(figures, address):
    page = soup(person("committee_secretary", "tp-hcm").get(address))
    assert len(page.find_all("h1")) == 1
    assert not page.select("[style], style, script:not([src]), [onclick]")


@pytest.mark.parametrize("address", ["/", "/lanh-dao/", "/tim/", "/nhat-ky/", "/tro-giup/"])
def test_the_desk_only_reads(figures, address):
    secretary = person("administrator" if "nhat" in address else "committee_secretary", "tp-hcm")
    assert secretary.post(address).status_code == 405
