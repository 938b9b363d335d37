"""Sums are conserved across every reorganisation: random organisations, and the real country."""

import random
from dataclasses import replace
from datetime import date

import pytest

from tests.rollup import world
from tongket.access.domain import SYSTEM
from tongket.figures.domain import FigureKey, NewObservation
from tongket.figures.models import Observation
from tongket.indicators.models import Measure
from tongket.org.models import Unit, UnitVersion
from tongket.org.services import load_divisions
from tongket.rollup import selectors, services
from tongket.rollup.selectors.measures import measures_by_id
from tongket.rollup.selectors.restating import Passage

pytestmark = pytest.mark.django_db

FIRST_TURN, SECOND_TURN = date(2024, 7, 1), date(2025, 3, 1)


def reorganise(chance: random.Random, root: Unit, cells: list[Unit], day: date) -> list[Unit]:
    """Merge two cells, split one, end one without succession; the others go on."""
    mixed = chance.sample(cells, len(cells))
    first, second, divided, ended, *rest = mixed
    joined = world.unit(f"gop-{day.year}-{first.code}", root, since=day)
    parts = [
        world.unit(f"tach-{day.year}-{number}-{divided.code}", root, since=day) for number in (1, 2)
    ]
    share = chance.randrange(10, 90)
    world.succeed(
        day,
        (first, joined, 100, 50),
        (second, joined, 100, 50),
        (divided, parts[0], share, 100),
        (divided, parts[1], 100 - share, 100),
        code=f"sap-xep-{day}",
    )
    for gone in (first, second, divided, ended):
        world.end(gone, day)
    return [*rest, joined, *parts]


@pytest.mark.parametrize("seed", range(4))
def test_reading_only_what_can_come_to_a_unit_gives_the_same(seed, monkeypatch):
    chance = random.Random(seed)
    root = world.unit("goc", kind="city_committee")
    cells = [world.unit(f"chi-bo-{number}", root) for number in range(8)]
    measure = world.indicator("members_total")
    second = reorganise(chance, root, cells, FIRST_TURN)
    third = reorganise(chance, root, second, SECOND_TURN)
    # Backwards each asked cell is of the first structure, forwards of the last.
    asked = {
        "2023": (cells, third, SECOND_TURN),
        "2025": (third, cells, date(2023, 12, 31)),
    }
    for code, (reporting, shown, day) in asked.items():
        period = world.period(code)
        for unit in reporting:
            rows = world.says(unit, {measure: chance.randrange(0, 500)}, period)
            services.post(now=world.NOW, evidence=world.paper(f"{unit.code}-{code}"), rows=rows)
        view = measures_by_id({measure.pk}, day)[measure.pk]
        narrow = [selectors.restated(view, period, day, unit.pk) for unit in shown]
        with monkeypatch.context() as patch:
            patch.setattr(Passage, "towards", lambda passage, unit: passage.restating)
            whole = [selectors.restated(view, period, day, unit.pk) for unit in shown]
        assert narrow == [
            replace(one, reported=two.reported) for one, two in zip(whole, narrow, strict=True)
        ]
        assert sum(one.exact + one.apportioned for one in narrow if one.exact is not None) > 0


@pytest.mark.parametrize("seed", range(8))
def test_the_root_is_the_same_in_every_structure(seed):
    chance = random.Random(seed)
    root = world.unit("goc", kind="city_committee")
    cells = [world.unit(f"chi-bo-{number}", root) for number in range(8)]
    measure = world.indicator("members_total")
    alive = {"2023": cells}
    alive["2024"] = reorganise(chance, root, cells, FIRST_TURN)
    alive["2025"] = reorganise(chance, root, alive["2024"], SECOND_TURN)
    for code, units in alive.items():
        period = world.period(code)
        for unit in units:
            rows = world.says(unit, {measure: chance.randrange(0, 500)}, period)
            services.post(now=world.NOW, evidence=world.paper(f"{unit.code}-{code}"), rows=rows)
        own = selectors.figure(FigureKey(measure.pk, root.pk, period.pk))
        for day in (date(2023, 12, 31), FIRST_TURN, date(2025, 2, 28), SECOND_TURN):
            view = selectors.figure(FigureKey(measure.pk, root.pk, period.pk, day))
            assert view.value == own.value
            assert sum(item.value for item in view.inputs) == own.value
            assert all(item.value == int(item.value) for item in view.inputs)
            assert selectors.trace(view.key).value == own.value
    assert services.check_totals() == []


@pytest.mark.slow
def test_the_country_keeps_its_sums_on_1_july_2025():
    """Every province of the new structure, added up, is the country of the old one."""
    load_divisions(actor=SYSTEM, now=world.NOW)
    wards, people = world.indicator("wards_total"), world.indicator("poor_households")
    year, later = world.period("2024"), world.period("2025")
    services.count_divisions(now=world.NOW, period=year)
    services.count_divisions(now=world.NOW, period=later)
    chance = random.Random(1)
    units = UnitVersion.objects.on(date(2024, 12, 31)).filter(kind="ward")
    rows = [
        NewObservation(people.pk, unit, year.pk, chance.randrange(0, 900) * 1000)
        for unit in units.values_list("unit_id", flat=True)
    ]
    services.post(now=world.NOW, evidence=world.paper("dan-so"), rows=rows)
    country = Unit.objects.get(code="viet-nam")
    for measure in (wards, people):
        own = selectors.figure(FigureKey(measure.pk, country.pk, year.pk))
        new = selectors.figure(FigureKey(measure.pk, country.pk, year.pk, date(2025, 7, 1)))
        assert own.value == new.value
        assert len(new.inputs) == 34
        assert sum(item.value for item in new.inputs) == own.value
        assert 0 < new.apportioned < own.value
    counted = selectors.figure(FigureKey(wards.pk, country.pk, later.pk))
    assert (counted.value, counted.records) == (3321, 3321)
    back = selectors.figure(FigureKey(wards.pk, country.pk, later.pk, date(2025, 6, 30)))
    assert back.value == 3321
    assert len(back.inputs) == 63
    assert services.check_totals() == []


def test_counting_divisions_twice_changes_nothing():
    root = Unit.objects.create(code="viet-nam", tree="government")
    world.UnitVersion.objects.create(
        unit=root, name="Việt Nam", kind="country", valid_from=world.START
    )
    world.place(root, None, since=world.START, until=None)
    ward = Unit.objects.create(code="phuong-mau", tree="government")
    world.UnitVersion.objects.create(
        unit=ward, name="Phường Mẫu", kind="ward", valid_from=world.START
    )
    world.place(ward, root, since=world.START, until=None)
    world.indicator("wards_total")
    year = world.period()
    assert len(services.count_divisions(now=world.NOW, period=year).changes) == 1
    assert services.count_divisions(now=world.NOW, period=year).changes == ()
    measure = Measure.objects.get()
    view = selectors.figure(FigureKey(measure.pk, root.pk, year.pk))
    assert (view.value, view.records) == (1, 1)
    assert Observation.objects.get().basis == "counted"
    assert "ngày 31/12/2024" in Observation.objects.get().evidence.label
