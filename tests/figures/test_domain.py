"""Keys, scale, bounds: pure rules."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.figures.domain import (
    BOUND_WORDS,
    EvidenceView,
    FigureFault,
    FigureKey,
    ObservationView,
    combine_bounds,
    compare,
    from_thousandths,
    in_words,
    to_thousandths,
)

KEYS = st.builds(
    FigureKey,
    st.integers(1, 9_999),
    st.integers(1, 999_999),
    st.integers(1, 9_999),
    st.none() | st.dates(min_value=date(1930, 1, 1), max_value=date(2200, 1, 1)),
)
BOUNDS = st.sampled_from(sorted(BOUND_WORDS))


@given(KEYS)
def test_a_key_reads_back_and_fits_a_bookmark(key):
    assert FigureKey.parse(key.id) == key
    assert re.fullmatch(r"[a-z][a-z0-9]{1,29}", key.id)


@given(KEYS, KEYS)
def test_two_figures_never_share_an_id(first, second):
    assert (first.id == second.id) == (first == second)


@pytest.mark.parametrize(
    "text", ["", "m1u2", "m0u1p1", "m1u1p1s20251301", "m1u1p1s2025", "M1U1P1x", "m1u1p1' OR 1=1"]
)
def test_what_is_no_key_is_refused_in_words(text):
    with pytest.raises(FigureFault, match=r"số liệu"):
        FigureKey.parse(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_values_survive_storing_exactly(value):
    assert from_thousandths(to_thousandths(value)) == value


@pytest.mark.parametrize("value", ["0.0001", "NaN", "Infinity", "1e30"])
def test_what_cannot_be_kept_is_refused(value):
    with pytest.raises(FigureFault):
        to_thousandths(Decimal(value))


@given(st.lists(BOUNDS), st.lists(BOUNDS))
def test_combining_in_steps_never_claims_more_than_at_once(first, second):
    """A total of totals may be vaguer than the total of all, never sharper."""
    at_once = combine_bounds(first + second)
    in_steps = combine_bounds([combine_bounds(first), combine_bounds(second)])
    assert in_steps in {at_once, "about"}
    assert (at_once == "exact") == (in_steps == "exact")


@given(st.lists(BOUNDS))
def test_order_does_not_matter_and_exact_adds_nothing(bounds):
    assert combine_bounds(bounds) == combine_bounds(reversed([*bounds, "exact"]))


def said(value, bound="exact", high=None):
    evidence = EvidenceView(
        "narrative", "1", "Báo cáo", "", "", datetime(2025, 1, 1, tzinfo=UTC), "Trần Thị Mẫu"
    )
    return ObservationView(
        id=1,
        key=FigureKey(1, 1, 1),
        value=None if value is None else Decimal(value),
        value_high=None if high is None else Decimal(high),
        bound=bound,
        basis="stated",
        official=False,
        recorded_at=evidence.recorded_at,
        superseded_at=None,
        evidence=evidence,
    )


@pytest.mark.parametrize(
    ("observation", "held", "verdict", "words"),
    [
        (said(7995), 7995, "equal", "giống"),
        (said(8000, "nearly"), 7995, "within_bound", "phù hợp với cách nói “gần 8.000”"),
        (said(7900, "over"), 7995, "within_bound", "phù hợp với cách nói “hơn 7.900”"),
        (said(8100, "over"), 7995, "differs", "khác: nhiều hơn 105"),
        (said(7000, "between", 8000), 7995, "within_bound", "từ 7.000 đến 8.000"),
        (said(7808), 7860, "differs", "khác: ít hơn 52"),
        (said(None), 5, "not_comparable", "không so sánh được"),
    ],
)
def test_differences_are_said_with_their_amount(observation, held, verdict, words):
    found = compare(observation, Decimal(held))
    assert found.verdict == verdict
    assert words in found.words


def test_values_in_words():
    assert in_words(Decimal("1234.5")) == "1.234,5"
    assert in_words(Decimal(11600), "over") == "hơn 11.600"
    assert in_words(None) == "không áp dụng"
