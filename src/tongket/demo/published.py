"""What the three committees of the demo published: the figures that its returns must add up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from tongket.demo.city import SEED, content


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: ``value`` (whole) of ``key`` for a unit with all below it.

    ``below``: only what lies below the unit's own children of these kinds (empty: all).
    ``own``: the unit itself did it. ``said``: the text's words where they are not the number.
    """

    unit: str
    year: int
    key: str
    value: int
    below: frozenset[str] = frozenset()
    own: bool = False
    said: str = ""

    def value_in(self, year: int) -> int:
        """Return the value in ``year``: the published one, or one near it for the years around.

        Figures below 10 stay as they are, so that the four sessions of a year are four each year.
        """
        if year == self.year or self.value < 10:
            return self.value
        drift = Random(f"{SEED} {self.key} {self.unit} {year}").randint(-3, 3)  # noqa: S311 - no secret
        return self.value * (100 + 4 * (year - self.year) + drift) // 100


@cache
def published() -> tuple[Published, ...]:
    """Return all published figures in the file's order."""
    return tuple(_read(content("published.yaml")["figures"]))


def _read(entries: list[dict[str, Any]]) -> Iterator[Published]:
    for entry in entries:
        below = frozenset(entry.get("below", []))
        for key, given in entry["values"].items():
            rest = given if isinstance(given, dict) else {"value": given}
            yield Published(entry["unit"], entry["year"], key, below=below, **rest)
