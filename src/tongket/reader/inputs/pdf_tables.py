"""Tables of a PDF page told by their ruled lines: the words between the lines are the cells."""

from bisect import bisect_right
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tongket.reader.inputs.pdf_words import Word

_THIN = 2.5
_SHORTEST = 6.0
_MOST_OBJECTS = 4_000
_FEW_WORDS = 400
"""More between two level lines is a frame around a page, not a row."""


@dataclass(slots=True, frozen=True)
class Rule:
    """A ruled line: where it stands across its direction, and from where to where along it."""

    place: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The ruled lines of a page."""

    upright: list[Rule]
    level: list[Rule]


def rules(page: pdfium.PdfPage) -> Rules:
    """Return the thin lines and the edges of the rectangles drawn on a page."""
    found = Rules([], [])
    for number, each in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > _MOST_OBJECTS:
            break
        left, bottom, right, top = each.get_bounds()
        wide, tall = right - left, top - bottom
        if wide <= _THIN and tall >= _SHORTEST:
            found.upright.append(Rule((left + right) / 2, bottom, top))
        elif tall <= _THIN and wide >= _SHORTEST:
            found.level.append(Rule((bottom + top) / 2, left, right))
        elif wide > _THIN and tall >= _SHORTEST:
            found.upright += [Rule(left, bottom, top), Rule(right, bottom, top)]
            found.level += [Rule(bottom, left, right), Rule(top, left, right)]
    return found


def gathered(words: list[Word], ruled: Rules) -> list[Word]:
    """Return the words with those of each table row made one, its cells joined by " | "."""
    if len(ruled.upright) < 3 or len(ruled.level) < 3:
        return words
    bands: dict[tuple[int, int], list[Word]] = {}
    free: list[Word] = []
    for word in words:
        band = _band(word, ruled)
        if band is None:
            free.append(word)
        else:
            bands.setdefault(band, []).append(word)
    for (bottom, top), inside in bands.items():
        row = _row(inside, bottom, top, ruled) if len(inside) <= _FEW_WORDS else None
        free += inside if row is None else [row]
    return free


def _band(word: Word, ruled: Rules) -> tuple[int, int] | None:
    """Return the level lines right below and above a word that stand over the word."""
    middle, across = (word.bottom + word.top) / 2, (word.left + word.right) / 2
    spans = [round(rule.place) for rule in ruled.level if rule.start - 1 <= across <= rule.end + 1]
    below = [height for height in spans if height <= middle]
    above = [height for height in spans if height > middle]
    if not below or not above:
        return None
    band = max(below), min(above)
    enclosed = sum(1 for rule in ruled.upright if rule.start - 2 <= middle <= rule.end + 2)
    return band if enclosed >= 3 else None


def _row(words: list[Word], bottom: float, top: float, ruled: Rules) -> Word | None:
    """Return a table row as one word, None where no upright line parts the words."""
    middle = (bottom + top) / 2
    places = sorted(
        {round(rule.place) for rule in ruled.upright if rule.start - 2 <= middle <= rule.end + 2}
    )
    places = [
        place for index, place in enumerate(places) if not index or place - places[index - 1] > 3
    ]
    cells: list[list[Word]] = [[] for _ in range(len(places) + 1)]
    for word in words:
        cells[bisect_right(places, (word.left + word.right) / 2)].append(word)
    inner = cells[1:-1]
    if cells[0] or cells[-1] or len(inner) < 2:
        return None
    return Word(
        " | ".join(_cell(cell) for cell in inner),
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.bottom for word in words),
        max(word.top for word in words),
        row=True,
    )


def _cell(words: list[Word]) -> str:
    """Return the words of a cell line by line."""
    if not words:
        return ""
    height = max(words[0].top - words[0].bottom, 1.0)
    ordered = sorted(words, key=lambda word: (-round((word.top + word.bottom) / height), word.left))
    return " ".join(word.text for word in ordered)
