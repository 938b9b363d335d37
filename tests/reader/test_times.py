"""Days and periods as facts, other numbers of time claimed, in invented sentences."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.text import fold
from tongket.reader.draft import Draft
from tongket.reader.facts import Day, Period
from tongket.reader.grammar import citations, heading, times
from tongket.reader.grammar.calendar_scan import possible


def draft_of(text: str) -> Draft:
    draft = Draft(text)
    for each in (citations, heading, times):
        each.find(draft)
    return draft


def found(text: str, kind: type) -> list[tuple[str, str]]:
    draft = draft_of(text)
    return [
        (draft.writing.text[fact.start : fact.end], fact.value)
        for fact in sorted(draft.facts, key=lambda fact: fact.start)
        if isinstance(fact, kind)
    ]


def roles(text: str) -> list[tuple[str, str | None]]:
    draft = draft_of(text)
    return [(draft.tokens.original(index), draft.claims[index]) for index in draft.tokens.numbers]


PERIODS = [
    ("Năm 2023, kết nạp 15 đảng viên.", [("Năm 2023", "2023")]),
    ("từ đầu năm 2013", [("năm 2013", "2013")]),
    ("cuối năm 2015 và giữa năm 2016", [("năm 2015", "2015"), ("năm 2016", "2016")]),
    ("6 tháng đầu năm 2020", [("6 tháng đầu năm 2020", "2020-H1")]),
    ("06 tháng cuối năm 2020", [("06 tháng cuối năm 2020", "2020-H2")]),
    ("Sáu tháng năm 2015", [("Sáu tháng năm 2015", "2015-H1")]),
    ("nửa đầu năm 2018", [("nửa đầu năm 2018", "2018-H1")]),
    ("nửa cuối năm 2018", [("nửa cuối năm 2018", "2018-H2")]),
    ("3 tháng đầu năm 2020", [("3 tháng đầu năm 2020", "2020-Q1")]),
    ("9 tháng đầu năm 2021", [("9 tháng đầu năm 2021", "2021-9M")]),
    ("mười một tháng năm 2022", [("mười một tháng năm 2022", "2022-11M")]),
    ("12 tháng năm 2017", [("12 tháng năm 2017", "2017")]),
    ("quý I/2020", [("quý I/2020", "2020-Q1")]),
    ("Quý 2 năm 2020", [("Quý 2 năm 2020", "2020-Q2")]),
    ("quý IV-2019", [("quý IV-2019", "2019-Q4")]),
    ("tháng 5/2017", [("tháng 5/2017", "2017-05")]),
    ("tháng 4-2023", [("tháng 4-2023", "2023-04")]),
    ("tháng 7 năm 2022", [("tháng 7 năm 2022", "2022-07")]),
    ("tháng 05.2021", [("tháng 05.2021", "2021-05")]),
    ("T9/2023", [("T9/2023", "2023-09")]),
    ("tháng Giêng năm 2024", [("tháng Giêng năm 2024", "2024-01")]),
    ("từ 5/2017 đến 10/2018", [("5/2017", "2017-05"), ("10/2018", "2018-10")]),
    ("giai đoạn 2021 - 2025", [("giai đoạn 2021 - 2025", "2021/2025")]),
    ("Nhiệm kỳ 2022 – 2027", [("Nhiệm kỳ 2022 – 2027", "2022/2027")]),
    ("giai đoạn từ năm 2016 đến năm 2020", [("giai đoạn từ năm 2016 đến năm 2020", "2016/2020")]),
    ("giai đoạn 2015-20.", [("giai đoạn 2015-20", "2015/2020")]),
    ("10 năm (2008 - 2018)", [("2008 - 2018", "2008/2018")]),
    ("kế hoạch 5 năm 2016-2020", [("2016-2020", "2016/2020")]),
    ("năm học 2022 - 2023", [("năm học 2022 - 2023", "2022/2023")]),
    ("từ năm 2016 đến năm 2020", [("năm 2016", "2016"), ("năm 2020", "2020")]),
    ("từ 2016 đến 2020", [("2016", "2016"), ("2020", "2020")]),
    ("các năm 2021, 2022 và 2023", [("năm 2021", "2021"), ("2022", "2022"), ("2023", "2023")]),
    ("tăng so với cùng kỳ 2021", [("2021", "2021")]),
    ("XẾP LOẠI 2018", [("2018", "2018")]),
    ("Nội dung | 2022 | 2023\nKết nạp | 12 | 15", [("2022", "2022"), ("2023", "2023")]),
    ("2021: 15 hộ\n2022: 20 hộ", [("2021", "2021"), ("2022", "2022")]),
    ("Nãm 2O22 kết nạp 15 đảng viên mới vào Đảng", [("Nãm 2O22", "2022")]),
    ("Xuân Giáp Thìn 2024", [("2024", "2024")]),
    ("năm 1858", [("năm 1858", "1858")]),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, Period) == expected


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods_of_decomposed_letters(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(unicodedata.normalize("NFD", text), Period) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mỗi năm 2000 lượt khách",
        "tổng số 2018 hội viên",
        "từ 2015 hộ xuống 1980 hộ",
        "cho 2000 - 2010 hộ vay",
        "đạt 2.023 tấn",
        "trồng 2015 cây",
        "đợt 1/2019",
        "Nghị quyết số 22/2019/NQ-HĐND",
        "5 năm liền, 12 tháng",
        "đầu năm, cuối năm, trong năm",
    ],
)
def test_no_periods(text: str) -> None:
    assert found(text, Period) == []


DAYS = [
    ("đợt 3/2/2026", [("3/2/2026", "2026-02-03")]),
    ("Ngày 19-10-2017, hội họp.", [("19-10-2017", "2017-10-19")]),
    ("họp ngày 14.12.2024", [("14.12.2024", "2024-12-14")]),
    ("ngày 22 tháng 6 năm 2024", [("22 tháng 6 năm 2024", "2024-06-22")]),
    ("27-28/3/2021", [("27-28/3/2021", "2021-03-27")]),
    ("các ngày 5, 6 và 7/4/2021", [("5, 6 và 7/4/2021", "2021-04-05")]),
    (
        "Từ ngày 15 đến ngày 17/3/2022",
        [("15", "2022-03-15"), ("17/3/2022", "2022-03-17")],
    ),
    ("(30/4/1975 - 30/4/2025)", [("30/4/1975", "1975-04-30"), ("30/4/2025", "2025-04-30")]),
    ("từ 27/12 - 5/1/2021", [("27/12", "2020-12-27"), ("5/1/2021", "2021-01-05")]),
    ("Sáng 13/12, huyện tổng kết năm 2023.", [("13/12", "2023-12-13")]),
    ("Sáng 17-1, hội tổng kết năm 2018.", [("17-1", "2019-01-17")]),
    ("tối 5.9 khai mạc", [("5.9", "--09-05")]),
    ("vào dịp 27/7", [("27/7", "--07-27")]),
    ("Ngày Quốc tế Phụ nữ 8-3", [("8-3", "--03-08")]),
    ("Huy hiệu Đảng đợt 7-11", [("7-11", "--11-07")]),
    ("Năm 2019, hoàn thành trước ngày 30-11.", [("30-11", "2019-11-30")]),
    ("Tính đến 15/11, năm 2022 giải ngân 45 tỷ đồng.", [("15/11", "2022-11-15")]),
    ("từ 15/10 đến 15/11", [("15/10", "--10-15"), ("15/11", "--11-15")]),
    ("ngày 10 và 12/5", [("10 và 12/5", "--05-10")]),
    ("19/5/1890", [("19/5/1890", "1890-05-19")]),
    ("ngày l5/6/2O22", [("l5/6/2O22", "2022-06-15")]),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_days(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, Day) == expected


@pytest.mark.parametrize(
    "text",
    [
        "đạt 11/12 tiêu chí",
        "10/12 xã đạt chuẩn",
        "Đến nay 7/9 xã hoàn thành",
        "Kết nạp 15/12 chỉ tiêu (125%)",
        "kết nạp 2-3 đảng viên, từ 5-7 người",
        "1/3 đại biểu, chiếm 2/3",
        "16/76 chi, đảng bộ",
        "đường 30/4, đường 16 tháng 4, đường 3-2",
        "trước ngày 25 hằng tháng",
        "31/01 hằng năm",
        "thương binh hạng 3/4",
        "1 tháng 2 lần",
    ],
)
def test_no_days(text: str) -> None:
    assert found(text, Day) == []


def test_impossible_days_are_noted_and_are_no_facts() -> None:
    draft = draft_of("Họp ngày 31/6/2023 và ngày 29/2/2023.")
    assert not [fact for fact in draft.facts if isinstance(fact, Day)]
    assert draft.notes["impossible_days"] == [(9, 18, "31/6/2023"), (27, 36, "29/2/2023")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14h00", "time"),
        ("lúc 8h", "time"),
        ("7g30", "time"),
        ("11h15'", "time"),
        ("7 giờ 30", "time"),
        ("lúc 14:30", "time"),
        ("24/24 giờ", "time"),
        ("trong 45 ngày", "duration"),
        ("từ 24 đến 36 tháng", "duration"),
        ("2-3 năm", "duration"),
        ("100 ngày đầu", "duration"),
        ("5 năm liền", "years in a row"),
        ("40 năm đổi mới", "anniversary"),
        ("kỷ niệm 87 năm thành lập", "anniversary"),
        ("30 năm tuổi Đảng", "badge years"),
        ("từ 18 đến 35 tuổi", "age"),
        ("ngày 10 và ngày 25 hằng tháng", None),
        ("ngày 05 hằng tháng", "recurring day"),
        ("31/01 hằng năm", "recurring day"),
        ("6 tháng/lần", "frequency"),
        ("thập niên 90", "time"),
        ("đường 30/4", "name"),
        ("đợt 2/2019", "round"),
    ],
)
def test_other_numbers_of_time(text: str, expected: str | None) -> None:
    read = {role for _, role in roles(text)}
    assert read == ({expected} if expected else {"day", "recurring day"})


def test_elliptic_badge_years() -> None:
    text = "60 năm tuổi Đảng: 3 đồng chí; 55 năm: 2 đồng chí"
    assert roles(text) == [
        ("60", "badge years"),
        ("3", None),
        ("55", "badge years"),
        ("2", None),
    ]


@pytest.mark.parametrize("text", ["184 ngày công", "01 ngày lương", "15 buổi", "2 lần trong năm"])
def test_counts_are_left_to_others(text: str) -> None:
    assert roles(text)[0][1] is None


@pytest.mark.parametrize("text", ["hai năm", "hai, ba năm", "mười lăm ngày", "hai tháng một lần"])
def test_lengths_in_words_are_claimed(text: str) -> None:
    assert draft_of(text).claims[0] is not None


def test_weekdays_are_claimed() -> None:
    draft = draft_of("họp sáng thứ Năm hằng tuần")
    assert draft.claims[2:4] == ["weekday", "weekday"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tong ket cong tac nam 2022, ket nap 109 dang vien", "2022"),
        ("sau thang dau nam 2015 ket nap duoc 15 dang vien moi", "2015-H1"),
        ("quy I/2021 huyen da tiep cong dan nhieu luot hon", "2021-Q1"),
        ("trong giai doan 2016 - 2020 huyen da xay dung nhieu mo hinh", "2016/2020"),
    ],
)
def test_without_marks(text: str, value: str) -> None:
    assert [value for _, value in found(text, Period)] == [value]


@given(st.dates())
def test_every_day_is_possible(day: date) -> None:
    assert possible(day.day, day.month, day.year)


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    shape=st.sampled_from(
        ["{0:02d}/{1:02d}/{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0} tháng {1} năm {2}"]
    ),
)
def test_a_written_day_is_read_back(day: date, shape: str) -> None:
    written = shape.format(day.day, day.month, day.year)
    assert [value for _, value in found(f"Họp ngày {written}.", Day)] == [day.isoformat()]


@given(st.text(alphabet="0123456789/-., năm tháng ngày quý I()\n|", max_size=40))
def test_no_text_breaks_the_calendar(text: str) -> None:
    draft = draft_of(text)
    assert all(fact.start < fact.end for fact in draft.facts)
    draft_of(fold(text))
