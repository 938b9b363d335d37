"""Excel: a return goes out pre-filled and protected, and comes back whole or not at all."""

from tongket.submissions.excel.layout import SheetLine, SheetSection, Workbook
from tongket.submissions.excel.lists import chase_list
from tongket.submissions.excel.reading import CellFault, WorkbookFault, read_workbook
from tongket.submissions.excel.writing import write_workbook

__all__ = [
    "CellFault",
    "SheetLine",
    "SheetSection",
    "Workbook",
    "WorkbookFault",
    "chase_list",
    "read_workbook",
    "write_workbook",
]
