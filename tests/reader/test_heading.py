"""What a report says of itself at its head, in invented reports."""

import pytest

from tongket.reader.draft import Draft, Heading
from tongket.reader.grammar import citations, heading
from tongket.reader.grammar.period_values import following, last_year, shifted


def heading_of(text: str) -> Heading:
    draft = Draft(text)
    citations.find(draft)
    heading.find(draft)
    return draft.heading


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("BÁO CÁO KẾT QUẢ NĂM 2019\n\nI. Kiểm tra\n1. Kiểm tra 38 tổ chức.", "2019"),
        (
            "BÁO CÁO TỔNG KẾT NĂM 2021, PHƯƠNG HƯỚNG NĂM 2022\n1. Kết nạp 12 hội viên.",
            "2021",
        ),
        ("Công tác tiếp dân 6 tháng đầu năm 2020\n\n1. Tiếp 866 lượt.", "2020-H1"),
        ("Kết quả quý I/2018\n* Thành lập 18 công đoàn.", "2018-Q1"),
        ("TỔNG KẾT NHIỆM KỲ 2004 - 2011\n\nCó 30 đại biểu.", "2004/2011"),
        ("Chuyện làng\n\nSáng 5/1, hội tổng kết năm 2022 và triển khai nhiệm vụ năm 2023.", "2022"),
        ("Chuyện làng\n\nNăm 2011, hội kết nạp 3.710 người. Sang năm 2012, thêm 4.000 người.", "2011"),
        ("Chuyện làng\n\nNhìn lại 10 năm (2008 - 2018), xử lý 1.574 người.", "2008/2018"),
        ("Tiến độ (tính đến 30-6)\n\nKết nạp 288 người, bằng 35% chỉ tiêu của cả năm 2022.", "2022-H1"),
        ("Chuyện làng\n\nHuyện ủy họp ngày 14.12.2024. Sang năm 2025, giảm nghèo.", "2024"),
        ("Gặp mặt\n\nHội có 71 đại biểu. Khen tập thể có thành tích năm 2009.", "2009"),
        ("Chậm\n\nMới kết nạp 848 người. Từ tháng 4-2023 tỉnh bàn giao 21 tổ chức.", "2023"),
        ("Trao Huy hiệu Đảng (đợt 3/2/2026)\n\nTổng cộng 30 đảng viên.", "2026"),
        ("Tinh giản\n\nRiêng đợt 1/2019 giảm 271 người.", "2019"),
        ("Nội dung | Năm 2022 | Năm 2023\nKết nạp | 120 | 135", "2023"),
        ("Sắp xếp\n\nKế hoạch số 86-KH/TU ngày 07/5/2018. Giảm dần, không quá năm 2025.", None),
        ("Nhanh\n\nKết luận 4 cuộc chuyển từ năm 2018 sang, phát hiện 5 vụ.", None),
        ("Nhanh\n\nCó 2.045 xã, tăng 5,9% so với cuối năm 2015.", None),
        ("TỔNG KẾT Ở MỘT TỈNH\n\n1. Giai đoạn 2016-2021: giảm 76 xã.\n2. Giai đoạn 2023-2025: giảm 12 xã.", None),
    ],
)  # fmt: skip
def test_period(text: str, period: str | None) -> None:
    assert heading_of(text).period == period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tin\n\nSáng 13/12, huyện tổng kết công tác năm 2023.", "2023-12-13"),
        ("Tin\n\nChiều 10/1, Đảng ủy tổng kết năm 2022.", "2023-01-10"),
        ("Thứ Bảy, ngày 22 tháng 6 năm 2024\nTin\n\nChiều 10/1, tổng kết năm 2022.", "2023-01-10"),
        ("TỔNG KẾT\n(Hội nghị của huyện, ngày 26/12/2024)\n\nCó 15 xã.", "2024-12-26"),
        ("Hà Nội, ngày 15 tháng 12 năm 2023\nBÁO CÁO\n\nCó 15 xã.", "2023-12-15"),
        ("Tin\n\nCó 15 xã.", None),
    ],
)
def test_day(text: str, day: str | None) -> None:
    assert heading_of(text).day == day


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Nông dân Sơn La\n\nNăm 2011, Hội Nông dân tỉnh Sơn La kết nạp 3.710 người.", "Hội Nông dân tỉnh Sơn La"),
        ("SẮP XẾP Ở QUẢNG TRỊ: KẾT QUẢ\n\nToàn tỉnh có 125 xã.", "tỉnh Quảng Trị"),
        ("YÊN DŨNG - TIẾP DÂN\n\nLãnh đạo huyện tiếp 900 lượt.", "huyện Yên Dũng"),
        ("CÔNG ĐOÀN VIÊN CHỨC TỈNH THÁI NGUYÊN\nTóm tắt năm 2016\n\n1. Có 45 đơn vị.", "Công đoàn viên chức tỉnh Thái Nguyên"),
        ("UBND HUYỆN CHỢ ĐỒN\nTIẾP CÔNG DÂN NĂM 2016\n\nTiếp 248 lượt.", "huyện Chợ Đồn"),
        ("Chuyện làng\n\nCó 15 hộ.", None),
    ],
)  # fmt: skip
def test_organisation(text: str, organisation: str | None) -> None:
    assert heading_of(text).organisation == organisation


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Vốn đến tay dân**\n\nNăm 2018 cho vay 17 tỷ đồng.", "Vốn đến tay dân"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO\nkết quả năm 2021\n\nCó 15 chi bộ.", "BÁO CÁO kết quả năm 2021"),
        ("Thứ Bảy, ngày 22 tháng 6 năm 2024\nVốn đến tay dân\n\nCho vay 17 tỷ đồng.", "Vốn đến tay dân"),
        ("", ""),
    ],
)  # fmt: skip
def test_title(text: str, title: str) -> None:
    assert heading_of(text).title == title


def test_years_of_periods() -> None:
    assert last_year("2022-Q1") == 2022
    assert last_year("2020/2025") == 2025
    assert shifted("2020-H1", -1) == "2019-H1"
    assert following("2020-Q4") == "2021-Q1"
    assert following("2020-12") == "2021-01"
    assert following("2020-H2") == "2021-H1"
    assert following("2020") == "2020"
