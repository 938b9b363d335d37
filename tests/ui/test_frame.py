"""The frame, the refusals and the gallery as a person meets them."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import Client

from tests.ui.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.addresses")]


def seen(response: object) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")  # type: ignore[attr-defined]  # a response


def words(soup: object) -> str:
    return " ".join(soup.get_text(" ").split())  # type: ignore[attr-defined]  # a soup


def test_a_stranger_is_asked_to_sign_in_first(client: Client) -> None:
    response = client.get("/thu/")
    assert response.status_code == 302
    assert response["Location"] == "/dang-nhap/?next=/thu/"


def test_the_frame_says_where_and_when(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    soup = seen(client.get("/"))
    assert "Đảng ủy khối Cơ quan" in words(soup.select_one(".menu-unit summary"))
    assert "Năm 2025" in words(soup.select_one(".menu-period .menu-list"))
    assert "Trần Văn Thử" in words(soup.select_one(".menu-person summary"))
    assert soup.select_one("a.skip")["href"] == "#content"


def test_sections_are_those_the_gate_lets_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    assert "Nhật ký" not in words(seen(client.get("/")))
    assert client.get("/nhat-ky/").status_code == 403
    client.force_login(cast.administrator)
    soup = seen(client.get("/nhat-ky/"))
    assert words(soup.select_one(".sections [aria-current]")) == "Nhật ký"


def test_choosing_a_unit_and_a_period_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.post("/chon-don-vi/", {"unit": cast.ward_id, "next": "/thu/?don-vi=1&a=2"})
    assert response["Location"] == "/thu/?a=2"
    client.post("/chon-ky/", {"period": "2024"})
    soup = seen(client.get("/"))
    assert "Đảng ủy phường Bến Mẫu" in words(soup.select_one(".menu-unit summary"))
    assert "Năm 2024" in words(soup.select_one(".menu-period summary"))


def test_a_unit_of_others_cannot_be_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.post("/chon-don-vi/", {"unit": cast.foreign_id}, follow=True)
    assert "Bạn không được phân công ở đơn vị này." in words(seen(response))
    soup = seen(client.get(f"/?don-vi={cast.foreign_id}"))
    assert "Đơn vị ngoài" not in words(soup)


@pytest.mark.parametrize("period", ["", "2024-Q9", "năm nay", "1802"])
def test_a_period_that_is_none_is_refused(client: Client, cast: Cast, period: str) -> None:
    client.force_login(cast.office)
    response = client.post("/chon-ky/", {"period": period}, follow=True)
    assert "Không có kỳ báo cáo này." in words(seen(response))


def test_a_refusal_says_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.get("/tu-choi/")
    assert response.status_code == 403
    assert "Chỉ Bí thư mới duyệt được." in words(seen(response))


def test_outside_the_scope_there_is_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.get("/ngoai/")
    assert response.status_code == 404
    assert words(seen(response).select_one("h1")) == "Không có trang này"


def test_an_address_that_is_none_is_answered_with_a_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert words(seen(response).select_one("h1")) == "Không có trang này"


def test_a_fault_shows_no_particulars(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    client.raise_request_exception = False
    response = client.get("/hong/")
    assert response.status_code == 500
    assert "secret" not in response.content.decode()
    assert "Máy chủ chưa làm được việc này" in words(seen(response).select_one("h1"))


def test_paper_has_its_heading_and_no_frame() -> None:
    source = """{% extends "ui/paper.html" %}{% block title %}Biểu số 1{% endblock %}
    {% block content %}<p>Nội dung</p>{% endblock %}"""
    soup = BeautifulSoup(Template(source).render(Context()), "html.parser")
    assert words(soup.select_one("h1")) == "Biểu số 1"
    assert soup.title is not None
    assert soup.title.get_text() == "Biểu số 1"
    assert "Nội dung" in words(soup.select_one("main"))
    assert not soup.select("nav, .frame")


def test_acts_are_refused_by_get(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    for address in ("/dang-xuat/", "/chon-don-vi/", "/chon-ky/", "/chon-ngon-ngu/"):
        assert client.get(address).status_code == 405


class TestGallery:
    def test_nobody_else_sees_it(self, client: Client) -> None:
        assert client.get("/ui/").status_code == 404

    def test_a_developer_sees_it(self, client: Client, settings: object) -> None:
        settings.DEBUG = True  # type: ignore[attr-defined]  # pytest-django's settings
        assert client.get("/ui/").status_code == 200

    def test_ids_are_unique_and_fields_have_labels(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        soup = seen(client.get("/thu/"))
        ids = [element["id"] for element in soup.select("[id]")]
        assert len(ids) == len(set(ids))
        labelled = {label["for"] for label in soup.select("label[for]")}
        for entry in soup.select("input:not([type=hidden])"):
            assert entry["id"] in labelled
        assert len(soup.select("h1")) == 1
        assert soup.title.get_text() == "Thư viện thành phần · Tổng Kết"

    def test_nothing_inline_and_nothing_from_elsewhere(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        response = client.get("/thu/")
        soup = seen(response)
        assert not soup.select("[style], style, script:not([src]), [onclick]")
        for element in soup.select("[src], link[href]"):
            assert str(element.get("src") or element.get("href")).startswith("/static/")

    def test_another_structure_is_said_on_top(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        band = seen(client.get("/thu/")).select_one(".band")
        assert "cơ cấu tổ chức ngày 01/07/2025" in words(band)

    def test_htmx_gets_the_part_and_a_browser_the_page(self, client: Client, cast: Cast) -> None:
        client.force_login(cast.office)
        part = client.get("/thu/", headers={"HX-Request": "true"})
        assert b"<html" not in part.content
        assert "Kết nạp đảng viên theo đơn vị" in part.content.decode()
        assert "HX-Request" in part["Vary"]
        for whole in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
            response = client.get("/thu/", headers={"HX-Request": "true", **whole})
            assert b"<html" in response.content
