"""Every page on a phone and at a desk: nothing that axe finds, nothing beside the screen; on paper too."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve

from tests.browser.devices import DESK, PHONE
from tests.pages.cast import Cast
from tests.pages.visits import STATUS, VISITS, Visit


@pytest.mark.parametrize("part", range(4))
def test_nothing_for_axe_and_nothing_beside_the_screen(
    part: int, at: Callable[..., Any], city: Cast
):
    axe, found = Axe(), []
    seen: set[str] = set()
    by_person: dict[str, list[tuple[Visit, bool]]] = {}
    for place, visit in enumerate(VISITS):
        # Wide once for each template, narrow in every state: states differ where room is short.
        name = resolve(visit.address(city).partition("?")[0]).view_name if exists(visit) else ""
        if place % 4 == part:
            by_person.setdefault(visit.who, []).append((visit, name not in seen))
        seen.add(name)
    for who, visits in by_person.items():
        page = at(None if who == "nobody" else who, DESK)
        for visit, is_first in visits:
            page.set_viewport_size(PHONE["viewport"])
            page.goto(visit.address(city))
            for size in (PHONE["viewport"], *([DESK["viewport"]] if is_first else [])):
                page.set_viewport_size(size)
                found += [f"{visit.name} {size['width']}: {fault}" for fault in faults(axe, page)]
    assert found == []


def exists(visit: Visit) -> bool:
    return STATUS.get(visit.name, 200) != 404


def faults(axe: Axe, page: Any) -> list[str]:
    answer = axe.run(page, options={"resultTypes": ["violations"]}).response
    assert answer["passes"], "axe looked at nothing"
    told = [
        f"{one['id']}: {node['target'][0]} {node.get('failureSummary', '')[:200]}"
        for one in answer["violations"]
        for node in one["nodes"][:3]
    ]
    beyond = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*told, *([f"{beyond} px beside the screen"] if beyond > 0 else [])]


def test_the_check_finds_what_it_should(at: Callable[..., Any]):
    page = at("own", PHONE)
    page.goto("/bao-cao/")
    page.evaluate("document.querySelector('main').innerHTML += '<input><img src=\"/x.png\">'")
    page.evaluate("document.querySelector('h1').style.width = '900px'")
    found = " ".join(faults(Axe(), page))
    assert "label: " in found
    assert "image-alt: " in found
    assert "px beside the screen" in found


PRINTED = ("form", "figure-of-the-city", "version", "overview-by-unit", "review-of-the-year")


def test_on_paper_the_page_is_there_and_the_frame_is_not(at: Callable[..., Any], city: Cast):
    for visit in VISITS:
        if visit.name not in PRINTED:
            continue
        page = at(visit.who, DESK)
        page.goto(visit.address(city))
        page.emulate_media(media="print")
        assert page.locator("main h1").is_visible()
        assert not page.locator("nav.sections").is_visible()
        assert not page.locator("nav.bottom").is_visible()
        dark, colours = page.evaluate(INK, page.screenshot(full_page=True, type="png").hex())
        assert dark > 0.002, f"{visit.name}: the paper is empty"
        assert colours > 2
        page.context.close()


INK = """async (hex) => {
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const sheet = new OffscreenCanvas(picture.width, picture.height);
  const pen = sheet.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const points = pen.getImageData(0, 0, picture.width, picture.height).data;
  let dark = 0;
  const seen = new Set();
  for (let at = 0; at < points.length; at += 4) {
    if (points[at] + points[at + 1] + points[at + 2] < 240) { dark += 1; }
    if (seen.size < 100) { seen.add((points[at] << 16) + (points[at + 1] << 8) + points[at + 2]); }
  }
  return [dark / (points.length / 4), seen.size];
}"""


def test_dark_looks_pass_the_same_checks(at: Callable[..., Any], city: Cast):
    wanted = {"home-of-an-office", "form-returned", "figure-of-the-city", "board", "review"}
    found = []
    for visit in VISITS:
        if visit.name in wanted:
            page = at(visit.who, PHONE, color_scheme="dark")
            page.goto(visit.address(city))
            found += [f"{visit.name}: {fault}" for fault in faults(Axe(), page)]
    assert found == []
