"""What a branch secretary reads about the rules."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.rulebook.people import reader
from tongket.access.domain import SYSTEM
from tongket.rulebook.services import load_rulebook

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rulebook.addresses")]
NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def browser(settings: LazySettings) -> Client:
    settings.TODAY = NOW.date()
    return reader()


def read(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_what_holds_today_and_what_is_doubtful(browser: Client) -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    text = read(browser, "/quy-dinh/")
    assert "Thang 100 điểm" in text
    assert "Tiêu chí" not in text.split("Thang 100 điểm")[0]
    assert "như đang có hiệu lực ngày 05/01/2026" in text
    assert "chưa đối chiếu được với văn bản gốc" in text
    assert "Kết luận số 21-KL/TW ngày 24/10/2017" in text
    assert "Được thay bằng: Hướng dẫn số 25-HD/BTCTW ngày 10/11/2023" in text


def test_a_rule_shows_all_its_versions_the_newest_first(browser: Client) -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    text = read(browser, "/quy-dinh/classification.yearly/")
    places = [text.index(number) for number in ("43-HD/", "25-HD/", "21-HD/", "16-HD/")]
    assert places == sorted(places)
    assert text.count("hết hiệu lực") == 3
    assert text.count("còn hiệu lực") == 1


def test_a_doubtful_rule_says_so_plainly(browser: Client) -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    text = read(browser, "/quy-dinh/text_margins.party/")
    assert "Nội dung này chưa đối chiếu được với văn bản gốc." in text
    assert "Lề trang và vị trí số trang ghi theo trí nhớ" in text


def test_an_empty_rulebook_says_what_comes_next(browser: Client) -> None:
    assert "Người quản trị nạp sổ quy định" in read(browser, "/quy-dinh/")


def test_a_rule_that_is_not_there_is_not_found(browser: Client) -> None:
    assert browser.get("/quy-dinh/khong-co/").status_code == 404


def test_the_list_costs_the_same_few_queries_however_many_rules(
    browser: Client, django_assert_max_num_queries: object
) -> None:
    load_rulebook(actor=SYSTEM, now=NOW)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        read(browser, "/quy-dinh/")


@pytest.mark.parametrize("address", ["/quy-dinh/", "/quy-dinh/rounding.percent/", "/chi-tieu/"])
def test_a_stranger_is_asked_to_sign_in(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert "dang-nhap" in answer.headers["Location"]
