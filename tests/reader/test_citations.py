"""Citations of documents as they are written in reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.reader.draft import Draft
from tongket.reader.facts import Document
from tongket.reader.grammar import citations
from tongket.reader.grammar.citation_numbers import iso_day, number_at
from tongket.reader.grammar.instruments import known, number_key, same_number


def cited(text: str) -> list[Document]:
    """Return the documents the pass finds in a text."""
    draft = Draft(text)
    citations.find(draft)
    return [fact for fact in draft.facts if isinstance(fact, Document)]


def claims(text: str, role: str) -> list[str]:
    """Return the tokens of a text that were claimed for a role."""
    draft = Draft(text)
    citations.find(draft)
    return [draft.tokens.original(i) for i, claim in enumerate(draft.claims) if claim == role]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("Thực hiện Kết luận số 21-KL/TW, huyện mở lớp.", "Kết luận số 21-KL/TW"),
        ("theo Chỉ thị 35-CT/ TW của Bộ Chính trị", "Chỉ thị số 35-CT/TW"),
        ("Quyết định số 1956/QĐ-TTg của Thủ tướng", "Quyết định số 1956/QĐ-TTg"),
        ("Nghị quyết số 22/2019/NQ-HĐND", "Nghị quyết số 22/2019/NQ-HĐND"),
        ("Nghị quyết số 98/2023/QH15", "Nghị quyết số 98/2023/QH15"),
        ("Nghị quyết số 54/NQ/QH14", "Nghị quyết số 54/NQ/QH14"),
        ("Nghị quyết số 1238/NQ-UBTVQH15", "Nghị quyết số 1238/NQ-UBTVQH15"),
        ("Báo cáo số 84/BC-TTT", "Báo cáo số 84/BC-TTT"),
        ("Chương trình hành động số 147-CTHĐ/TU", "Chương trình hành động số 147-CTHĐ/TU"),
        ("Nghị quyết số 08 NQ/TU về du lịch", "Nghị quyết số 08-NQ/TU"),
        ("Hướng dẫn số 56 -HD/VPTW", "Hướng dẫn số 56-HD/VPTW"),
        ("Quy định số 22 – QĐ/TW", "Quy định số 22-QĐ/TW"),
        ("Nghị quyết số l8-NQ/TW", "Nghị quyết số 18-NQ/TW"),
        ("Chỉ thị số O5-CT/TW", "Chỉ thị số 05-CT/TW"),
        ("Ket luan so 21-KL/TW cua Trung uong", "Kết luận số 21-KL/TW"),
        ("ket luan so 21-kl/tw cua trung uong", "Kết luận số 21-KL/TW"),
        ("NGHỊ QUYẾT SỐ 18-NQ/TW Ở TỈNH", "Nghị quyết số 18-NQ/TW"),
        (
            "Nghị quyết số 403/2017/NQLT-UBTVQH14-CP-ĐCT",
            "Nghị quyết số 403/2017/NQLT-UBTVQH14-CP-ĐCT",
        ),
        (
            "Thông tư liên tịch số 475/2009/TTLT-TTCP-BNV",
            "Thông tư liên tịch số 475/2009/TTLT-TTCP-BNV",
        ),
        ("Công văn số 1246/UBND-BTCD", "Công văn số 1246/UBND-BTCD"),
        ("Luật Khiếu nại số 02/2011/QH13", "Luật số 02/2011/QH13"),
        ("Nghị quyết số 30a/2008/NQ-CP", "Nghị quyết số 30a/2008/NQ-CP"),
        ("NQ số 18-NQ/TW", "Nghị quyết số 18-NQ/TW"),
        ("Nghị quyết số 18,19-NQ/TW", "Nghị quyết số 19-NQ/TW"),
        ("Chỉ thị số 20 CT/TU", "Chỉ thị số 20-CT/TU"),
        ("Nghị quyết số 18-NQ/T.Ư", "Nghị quyết số 18-NQ/T.Ư"),
        ("| 86-KH/TU | đã ban hành |", "Kế hoạch số 86-KH/TU"),
        ("Quyết định kỷ luật số 15-QĐ/UBKTHU", "Quyết định số 15-QĐ/UBKTHU"),
        ("Nghị quyết 39 của Bộ Chính trị", "Nghị quyết số 39"),
        ("Nghị quyết 30a của Chính phủ", "Nghị quyết số 30a"),
        ("theo quy định 1374 của Ban Thường vụ Thành ủy", "Quy định số 1374"),
        ("NQ 37 về sắp xếp xã", "Nghị quyết số 37"),
        ("Nghị định 30/2020 về văn thư", "Nghị định số 30/2020"),
        ("Nghị quyết Đại hội XIII của Đảng đề ra", "Nghị quyết Đại hội XIII của Đảng"),
        ("Nghị quyết Trung ương 4 khóa XI, XII và", "Nghị quyết Trung ương 4 khóa XI, XII"),
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII", None),
        ("nghi quyet trung uong 4 khoa xii", "Nghị quyết trung uong 4 khoa xii"),
        (
            "chỉ tiêu Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020 - 2025 đề ra",
            "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020 - 2025",
        ),
        ("Nghị quyết Đại hội Đại hội Đảng các cấp", "Nghị quyết Đại hội Đảng các cấp"),
        ("đúng Điều lệ Đảng, không bỏ sót", "Điều lệ Đảng"),
        ("Nghị quyết của HĐND tỉnh về giảm nghèo", "Nghị quyết của HĐND tỉnh"),
    ],
)
def test_one_citation(text: str, citation: str | None) -> None:
    found = cited(text)
    assert len(found) == 1
    assert found[0].citation == (citation or text)


@pytest.mark.parametrize(
    "text",
    [
        "Kết luận 4 cuộc, kết luận 9, chuyển 1.",
        "Thông báo 3 lần; kế hoạch 5 năm 2021-2025; báo cáo 6 tháng.",
        "Kế hoạch 2023 của xã; Luật Đất đai 2013; Hiến pháp năm 2013.",
        "các nghị quyết, chỉ thị của cấp trên; chỉ tiêu nghị quyết đại hội",
        "ban hành 12 nghị quyết, 5 chỉ thị và 3 kế hoạch; ra quyết định 15 trường hợp",
        "các Nghị quyết của Bộ Chính trị về kinh tế; nghi quyet cua huyen",
        "Chương trình 135; kỷ luật 15 đảng viên; pháp luật 2015; Bộ luật Tố tụng hình sự",
        "| Nghị quyết | 12 |",
        "tỷ lệ 12/QH; 16/76 chi bộ; ngày 14-3; 18-20 điểm; COVID-19",
        "thực hiện nghị quyết Trung ương năm 2018",
        "HUYỆN ỦY A        Số 12-BC/HU",
        "Số: 15-BC/HU        Huyện A, ngày 10 tháng 12 năm 2020",
    ],
)
def test_no_citation(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "surface", "date"),
    [
        (
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của",
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017",
            "2017-10-25",
        ),
        (
            "Quy định số 60-QĐ/TW ngày 8-3-2022 của",
            "Quy định số 60-QĐ/TW ngày 8-3-2022",
            "2022-03-08",
        ),
        (
            "Kế hoạch số 5-KH/HU, ngày 12.5.2021.",
            "Kế hoạch số 5-KH/HU, ngày 12.5.2021",
            "2021-05-12",
        ),
        (
            "Kết luận số 21-KL/TW ngày 25 tháng 10 năm 2021 của",
            "Kết luận số 21-KL/TW ngày 25 tháng 10 năm 2021",
            "2021-10-25",
        ),
        (
            "Nghị quyết số 10-NQ/TU (ngày 2/3/2016)",
            "Nghị quyết số 10-NQ/TU (ngày 2/3/2016)",
            "2016-03-02",
        ),
        ("Nghị quyết số 10-NQ/TU ngày 25/10 của", "Nghị quyết số 10-NQ/TU", None),
        ("Quyết định số 45-QĐ/HU ngày 31/6/2019 của", "Quyết định số 45-QĐ/HU", None),
        (
            "Nghị quyết số 35-NQ/TW của Bộ Chính trị ngày 22/10/2018",
            "Nghị quyết số 35-NQ/TW",
            "2018-10-22",
        ),
    ],
)
def test_span_and_day(text: str, surface: str, date: str | None) -> None:
    found = cited(text)[0]
    assert text[found.start : found.end] == surface
    assert found.date == date


@pytest.mark.parametrize(
    ("text", "citations_"),
    [
        (
            "Nghị định 108 và Nghị định 113 của Chính phủ.",
            ["Nghị định số 108", "Nghị định số 113"],
        ),
        (
            "các Nghị quyết số 18, 19 và 21-NQ/TW",
            ["Nghị quyết số 18", "Nghị quyết số 19", "Nghị quyết số 21-NQ/TW"],
        ),
        (
            "Nghị quyết số 1023/NQ-UBTVQH15, 1238/NQ-UBTVQH15 của UBTVQH",
            ["Nghị quyết số 1023/NQ-UBTVQH15", "Nghị quyết số 1238/NQ-UBTVQH15"],
        ),
        (
            "Nghị quyết số 18, 5 xã đã sắp xếp; Nghị quyết 19-NQ/TW",
            ["Nghị quyết số 18", "Nghị quyết số 19-NQ/TW"],
        ),
    ],
)
def test_lists(text: str, citations_: list[str]) -> None:
    assert [each.citation for each in cited(text)] == citations_


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Kết luận số 5-KL/HU của Ban Thường vụ Huyện ủy về đất đai", "Ban Thường vụ Huyện ủy"),
        ("Kế hoạch số 12/KH-UBND của UBND huyện Sông Hồng", "Ủy ban nhân dân huyện Sông Hồng"),
        ("Nghị quyết số 99-NQ/TW (Trung ương khóa XII).", "Ban Chấp hành Trung ương khóa XII"),
        ("Nghị định số 999/2014/NĐ-CP", "Chính phủ"),
        ("Quyết định số 9999/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Nghị quyết số 939/NQ-BTVQH15", "Ủy ban Thường vụ Quốc hội"),
    ],
)
def test_issuer(text: str, issuer: str) -> None:
    assert cited(text)[0].issuer == issuer


def test_number_used_in_two_terms_gives_candidates() -> None:
    bare, dated = cited("Kết luận số 21-KL/TW; Kết luận số 21-KL/TW ngày 25/10/2021.")
    assert bare.resolved is None
    assert len(bare.candidates) == 2
    assert dated.candidates == []
    of_term = cited("Nghị quyết 18 của Ban Chấp hành Trung ương khóa XII")[0]
    assert of_term.resolved == "Nghị quyết số 18-NQ/TW"


def test_short_form_is_led_back_to_the_full_one() -> None:
    full, short = cited("Nghị quyết số 04-NQ/TU của Tỉnh ủy. Theo Nghị quyết 04 của Tỉnh ủy.")
    assert full.resolved is None
    assert short.resolved == "Nghị quyết số 04-NQ/TU"
    assert cited("Nghị quyết số 54/NQ/QH14")[0].resolved == "Nghị quyết số 54/2017/QH14"


def test_relations() -> None:
    plan, resolution = cited("Kế hoạch số 86-KH/TU triển khai Nghị quyết số 18-NQ/TW.")
    assert plan.relation == {"type": "implements", "target": "Nghị quyết số 18-NQ/TW"}
    assert resolution.relation == {"type": "implemented"}
    review = cited("Sơ kết 5 năm thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị")[0]
    assert review.relation == {"type": "reviews", "after_years": 5}
    new, _ = cited("Quy định số 24-QĐ/TW thay thế Quy định số 29-QĐ/TW")
    assert new.relation == {"type": "replaces", "target": "Quy định số 29-QĐ/TW"}


def test_subject() -> None:
    found = cited("Nghị quyết số 11/NQ-HĐND của HĐND tỉnh về việc đổi tên thôn; xã đã làm.")[0]
    assert found.subject == "đổi tên thôn"


def test_numbers_are_claimed_and_articles_are_no_documents() -> None:
    assert claims("Kế hoạch số 5-KH/HU ngày 1/2/2020 chi 5 tỷ", "document")[-1] == "2020"
    assert claims("khoản 2 Điều 160; Điều 30, 32 của Điều lệ; chi khoản 3 tỷ đồng", "article") == [
        "khoản", "2", "Điều", "160", "Điều", "30", ",", "32",
    ]  # fmt: skip


def test_place_of_the_number() -> None:
    text = "Theo Nghị quyết số 18-NQ/TW ngày 25/10/2017."
    found = cited(text)[0]
    assert text[found.number_start : found.number_end] == "18-NQ/TW"


@given(
    st.integers(1, 99_999),
    st.sampled_from(["NQ", "KL", "CT", "QĐ", "KH", "HD", "BC", "TB"]),
    st.sampled_from(["TW", "TU", "HU", "ĐU", "VPTW", "UBKTTW"]),
    st.sampled_from(["-", " -", "- ", "–", " – "]),
)
def test_a_number_comes_back_in_normal_form(number: int, sign: str, body: str, dash: str) -> None:
    draft = Draft(f"{number}{dash}{sign}/{body}")
    found = number_at(draft.tokens, 0)
    assert found is not None
    assert found.normal == f"{number}-{sign}/{body}"
    assert found.letters == (sign.lower(), body.lower())


@given(st.text(alphabet="NghịqyếtsốKL0123456789-/.,() \nTWQĐ", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for each in cited(text):
        assert 0 <= each.start < each.end <= len(text)


@given(st.dates())
def test_days_are_read_in_iso(day: object) -> None:
    year, month, rest = str(day).split("-")
    expected = str(day) if int(year) >= 1930 else None
    assert iso_day(year, month, rest) == expected


def test_the_list_of_instruments_is_sound() -> None:
    dated = [(each.type, number_key(each.number), each.date) for each in known()]
    assert len(dated) == len(set(dated))
    for each in known():
        assert iso_day(*each.date.split("-")) == each.date
        assert each in same_number(each.type, each.number)
        assert each.subject


@pytest.mark.parametrize("end", ["ngày 24", "ngày 24/", "ngày 24 tháng", "(24-", "ngày 24/11/"])
def test_a_text_may_end_within_a_day(end: str) -> None:
    (found,) = cited(f"Nghị quyết số 1238/NQ-UBTVQH15 {end}")
    assert found.date is None
