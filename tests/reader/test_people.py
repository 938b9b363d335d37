"""Persons with the offices a report gives them."""

import pytest

from tongket.reader.facts import PersonRole
from tongket.reader.reading import read


def people(text: str) -> list[tuple[str, str | None]]:
    """Return (name, role) of the persons of a text."""
    return [(fact.name, fact.role) for fact in read(text).of(PersonRole)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Dự có ông Trần Văn Bình, Trưởng ban Dân vận Tỉnh ủy.",
            "Trần Văn Bình",
            "Trưởng ban Dân vận Tỉnh ủy",
        ),
        ("Bí thư Huyện ủy Võ Ngọc Minh chủ trì.", "Võ Ngọc Minh", "Bí thư Huyện ủy"),
        (
            "Dự có đ/c Đào Thị An, Phó Bí thư Thường trực và đại biểu.",
            "Đào Thị An",
            "Phó Bí thư Thường trực",
        ),
        ("Đ/c Nay Y Phong, Chủ tịch UBND huyện.", "Nay Y Phong", "Chủ tịch UBND huyện"),
        ("Chủ tịch hội Lê Quốc Sơn kể chuyện.", "Lê Quốc Sơn", "Chủ tịch hội"),
        ("Đồng chí Nguyễn Văn Hòa dự và phát biểu.", "Nguyễn Văn Hòa", None),
        (
            "Bà H'Hen Byă, Chi hội trưởng buôn Tu, kể.",
            "H'Hen Byă",
            "Chi hội trưởng buôn Tu",
        ),
        ("Trưởng bản Nà Tấu Lò Văn Ưởng bảo vậy.", "Lò Văn Ưởng", "Trưởng bản Nà Tấu"),
        ("Cụ Lê Thị Mận, 76 tuổi, Chi hội trưởng ấp 5, nói.", "Lê Thị Mận", "Chi hội trưởng ấp 5"),
        (
            "Đơn của ông Đinh Văn Tảo, nguyên Trưởng phòng Tài chính - Kế hoạch.",
            "Đinh Văn Tảo",
            "nguyên Trưởng phòng Tài chính - Kế hoạch",
        ),
        (
            "Thượng tá Hoàng Minh Sơn, Chính ủy Bộ CHQS tỉnh, dự.",
            "Hoàng Minh Sơn",
            "Chính ủy Bộ CHQS tỉnh",
        ),
        (
            "Giám đốc Công an tỉnh, Đại tá Ngô Thanh Bình phát biểu.",
            "Ngô Thanh Bình",
            "Giám đốc Công an tỉnh",
        ),
        (
            "Vi Văn Sơn | Chủ tịch Hội CCB xã Mường Típ",
            "Vi Văn Sơn",
            "Chủ tịch Hội CCB xã Mường Típ",
        ),
        ("1. Nguyễn Thị Bích - Bí thư Chi bộ thôn 4", "Nguyễn Thị Bích", "Bí thư Chi bộ thôn 4"),
        (
            "Chu tich Hoi Le Van Nam cho biet ket qua. Nam 2020 hoi ket nap 20 hoi vien.",
            "Le Van Nam",
            "Chu tich Hoi",
        ),
        (
            "Chủ tịch HĐND phường Nguyễn Thái Bình, quận 1 Trần Thị Mộng nói.",
            "Trần Thị Mộng",
            "Chủ tịch HĐND phường Nguyễn Thái Bình, quận 1",
        ),
        (
            "Bà Trần Thị Lan, Phó Bí thư Đảng ủy Khối, phụ trách Đảng bộ Khối, kết luận.",
            "Trần Thị Lan",
            "Phó Bí thư Đảng ủy Khối, phụ trách Đảng bộ Khối",
        ),
        ("T/M BAN CHẤP HÀNH\nBÍ THƯ\n(Đã ký)\nNguyễn Hữu Tài", "Nguyễn Hữu Tài", "BÍ THƯ"),
        ("Thư ký: đ/c Tạ Thị Mến.", "Tạ Thị Mến", "Thư ký"),
        ("Chánh Thanh tra huyện Phạm Thành Nhơn nêu.", "Phạm Thành Nhơn", "Chánh Thanh tra huyện"),
        ("Tổ trưởng là đồng chí Bàn Văn Tiến.", "Bàn Văn Tiến", "Tổ trưởng"),
        ("Ông Lê Văn Bảy là Chủ tịch Hội Nông dân xã.", "Lê Văn Bảy", "Chủ tịch Hội Nông dân xã"),
        ("Ông Dương Văn Em (Năm Em), Bí thư chi bộ.", "Dương Văn Em", "Bí thư chi bộ"),
        (
            "Lý Thị Mẩy, công chức Văn phòng - Thống kê, giúp việc.",
            "Lý Thị Mẩy",
            "công chức Văn phòng - Thống kê",
        ),
        (
            "Nguyễn  Văn  Toàn,  Phó  Bí  thư  Huyện  ủy,  trao  quà.",
            "Nguyễn Văn Toàn",
            "Phó Bí thư Huyện ủy",
        ),
    ],
)
def test_reads_a_name_with_its_role(text: str, name: str, role: str | None) -> None:
    assert people(text) == [(name, role)]


def test_reads_a_list_of_comrades() -> None:
    text = (
        "Dự có các đồng chí Vũ Ngọc Hải, Bí thư Quận ủy; Triệu Lệ Hằng, Phó Bí thư Thường trực "
        "Quận ủy; Lê Kiên, Phó Bí thư Quận ủy, Chủ tịch UBND quận; các đồng chí Ủy viên."
    )
    assert people(text) == [
        ("Vũ Ngọc Hải", "Bí thư Quận ủy"),
        ("Triệu Lệ Hằng", "Phó Bí thư Thường trực Quận ủy"),
        ("Lê Kiên", "Phó Bí thư Quận ủy, Chủ tịch UBND quận"),
    ]


def test_names_the_body_an_office_is_held_in() -> None:
    text = (
        "Huyện ủy Côn Đảo họp. Dự có đồng chí Lê Hải, Bí thư Huyện ủy; Mai Thị Vân, Phó Bí thư "
        "Huyện ủy, Chủ tịch UBND huyện."
    )
    first, second = read(text).of(PersonRole)
    assert first.organisation == "Huyện ủy Côn Đảo"
    assert second.organisation == "Huyện ủy Côn Đảo; Ủy ban nhân dân huyện Côn Đảo"


def test_a_name_said_again_is_a_mention_and_may_come_before_its_role() -> None:
    text = "Đồng chí Vũ Ngọc Hải phát biểu.\nVũ Ngọc Hải, Bí thư Quận ủy, dự. Ông Vũ Ngọc Hải nói."
    (fact,) = read(text).of(PersonRole)
    assert fact.role == "Bí thư Quận ủy"
    assert [text[slice(*span)] for span in fact.mentions] == ["Vũ Ngọc Hải"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Buổi lễ tổ chức tại số 159 Nguyễn Văn Trỗi, phường 11.",
        "Học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        "Không gian văn hóa Hồ Chí Minh; Chủ tịch Hồ Chí Minh căn dặn.",
        "UBND phường Trần Hưng Đạo, Bí thư chi bộ các khu phố.",
        "Trường Tiểu học Nguyễn Du, Chủ tịch công đoàn trường.",
        "Hội Nông dân Sơn La, Hội Cựu chiến binh Việt Nam.",
        "Các đồng chí Ủy viên Ban Thường vụ Quận ủy dự họp.",
        "Huyện Cô Tô và thành phố Bà Rịa đạt chuẩn.",
        "CÔNG ĐOÀN VIÊN CHỨC TỈNH THÁI NGUYÊN",
        "Anh hùng Lao động, Bà mẹ Việt Nam anh hùng.",
        "ANH HOÀNG",
    ],
)
def test_streets_schools_and_titles_are_no_persons(text: str) -> None:
    assert people(text) == []
