"""Sums, shares and changes told without a word that says so: wrong ones found, right ones left."""

import pytest

from tongket.reader.checks import Finding, proofread
from tongket.reader.reading import read


def found(text: str) -> list[Finding]:
    """Return what the proofreader finds in a text."""
    return proofread(read(text))


WRONG = [
    ("parts_total", "Trong tổng số 612 tổ chức cơ sở đảng được đánh giá, 98 tổ chức hoàn thành xuất sắc nhiệm vụ (chiếm 16,01%), 471 hoàn thành tốt, 46 hoàn thành và ba tổ chức không hoàn thành."),
    ("parts_total", "Toàn huyện có 19 nhà văn hóa dôi dư: đã thanh lý 6, cho thuê 6, còn 9 chưa có phương án."),
    ("parts_total", "Trụ sở: 214 cơ sở; tiếp tục dùng 168, chuyển y tế 35, chưa bố trí 81."),
    ("parts_total", "Kháng nghị | 14 bản | chấp nhận 13, không chấp nhận 2, chưa xét 1"),
    ("parts_total", "Khiếu nại kỷ luật 17, giữ nguyên 82, thay đổi hình thức 5."),
    ("parts_total", "Triển khai 52 cuộc, gồm 38 cuộc kỳ trước chuyển sang và 24 cuộc mới; kết luận 27 cuộc."),
    ("parts_total", "Cấp huyện có 1.312 người, đã bố trí 1.260, xin nghỉ 72."),
    ("parts_total", "Khieu nai, to cao: 21 don, khieu nai 17, to cao 3."),
    ("parts_total", "Đã vận động 10.412 hộ bàn giao đất. Kết quả: xã Kim Thành 2.310, An Khê 1.045, Mỹ Lộc 3.120, Tân Hòa 3.437 hộ."),
    ("parts_total", "Trao Huy hiệu Đảng cho 18 đảng viên (giảm 4 so với đợt trước). Trong đó, loại 50 năm 3 đồng chí, 40 năm 5 đồng chí, 30 năm 12 đồng chí."),
    ("ratio_percent", "Hội xác nhận 684 hồ sơ trong 731 hồ sơ đề nghị, đạt 73,6%."),
    ("ratio_percent", "Kết nạp 742 đồng chí, chỉ tiêu là 700 đồng chí, như vậy đạt 606%."),
    ("ratio_percent", "Toàn ngành có 11.260 đoàn viên (nữ 8.107, chiếm 70%)."),
    ("ratio_percent", "Xảy ra 417 vụ, giảm 8,15% so với cùng kỳ; điều tra làm rõ 362 vụ/581 đối tượng, tỷ lệ đạt 86,1%."),
    ("ratio_percent", "Tiếp nhận 80 đơn, đã giải quyết 44 đơn, đạt 57%."),
    ("ratio_percent", "Bàn giao 823 căn nhà, đạt 101,9% chỉ tiêu 800 căn."),
    ("before_after", "Hộ nghèo vùng dự án giảm từ 5.120 hộ xuống 4.366 hộ, tức 654 hộ."),
    ("before_after", "Năm 2023 có 715 hộ cận nghèo, năm 2024 còn 458 hộ, giảm 157 hộ."),
    ("opening_closing", "Tồn đầu kỳ 869 triệu đồng, thu 368 triệu đồng, đã chi 308 triệu đồng, tồn cuối kỳ 909 triệu đồng."),
    ("opening_closing", "Đầu kỳ có 584 đơn, tiếp nhận mới 40 đơn, đã giải quyết 676 đơn, còn lại 148 đơn."),
    ("ratio_percent", "Qua phân loại: 27/63 tổ chức đạt trong sạch vững mạnh ( 45,8% ), tăng 4 so với năm 1993."),
    ("remainder", "Đã giải quyết 188/203 đơn, đạt tỷ lệ 92,6%; tồn 12 đơn."),
    ("citation_order", "Kế hoạch số 68-KH/TU ngày 14/02/2022 thực hiện Kết luận số 34-KL/TW ngày 18/4/2022 được ban hành."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_wrong_ones_are_found(rule: str, text: str) -> None:
    assert [each.rule for each in found(text)] == [rule]


RIGHT = [
    "Toàn huyện có 40 xã, trong đó 32 xã đạt chuẩn nông thôn mới, 21 xã đạt chuẩn nâng cao, 7 xã kiểu mẫu.",
    "Khen thưởng 143 tập thể, 134 cá nhân; đề nghị cấp trên khen 83 tập thể, 45 cá nhân.",
    "Chín chỉ tiêu vượt, hai chỉ tiêu đạt, một chỉ tiêu chưa đạt.",
    "Đại hội có 162 đại biểu, nữ 116, trẻ tuổi 35, tôn giáo 8.",
    "Thu ngân sách 890 tỷ đồng, đạt 108,2%; chi ngân sách 686 tỷ đồng, đạt 97,1%.",
    "Có 2/11 chi bộ hoàn thành xuất sắc (18,2%); hoàn thành tốt 8; hoàn thành nhiệm vụ 1.",
    "Năm 2024 mở 46 lớp; trong đó 9 lớp trung cấp (612 học viên), 5 lớp quản lý nhà nước, còn lại 32 lớp ngắn ngày.",
    "Thỏa ước lao động tập thể: 287/412 đơn vị, đạt mức B trở lên 64,8%.",
    "Huyện có 14 xã, trong đó 13 xã đặc biệt khó khăn; sáu dân tộc cùng sinh sống, người Mông chiếm 53,9%.",
    "Cán bộ từ 131 người, sau sắp xếp còn 89 người; người hoạt động không chuyên trách giảm 44 người.",
    "Trước sắp xếp 77 đơn vị, sau sắp xếp 30 đơn vị (giảm 47), gồm 12 xã, 17 phường và 1 đặc khu.",
    "Chỉ số tăng từ hạng 61 lên hạng 43.",
    "Toàn trường có 168 giáo viên, trong đó tiểu học 92, trung học cơ sở 54, mầm non 22.",
    "Hội có 182 hội viên, sinh hoạt ở 180 chi hội, 139 tổ; kết nạp mới 67 hội viên.",
    "Sản lượng 190 nghìn tấn, trong đó trong nước 104.500 tấn, xuất khẩu 85.500 tấn.",
    "Đã tiếp 626 lượt, giảm 59 lượt; khu vực nông thôn 40 lượt.",
    "Xếp loại 9 chi bộ: mạnh 6, khá 2, yếu l.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_ones_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_table_with_tabs_adds_up_by_columns_and_rows() -> None:
    table = "Địa bàn\tNăm 2023\tNăm 2024\tTăng\nAn Khê\t191\t192\t1\nMỹ Lộc\t544\t573\t29\nTân Hòa\t463\t473\t{more}\nCộng\t1.198\t1.238\t40\n"
    assert found(table.format(more=10)) == []
    assert {each.rule for each in found(table.format(more=70))} == {"parts_total", "before_after"}


def test_columns_of_rises_and_falls_are_not_added() -> None:
    rows = "Loại | Số vụ | So cùng kỳ\nTrật tự | 47 | giảm 11 vụ\nKinh tế | 19 | tăng 04 vụ\nMa túy | 62 | tăng 09 vụ\nTổng | 128 | tăng 02 vụ\n"
    assert found(rows) == []


def test_a_sentence_names_the_numbers_and_what_is_not_known() -> None:
    (one,) = found("Có 19 nhà văn hóa dôi dư: đã thanh lý 6, cho thuê 6, còn 9.")
    assert one.message == (
        "Các phần cộng lại được 21, nhiều hơn tổng số 19 là 2; không rõ tổng số hay phần nào sai."
    )
    assert one.arithmetic == "6 + 6 + 9 = 21; 21 − 19 = 2"
