"""A reading laid out for the checks: its numbers in order, its lines, the words between them."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, cast

from tongket.reader.checks.amounts import Amount, amounts_of, bare_amount, plain, written
from tongket.reader.checks.cues import Expression, cue
from tongket.reader.draft import Reading
from tongket.reader.facts import Counted, Span
from tongket.reader.writing import Writing

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*|(?<=[^\W\d] )l(?=\s*[,;.)\n])")
"""An l by itself is a one that was misread (yếu l)."""
_DOUBTFUL = frozenset(("name", "list number", "ordinal", "page", "unread"))
"""What a number may have been taken for by mistake, when it stands in a list of parts."""
Made = TypeVar("Made")

_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(
    r"\s*(?:(?P<sign>[-–—+*•◦▪·●○■□➢✓»])\s*|(?P<number>\(?\d{1,2}(?:\.\d{1,2})*[.)/:](?=\s|$))"
    r"|(?P<letter>\(?[a-zđ][.)](?=\s))|(?P<roman>[IVX]+[./)](?=\s)))"
)


@dataclass(slots=True, kw_only=True)
class Line:
    """One line: its place in the working copy, how it is listed, the numbers on it."""

    start: int
    end: int
    marker: str = ""
    """The bullet sign, "1", "a" or "I" for numbered lines; empty for plain ones."""
    amounts: list[Amount] = field(default_factory=list)


_LONGEST = 3_000
"""Characters of a sentence that is taken as a whole."""


class Page:
    """What the checks look at; all positions but ``Amount.span`` are those of the working copy."""

    __slots__ = (
        "_cues",
        "_made",
        "_places",
        "amounts",
        "lines",
        "lower",
        "marked",
        "reading",
        "sentences",
        "text",
    )

    def __init__(self, reading: Reading) -> None:
        writing = Writing(reading.text)
        self.reading = reading
        self._made: dict[str, list[Any]] = {}
        self._cues: dict[str, Expression] = {}
        self.text = writing.text
        self.lower = writing.lower
        self.marked = writing.marked
        same = unicodedata.is_normalized("NFC", reading.text) and len(writing.text) == len(
            reading.text
        )
        self._places = None if same else [writing.back(i) for i in range(len(writing.text) + 1)]
        self.amounts = self._amounts()
        self.lines = self._lines()
        self.sentences = [self.inner(span) for span in reading.sentence_spans]

    def cue(self, name: str) -> Expression:
        """Return the expression for a list of cues, by whether the text has marks."""
        found = self._cues.get(name)
        if found is None:
            found = self._cues[name] = cue(name, marked=self.marked)
        return found

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether a cue stands between two positions."""
        return self.cue(name).search(self.lower, max(start, 0), end) is not None

    def once(self, make: Callable[["Page"], Iterator[Made]]) -> list[Made]:
        """Return what a function makes of the page, made once for all checks."""
        name = f"{make.__module__}.{make.__name__}"
        if name not in self._made:
            self._made[name] = list(make(self))
        return cast("list[Made]", self._made[name])

    def between(self, first: Amount, second: Amount) -> str:
        """Return the words between two numbers, in small letters."""
        return self.lower[first.end : second.start]

    def inner(self, span: Span) -> Span:
        """Turn a span of the given text into one of the working copy."""
        if self._places is None:
            return span
        return bisect_left(self._places, span[0]), bisect_left(self._places, span[1])

    def outer(self, start: int, end: int) -> Span:
        """Turn a span of the working copy into one of the given text."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end]

    def sentence(self, position: int) -> Span:
        """Return the span of the sentence a position lies in; of an endless one, what is near."""
        place = bisect_right(self.sentences, (position, len(self.lower) + 1)) - 1
        start, end = self.sentences[place] if place >= 0 else (0, len(self.lower))
        if end - start <= _LONGEST:
            return start, end
        # No person writes so long a sentence: every number in it would be held against every other.
        return max(start, position - _LONGEST), min(end, position + _LONGEST)

    def within(self, start: int, end: int) -> list[Amount]:
        """Return the numbers between two positions."""
        first = bisect_left(self.amounts, start, key=_start_of)
        found = []
        for amount in self.amounts[first:]:
            if amount.end > end:
                break
            found.append(amount)
        return found

    def strays(self, start: int, end: int) -> list[Amount]:
        """Return the numbers between two positions that no fact and nothing else surely took."""
        found = self.once(_strays)
        first = bisect_left(found, start, key=_start_of)
        last = bisect_left(found, end, lo=first, key=_start_of)
        return [each for each in found[first:last] if each.end <= end]

    def line(self, position: int) -> int:
        """Return the index of the line a position lies on, or of the last before it."""
        return max(bisect_right(self.lines, position, key=_start_of) - 1, 0)

    def _amounts(self) -> list[Amount]:
        found = [
            amount
            for fact in self.reading.facts
            if isinstance(fact, Counted)
            for amount in amounts_of(fact)
        ]
        if self._places is not None:
            for amount in found:
                amount.start, amount.end = self.inner(amount.span)
        for amount in found:
            if amount.role == "delta" and self.lower[amount.start - 4 : amount.start].endswith(
                (" từ ", " tu ")
            ):
                amount.role = "before"
        found.sort(key=lambda each: (each.start, each.end))
        kept: list[Amount] = []
        for amount in found:
            if not kept or amount.start >= kept[-1].end:
                kept.append(amount)
        return kept

    def _lines(self) -> list[Line]:
        lines = []
        for match in _LINE.finditer(self.text):
            if match[0].strip():
                lines.append(Line(start=match.start(), end=match.end(), marker=_marker(match[0])))
        place = 0
        for amount in self.amounts:
            while place + 1 < len(lines) and lines[place + 1].start <= amount.start:
                place += 1
            if lines:
                lines[place].amounts.append(amount)
        return lines


_start_of = attrgetter("start")


def _strays(page: Page) -> Iterator[Amount]:
    """Yield the numbers of a page that were not read, or perhaps taken for what they are not."""
    taken = sorted([*_taken(page), *((each.start, each.end) for each in page.amounts)])
    place = 0
    for match in _DIGITS.finditer(page.lower):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        if place < len(taken) and taken[place][0] <= match.start():
            continue
        value = written(match[0])
        if value is not None:
            stray = bare_amount(page.outer(*match.span()), match.span(), match[0], plain(value))
            stray.sentence = bisect_right(page.sentences, (match.start(), len(page.lower)))
            yield stray


def _taken(page: Page) -> Iterator[Span]:
    """Yield the places of days, periods and documents, and of numbers that are no results."""
    for fact in page.reading.facts:
        if fact.kind in ("date", "period", "document"):
            yield page.inner((fact.start, fact.end))
    for start, end, reason in page.reading.distractors:
        if reason not in _DOUBTFUL:
            yield page.inner((start, end))


def _marker(line: str) -> str:
    match = _ITEM.match(line)
    if match is None:
        return ""
    if match["sign"]:
        return match["sign"]
    return "1" if match["number"] else "a" if match["letter"] else "I"
