"""The colours of tokens.css, measured: text at least 7:1, edges of controls at least 3:1."""

import re
from pathlib import Path

import pytest

import tongket.ui

TOKENS = Path(tongket.ui.__file__).parent / "static/ui/tokens.css"
GROUNDS = ("paper", "sheet", "sunk")
TEXT = [(ink, ground) for ink in ("ink", "soft", "link") for ground in GROUNDS]
TEXT += [(tone, f"{tone}-sheet") for tone in ("done", "waiting", "late", "sealed", "quiet", "band")]
TEXT += [(tone, "sheet") for tone in ("done", "waiting", "late", "sealed", "quiet")]
TEXT += [("accent-ink", "accent"), ("accent-ink", "accent-deep")]
EDGES = [(edge, ground) for edge in ("edge", "focus", "accent-edge") for ground in GROUNDS]


def schemes() -> dict[str, dict[str, str]]:
    """Return name -> colour for the light scheme and, over it, the dark one."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(scheme: str, ink: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_are_visible(scheme: str, edge: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[edge], colours[ground]) >= 3
