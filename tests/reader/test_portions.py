"""Long reports read a portion at a time."""

from hypothesis import given
from hypothesis import strategies as st

from tongket.reader.checks import proofread
from tongket.reader.portions import portions, shift, shifted
from tongket.reader.reading import read

LINE = (
    "Kết nạp 406 đảng viên/400 chỉ tiêu (tỷ lệ đạt 90%), theo Quyết định số 12-QĐ/TW "
    "ngày 5/3/2022; đồng chí Nguyễn Văn An, Bí thư Huyện ủy Mỏ Cày dự, tăng từ 20 lên 25 người.\n"
)


def test_every_position_is_that_of_the_whole_text():
    text = LINE * 12
    parts = [(start, read(text[start:end])) for start, end in portions(text, 700)]
    assert len(parts) > 2
    sentences, facts = 0, []
    for start, reading in parts:
        assert text.startswith(reading.text, start)
        for found in proofread(reading):
            for span, first in zip(found.spans, shifted(found, start).spans, strict=True):
                assert reading.text[slice(*span)] == text[slice(*first)]
        for fact in reading.facts:
            shift(fact, start, sentences)
            assert text[fact.start : fact.end] == fact.surface
        sentences += len(reading.sentence_spans)
        facts += reading.facts
    ratios = [fact for fact in facts if fact.kind == "ratio"]
    assert [fact.sentence for fact in ratios] == [
        fact.sentence for fact in read(text).facts if fact.kind == "ratio"
    ]


@given(st.text(), st.integers(1, 50))
def test_portions_are_the_text(text, most):
    assert "".join(text[start:end] for start, end in portions(text, most)) == text
