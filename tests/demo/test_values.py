"""The made-up returns: they add up to what was published and pass the form's own checks."""

from datetime import date

import pytest

from tongket.access.domain import SYSTEM
from tongket.core import clock
from tongket.demo.city import Scale, content
from tongket.demo.published import published
from tongket.demo.reporters import Fills
from tongket.demo.values import YearValues
from tongket.demo.years import YEARS, all_years
from tongket.indicators.domain import SCALE, FormView, run_checks
from tongket.indicators.selectors import form_on
from tongket.indicators.services import load_indicators

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms() -> dict[int, FormView]:
    load_indicators(actor=SYSTEM, now=clock.now())
    return {year: form_on("bao-cao-nam", date(year, 12, 1)) for year in YEARS}


def _fills(form: FormView) -> Fills:
    return lambda kind, leaf: frozenset(line.key for line in form.lines_for(kind, leaf=leaf))


@pytest.fixture
def years(forms: dict[int, FormView]) -> dict[int, YearValues]:
    return all_years(Scale.SMALL, {year: _fills(form) for year, form in forms.items()})


def test_published_figures_are_the_sum_of_returns(years: dict[int, YearValues]) -> None:
    for figure in published():
        year = years[figure.year]
        column = year.columns[figure.key]
        inside = year.inside(figure)
        total = sum(value for code, value in column.items() if code in inside)
        if figure.key == "contest_entries" and not total:
            total = column[figure.unit]
        assert total == figure.value, figure
    assert sum(years[2023].columns["contest_entries"].values()) == 7860


def test_every_return_passes_the_checks_of_its_form(
    forms: dict[int, FormView], years: dict[int, YearValues]
) -> None:
    last: dict[str, dict[str, int | None]] = {}
    for year in YEARS:
        for code, values in years[year].by_unit().items():
            assert min(values.values(), default=0) >= 0, (year, code)
            scaled: dict[str, int | None] = {key: value * SCALE for key, value in values.items()}
            assert run_checks(forms[year].checks, scaled, last.get(code)) == [], (year, code)
            last[code] = scaled


def test_every_line_of_the_form_has_a_rule(forms: dict[int, FormView]) -> None:
    named = set()
    for rule in content("values.yaml")["rules"]:
        named |= {rule[part] for part in ("key", "whole", "rest") if part in rule}
        named |= set(rule.get("parts", {}))
    named |= {"members_opening", "members_other_increases", "members_decreases"}
    for form in forms.values():
        assert {line.key for line in form.lines} <= named


def test_members_begin_a_year_as_they_ended_the_last(years: dict[int, YearValues]) -> None:
    for year in YEARS[1:]:
        closing = years[year - 1].columns["members_total"]
        opening = years[year].columns["members_opening"]
        gone_on = closing.keys() & opening.keys()
        assert len(gone_on) > 900
        assert all(closing[code] == opening[code] for code in gone_on)


def test_the_same_values_come_out_every_time(
    forms: dict[int, FormView], years: dict[int, YearValues]
) -> None:
    again = all_years(Scale.SMALL, {year: _fills(form) for year, form in forms.items()})
    assert {year: one.columns for year, one in again.items()} == {
        year: one.columns for year, one in years.items()
    }
