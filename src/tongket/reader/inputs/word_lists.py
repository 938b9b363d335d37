"""The numbers and bullets Word shows before list paragraphs, and which paragraphs are headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tongket.reader.inputs.markup import word

_P_STYLE, _NUM_PR = word("pStyle"), word("numPr")
_ILVL, _NUM_ID, _VAL = word("ilvl"), word("numId"), word("val")
_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_MOST_COUNTED = 5_000
"""Romans and letters are written to here; beyond, the plain number."""


@dataclass(slots=True, frozen=True)
class Style:
    """What a paragraph style says of lists and headings."""

    heading: int = 0
    number: str | None = None
    level: int = 0


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int]
    """Shared by every list made of one definition."""
    restarts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


def value(element: etree._Element | None, default: str = "") -> str:
    """Return an element's ``w:val``."""
    return default if element is None else element.get(_VAL) or default


def whole(text: str, default: int = 0) -> int:
    """Return a small whole number, the default where the text is none."""
    return int(text) if text.isdecimal() and len(text) < 6 else default


def styles(root: etree._Element | None) -> dict[str, Style]:
    """Return the paragraph styles of ``styles.xml`` by their ids, what they are based on applied."""
    if root is None:
        return {}
    elements = {
        identity: each
        for each in root.iterfind(word("style"))
        if (identity := each.get(word("styleId")))
    }
    return {identity: _style(identity, elements) for identity in elements}


def _style(identity: str, elements: dict[str, etree._Element]) -> Style:
    heading, number, level = 0, None, 0
    for element in _ancestry(identity, elements):
        properties = element.find(word("pPr"))
        if not heading:
            heading = _heading(element, properties)
        if number is None and properties is not None:
            numbering = properties.find(_NUM_PR)
            if numbering is not None:
                number = value(numbering.find(_NUM_ID)) or None
                level = whole(value(numbering.find(_ILVL)))
    return Style(heading, number, level)


def _ancestry(identity: str, elements: dict[str, etree._Element]) -> Iterator[etree._Element]:
    for _ in range(12):  # Word allows eleven; a style based on itself ends here
        element = elements.get(identity)
        if element is None:
            return
        yield element
        identity = value(element.find(word("basedOn")))


def _heading(element: etree._Element, properties: etree._Element | None) -> int:
    named = _HEADING.match(value(element.find(word("name"))))
    if named:
        return int(named[1])
    outline = None if properties is None else properties.find(word("outlineLvl"))
    depth = whole(value(outline, "9"), 9)
    return depth + 1 if depth < _LEVELS else 0


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        definitions = {
            each.get(word("abstractNumId")): (_levels(each), dict[int, int]())
            for each in root.iterfind(word("abstractNum"))
        }
        for each in root.iterfind(word("num")):
            known = definitions.get(value(each.find(word("abstractNumId"))))
            identity = each.get(word("numId"))
            if known and identity:
                self._lists[identity] = _override(each, _List(known[0], known[1]))

    def label(self, number: str, depth: int) -> str | None:
        """Count one paragraph of a list and return its mark ("2.1.", "-"), None if it has none."""
        listed = self._lists.get(number)
        depth = min(depth, _LEVELS - 1)
        if listed is None or number == "0" or depth not in listed.levels:
            return None
        self._count(listed, depth)
        level = listed.levels[depth]
        if level.form == "bullet":
            return "-"
        if level.form == "none" or not level.text:
            return ""
        return _PLACEHOLDER.sub(lambda match: _shown(listed, int(match[1]) - 1), level.text)

    def _count(self, listed: _List, depth: int) -> None:
        counts = listed.counts
        if depth in listed.restarts and depth not in listed.begun:
            counts[depth] = listed.restarts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = listed.levels[depth].start
        listed.begun.add(depth)
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]


def _levels(definition: etree._Element) -> dict[int, _Level]:
    found = {}
    for each in definition.iterfind(word("lvl")):
        depth = whole(each.get(word("ilvl")) or "", _LEVELS)
        if depth < _LEVELS:
            found[depth] = _Level(
                value(each.find(word("numFmt")), "decimal"),
                value(each.find(word("lvlText")))[:40],
                whole(value(each.find(word("start"))), 1),
            )
    return found


def _override(element: etree._Element, listed: _List) -> _List:
    for each in element.iterfind(word("lvlOverride")):
        depth = whole(each.get(word("ilvl")) or "", _LEVELS)
        start = each.find(word("startOverride"))
        if start is not None and depth < _LEVELS:
            listed.restarts[depth] = whole(value(start), 1)
        if each.find(word("lvl")) is not None:
            listed.levels = {**listed.levels, **_levels(each)}
    return listed


def _shown(listed: _List, depth: int) -> str:
    level = listed.levels.get(depth)
    if level is None:
        return ""
    return counted(listed.counts.get(depth, level.start), level.form)


def counted(number: int, form: str) -> str:
    """Return a number as a list shows it.

    >>> counted(4, "upperRoman"), counted(28, "lowerLetter"), counted(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    if form in ("lowerRoman", "upperRoman") and 0 < number < _MOST_COUNTED:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("lowerLetter", "upperLetter") and 0 < number < _MOST_COUNTED:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def _roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (number // size)
        number %= size
    return written
