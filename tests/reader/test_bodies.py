"""The bodies a report names, found and named in full."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongket.reader.draft import Draft
from tongket.reader.facts import Organisation
from tongket.reader.grammar import bodies, people
from tongket.reader.reading import read


def names(text: str) -> dict[str, str]:
    """Return surface -> full name of the bodies of a text."""
    return {fact.surface: fact.name for fact in read(text).of(Organisation)}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Đảng bộ tỉnh Vĩnh Long có 12 đảng viên.", "Đảng bộ tỉnh Vĩnh Long", None),
        (
            "Sáng nay, Hội LHPN T.P Sông Công họp mặt.",
            "Hội LHPN T.P Sông Công",
            "Hội Liên hiệp Phụ nữ thành phố Sông Công",
        ),
        ("Buổi lễ do UBND TPHCM tổ chức.", "UBND TPHCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Theo Sở Y tế TP. HCM, có 5 ca.", "Sở Y tế TP. HCM", "Sở Y tế Thành phố Hồ Chí Minh"),
        (
            "Thực hiện Nghị quyết của Bộ Chính trị.",
            "Bộ Chính trị",
            "Bộ Chính trị",
        ),
        (
            "Hoạt động của Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực tỉnh Hà Nam đều đặn.",
            "Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực tỉnh Hà Nam",
            None,
        ),
        (
            "Chuyển hồ sơ sang Chi cục Dân số - Kế hoạch hóa gia đình.",
            "Chi cục Dân số - Kế hoạch hóa gia đình",
            None,
        ),
        (
            "Học bổng của Công ty TNHH Minh Sáng Việt Nam trao cho học sinh.",
            "Công ty TNHH Minh Sáng Việt Nam",
            None,
        ),
        (
            "Hội nghị của Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Bắc Kạn.",
            "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Bắc Kạn",
            None,
        ),
        (
            "Văn phòng Đoàn ĐBQH và HĐND tỉnh Thái Bình đứng đầu.",
            "Văn phòng Đoàn ĐBQH và HĐND tỉnh Thái Bình",
            "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Thái Bình",
        ),
        ("Trung đoàn 66 giúp dân.", "Trung đoàn 66", None),
        ("Hội Phụ nữ Công an tỉnh Ninh Bình.", "Hội Phụ nữ Công an tỉnh Ninh Bình", None),
        ("Trường THPT Lê Hữu Trác đạt chuẩn.", "Trường THPT Lê Hữu Trác", None),
        ("Chi bộ Trường THPT Đồi Cao số 1 đạt.", "Chi bộ Trường THPT Đồi Cao số 1", None),
    ],
)
def test_names_a_body_in_full(text: str, surface: str, name: str | None) -> None:
    assert names(text)[surface] == (name or surface)


def test_completes_a_body_by_the_places_of_the_report() -> None:
    found = names(
        "UBND huyện Lục Ngạn họp.\nBan Dân vận Huyện ủy, Hội LHPN huyện, Huyện Đoàn cùng dự; "
        "Sở Nội vụ và HĐND tỉnh cho ý kiến."
    )
    assert found["Ban Dân vận Huyện ủy"] == "Ban Dân vận Huyện ủy Lục Ngạn"
    assert found["Hội LHPN huyện"] == "Hội Liên hiệp Phụ nữ huyện Lục Ngạn"
    assert found["Huyện Đoàn"] == "Huyện Đoàn Lục Ngạn"
    assert found["HĐND tỉnh"] == "Hội đồng nhân dân tỉnh Bắc Giang"
    assert found["Sở Nội vụ"] == "Sở Nội vụ tỉnh Bắc Giang"


def test_bodies_of_a_list_share_the_owner_at_its_end() -> None:
    found = names(
        "Tại huyện Thạch Hà: HĐND, UBND huyện giám sát; Ban Tổ chức, Ban Dân vận Huyện ủy."
    )
    assert found["HĐND"] == "Hội đồng nhân dân huyện Thạch Hà"
    assert found["Ban Tổ chức"] == "Ban Tổ chức Huyện ủy Thạch Hà"


def test_an_organ_of_a_letterhead_belongs_to_the_committee_above_it() -> None:
    text = "HUYỆN ỦY TÂN YÊN\nỦY BAN KIỂM TRA\nBÁO CÁO\n1. UBKT Huyện ủy kiểm tra 12 tổ chức."
    facts = read(text).of(Organisation)
    assert [fact.name for fact in facts] == [
        "Huyện ủy Tân Yên",
        "Ủy ban Kiểm tra Huyện ủy Tân Yên",
    ]
    assert [text[slice(*span)] for span in facts[1].mentions] == ["UBKT Huyện ủy"]


def test_later_mentions_hang_on_the_first() -> None:
    text = "Hội Nông dân Bình Dương họp. Hội Nông dân tỉnh tổng kết; Hội Nông dân tỉnh khen thưởng."
    (fact,) = read(text).of(Organisation)
    assert fact.name == "Hội Nông dân tỉnh Bình Dương"
    assert len(fact.mentions) == 2


def test_a_mistaken_letter_of_a_reading_machine_does_not_hide_a_known_place() -> None:
    assert names("TỈNH ỦY QUÃNG NAM\nBáo cáo tháng 7")["TỈNH ỦY QUÃNG NAM"] == "Tỉnh ủy Quảng Nam"


def test_heads_with_mistaken_marks_are_known() -> None:
    found = names("Tại huyện Lục Ngạn, Hội đồng nhàn dân huyện và Ban Thường vụ Huỵện ủy họp.")
    assert list(found.values()) == [
        "Hội đồng nhân dân huyện Lục Ngạn",
        "Ban Thường vụ Huyện ủy Lục Ngạn",
    ]


def test_a_letterhead_in_two_columns_gives_the_place_on_the_line_below() -> None:
    text = (
        "UỶ BAN NHÂN DÂN          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "XÃ QUẢNG THÁI            Độc lập - Tự do - Hạnh phúc\n\nUBND xã báo cáo: tiếp 45 lượt."
    )
    (fact,) = read(text).of(Organisation)
    assert fact.name == "Ủy ban nhân dân xã Quảng Thái"
    assert len(fact.mentions) == 1


def test_restores_the_marks_of_heads_and_known_places() -> None:
    found = names("Theo Huyen uy Nam Giang, Ban Thuong vu Huyen uy tang giay khen 11 to chuc.")
    assert found["Huyen uy Nam Giang"] == "Huyện ủy Nam Giang"
    assert found["Ban Thuong vu Huyen uy"] == "Ban Thường vụ Huyện ủy Nam Giang"


def test_decomposed_letters_give_spans_of_the_given_text() -> None:
    text = unicodedata.normalize("NFD", "Sáng nay, Đảng ủy phường An Cựu họp.")
    (fact,) = read(text).of(Organisation)
    assert fact.surface == unicodedata.normalize("NFD", "Đảng ủy phường An Cựu")


@pytest.mark.parametrize(
    "text",
    [
        "Các cấp ủy, UBND các xã, thị trấn, chi bộ 3 và cấp ủy cơ sở đã họp.",
        "Đảng và Nhà nước, Trung ương luôn quan tâm.",
        "Bằng khen của Thủ tướng Chính phủ.",
        "Thực hiện Quyết định của Chủ tịch UBND tỉnh.",
        "Đồng chí Trần Văn Bình, Tỉnh ủy viên, Bí thư Huyện ủy dự.",
        "Ủy ban kiểm tra các cấp kiểm tra 20 đảng viên.",
        "Thanh tra hành chính kết luận 4 cuộc.",
        "Mọi đảng bộ, chi bộ đều có nghị quyết.",
        "Báo cáo kết quả công tác. Trường hợp vi phạm bị xử lý.",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bầu cử đại biểu Quốc hội và đại biểu HĐND các cấp.",
        "Sở hữu đất 20 ha. Ban đầu có 3 mô hình. Viện phí tăng. Phòng học xây mới.",
        "",
    ],
)
def test_what_is_no_body_in_particular_makes_no_fact(text: str) -> None:
    assert names(text) == {}


def test_leaves_every_mention_for_the_passes_after_it() -> None:
    draft = Draft("UBND huyện Lục Ngạn họp. UBND huyện khen thưởng.")
    bodies.find(draft)
    assert draft.notes["bodies"] == [
        (0, 4, "Ủy ban nhân dân huyện Lục Ngạn"),
        (6, 8, "Ủy ban nhân dân huyện Lục Ngạn"),
    ]


_WORDS = st.sampled_from(
    [
        "UBND",
        "Huyện",
        "ủy",
        "tỉnh",
        "huyện",
        "xã",
        ",",
        ".",
        "và",
        "của",
        "Ban",
        "Chỉ",
        "đạo",
        "Thường",
        "vụ",
        "Trường",
        "Bí",
        "thư",
        "đồng",
        "chí",
        "Nguyễn",
        "An",
        "Lò",
        "H",
        "'",
        "-",
        "–",
        "(",
        ")",
        ":",
        "\n",
        "Khối",
        "Đảng",
        "bộ",
        "Trung",
        "ương",
        "Sở",
        "Nội",
        "TP",
        ".",
        "5",
        "Công",
        "ty",
        "TNHH",
        "THPT",
        "số",
        "Tân",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_any_row_of_words_is_read_within_its_bounds(text: str) -> None:
    draft = Draft(text)
    bodies.find(draft)
    people.find(draft)
    for fact in draft.facts:
        assert 0 <= fact.start < fact.end <= len(text)
