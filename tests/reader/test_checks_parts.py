"""The parts of the proofreader by themselves: units, slips of the pen, registers, quotas."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tongket.reader.checks import Quota, proofread
from tongket.reader.checks.against import compare, compare_fact
from tongket.reader.checks.against_reports import Elsewhere, against_reports
from tongket.reader.checks.days import period_end
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import slips
from tongket.reader.draft import Reading
from tongket.reader.facts import Bound, Figure


def figure(value: int, what: str, start: int = 0) -> Figure:
    surface = str(value)
    return Figure(
        start=start,
        end=start + len(surface),
        surface=surface,
        value=value,
        what=what,
        unit="đảng viên",
    )


def reading(*figures: Figure) -> Reading:
    text = "".join(f"{each.surface:<6}" for each in figures)
    return Reading(
        text=text, facts=list(figures), organisation="Đảng bộ xã An Phú", period="2024",
        sentence_spans=[(0, len(text))],
    )  # fmt: skip


@given(some.integers(10, 10**6), some.integers(0, 5), some.integers(1, 9))
def test_one_other_digit_is_a_slip(value: int, place: int, other: int) -> None:
    digits = list(str(value))
    place %= len(digits)
    digits[place] = str(other)
    changed = int("".join(digits))
    assert slips(value, changed) == (changed != value)
    assert slips(changed, value) == slips(value, changed)


@given(some.integers(0, 10**9), some.integers(0, 10**9))
def test_what_is_equal_is_equal_and_differences_are_exact(stated: int, registered: int) -> None:
    result = compare(stated, registered)
    assert (result.outcome == "equal") == (stated == registered)
    assert result.difference == stated - registered


@pytest.mark.parametrize(
    ("stated", "registered", "bound", "step", "outcome"),
    [
        (3000, 2987, "nearly", 0, "within_bound"),
        (3000, 3010, "nearly", 0, "different"),
        (11600, 11643, "over", 0, "within_bound"),
        (11600, 11590, "over", 0, "different"),
        (90, 90, "at_least", 0, "within_bound"),
        (100, 101, "at_most", 0, "different"),
        (12_500_000_000, 12_460_000_000, "exact", 100_000_000, "equal_rounded"),
        (7995, None, "exact", 0, "no_register"),
        (None, 5, "exact", 0, "not_checkable"),
    ],
)
def test_outcomes(
    stated: int | None, registered: int | None, bound: Bound, step: int, outcome: str
) -> None:
    assert compare(stated, registered, bound=bound, step=step).outcome == outcome


def test_a_range_holds_what_lies_in_it() -> None:
    assert compare(90, 95, most=100).outcome == "within_bound"
    assert compare(90, 101, most=100).outcome == "different"


def test_a_figure_brings_how_far_it_is_rounded() -> None:
    fact = Figure(start=0, end=7, surface="12,5 tỷ", value=12_500_000_000, unit="đồng")
    assert compare_fact(fact, 12_480_000_000).outcome == "equal_rounded"


def test_quotas_are_those_of_the_caller() -> None:
    stated = reading(figure(30, "members_excellent"), figure(100, "members_good", 6))
    quota = Quota(part="members_excellent", of=("members_good",), most=Decimal(20))
    assert proofread(stated) == []
    (found,) = proofread(stated, rules=(quota,))
    assert found.rule == "quota"
    assert "30%" in found.arithmetic
    assert proofread(stated, rules=(Quota(part="members_excellent", of=("members_good",), most=Decimal(30)),)) == []  # fmt: skip


def test_other_reports_of_the_same_unit_and_period() -> None:
    other = Elsewhere(
        what="members_admitted", organisation="Đảng bộ xã An Phú", period="2024", value=45,
        source="báo cáo quý IV", unit="đảng viên",
    )  # fmt: skip
    (found,) = against_reports(reading(figure(54, "members_admitted")), [other])
    assert (found.rule, found.expected, found.found) == ("other_report", 45, 54)
    assert list(against_reports(reading(figure(45, "members_admitted")), [other])) == []
    assert list(against_reports(reading(figure(54, "members_total")), [other])) == []


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("lượt tổ chức đảng", "lượt đảng viên", "other"),
        ("đảng viên", "người", "kin"),
        ("tổ chức cơ sở đảng", "chi bộ cơ sở", "kin"),
        ("xã", "thôn", "other"),
        ("đơn vị hành chính", "phường", "kin"),
        ("đồng", "đồng", "same"),
        ("", "người", "unknown"),
    ],
)
def test_units(whole: str, part: str, expected: str) -> None:
    assert likeness(whole, part) == expected


def test_ends_of_periods() -> None:
    assert str(period_end("2024-Q3")) == "2024-09-30"
    assert period_end("2020/2025") is None
    assert period_end(None) is None
