"""Bodies told by their kind or level alone, councils and teams, letterheads: in invented reports."""

import pytest

from tongket.reader.facts import Organisation, PersonRole
from tongket.reader.reading import read

COMPANY = "Công ty Cổ phần Xi măng Hoa Lư\n\nNăm 2022, Công ty Cổ phần Xi măng Hoa Lư đạt 4 giải. "
LETTER = "ĐẢNG BỘ HUYỆN TÂN SƠN\nĐẢNG ỦY XÃ THU CÚC\n\nBÁO CÁO NĂM 2022\n\n"


def names(text: str) -> dict[str, str]:
    """Return the bodies of a text: as written -> in full."""
    return {fact.surface: fact.name for fact in read(text).of(Organisation)}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        (COMPANY + "Đảng ủy Công ty họp.", "Đảng ủy Công ty", "Đảng ủy Công ty Cổ phần Xi măng Hoa Lư"),
        (COMPANY + "Công đoàn Công ty tặng quà.", "Công đoàn Công ty", "Công đoàn Công ty Cổ phần Xi măng Hoa Lư"),
        (LETTER + "Hội Phụ nữ xã có 9 tổ.", "Hội Phụ nữ xã", "Hội Liên hiệp Phụ nữ xã Thu Cúc"),
        (LETTER + "Công an xã tuần tra 9 buổi.", "Công an xã", "Công an xã Thu Cúc"),
        (LETTER + "UBND huyện khen 9 người.", "UBND huyện", "Ủy ban nhân dân huyện Tân Sơn"),
        ("Về Trà Giang (huyện Kiến Xương). Trà Giang là một xã đẹp. Đảng ủy xã họp.", "Đảng ủy xã", "Đảng ủy xã Trà Giang"),
        ("Hội đồng nghĩa vụ quân sự huyện Ba Vì giao quân.", "Hội đồng nghĩa vụ quân sự huyện Ba Vì", "Hội đồng Nghĩa vụ quân sự huyện Ba Vì"),
        ("Đội Thanh tra xây dựng quận Kiến An lập biên bản.", "Đội Thanh tra xây dựng quận Kiến An", "Đội Thanh tra xây dựng quận Kiến An"),
        ("Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Bến Tre họp.", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Bến Tre", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Bến Tre"),
        ("Tại Đại hội đại biểu Hội Luật gia tỉnh Phú Yên có 9 ý kiến.", "Hội Luật gia tỉnh Phú Yên", "Hội Luật gia tỉnh Phú Yên"),
        ("Tỉnh Phú Yên\n\nCử tri bầu 31 đại biểu HĐND tỉnh.", "HĐND tỉnh", "Hội đồng nhân dân tỉnh Phú Yên"),
        ("Bộ đội Quân khu 5 cùng dân quân dựng lại nhà.", "Quân khu 5", "Quân khu 5"),
        ("SỞ TƯ PHÁP PHÚ THỌ\n\nMở 5 lớp.", "SỞ TƯ PHÁP PHÚ THỌ", "Sở Tư pháp tỉnh Phú Thọ"),
        ("Tỉnh Lào Cai\n\nBan Quản lý Khu kinh tế có 96 hồ sơ.", "Ban Quản lý Khu kinh tế", "Ban Quản lý Khu kinh tế tỉnh Lào Cai"),
        ("Năm qua, Đảng bộ xã Tân Thạnh Đông kết nạp 9 người.", "Đảng bộ xã Tân Thạnh Đông", "Đảng bộ xã Tân Thạnh Đông"),
        ("Chi cục Thuế khu vực Hồng Lĩnh - Can Lộc thu 9 tỷ đồng.", "Chi cục Thuế khu vực Hồng Lĩnh - Can Lộc", "Chi cục Thuế khu vực Hồng Lĩnh - Can Lộc"),
        ("Rieng Cong ty TNHH mot thanh vien Ca phe 704 no 3 ty dong.", "Cong ty TNHH mot thanh vien Ca phe 704", "Công ty TNHH mot thanh vien Ca phe 704"),
    ],
)  # fmt: skip
def test_names_whose_a_body_is(text: str, surface: str, name: str) -> None:
    assert names(text).get(surface) == name


@pytest.mark.parametrize(
    "text",
    [
        "Hội thi nấu ăn\n\nBan tổ chức trao 12 giải.",
        "Nhiều UBND xã chưa báo cáo. Các đảng ủy xã, phường cần làm rõ 3 việc.",
        "Bi thu chi bo gioi thieu anh Truong Van Nam, 27 tuoi.",
        "Đảng ủy Công ty họp 3 lần.",
    ],
)
def test_bodies_of_nobody_in_particular(text: str) -> None:
    assert names(text) == {}


def test_the_association_meant_by_its_level() -> None:
    text = "HỘI LIÊN HIỆP PHỤ NỮ TỈNH SÓC TRĂNG\n\nTỉnh Hội tặng 20 suất quà."
    found = read(text).of(Organisation)
    assert [fact.name for fact in found] == ["Hội Liên hiệp Phụ nữ tỉnh Sóc Trăng"]
    assert len(found[0].mentions) == 1


def test_a_person_is_no_commune() -> None:
    reading = read("Theo Bí thư Đảng ủy phường Hà Trung Kiên, trụ sở cách nhau 6 km.")
    assert [fact.name for fact in reading.of(PersonRole)] == ["Hà Trung Kiên"]
