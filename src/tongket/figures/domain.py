"""Pure values of figures: identity, scale, bounds, what an observation says, how two differ.

A value is stored as a whole number of thousandths and leaves this room as a ``Decimal``; there is
no float on the way.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from tongket.core.numbers import format_number
from tongket.core.words import marked, said

SCALE = 1000
"""Values are stored as integers, thousandths of the unit: exact sums on both databases."""

_LARGEST = 9_000_000_000_000_000_000 // SCALE
"""What still fits a 64-bit column after scaling."""


class FigureFault(ValueError):  # noqa: N818 - said to a person
    """A figure, a value or an observation that cannot be; the message is a Vietnamese sentence."""


_KEY = re.compile(r"m([1-9][0-9]{0,4})u([1-9][0-9]{0,7})p([1-9][0-9]{0,3})(?:s([0-9]{8}))?")


@dataclass(frozen=True, order=True)
class FigureKey:
    """What is meant: a measure of a unit in a period; ``structure`` asks for another day's tree.

    ``id`` is short, ASCII, begins with a letter and reads back with ``parse``: it is written into
    Word files as the name of a bookmark, which allows 40 characters.

    >>> FigureKey(12, 345, 7).id, FigureKey(12, 345, 7, date(2025, 7, 1)).id
    ('m12u345p7', 'm12u345p7s20250701')
    """

    measure_id: int
    unit_id: int
    period_id: int
    structure: date | None = None

    @property
    def id(self) -> str:
        """The identity as text."""
        text = f"m{self.measure_id}u{self.unit_id}p{self.period_id}"
        return text if self.structure is None else f"{text}s{self.structure:%Y%m%d}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ``id``; raise ``FigureFault`` for anything else."""
        match = _KEY.fullmatch(text.strip())
        if match is None:
            raise FigureFault(
                said(
                    "Không có số liệu nào mang mã '%(text)s'. Mã có dạng m12u345p7 "
                    "hoặc m12u345p7s20250701.",
                    text=text[:40],
                )
            )
        structure = None
        if match[4]:
            try:
                structure = date.fromisoformat(match[4])
            except ValueError:
                raise FigureFault(
                    said(
                        "Mã số liệu '%(text)s' có ngày không có trong lịch: %(day)s.",
                        text=text[:40],
                        day=match[4],
                    )
                ) from None
        return cls(int(match[1]), int(match[2]), int(match[3]), structure)


def to_thousandths(value: Decimal | int) -> int:
    """Return the stored form of a value; refuse more than three decimals and what cannot be kept.

    >>> to_thousandths(Decimal("101.5"))
    101500
    """
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > _LARGEST:
        raise FigureFault("Giá trị quá lớn hoặc không phải là số, không lưu được.")
    scaled = exact * SCALE
    if scaled != scaled.to_integral_value():
        raise FigureFault(
            f"Giá trị {format_number(exact)} có hơn ba chữ số sau dấu phẩy, không lưu được."
        )
    return int(scaled)


def from_thousandths(stored: int | None) -> Decimal | None:
    """Return the value of a stored number, without trailing zeros; ``None`` stays ``None``.

    >>> from_thousandths(406000), from_thousandths(101500)
    (Decimal('406'), Decimal('101.5'))
    """
    return None if stored is None else value_of(stored)


def value_of(stored: int) -> Decimal:
    """Return the value of a stored number, without trailing zeros."""
    whole, rest = divmod(stored, SCALE)
    if rest == 0:
        return Decimal(whole)
    return Decimal(stored).scaleb(-3).normalize()


_UNCERTAIN = {"about", "nearly", "between"}
_FROM_BELOW = {"over", "at_least"}


def combine_bounds(bounds: Iterable[str]) -> str:
    """Return what may be claimed of a sum whose terms carry ``bounds``.

    Exact terms change nothing. Terms bounded on one side keep their side (over + at_least = over:
    one strict term makes the sum strict). Sides that pull apart, and anything vague, give about.

    >>> combine_bounds(["exact", "over"]), combine_bounds(["over", "nearly"])
    ('over', 'about')
    >>> combine_bounds(["at_least", "over"]), combine_bounds([])
    ('over', 'exact')
    """
    kinds = set(bounds) - {"exact"}
    if len(kinds) <= 1:
        return "exact" if not kinds else _alone(kinds.pop())
    if kinds <= _FROM_BELOW:
        return "over"
    return "about"


def _alone(bound: str) -> str:
    """Return the bound of a sum whose inexact terms all carry ``bound``."""
    # The upper end of "between" is not carried through sums, so only "about" can be said.
    return "about" if bound == "between" else bound


BOUND_WORDS = {
    "exact": "",
    "about": marked("khoảng"),
    "nearly": marked("gần"),
    "over": marked("hơn"),
    "at_least": marked("ít nhất"),
    "at_most": marked("không quá"),
    "between": marked("trong khoảng"),
}
"""How a bound is written before the number."""

BASIS_WORDS = {
    "counted": marked("đếm từ sổ"),
    "entered": marked("đơn vị báo cáo"),
    "rolled_up": marked("cộng từ cấp dưới"),
    "imported": marked("nhập từ nguồn khác"),
    "stated": marked("nêu trong văn bản"),
    "adjusted": marked("điều chỉnh"),
}
"""How a basis is said."""


def in_words(value: Decimal | None, bound: str = "exact", high: Decimal | None = None) -> str:
    """Write a value as a person reads it; no value is *không áp dụng*.

    >>> in_words(Decimal(7860)), in_words(Decimal(11600), "over")
    ('7.860', 'hơn 11.600')
    """
    if value is None:
        return said("không áp dụng")
    text = format_number(value)
    if bound == "between" and high is not None:
        return said("từ %(low)s đến %(high)s", low=text, high=format_number(high))
    return f"{said(BOUND_WORDS[bound])} {text}".strip()


@dataclass(frozen=True)
class NewEvidence:
    """What a new observation rests on. ``(kind, key)`` is lasting: saying it twice is one evidence.

    ``kind`` is ``submission``, ``amendment``, ``import``, ``count`` or ``narrative``; ``address``
    the path of the page that shows it, ``digest`` its content hash.
    """

    kind: str
    key: str
    label: str
    address: str = ""
    digest: str = ""
    author_label: str = ""


@dataclass(frozen=True)
class NewObservation:
    """One row to record: ``value`` in thousandths, ``None`` for *not applicable*."""

    measure_id: int
    unit_id: int
    period_id: int
    value: int | None
    bound: str = "exact"
    value_high: int | None = None

    @property
    def figure(self) -> tuple[int, int, int]:
        """Measure, unit and period ids."""
        return self.measure_id, self.unit_id, self.period_id

    @property
    def said(self) -> tuple[int | None, str, int | None]:
        """What is claimed: value, bound, upper end."""
        return self.value, self.bound, self.value_high


@dataclass(frozen=True)
class Change:
    """What recording did to one figure: stored values before and after.

    ``before`` is ``None`` when nothing stood or what stood was *not applicable* (``stood`` tells
    which); the bounds say whether the value is exact.
    """

    measure_id: int
    unit_id: int
    period_id: int
    before: int | None
    after: int | None
    stood: bool
    bound_before: str = "exact"
    bound_after: str = "exact"

    @property
    def delta(self) -> int:
        """By how much a sum over the figure grows."""
        return (self.after or 0) - (self.before or 0)

    @property
    def count_delta(self) -> int:
        """By how many observations with a value a sum grows: -1, 0 or 1."""
        return (self.after is not None) - (self.before is not None)

    @property
    def inexact_delta(self) -> int:
        """By how many inexact observations a sum grows: -1, 0 or 1."""
        now_inexact = self.after is not None and self.bound_after != "exact"
        was_inexact = self.before is not None and self.bound_before != "exact"
        return now_inexact - was_inexact


@dataclass(frozen=True)
class RecordResult:
    """What recording did: the figures that changed, and how many rows were already so."""

    changes: tuple[Change, ...]
    unchanged: int
    evidence_ids: tuple[int, ...]
    """One per batch, in the order given."""


@dataclass(frozen=True)
class EvidenceView:
    """Evidence as shown: what, where, its hash, who, when."""

    kind: str
    key: str
    label: str
    address: str
    digest: str
    recorded_at: datetime
    author_label: str


@dataclass(frozen=True)
class ObservationView:
    """An observation as shown. ``value`` is ``None`` when it says *not applicable*."""

    id: int
    key: FigureKey
    value: Decimal | None
    value_high: Decimal | None
    bound: str
    basis: str
    official: bool
    recorded_at: datetime
    superseded_at: datetime | None
    evidence: EvidenceView

    @property
    def words(self) -> str:
        """The value as a person reads it."""
        return in_words(self.value, self.bound, self.value_high)

    @property
    def basis_words(self) -> str:
        """The basis as a person reads it."""
        return said(BASIS_WORDS[self.basis])


@dataclass(frozen=True)
class Difference:
    """How one observation compares with what the figure is held to be."""

    observation: ObservationView
    verdict: str
    """``equal``, ``within_bound``, ``differs`` or ``not_comparable``."""
    difference: Decimal | None
    """Observation minus the figure, where both are numbers."""
    words: str


def compare(observation: ObservationView, held: Decimal | None) -> Difference:
    """Compare what an observation says with the value the figure is held to be.

    A vague word is taken at its word: *khoảng* and *gần* within two hundredths, *hơn*, *ít nhất*,
    *không quá* on their side, *từ … đến …* inside.
    """
    stated = observation.value
    if stated is None or held is None:
        words = said("không so sánh được: một bên không có giá trị")
        return Difference(observation, "not_comparable", None, words)
    difference = stated - held
    if difference == 0:
        return Difference(observation, "equal", difference, said("giống"))
    if _admits(observation, held):
        words = said("phù hợp với cách nói “%(words)s”", words=observation.words)
        return Difference(observation, "within_bound", difference, words)
    shape = marked("khác: nhiều hơn %(by)s") if difference > 0 else marked("khác: ít hơn %(by)s")
    words = said(shape, by=format_number(abs(difference)))
    return Difference(observation, "differs", difference, words)


def _admits(observation: ObservationView, held: Decimal) -> bool:
    stated = observation.value
    if stated is None or observation.bound == "exact":
        return False
    margin = abs(stated) * Decimal("0.02")
    high = observation.value_high if observation.value_high is not None else stated
    return {
        "about": abs(held - stated) <= margin,
        "nearly": stated - margin <= held <= stated,
        "over": held >= stated,
        "at_least": held >= stated,
        "at_most": held <= stated,
        "between": stated <= held <= high,
    }[observation.bound]


def refuse_twice(rows: Sequence[NewObservation]) -> None:
    """Refuse rows that say one figure twice in one act."""
    seen: set[tuple[int, int, int]] = set()
    for row in rows:
        if row.figure in seen:
            key = FigureKey(*row.figure).id
            raise FigureFault(f"Số liệu {key} được ghi hai lần trong cùng một lần ghi.")
        seen.add(row.figure)
