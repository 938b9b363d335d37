"""The noun each number counts, read out of short sentences."""

import pytest

from tongket.reader.draft import Draft
from tongket.reader.grammar import counted, numerals


def units(text: str) -> list[str | None]:
    draft = Draft(text)
    numerals.find(draft)
    counted.find(draft)
    return [quantity.unit for quantity in draft.quantities]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Đã kiểm tra 239 lượt tổ chức đảng.", "lượt tổ chức đảng"),
        ("Kết nạp 112 đảng viên mới trong năm.", "đảng viên mới"),
        (
            "Quy tụ 3.100 cán bộ, công chức, viên chức, người lao động.",
            "cán bộ, công chức, viên chức, người lao động",
        ),
        ("Có 201 mô hình, điển hình phát huy tác dụng.", "mô hình, điển hình"),
        ("Hội viên hiến 230m2 đất làm đường.", "m2 đất"),
        ("Cả huyện chỉ còn 18 hộ hội viên nghèo.", "hộ hội viên nghèo"),
        ("Vận động được 12,5 tỷ đồng.", "đồng"),
        ("Tổng thu ngân sách 7 tỷ, vượt dự toán.", "đồng"),
        ("Hỗ trợ mỗi hộ 30 triệu để sửa nhà.", "đồng"),
        ("Trên 2 triệu người tham gia.", "người tham gia"),
        ("Có 15 (mười lăm) đồng chí được khen.", "đồng chí"),
        ("Giám sát 28 đàng viên.", "đảng viên"),
        ("Lắp 35 tua bin gió tại các xã.", "tua bin gió"),
        ("Ket nap 109 dang vien, vuot ke hoach.", "dang vien"),
        ("Dự hội nghị có 14 **đại biểu**.", "đại biểu"),
        ("Trong tổng số 45 tổng số xã.", "xã"),
    ],
)
def test_the_noun_behind_a_number(text: str, unit: str) -> None:
    assert units(text)[0] == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hai xã có 87 và 84 người.", ["xã", "người", "người"]),
        ("Kỷ luật 29 tổ chức đảng, gồm khiển trách 26, cảnh cáo 3.", ["tổ chức đảng"] * 3),
        ("Có 612 trường, trong đó 177 mầm non, 228 tiểu học.", ["trường"] * 3),
        ("Năm qua, số đơn vị cấp xã từ 141 xuống còn 125.", ["đơn vị cấp xã"] * 2),
        ("Số lượt giảm 146, số người giảm 127.", ["lượt", "người"]),
        ("Trong kỳ thành lập 21, giải thể 6, tăng 15 hợp tác xã.", ["hợp tác xã"] * 3),
        ("Phạt 35 trường hợp, 200 triệu đồng, nhắc nhở 5.", ["trường hợp", "đồng", "trường hợp"]),
        ("B. ĐẢNG VIÊN\n* Hoàn thành xuất sắc: 1.120\n* Hoàn thành tốt: 8.445", ["đảng viên"] * 2),
        ("Xếp loại 58 chi bộ:\n- vững mạnh: 33;\n- khá: 19;", ["chi bộ"] * 3),
        ("Đơn tiếp nhận | 143\nĐã giải quyết | 137 đơn", ["Đơn", "đơn"]),
    ],
)
def test_a_noun_taken_over(text: str, expected: list[str]) -> None:
    assert units(text) == expected


def test_a_column_names_what_its_numbers_count() -> None:
    table = "Mức | Tổ chức đảng | Đảng viên\nXuất sắc | 12 | 498\nTốt | 49 | 2.905"
    assert units(table) == ["Tổ chức đảng", "Đảng viên"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Huyện có 12 xã, thị trấn Thanh Mỹ dẫn đầu.",
        "Có 12 xã, 3 phường.",
        "Có 12 xã; phường Hòa Bình đạt chuẩn.",
    ],
)
def test_what_begins_another_statement_is_no_part_of_a_unit(text: str) -> None:
    assert units(text)[0] == "xã"


def test_a_name_is_not_what_is_counted() -> None:
    assert units("Đảng bộ Ninh Phước 52, Đảng bộ Hòa An 30.") == [None, None]


def test_the_tokens_of_a_unit_are_given_where_it_stands_beside() -> None:
    draft = Draft("Trồng 1.530 cây xanh.")
    numerals.find(draft)
    counted.find(draft)
    quantity = draft.quantities[0]
    assert quantity.unit_first is not None
    assert quantity.unit_after is not None
    assert draft.tokens.between(quantity.unit_first, quantity.unit_after - 1) == "cây xanh"
