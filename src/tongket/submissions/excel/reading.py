"""Reading a workbook back: whole or not at all, every fault with its place and what would be right."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tongket.core.numbers import format_number
from tongket.submissions.domain import CellError, read_cell
from tongket.submissions.excel.layout import (
    COLUMNS,
    HIDDEN,
    LABEL,
    NOTE,
    SHEET,
    VALUE,
    SheetLine,
    Workbook,
    digest_of,
    letter,
)

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 100
MOST_ROWS = 2000


@dataclass(frozen=True)
class CellFault:
    """A cell that cannot be taken: where it is, what stands there, what would be right."""

    sheet: str
    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        """Return the fault as one sentence with its place."""
        place = _("Sheet “%(sheet)s”, dòng %(row)d, cột “%(column)s”") % {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
        }
        return f"{place}: {self.message}"


class WorkbookFault(ValueError):  # noqa: N818 - said to a person
    """A workbook that cannot be taken; ``faults`` holds the cells, where cells are at fault."""

    def __init__(self, message: str, faults: list[CellFault] | None = None) -> None:
        """Keep the sentence and the cells at fault."""
        super().__init__(message)
        self.faults = faults or []


@dataclass(frozen=True)
class Entry:
    """What a workbook says in one line: the text as a person would type it, and the note."""

    text: str
    note: str


def read_workbook(content: bytes, expected: Workbook) -> dict[int, Entry]:
    """Return what a workbook made for ``expected`` says, by measure id of the lines entered.

    Raises ``WorkbookFault``: not an .xlsx, macros, too large, another unit's or round's or form's,
    tampered with, rows moved or cells merged, or cells that are no numbers.
    """
    _refuse_dangerous(content)
    formulas, results = _open(content)
    _refuse_stranger(formulas, expected)
    if SHEET not in formulas.sheetnames:
        raise WorkbookFault(
            _("Tệp thiếu sheet “%(sheet)s”. Tải lại biểu từ hệ thống.") % {"sheet": SHEET}
        )
    sheet, shown = formulas[SHEET], results[SHEET]
    faults: list[CellFault] = []
    entries: dict[int, Entry] = {}
    merged = _merged_rows(sheet)
    for row, line in expected.rows():
        if isinstance(line, SheetLine) and line.own:
            fault = _misplaced(sheet, row, line, merged)
            found = fault or _entry(sheet, shown, row, line)
            if isinstance(found, CellFault):
                faults.append(found)
            else:
                entries[line.measure_id] = found
    if faults:
        message = _(
            "Tệp có %(count)d ô chưa nhận được. Chưa có gì được lưu; sửa các ô sau rồi nhập lại."
        )
        raise WorkbookFault(message % {"count": len(faults)}, faults)
    return entries


# --- the file as such ----------------------------------------------------------------------------


def _refuse_dangerous(content: bytes) -> None:
    """Refuse what is too large, no zip, a bomb, or carries macros, before anything is unpacked."""
    if len(content) > LARGEST_FILE:
        raise WorkbookFault(_("Tệp lớn hơn 2 MB. Dùng đúng tệp biểu tải từ hệ thống."))
    not_excel = _(
        "Tệp không phải là Excel .xlsx. Tải biểu từ hệ thống, nhập số rồi lưu dạng .xlsx."
    )
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
                raise WorkbookFault(
                    _("Tệp bung ra quá lớn, không nhận. Dùng đúng tệp biểu tải từ hệ thống.")
                )
            if any(
                one.filename.lower().endswith(("vbaproject.bin", ".dll", ".exe")) for one in parts
            ):
                raise WorkbookFault(
                    _("Tệp có macro, không nhận. Lưu lại dạng .xlsx không có macro.")
                )
            for one in parts:
                if one.filename.endswith((".xml", ".rels")) and _declares(packed.read(one)):
                    raise WorkbookFault(not_excel)
            if "xl/workbook.xml" not in packed.namelist():
                raise WorkbookFault(not_excel)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        # RuntimeError: encrypted; NotImplementedError: a packing Python does not know.
        raise WorkbookFault(not_excel) from None


def _declares(part: bytes) -> bool:
    """Whether an XML part declares entities or a document type: no spreadsheet does."""
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part


def _open(content: bytes) -> tuple[Any, Any]:
    """Open the workbook twice: as written (formulas seen) and with the results Excel left."""
    try:
        formulas = load_workbook(BytesIO(content), data_only=False)
        results = load_workbook(BytesIO(content), data_only=True)
    except Exception:  # noqa: BLE001 - openpyxl raises anything at all on a damaged file
        raise WorkbookFault(
            _("Không mở được tệp: tệp có thể đã hỏng. Tải lại biểu từ hệ thống.")
        ) from None
    return formulas, results


def _refuse_stranger(book: Any, expected: Workbook) -> None:
    """Refuse a workbook that is not this return's, or whose hidden sheet was touched."""
    if HIDDEN not in book.sheetnames:
        raise WorkbookFault(
            _("Tệp không phải biểu của hệ thống (thiếu phần nhận dạng). Tải lại biểu rồi nhập.")
        )
    stored, places = _identity(book[HIDDEN])
    digest = stored.pop("digest", "")
    if digest != digest_of(stored, places):
        raise WorkbookFault(_("Phần nhận dạng của tệp đã bị sửa. Tải lại biểu rồi nhập."))
    wanted = expected.identity()
    if stored.get("unit") != wanted["unit"]:
        raise WorkbookFault(
            _("Tệp này là của đơn vị “%(found)s”, không phải “%(wanted)s”.")
            % {"found": stored.get("unit"), "wanted": wanted["unit"]}
        )
    if stored.get("round") != wanted["round"] or stored.get("return") != wanted["return"]:
        raise WorkbookFault(
            _("Tệp này là của kỳ báo cáo “%(found)s”, không phải “%(wanted)s”.")
            % {"found": stored.get("round"), "wanted": wanted["round"]}
        )
    if stored != wanted or places != expected.places():
        raise WorkbookFault(_("Biểu đã đổi từ khi tệp được tải về. Tải lại biểu rồi nhập."))


def _identity(sheet: Worksheet) -> tuple[dict[str, str], dict[int, int]]:
    """Read the hidden sheet: whose return it is, and which measure stands in which row."""
    stored: dict[str, str] = {}
    places: dict[int, int] = {}
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=5, values_only=True):
        name, value, _gap, measure, place = row
        if name is not None:
            stored[str(name)] = str(value)
        if isinstance(measure, int | float) and isinstance(place, int | float):
            places[int(measure)] = int(place)
    return stored, places


# --- the cells -----------------------------------------------------------------------------------


def _merged_rows(sheet: Worksheet) -> Mapping[int, str]:
    """Return the rows in which a merge touches what is read, with the merge's name."""
    rows: dict[int, str] = {}
    for area in sheet.merged_cells.ranges:
        if area.min_col <= NOTE + 1 and area.max_col > LABEL:
            for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1):
                rows[row] = str(area)
    return rows


def _misplaced(
    sheet: Worksheet, row: int, line: SheetLine, merged: Mapping[int, str]
) -> CellFault | None:
    """Return the fault of a row that was merged or is not the line it was."""
    if row in merged:
        return _fault(row, VALUE, merged[row], _("ô đã bị trộn. Bỏ trộn ô, hoặc tải lại biểu."))
    label = str(sheet.cell(row, LABEL + 1).value or "")
    if label != line.label:
        message = _("hàng đã bị dời: ở đây phải là dòng “%(label)s”. Tải lại biểu rồi nhập.")
        return _fault(row, LABEL, label, message % {"label": line.label})
    return None


def _entry(sheet: Worksheet, shown: Worksheet, row: int, line: SheetLine) -> Entry | CellFault:
    written = sheet.cell(row, VALUE + 1).value
    value = shown.cell(row, VALUE + 1).value
    is_formula = sheet.cell(row, VALUE + 1).data_type == "f"
    if is_formula and not isinstance(value, int | float):
        return _fault(
            row, VALUE, str(written), _("công thức chưa có kết quả là số. Nhập thẳng số vào ô.")
        )
    text = _text_of(value)
    if text is None:
        return _fault(row, VALUE, str(value), _("không phải là số. Nhập số như 1.234."))
    try:
        read_cell(text, line.decimals)
    except CellError as fault:
        return _fault(row, VALUE, text, str(fault))
    note = shown.cell(row, NOTE + 1).value
    return Entry(text, "" if note is None else str(note).strip())


def _text_of(value: object) -> str | None:
    """Return a cell's value as a person would have typed it; ``None`` for what cannot be a number.

    Excel turns "1/2" into a day and "true" into a truth value: neither is taken for a number.
    """
    if value is None:
        return ""
    if isinstance(value, bool | date | datetime | time):
        return None
    if isinstance(value, int | float):
        exact = Decimal(str(value))
        return format_number(exact) if exact.is_finite() else None
    return str(value) if isinstance(value, str) else None


def _fault(row: int, column: int, value: str, message: str) -> CellFault:
    name = f"{COLUMNS[column]} ({letter(column)}{row})"
    return CellFault(SHEET, row, name, value[:60], message)
