"""A long report is shown in parts: each says what stands in it, and a sentence opens its own."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.pages import cast as city_of
from tests.pages.cast import TODAY
from tongket.accounts.models import User
from tongket.narratives.selectors.document import PART
from tongket.narratives.services import Match, confirm

pytestmark = pytest.mark.django_db
LAST = "Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 15 đảng viên mới."
WRONG = "Toàn Đảng bộ có 210 đảng viên, gồm 120 nam và 80 nữ."


@pytest.fixture
def city(settings):
    settings.TODAY = TODAY
    return city_of.begin()


@pytest.fixture
def report(city):
    lines = ["Cấp ủy đổi mới sinh hoạt chi bộ ở từng khu phố."] * PART
    return city_of.drop_in(city, text="\n".join([*lines, WRONG, LAST]))


def page(address: str, who: str = "parent") -> BeautifulSoup:
    client = Client()
    client.force_login(User.objects.get(username=who))
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def current_part(shown: BeautifulSoup) -> str:
    (part,) = {
        " ".join(tab.get_text().split())
        for tab in shown.select(".tabs a[href*='phan='][aria-current]")
    }
    return part


def test_each_part_says_how_much_stands_in_it(report):
    shown = page(f"/soat/{report.pk}/")
    assert current_part(shown) == "Phần 1 0"
    assert not shown.select("[data-note]")
    (second,) = {tab["href"] for tab in shown.select(".tabs a[href*='phan=2']")}
    other = page(f"/soat/{report.pk}/{second}")
    assert current_part(other).startswith("Phần 2 ")
    assert len(other.select("[data-note]")) == len(other.select("[id^=f][data-note]")) > 0


def test_a_sentence_opens_the_part_it_stands_in(report):
    stated = report.stated.get(start=report.text.index("15 đảng viên"))
    assert current_part(page(f"/soat/{report.pk}/?xem=so-lieu")).startswith("Phần 1")
    shown = page(f"/soat/{report.pk}/?xem=so-lieu&so={stated.pk}")
    assert current_part(shown).startswith("Phần 2")
    assert shown.find(id=f"s{stated.pk}")
    assert all("so=" not in tab["href"].replace("so-lieu", "") for tab in shown.select(".tabs a"))


@pytest.mark.parametrize("asked", ["so=99999999", "so=x", "so=" + "9" * 40, "phan=0", "phan=99"])
def test_a_part_that_cannot_be_found_is_one_that_can(report, asked):
    assert current_part(page(f"/soat/{report.pk}/?xem=so-lieu&{asked}")).startswith("Phần ")


def test_the_evidence_of_a_confirmed_figure_leads_to_its_sentence(city, report):
    stated = report.stated.get(start=report.text.index("15 đảng viên"))
    match = Match("members_admitted", "phuong-ben-mau", "2023")
    confirm(actor=city.actor("parent"), now=city_of.NOW, report=report, stated=stated, match=match)
    figure = page(f"/so-lieu/{city.figure('members_admitted', 'phuong-ben-mau')}/")
    addresses = [link["href"] for link in figure.select(f"a[href^='/soat/{report.pk}/']")]
    assert addresses
    assert page(addresses[0].partition("#")[0]).find(id=f"s{stated.pk}")
