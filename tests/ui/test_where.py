"""Where and when: only own units, only periods, and a sensible year to begin with."""

from datetime import date

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tongket.access import where
from tongket.access.domain import Actor
from tongket.access.where import current_period, current_unit, is_period_code, year_under_review
from tongket.core import clock
from tongket.periods.domain import PeriodCode, PeriodKind


def request_of(appointments: dict[int, str], query: str = "", **session: object) -> object:
    request = RequestFactory().get(f"/{query}")
    request.session = session  # type: ignore[assignment]  # a mapping is enough here
    request.actor = Actor(1, "a", "A", appointments=appointments)  # type: ignore[attr-defined]  # as the middleware does
    return request


@given(st.sets(st.integers(1, 50)), st.text(max_size=4), st.none() | st.integers(0, 60))
def test_never_a_unit_of_others(own: set[int], asked: str, kept: int | None) -> None:
    request = request_of(dict.fromkeys(own, "Văn phòng"), unit=kept)
    request.GET = {"don-vi": asked}  # type: ignore[attr-defined]  # as a query would be
    chosen = current_unit(request)  # type: ignore[arg-type]  # built above
    assert chosen in own or (chosen is None and not own)


def test_the_address_wins_over_what_is_kept() -> None:
    appointments = {3: "Bí thư chi bộ", 5: "Cán bộ nhập liệu"}
    assert current_unit(request_of(appointments, unit=5)) == 5  # type: ignore[arg-type]  # built above
    assert current_unit(request_of(appointments, "?don-vi=3", unit=5)) == 3  # type: ignore[arg-type]  # as above
    asked = request_of(appointments, "?ky=2024-Q3", period="2023")
    assert current_period(asked) == "2024-Q3"  # type: ignore[arg-type]  # built above


def test_what_is_no_period_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(where.clock, "today", lambda: date(2025, 1, 10))
    assert current_period(request_of({}, "?ky=abc", period="2024-13")) == "2024"  # type: ignore[arg-type]  # built above
    assert clock.today() == date(2025, 1, 10)


def test_into_march_one_still_reviews_the_year_before() -> None:
    assert year_under_review(date(2026, 3, 31)) == "2025"
    assert year_under_review(date(2026, 4, 1)) == "2026"


@given(st.integers(1930, 2099), st.sampled_from(list(PeriodKind)))
def test_every_period_has_a_code_that_is_one(year: int, kind: PeriodKind) -> None:
    assert is_period_code(PeriodCode(year, kind).code)


@given(st.text(alphabet="0123456789-HQM", max_size=9))
def test_what_passes_can_be_read(text: str) -> None:
    if is_period_code(text):
        assert PeriodCode.parse(text).code == text
