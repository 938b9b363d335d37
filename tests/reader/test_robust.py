"""No text makes the reader fail: random letters, cut and shuffled reports, endless repetitions."""

import random
import unicodedata
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongket.core.text import fold
from tongket.reader.draft import Reading
from tongket.reader.facts import Change, Document, Organisation, PersonRole, Ratio
from tongket.reader.reading import read

CORPUS = Path(__file__).parent / "corpus"
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵĐ"
)
SIGNS = ' .,;:/-–()%|+*"“”!?…°\t\n\r\u00a0\u200b\u0301'
REPETITION = 40_000
"""Characters: what is quadratic takes minutes at this length."""


@lru_cache
def corpus() -> tuple[str, ...]:
    return tuple(path.read_bytes().decode("utf-8") for path in sorted(CORPUS.glob("*.txt")))


def sound(text: str) -> Reading:
    """Read a text; assert that every span lies inside it and shows its surface."""
    reading = read(text)
    for fact in reading.facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.surface == text[fact.start : fact.end]
        spans: list[tuple[int, int]] = []
        if isinstance(fact, Ratio | Change):
            spans = fact.parts
        elif isinstance(fact, PersonRole | Organisation):
            spans = fact.mentions
        elif isinstance(fact, Document) and fact.number_start is not None:
            assert fact.number_end is not None
            spans = [(fact.number_start, fact.number_end)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(0 <= start < end <= len(text) for start, end, _ in reading.distractors)
    reading.as_json()
    return reading


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=LETTERS + LETTERS.upper() + "0123456789" * 4 + SIGNS * 3, max_size=200))
def test_random_letters(text: str) -> None:
    sound(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80))
def test_any_characters(text: str) -> None:
    sound(text)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_slices_of_reports(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(corpus()))
    first = data.draw(st.integers(0, len(text)))
    after = data.draw(st.integers(first, len(text)))
    sound(text[first:after])


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000_000))
def test_shuffled_reports(seed: int) -> None:
    dice = random.Random(seed)
    text = dice.choice(corpus())
    pieces = text.split(dice.choice([" ", "\n", ",", "."]))
    dice.shuffle(pieces)
    turned = dice.choice([" ", "\n", ", ", "|", ""]).join(pieces)
    change = dice.choice(["", "NFD", "upper", "folded"])
    if change == "NFD":
        turned = unicodedata.normalize("NFD", turned)
    elif change == "upper":
        turned = turned.upper()
    elif change == "folded":
        turned = fold(turned)
    sound(turned)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\r\n\r\n", "\ufeff", "1", "%", "(", "a", "Đ", "|", "năm", "từ 1"]
)
def test_next_to_nothing(text: str) -> None:
    sound(text)


REPEATED = [
    "1 ", "12.345 ", "năm 2023 ", "đảng viên ", "(", ")", "|", "- ", "1. ", "\n", '"', "“", "%", "ba ", "từ 5 lên ",
    "tăng 5 ", "so với ", "Nghị quyết số 5-NQ/TW ", "ngày 5/5/2020, ", "đồng chí Nguyễn Văn A, ", "Huyện ủy ", "5/6 ",
    "chủ đề ", "Một là, ", "(1) ", "1/", "a) làm\n", "Ban Chấp hành Đảng bộ ", "tháng ", "quý I, ", "xã, phường, ", "1-",
    "Kết nạp 5 đảng viên mới, tăng 2 đảng viên so với năm 2022; ", "x", "Đ", "1|2|3\n", "trong đó ", "hai ", "A. ", "của ",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_repetitions_are_read(piece: str) -> None:
    sound(piece * (REPETITION // len(piece)))
