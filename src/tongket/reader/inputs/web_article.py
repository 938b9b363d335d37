"""Where on a web page the article stands: by what elements are called and how much they say."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

_DATA = Path(__file__).parent.parent / "data" / "web_pages.toml"
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE = 0.5
"""An element with this share of a page's text is no side matter, whatever it is called."""
_NARROWER = 0.9
"""The article is looked for inside an element's child that holds this share of what it says."""
_SENTENCE = 60
"""Characters from which a stretch of text counts as something said."""
_LINKED = 0.6
_SHORT = 200


@cache
def data(key: str) -> frozenset[str]:
    """Return one of the lists of ``web_pages.toml``."""
    with _DATA.open("rb") as stream:
        return frozenset(tomllib.load(stream)[key])


class Page:
    """A page with, for each element, how much text and how much of it in links it holds."""

    def __init__(self, body: etree._Element) -> None:
        self.body = body
        self._drop_by_kind()
        self._count()
        self._drop_by_name()
        self._count()

    def article(self) -> etree._Element:
        """Return the element that holds the article and as little else as can be told."""
        named = self._named()
        if named is not None:
            return named
        element = self.body
        while True:
            least = _NARROWER * self._said.get(element, 0)
            inner = [each for each in element if least and self._said.get(each, 0) >= least]
            if not inner:
                return element
            element = inner[0]

    def title(self) -> etree._Element | None:
        """Return the page's chief heading."""
        found = [each for each in self.body.iter("h1") if self._text.get(each, 0) > 10]
        return found[0] if found else None

    def side_matter(self, element: etree._Element) -> bool:
        """Return whether a block inside the article is only a list of links."""
        text = self._text.get(element, 0)
        return 0 < text < _SHORT and self._links.get(element, 0) > _LINKED * text

    def _drop_by_kind(self) -> None:
        dropped, roles = data("dropped"), data("roles")
        for element in list(self.body.iter(etree.Element)):
            if element is self.body:
                continue
            if (
                element.tag in dropped
                or element.get("role") in roles
                or element.get("hidden") is not None
                or _HIDDEN.search(element.get("style") or "")
            ):
                _drop(element)

    def _drop_by_name(self) -> None:
        most = _WHOLE * self._text.get(self.body, 0)
        names = data("names")
        for element in list(self.body.iter(etree.Element)):
            if self._text.get(element, 0) < most and names & _names(element):
                _drop(element)

    def _count(self) -> None:
        """Add up text from the leaves to the root."""
        self._text: dict[etree._Element, int] = {}
        self._links: dict[etree._Element, int] = {}
        self._said: dict[etree._Element, float] = {}
        blocks = data("blocks")
        for _, element in etree.iterwalk(self.body, events=("end",)):
            inner = list(element)
            text = len((element.text or "").strip())
            text += sum(self._text.get(each, 0) + len((each.tail or "").strip()) for each in inner)
            links = text if element.tag == "a" else sum(self._links.get(each, 0) for each in inner)
            self._text[element], self._links[element] = text, links
            said = sum(self._said.get(each, 0) for each in inner)
            if element.tag in blocks and not said and text - links >= _SENTENCE:
                said = text - 2 * links
            self._said[element] = max(said, 0)

    def _named(self) -> etree._Element | None:
        """Return the element that is called an article and holds most of what the page says."""
        least = _WHOLE * self._said.get(self.body, 0)
        found = [each for each in self._candidates() if self._said.get(each, 0) >= max(least, 1)]
        return max(found, key=lambda each: self._said[each]) if found else None

    def _candidates(self) -> Iterator[etree._Element]:
        names = data("articles")
        for element in self.body.iter(etree.Element):
            if element.tag in ("article", "main") or element.get("itemprop") == "articleBody":
                yield element
            else:
                called = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
                if any(name in names for name in called.split()):
                    yield element


def _names(element: etree._Element) -> set[str]:
    """Return the parts of an element's class names and id, also joined two by two."""
    parts = _PART.findall(f"{element.get('class') or ''} {element.get('id') or ''}")[:40]
    small = [part.lower() for part in parts]
    joined = (
        "".join(small[first : first + size]) for size in (2, 3) for first in range(len(small))
    )
    return {*small, *joined}


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    before = element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
