"""The files behind the pages: styles keep to the rules, fonts hold every Vietnamese letter."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import tongket.ui

STATIC = Path(tongket.ui.__file__).parent / "static/ui"
TEMPLATES = Path(tongket.ui.__file__).parent / "templates"
SHEETS = sorted(STATIC.rglob("*.css"))
VOWELS = "aăâeêioôơuưy"
MARKS = "\u0300\u0309\u0303\u0301\u0323"


def fonts() -> Any:
    """Return the font reader, which only whoever builds fonts has installed."""
    pytest.importorskip("brotli")
    return pytest.importorskip("fontTools.ttLib")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "@import" not in text
    for address in re.findall(r"url\(\"?([^\")]+)", text):
        assert (path.parent / address).is_file()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_token_used_is_defined(path: Path) -> None:
    defined = set(re.findall(r"(--[a-z-]+):", "".join(p.read_text("utf-8") for p in SHEETS)))
    assert set(re.findall(r"var\((--[a-z-]+)", path.read_text(encoding="utf-8"))) <= defined


@pytest.mark.parametrize(
    "path", [p for p in SHEETS if p.name not in {"tokens.css", "print.css", "paper.css"}]
)
def test_colours_are_named_in_one_place(path: Path) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("weight", ["400", "600"])
def test_the_font_has_every_vietnamese_letter(weight: str) -> None:
    letters = {unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS}
    wanted = letters | {letter.upper() for letter in letters} | set("đĐ₫–“”…−%")
    font = fonts().TTFont(STATIC / "fonts" / f"be-vietnam-pro-{weight}.woff2")
    missing = {letter for letter in wanted if ord(letter) not in font.getBestCmap()}
    assert not missing


@pytest.mark.parametrize("weight", ["400", "600"])
def test_digits_in_columns_have_one_width(weight: str) -> None:
    font = fonts().TTFont(STATIC / "fonts" / f"figures-{weight}.woff2")
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    assert len({font["hmtx"][name][0] for name in names}) == 1


def test_templates_style_nothing_and_script_nothing() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script>|type=\"date\"|\|safe", text), (
            path
        )
