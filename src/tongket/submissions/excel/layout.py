"""What a workbook holds and where: shared by writing and reading, so that they cannot disagree."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.crypto import salted_hmac

from tongket.indicators.domain import CheckSpec

SHEET = "Biểu"
HIDDEN = "tong_ket"
"""The hidden sheet: whose return this is, which row is which measure, and a digest over both."""

FORMAT = 1
"""Raised when the columns change, so that a workbook of before is told from a damaged one."""

FIRST_ROW = 6
"""First row (1-based) below the heads."""

COLUMNS = (
    "STT",
    "Nội dung",
    "Đơn vị tính",
    "Kỳ trước",
    "Cấp dưới",
    "Số báo cáo",
    "Giải thích",
    "Kiểm tra",
)
LABEL, LAST, BELOW, VALUE, NOTE, CHECK = 1, 3, 4, 5, 6, 7
"""0-based columns."""


def letter(column: int) -> str:
    """Return the letter of a 0-based column (there are fewer than 26)."""
    return chr(ord("A") + column)


@dataclass(frozen=True)
class SheetLine:
    """A line of the sheet; values in thousandths. ``own``: it is entered, else only shown."""

    measure_id: int
    key: str
    number: str
    label: str
    unit_of_measure: str
    decimals: int
    required: bool
    own: bool
    value: int | None = None
    filled: bool = False
    """Whether ``value`` was entered (``None`` then means not applicable)."""
    note: str = ""
    last: int | None = None
    below: int | None = None


@dataclass(frozen=True)
class SheetSection:
    """A part of the form."""

    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True)
class Workbook:
    """A return as a workbook. ``version`` is the form version's id."""

    return_id: int
    round_code: str
    unit_code: str
    version: int
    title: str
    unit_name: str
    sections: Sequence[SheetSection]
    checks: Sequence[CheckSpec]

    def rows(self) -> Iterator[tuple[int, SheetSection | SheetLine]]:
        """Yield 1-based row numbers with what stands there: section titles and lines."""
        row = FIRST_ROW
        for section in self.sections:
            yield row, section
            row += 1
            for line in section.lines:
                yield row, line
                row += 1

    def places(self) -> dict[int, int]:
        """Return measure id -> row of the lines that are entered."""
        return {
            line.measure_id: row
            for row, line in self.rows()
            if isinstance(line, SheetLine) and line.own
        }

    def identity(self) -> dict[str, str]:
        """Return what the hidden sheet says about the whole."""
        return {
            "format": str(FORMAT),
            "return": str(self.return_id),
            "round": self.round_code,
            "unit": self.unit_code,
            "form": str(self.version),
        }


def digest_of(identity: dict[str, str], places: dict[int, int]) -> str:
    """Return the keyed digest over a workbook's identity and places: only we can make it."""
    content = json.dumps([sorted(identity.items()), sorted(places.items())], ensure_ascii=False)
    return salted_hmac("tongket.submissions.excel", content, algorithm="sha256").hexdigest()


def as_number(stored: int) -> float | int:
    """Return a stored value as a spreadsheet holds it (thousandths fit a double exactly enough)."""
    exact = Decimal(stored).scaleb(-3)
    return int(exact) if exact == exact.to_integral_value() else float(exact)
