"""What a branch secretary reads about the indicators."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.rulebook.people import reader
from tongket.access.domain import SYSTEM
from tongket.indicators.models import Indicator
from tongket.indicators.services import load_indicators

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rulebook.addresses")]
NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def browser(settings: LazySettings) -> Client:
    settings.TODAY = NOW.date()
    load_indicators(actor=SYSTEM, now=NOW)
    return reader()


def read(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("query", ["kết nạp so với", "KET NAP SO VOI", "admitted_vs"])
def test_search_needs_no_marks(browser: Client, query: str) -> None:
    answer = browser.get("/chi-tieu/", {"tim": query})
    text = answer.content.decode()
    assert "1 chỉ tiêu" in text
    assert "Tỷ lệ kết nạp so với chỉ tiêu" in text


def test_htmx_gets_the_rows_alone(browser: Client) -> None:
    answer = browser.get("/chi-tieu/", {"tim": "chi bộ"}, headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="rows">')


def test_nothing_found_is_said_kindly(browser: Client) -> None:
    text = read(browser, "/chi-tieu/?tim=<b>zzz")
    assert "Không có chỉ tiêu nào như vậy" in text
    assert "<b>zzz" not in text


def test_a_ratio_says_that_it_is_recomputed_and_shows_its_parts(browser: Client) -> None:
    text = read(browser, "/chi-tieu/members_admitted_vs_target/")
    assert "Đảng viên kết nạp trong kỳ × 100 : Chỉ tiêu kết nạp đảng viên" in text
    assert "không cộng, không lấy trung bình" in text
    assert "1 chữ số sau dấu phẩy, từ nửa trở lên thì làm tròn lên" in text
    assert 'href="/chi-tieu/members_admitted_target/"' in text


def test_a_base_indicator_names_the_forms_that_ask_for_it(browser: Client) -> None:
    text = read(browser, "/chi-tieu/members_total/")
    assert "Báo cáo quý về công tác xây dựng Đảng" in text
    assert "Số của kỳ dài là số có đến ngày cuối kỳ." in text


def test_every_indicator_has_a_page_without_a_hole(browser: Client) -> None:
    for code in Indicator.objects.values_list("code", flat=True):
        text = read(browser, f"/chi-tieu/{code}/")
        assert f"<code>{code}</code>" in text.replace("<wbr>", "")
        assert "None" not in text


def test_an_unknown_indicator_is_not_found(browser: Client) -> None:
    assert browser.get("/chi-tieu/khong_co/").status_code == 404
