"""XML read with nothing resolved, fetched or expanded, and no more of it in memory than allowed."""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tongket.reader.inputs import limits
from tongket.reader.inputs.helpers import Deadline, too_slow

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The same vocabulary as ``WORD`` under the name of the strict form of the standard."""
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def word(name: str) -> str:
    """Return the full name of an element of a Word part.

    >>> word("p")[-2:]
    '}p'
    """
    return f"{{{WORD}}}{name}"


CHOICE = f"{{{_COMPATIBILITY}}}Choice"
FALLBACK = f"{{{_COMPATIBILITY}}}Fallback"
ALTERNATIVES = f"{{{_COMPATIBILITY}}}AlternateContent"


def weight(content: bytes) -> int:
    """Return about how many nodes a piece of markup makes: its tags and attributes."""
    return content.count(b"<") + content.count(b"=")


def parse(content: bytes, name: str, part: str) -> etree._Element:
    """Return the root of a small part; refuse what is broken or holds too much."""
    if weight(content) > limits.MOST_MARKUP:
        raise limits.too_large(name, part)
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise limits.broken(name, part)
    try:
        root = etree.fromstring(_transitional(content), etree.XMLParser(**_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise limits.broken(name, part) from fault
    return root


class Stream:
    """A large part read as it unpacks.

    ``ends`` yields each element of the wanted names when it is complete. Whoever takes one and
    no longer needs it calls ``forget``: only what was not forgotten counts towards the bound.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        tags: Iterable[str],
        name: str,
        part: str,
        deadline: Deadline,
    ) -> None:
        self._chunks = chunks
        self._deadline = deadline
        self._name, self._part = name, part
        self._held = 0
        self._parser = etree.XMLPullParser(events=("end",), tag=list(tags), **_OPTIONS)

    def ends(self) -> Iterator[etree._Element]:
        """Yield the elements of the wanted names, in the order in which they end."""
        try:
            for number, chunk in enumerate(self._chunks):
                if number == 0 and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
                    raise limits.broken(self._name, self._part)
                if self._deadline.over:
                    raise too_slow(self._name)
                self._held += weight(chunk)
                if self._held > limits.MOST_MARKUP:
                    raise limits.too_large(self._name, self._part)
                self._parser.feed(_transitional(chunk) if number == 0 else chunk)
                for _, element in self._parser.read_events():
                    if isinstance(element, etree._Element):
                        yield element
            self._parser.close()
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise limits.broken(self._name, self._part) from fault

    def forget(self, element: etree._Element) -> None:
        """Give up an element that has ended, and all that stands before it."""
        element.clear()
        parent = element.getparent()
        while parent is not None:
            while parent[0] is not element:
                del parent[0]
            element, parent = parent, parent.getparent()
        self._held = 0


def _transitional(content: bytes) -> bytes:
    """Return a part under the usual name of its vocabulary (it is declared at the very start)."""
    return content.replace(STRICT, WORD.encode()) if STRICT in content[:8192] else content
