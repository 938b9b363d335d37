"""What figures are about, read out of short sentences."""

import pytest

from tongket.reader.facts import Counted
from tongket.reader.grammar._rules import concepts, rules
from tongket.reader.lexicon import phrase_lists
from tongket.reader.reading import read


def subjects(text: str) -> list[str | None]:
    return [fact.what for fact in read(text).facts if isinstance(fact, Counted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm qua, Đảng bộ huyện kết nạp 109 đảng viên.", ["members_admitted"]),
        ("Hiện toàn tỉnh có 20.952 đảng viên.", ["members_total"]),
        (
            "Kỷ luật 20 đảng viên: khiển trách 17; cảnh cáo 2; khai trừ 1.",
            ["members_disciplined", "members_reprimanded", "members_warned", "members_expelled"],
        ),
        (
            "Cấp ủy kiểm tra 46 tổ chức đảng, 63 đảng viên; giám sát 18 tổ chức đảng.",
            ["organisations_inspected", "members_inspected", "organisations_supervised"],
        ),
        (
            "Kiểm tra 12 tổ chức đảng, 60 đảng viên khi có dấu hiệu vi phạm.",
            ["organisations_inspected_signs", "members_inspected_signs"],
        ),
        ("Tặng giấy khen 11 tập thể và 15 cá nhân.",
         ["collectives_commended", "individuals_commended"]),
        ("Tiếp nhận 143 đơn; đã giải quyết 137 đơn.", ["petitions_received", "petitions_resolved"]),
        ("Đã tiếp 866 lượt với 964 người.", ["citizen_reception_sessions", "citizens_received"]),
        ("Kiến nghị thu hồi 1,4 tỷ đồng; đã thu hồi 617 triệu đồng.",
         ["recovery_proposed_vnd", "recovered_vnd"]),
        ("Hội Nông dân huyện kết nạp 3.710 hội viên.", ["association_members_admitted"]),
        ("Cả tỉnh có 45 công đoàn cơ sở.", ["trade_unions_total"]),
        ("Dư nợ ủy thác 81 tỷ đồng.", ["entrusted_loans_vnd"]),
        ("Hội nghị kết nối 67 điểm cầu.", ["video_links"]),
        ("Huyen uy ket nap 109 dang vien trong nam.", ["members_admitted"]),
    ],
)  # fmt: skip
def test_subject_of_a_sentence(text: str, expected: list[str]) -> None:
    assert subjects(text) == expected


def test_badges_by_their_years_on_either_side() -> None:
    text = (
        "Trao Huy hiệu Đảng\n\nCao nhất là 1 đồng chí 70 năm, 2 đồng chí 65 năm. "
        "Đông nhất là nhóm 40 năm với 28 người.\n"
    )
    assert subjects(text) == ["party_badges_70", "party_badges_65", "party_badges_40"]


@pytest.mark.parametrize(
    "text",
    [
        "Năm tới, huyện phấn đấu kết nạp 95 đảng viên.",
        "Đảng bộ xã sẽ kết nạp 95 đảng viên.",
        "III. Phương hướng\n1. Kết nạp 95 đảng viên.",
    ],
)
def test_what_is_planned_is_a_target(text: str) -> None:
    assert subjects(text)[-1] == "members_admitted_target"


def test_a_heading_says_what_its_items_count() -> None:
    text = (
        "I. Về kiểm tra\na) Đảng viên: 61 đảng viên.\nII. Về kỷ luật\na) Đảng viên: 12 đảng viên.\n"
    )
    assert subjects(text) == ["members_inspected", "members_disciplined"]


def test_a_number_goes_on_with_the_subject_before_it() -> None:
    text = "Tỉnh mới kết nạp 848 đảng viên. Dẫn đầu là thị xã Hòa Mỹ với 98 người."
    assert subjects(text) == ["members_admitted", "members_admitted"]


def test_nothing_is_said_where_nothing_fits() -> None:
    assert subjects("Nhà máy lắp 17 tua bin.") == [None]


def test_the_place_named_beside_a_number_is_whose_it_is() -> None:
    text = "Kết nạp 848 đảng viên; thị xã Hòa Mỹ kết nạp 98 đảng viên."
    facts = [fact for fact in read(text).facts if isinstance(fact, Counted)]
    assert facts[1].organisation == "thị xã Hòa Mỹ"


def test_rules_name_only_known_units_and_concepts() -> None:
    names = set(phrase_lists("subjects", "concepts"))
    units = set(phrase_lists("nouns", "nouns")) | {"percent"}
    for line in (line for lines in phrase_lists("subjects", "rules").values() for line in lines):
        conditions = line.partition(":")[2].split()
        for word in conditions:
            if word[0].isalpha() or word[0] in "~!":
                assert set(word.lstrip("~!").partition(">")[0].split("/")) <= names, line
    for kind in rules():
        assert set(kind.split("+")) <= units, kind
    assert concepts() is concepts()
