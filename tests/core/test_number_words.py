"""Whole numbers in words, and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tongket.core.number_words import LIMIT, number_to_words, words_to_number
from tongket.core.numbers import NumberError
from tongket.core.text import fold


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (104, "một trăm linh bốn"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (1005, "một nghìn không trăm linh năm"),
        (7995, "bảy nghìn chín trăm chín mươi lăm"),
        (255576, "hai trăm năm mươi lăm nghìn năm trăm bảy mươi sáu"),
        (10**6, "một triệu"),
        (1000005, "một triệu không nghìn không trăm linh năm"),
        (1005000, "một triệu không trăm linh năm nghìn"),
        (2 * 10**9 + 30, "hai tỷ không triệu không nghìn không trăm ba mươi"),
        (10**12, "một nghìn tỷ"),
        (-104, "âm một trăm linh bốn"),
    ],
)
def test_words_as_schools_teach_them(number: int, words: str) -> None:
    assert number_to_words(number) == words


@given(st.integers(-LIMIT + 1, LIMIT - 1))
@example(LIMIT - 1)
@example(100_000_000_000_000_001)
def test_every_number_comes_back(number: int) -> None:
    words = number_to_words(number)
    assert words_to_number(words) == number
    assert words_to_number(fold(words).upper()) == number


@given(st.integers(0, LIMIT - 1))
def test_other_choices_of_words_are_the_same_number(number: int) -> None:
    words = number_to_words(number)
    for ours, theirs in [("linh", "lẻ"), ("nghìn", "ngàn"), ("tỷ", "tỉ"), ("lăm", "nhăm")]:
        words = words.replace(ours, theirs)
    assert words_to_number(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một trăm lẻ năm ngàn", 105_000),
        ("1 triệu 2 trăm nghìn", 1_200_000),
        ("1 triệu 234 nghìn 567", 1_234_567),
        ("hai tỉ rưỡi", 2_500_000_000),
        ("hai rưỡi triệu", 2_500_000),
        ("ba nghìn rưỡi tỷ", 3_500_000_000_000),
        ("một trăm rưỡi", 150),
        ("12,5 triệu", 12_500_000),
        ("1.234", 1234),
        ("ba chục", 30),
        ("mười", 10),
        ("hai mươi nhăm", 25),
        ("bốn mươi bốn", 44),
        ("hai trăm ba", 230),
        ("một triệu hai", 1_200_000),
        ("hai triệu không trăm linh năm", 2_000_005),
        ("một nghìn linh năm", 1005),
        ("2 nghìn 500", 2500),
        ("Bẩy mươi", 70),
        ("âm năm", -5),
        ("-5", -5),
    ],
)
def test_reads_how_people_say_it(words: str, number: int) -> None:
    assert words_to_number(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "một triệu hai trăm",
        "hai trăm ba nghìn",
        "một triệu một tỷ",
        "hai nghìn ba triệu",
        "một tỷ hai tỷ",
        "hai rưỡi",
        "trăm",
        "rưỡi",
        "một một",
        "hai mươi ba mươi",
        "trăm trăm",
        "1.2.3 triệu",
        "12345678901234567890",
    ],
)
def test_refuses_what_is_no_single_number(words: str) -> None:
    with pytest.raises(NumberError, match="Không đọc được “"):
        words_to_number(words)


def test_refusals_name_the_word() -> None:
    with pytest.raises(NumberError, match="Chữ “con” trong “ba con mèo”"):
        words_to_number("ba con mèo")
    with pytest.raises(NumberError, match="Chưa nhập số"):
        words_to_number("  ")
    with pytest.raises(NumberError, match="quá lớn"):
        number_to_words(LIMIT)


WORDS = ["không", "một", "hai", "tư", "năm", "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ", "linh"]
WORDS += ["rưỡi", "chục", "5", "12", "1.5", "-", "mèo"]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)))
def test_any_words_are_read_or_refused_in_words(text: str) -> None:
    try:
        number = words_to_number(text)
    except NumberError as error:
        refusal = str(error)
    else:
        refusal = "."
        assert abs(number) < LIMIT
    assert refusal.endswith(".")
