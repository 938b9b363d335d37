"""Every page as a browser and a screen reader meet it, in both languages."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.http import HttpResponse

from tests.pages.cast import Cast
from tests.pages.people import People, soup, words
from tests.pages.rows import ROWS
from tests.pages.visits import SHOWS_MARKS, STATUS, VISITS, Visit

NO_PAGES = {
    # answers that are files, parts for htmx, or acts
    "rollup:export", "rollup:branch", "rollup:recompute", "submissions:excel", "yearend:word",
    "submissions:board_export", "yearend:pdf", "sign_out", "set_language", "set_unit", "set_period",
    "org:reorganisation_apply", "org:reorganisation_revert", "submissions:cell",
    "submissions:submit", "submissions:excel_upload", "submissions:accept_waiting",
    "submissions:seal", "yearend:create", "yearend:explain", "narratives:receive",
    "narratives:progress", "narratives:describe", "narratives:confirm_suggested",
    "narratives:set_aside", "narratives:read_again", "narratives:remove", "narratives:word",
    "narratives:original",
}  # fmt: skip
each_visit = pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)


def test_every_page_is_visited(city: Cast, people: People):
    from django.urls import resolve

    visited = {resolve(visit.address(city).partition("?")[0]).view_name for visit in VISITS[:8]}
    for visit in VISITS[8:]:
        if visit.name != "no-such-page":
            visited.add(resolve(visit.address(city).partition("?")[0]).view_name)
    assert {row.name for row in ROWS} - NO_PAGES - visited == set()


@each_visit
def test_the_page_is_whole(visit: Visit, city: Cast, people: People):
    answer = people.open(visit.who, visit.address(city))
    assert answer.status_code == STATUS.get(visit.name, 200)
    page = soup(answer)
    assert page.html["lang"] == "vi"
    (heading,) = page.find_all("h1")
    assert visit.heading in " ".join(heading.get_text(" ").split())
    assert page.title.get_text().endswith("· Tổng Kết")
    assert len(page.title.get_text()) > len("· Tổng Kết") + 2
    assert structure_faults(page) == []
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert leftovers(answer, visit) == []


@each_visit
def test_the_page_renders_in_english(visit: Visit, city: Cast, people: People):
    browser = people.browser(visit.who)
    browser.cookies["django_language"] = "en"
    answer = browser.get(visit.address(city))
    assert answer.status_code == STATUS.get(visit.name, 200)
    page = soup(answer)
    assert page.html["lang"] == "en"
    assert len(page.find_all("h1")) == 1
    assert leftovers(answer, visit) == []


@each_visit
def test_every_link_and_form_of_the_page_leads_somewhere(visit: Visit, city: Cast, people: People):
    from django.urls import Resolver404, resolve

    page = soup(people.open(visit.who, visit.address(city)))
    lost = []
    wanted = [link["href"] for link in page.select("a[href]")]
    wanted += [form.get("action") or "/" for form in page.select("form")]
    wanted += [part[name] for name in ("hx-get", "hx-post") for part in page.select(f"[{name}]")]
    for address in wanted:
        path = re.sub(r"^https?://[^/]+", "", address).partition("#")[0].partition("?")[0]
        if path and path.startswith("/") and not path.startswith("/static/"):
            try:
                resolve(path)
            except Resolver404:
                lost.append(address)
    ids = {part["id"] for part in page.select("[id]")}
    lost += [
        link["href"]
        for link in page.select('a[href^="#"]')
        if link["href"] != "#" and link["href"][1:] not in ids
    ]
    assert lost == []


@each_visit
def test_links_of_the_page_open_for_the_person_who_sees_them(
    visit: Visit, city: Cast, people: People
):
    """Nobody is led to a closed door: what is shown as a link can be opened."""
    page = soup(people.open(visit.who, visit.address(city)))
    links = {link["href"].partition("#")[0] for link in page.select("main a[href^='/']")}
    files = re.compile(r"/(xuat|excel|word|pdf)/")
    closed = []
    for address in sorted(links)[:: max(1, len(links) // 12)]:
        if not files.search(address):
            status = people.open(visit.who, address).status_code
            if status not in {200, 302}:
                closed.append((status, address))
    assert closed == []


def structure_faults(page: BeautifulSoup) -> list[str]:
    """What is wrong for a browser or a screen reader, in words."""
    faults = []
    ids = Counter(part["id"] for part in page.select("[id]"))
    faults += [f"two of id {name}" for name, count in ids.items() if count > 1 or not name.strip()]
    faults += [f"style= on {part.name}" for part in page.select("[style]")]
    faults += [f"style element in {part.parent.name}" for part in page.select("style")]
    faults += ["script inline" for part in page.select("script") if not part.get("src")]
    handlers = (name for part in page.find_all(True) for name in part.attrs)
    faults += [f"handler {name}" for name in handlers if re.fullmatch(r"on[a-z]+", name)]
    faults += [
        f"no label: {field}"
        for field in page.select("input, select, textarea")
        if nameless(page, field)
    ]
    faults += [f"empty button: {part}" for part in page.select("button, a[href]") if mute(part)]
    faults += [f"image without alt: {part}" for part in page.select("img:not([alt])")]
    faults += [
        f"no token in {part.get('action')}"
        for part in page.select('form[method="post" i]')
        if not part.select('[name="csrfmiddlewaretoken"]')
    ]
    for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for part in page.select(f"[{name}]"):
            faults += [f"{name} to no {key}" for key in part[name].split() if key not in ids]
    levels = [int(part.name[1]) for part in page.select("h1, h2, h3, h4, h5, h6")]
    faults += [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    faults += [
        "table without caption or heads" for part in page.select("table") if not part.select("th")
    ]
    return faults  # fmt: skip


def nameless(page: BeautifulSoup, field: Tag) -> bool:
    if field.get("type") in {"hidden", "submit"} or field.get("aria-label"):
        return False
    if field.get("aria-labelledby") or field.find_parent("label"):
        return False
    name = field.get("id")
    return not (name and page.select(f'label[for="{name}"]'))


def mute(part: Tag) -> bool:
    return not (part.get_text(strip=True) or part.get("aria-label") or part.get("title"))


def leftovers(answer: HttpResponse, visit: Visit) -> list[str]:
    """Traces of values that were not meant to be read."""
    text = words(answer)
    if visit.name in SHOWS_MARKS:
        text = re.sub(r"\{\{[^{}]*\}\}", "", text)
    patterns = (
        r"\bNone\b", r"\{\{", r"\}\}", r"\{%", r"<[A-Z]\w+: ", r"object at 0x", r"%\(\w+\)", r"__proxy__",
        r"\bTrue\b", r"\bFalse\b", r"datetime\.", r"Decimal\(", r"&(lt|gt|amp|#\d+);",
    )  # fmt: skip
    return [found[0] for pattern in patterns if (found := re.search(pattern, text))]
