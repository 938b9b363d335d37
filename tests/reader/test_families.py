"""Families of things reports say, each with its neighbours: the whole reader over invented sentences."""

from decimal import Decimal

import pytest

from tongket.reader.facts import Change, Counted, Figure, Percent, Ratio, Task
from tongket.reader.reading import read


def figures(text: str) -> list[object]:
    return [fact.value for fact in read(text).of(Figure)]


def changes(text: str) -> list[tuple[object, object, object]]:
    return [(fact.before, fact.after, fact.delta) for fact in read(text).of(Change)]


def slugs(text: str) -> list[str | None]:
    return [fact.what for fact in read(text).facts if isinstance(fact, Counted)]


def number(text: str) -> object:
    return Decimal(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quỹ hội có 64 ti đồng.", [64_000_000_000]),
        ("Dư nợ 12,5 ty đồng.", [12_500_000_000]),
        ("Xử phạt 17 cơ sở, 465 triêu đồng.", [17, 465_000_000]),
        ("Xử phạt 17 cơ sở, 465 trieu đồng.", [17, 465_000_000]),
        ("Thu 30 nghin đồng mỗi người.", [30_000]),
        ("Von vay 64 ti dong cho 1.120 ho.", [64_000_000_000, 1120]),
        ("Thu hồi 2 ti 350 triêu đồng.", [2_350_000_000]),
        ("Tỉ lệ chung tăng; có 12 tỉ lệ phải rà lại.", [12]),
        ("Hỗ trợ 300 tr.đ cho 5 hộ.", [300_000_000, 5]),
        ("Ủng hộ 20 trđ, 15 ngàn cây giống.", [20_000_000, 15_000]),
    ],
)
def test_magnitudes_as_people_write_them(text: str, expected: list[object]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cơ quan áp dụng ISO 9001:2008.",
        "Phòng thử nghiệm đạt ISO/IEC 17025:2017.",
        "Trao xe Honda Wave 110 cho hội viên.",
        "Nông dân trồng giống lúa OM 5451, ST25.",
        "Đội nhà thắng 3-1.",
        "Trận chung kết kết thúc với tỷ số 2 - 2.",
        "Đội huyện thắng đội tỉnh 3-0 (25/18, 25/21, 25/16).",
        "Hội thi vào tốp 10 cả nước, top 5 khu vực.",
        "Tổ chức chương trình 3 trong 1.",
        "Lực lượng trực 24/7.",
        "Phủ sóng 5G, chuyển đổi số 4.0.",
        'Mô hình "4 xin, 4 luôn" và "5 có 3 tốt".',
        "Phong trào 3 sẵn sàng, 4 tại chỗ.",
        "Thương binh hạng 2/4, bậc lương 3.",
        "Nhà ở km 35+200 quốc lộ 6.",
        "Địa chỉ: 138 quốc lộ 91; máy lẻ 2417.",
        "Mở đường 20 Quyết Thắng, cầu số 2.",
        "Làm đường Vành đai 4; ấp An Thạnh 3 đi đầu.",
        "Nhiệt độ 35 độ C, camera quay 360 độ.",
        "Ở tổ 5 phường 7.",
        "Lượt xem: 1.208 | Cỡ chữ: 14",
        "Trang trước | 1 2 3 | Trang sau",
        "Gạo 3 sao, sản phẩm OCOP đạt 4 sao.",
        "Xe container nối đuôi 5 km ở quốc lộ 31.",
        "Mã ngành 7340101, ngạch 01.003.",
        "Trồng lúa hai vụ, lúa ba vụ.",
        "Xe tải 30 tấn bị cấm.",
    ],
)
def test_numbers_that_are_no_results(text: str) -> None:
    facts = [
        fact for fact in read(text).facts if isinstance(fact, Figure | Ratio | Change | Percent)
    ]
    assert not facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 38 tổ chức cơ sở đảng (đảng bộ 15, chi bộ 23).", [38, 15, 23]),
        ("Toàn huyện có 45 đơn vị (xã 40, thị trấn 5).", [45, 40, 5]),
        ("Hội viên mới 318 chị (chỉ tiêu 250).", [318, 250]),
        ("Mở 12 lớp (kế hoạch 10).", [12, 10]),
        ("Triển khai 98 cuộc (theo kế hoạch 66; đột xuất 32).", [98, 66, 32]),
        ("Chín chỉ tiêu vượt, hai chỉ tiêu đạt, một chỉ tiêu chưa đạt.", [9, 2, 1]),
        ("Xét 4 hồ sơ, một hồ sơ bị trả.", [4, 1]),
        ("Diễn tập 2 xã, kết quả 1 giỏi, 1 khá.", [2, 1, 1]),
        ("Xây 38 nhà (29 xây mới, 9 sửa chữa).", [38, 29, 9]),
        ("Còn 17 hộ, ở xã Thạch Kim (13) và Thạch Bằng (4).", [17, 13, 4]),
        ("Làm 27 tuyến đường dài tổng cộng 18,4 km.", [27, number("18.4")]),
        ("Tinh giản 214 người: về hưu trước tuổi 187, thôi việc ngay 27.", [214, 187, 27]),
        ("Bổ sung 5 biên chế, một xe ô tô bán tải.", [5, 1]),
        ("Trong số này có một nguyên giám đốc sở và hai nguyên chủ tịch xã.", [1, 2]),
        ("Trong nam xay ra mot vu mat xe may.", [1]),
        ("Hoi gop hai sao dat, lo ba viec.", [2, 3]),
        ("12 xã 3 phường đạt chuẩn.", [12, 3]),
        ("Quỹ chăm sóc người cao tuổi 214 triệu đồng.", [214_000_000]),
    ],
)
def test_numbers_that_count(text: str, expected: list[object]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quyên được 30 tỷ đồng, nhiều hơn năm 2009 là 2.190 triệu đồng.",
            [(None, None, 2_190_000_000)],
        ),
        ("Kết nạp 30 người, ít hơn năm trước là 5 người.", [(None, None, -5)]),
        ("Xảy ra 40 vụ, cao hơn cùng kỳ là 12 vụ.", [(None, None, 12)]),
        ("Thời gian giải quyết rút từ 45 ngày còn 30 ngày.", [(45, 30, -15)]),
        ("Rút ngắn từ 15 xuống còn 10 ngày làm việc.", [(15, 10, -5)]),
        ("Thời hạn giảm từ 5 năm xuống 3 năm.", [(5, 3, -2)]),
        ("Thời hạn vay từ 24 đến 36 tháng.", []),
        ("Tăng 4 cơ sở so với năm 1993; yếu kém 3 cơ sở.", [(None, None, 4)]),
        (
            "Trước sắp xếp có 121 người, sau sắp xếp còn 89 người; thôn giảm 44 người.",
            [(121, 89, -32), (None, None, -44)],
        ),
        ("Giảm 02 vụ, 01 người chết so với cùng kỳ.", [(None, None, -2), (None, None, -1)]),
    ],
)
def test_changes(text: str, expected: list[tuple[object, object, object]]) -> None:
    assert changes(text) == expected


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        (
            "Ban Thường vụ thống nhất đề nghị:\na/ Cờ thi đua: 02 đơn vị;\nb/ Bằng khen: 18 tập thể.",
            [],
        ),
        (
            "Kiến nghị với cấp trên:\n1- Đề nghị huyện hỗ trợ 2 tỷ đồng.\n2- Đề nghị tỉnh sớm hướng dẫn.",
            [1, 2],
        ),
        ("Các văn bản liên quan:\n1. Nghị quyết số 18-NQ/TW.\n2. Kế hoạch số 12-KH/TU.", []),
        ("NHIỆM VỤ TRỌNG TÂM QUÝ II\n1/ Đối thoại với dân.\n2/ Mở 5 lớp.", [1, 2]),
        (
            "BÁO CÁO THÁNG 11 NĂM 2024\nA- KẾT QUẢ\nKết nạp 3 người.\nB- THÁNG 12\n1. Thăm hỏi gia đình.\n2. Họp xóm.",
            [1, 2],
        ),
        ("Bài học kinh nghiệm: Một là, đoàn kết. Hai là, gần dân.", []),
    ],
)
def test_lists_that_are_tasks_or_not(text: str, ordinals: list[int]) -> None:
    assert [task.ordinal for task in read(text).of(Task)] == ordinals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Có 1.579 đảng viên hoàn thành xuất sắc nhiệm vụ và 8.464 đảng viên hoàn thành tốt nhiệm vụ.",
            ["members_excellent", "members_good"],
        ),
        (
            "Kết nạp 7.995 đảng viên mới, nâng tổng số đảng viên lên 255.576 đồng chí.",
            ["members_admitted", "members_total"],
        ),
        (
            "Cuộc thi thu hút 7.860 bài, trong đó 5.639 bài của khối quận, huyện và 2.169 bài của khối đảng ủy "
            "cấp trên cơ sở.",
            ["contest_entries", "contest_entries_districts", "contest_entries_upper_committees"],
        ),
        ("Hội thảo có gần 225 đại biểu tham dự.", ["conference_attendance"]),
        ("Lớp tập huấn có hơn 11.600 người dự.", ["training_attendance"]),
        (
            "Khen thưởng 143 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền.",
            ["members_commended_five_years"],
        ),
        ("Số phường giảm từ 20 xuống còn 15.", ["wards_total"]),
        ("Sắp xếp khu phố từ 89 lên 271 khu phố, tăng 172 khu phố.", ["neighbourhoods_total"]),
        ("Xếp loại | Số lượng\nTổng số | 78", [None]),
        (
            "Kỷ luật 3 tổ chức đảng (khiển trách 2, cảnh cáo 1) và 156 đảng viên.",
            [
                "organisations_disciplined",
                "organisations_reprimanded",
                "organisations_warned",
                "members_disciplined",
            ],
        ),
        ("Trao 3 Huân chương Lao động.", ["medals_awarded"]),
    ],
)
def test_slugs_of_the_vocabulary(text: str, expected: list[str | None]) -> None:
    assert slugs(text) == expected
