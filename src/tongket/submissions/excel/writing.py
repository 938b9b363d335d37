"""Writing a return as a protected workbook, pre-filled, with the form's checks as formulas."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tongket.indicators.domain import CheckSpec
from tongket.submissions.domain import NOT_APPLICABLE
from tongket.submissions.excel.layout import (
    BELOW,
    CHECK,
    COLUMNS,
    FIRST_ROW,
    HIDDEN,
    LABEL,
    LAST,
    NOTE,
    SHEET,
    VALUE,
    SheetLine,
    Workbook,
    as_number,
    digest_of,
    letter,
)

WIDTHS = (7, 52, 13, 12, 12, 14, 34, 30)
NUMBER = "#,##0.###;-#,##0.###;0"


def write_workbook(book: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as out:
        _Writer(out, book).write()
    return buffer.getvalue()


class _Writer:
    """One workbook being written: its formats and sheets."""

    def __init__(self, out: Any, book: Workbook) -> None:
        self.out = out
        self.book = book
        self.rows = {
            line.key: row for row, line in book.rows() if isinstance(line, SheetLine) and line.own
        }
        self.sheet = out.add_worksheet(SHEET)
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
        line = {**base, "border": 1, "border_color": "#C9C5B8"}
        heading = {"font_name": "Times New Roman", "font_size": 12, "bold": True}
        self.title = out.add_format({**heading, "font_size": 14})
        self.wide = out.add_format({"font_name": "Times New Roman", "font_size": 12})
        self.section = out.add_format({**heading, "bg_color": "#EFEDE6"})
        self.head = out.add_format({**line, "bold": True, "bg_color": "#DDD9CE", "align": "center"})
        self.plain = out.add_format(line)
        self.quoted = out.add_format({**line, "quote_prefix": True})
        self.number = out.add_format({**line, "num_format": NUMBER, "align": "right"})
        entry = {**line, "locked": False, "bg_color": "#FFF7D1"}
        self.entry = out.add_format({**entry, "num_format": NUMBER, "align": "right"})
        self.entry_text = out.add_format({**entry, "quote_prefix": True})

    def write(self) -> None:
        """Write both sheets."""
        sheet = self.sheet
        lines = [line for _row, line in self.book.rows() if isinstance(line, SheetLine)]
        for column, width in enumerate(WIDTHS):
            unused = column == BELOW and all(line.own for line in lines)
            sheet.set_column(column, column, width, None, {"hidden": unused})
        self._text(0, 0, self.book.title, self.title)
        self._text(1, 0, self.book.unit_name, self.title)
        guide = _(
            "Chỉ nhập vào các ô vàng. Số nguyên từ 0; “–” nếu không áp dụng. Không dời hàng, cột."
        )
        self._text(2, 0, guide, self.wide)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(FIRST_ROW - 2, column, name, self.head)
        for row, line in self.book.rows():
            if isinstance(line, SheetLine):
                self._line(row, line)
            else:
                self._text(row - 1, 0, line.title, self.section)
                for column in range(1, len(COLUMNS)):
                    sheet.write_blank(row - 1, column, None, self.section)
        sheet.freeze_panes(FIRST_ROW - 1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST_ROW - 2)
        self._hidden()

    def _text(self, row: int, column: int, text: str, form: Any = None) -> None:
        """Write a text that stays a text: what looks like a formula gets the quote mark of Excel."""
        risky = text[:1] in {"=", "+", "-", "@", "\t", "\r"}
        self.sheet.write_string(row, column, text, self.quoted if risky else (form or self.plain))

    def _line(self, row: int, line: SheetLine) -> None:
        place = row - 1
        self._text(place, 0, line.number)
        self._text(place, LABEL, line.label)
        self._text(place, 2, line.unit_of_measure)
        for column, value in ((LAST, line.last), (BELOW, line.below)):
            if value is None:
                self.sheet.write_blank(place, column, None, self.plain)
            else:
                self.sheet.write_number(place, column, as_number(value), self.number)
        if not line.own:
            for column in (VALUE, NOTE, CHECK):
                self.sheet.write_blank(place, column, None, self.plain)
            return
        self._entry(place, line)
        self.sheet.write_string(place, NOTE, line.note, self.entry_text)
        self.sheet.data_validation(place, VALUE, place, VALUE, self._validation(row, line))
        formula, shown = self._check(row, line)
        self.sheet.write_formula(place, CHECK, formula, self.plain, shown)

    def _entry(self, place: int, line: SheetLine) -> None:
        if not line.filled:
            self.sheet.write_blank(place, VALUE, None, self.entry)
        elif line.value is None:
            self.sheet.write_string(place, VALUE, NOT_APPLICABLE, self.entry)
        else:
            self.sheet.write_number(place, VALUE, as_number(line.value), self.entry)

    def _validation(self, row: int, line: SheetLine) -> dict[str, Any]:
        cell = f"{letter(VALUE)}{row}"
        whole = f",ROUND({cell},{line.decimals})={cell}"
        return {
            "validate": "custom",
            "value": f'=OR({cell}="{NOT_APPLICABLE}",IF(ISNUMBER({cell}),AND({cell}>=0{whole}),FALSE))',
            "ignore_blank": True,
            "error_title": _("Chưa đúng"),
            "error_message": _("Nhập số từ 0 trở lên, hoặc “–” nếu không áp dụng."),
        }

    def _check(self, row: int, line: SheetLine) -> tuple[str, str]:
        """Return the formula of the check column, and what it shows before Excel computes it."""
        cell = f"{letter(VALUE)}{row}"
        inner = '""'
        for spec in self.book.checks:
            inner = self._formula(spec, line, cell) or inner
        empty = _("chưa nhập") if line.required else ""
        shown = "" if line.filled else empty
        return f'=IF({cell}="","{empty}",{inner})', shown

    def _formula(self, spec: CheckSpec, line: SheetLine, cell: str) -> str:
        """Return what a sum check says at its result line; empty for other checks and lines."""
        payload = spec.payload
        if spec.method == "sum_of_parts" and payload["total"] == line.key:
            keys, signs = list(payload["parts"]), ["+"] * len(payload["parts"])
        elif spec.method == "movement" and payload["closing"] == line.key:
            rises, falls = list(payload["increases"]), list(payload["decreases"])
            keys = [payload["opening"], *rises, *falls]
            signs = ["+"] * (1 + len(rises)) + ["-"] * len(falls)
        else:
            return ""
        if any(key not in self.rows for key in keys):
            return ""
        terms = "".join(
            f"{sign}N({letter(VALUE)}{self.rows[key]})"
            for sign, key in zip(signs, keys, strict=True)
        )
        said = _("cộng được ")
        return f'IF(ROUND({cell}-({terms[1:]}),3)=0,"","{said}"&TEXT({terms[1:]},"#,##0"))'

    def _hidden(self) -> None:
        sheet = self.out.add_worksheet(HIDDEN)
        identity, places = self.book.identity(), self.book.places()
        rows = [*identity.items(), ("digest", digest_of(identity, places))]
        for at, (name, value) in enumerate(rows):
            sheet.write_string(at, 0, name)
            sheet.write_string(at, 1, value)
        for at, (measure, row) in enumerate(sorted(places.items())):
            sheet.write_number(at, 3, measure)
            sheet.write_number(at, 4, row)
        sheet.protect("")
        sheet.very_hidden()
