"""Lists that leave as Excel."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _


def chase_list(title: str, lines: Iterable[tuple[str, str, date, str]]) -> bytes:
    """Return the units that have not sent: name, to whom, due day, how far off."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as out:
        sheet = out.add_worksheet(_("Chưa gửi"))
        bold = out.add_format({"bold": True})
        quoted = out.add_format({"quote_prefix": True})
        days = out.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_string(0, 0, title, bold)
        heads = (_("Đơn vị"), _("Gửi cho"), _("Hạn gửi"), _("Còn lại"))
        for column, (head, width) in enumerate(zip(heads, (48, 48, 14, 20), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, head, bold)
        for row, (name, above, due_on, words) in enumerate(lines, 3):
            sheet.write_string(row, 0, name, quoted if name[:1] in "=+-@" else None)
            sheet.write_string(row, 1, above, quoted if above[:1] in "=+-@" else None)
            sheet.write_datetime(row, 2, due_on, days)
            sheet.write_string(row, 3, words)
        sheet.freeze_panes(3, 0)
    return buffer.getvalue()
