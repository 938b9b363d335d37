"""Many acceptances at the same moment (PostgreSQL), and a tree that changes under stored totals."""

import threading
from datetime import date

import pytest
from django.db import connection, connections

from tests.rollup import world
from tests.rollup.test_posting import city, post, value  # noqa: F401
from tongket.access.domain import SYSTEM
from tongket.figures.services import ObservationConflict
from tongket.org.services import move_unit
from tongket.rollup import services

PEOPLE = 12


def at_once(acts):
    """Run acts in threads of their own; return what each raised."""
    raised = []
    start = threading.Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            act()
        except Exception as fault:  # noqa: BLE001 - asserted on by the test
            raised.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_or_doubled_when_everybody_accepts_at_once(city):  # noqa: F811
    if connection.vendor != "postgresql":
        pytest.skip("SQLite admits one writer at a time")
    units = [world.unit(f"chi-bo-dong-{number}", city.east) for number in range(PEOPLE)]
    measures = [city.admitted, city.target]
    acts = [
        lambda who=who: post(who, dict.fromkeys(measures, 2), city.year)  # type: ignore[misc]
        for who in units
    ]
    assert at_once(acts) == []
    assert value(city.admitted, city.root, city.year) == 2 * PEOPLE
    assert services.check_totals() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_recording_one_figure_make_one_official_value(city):  # noqa: F811
    if connection.vendor != "postgresql":
        pytest.skip("SQLite admits one writer at a time")
    acts = [
        lambda number=number: post(city.first, {city.admitted: number}, city.year, key=f"k{number}")  # type: ignore[misc]
        for number in (3, 4, 5, 6)
    ]
    raised = at_once(acts)
    assert all(isinstance(fault, ObservationConflict) for fault in raised)
    assert len(raised) < len(acts)
    assert services.check_totals() == []


@pytest.mark.django_db
def test_a_move_recounts_the_periods_it_concerns(city):  # noqa: F811
    """Moved from 1 December 2024, a cell counts for its new committee in 2024 but not in 2023."""
    before = world.period("2023")
    post(city.first, {city.admitted: 3}, city.year)
    post(city.first, {city.admitted: 2}, before, key="cu")
    move_unit(
        actor=SYSTEM,
        now=world.NOW,
        code="chi-bo-1",
        day=date(2024, 12, 1),
        parent="dang-uy-tay",
    )
    assert value(city.admitted, city.west, city.year) == 3
    assert value(city.admitted, city.east, city.year) is None
    assert value(city.admitted, city.east, before) == 2
    assert value(city.admitted, city.root, city.year) == 3
    assert services.check_totals() == []
