"""A text cut into words, numbers and signs, kept as parallel lists.

A report has some thousand tokens and most mean nothing to any rule, so a token is no object but
an index into a few lists; a rule looks at ``words[i]`` first and at more only when that fits.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import chain, compress, count
from typing import TypeAlias, TypeVar

from tongket.reader.facts import Span
from tongket.reader.sentences import sentences
from tongket.reader.writing import Writing, key_folded, key_marked

Item = TypeVar("Item", int, str)

WORD, NUMBER, SIGN, BREAK = 1, 2, 3, 4
"""Kinds of token: letters; digits with their separators; one other character; a line end."""

# Digits read by machine come as l, i, o: such letters count as digits where a digit stands with
# them in one word. A separator belongs to the number only between digits.
# Words that touch no digit come first, because nearly every token is one.
_TOKEN = re.compile(
    r"([^\W\d_]++)(?![0-9]|[.,][0-9])"
    r"|((?<![^\W_])(?:[0-9lio]*[0-9][0-9lio]*(?:[.,][0-9lio]*[0-9][0-9lio]*)*(?![^\W_]|[.,][0-9])"
    r"|[li](?:[.,][0-9]+)+(?![^\W\d_])|[0-9]+(?:[.,][0-9]+)*)|[0-9]+(?:[.,][0-9]+)*)"
    r"|([^\W\d_]+)"
    r"|(\r\n|\r|\n|\v|\f|\u2028|\u2029|\x85)"
    r"|([^\s])"
)
_KINDS = (0, WORD, NUMBER, WORD, BREAK, SIGN)
"""Kind of token by the group of ``_TOKEN`` that matched."""
_MOST, _LONGEST = 20_000, 24
"""How many chunks are kept, and of how many characters."""
_BATCH = 100_000
_MOST_DIGITS = 60

_Cut: TypeAlias = tuple[int, tuple[tuple[str, int, int, int], ...]]
"""How many characters a chunk takes with the blank after it; its tokens: word, kind, start, end."""


class _Chunks(dict[str, _Cut]):
    """Chunk -> its tokens, as far as met.

    A chunk is what stands between two blanks, up to a line end: no token goes over its bounds and
    none is read by what lies beyond. Chunks repeat from report to report, most are one word, and
    one look costs less than to cut anew.
    """

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, chunk: str) -> _Cut:
        size = len(chunk) if chunk.endswith("\n") else len(chunk) + 1
        found = size, tuple(self._token(match) for match in _TOKEN.finditer(chunk))
        if len(chunk) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[chunk] = found
        return found

    def _token(self, match: re.Match[str]) -> tuple[str, int, int, int]:
        kind, word = _KINDS[match.lastindex or 0], match[0]
        if kind == NUMBER and len(word) > _MOST_DIGITS:
            kind = WORD  # nobody counts so far, and reading it would cost without end
        if kind == WORD:
            word = self._key(word)
        return "\n" if kind == BREAK else word, kind, match.start(), match.end()


_MARKED, _FOLDED = _Chunks(key_marked), _Chunks(key_folded)


def _batches(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (where it begins, chunks) of each stretch of a text: all at once would hold much."""
    first = 0
    while first < len(text):
        after = text.find(" ", first + _BATCH)
        after = len(text) if after < 0 else after
        yield first, text[first:after].replace("\n", "\n ").split(" ")
        first = after


class Tokens:
    """The tokens of a working copy.

    ``starts``, ``ends``: positions in ``writing.text``. ``kinds``: WORD, NUMBER, SIGN or BREAK.
    ``words``: what a rule compares: a word in small letters with tones in one place (without any
    marks where the text has none: see ``key``), a number's characters as they stand, the sign
    itself, "\\n" for a line end. One extra BREAK ends the lists, so ``words[i + 1]`` is safe.
    """

    __slots__ = (
        "_capitals", "_where", "ends", "key", "kinds", "marked", "numbers", "starts", "text", "words",
        "writing",
    )  # fmt: skip

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.text = writing.text
        self.marked: bool = writing.marked
        self.key: Callable[[str], str] = key_marked if self.marked else key_folded
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        kinds: list[int] = []
        known = _MARKED if self.marked else _FOLDED
        for at, chunks in _batches(writing.lower):
            for chunk in chunks:
                size, cut = known[chunk]
                for word, kind, start, end in cut:
                    words.append(word)
                    kinds.append(kind)
                    starts.append(at + start)
                    ends.append(at + end)
                at += size
        length = len(writing.lower)
        starts.append(length)
        ends.append(length)
        words.append("\n")
        kinds.append(BREAK)
        self.starts, self.ends, self.words, self.kinds = starts, ends, words, kinds
        self._capitals: list[int] | None = None
        self._where: dict[str, list[int]] | None = None
        self.numbers = indices(kinds, NUMBER)
        """The indices of the NUMBER tokens, in order."""

    def __len__(self) -> int:
        """Return how many tokens there are, without the BREAK that ends the lists."""
        return len(self.words) - 1

    def joined(self, index: int) -> bool:
        """Return whether no blank stands between a token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def original(self, index: int) -> str:
        """Return a token as it is written, capitals and all."""
        return self.text[self.starts[index] : self.ends[index]]

    def between(self, first: int, last: int) -> str:
        """Return the text from the first token to the last, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def capital(self, index: int) -> bool:
        """Return whether a word begins with a capital."""
        return self.kinds[index] == WORD and self.text[self.starts[index]].isupper()

    def capitals(self) -> list[int]:
        """Return the indices of the tokens that begin with a capital, in order."""
        if self._capitals is None:
            letters = map(self.text.__getitem__, self.starts[:-1])
            self._capitals = list(compress(count(), map(str.isupper, letters)))
        return self._capitals

    def where(self) -> dict[str, list[int]]:
        """Return the indices of each word, in order.

        Every pass asks for its own words; the text is gone through for the first only.
        """
        where = self._where
        if where is None:
            where = self._where = {}
            for index, word in enumerate(self.words):
                if word in where:
                    where[word].append(index)
                else:
                    where[word] = [index]
        return where

    def places(self, known: Collection[str]) -> list[int]:
        """Return the indices of the words that a set or table knows, in order."""
        where = self.where()
        if len(known) < len(where):
            found = [where[word] for word in known if word in where]
        else:
            found = [indices for word, indices in where.items() if word in known]
        return sorted(chain.from_iterable(found))

    def all_capitals(self, index: int) -> bool:
        """Return whether a word of two letters or more is in capitals throughout."""
        word = self.original(index)
        return len(word) > 1 and word.isupper()

    def at(self, position: int) -> int:
        """Return the index of the token that begins at or last before a position."""
        return bisect_right(self.starts, position, 1) - 1

    def line_start(self, index: int) -> bool:
        """Return whether a token is the first of its line, bullets and brackets not counted."""
        before = index - 1
        while before >= 0 and self.kinds[before] == SIGN and self.words[before] in "-+*•–—(◦▪·":
            before -= 1
        return before < 0 or self.kinds[before] == BREAK


def indices(items: list[Item], wanted: Item) -> list[int]:
    """Return where an item stands in a list, in order; for one that is rare among many."""
    found = []
    index = -1
    for _ in range(items.count(wanted)):
        index = items.index(wanted, index + 1)
        found.append(index)
    return found


class SentenceIndex:
    """The sentences of a working copy and the sentence of a position."""

    __slots__ = ("_starts", "spans")

    def __init__(self, text: str) -> None:
        self.spans: list[Span] = sentences(text)
        self._starts = [start for start, _ in self.spans]

    def number(self, position: int) -> int | None:
        """Return the number of the sentence a position lies in, from 1, None between two."""
        place = bisect_right(self._starts, position) - 1
        if place < 0 or position >= self.spans[place][1]:
            return None
        return place + 1

    def span(self, position: int) -> Span:
        """Return the span of the sentence a position lies in, the nearest before it between two."""
        if not self.spans:
            return position, position
        return self.spans[bisect_right(self._starts, position, 1) - 1]
