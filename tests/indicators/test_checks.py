"""Checks and derived values: the arithmetic, and silence where something is missing."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.rounding import Rounding
from tongket.indicators.domain import (
    CHECKS,
    CheckFinding,
    CheckSpec,
    Values,
    difference,
    measure_key,
    ratio,
    run_checks,
    shown,
    split_key,
    sum_over_kind,
)

WHOLE = st.integers(min_value=-10_000, max_value=10_000).map(lambda number: number * 1000)
MOVEMENT = {"opening": "a", "increases": ["b"], "decreases": ["c"], "closing": "d"}
SUM = {"total": "t", "parts": ["x", "y", "z"]}


def found(
    method: str,
    payload: Mapping[str, object],
    values: Values,
    last: Values | None = None,
) -> list[CheckFinding]:
    spec = CheckSpec(1, method, "error", payload, "Số không khớp.")
    return run_checks([spec], values, last)


def one(*given: object) -> CheckFinding:
    findings = found(*given)  # type: ignore[arg-type]
    assert len(findings) == 1
    return findings[0]


def test_movement_shows_its_arithmetic() -> None:
    finding = one("movement", MOVEMENT, {"a": 12000, "b": 5000, "c": 3000, "d": 15000})
    assert finding.message == "Số không khớp: 12 + 5 − 3 = 14, khác 15."
    assert (finding.expected, finding.found) == (14000, 15000)
    assert finding.measures == ("d", "a", "b", "c")


@given(WHOLE, WHOLE, WHOLE, WHOLE)
def test_movement_is_silent_exactly_when_it_balances(a: int, b: int, c: int, d: int) -> None:
    silent = not found("movement", MOVEMENT, {"a": a, "b": b, "c": c, "d": d})
    assert silent == (a + b - c == d)


@given(st.tuples(WHOLE, WHOLE, WHOLE), WHOLE)
def test_sum_of_parts_expects_the_sum(parts: tuple[int, int, int], total: int) -> None:
    values: dict[str, int | None] = {"t": total, **dict(zip("xyz", parts, strict=True))}
    findings = found("sum_of_parts", SUM, values)
    assert (not findings) == (sum(parts) == total)
    assert all(finding.expected == sum(parts) for finding in findings)


def test_a_part_that_is_not_applicable_counts_as_nothing_one_not_reported_silences() -> None:
    assert found("sum_of_parts", SUM, {"t": 3000, "x": 1000, "y": 2000, "z": None}) == []
    assert one("sum_of_parts", SUM, {"t": 3000, "x": 1000, "y": 1000, "z": None}).expected == 2000
    assert found("sum_of_parts", SUM, {"t": 3000, "x": 1000, "y": 1000}) == []


def test_not_above_names_both_numbers() -> None:
    payload = {"part": "women", "whole": "all"}
    assert one("not_above", payload, {"women": 5000, "all": 4000}).message == (
        "Số không khớp: 5 lớn hơn 4."
    )
    assert found("not_above", payload, {"women": 4000, "all": 4000}) == []
    assert found("not_above", payload, {"women": 5000, "all": None}) == []


def test_a_great_change_is_told_with_both_years() -> None:
    payload = {"measure": "m", "percent": 20, "least": 10}
    finding = one("change_against_last", payload, {"m": 1_255_000}, {"m": 1_000_000})
    assert finding.message == "Số không khớp: kỳ trước 1.000, kỳ này 1.255, tăng 255."


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (120, 100, False),  # twenty percent exactly is within the limit
        (121, 100, True),
        (79, 100, True),
        (15, 5, False),  # many percent, but no more than ten in number
        (16, 5, True),
        (50, 0, True),  # from nothing
    ],
)
def test_both_limits_must_be_passed(now: int, before: int, *, told: bool) -> None:
    payload = {"measure": "m", "percent": 20, "least": 10}
    findings = found("change_against_last", payload, {"m": now * 1000}, {"m": before * 1000})
    assert bool(findings) == told


def test_no_last_period_no_comparison() -> None:
    payload = {"measure": "m", "percent": 20, "least": 10}
    assert found("change_against_last", payload, {"m": 1_000_000}) == []


def test_equals_and_equals_last() -> None:
    assert one("equals", {"left": "a", "right": "b"}, {"a": 1000, "b": 2000}).message.endswith(
        "1 khác 2."
    )
    payload = {"opening": "a", "closing": "b"}
    finding = one("equals_last", payload, {"a": 1000, "b": 9000}, {"b": 2000})
    assert finding.message == "Số không khớp: kỳ trước báo 2, kỳ này ghi đầu kỳ 1."
    assert found("equals_last", payload, {"a": 2000}, {"b": 2000}) == []


def test_negative_and_broken_numbers_are_found_one_by_one() -> None:
    values: dict[str, int | None] = {"a": -1000, "b": 2500, "c": None}
    measures = {"measures": ["a", "b", "c", "d"]}
    assert one("not_negative", measures, values).measures == ("a",)
    assert one("whole_number", measures, values).message == "Số không khớp: 2,5 có phần lẻ."


@pytest.mark.parametrize("method", sorted(CHECKS))
def test_every_method_is_silent_on_nothing_and_names_a_faulty_payload(method: str) -> None:
    spec = CHECKS[method]
    payload: dict[str, object] = dict.fromkeys(spec.single, "k")
    payload |= {name: ["k"] for name in spec.several} | dict.fromkeys(spec.numbers, 1)
    assert spec.fault_of(payload) == ""
    assert set(spec.measures(payload)) == {"k"}
    assert found(method, payload, {}) == []
    assert "đúng các khóa" in spec.fault_of({"typo": 1})
    for name in payload:
        assert f"“{name}”" in spec.fault_of({**payload, name: 0.5})


def test_the_published_ratio_is_101_5_not_102() -> None:
    assert ratio(406_000, 400_000, Rounding(digits=1)) == 101_500
    assert shown(101_500) == "101,5"


@given(
    st.integers(min_value=0, max_value=10**9),
    st.integers(min_value=1, max_value=10**9),
    st.integers(min_value=0, max_value=3),
)
def test_a_ratio_is_rounded_once_from_its_exact_value(above: int, below: int, digits: int) -> None:
    found_ratio = ratio(above, below, Rounding(digits=digits))
    assert found_ratio is not None
    exact = Fraction(above * 100_000, below)
    assert abs(found_ratio - exact) <= Fraction(10 ** (3 - digits), 2)


def test_a_share_of_nothing_is_no_share() -> None:
    assert ratio(5000, 0, Rounding()) is None
    assert ratio(None, 5000, Rounding()) is None
    assert ratio(5000, None, Rounding()) is None


def test_the_contest_of_2023_leaves_52_entries_unassigned() -> None:
    children = [
        ("district_committee", 5_639_000),
        ("upper_committee", 2_000_000),
        ("bloc_committee", 169_000),
        ("district_committee", None),
    ]
    districts = sum_over_kind(children, {"district_committee"})
    others = sum_over_kind(children, {"upper_committee", "bloc_committee"})
    assert (districts, others) == (5_639_000, 2_169_000)
    assert difference(7_860_000, [districts, others]) == 52_000


def test_nothing_reported_is_not_zero() -> None:
    assert sum_over_kind([("cell", 5000)], {"district_committee"}) is None
    assert difference(None, [1000]) is None
    assert difference(7000, [None, 2000]) == 5000


@given(st.from_regex(r"[a-z]+(_[a-z]+)?", fullmatch=True), st.sampled_from(["", "women"]))
def test_a_measure_key_is_read_back(code: str, cell: str) -> None:
    assert split_key(measure_key(code, cell)) == (code, cell)


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_thousandths_are_shown_without_loss(value: int) -> None:
    read_back = Decimal(shown(value).replace(".", "").replace(",", "."))
    assert read_back * 1000 == value
