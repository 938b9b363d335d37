"""What the proofreader says of single sentences: wrong ones by rule, right ones by silence."""

import pytest

from tongket.reader.checks import Finding, proofread
from tongket.reader.reading import read


def rules(text: str) -> list[str]:
    """Return the rules that found something."""
    return [each.rule for each in proofread(read(text))]


def found(text: str) -> Finding:
    """Return the one finding of a text."""
    (one,) = proofread(read(text))
    return one


WRONG = [
    ("parts_total", "Kỷ luật 20 đảng viên, gồm 17 khiển trách, 2 cảnh cáo."),
    ("parts_total", "Kỷ luật 20 đảng viên: khiển trách 17; cảnh cáo 3; khai trừ 1."),
    ("parts_total", "Thi hành kỷ luật 45 đảng viên (30 khiển trách, 12 cảnh cáo, 8 khai trừ)."),
    ("parts_total", "Toàn huyện có 434 tổ chức cơ sở đảng, gồm 149 đảng bộ cơ sở và 286 chi bộ cơ sở."),
    ("parts_total", "Khen thưởng 150 tập thể, cá nhân, bao gồm 40 tập thể và 120 cá nhân."),
    ("parts_total", "Ban hành 150 văn bản, chia ra 15 nghị quyết, 85 kế hoạch, 60 báo cáo."),
    ("parts_total", "Kết nạp 320 đảng viên, trong đó 190 nam, 120 nữ."),
    ("parts_total", "Trong năm, đã kiểm tra 250 lượt tổ chức đảng, cụ thể:\n- Cấp tỉnh 20 lượt;\n- Cấp huyện 80 lượt;\n- Cơ sở 140 lượt."),
    ("parts_total", "Ky luat 120 dang vien, gom 97 khien trach, 22 canh cao."),
    ("part_larger", "Kết nạp 120 đảng viên, trong đó có 210 đảng viên nữ."),
    ("ratio_percent", "Đã giải quyết 75/88 đơn thuộc thẩm quyền, đạt 87,23%."),
    ("ratio_percent", "Có 16/76 chi bộ hoàn thành xuất sắc nhiệm vụ (31,05%)."),
    ("ratio_percent", "Tiếp nhận 495 đơn, đã giải quyết 438 đơn, đạt 68,48%."),
    ("ratio_percent", "Kết nạp 406 đảng viên/400 chỉ tiêu (tỷ lệ đạt 102%)."),
    ("ratio_percent", "Co 185/189 xa dat chuan nong thon moi, chiem 79,88%."),
    ("before_after", "Số hộ nghèo giảm từ 638 hộ xuống còn 552 hộ, giảm 186 hộ."),
    ("before_after", "Số hội viên tăng từ 638 lên 752 người, tăng 154 người."),
    ("before_after", "Đã tiếp 2.586 lượt công dân, giảm 1.054 lượt so với cùng kỳ năm trước (3.620 lượt)."),
    ("remainder", "Tổng số 391 vụ việc phải giải quyết; đã giải quyết 341 vụ việc, còn lại 60 vụ việc."),
    ("product", "Trao 50 suất quà, mỗi suất 500.000 đồng, tổng trị giá 20.000.000 đồng."),
    ("impossible_day", "Hội nghị được tổ chức ngày 31/6/2024."),
    ("impossible_day", "Hội nghị khai mạc ngày 30 tháng 2 năm 2023."),
    ("impossible_day", "Hạn nộp báo cáo là ngày 31/11."),
    ("years_between", "Kỷ niệm 96 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)."),
    ("years_between", "Tổng kết 10 năm (2008 - 2019) thực hiện cuộc vận động."),
    ("stage", "Nghị quyết Đại hội nhiệm kỳ 2025 - 2020 được quán triệt đầy đủ."),
    ("stage", "Nhiệm kỳ 2020 - 2025 đạt nhiều kết quả. Phương hướng nhiệm kỳ 2020 - 2026 đã rõ."),
    ("document_year", "Thực hiện Nghị định số 78/2013/NĐ-CP ngày 17/7/2014 của Chính phủ."),
    ("citation_days", "Theo Nghị quyết số 98/2023/QH15 ngày 24/6/2023 của Quốc hội. Nghị quyết số 98/2023/QH15 ngày 26/6/2023 có hiệu lực."),
    ("citation_type", "Quán triệt Nghị quyết số 15-QĐ/TW của Ban Chấp hành Trung ương."),
    ("separators", "Toàn huyện có 1.369 mô hình và 2,480 hội viên."),
    ("threshold", "Những nơi đạt trên 50% chỉ tiêu:\n+ Đảng bộ xã An Phú: 12 người - đạt 60%;\n+ Đảng bộ xã An Bình: 5 người - đạt 50%."),
    ("handled_money", "Phát hiện sai phạm 5,5 tỷ đồng; kiến nghị thu hồi 1,4 tỷ đồng, khắc phục 4,6 tỷ đồng."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_wrong_sentences_are_found(rule: str, text: str) -> None:
    assert rules(text) == [rule]


RIGHT = [
    "Kỷ luật 20 đảng viên, gồm 17 khiển trách, 3 cảnh cáo.",
    "Kỷ luật 20 đảng viên: khiển trách 17; cảnh cáo hai; khai trừ một.",
    "Kết nạp 100 đảng viên, trong đó nữ 60, đoàn viên 70, dân tộc thiểu số 30.",
    "Kết nạp 100 đảng viên, trong đó có 45 nữ, 12 người dân tộc thiểu số.",
    "Tổ chức 45 lớp bồi dưỡng, chủ yếu là 20 lớp cho đảng viên mới, 10 lớp cho cấp ủy viên.",
    "Toàn tỉnh có 2 huyện, gồm 45 xã, 20 thị trấn.",
    "Xử lý 120 vụ việc, trong đó có 30 vụ khiếu nại, 15 vụ tố cáo…",
    "Đoàn gồm 3 xe và 45 người.",
    "Toàn quận có 16/76 chi bộ hoàn thành xuất sắc nhiệm vụ (21,05%).",
    "Đã giải quyết 137/150 đơn, đạt 91,3%.",
    "Kết nạp 288 người, đạt 35,34% chỉ tiêu năm.",
    "Kết nạp 120 đảng viên/100 chỉ tiêu, đạt 120%.",
    "Kết nạp hơn 400 đảng viên, đạt trên 101% kế hoạch.",
    "Thu ngân sách đạt 12,5 tỷ đồng, bằng 112% dự toán, tăng 8% so với cùng kỳ.",
    "Số hộ nghèo giảm từ 638 hộ xuống còn 552 hộ, giảm 86 hộ.",
    "Tỷ lệ hộ nghèo giảm từ 4,1% xuống 2,6%, giảm 1,5%.",
    "Tỷ lệ hộ nghèo giảm từ 4,1% xuống 2,6%.",
    "Tiếp 866 lượt, giảm 146 lượt so với cùng kỳ (1.012 lượt).",
    "Toàn huyện có 45 xã, 30 xã đạt chuẩn, còn 15 xã chưa đạt.",
    "Tổng số 391 vụ việc; đã giải quyết 341 vụ việc, còn lại 50 vụ việc.",
    "Trao 50 suất quà, mỗi suất 500.000 đồng, tổng trị giá 25 triệu đồng.",
    "Quỹ hội hiện có trên 5 tỷ đồng, bình quân 2,5 triệu đồng mỗi hội viên.",
    "Hội nghị được tổ chức ngày 29/02/2024.",
    "Kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025).",
    "Nhìn lại 10 năm (2008 - 2018), Đảng bộ có nhiều chuyển biến.",
    "Tặng giấy khen cho đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền (2020 - 2024).",
    "Nhiệm kỳ 2020 - 2025 đạt nhiều kết quả; nhiệm kỳ 2025 - 2030 có nhiều thách thức.",
    "Chiến lược giai đoạn 2021 - 2030 và kế hoạch giai đoạn 2021 - 2025 được ban hành.",
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Nghị quyết số 19-NQ/TW ngày 25/10/2017.",
    "Quyết định số 218-QĐ/TW ngày 12/12/2013 và Quy định số 60-QĐ/TW ngày 08/3/2022.",
    "Toàn huyện có 1.369 mô hình, tăng 12,5% so với năm trước.",
    "Xã Tân Lập kết nạp được 15 đảng viên mới. Xã Tân Tiến kết nạp được 17 đảng viên mới.",
    "Trồng 1.530m đường hoa; góp 184 ngày công; thu hoạch 2,5 tấn lúa.",
    "Kiểm tra 46 tổ chức đảng, 63 đảng viên; giám sát 18 tổ chức đảng và 28 đảng viên.",
    "Phát hiện sai phạm 5,5 tỷ đồng; kiến nghị thu hồi 1,4 tỷ đồng.",
    "Tai hoi nghi co 120 dai bieu, trong do co 35 nu, 20 dang vien tre.",
    "Khởi tố 6.630 vụ/7.058 bị can; truy tố 5.408 vụ/8.556 bị can.",
    "Hỗ trợ 45 hộ nghèo làm nhà, trong đó 20 hộ xây mới, 25 hộ sửa chữa.",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_right_sentences_are_left_alone(text: str) -> None:
    assert rules(text) == []


def test_a_remainder_is_named_and_every_repair_given() -> None:
    one = found("Kỷ luật 20 đảng viên, gồm 17 khiển trách, 2 cảnh cáo.")
    assert one.severity == "error"
    assert one.arithmetic == "17 + 2 = 19; 20 − 19 = 1"
    assert [(each.text, each.span) for each in one.repairs] == [
        ("19", (8, 10)),
        ("18", (26, 28)),
        ("3", (42, 43)),
    ]


def test_spans_are_those_of_the_text_as_given() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Kỷ luật 20 đảng viên, gồm 17 khiển trách, 2 cảnh cáo.")
    one = found(text)
    assert [text[a:b] for a, b in one.spans] == ["20", "17", "2"]


TABLE = """BIỂU KẾT NẠP ĐẢNG VIÊN NĂM 2024

Đơn vị | Chỉ tiêu | Kết nạp | Tỷ lệ
Xã An Phú | 20 | 18 | 90%
Xã An Bình | 25 | 25 | 100%
Xã An Lộc | 40 | 30 | {rate}
Tổng cộng | {plan} | 73 | 85,9%
"""


@pytest.mark.parametrize(
    ("plan", "rate", "expected"),
    [(85, "75%", []), (95, "75%", ["parts_total"]), (85, "57%", ["ratio_percent"])],
)
def test_tables_add_up(plan: int, rate: str, expected: list[str]) -> None:
    got = rules(TABLE.format(plan=plan, rate=rate))
    assert set(expected) <= set(got)
    assert bool(got) == bool(expected)
