"""Numbers out of short invented sentences: every form, every bound, and what counts nothing."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongket.core.number_words import number_to_words
from tongket.core.text import fold
from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar import citations, numerals, times
from tongket.reader.grammar.digits import read_digits
from tongket.reader.grammar.number_words import read_words
from tongket.reader.tokens import Tokens
from tongket.reader.writing import Writing


def quantities(text: str) -> list[Quantity]:
    draft = Draft(text)
    for each in (citations, times, numerals):
        each.find(draft)
    return draft.quantities


def values(text: str) -> list[object]:
    return [
        each.value if each.value_max is None else (each.value, each.value_max)
        for each in quantities(text)
    ]


def roles(text: str) -> dict[str, str | None]:
    draft = Draft(text)
    for each in (citations, times, numerals):
        each.find(draft)
    return {draft.tokens.words[at]: draft.claims[at] for at in draft.tokens.numbers}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kết nạp 1.579 đảng viên", [1579]),
        ("có 1,369 mô hình", [1369]),
        ("có 1812 điển hình", [1812]),
        ("có 1 579 đảng viên", [1579]),
        ("có 1 .250 hộ", [1250]),
        ("thu 12 345 678 đồng", [12345678]),
        ("đạt 12,5 tiêu chí", [Decimal("12.5")]),
        ("rừng rộng thêm 3,125 ha", [Decimal("3.125")]),
        ("lúa 15,250 ha", [15250]),
        ("lãi 0.7%", [Decimal("0.7")]),
        ("thu 1.234,5 triệu đồng", [1234500000]),
        ("ra l56 quyết định, 6O đơn, 1O1 đồng chí, l,4 tỷ đồng", [156, 60, 101, 1400000000]),
        ("mở 02 lớp", [2]),
        ("thu 12,5 tỷ đồng", [12500000000]),
        ("chi 2 tỷ 350 triệu đồng", [2350000000]),
        ("chi 1 triệu rưỡi đồng", [1500000]),
        ("vốn 3 nghìn tỷ đồng", [3000000000000]),
        ("trồng 3 vạn cây, 5 chục cây, 5 trăm triệu đồng", [30000, 50, 500000000]),
        ("có 3 chức danh, 2 trạm y tế, 5 vấn đề", [3, 2, 5]),
        ("Co 3 chuc danh, 2 tram y te, 5 van de, 4 ngan hang", [3, 2, 5, 4]),
        ("hiến 230m2 đất, làm 1.530m đường hoa", [230, 1530]),
        ("mở 12 - 15 lớp; từ 1 đến 2 mô hình; kết nạp 90-100 người", [(12, 15), (1, 2), (90, 100)]),
        ("góp 2.000 - 5.000 đồng; vay 2 - 3 tỷ đồng", [(2000, 5000), (2000000000, 3000000000)]),
        ("đạt từ 5% đến 7%; giảm 1 - 1,5%", [(5, 7), (1, Decimal("1.5"))]),
        ("đạt 97 phần trăm", [97]),
    ],
)
def test_numbers_in_all_their_forms(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kết nạp hai trăm ba mươi lăm đảng viên", [235]),
        ("có một nghìn hai trăm linh năm hội viên", [1205]),
        ("Cấp huyện được hai mươi bốn đơn vị", [24]),
        ("hiến hơn nửa triệu mét vuông đất", [500000]),
        ("gồm 29 đồng chí và một đồng chí được truy tặng", [29, 1]),
        ("chuyển cơ quan điều tra một vụ", [1]),
        ("Kỷ luật 20 đảng viên: khiển trách 17; cảnh cáo hai; khai trừ một.", [20, 17, 2, 1]),
        ("ngoài ra còn một chi bộ trực thuộc bị khiển trách", [1]),
        ("mỗi tỉnh có ít nhất một huyện; không xã nào dưới năm tiêu chí", [1, 5]),
        ("thống nhất ba việc; bốn cá nhân khác; bảy tổ chức", [3, 4, 7]),
        ("một số cấp ủy, một trong những việc, một cách, một lần nữa, mỗi một người", []),
        ("một trường học tốt đáng quý hơn chục cổng chào; dồn vào một vụ lúa", []),
        ("bốn, năm khoản đóng góp; vài ba hộ; hàng nghìn người; vài chục hộ", []),
        ("thứ ba, tháng ba, lần thứ hai, hạng ba, giải ba, thứ Năm, hai cấp", []),
        ("trong năm đơn vị đã xong; năm nay; cả năm; năm 2020", []),
        ("bà Ba, anh Tư, phố Hai Bà Trưng, quận Ba Đình", []),
        ("Một là, học; Hai là, làm.", []),
        ("thiet hai nang, trung tam huyen, nam nay, ba Lan, bay gio, sau do", []),
        ("Co ba dong chi duoc bau, it nhat hai lop", [3, 2]),
    ],
)
def test_numbers_in_words(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khoảng 120 người", "about"),
        ("trên dưới 50 người", "about"),
        ("gần 3.000 hộ", "nearly"),
        ("hơn 1,000 hội viên", "over"),
        ("trên **700** lớp", "over"),
        ("vượt 1.000 tỷ đồng", "over"),
        ("ít nhất 70%", "at_least"),
        ("từ 97% trở lên", "at_least"),
        ("từ 3 người trở lên", "at_least"),
        ("không dưới 20 hộ", "at_least"),
        ("không quá 0,5%", "at_most"),
        ("không vượt mức 18,5 triệu đồng", "at_most"),
        ("dưới 10 hội viên", "at_most"),
        ("5% trở xuống", "at_most"),
        (">= 90%", "at_least"),
        ("it nhat 70% la nguoi tre, gan het", "at_least"),
        ("vượt 28,2% chỉ tiêu", "exact"),
        ("đạt và vượt 12 chỉ tiêu", "exact"),
        ("triển khai trên 5 lĩnh vực", "exact"),
        ("dưới 2 hình thức", "exact"),
        ("cao hơn 5%", "exact"),
        ("thấp nhất 9.000 đồng", "exact"),
    ],
)
def test_bounds(text: str, expected: str) -> None:
    assert quantities(text)[0].qualifier == expected


@pytest.mark.parametrize(
    ("text", "number", "role"),
    [
        ("1. Cấp tỉnh", "1", "list number"),
        ("2) Kết quả", "2", "list number"),
        ("3/ Kết quả", "3", "list number"),
        ("(1) học tập; (2) làm theo", "2", "list number"),
        ("2.1 Công tác kiểm tra", "2.1", "list number"),
        ("1 | Chi bộ | 25", "1", "list number"),
        ("Kết quả: 1/- Tổ chức; 2/- Mở lớp", "2", "list number"),
        ("các thôn 1, 2, 3 có hộ", "3", "name"),
        ("ở thôn 3 và xóm 12", "12", "name"),
        ("thôn 7, 8, 9 của xã", "8", "name"),
        ("từ ấp 1 đến ấp 6", "6", "name"),
        ("phòng 101, tầng 2", "101", "room"),
        ("phòng họp số 1", "1", "room"),
        ("tầng 2 của trụ sở", "2", "floor"),
        ("trang 2/3", "3", "page"),
        ("theo mẫu số 2", "2", "form"),
        ("khoản 2 của luật", "2", "article"),
        ("hạng 3/4 trở lên", "4", "rank"),
        ("đứng thứ 5 của tỉnh", "5", "rank"),
        ("lần thứ 5 của tỉnh", "5", "ordinal"),
        ("tài liệu khóa 2", "2", "congress"),
        ("điện thoại 0254.3688.015", "0254.3688.015", "telephone"),
        ("điện thoại (028) 39910101", "39910101", "telephone"),
        ("gửi về: 34 Hoàng Việt", "34", "address"),
        ("tại số 44 đường Lê Lợi", "44", "address"),
        ("đất 230 m2", "2", "unit exponent"),
        ("bản quét 300 dpi", "300", "technical"),
        ("cách thành phố khoảng 120 km", "120", "distance"),
        ("nội dung “5 không” trong hệ thống", "5", "slogan"),
        ("phương châm 4 tại chỗ", "4", "slogan"),
        ("ông Nam, Hợp tác xã Bình Thành 2, kể", "2", "name"),
        ("xếp thứ 10/63 tỉnh", "63", "rank"),
        ("tuổi bình quân 42,5", "42,5", "age"),
        ("chính quyền 2 cấp", "2", "levels"),
        ("Huy hiệu 40, 50 năm tuổi Đảng", "40", "badge years"),
        ("đã 92 tuổi", "92", "age"),
        ("đầu học phần IV.3 của lớp", "3", "section number"),
    ],
)
def test_numbers_that_count_nothing(text: str, number: str, role: str) -> None:
    assert roles(text)[number] == role


@pytest.mark.parametrize(
    "text",
    [
        "mỗi thôn 2 người",
        "mỗi tổ 3 người",
        "nhóm 10 tỉnh dẫn đầu",
        "liên xã 3 thôn",
        "thu 12450000000 đồng",
        "tổng số 7.860 bài viết",
        "trong số 12 đảng viên",
        "kỷ luật 05 tổ chức",
        "số mô hình 45",
        "số đại biểu 250",
        "kế hoạch 7 cuộc",
        "Đại hội 350 đại biểu",
        "góp 184 ngày công",
        "làm 12,5 km đường bê tông",
        "15 không đạt yêu cầu",
        "có 3 cấp ủy viên",
    ],
)
def test_numbers_that_count_after_all(text: str) -> None:
    assert len(quantities(text)) == 1


@given(st.integers(min_value=1, max_value=10**12))
def test_words_are_read_back(number: int) -> None:
    marked = f"ước tính được {number_to_words(number)} đồng, trả sau khi đã xong"
    for text in (marked, fold(marked)):
        found = read_words(Tokens(Writing(text)), 3)
        assert found is not None
        assert found[1] == number


@given(st.integers(min_value=1000, max_value=10**9), st.sampled_from(".,"))
def test_grouped_digits_are_read_back(number: int, sign: str) -> None:
    written = f"{number:,}".replace(",", sign)
    assert read_digits(written) == (number, sign)


_words = st.sampled_from(
    [
        "3",
        "12",
        "1.579",
        "12,5",
        "%",
        "một",
        "hai",
        "năm",
        "trăm",
        "triệu",
        "tỷ",
        "từ",
        "đến",
        "-",
        "/",
        "|",
        "(",
        ")",
        ",",
        ".",
        ";",
        "giảm",
        "tăng",
        "còn",
        "xuống",
        "lên",
        "so",
        "với",
        "thôn",
        "số",
        "trên",
        "hơn",
        "tuổi",
        "trước",
        "nay",
        "đảng",
        "viên",
        "xã",
        "0254",
        "2/3",
        "\n",
        "nửa",
        "mươi",
        "rưỡi",
        "l8",
        "“",
        "5",
    ]
)


@settings(max_examples=300)
@given(st.lists(_words, max_size=14))
def test_any_text_is_read(words: list[str]) -> None:
    found = quantities(" ".join(words))
    assert all(each.first < each.after for each in found)
    assert all(one.after <= other.first for one, other in pairwise(found))
