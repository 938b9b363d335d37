"""The content model of the year-end review: what the text says, before any file format.

A review is compiled once into these frozen values; Word, PDF and page are rendered from them side by
side, so that no output is converted from another and all agree. Nothing here knows Django, a file
format or the database.

Every number that the product vouches for is a `FigureSpan`. It carries the figure's identity, its text
already formatted in the Vietnamese way, and the address under which it opens. The same figure may
stand in several places; its *occurrence* (1, 2, 3 … in reading order) makes the names of the places
unique, see `tongket.yearend.renderers.walk`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

MAX_FIGURE_ID_LENGTH: Final = 30
MAX_HEADING_LEVEL: Final = 4
_FIGURE_ID = re.compile(rf"[A-Za-z][A-Za-z0-9]{{0,{MAX_FIGURE_ID_LENGTH - 1}}}")


class DocumentError(ValueError):
    """The content cannot be rendered; the message says in Vietnamese where and why."""


class Alignment(StrEnum):
    """How the text of a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class ChartKind(StrEnum):
    """The chart forms that stay readable on a black-and-white print."""

    BAR = "bar"
    GROUPED_BAR = "grouped_bar"
    LINE = "line"
    SHARE = "share"


# ------------------------------------------------------------------------------------------- spans


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Plain words; a line break in `text` is kept as a line break."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A number that opens: shown as `text`, leads to `address`.

    `figure_id` is ASCII letters and digits, begins with a letter, at most 30 characters (so that a
    Word bookmark name, limited to 40, can hold it). `address` is absolute and ends in the figure's id:
    an office program may lose every other mark, a link's target survives. `label` says what is
    counted, `basis` in one sentence what the value rests on. Raises `DocumentError` when broken.
    """

    figure_id: str
    text: str
    address: str
    label: str
    basis: str = ""
    bold: bool = False

    def __post_init__(self) -> None:
        """Refuse an identity that would be lost or doubled in an office file."""
        if not _FIGURE_ID.fullmatch(self.figure_id):
            raise DocumentError(
                f"Mã số liệu '{self.figure_id}' không hợp lệ: chỉ gồm chữ cái không dấu và chữ số, "
                f"bắt đầu bằng chữ cái, dài không quá {MAX_FIGURE_ID_LENGTH} ký tự."
            )
        if not self.address.startswith(("https://", "http://")):
            raise DocumentError(
                f"Địa chỉ của số liệu '{self.figure_id}' phải là địa chỉ đầy đủ (https://…)."
            )
        if not self.address.endswith(self.figure_id):
            raise DocumentError(
                f"Địa chỉ của số liệu '{self.figure_id}' phải kết thúc bằng chính mã số liệu."
            )


@dataclass(frozen=True, slots=True)
class CitationSpan:
    """A cited instrument as printed ("Chỉ thị số 35-CT/TW"), with its own page when known."""

    text: str
    address: str = ""


Span = TextSpan | FigureSpan | CitationSpan


# ------------------------------------------------------------------------------------------ blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (part) to 4; `number` is printed before it as given ("I.", "1.", "a)")."""

    level: int
    text: str
    number: str = ""

    def __post_init__(self) -> None:
        """Refuse a level that has no style."""
        if not 1 <= self.level <= MAX_HEADING_LEVEL:
            raise DocumentError(
                f"Đề mục '{self.text}' có cấp {self.level}; chỉ dùng cấp 1 đến {MAX_HEADING_LEVEL}."
            )

    @property
    def full_text(self) -> str:
        """Number and text as printed."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list: dashes, or 1) 2) 3) when `ordered`. Each item is a run of spans."""

    items: tuple[tuple[Span, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: how its body cells stand and its share of the width (any positive weight)."""

    alignment: Alignment = Alignment.LEFT
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; spans may reach over several columns and rows."""

    spans: tuple[Span, ...] = ()
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place in the grid; `continued` marks the part hidden under a cell above."""

    cell: Cell
    column: int
    continued: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header rows that repeat on every page, body rows, at most one total row.

    Every row fills the columns exactly, spans counted. Raises `DocumentError` when it does not.
    """

    caption: str
    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a table whose rows do not fit its columns."""
        if not self.columns:
            raise DocumentError(f"Bảng '{self.caption}' chưa có cột nào.")
        self.grid()

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Header, body and total rows in reading order."""
        return (*self.header, *self.rows, *((self.total,) if self.total is not None else ()))

    def grid(self) -> list[list[Placed]]:
        """Return for each row its cells with their columns, continuations of row spans included."""
        open_spans: dict[int, tuple[Cell, int]] = {}
        return [
            self._place(row, open_spans, number)
            for number, row in enumerate(self.all_rows, start=1)
        ]

    def _place(
        self, row: Row, open_spans: dict[int, tuple[Cell, int]], number: int
    ) -> list[Placed]:
        placed: list[Placed] = []
        waiting = iter(row)
        column = 0
        while column < len(self.columns):
            if column in open_spans:
                cell, left = open_spans.pop(column)
                if left > 1:
                    open_spans[column] = (cell, left - 1)
                placed.append(Placed(cell, column, continued=True))
            else:
                following = next(waiting, None)
                if following is None:
                    break
                cell = following
                placed.append(Placed(cell, column))
                if cell.row_span > 1:
                    open_spans[column] = (cell, cell.row_span - 1)
            column += cell.column_span
        if column != len(self.columns) or next(waiting, None) is not None:
            raise DocumentError(
                f"Bảng '{self.caption}', dòng {number}: số ô không khớp với {len(self.columns)} cột."
            )
        return placed


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One row of values in the order of the categories; None is "not reported", never zero.

    `figures`, where given, has one entry per value: the figure behind it.
    """

    name: str
    values: tuple[Decimal | None, ...]
    figures: tuple[FigureSpan | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartDescription:
    """What a chart shows; the same description makes the picture for Word, PDF and page.

    `unit` is printed beside the values ("đảng viên", "%"). `alternative_text` may be left empty: it is
    then told from the data. Raises `DocumentError` when values and categories do not match.
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = ""
    note: str = ""
    alternative_text: str = ""

    def __post_init__(self) -> None:
        """Refuse a chart that would drop or invent a value."""
        if not self.categories or not self.series:
            raise DocumentError(f"Biểu đồ '{self.title}' chưa có số liệu.")
        if self.kind is ChartKind.BAR and len(self.series) != 1:
            raise DocumentError(f"Biểu đồ cột đơn '{self.title}' chỉ nhận một dãy số liệu.")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise DocumentError(
                    f"Biểu đồ '{self.title}', dãy '{series.name}': có {len(series.values)} giá trị "
                    f"cho {len(self.categories)} nhóm."
                )
            if series.figures and len(series.figures) != len(series.values):
                raise DocumentError(
                    f"Biểu đồ '{self.title}', dãy '{series.name}': số liệu kèm theo không đủ."
                )

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Ids of all figures drawn, in reading order."""
        return tuple(
            figure.figure_id
            for series in self.series
            for figure in series.figures
            if figure is not None
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart standing between paragraphs."""

    description: ChartDescription


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex after the signature, on a page of its own; `landscape` turns the sheet for wide tables."""

    title: str
    blocks: tuple["Block", ...]
    number: str = ""
    landscape: bool = False


Block = Heading | Paragraph | ListBlock | Table | Chart | PageBreak | Annex


# ---------------------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class PartyHeader:
    """The head of a Party text: superior body and issuer left, the Party's name right.

    `number` is the number and symbol after the word "Số" ("15-BC/QU"); a draft leaves room for the
    number ("     -BC/QU"). `place_and_date` is the whole line ("Bình Thạnh, ngày 15 tháng 01 năm
    2025"). `mark` is a draft or secrecy mark ("Dự thảo lần 1"), printed only when given.
    """

    superior: str
    issuer: str
    number: str
    place_and_date: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: for whom ("T/M BAN THƯỜNG VỤ"), in which office ("BÍ THƯ"), the name."""

    authority: str
    office: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """Where a file came from, so that a later refresh finds its way home. `compiled_at` has a zone."""

    installation_id: str
    unit_code: str
    year: int
    compiled_at: datetime
    language: str = "vi-VN"

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone: it could not be compared later."""
        if self.compiled_at.tzinfo is None:
            raise DocumentError("Thời điểm lập báo cáo phải kèm múi giờ.")


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """A whole review in the Party's form. Annexes stand last among the blocks."""

    header: PartyHeader
    title: str
    abstract: str
    blocks: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    meta: Meta

    def __post_init__(self) -> None:
        """Refuse an annex in the middle of the text: the signature stands between them."""
        annexes = [isinstance(block, Annex) for block in self.blocks]
        if annexes != sorted(annexes):
            raise DocumentError("Phụ lục phải đứng sau toàn bộ nội dung báo cáo.")

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks before the signature."""
        return tuple(block for block in self.blocks if not isinstance(block, Annex))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """The annexes after the signature."""
        return tuple(block for block in self.blocks if isinstance(block, Annex))
