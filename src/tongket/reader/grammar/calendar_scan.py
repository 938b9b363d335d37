"""What the readers of days and periods share: the tokens of a draft and what they have found."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tongket.reader.draft import Draft
from tongket.reader.facts import PeriodType
from tongket.reader.grammar.calendar_words import Vocabulary, vocabulary
from tongket.reader.tokens import BREAK, NUMBER, Tokens

_MARGIN = 12
DASHES = frozenset("-–—−~")
SEPARATORS = DASHES | frozenset("/.")
_READ_AS_DIGITS = str.maketrans("lio", "110")

Relation: TypeAlias = Literal[
    "previous", "next", "next_part", "own", "so_far", "none", "each", "past_term", "elected", "day"
]


@dataclass(slots=True, kw_only=True)
class PeriodMark:
    """A period as it stands in the text: tokens ``first`` to before ``after``."""

    first: int
    after: int
    value: str
    period_type: PeriodType
    stated: bool = True
    """False for the year in the name of a round (đợt 1/2019), which is no fact of its own."""


@dataclass(slots=True, kw_only=True)
class DayMark:
    """A calendar day as it stands in the text; ``year`` is None where none is written."""

    first: int
    after: int
    day: int
    month: int
    year: int | None = None


@dataclass(slots=True, kw_only=True)
class RelativeMark:
    """A time that means something only beside the report's own: năm trước, năm tới, quý III."""

    first: int
    after: int
    relation: Relation
    part: str = ""
    """The part of the year that is named with it: ``H2``, ``Q3``, ``07``."""


@dataclass(slots=True)
class Calendar:
    """The times of a text, each list in the order of the text."""

    periods: list[PeriodMark] = field(default_factory=list)
    days: list[DayMark] = field(default_factory=list)
    relatives: list[RelativeMark] = field(default_factory=list)


class Scan:
    """A draft under the eyes of the calendar; before the first and after the last token, line ends.

    ``words`` and ``kinds`` are the tokens' with a margin at the end, which negative indices meet
    too.
    """

    __slots__ = (
        "badges",
        "calendar",
        "claims",
        "draft",
        "kinds",
        "known",
        "sets",
        "tokens",
        "words",
    )

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tokens: Tokens = draft.tokens
        # Signs beyond both ends, so that a rule may look around without asking where it is.
        self.words = draft.tokens.words + ["\n"] * _MARGIN
        self.kinds = draft.tokens.kinds + [BREAK] * _MARGIN
        self.claims = draft.claims
        self.known: Vocabulary = vocabulary(draft.tokens)
        self.sets = self.known.sets
        self.calendar = Calendar()
        lower = draft.writing.lower
        self.badges = "tuổi đảng" in lower or "tuoi dang" in lower
        """Whether the report is of years of Party membership (55 năm: 2 đồng chí)."""

    def word(self, index: int) -> str:
        """Return the word at an index, a line end outside the text."""
        return self.words[index]

    def number(self, index: int) -> int | None:
        """Return the value of a free token of one or two digits, None for all else."""
        if self.kinds[index] != NUMBER or self.claims[index]:
            return None
        word = self.words[index].translate(_READ_AS_DIGITS)
        return int(word) if len(word) <= 2 else None

    def day_number(self, index: int) -> int | None:
        """Return the value of a number that is free or a day of a month not yet named."""
        if self.kinds[index] == NUMBER and self.claims[index] == "day":
            word = self.words[index].translate(_READ_AS_DIGITS)
            return int(word) if word.isdecimal() else None
        return self.number(index)

    def year(self, index: int, earliest: int = 1900) -> int | None:
        """Return the value of a free token of four digits that may be a year, else None."""
        if self.kinds[index] != NUMBER or self.claims[index]:
            return None
        word = self.words[index]
        if len(word) != 4:
            return None
        word = word.translate(_READ_AS_DIGITS)
        if not word.isdecimal():
            return None
        value = int(word)
        return value if earliest <= value <= 2100 else None

    def is_a(self, index: int, name: str) -> bool:
        """Return whether the word at an index is in one of the sets of the vocabulary."""
        return self.words[index] in self.sets[name]

    def touching(self, index: int) -> bool:
        """Return whether a token follows the one before it without a blank."""
        return self.tokens.starts[index] == self.tokens.ends[index - 1]

    def counts(self, index: int) -> bool:
        """Return whether what stands at an index is a thing counted, so that a number is before."""
        return self.words[index] in self.sets["counted"]

    def add_period(self, mark: PeriodMark) -> None:
        """Keep a period and claim its tokens."""
        self.calendar.periods.append(mark)
        self.draft.claim(mark.first, mark.after, "period" if mark.stated else "round")

    def add_day(self, mark: DayMark) -> None:
        """Keep a day, or note it where the calendar does not have it; claim its tokens."""
        self.draft.claim(mark.first, mark.after, "date")
        if possible(mark.day, mark.month, mark.year):
            self.calendar.days.append(mark)
            return
        start, end = self.tokens.starts[mark.first], self.tokens.ends[mark.after - 1]
        noted = self.draft.notes.setdefault("impossible_days", [])
        assert isinstance(noted, list)  # noqa: S101 - ours alone
        noted.append((start, end, self.tokens.text[start:end]))

    def add_relative(self, first: int, after: int, relation: Relation, part: str = "") -> None:
        """Keep a relative time."""
        mark = RelativeMark(first=first, after=after, relation=relation, part=part)
        self.calendar.relatives.append(mark)


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def possible(day: int, month: int, year: int | None) -> bool:
    """Return whether the calendar has a day.

    >>> possible(31, 6, None), possible(29, 2, 2023), possible(29, 2, None)
    (False, False, True)
    """
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return leap or (day, month) != (29, 2)
