"""Marks in texts and how figures are put into words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.yearend.domain.filling import fill
from tongket.yearend.domain.marks import Mark, MarkFault, MeasureName, Words, parse_text, write_text
from tongket.yearend.domain.wording import GAP, Shown, about_text, change_text, number_text

names = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
measures = st.builds(MeasureName, names, st.one_of(st.just(""), names))
marks = st.builds(
    Mark,
    st.lists(measures, min_size=1, max_size=2).map(tuple),
    st.one_of(st.just(""), st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)),
    st.sampled_from(["", "2023", "2024-Q3", "2024-H1", "2024-9M", "2024-03"]),
    st.one_of(st.none(), st.integers(1, 10**6)),
    st.booleans(),
)
changes = st.builds(Mark, st.tuples(measures), change=st.just(True))  # type: ignore[arg-type]
words = st.text(st.characters(exclude_characters="{}", exclude_categories=("Cs",)), min_size=1)
texts = st.lists(st.one_of(marks, changes, words.map(Words)), max_size=6)


@given(texts)
def test_a_text_written_from_pieces_is_read_as_the_same_marks(pieces):
    text = write_text(pieces)
    read = parse_text(text)
    assert [p for p in read if isinstance(p, Mark)] == [p for p in pieces if isinstance(p, Mark)]
    assert write_text(read) == text


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    said = ""
    try:
        assert write_text(parse_text(text)).count("{{") == text.count("{{")
    except MarkFault as fault:
        said = str(fault)
    assert not said or (said.startswith("Dấu số liệu") and said.endswith("."))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("có {{members_total đảng viên", "thiếu một đầu"),
        ("có members_total}} đảng viên", "thiếu một đầu"),
        ("{{Đảng viên}}", "không phải là mã chỉ tiêu"),
        ("{{a/b/c}}", "hơn hai chỉ tiêu"),
        ("{{a|abuot=10}}", "các tùy chọn là unit, period, about, last, change"),
        ("{{a|about=0}}", "số nguyên dương"),
        ("{{a|period=2024-Q5}}", "kỳ báo cáo"),
        ("{{a|change|last}}", "“change” đứng riêng"),
        ("{{a|unit=x|unit=y}}", "hai lần"),
    ],
)
def test_a_broken_mark_is_refused_by_name(text, said):
    with pytest.raises(MarkFault, match=said):
        parse_text(text)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_a_rounded_number_carries_the_word_that_keeps_it_true(value, step):
    text = about_text(Shown(Decimal(value)), step)
    word, _, number = text.rpartition(" ")
    stated = int(number.replace(".", ""))
    assert abs(stated - value) * 2 <= step
    if word == "gần":
        assert abs(stated) > abs(value)
    elif word == "hơn":
        assert abs(stated) < abs(value)
    else:
        assert (word, stated) == ("", value)


@pytest.mark.parametrize(
    ("value", "step", "unit", "text"),
    [
        (2987, 100, "", "gần 3.000"),
        (11638, 100, "", "hơn 11.600"),
        (223, 25, "", "gần 225"),
        (Decimal("92.2"), 10, "%", "trên 90 %"),
        (3000, 100, "", "3.000"),
        (40, 100, "", "40"),
    ],
)
def test_published_roundings_come_out(value, step, unit, text):
    shown = Shown(Decimal(value), unit, 1 if unit else 0)
    assert about_text(shown, step).replace("\xa0", " ") == text


def test_a_change_is_told_in_words_and_share():
    def told(now, before, unit=""):
        return change_text(
            Shown(now and Decimal(now), unit), Shown(before and Decimal(before), unit)
        )

    assert told(400, 388).replace("\xa0", " ") == "tăng 12 (3,1 %)"
    assert told(245, 250).replace("\xa0", " ") == "giảm 5 (2 %)"
    assert told(7, 7) == "không thay đổi"
    assert change_text(Shown(Decimal(12)), Shown(Decimal(0))) == "tăng 12"
    assert told("92.2", "90.1", "%").replace("\xa0", " ") == "tăng 2,1 điểm phần trăm"
    assert told(5, None) == GAP


def test_nothing_reported_is_never_a_zero():
    assert number_text(Shown(None)) == GAP
    assert about_text(Shown(None), 100) == GAP
    assert number_text(Shown(Decimal(0))) == "0"


def test_words_in_braces_do_not_touch_marks():
    assert fill("{year}: {{members_total}} {unknown}", {"year": "2024", "members_total": "x"}) == (
        "2024: {{members_total}} {unknown}"
    )
