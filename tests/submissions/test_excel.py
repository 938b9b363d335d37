"""A return as an Excel file: out, filled, and back whole or not at all."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.submissions.conftest import words
from tests.submissions.world import GOOD, World
from tongket.submissions.domain import Cell
from tongket.submissions.excel import WorkbookFault, read_workbook, write_workbook
from tongket.submissions.excel.layout import HIDDEN, SHEET
from tongket.submissions.excel.reading import LARGEST_FILE
from tongket.submissions.selectors import draft_cells
from tongket.submissions.views.excel import workbook_of

pytestmark = pytest.mark.django_db

VALUE, NOTE = "F", "G"


def out(world: World, unit: str = "chi-bo-1") -> bytes:
    return write_workbook(workbook_of(world.submission(unit)))


def rows_by_label(sheet) -> dict[str, int]:
    return {str(sheet.cell(row, 2).value): row for row in range(6, sheet.max_row + 1)}


LABELS = {
    "opening": "Đảng viên đầu kỳ",
    "admitted": "Kết nạp",
    "left": "Giảm",
    "total": "Đảng viên cuối kỳ",
    "inspections": "Cuộc kiểm tra của cấp ủy",
}


def changed(content: bytes, change) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(content: bytes, values: dict[str, object], notes: dict[str, str] | None = None) -> bytes:
    def fill(book) -> None:
        rows = rows_by_label(book[SHEET])
        for code, value in values.items():
            book[SHEET][f"{VALUE}{rows[LABELS[code]]}"] = value
        for code, note in (notes or {}).items():
            book[SHEET][f"{NOTE}{rows[LABELS[code]]}"] = note

    return changed(content, fill)


def read(world: World, content: bytes, unit: str = "chi-bo-1"):
    return read_workbook(content, workbook_of(world.submission(unit)))


def refusal(world: World, content: bytes, unit: str = "chi-bo-1") -> WorkbookFault:
    with pytest.raises(WorkbookFault) as fault:
        read(world, content, unit)
    return fault.value


# --- out -----------------------------------------------------------------------------------------


def test_the_workbook_is_filled_in_and_only_its_entries_are_open(world):
    world.fill("chi-bo-1", GOOD)
    book = load_workbook(BytesIO(out(world)))
    sheet = book[SHEET]
    rows = rows_by_label(sheet)
    assert sheet.protection.sheet
    assert book[HIDDEN].sheet_state == "veryHidden"
    assert sheet["A1"].value == "Báo cáo năm, năm 2024"
    assert sheet["A2"].value == "Chi bộ khu phố 1"
    entry = sheet[f"{VALUE}{rows['Đảng viên cuối kỳ']}"]
    assert entry.value == 42
    open_cells = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_cells == {f"{column}{row}" for row in (7, 8, 9, 10, 11, 13) for column in "FG"}


def test_the_forms_sums_stand_as_formulas_beside_the_entries(world):
    sheet = load_workbook(BytesIO(out(world)))[SHEET]
    rows = rows_by_label(sheet)
    formula = sheet[f"H{rows['Đảng viên cuối kỳ']}"].value
    opening, admitted, left = (rows[LABELS[code]] for code in ("opening", "admitted", "left"))
    assert f"N(F{opening})+N(F{admitted})-N(F{left})" in formula
    validated = " ".join(str(rule.sqref) for rule in sheet.data_validations.dataValidation)
    assert f"F{opening}" in validated


def test_a_committee_gets_sums_from_below_and_only_its_own_entries(world):
    world.send_and_accept("chi-bo-1")
    sheet = load_workbook(BytesIO(out(world, "phuong-a")))[SHEET]
    rows = rows_by_label(sheet)
    assert sheet[f"E{rows['Đảng viên cuối kỳ']}"].value == 42
    assert sheet[f"{VALUE}{rows['Đảng viên cuối kỳ']}"].protection.locked
    assert not sheet[f"{VALUE}{rows['Cuộc kiểm tra của cấp ủy']}"].protection.locked


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_leaves_as_a_text(world, text):
    from tongket.indicators.models import FormLine

    FormLine.objects.filter(label="Kết nạp").update(label=text)
    sheet = load_workbook(BytesIO(out(world)))[SHEET]
    cell = next(cell for cell in sheet["B"] if cell.value == text)
    assert cell.data_type == "s"
    assert cell.quotePrefix


# --- back ----------------------------------------------------------------------------------------


def test_what_goes_out_comes_back_the_same(world):
    world.fill("chi-bo-1", GOOD | {"admitted.women": "–"})
    submission = world.submission("chi-bo-1")
    before = draft_cells(submission)
    entries = read(world, out(world))
    assert {key: entry.text for key, entry in entries.items()} == {
        world.measures[code]: text for code, text in (GOOD | {"admitted.women": "–"}).items()
    }
    assert before[world.measures["admitted.women"]] == Cell(None)


@pytest.mark.parametrize(
    ("written", "text"),
    [(42, "42"), (42.0, "42"), ("1.234", "1.234"), ("–", "–"), (None, ""), (" 7 ", " 7 ")],
)
def test_a_cell_is_read_as_it_was_meant(world, written, text):
    entries = read(world, filled(out(world), {"total": written}))
    assert entries[world.measures["total"]].text == text


def test_notes_come_along(world):
    entries = read(world, filled(out(world), {"total": 42}, {"total": "Tách chi bộ"}))
    assert entries[world.measures["total"]].note == "Tách chi bộ"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nhiều", "Không đọc được “nhiều” là số"),
        (12.5, "có phần lẻ"),
        (-3, "số âm"),
        (True, "không phải là số"),
        ("=HYPERLINK(1)", "công thức chưa có kết quả là số"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place_and_what_would_be_right(world, written, said):
    content = filled(out(world), {"total": written, "left": "x"})
    fault = refusal(world, content)
    assert len(fault.faults) == 2
    found = next(one for one in fault.faults if "F11" in one.column)
    assert (found.sheet, found.row, found.column) == (SHEET, 11, "Số báo cáo (F11)")
    assert said in found.message
    assert str(found).startswith("Sheet “Biểu”, dòng 11, cột “Số báo cáo (F11)”: ")


def test_a_day_made_by_excel_is_not_taken_for_a_number(world):
    from datetime import datetime

    fault = refusal(world, filled(out(world), {"total": datetime(2024, 2, 1)}))
    assert "không phải là số" in fault.faults[0].message


def test_a_formula_with_a_result_counts_as_its_result(world):
    content = out(world)

    def with_formula(book) -> None:
        book[SHEET]["F11"] = "=40+2"

    # openpyxl writes no results; Excel does. The result is put in as Excel would.
    unpacked = changed(content, with_formula)
    parts = {}
    with zipfile.ZipFile(BytesIO(unpacked)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert (
        b"<f>40+2</f><v />" in sheet
        or b"<f>40+2</f><v/>" in sheet
        or b"<f>40+2</f><v></v>" in sheet
    )
    for empty in (b"<v />", b"<v/>", b"<v></v>"):
        sheet = sheet.replace(b"<f>40+2</f>" + empty, b"<f>40+2</f><v>42</v>")
    parts["xl/worksheets/sheet1.xml"] = sheet
    assert read(world, packed_again(parts))[world.measures["total"]].text == "42"


def packed_again(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return buffer.getvalue()


def test_moved_and_merged_cells_are_refused(world):
    moved = changed(out(world), lambda book: book[SHEET].insert_rows(8))
    assert "hàng đã bị dời" in refusal(world, moved).faults[0].message
    merged = changed(out(world), lambda book: book[SHEET].merge_cells("F9:F10"))
    assert [fault.row for fault in refusal(world, merged).faults] == [9, 10]


def test_another_units_or_rounds_workbook_is_refused(world):
    assert "của đơn vị “chi-bo-2”, không phải “chi-bo-1”" in str(
        refusal(world, out(world, "chi-bo-2"))
    )
    from datetime import date

    from tests.submissions.world import ensure_period, open_round

    old = world.round
    world.round = open_round(
        world,
        period=ensure_period("2023"),
        opens_on=date(2023, 11, 1),
        due={"*": date(2023, 12, 20)},
    )
    earlier = out(world)
    world.round = old
    assert "của kỳ báo cáo “bao-cao-thu-2023-thanh-uy”" in str(refusal(world, earlier))


def test_a_form_that_changed_since_is_refused(world):
    content = out(world)
    from tongket.indicators.models import FormLine

    FormLine.objects.filter(label="Giảm").update(committee_part=True, unit_kinds=["agency"])
    assert "Biểu đã đổi" in str(refusal(world, content))


@pytest.mark.parametrize("column", ["B", "E"])
def test_a_hidden_sheet_that_was_touched_is_refused(world, column):
    def tamper(book) -> None:
        book[HIDDEN][f"{column}2"] = 9

    assert "đã bị sửa" in str(refusal(world, changed(out(world), tamper)))


def test_a_workbook_of_ones_own_is_refused(world):
    from openpyxl import Workbook as Book

    buffer = BytesIO()
    Book().save(buffer)
    assert "thiếu phần nhận dạng" in str(refusal(world, buffer.getvalue()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải là Excel"),
        (b"Don vi;So\n1;2", "không phải là Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "không phải là Excel"),
        (b"x" * (LARGEST_FILE + 1), "lớn hơn 2 MB"),
        (packed_again({"word/document.xml": b"<x/>"}), "không phải là Excel"),
        (packed_again({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"1"}), "macro"),
        (packed_again({"xl/workbook.xml": b"0" * 30_000_000}), "bung ra quá lớn"),
        (packed_again({f"xl/{n}.xml": b"<x/>" for n in range(200)}), "bung ra quá lớn"),
        (
            packed_again({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><x/>"}),
            "không phải là Excel",
        ),
        (packed_again({"xl/workbook.xml": b"<not closed"}), "Không mở được tệp"),
    ],
    ids=["empty", "csv", "xls", "large", "word", "macro", "bomb", "parts", "entities", "damaged"],
)
def test_what_is_no_workbook_of_ours_is_refused_in_one_sentence(world, content, said):
    assert said in str(refusal(world, content))


# --- through the pages ---------------------------------------------------------------------------


def upload(browser, address: str, content: bytes, status: int | None = None):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return browser.press(address, status=status, file=SimpleUploadedFile("bieu.xlsx", content))


def address_of(world: World, name: str) -> str:
    from django.urls import reverse

    return reverse(f"submissions:{name}", args=[world.submission("chi-bo-1").pk])


def test_a_form_is_fetched_filled_and_brought_back(world, at_browser):
    browser = at_browser("nhap-lieu-1")
    browser.open(address_of(world, "excel"))
    assert browser.last["Content-Disposition"] == (
        'attachment; filename="bao-cao-thu-2024-chi-bo-1.xlsx"'
    )
    values = {code: int(text) for code, text in GOOD.items()}
    page = upload(browser, address_of(world, "excel_upload"), filled(browser.last.content, values))
    assert "Đã nhập 5 ô từ Excel." in words(page)
    assert "Các dòng đã đủ và khớp nhau." in words(page)


def test_one_wrong_cell_leaves_the_whole_draft_as_it_was(world, at_browser):
    world.fill("chi-bo-1", GOOD)
    content = filled(out(world), {"opening": 99, "total": "nhiều"})
    page = upload(at_browser("bi-thu-1"), address_of(world, "excel_upload"), content, status=422)
    text = words(page)
    assert "Tệp có 1 ô chưa nhận được. Chưa có gì được lưu" in text
    assert "Biểu 11 Số báo cáo (F11) nhiều Không đọc được “nhiều” là số" in text
    assert draft_cells(world.submission("chi-bo-1"))[world.measures["opening"]] == Cell(40_000)


def test_no_file_and_a_sent_return_are_told_kindly(world, at_browser):
    browser = at_browser("bi-thu-1")
    page = browser.press(address_of(world, "excel_upload"), status=422)
    assert "Chưa chọn tệp" in words(page)
    content = out(world)
    world.send("chi-bo-1")
    page = upload(browser, address_of(world, "excel_upload"), content)
    assert "Phiếu đã gửi lên và đang chờ duyệt" in words(page)
    assert world.submission("chi-bo-1").state == "submitted"
