"""A report while it is being read: its tokens, what each number turned out to be, its facts.

The passes of the grammar run one after the other over one ``Draft``. Each may claim tokens, so that
a number is read once: what a citation or a day has claimed is not a figure to the passes after it.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from tongket.reader.facts import Bound, Fact, Span, Value, labelled
from tongket.reader.tokens import SentenceIndex, Tokens
from tongket.reader.writing import Writing

Kind = TypeVar("Kind", bound=Fact)


@dataclass(slots=True, kw_only=True)
class Heading:
    """What the report says of itself: title, organisation, period and day, as far as found."""

    title: str = ""
    organisation: str | None = None
    period: str | None = None
    day: str | None = None
    """ISO; the day of the report or of the conference it tells of."""
    year: int | None = None
    """The year a day without year is resolved by."""


@dataclass(slots=True, kw_only=True)
class Quantity:
    """A number that counts or measures, before it is known whether it is a figure or part of more.

    Made by ``numerals``, given its noun by ``counted``, used by ``levels``. Indices are tokens',
    ``after`` being the one after the last.
    """

    first: int
    after: int
    """Number and magnitude word (12,5 tỷ), both ends of a range; with the sign of a percent."""
    value: Value
    value_max: Value | None = None
    qualifier: Bound = "exact"
    form: Literal["number", "percent", "points"] = "number"
    """``points``: điểm phần trăm."""
    words: bool = False
    """Written in words (ba mươi hai)."""
    separator: str = ""
    """The sign between its thousands, as written: "." or "," or none."""
    unit: str | None = None
    unit_first: int | None = None
    unit_after: int | None = None
    """The tokens of the noun phrase, where it stands beside the number."""
    bound_first: int | None = None
    """Where the words of its bound begin, once somebody has asked."""
    used: bool = False
    """Whether a ratio or change has taken it."""


class Draft:
    """The state the passes share. Positions are those of the working copy until the end.

    ``claims[i]`` says what a token was read as ("document", "date", "period", "time", "duration",
    "age", "list number", "article", "address", "telephone", "name", "quantity" …), None while
    nobody has claimed it. ``facts`` grows pass by pass.
    """

    __slots__ = (
        "claims", "facts", "heading", "notes", "quantities", "sentences", "tokens", "writing",
    )  # fmt: skip

    def __init__(self, given: str) -> None:
        self.writing = Writing(given)
        self.tokens = Tokens(self.writing)
        self.sentences = SentenceIndex(self.writing.text)
        self.claims: list[str | None] = [None] * len(self.tokens.words)
        self.facts: list[Fact] = []
        self.quantities: list[Quantity] = []
        self.heading = Heading()
        self.notes: dict[str, object] = {}
        """What one pass leaves for a later one, by the name of the pass."""

    def claim(self, first: int, after: int, role: str) -> None:
        """Claim the tokens from ``first`` to before ``after``."""
        self.claims[first:after] = [role] * (after - first)

    def free(self, first: int, after: int) -> bool:
        """Return whether none of the tokens is claimed."""
        return not any(self.claims[first:after])

    def add(self, fact: Fact) -> None:
        """Add a fact, its place in positions of the working copy."""
        self.facts.append(fact)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What was read out of one text."""

    text: str
    facts: list[Fact]
    organisation: str | None = None
    """Whom the report is about, None where it does not say."""
    period: str | None = None
    day: str | None = None
    title: str = ""
    distractors: list[tuple[int, int, str]] = field(default_factory=list)
    """Numbers that are no results: start, end, and what they are (list number, time …)."""
    sentence_spans: list[Span] = field(default_factory=list)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return the facts of one kind, in the order of the text."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def as_json(self, file: str = "") -> dict[str, object]:
        """Return the reading in the form of the labelled reports."""
        return {
            "file": file,
            "organisation": self.organisation,
            "period": labelled(self.period),
            "facts": [fact.as_json() for fact in self.facts],
            "distractors": [
                {"start": start, "end": end, "surface": self.text[start:end], "reason": reason}
                for start, end, reason in self.distractors
            ],
        }
