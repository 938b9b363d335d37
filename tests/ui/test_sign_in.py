"""Signing in and out."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from tests.ui.people import PASSWORD, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.addresses")]
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


@pytest.fixture(autouse=True)
def _fresh_brake() -> None:
    cache.clear()


def attempt(client: Client, username: str, password: str, **more: str) -> str:
    response = client.post(
        "/dang-nhap/", {"username": username, "password": password, **more}, follow=True
    )
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_right_name_and_password_lead_home(client: Client, cast: Cast) -> None:
    shown = attempt(client, "vanphong", PASSWORD)
    assert "Trần Văn Thử" in shown
    assert "Việc của tôi" in shown


def test_it_leads_to_where_one_wanted_to_go_but_never_elsewhere(client: Client, cast: Cast) -> None:
    given = {"username": "vanphong", "password": PASSWORD}
    assert client.post("/dang-nhap/", {**given, "next": "/thu/"})["Location"] == "/thu/"
    for evil in ("https://example.com/", "//example.com/", "javascript:alert(1)"):
        assert client.post("/dang-nhap/", {**given, "next": evil})["Location"] == "/"


def test_no_refusal_tells_which_was_wrong(client: Client, cast: Cast) -> None:
    cast.administrator.is_active = False
    cast.administrator.save()
    for username, password in (
        ("vanphong", "sai"),
        ("khong-co-ai", PASSWORD),
        ("quantri", PASSWORD),
    ):
        assert WRONG in attempt(client, username, password)
    assert "_auth_user_id" not in client.session


def test_an_empty_form_says_what_is_missing(client: Client) -> None:
    shown = attempt(client, "", "")
    assert "Nhập tên đăng nhập." in shown
    assert "Nhập mật khẩu." in shown


def test_after_five_failures_even_the_right_password_waits(client: Client, cast: Cast) -> None:
    for _time in range(5):
        assert WRONG in attempt(client, "vanphong", "sai")
    assert "Chờ năm phút" in attempt(client, "VanPhong", PASSWORD)
    assert "_auth_user_id" not in client.session
    assert "Lê Thị Ví Dụ" in attempt(client, "quantri", PASSWORD)


def test_success_forgets_the_failures(client: Client, cast: Cast) -> None:
    for _time in range(4):
        attempt(client, "vanphong", "sai")
    attempt(client, "vanphong", PASSWORD)
    client.post("/dang-xuat/")
    for _time in range(4):
        assert WRONG in attempt(client, "vanphong", "sai")
    assert "Trần Văn Thử" in attempt(client, "vanphong", PASSWORD)


def test_signing_out_ends_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.post("/dang-xuat/", follow=True)
    assert "Đã đăng xuất." in response.content.decode()
    assert client.get("/").status_code == 302


def test_whoever_is_signed_in_goes_on(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    assert client.get("/dang-nhap/?next=/thu/")["Location"] == "/thu/"


def test_the_demo_offers_its_people(
    client: Client, cast: Cast, settings: object, tmp_path: Path
) -> None:
    account = {
        "name": "Trần Văn Thử",
        "role": "Văn phòng cấp ủy",
        "unit": "Đảng ủy phường Bến Mẫu",
        "username": "vanphong",
        "password": PASSWORD,
    }
    (tmp_path / "demo_accounts.json").write_text(json.dumps([account]), encoding="utf-8")
    settings.HOME = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    soup = BeautifulSoup(client.get("/dang-nhap/").content, "html.parser")
    form = soup.select(".choices form")[0]
    assert "Văn phòng cấp ủy" in form.get_text()
    given = {entry["name"]: entry["value"] for entry in form.select("input[name]")}
    assert client.post("/dang-nhap/", given)["Location"] == "/"


def test_elsewhere_nobody_is_offered(client: Client) -> None:
    assert b"choices" not in client.get("/dang-nhap/").content
