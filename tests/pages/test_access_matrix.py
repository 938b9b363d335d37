"""Every address × every person: who gets the page, who is told why not, who learns nothing.

A line says ``status: people | status: people``; ``*`` stands for everyone not named. Nobody signed
in is sent to the sign-in everywhere, so only the exceptions to that are listed.
"""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.pages.cast import PEOPLE, Cast
from tests.pages.people import HTMX, People, without_frame, words
from tests.pages.rows import ROWS, Row
from tongket.access.gate import no_role_for

SAME = "same"
"""The page takes a post for a look; tried for one person of each sort."""
ALL_SIGNED_IN = "403: ended | 200: *"
READERS = "403: ended admin | 200: *"
OF_THE_CELL = "404: sibling other heir aside former | 403: ended admin | 200: *"
OF_THE_WARD = "200: parent city head leader board | 403: ended admin | 404: *"
OF_THE_CITY = "200: city head leader board | 403: ended admin | 404: *"
NO_POST = "403: ended admin | 405: *"
COMMITTEES_POST = "403: * | 405: parent aside city head"
WARD_REVIEW = "200: parent | 404: aside | 403: *"
WRITES_WARD_REVIEW = "303: parent | 404: aside | 403: *"
NEVER_READ = "405: *"
OF_ONE_OFFICE = "200: parent | 403: ended admin | 404: *"
WORKS_ON_IT = "303: parent | 403: ended admin leader | 404: *"
NEVER_READ_NARRATIVE = "403: ended admin leader | 405: *"
SAMPLE = ("own", "former", "ended", "city", "leader", "board", "admin")
"""One of each office: enough where no unit is asked for."""

TABLE: Mapping[str, tuple[str, str]] = {
    "sign_in": ("302: *", "200: *"),
    "sign_out": (NEVER_READ, "302: *"),
    "set_language": (NEVER_READ, "302: *"),
    "set_unit": (NEVER_READ, "302: *"),
    "set_period": (NEVER_READ, "302: *"),
    "rulebook:rule_list": (ALL_SIGNED_IN, SAME),
    "rulebook:rule": (ALL_SIGNED_IN, SAME),
    "indicators:list": (ALL_SIGNED_IN, SAME),
    "indicators:detail": (ALL_SIGNED_IN, SAME),
    "org:tree": (ALL_SIGNED_IN, SAME),
    "org:tree of the ward": (
        "200: parent city head leader board admin double | 403: ended | 404: *",
        SAME,
    ),
    "org:search": (ALL_SIGNED_IN, SAME),
    "org:disagreements": (ALL_SIGNED_IN, SAME),
    "org:unit cell": ("200: * | 403: ended | 404: sibling other heir aside former", SAME),
    "org:unit ended cell": ("200: * | 403: ended | 404: sibling other heir aside", SAME),
    "org:unit ward": (
        "200: parent city head leader board admin double | 403: ended | 404: *",
        SAME,
    ),
    "org:unit city": ("200: city head leader board admin double | 403: ended | 404: *", SAME),
    "org:unit public division": (ALL_SIGNED_IN, SAME),
    "org:reorganisation_list": (ALL_SIGNED_IN, SAME),
    "org:reorganisation_new": ("200: board | 403: *", "303: board | 403: *"),
    "org:reorganisation applied": ("200: * | 403: ended | 404: sibling other", SAME),
    "org:reorganisation drafted": ("200: board | 403: ended | 404: *", SAME),
    "org:reorganisation_edit": ("200: board | 403: *", "303: board | 403: *"),
    "org:reorganisation_apply": (NEVER_READ, "303: board | 403: *"),
    "org:reorganisation_revert": (NEVER_READ, "303: board | 403: *"),
    "rollup:overview": (READERS, SAME),
    "rollup:overview of the ward": (OF_THE_WARD, SAME),
    "rollup:export": ("200: * | 403: ended admin | 404: heir", SAME),
    "rollup:export of the ward": (OF_THE_WARD, SAME),
    "rollup:figure cell": (OF_THE_CELL, SAME),
    "rollup:figure ended cell": ("200: * | 403: ended admin | 404: sibling other heir aside", SAME),
    "rollup:figure ward": (OF_THE_WARD, SAME),
    "rollup:figure city": (OF_THE_CITY, SAME),
    "rollup:branch ward": ("302: parent city head leader board | 403: ended admin | 404: *", SAME),
    "rollup:recompute ward": (OF_THE_WARD, SAME),
    "submissions:round_list": (READERS, NO_POST),
    "submissions:open_round": (
        "200: parent aside city head | 403: *",
        "302: parent aside city head | 403: *",
    ),
    "submissions:form cell": (OF_THE_CELL, NO_POST),
    "submissions:form returned cell": (
        "200: sibling parent city head leader board | 403: ended admin | 404: *",
        NO_POST,
    ),
    "submissions:form ward": (OF_THE_WARD, NO_POST),
    "submissions:form city": (OF_THE_CITY, NO_POST),
    "submissions:cell cell": (
        "403: ended leader board admin | 405: *",
        "302: own clerk double | 403: * | 404: sibling other heir aside former",
    ),
    "submissions:cell ward": (
        "403: ended leader board admin | 405: *",
        "403: ended city head leader board admin | 404: * | 422: parent",
    ),
    "submissions:submit cell": (
        "403: clerk ended leader board admin double | 405: *",
        "302: own | 403: * | 404: sibling other heir aside former",
    ),
    "submissions:review waiting cell": (
        "200: parent city head | 403: * | 404: aside",
        "302: parent | 403: * | 404: aside",
    ),
    "submissions:review giving back": (
        "200: parent city head | 403: * | 404: aside",
        "302: parent | 403: * | 404: aside",
    ),
    "submissions:version cell": (OF_THE_CELL, NO_POST),
    "submissions:version ward": (OF_THE_WARD, NO_POST),
    "submissions:version ended cell": (
        "200: * | 403: ended admin | 404: sibling other heir aside",
        NO_POST,
    ),
    "submissions:amend cell": (
        "200: own parent city head | 403: * | 404: sibling other heir aside former",
        "302: own | 403: * | 404: sibling other heir aside former",
    ),
    "submissions:amendment confirming": (
        "200: sibling parent city head leader board | 403: ended admin | 404: *",
        "302: parent | 403: sibling ended city head leader board admin | 404: *",
    ),
    "submissions:amendment withdrawing": (
        "200: sibling parent city head leader board | 403: ended admin | 404: *",
        "302: sibling parent | 403: ended city head leader board admin | 404: *",
    ),
    "submissions:excel cell": (OF_THE_CELL, NO_POST),
    "submissions:excel_upload cell": (
        "403: ended leader board admin | 405: *",
        "403: * | 404: sibling other heir aside former | 422: own clerk double",
    ),
    "submissions:board": ("200: * | 403: ended admin | 404: former", NO_POST),
    "submissions:board of the year before": (READERS, NO_POST),
    "submissions:board_export": ("200: * | 403: ended admin | 404: former", NO_POST),
    "submissions:accept_waiting": (COMMITTEES_POST, "302: parent aside city head | 403: *"),
    "submissions:seal": ("403: * | 405: head", "302: head | 403: *"),
    "home": (ALL_SIGNED_IN, "403: ended | 405: *"),
    "desk:leader": (
        "200: parent aside city head leader board | 403: *",
        "403: * | 405: parent aside city head leader board",
    ),
    "desk:search": (ALL_SIGNED_IN, "403: ended | 405: *"),
    "desk:audit": ("200: admin double | 403: *", "403: * | 405: admin double"),
    "desk:help": ("200: *", NEVER_READ),
    "narratives:report_list": ("403: ended admin | 200: *", NO_POST),
    "narratives:receive": (NEVER_READ_NARRATIVE, "403: ended admin leader | 303: *"),
    "narratives:figures": ("403: ended admin | 200: *", NO_POST),
    "narratives:report": (OF_ONE_OFFICE, NO_POST),
    "narratives:report figures": (OF_ONE_OFFICE, NO_POST),
    "narratives:progress": ("204: parent | 403: ended admin | 404: *", NO_POST),
    "narratives:stated": (OF_ONE_OFFICE, "303: parent | 403: ended admin | 404: *"),
    "narratives:describe": (NEVER_READ_NARRATIVE, WORKS_ON_IT),
    "narratives:confirm_suggested": (NEVER_READ_NARRATIVE, WORKS_ON_IT),
    "narratives:set_aside": (NEVER_READ_NARRATIVE, WORKS_ON_IT),
    "narratives:read_again": (NEVER_READ_NARRATIVE, WORKS_ON_IT),
    "narratives:remove": (NEVER_READ_NARRATIVE, WORKS_ON_IT),
    "narratives:word": (OF_ONE_OFFICE, NO_POST),
    "narratives:original": (OF_ONE_OFFICE, NO_POST),
    "yearend:review_list": (READERS, NO_POST),
    "yearend:create": (COMMITTEES_POST, "303: parent aside city head | 403: *"),
    "yearend:review ward": (OF_THE_WARD, NO_POST),
    "yearend:word ward": (OF_THE_WARD, NO_POST),
    "yearend:pdf ward": (OF_THE_WARD, NO_POST),
    "yearend:edit_text ward": (WARD_REVIEW, WRITES_WARD_REVIEW),
    "yearend:highlights ward": (WARD_REVIEW, WRITES_WARD_REVIEW),
    "yearend:limits ward": (WARD_REVIEW, WRITES_WARD_REVIEW),
    "yearend:tasks ward": (WARD_REVIEW, WRITES_WARD_REVIEW),
    "yearend:particulars ward": (WARD_REVIEW, WRITES_WARD_REVIEW),
    "yearend:explain ward": (COMMITTEES_POST, WRITES_WARD_REVIEW),
    "yearend:seal ward": (
        "403: parent ended city head leader board admin | 404: *",
        "403: parent ended city head leader board admin | 404: *",
    ),
    "yearend:seal city": (
        "200: head | 403: ended city leader board admin | 404: *",
        "303: head | 403: ended city leader board admin | 404: *",
    ),
}
OPEN_TO_ALL = {"sign_in", "sign_out", "set_language", "desk:help", "ui:gallery"}
OWN_ANSWER_FOR_HTMX = {"rollup:branch ward": {302: 200}}
"""Fragments that exist only for htmx: without it one is sent to the whole page."""


def expected(line: str) -> dict[str, int]:
    found: dict[str, int] = {}
    rest = 0
    for part in line.split("|"):
        status, _, names = part.partition(":")
        if names.strip() == "*":
            rest = int(status)
        else:
            found |= {name: int(status) for name in names.split()}
    assert set(found) <= set(PEOPLE), line
    return {who: found.get(who, rest) for who in PEOPLE}


def asked(line: str, reading: str) -> dict[str, int]:
    """Whom to try, and what they get."""
    if line == SAME:
        return {who: status for status, who in one_of_each(reading).items()}
    statuses = expected(line)
    return {who: statuses[who] for who in SAMPLE} if line == ALL_SIGNED_IN else statuses


def one_of_each(line: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for who, status in expected(line).items():
        found.setdefault(status, who)
    return found


def all_names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from all_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


def test_every_address_stands_in_the_table():
    addresses = set(all_names(get_resolver())) - {"ui:gallery"}
    assert addresses - {row.name for row in ROWS} == set(), "addresses nobody thought about"
    assert {row.name for row in ROWS} - addresses == set(), "lines about addresses that are gone"
    assert {row.key for row in ROWS} == set(TABLE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key.replace(" ", "-"))
def test_who_gets_what(row: Row, city: Cast, people: People):
    address, (reading, acting) = row.address(city), TABLE[row.key]
    wrong = []
    tries = (
        ("GET", asked(reading, reading), lambda who: people.open(who, address)),
        ("POST", asked(acting, reading), lambda who: people.try_post(who, address, row.body(city))),
    )
    for method, statuses, attempt in tries:
        for who, status in statuses.items():
            answer = attempt(who)
            if answer.status_code != status:
                wrong.append(f"{who}: {method} {status}, was {answer.status_code} {words(answer)}")
            else:
                explains(row, answer, address)
    assert wrong == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key.replace(" ", "-"))
def test_a_part_of_a_page_opens_for_the_same_people_as_the_page(
    row: Row, city: Cast, people: People
):
    address = row.address(city)
    other = OWN_ANSWER_FOR_HTMX.get(row.key, {})
    for status, who in one_of_each(TABLE[row.key][0]).items():
        answer = people.open(who, address, htmx=True)
        assert answer.status_code == other.get(status, status), who
        explains(row, answer, address)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key.replace(" ", "-"))
def test_nobody_signed_in_is_sent_to_the_sign_in(row: Row, city: Cast, people: People):
    address = row.address(city)
    if row.name in OPEN_TO_ALL:
        assert people.open("nobody", address).status_code in {200, 405}
        return
    for answer in (
        people.open("nobody", address),
        people.open("nobody", address, htmx=True),
        people.try_post("nobody", address, row.body(city)),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/dang-nhap/?next=/")
        assert answer.content == b""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key.replace(" ", "-"))
def test_no_act_without_the_token_of_the_page(row: Row, city: Cast, people: People):
    address = row.address(city)
    reading, acting = TABLE[row.key]
    for status, who in one_of_each(reading if acting == SAME else acting).items():
        if status not in {200, 302, 303}:
            continue
        browser = people.browser(who, enforce_csrf_checks=True)
        assert browser.post(address, row.body(city)).status_code == 403


def explains(row: Row, answer, address: str) -> None:
    """A refusal says why in one sentence; outside the scope nothing is told."""
    text = words(answer) if answer.status_code in {403, 404} else ""
    if answer.status_code == 404:
        assert text.startswith("Không có trang này")
        assert not row.secret or row.secret not in without_frame(answer)
    if answer.status_code == 403:
        assert text.startswith("Bạn chưa làm được việc này")
        assert re.search(r"(Chỉ .+ mới .+ được|Tài khoản của bạn chưa được|Trang này dành)", text)
        action = resolve(address.partition("?")[0]).func.access_action
        assert action is None or no_role_for(action)[:20] in text or "Chỉ " in text
    if answer.status_code == 405:
        assert answer["Allow"]


def test_a_young_unit_sees_of_an_old_round_only_its_predecessor(city: Cast, people: People):
    board = f"/bao-cao/{city.rounds['2023'].code}/bang/"
    text = words(people.open("heir", board))
    assert "Tiến độ dưới Chi bộ Đồi Cũ" in text
    assert "Bến Mẫu" not in text


def test_an_office_without_figures_shows_none_of_them(city: Cast, people: People):
    """A person with two offices sees by each what that office may see."""
    for address in ("/bao-cao/", "/so-lieu/?ky=2023", f"/bao-cao/{city.rounds['2024'].code}/bang/"):
        text = words(people.open("double", address))
        assert "Bến Ba" not in text
        assert "dưới Đảng bộ" not in text


def test_the_page_of_a_lost_token_is_kind(city: Cast, people: People):
    browser: Client = people.browser("own", enforce_csrf_checks=True)
    answer = browser.post("/chon-ky/", {"period": "2023"}, headers=HTMX)
    assert answer.status_code == 403
    assert "Mở lại trang rồi làm lại" in words(answer)
    assert "CSRF" not in answer.content.decode().replace("X-CSRFToken", "")
