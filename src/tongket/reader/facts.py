"""What a narrative report states, as values: the facts a reader finds in it.

The kinds and their fields are those of the labelled reports the product is measured by; the JSON
of ``tongket read`` is made of them (``as_json``). ``start`` and ``end`` are positions in the text
that was given, the end exclusive, whatever normal form the grammar worked in. Values are exact
(``int`` or ``Decimal``): the arithmetic of the checks must not round.

A fact is filled in by several passes of the grammar, so the classes are not frozen; nobody writes
to a fact once ``reading.read`` has returned it.
"""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

Value: TypeAlias = int | Decimal
Span: TypeAlias = tuple[int, int]

Bound: TypeAlias = Literal["exact", "about", "nearly", "over", "at_least", "at_most"]
"""How a number binds: exact, khoảng, gần, hơn, ít nhất, không quá."""

DeltaKind: TypeAlias = Literal["absolute", "percent", "points"]
PeriodType: TypeAlias = Literal[
    "year", "half", "quarter", "month", "months", "stage", "term", "range"
]


@dataclass(slots=True, kw_only=True)
class Fact:
    """One statement at one place of a text."""

    kind: ClassVar[str] = ""
    start: int
    end: int
    surface: str = ""
    """The characters from ``start`` to ``end`` of the text that was given."""
    sentence: int | None = None
    """The number of its sentence, counted from 1 (``sentences.py`` says what a sentence is)."""
    confidence: float = 1.0
    """0 to 1: how sure the grammar is of kind and value; below 0.5 it says "perhaps"."""

    def as_json(self) -> dict[str, object]:
        """Return the fact as plain JSON values: kind and place first, then the kind's fields."""
        shown: dict[str, object] = {"kind": self.kind, "start": self.start, "end": self.end}
        for each in fields(self):
            if each.name not in shown:
                name = each.metadata.get("json", each.name)
                shown[name] = _plain(getattr(self, each.name))
        return shown


@dataclass(slots=True, kw_only=True)
class Counted(Fact):
    """A fact about how much of something: what it counts, for whom, in which period."""

    unit: str | None = None
    """The noun phrase as it stands in the text (lượt đảng viên); "đồng" for money."""
    what: str | None = None
    """The indicator's slug (members_admitted), None where the vocabulary has none."""
    organisation: str | None = None
    period: str | None = None
    """``2022``, ``2022-H1``, ``2022-Q1``, ``2022-9M``, ``2020/2025``; None where none is known."""

    def as_json(self) -> dict[str, object]:
        """Return plain JSON values; the period in the form of the labelled reports."""
        shown = Fact.as_json(self)
        shown["period"] = labelled(self.period)
        return shown


@dataclass(slots=True, kw_only=True)
class Figure(Counted):
    """A number that counts or measures something. The span is number and magnitude word."""

    kind: ClassVar[str] = "figure"
    value: Value
    value_max: Value | None = None
    """The other end of a range (90 - 100)."""
    qualifier: Bound = "exact"


@dataclass(slots=True, kw_only=True)
class Ratio(Counted):
    """Part and whole of one kind set against each other: 16/76, 406 đảng viên/400 chỉ tiêu."""

    kind: ClassVar[str] = "ratio"
    numerator: Value
    denominator: Value
    percent: Value | None = None
    """The percent stated beside it, None where none is."""
    percent_computed: Value | None = None
    """Numerator by denominator in percent, to two decimals."""
    consistent: bool | None = None
    parts: list[Span] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Percent(Counted):
    """A stated share. The span takes in the sign."""

    kind: ClassVar[str] = "percent"
    value: Value
    value_max: Value | None = None
    qualifier: Bound = "exact"
    share_of: tuple[Value, Value] | None = None
    """Numerator and denominator where the two numbers stand in the text beside it."""
    percent_computed: Value | None = None
    consistent: bool | None = None

    def as_json(self) -> dict[str, object]:
        """Return plain JSON values; ``share_of`` as numerator and denominator."""
        shown = Counted.as_json(self)
        if self.share_of is not None:
            numerator, denominator = self.share_of
            shown["share_of"] = {
                "numerator": _plain(numerator),
                "denominator": _plain(denominator),
            }
        return shown


@dataclass(slots=True, kw_only=True)
class Change(Counted):
    """Two levels, a level and its difference, or a difference alone."""

    kind: ClassVar[str] = "change"
    before: Value | None = field(default=None, metadata={"json": "from"})
    after: Value | None = field(default=None, metadata={"json": "to"})
    delta: Value | None = None
    """Signed: below zero for a fall."""
    delta_stated: bool = False
    """Whether the text gives the difference; otherwise it was computed from the two levels."""
    delta_kind: DeltaKind = "absolute"
    direction: Literal["up", "down", "same"] | None = None
    basis: str | None = None
    """The comparison as it stands in the text (so với năm 2020)."""
    qualifier: Bound = "exact"
    consistent: bool | None = None
    parts: list[Span] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Document(Fact):
    """A citation of a resolution, decision, plan … The span runs from the type word on."""

    kind: ClassVar[str] = "document"
    type: str
    number: str | None = None
    """The number as it is written (35-CT/ TW)."""
    citation: str = ""
    """Type, "số", number in normal form: Chỉ thị số 35-CT/TW."""
    resolved: str | None = None
    """The full citation where the text gives a short one and only one candidate fits."""
    candidates: list[str] = field(default_factory=list)
    """Full citations a short form or a number used again in each term may mean."""
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    relation: dict[str, object] | None = None
    number_start: int | None = None
    number_end: int | None = None


@dataclass(slots=True, kw_only=True)
class Day(Fact):
    """A calendar day; ISO. Where the text gives no year it is resolved (``year_stated`` false)."""

    kind: ClassVar[str] = "date"
    value: str
    year_stated: bool = True


@dataclass(slots=True, kw_only=True)
class Period(Fact):
    """A year, half, quarter, month, stage or term."""

    kind: ClassVar[str] = "period"
    value: str
    period_type: PeriodType = "year"


@dataclass(slots=True, kw_only=True)
class PersonRole(Fact):
    """A person with an office. The span is the name."""

    kind: ClassVar[str] = "person_role"
    name: str
    role: str | None = None
    organisation: str | None = None
    mentions: list[Span] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Organisation(Fact):
    """A body that is named, or whose owner the report makes clear."""

    kind: ClassVar[str] = "organisation"
    name: str
    """In full: Ủy ban nhân dân quận Bình Thạnh for UBND quận."""
    mentions: list[Span] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Theme(Fact):
    """The theme of a year or campaign; the span is its text without the quotation marks."""

    kind: ClassVar[str] = "theme"
    text: str
    slug: str | None = None
    year: str | None = None


@dataclass(slots=True, kw_only=True)
class Task(Fact):
    """One numbered thing to be done: who, what, by when, as far as the text says."""

    kind: ClassVar[str] = "task"
    ordinal: int
    gist: str = ""
    who: str | None = None
    due: str | None = None
    """The day or period it is due, in the form of ``Day.value`` or ``Period.value``."""


def labelled(period: str | None) -> str | None:
    """Return a period in the form of the labelled reports, which know no run of months.

    >>> labelled("2022-9M"), labelled("2022-H1"), labelled(None)
    ('2022', '2022-H1', None)
    """
    return period[:4] if period is not None and period.endswith("M") else period


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
