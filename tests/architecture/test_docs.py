"""What is there is described: every room has its page, every setting and every command its line."""

import re
from pathlib import Path

import pytest

from tongket.project.cli.main import COMMANDS
from tongket.project.environment import KNOWN

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/tongket"
DOCS = ROOT / "docs"
NOT_ROOMS = {"locale", "project"}
"""``project`` is described by the tour, ``docs/operate.md`` and the README."""
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def rooms() -> set[str]:
    return {path.parent.name for path in SOURCE.glob("*/__init__.py")} - NOT_ROOMS


def test_every_room_has_a_page_and_every_page_a_room() -> None:
    assert {path.stem for path in (DOCS / "rooms").glob("*.md")} == rooms()


@pytest.mark.parametrize("room", sorted(rooms()))
def test_the_page_of_a_room_names_it_and_says_what_it_is(room: str) -> None:
    first, *rest = (DOCS / f"rooms/{room}.md").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert room in first
    assert len(" ".join(rest).split()) > 60


def test_every_setting_is_described() -> None:
    text = (DOCS / "operate.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert rows == set(KNOWN) | {"DATABASE_URL"}


def test_every_command_is_described() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`tongket |· )([a-z]+)\b", text))
    assert set(COMMANDS) <= named


def test_links_between_pages_lead_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in DOCS.rglob("*.md")
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert lost == []


def test_every_recipe_is_named_in_the_tour_or_the_readme() -> None:
    """Nobody has to guess that a recipe exists: the folder is linked from the README."""
    assert "(docs/howto/)" in (ROOT / "README.md").read_text(encoding="utf-8").replace(
        "(docs/howto)", "(docs/howto/)"
    )
    assert {path.stem for path in (DOCS / "howto").glob("*.md")} >= {
        "add-a-page",
        "add-a-register",
        "add-an-indicator",
        "new-regulation",
        "reorganisation",
    }
