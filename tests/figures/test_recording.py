"""Observations are never changed: a correction is a new one."""

from datetime import timedelta

import pytest
from django.db import Error, IntegrityError, transaction

from tests.rollup import world
from tests.rollup.test_posting import city  # noqa: F401
from tongket.figures import selectors
from tongket.figures.domain import FigureKey
from tongket.figures.models import Basis, Observation
from tongket.figures.services import record

pytestmark = pytest.mark.django_db
LATER = world.NOW + timedelta(days=3)


def say(city, number, key, *, now=world.NOW, official=True, basis=Basis.ENTERED, bound="exact"):  # noqa: F811
    return record(
        now=now,
        evidence=world.paper(key),
        rows=world.says(city.first, {city.admitted: number}, city.year, bound),
        official=official,
        basis=basis,
    )


def figure(city):  # noqa: F811
    return FigureKey(city.admitted.pk, city.first.pk, city.year.pk)


def test_what_stood_at_a_moment_can_be_read_again(city):  # noqa: F811
    say(city, 3, "mot")
    say(city, 4, "hai", now=LATER)
    at_first = selectors.observations(figure(city), at=world.NOW + timedelta(hours=1))
    assert [seen.value for seen in at_first] == [3]
    assert selectors.official(figure(city)).value == 4
    newest, oldest = selectors.history(figure(city))
    assert (newest.value, oldest.value, oldest.superseded_at) == (4, 3, LATER)
    assert oldest.evidence.label == "Phiếu báo cáo mot"


def test_statements_stand_beside_the_official_value_and_are_compared(city):  # noqa: F811
    say(city, 3, "phieu")
    say(city, 5, "bao-cao-a", official=False, basis=Basis.STATED)
    say(city, 3, "bao-cao-b", official=False, basis=Basis.STATED, bound="about")
    found = selectors.reconcile(figure(city), selectors.official(figure(city)).value)
    assert [(item.observation.basis, item.verdict) for item in found] == [
        ("entered", "equal"),
        ("stated", "differs"),
        ("stated", "equal"),
    ]
    assert found[1].words == "khác: nhiều hơn 2"


def test_reading_a_statement_again_is_not_a_second_statement(city):  # noqa: F811
    say(city, 5, "bao-cao", official=False, basis=Basis.STATED)
    again = say(city, 5, "bao-cao", official=False, basis=Basis.STATED, now=LATER)
    assert again.unchanged == 1
    better = say(city, 6, "bao-cao", official=False, basis=Basis.STATED, now=LATER)
    assert [(change.before, change.after) for change in better.changes] == [(5000, 6000)]
    assert [seen.value for seen in selectors.observations(figure(city))] == [6]


def test_the_database_refuses_a_second_official_value(city):  # noqa: F811
    say(city, 3, "mot")
    row = Observation.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    assert Observation.objects.official().count() == 1


def test_the_database_refuses_to_change_or_delete_an_observation(city):  # noqa: F811
    say(city, 3, "mot")
    for act in (
        lambda: Observation.objects.update(value=9000),
        lambda: Observation.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(Error, match="immutable"), transaction.atomic():
            act()
    assert Observation.objects.get().value == 3000


def test_another_basis_for_the_same_value_is_recorded(city):  # noqa: F811
    say(city, 3, "mot")
    counted = say(city, 3, "dem", basis=Basis.COUNTED, now=LATER)
    assert len(counted.changes) == 1
    assert counted.changes[0].delta == 0
    assert selectors.official(figure(city)).basis == "counted"
