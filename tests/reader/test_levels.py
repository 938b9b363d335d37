"""Ratios, changes, shares and what is left as figures, out of short invented sentences."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongket.reader.draft import Draft
from tongket.reader.facts import Change, Counted, Figure, Percent, Ratio
from tongket.reader.grammar import citations, counted, levels, numerals, times
from tongket.reader.grammar.agreement import agrees


def facts(text: str) -> list[Counted]:
    draft = Draft(text)
    for each in (citations, times, numerals, counted, levels):
        each.find(draft)
    found = [fact for fact in draft.facts if isinstance(fact, Counted)]
    return sorted(found, key=lambda fact: fact.start)


def changes(text: str) -> list[tuple[object, object, object]]:
    return [(f.before, f.after, f.delta) for f in facts(text) if isinstance(f, Change)]


def figures(text: str) -> list[object]:
    return [f.value for f in facts(text) if isinstance(f, Figure)]


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "percent", "consistent"),
    [
        ("có 16/76 chi, đảng bộ đạt", 16, 76, None, None),
        ("Kết nạp 406 đảng viên/400 chỉ tiêu (tỷ lệ đạt 102%).", 406, 400, 102, True),
        ("đạt 1.204/1.210 phiếu (99,5%)", 1204, 1210, Decimal("99.5"), True),
        ("có 39/45 công đoàn, đạt 80%", 39, 45, 80, False),
        ("- khối đảng, đoàn thể: 125/1.050;", 125, 1050, None, None),
        ("giải quyết 95 đơn trên tổng số 100 đơn, đạt tỷ lệ 95%", 95, 100, 95, True),
        ("12 trong tổng số 15 chi bộ", 12, 15, None, None),
        ("15/17 chi bộ hoàn thành tốt nhiệm vụ, đạt 88,24%", 15, 17, Decimal("88.24"), True),
        ("nộp 1,2/3,5 tỷ đồng", 1200000000, 3500000000, None, None),
        ("dat 16/20 chi bo", 16, 20, None, None),
    ],
)
def test_ratios(
    text: str, numerator: int, denominator: int, percent: object, consistent: object
) -> None:
    (ratio,) = facts(text)
    assert isinstance(ratio, Ratio)
    assert (ratio.numerator, ratio.denominator) == (numerator, denominator)
    assert (ratio.percent, ratio.consistent) == (percent, consistent)
    assert len(ratio.parts) == (3 if percent is not None else 2)


def test_two_kinds_with_a_stroke_stay_figures() -> None:
    assert figures("khởi tố 6.630 vụ/7.058 bị can") == [6630, 7058]
    assert figures("tuần tra 3.460 lượt/17.800 lượt người") == [3460, 17800]
    assert figures("gửi quà 500.000 đồng/suất cho 12 hộ") == [500000, 12]


@pytest.mark.parametrize("text", ["trực 24/24", "gọi 24/7 là được", "hơn 2/3 số hộ đồng ý"])
def test_what_a_stroke_is_else(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số xã từ 141 xuống còn 125, giảm 16 đơn vị.", (141, 125, -16)),
        ("số xã đi từ 635 xuống 559", (635, 559, -76)),
        ("Toàn tỉnh giảm 1.620, từ 5.971 còn 4.351.", (5971, 4351, -1620)),
        ("nhập 143 xã thành 67 xã, giảm 76 xã", (143, 67, -76)),
        ("Đã nhập 3,172 thôn thành 1.522 thôn mới", (3172, 1522, -1650)),
        (
            "Tỷ lệ hộ nghèo giảm từ 4,1% xuống 2,6%",
            (Decimal("4.1"), Decimal("2.6"), Decimal("-1.5")),
        ),
        ("từ 5,2% năm 2020 lên 7% năm 2022", (Decimal("5.2"), 7, Decimal("1.8"))),
        ("trước sắp xếp có 20 phường, sau sắp xếp có 15 phường", (20, 15, -5)),
        ("Trước khi sáp nhập huyện có 20 xã; sau sáp nhập còn 15 xã; giảm 5 xã", (20, 15, -5)),
        ("Đầu năm có 1.250 hộ nghèo, cuối năm còn 980 hộ nghèo", (1250, 980, -270)),
        ("3.405 hộ đầu năm, cuối năm còn 2.297 hộ, giảm 1.108 hộ", (3405, 2297, -1108)),
        ("thu nhập từ 20 lên 45 triệu đồng", (20000000, 45000000, 25000000)),
        ("Năm 2010 có 5 xã, nay 12 xã", (5, 12, 7)),
        ("2.059 xóm nay chỉ còn 1.482, giảm 577", (2059, 1482, -577)),
        ("Từ 45 chi bộ năm 2005, nay có 62 chi bộ", (45, 62, 17)),
        ("giảm 715 người, còn 3.583 người", (None, 3583, -715)),
        ("Đơn vị giảm một, còn 10", (None, 10, -1)),
        ("giảm 79 người so với năm 2012", (None, None, -79)),
        ("tăng chín đơn vị", (None, None, 9)),
        ("thu tăng nhẹ 2%", (None, None, 2)),
        ("phải giảm tối thiểu 10% biên chế so với năm 2015", (None, None, -10)),
        ("cao hơn năm trước 85 người", (None, None, 85)),
        ("cao hơn 1,2 điểm phần trăm so với cùng kỳ", (None, None, Decimal("1.2"))),
        ("từ hạng 5 lên hạng 3", (5, 3, -2)),
        ("cấp phó bớt 19 người", (None, None, -19)),
        ("Biên chế giảm 12 người so với năm 2015 (từ 125 người xuống 113 người)", (125, 113, -12)),
        (
            "ty le ho ngheo giam tu 5,2% xuong con 3,1%",
            (Decimal("5.2"), Decimal("3.1"), Decimal("-2.1")),
        ),
        ("tang 15 dang vien so voi cung ky nam 2019", (None, None, 15)),
    ],
)
def test_changes(text: str, expected: tuple[object, object, object]) -> None:
    assert changes(text) == [expected]
    assert not figures(text)


def test_cells_of_a_table_with_signs() -> None:
    assert changes("Xã An | 120 | 135 | +15\nXã Bình | 98 | 90 | -8") == [
        (None, None, 15),
        (None, None, -8),
    ]
    assert changes("Khá | 15 | 12,82% | tăng 1,71%") == [(None, None, Decimal("1.71"))]


def test_differences_in_a_row() -> None:
    assert changes("cả nước giảm được 8 huyện và 561 xã") == [(None, None, -8), (None, None, -561)]


def test_two_changes_of_two_kinds() -> None:
    found = changes("trước bố trí 3 người cho 6 chức danh, nay 2 người cho 4 chức danh")
    assert found == [(3, 2, -1), (6, 4, -2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kết nạp 3.710 hội viên, đưa tổng số lên 140.240 người", [3710, 140240]),
        ("chỉ kỷ luật được 3, còn 20 trường hợp hết thời hiệu", [3, 20]),
        ("05 lượt đoàn; năm trước là 12 lượt đoàn", [5, 12]),
        ("thu nhập tăng tối thiểu 1,8 lần so với năm 2015", [Decimal("1.8")]),
        ("Tang 30 suat qua cho ho ngheo", [30]),
        ("thêm 6 hội viên mới, cho vay thêm trên 17 tỷ đồng", [6, 17000000000]),
    ],
)
def test_levels_that_are_no_change(text: str, expected: list[object]) -> None:
    assert figures(text) == expected
    assert changes(text) == []


def test_a_level_with_its_difference_stays_a_figure() -> None:
    found = facts("tiếp 626 lượt, giảm 59 lượt so với cùng kỳ")
    assert [type(each) for each in found] == [Figure, Change]


def test_kind_and_agreement_of_a_change() -> None:
    (change,) = facts("Số xã từ 141 xuống còn 125, giảm 15 xã.")
    assert isinstance(change, Change)
    assert (change.delta, change.delta_stated, change.consistent) == (-15, True, False)
    share, points = facts("bằng 23%, tăng 5,9% so với cuối năm 2015")
    assert isinstance(points, Change)
    assert (points.delta_kind, points.basis) == ("points", "so với cuối năm 2015")
    (percent,) = facts("dịch vụ tăng 8% so với cùng kỳ")
    assert isinstance(percent, Change)
    assert percent.delta_kind == "percent"
    assert isinstance(share, Percent)


@pytest.mark.parametrize(
    ("text", "share", "consistent"),
    [
        ("phạt 772 triệu đồng, đã nộp 652 triệu đồng (84,5%)", (652000000, 772000000), True),
        ("phạt 772 triệu đồng, đã nộp 652 triệu đồng (74,5%)", (652000000, 772000000), False),
        ("Phải giải quyết | 150 đơn\nĐã xong | 137 đơn, đạt 91,33%", (137, 150), True),
        ("kết nạp 21 người - đạt 105%", None, None),
        ("trồng 12 ha, đạt 80% kế hoạch", None, None),
    ],
)
def test_shares(text: str, share: object, consistent: object) -> None:
    percent = facts(text)[-1]
    assert isinstance(percent, Percent)
    assert (percent.share_of, percent.consistent) == (share, consistent)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_rounded_or_cut_percent_agrees(part: int, whole: int, places: int) -> None:
    exact = Decimal(part) * 100 / whole
    unit = Decimal(1).scaleb(-places)
    for way in ("ROUND_HALF_UP", "ROUND_DOWN"):
        stated = exact.quantize(unit, way)
        assert agrees(stated, exact)
        assert not agrees(stated + 2 * unit, exact)


_words = st.sampled_from(
    [
        "3",
        "12",
        "1.579",
        "12,5%",
        "5%",
        "từ",
        "đến",
        "lên",
        "xuống",
        "còn",
        "giảm",
        "tăng",
        "trước",
        "nay",
        "sau",
        "đầu",
        "năm",
        "so",
        "với",
        "cùng",
        "kỳ",
        "/",
        "(",
        ")",
        ",",
        ".",
        ";",
        "|",
        "+",
        "-",
        "xã",
        "người",
        "hạng",
        "nhập",
        "thành",
        "trên",
        "tổng",
        "số",
        "\n",
    ]
)


@settings(max_examples=300)
@given(st.lists(_words, max_size=16))
def test_each_number_goes_into_one_fact(words: list[str]) -> None:
    text = " ".join(words)
    taken: list[tuple[int, int]] = []
    for fact in facts(text):
        assert 0 <= fact.start < fact.end <= len(text)
        taken += fact.parts if isinstance(fact, Ratio | Change) else [(fact.start, fact.end)]
    assert len(taken) == len(set(taken))
