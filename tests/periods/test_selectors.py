"""Windows and deadlines come from the rulebook of the period's own time."""

from datetime import UTC, date, datetime

import pytest

from tongket.access.domain import SYSTEM
from tongket.periods.models import Period
from tongket.periods.selectors import due_days, window
from tongket.periods.services import ensure_period
from tongket.rulebook.selectors import NoRule
from tongket.rulebook.services import load_rulebook

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def rules() -> None:
    load_rulebook(actor=SYSTEM, now=NOW)


@pytest.mark.usefixtures("rules")
def test_march_means_two_things_and_both_are_right() -> None:
    calendar, state = window("2024-03"), window("2024-03", "state")
    assert (calendar.start, calendar.last_day) == (date(2024, 3, 1), date(2024, 3, 31))
    assert (state.start, state.last_day) == (date(2024, 2, 15), date(2024, 3, 14))


@pytest.mark.usefixtures("rules")
def test_a_past_period_keeps_the_window_of_its_own_time() -> None:
    assert window("2018", "state").start == date(2018, 1, 1)
    assert window("2019", "state").start == date(2018, 12, 15)


@pytest.mark.usefixtures("rules")
def test_lower_levels_must_send_no_later_than_higher_ones() -> None:
    due = due_days("2025")
    order = ["cell", "grassroots_committee", "ward_committee", "city_committee"]
    days = [due[kind] for kind in order]
    assert days == sorted(days)
    assert due_days("2024", "state")["ward"] == date(2024, 12, 17)


def test_a_regime_without_a_rule_is_said_by_name_and_day() -> None:
    with pytest.raises(NoRule, match=r"reporting_window\.state.*31/12/2024"):
        window("2024", "state")


def test_a_period_is_made_once_with_its_calendar_days() -> None:
    first, second = ensure_period("2024-q3"), ensure_period("2024-Q3")
    assert first == second
    assert Period.objects.values_list("code", "kind", "year", "index").get() == (
        "2024-Q3",
        "quarter",
        2024,
        3,
    )
    assert (first.starts_on, first.ends_before) == (date(2024, 7, 1), date(2024, 10, 1))
