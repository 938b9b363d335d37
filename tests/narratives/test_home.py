"""Việc của tôi shows the office's own reports in which something is still to be mended."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.pages import cast as city_of
from tests.pages.cast import NARRATIVE, NOW, TODAY
from tongket.access.domain import SYSTEM
from tongket.accounts.models import User
from tongket.narratives.selectors.findings import finding_views
from tongket.narratives.services import receive, set_aside

pytestmark = pytest.mark.django_db
HEADING = "Văn bản còn chỗ cần xem lại"


@pytest.fixture
def city(settings):
    settings.TODAY = TODAY
    return city_of.begin()


def section(who: str) -> Tag | None:
    client = Client()
    client.force_login(User.objects.get(username=who))
    page = BeautifulSoup(client.get("/").content.decode(), "html.parser")
    heading = page.find("h2", string=HEADING)
    return heading.parent if isinstance(heading, Tag) else None


def test_a_report_with_mistakes_is_one_line_with_their_number(city):
    report = city_of.drop_in(city)
    shown = section("parent")
    assert shown is not None
    (line,) = shown.select("a.choice")
    assert line["href"] == f"/soat/{report.pk}/"
    assert f"{report.errors} chỗ sai" in line.get_text()
    assert shown.select("a[href='/soat/']")


def test_only_the_office_itself_sees_it(city):
    city_of.drop_in(city)
    for who in ("aside", "city", "own", "leader"):
        assert section(who) is None


def test_at_most_three_are_shown_the_newest_first(city):
    reports = [
        city_of.drop_in(city, text=NARRATIVE.replace("210", str(220 + number)))
        for number in range(4)
    ]
    shown = section("parent")
    assert shown is not None
    addresses = [line["href"] for line in shown.select("a.choice")]
    assert addresses == [f"/soat/{report.pk}/" for report in reversed(reports[1:])]


def test_what_agrees_was_set_aside_or_waits_to_be_read_is_not_shown(city):
    city_of.drop_in(city, text="Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 15 đảng viên mới.")
    unit_id = city.units["phuong-ben-mau"].pk
    receive(actor=SYSTEM, now=NOW, unit_id=unit_id, file_name="cho.pdf", content=b"%PDF-1.7")
    report = city_of.drop_in(city)
    for view in finding_views(report):
        set_aside(actor=SYSTEM, now=NOW, report=report, key=view.key, reason="Đúng")
    assert section("parent") is None
