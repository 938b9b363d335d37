"""Synthetic reports of a whole year, two to four pages: sections, tables, and much that only looks like sums.

What is told between the sums is what makes a proofreader cry wolf: groups that overlap, subsets of
subsets, examples, targets, other units side by side. Some reports are written without marks.
"""

import random
from collections.abc import Callable

from benchmarks.correct_reports import FILLERS, MAKERS, PLACES, UNITS, Writer
from benchmarks.planter import Report, shown
from benchmarks.report_families import FAMILIES
from tongket.core.text import fold

SECTIONS = [
    "CÔNG TÁC XÂY DỰNG ĐẢNG", "CÔNG TÁC KIỂM TRA, GIÁM SÁT", "CÔNG TÁC DÂN VẬN, MẶT TRẬN, ĐOÀN THỂ",
    "PHÁT TRIỂN KINH TẾ - XÃ HỘI", "QUỐC PHÒNG - AN NINH", "CẢI CÁCH HÀNH CHÍNH", "NHIỆM VỤ NĂM 2025",
]  # fmt: skip
LOOSE = [
    "Toàn huyện có {a} xã, trong đó {b} xã đạt chuẩn nông thôn mới, {c} xã đạt chuẩn nâng cao, {d} xã kiểu mẫu.",
    "Bồi dưỡng {a} quần chúng ưu tú, trong đó nữ {b}, đoàn viên {c}, dân tộc thiểu số {d}.",
    "Hội có {a} hội viên, sinh hoạt ở {b} chi hội, {c} tổ; kết nạp mới {d} hội viên.",
    "Năm 2025 phấn đấu kết nạp {a} đảng viên, trong đó khối doanh nghiệp {b}, học sinh {c}.",
    "Doanh thu đạt {a} tỷ đồng, tăng 8,4% so với cùng kỳ; nộp ngân sách {b} tỷ đồng, đạt 104% dự toán.",
    "Tổ chức {a} buổi tuyên truyền cho {b} lượt người, phát {c} tờ rơi, treo {d} băng rôn.",
    "Kiểm tra {a} tổ chức đảng, {b} đảng viên; giám sát {c} tổ chức đảng, {d} đảng viên.",
    "Nhiều nơi làm tốt như: xã Tân Tiến {a} hộ, xã Phú Hòa {b} hộ.",
    "Giúp {a} hộ thoát nghèo, đạt 112% kế hoạch; hỗ trợ {b} hộ vay vốn; mở {c} lớp dạy nghề.",
    "Khen thưởng {a} tập thể, {b} cá nhân; đề nghị cấp trên khen {c} tập thể, {d} cá nhân.",
    "Lực lượng dân quân đạt 1,4% dân số, trong đó đảng viên chiếm 21,5%.",
    "Thu ngân sách {a} tỷ đồng, đạt 108,2%; chi ngân sách {b} tỷ đồng, đạt 97,1%.",
    "Đại hội có {a} đại biểu, nữ {b}, trẻ tuổi {c}, tôn giáo {d}.",
    "Cấp {a} giấy chứng nhận, thu hồi {b} giấy; thẩm định {c} hồ sơ, trả {d} hồ sơ.",
    "Toàn xã có {a} hộ, {b} nhân khẩu; hộ nghèo {c}, hộ cận nghèo {d}.",
    "Vận động {a} hộ hiến {b} m2 đất, đóng góp {c} ngày công làm đường giao thông nông thôn.",
    "Đến nay còn {a} thôn chưa có chi bộ; {b} doanh nghiệp chưa có tổ chức đảng.",
    "Phát hiện {a} vụ vi phạm, xử phạt {b} triệu đồng, tạm giữ {c} phương tiện.",
    "Trồng mới {a} ha rừng, chăm sóc {b} ha, khai thác {c} ha.",
    "So với năm 2023 tăng {a} hội viên, {b} chi hội; thành lập mới {c} câu lạc bộ.",
    "Tham mưu ban hành {a} nghị quyết, {b} kế hoạch; tổ chức {c} hội nghị với hơn {d} lượt người dự.",
    "Giới thiệu {a} hội viên ưu tú cho Đảng, trong đó {b} đoàn viên, {c} công nhân; cử {d} người đi học.",
    "Có {a} thí sinh dự thi, {b} bài đạt giải, trong đó {c} giải A, {d} giải B.",
    "Bình quân mỗi chi bộ có {c} đảng viên; chi bộ đông nhất {b} đảng viên, ít nhất {d} đảng viên.",
    "Tỷ lệ hộ dùng nước sạch đạt 96,3%, hộ có bảo hiểm y tế 94,8%, gia đình văn hóa 91,5%.",
    "Hoàn thành {b}/{a} chỉ tiêu, {c} chỉ tiêu vượt kế hoạch.",
    "Trong {a} mô hình có {b} mô hình kinh tế, {c} mô hình được nhân rộng, {d} mô hình được khen.",
    "Quỹ “Vì người nghèo” vận động {a} triệu đồng, hỗ trợ {b} hộ, tặng {c} suất quà, sửa {d} nhà.",
    "Đối thoại {a} cuộc với {b} lượt người; tiếp thu {c} ý kiến, giải trình {d} ý kiến.",
    "Khám sức khỏe cho {a} thanh niên, gọi nhập ngũ {b} thanh niên, trong đó đảng viên {c}, trình độ đại học {d}.",
]  # fmt: skip


def loose(writer: Writer) -> None:
    """Write a sentence whose numbers are bound by nothing."""
    chance = writer.chance
    fresh = [each for each in LOOSE if each not in writer.told]
    if not fresh:
        return
    top = chance.choice([40, 200, 900, 6000])
    values = sorted((chance.randint(2, top) for _ in range(4)), reverse=True)
    if values[0] == sum(values[1:]):
        values[0] += 1
    writer.fill(writer.pick(fresh), dict(zip("abcd", map(shown, values), strict=True)))


def _paragraph(writer: Writer, tell: Callable[[Writer], None]) -> None:
    chance = writer.chance
    if not writer.heads:
        writer.refill()
    for _ in range(chance.randint(1, 2)):
        loose(writer)
        writer.plain(" ")
    writer.plain(chance.choice(FILLERS) + " ")
    tell(writer)
    writer.plain("\n" if writer.text[-1] == "\n" else " " + chance.choice(FILLERS) + "\n\n")


def year_reports(count: int, seed: int = 11) -> list[Report]:
    """Return so many correct reports of a year, each of five sections; one in ten without marks."""
    chance = random.Random(seed)
    reports = []
    for place in range(count):
        writer = Writer(chance)
        unit, name = chance.choice(UNITS), chance.choice(PLACES)
        writer.plain(f"BÁO CÁO TỔNG KẾT CÔNG TÁC NĂM 2024\nĐảng bộ {unit} {name}\n\n")
        makers = [*dict.fromkeys(MAKERS), *FAMILIES]
        chance.shuffle(makers)
        for number, section in enumerate(chance.sample(SECTIONS, 5), 1):
            writer.plain(f"{('I', 'II', 'III', 'IV', 'V')[number - 1]}. {section}\n")
            for order in range(1, chance.randint(4, 6)):
                writer.plain(f"{order}. " if chance.random() < 0.6 else "")
                _paragraph(writer, makers.pop())
        text = writer.text
        if chance.random() < 0.1:
            text = "".join(
                fold(letter) if letter.islower() else fold(letter).upper() for letter in text
            )
        if len(text) == len(writer.text):
            reports.append(Report(f"year/{place:03d}", text, writer.sites))
    return reports
