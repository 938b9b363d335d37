"""What a review is compiled from: the outline, people's words, and the figures, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tongket.yearend.document import ReviewDocument
from tongket.yearend.domain.outline import Outline, TaskPlan
from tongket.yearend.domain.wording import Shown

_COUNTS = ("", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
"""Ten results at most are told (``highlights.MOST_HIGHLIGHTS``)."""


class CompileFault(ValueError):  # noqa: N818 - said to a person
    """The review cannot be compiled; the message is a Vietnamese sentence naming the place."""


@dataclass(frozen=True, slots=True, order=True)
class Request:
    """A figure that a review asks for, by names: measure as in a mark, unit code, period code."""

    measure: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Known:
    """A figure as the review prints it. ``shown.value`` None: nobody has reported it.

    ``label`` says what is counted, ``basis`` in one sentence on what the value rests; ``expected``
    and ``reported`` count the units at the bottom, ``missing`` names those that did not report.
    """

    figure_id: str
    shown: Shown
    label: str
    short_label: str = ""
    basis: str = ""
    basis_code: str = ""
    expected: int = 0
    reported: int = 0
    missing: tuple[str, ...] = ()
    target: str = ""
    """Measure that holds the target, empty when there is none."""
    restated_on: date | None = None
    """The day whose structure is used, where the unit did not exist in the figure's own period."""
    apportioned: Decimal = Decimal(0)
    """The part of a restated value that came through a division."""

    @property
    def value(self) -> Decimal | None:
        """The value, None when nobody has reported it."""
        return self.shown.value


@dataclass(frozen=True, slots=True)
class RowUnit:
    """A unit that has a row in a table: code and name on the period's last day."""

    code: str
    name: str


@dataclass(frozen=True)
class Particulars:
    """What an office fills in by hand; empty where it has not yet."""

    number: str = ""
    place: str = ""
    signed_on: date | None = None
    signer: str = ""
    signer_office: str = ""


@dataclass(frozen=True)
class Content:
    """All that a review says, before its figures are set.

    ``texts`` holds the sections that people rewrote; the others follow the outline. ``rows`` maps
    a table's rows (``children``, ``kind:ward_committee``) to units. ``lineage`` and
    ``arithmetic`` are sentences for the annexes. ``address`` is the site's, without a stroke at
    its end.
    """

    outline: Outline
    unit_code: str
    unit_name: str
    superior: str
    year: int
    installation_id: str
    compiled_at: datetime
    address: str
    particulars: Particulars = field(default_factory=Particulars)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    highlights: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    tasks: tuple[TaskPlan, ...] = ()
    rows: Mapping[str, tuple[RowUnit, ...]] = field(default_factory=dict)
    lineage: tuple[str, ...] = ()
    arithmetic: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """Code of the review's period."""
        return str(self.year)

    @property
    def words(self) -> dict[str, str]:
        """Words that an outline's texts may hold in braces."""
        office, place = self.outline.office_of(self.unit_name)
        words = {
            "year": str(self.year),
            "next_year": str(self.year + 1),
            "last_year": str(self.year - 1),
            "unit": self.unit_name,
            "place": place,
        }
        told = _COUNTS[min(len(self.highlights), len(_COUNTS) - 1)]
        return {
            **words,
            "issuer": office.issuer.replace("{place}", place),
            "highlight_count": told,
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """A place whose figure nobody has reported: where it stands and which figure it is."""

    section: str
    request: Request
    figure_id: str
    label: str


@dataclass(frozen=True)
class Compiled:
    """A compiled review with what its writers should know.

    ``figures`` are all figures printed, each once, in reading order.
    """

    document: ReviewDocument
    gaps: tuple[Gap, ...]
    missing: tuple[str, ...]
    figures: tuple[Known, ...]
    headings: Mapping[str, str]
    """Section key -> its heading as printed, number included; sections left out are not there."""
