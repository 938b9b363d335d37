"""A page asks the database as much for thirty children as for three."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from tests.pages import cast as the_city
from tests.pages.cast import FIRST, NOW, Cast
from tests.pages.counting import count
from tongket.access.domain import SYSTEM
from tongket.accounts.models import Appointment, User
from tongket.org.models import Unit
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.yearend.services import create_review

FEW, MANY = 3, 30
PAGES = (
    "/?don-vi={pk}",
    "/lanh-dao/?don-vi={pk}&ky=2024",
    "/bao-cao/?don-vi={pk}",
    "/bao-cao/{round}/bang/?cap={pk}",
    "/bao-cao/{round}/bang/excel/?cap={pk}",
    "/bao-cao/phieu/{form}/",
    "/bao-cao/phieu/{form}/?phan=tat-ca",
    "/so-lieu/?tai={code}&ky=2024&bieu=bao-cao-thu",
    "/so-lieu/?tai={code}&ky=2024&bieu=bao-cao-thu&xem=don-vi",
    "/so-lieu/?tai={code}&ky=2024&bieu=bao-cao-thu&xem=dong",
    "/so-lieu/xuat/?tai={code}&ky=2024&bieu=bao-cao-thu",
    "/so-lieu/{figure}/",
    "/so-lieu/{figure}/tinh-lai/",
    "/to-chuc/?duoi={code}",
    "/to-chuc/{code}/",
    "/tong-ket/{code}/2024/",
)


@pytest.fixture(scope="module")
def two_wards(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        outer = transaction.atomic()
        outer._from_testcase = True
        outer.__enter__()
        try:
            yield _two_wards()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def _two_wards() -> Cast:
    cast = the_city.begin()
    rows = [
        NewUnit(code, f"Đảng bộ {code}", "ward_committee", "party", "thanh-uy")
        for code in ("phuong-it", "phuong-nhieu")
    ]
    for ward, cells in (("phuong-it", FEW), ("phuong-nhieu", MANY)):
        rows += [
            NewUnit(f"{ward}-{number}", f"Chi bộ {ward} {number}", "cell", "party", ward)
            for number in range(cells)
        ]
    bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)
    cast.units |= {row.code: Unit.objects.get(code=row.code) for row in rows}
    office = User.objects.create_user("hai-phuong", password="x", full_name="Hai Phường")
    for ward in ("phuong-it", "phuong-nhieu"):
        Appointment.objects.create(
            user=office, unit=cast.units[ward], role="committee_office", valid_from=FIRST
        )
    the_city.open_round(cast, "2024")
    for row in rows:
        if row.kind == "cell":
            # One of three has sent and waits, one of three is accepted, the others have not sent.
            place = int(row.code.rpartition("-")[2]) % FEW
            if place == 1:
                cast.send(row.code)
            elif place == 2:
                cast.accept(row.code)
    for ward in ("phuong-it", "phuong-nhieu"):
        create_review(actor=SYSTEM, now=NOW, unit_code=ward, year=2024)
    return cast


@pytest.mark.parametrize("page_of", PAGES)
def test_a_page_asks_no_more_for_thirty_children_than_for_three(page_of: str, two_wards: Cast, db):
    browser = Client()
    browser.force_login(User.objects.get(username="hai-phuong"))
    counts = {}
    for ward in ("phuong-it", "phuong-nhieu"):
        address = page_of.format(
            pk=two_wards.units[ward].pk,
            code=ward,
            round=two_wards.rounds["2024"].code,
            form=two_wards.submission(ward).pk,
            figure=two_wards.figure("members_total", ward, "2024"),
        )
        assert browser.get(address).status_code == 200, address
        counts[ward] = count(lambda: browser.get(address))  # noqa: B023
    assert counts["phuong-nhieu"] <= counts["phuong-it"], page_of
