"""The roll-up as an Excel file."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.rollup.views.asked import Answer

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(title: str, found: Answer) -> bytes:
    """Return a workbook of one sheet: lines down, the unit and its children across."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Số liệu"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        section = book.add_format({"bold": True, "bg_color": "#eeece5"})
        number = book.add_format({"num_format": "#,##0.###"})
        plain = book.add_format({"text_wrap": True})
        units = [found.place.unit, *found.table.children]
        sheet.write_string(0, 0, safe(title), book.add_format({"bold": True, "font_size": 14}))
        day = format_day(found.place.structure)
        sheet.write_string(1, 0, _("Cơ cấu tổ chức ngày %(day)s") % {"day": day})
        for column, head in enumerate((_("Số"), _("Chỉ tiêu"), *(unit.name for unit in units))):
            sheet.write_string(3, column, safe(head), bold)
        row = 4
        for part in found.parts:
            sheet.write_string(row, 0, "", section)
            sheet.write_string(row, 1, safe(part.title), section)
            row += 1
            for line in part.lines:
                sheet.write_string(row, 0, safe(line.number))
                sheet.write_string(row, 1, safe(line.label), plain)
                for column, unit in enumerate(units, start=2):
                    value = found.table.value(unit.id, line.measure)
                    if value is not None:
                        sheet.write_number(row, column, float(value), number)
                row += 1
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 48)
        sheet.set_column(2, 1 + len(units), 16)
        sheet.freeze_panes(4, 3)
    return stream.getvalue()


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
