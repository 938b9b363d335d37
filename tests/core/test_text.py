"""Text: one spelling, folded search, stored sort keys."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tongket.core.text import (
    canonical_tones,
    capitalise_first,
    excerpt,
    fold,
    label_sort_key,
    normalise,
    normalise_lines,
    slug,
    sort_key,
)

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"

vietnamese = st.text(
    alphabet=[unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES]
    + list("bcdđghklmnpqrstvxBĐHQT \u00a0,.-'1234"),
    max_size=40,
)
any_text = st.one_of(st.text(), vietnamese)


@st.composite
def syllables(draw: st.DrawFn) -> tuple[str, list[int], int]:
    """Return a syllable with the ranks of its letters and of its tone."""
    letters = draw(st.lists(st.sampled_from(ALPHABET), max_size=2))
    vowel = draw(st.sampled_from(VOWELS))
    ending = draw(st.lists(st.sampled_from("cmnpt"), max_size=1))
    tone = draw(st.integers(0, 5))
    written = "".join([*letters, vowel + TONES[tone], *ending])
    ranks = [ALPHABET.index(letter) for letter in [*letters, vowel, *ending]]
    return unicodedata.normalize("NFC", written), ranks, tone


phrases = st.lists(syllables(), min_size=1, max_size=3)


def order(phrase: list[tuple[str, list[int], int]]) -> tuple[list[list[int]], list[int]]:
    """Return what the dictionary compares: all letters first, all tones second."""
    return [ranks for _, ranks, _ in phrase], [tone for _, _, tone in phrase]


def written(phrase: list[tuple[str, list[int], int]]) -> str:
    return " ".join(word for word, _, _ in phrase)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("uỷ ban", "ủy ban"),
        ("Khoẻ", "Khỏe"),
        ("Thuỵ Khuê", "Thụy Khuê"),
        ("hoàn thành", "hoàn thành"),
        ("hòan thành", "hoàn thành"),
        ("Hùynh Thúc Kháng", "Huỳnh Thúc Kháng"),
        ("ngòai", "ngoài"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("Qùa", "Quà"),
        ("Quỳnh", "Quỳnh"),
        ("khuyến", "khuyến"),
        ("của mùa", "của mùa"),
        ("nghĩa già giữa", "nghĩa già giữa"),
        ("loè xoè, toé.", "lòe xòe, tóe."),
    ],
)
def test_one_place_for_the_tone(typed: str, kept: str) -> None:
    assert canonical_tones(typed) == kept
    assert normalise(unicodedata.normalize("NFD", typed)) == kept


def test_normalise_gives_what_a_person_sees() -> None:
    assert normalise("\ufeff Ðảng\u00a0bộ\t\u200bQuận\x00 1\r\n") == "Đảng bộ Quận 1"
    assert normalise_lines("Một  dòng\r\n\r\n\r\nhai\u00a0dòng \n") == "Một dòng\n\nhai dòng"


@given(any_text)
@example("oà\u0323")
@example("quy\u0301\u0301")
def test_normalise_is_stable_and_leaves_nothing_invisible(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == " ".join(once.split())
    assert not {unicodedata.category(character) for character in once} & {"Cc", "Cf", "Cs"}


@given(any_text)
def test_normalise_changes_no_letter_only_marks_and_blanks(text: str) -> None:
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs"})
    visible = re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "", visible)
    assert fold(normalise(text)) == fold(visible)


@given(any_text)
def test_fold_is_stable_and_ignores_how_it_was_typed(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(unicodedata.normalize("NFC", text)) == folded


@given(vietnamese)
def test_vietnamese_folds_to_ascii_and_finds_itself_in_capitals(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))


def test_search_words() -> None:
    assert fold("ĐẢNG ỦY  Phường Võ Thị Sáu") == "dang uy phuong vo thi sau"
    assert slug("Phường 25, quận Bình Thạnh") == "phuong-25-quan-binh-thanh"
    assert slug("…") == ""


def test_capitalise_first_leaves_the_rest() -> None:
    assert capitalise_first("ủy ban MTTQ") == "Ủy ban MTTQ"
    assert capitalise_first("(đã duyệt)") == "(Đã duyệt)"
    assert capitalise_first("2 lớp") == "2 lớp"
    assert capitalise_first("") == ""


@given(st.text(), st.integers(1, 50))
def test_excerpt_is_short_and_a_beginning(text: str, length: int) -> None:
    shown = excerpt(text, length)
    assert len(shown) <= length + 1
    assert normalise(text).startswith(shown.removesuffix("…"))


@given(phrases, phrases)
def test_labels_sort_as_the_dictionary_does(
    one: list[tuple[str, list[int], int]], other: list[tuple[str, list[int], int]]
) -> None:
    keys = label_sort_key(written(one)), label_sort_key(written(other))
    assert (keys[0] < keys[1]) == (order(one) < order(other))
    assert (keys[0] == keys[1]) == (order(one) == order(other))


@given(st.lists(syllables(), min_size=2, max_size=4), st.lists(syllables(), min_size=2, max_size=4))
def test_people_sort_by_given_then_middle_then_family_name(
    one: list[tuple[str, list[int], int]], other: list[tuple[str, list[int], int]]
) -> None:
    orders = [(order(name[-1:]), order(name[1:-1]), order(name[:1])) for name in (one, other)]
    assert (sort_key(written(one)) < sort_key(written(other))) == (orders[0] < orders[1])


@given(any_text)
def test_keys_hold_only_what_every_database_compares_alike(text: str) -> None:
    assert re.fullmatch("[0-9a-z]*", sort_key(text))
    assert re.fullmatch("[0-9a-z]*", label_sort_key(text))


@given(any_text)
@example("≠")
def test_keys_ignore_how_it_was_typed(text: str) -> None:
    assert label_sort_key(unicodedata.normalize("NFD", text)) == label_sort_key(
        unicodedata.normalize("NFC", text)
    )
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(
        unicodedata.normalize("NFC", text)
    )


@given(st.integers(0, 10**34), st.integers(0, 10**34))
def test_numbers_in_labels_sort_by_size(one: int, other: int) -> None:
    keys = label_sort_key(f"Khu phố {one}"), label_sort_key(f"Khu phố {other}")
    assert (keys[0] < keys[1]) == (one < other)


def test_lists_in_the_order_people_expect() -> None:
    names = [
        "Đỗ An",
        "Lê Văn An",
        "NGUYỄN VĂN AN",
        "Nguyễn Văn An (2)",
        "Nguyễn Văn An (11)",
        "Võ Anh",
        "Trần Thị Ánh",
        "Lê Ân",
        "Y'Blô Bình",
        "Phan Đạt",
        "Lý Hà",
        "Bùi Hạ",
        "Trần Hoà",
        "Vũ Hòa",
        "Mai Ước",
        "An Ý",
    ]
    keys = [sort_key(name) for name in names]
    assert keys == sorted(set(keys))
    labels = ["Khu phố 2", "Khu phố 2A", "Khu phố 10", "Khu phố An Bình", "Khu phố Ấp Mới"]
    keys = [label_sort_key(label) for label in labels]
    assert keys == sorted(set(keys))


def test_a_name_of_one_word_or_none_has_a_key() -> None:
    assert sort_key("An") < sort_key("Lê An") < sort_key("An Bình")
    assert sort_key("") < sort_key("An")
