"""Every repair makes it agree: put into the text, what was found is found no more."""

import random

import pytest
from benchmarks.correct_reports import synthetic
from benchmarks.planter import Planted, plant
from benchmarks.year_reports import year_reports

from tongket.reader.checks import Finding, proofread
from tongket.reader.reading import read


def planted() -> list[Planted]:
    """Return synthetic reports with one error each."""
    chance = random.Random(5)
    reports = [*synthetic(30, seed=2), *year_reports(4, seed=4)]
    return [plant(each, chance.choice(each.sites), chance) for each in reports]


CASES = planted()


def again(text: str, one: Finding) -> list[Finding]:
    """Return what is found of the same kind at the same places."""
    return [
        each
        for each in proofread(read(text))
        if (each.rule, each.severity) == (one.rule, one.severity)
        and any(a < d and c < b for a, b in each.spans for c, d in one.spans)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.report.name} {case.site.kind}")
def test_a_repair_repairs(case: Planted) -> None:
    for one in proofread(read(case.text)):
        for repair in one.repairs:
            start, end = repair.span
            assert again(case.text[:start] + repair.text + case.text[end:], one) == []


def test_correct_reports_are_left_alone() -> None:
    assert [
        each for report in year_reports(6, seed=8) for each in proofread(read(report.text))
    ] == []
