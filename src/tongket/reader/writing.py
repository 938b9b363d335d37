"""The working copy a grammar reads: one spelling, with the way back to the given text.

Texts come with composed or decomposed letters, invisible characters, tone marks in either place,
or without any marks at all. The grammar works on a copy in composed letters without invisible
characters; ``Writing.back`` leads from its positions to those of the text that was given.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tongket.core.text import canonical_tones, fold

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CLUSTER = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    "|[^\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""An invisible character, or a letter with its combining marks."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True, frozen=True)
class _Map:
    places: "array[int]"

    def back(self, position: int) -> int:
        return self.places[position]


class Writing:
    """A text and its working copy.

    ``given`` is the text as it came, ``text`` the working copy (composed letters, no invisible
    characters, Đ for its look-alike), ``lower`` the copy in small letters, of the same length.
    ``marked`` is False where the text is written without Vietnamese marks: then words are compared
    by their folded form.
    """

    def __init__(self, given: str) -> None:
        self.given = given
        self._map: _Map | None = None
        self.text = given.replace("Ð", "Đ").replace("ð", "đ")
        if not unicodedata.is_normalized("NFC", given) or _INVISIBLE.search(given):
            self._compose()
        self.lower = _lower(self.text)

    @cached_property
    def marked(self) -> bool:
        """Whether the text is written with Vietnamese marks (about one letter in four is)."""
        sample = self.text[:20_000]
        # The first half of the text, with no letters counted, nearly always tells already.
        if _accented(sample[: len(sample) // 2]) * 25 > len(sample):
            return True
        accented = _accented(sample)
        letters = len(_LETTER.findall(sample))
        return letters < 20 or accented * 25 > letters

    @property
    def moved(self) -> bool:
        """Whether the working copy has positions of its own."""
        return self._map is not None

    def back(self, position: int) -> int:
        """Return the position in the given text of one of the working copy."""
        return self._map.back(position) if self._map else position

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the given text that a span of the working copy stands for."""
        if self._map is None:
            return start, end
        return self._map.back(start), self._map.back(end)

    def _compose(self) -> None:
        """Compose cluster by cluster, keeping for each character where it came from."""
        given = self.text
        out: list[str] = []
        places: array[int] = array("L")
        position = 0
        for match in _CLUSTER.finditer(given):
            start, end = match.span()
            if start > position:
                _take(given, position, start, out, places)
            if not _INVISIBLE.match(given, start):
                composed = _composed(match[0])
                out.append(composed)
                # A mark that joins no letter stays a character of its own, in its own place.
                places.extend(min(start + each, end - 1) for each in range(len(composed)))
            position = end
        _take(given, position, len(given), out, places)
        places.append(len(given))
        self.text = "".join(out)
        self._map = _Map(places)


def _accented(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _take(given: str, start: int, end: int, out: list[str], places: "array[int]") -> None:
    """Copy a stretch without combining marks; letters that are not in composed form one by one."""
    stretch = given[start:end]
    if unicodedata.is_normalized("NFC", stretch):
        out.append(stretch)
        places.extend(range(start, end))
        return
    for place, letter in enumerate(stretch, start):
        composed = unicodedata.normalize("NFC", letter)
        out.append(composed)
        places.extend([place] * len(composed))


@lru_cache(maxsize=4096)
def _composed(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


_canonical: dict[str, str] = {
    "tỉ": "tỷ",
    "kĩ": "kỹ",
    "lí": "lý",
    "mĩ": "mỹ",
    "kì": "kỳ",
    "quí": "quý",
}
_folded: dict[str, str] = {}
_MOST = 60_000


def key_marked(word: str) -> str:
    """Return the form by which a small-letter word is compared: tones in one place, tỉ as tỷ.

    >>> key_marked("uỷ"), key_marked("tỉ")
    ('ủy', 'tỷ')
    """
    key = _canonical.get(word)
    if key is None:
        key = canonical_tones(word)
        if len(_canonical) < _MOST:
            _canonical[word] = key
    return key


def key_folded(word: str) -> str:
    """Return the form by which a word of a text without marks is compared.

    >>> key_folded("đảng")
    'dang'
    """
    key = _folded.get(word)
    if key is None:
        key = fold(word)
        if len(_folded) < _MOST:
            _folded[word] = key
    return key
