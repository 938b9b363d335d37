"""In which period each figure is, in invented reports with figures added by hand."""

import pytest

from tongket.reader.draft import Draft
from tongket.reader.facts import Change, Counted, Figure
from tongket.reader.grammar import citations, heading, times, timing

HEAD = "BÁO CÁO KẾT QUẢ NĂM 2023\n\n"


def periods(text: str) -> list[str | None]:
    """Return the periods of the figures that stand after ``«`` in the text.

    ``«+`` begins a change that goes to ``»``.
    """
    plain, spans = "", []
    rest = text
    while "«" in rest:
        before, _, rest = rest.partition("«")
        inside, _, rest = rest.partition("»")
        change = inside.startswith("+")
        inside = inside.removeprefix("+")
        plain += before
        spans.append((len(plain), len(plain) + len(inside), change))
        plain += inside
    draft = Draft(plain + rest)
    for each in (citations, heading, times):
        each.find(draft)
    facts: list[Counted] = [
        Change(start=start, end=end) if change else Figure(start=start, end=end, value=1)
        for start, end, change in spans
    ]
    draft.facts.extend(facts)
    timing.find(draft)
    return [fact.period for fact in facts]


CASES = [
    ("Kết nạp «15» đảng viên.", ["2023"]),
    ("Năm 2024, phấn đấu kết nạp «15» đảng viên; mở «2» lớp. Mỗi chi bộ «1» người.", ["2024"] * 3),
    ("Năm 2024, mở «2» lớp.\nCùng với đó giảm «3» hộ.\nDịp này, khen «5» người.", ["2024", "2024", "2023"]),
    ("Thống nhất «ba» việc cho năm 2024:\n1. Mỗi xã «2» mô hình.\n2. Góp «5» tỷ đồng.\nHiện có «7» xã.", ["2024"] * 3 + ["2023"]),
    ("II. PHƯƠNG HƯỚNG NĂM 2024\n- Kết nạp «15» người.\n- Mở «2» lớp.\nIII. KHEN THƯỞNG\nKhen «3» người.", ["2024", "2024", "2023"]),
    ("Năm tới, mỗi chi hội cử «2» người.", ["2024"]),
    ("«+tăng 15 vụ so với năm 2022», còn lại «7» vụ.", ["2023", "2023"]),
    ("Tiếp «20» lượt, so với năm 2022 («12» lượt, «14» người), «+giảm 8».", ["2023", "2022", "2022", "2023"]),
    ("Xảy ra «9» vụ (năm 2022: «14» vụ, «20» người); chết «2» người.", ["2023", "2022", "2022", "2023"]),
    ("Phát sinh «5» lượt đoàn; năm trước cùng thời gian là «12» lượt.", ["2023", "2022"]),
    ("Cùng kỳ năm 2022: «98» vụ.", ["2022"]),
    ("Đạt «90%» chỉ tiêu của cả năm 2024.", ["2023"]),
    ("Có «72» cơ quan đạt chuẩn 2 năm (2015 - 2016).", ["2015/2016"]),
    ("Khen «3» tập thể, «143» người xuất sắc 5 năm liền (2020 - 2024); «2» tập thể khác.", ["2020/2024"] * 2 + ["2023"]),
    ("Giai đoạn 2016-2020: giảm «76» xã.\nNay có «12» xã.", ["2016/2020", "2023"]),
    ("Thực hiện việc sắp xếp giai đoạn 2023 - 2030, xã có «12» thôn.", ["2023"]),
    ("Từ năm 2016 đến năm 2020, kết nạp «12» người; riêng năm 2020 kết nạp «3» người.", ["2016/2020", "2020"]),
    ("Nhiệm kỳ qua, giúp «30» hộ. Góp «5» tỷ đồng.\nDịp này, khen «2» người.", [None, None, "2023"]),
    ("Trong quý III/2023, thu «12» tỷ đồng. Nhiệm vụ quý IV/2023: thu «9» tỷ đồng.", ["2023-Q3", "2023-Q4"]),
    ("Có «1.200» mô hình, trong đó năm 2020 có «300» mô hình.", ["2023", "2020"]),
    ("Giải quyết «118» kiến nghị kỳ trước, «9» kiến nghị mới.", ["2023", "2023"]),
    ("6 tháng cuối năm, phấn đấu «3» lớp.", ["2023-H2"]),
    ("Đến năm 2025 «+giảm tối thiểu 10% so với năm 2015».", ["2025"]),
    ("Hộ nghèo «+từ 5% năm 2022 xuống 3%».", ["2023"]),
    ("Từ tháng 4-2023, bàn giao «21» tổ chức.", ["2023"]),
    ("Nội dung | Năm 2022 | Năm 2023 | So sánh\nKết nạp | «12» | «15» | «+tăng 3»", ["2022", "2023", "2023"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_periods_of_figures(text: str, expected: list[str | None]) -> None:
    assert periods(HEAD + text) == expected


def test_report_without_a_period() -> None:
    assert periods("Tin nhanh\n\nKết nạp «15» người, «+tăng 2 so với năm 2015».") == [None, None]


def test_part_of_a_year_is_moved_whole() -> None:
    text = "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2020\n\nTiếp «75» người; năm trước là «241» người."
    assert periods(text) == ["2020-H1", "2019-H1"]
    text = "SỐ LIỆU QUÝ III NĂM 2023\n\nThu «12» tỷ đồng.\nQuý tới:\n+ Mở «3» lớp."
    assert periods(text) == ["2023-Q3", "2023-Q4"]


def test_a_period_already_set_stays() -> None:
    draft = Draft("Năm 2023 có 15 xã.")
    fact = Figure(start=12, end=14, value=15, period="2020")
    draft.add(fact)
    timing.find(draft)
    assert fact.period == "2020"
