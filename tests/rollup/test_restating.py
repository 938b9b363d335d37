"""Figures in the structure of another day."""

from datetime import date
from decimal import Decimal

import pytest

from tests.rollup import world
from tongket.figures.domain import FigureKey
from tongket.rollup import selectors, services

pytestmark = pytest.mark.django_db

TURN = date(2025, 7, 1)
EVE = date(2024, 12, 31)


@pytest.fixture
def country():
    """Two provinces become one; districts end; wards merge, split, or go on under another parent."""

    class World:
        root = world.unit("viet-nam", kind="country")
        north = world.unit("tinh-bac", root, kind="province", until=TURN)
        south = world.unit("tinh-nam", root, kind="province")
        north_district = world.unit("huyen-bac", north, kind="district", until=TURN)
        south_district = world.unit("huyen-nam", south, kind="district", until=TURN)
        ward_a = world.unit("xa-a", north_district, kind="ward", until=TURN)
        ward_b = world.unit("xa-b", north_district, kind="ward", until=TURN)
        ward_c = world.unit("xa-c", south_district, kind="ward", until=TURN)
        ward_d = world.unit("xa-d", south_district, kind="ward", until=TURN)
        new_ab = world.unit("xa-ab", south, kind="ward", since=TURN)
        new_c1 = world.unit("xa-c1", south, kind="ward", since=TURN)
        new_c2 = world.unit("xa-c2", south, kind="ward", since=TURN)
        counted = world.indicator("wards_total")
        year = world.period("2024")
        later = world.period("2025")

    world.place(World.ward_d, World.south, since=TURN, until=None)
    world.UnitVersion.objects.filter(unit=World.ward_d).update(valid_to=None)
    own = world.Ancestry.objects.filter(descendant=World.ward_d, depth=0, valid_to=TURN)
    own.delete()
    world.Ancestry.objects.filter(descendant=World.ward_d, depth=0).update(valid_from=world.START)
    world.succeed(
        TURN,
        (World.north, World.south, 100, 50),
        (World.south, World.south, 100, 50),
        (World.ward_a, World.new_ab, 100, 50),
        (World.ward_b, World.new_ab, 100, 50),
        (World.ward_c, World.new_c1, 50, 100),
        (World.ward_c, World.new_c2, 50, 100),
    )
    World.form = world.form("thong-ke", World.counted)
    return World


def post(who, number, measure, when):
    services.post(
        now=world.NOW,
        evidence=world.paper(f"{who.code}-{when.code}"),
        rows=world.says(who, {measure: number}, when),
    )


def figure(country, who, structure=None, when=None):
    key = FigureKey(country.counted.pk, who.pk, (when or country.year).pk, structure)
    return selectors.figure(key)


def test_forwards_the_sum_is_conserved_and_the_apportioned_part_told(country):
    for who, number in (
        (country.ward_a, 3),
        (country.ward_b, 4),
        (country.ward_c, 5),
        (country.ward_d, 6),
    ):
        post(who, number, country.counted, country.year)
    post(country.north_district, 10, country.counted, country.year)
    assert figure(country, country.root).value == 28
    now = figure(country, country.root, TURN)
    assert (now.value, now.apportioned, now.exact_part) == (28, 5, 23)
    assert figure(country, country.new_ab, TURN).value == 7
    assert figure(country, country.new_ab, TURN).apportioned == 0
    assert figure(country, country.ward_d, TURN).value == 6
    parts = [figure(country, who, TURN) for who in (country.new_c1, country.new_c2)]
    assert [part.value for part in parts] == [3, 2]
    assert [part.apportioned for part in parts] == [3, 2]


def test_what_ended_without_succession_goes_to_the_unit_above_and_is_said(country):
    post(country.north_district, 10, country.counted, country.year)
    south = figure(country, country.south, TURN)
    assert south.value == 10
    assert south.notes == (
        "Huyen bac đã kết thúc mà không có đơn vị kế thừa; số của đơn vị này tính vào Tinh nam.",
    )


def test_inputs_in_another_structure_add_up(country):
    post(country.ward_a, 3, country.counted, country.year)
    post(country.ward_c, 5, country.counted, country.year)
    post(country.north_district, 10, country.counted, country.year)
    view = figure(country, country.south, TURN)
    assert [(item.role, item.unit.code, item.value) for item in view.inputs] == [
        ("child", "xa-ab", Decimal(3)),
        ("child", "xa-c1", Decimal(3)),
        ("child", "xa-c2", Decimal(2)),
        ("from", "huyen-bac", Decimal(10)),
    ]
    assert sum(item.value for item in view.inputs) == view.value
    assert [item.key.structure for item in view.inputs] == [TURN, TURN, TURN, None]


def test_a_new_unit_opens_to_what_its_predecessors_reported(country):
    post(country.ward_a, 3, country.counted, country.year)
    post(country.ward_b, 4, country.counted, country.year)
    post(country.ward_c, 5, country.counted, country.year)
    joined = figure(country, country.new_ab, TURN)
    assert [(item.unit.code, item.value, item.apportioned) for item in joined.inputs] == [
        ("xa-a", Decimal(3), Decimal(0)),
        ("xa-b", Decimal(4), Decimal(0)),
    ]
    half = figure(country, country.new_c1, TURN)
    (item,) = half.inputs
    assert (item.role, item.value, item.label) == ("from", Decimal(3), "50 % của 5")
    assert item.key == FigureKey(country.counted.pk, country.ward_c.pk, country.year.pk)


def test_backwards_follows_back_shares(country):
    post(country.new_ab, 9, country.counted, country.later)
    post(country.new_c1, 4, country.counted, country.later)
    post(country.ward_d, 2, country.counted, country.later)
    assert figure(country, country.root, EVE, country.later).value == 15
    old = [figure(country, who, EVE, country.later) for who in (country.ward_a, country.ward_b)]
    assert [item.value for item in old] == [5, 4]
    assert [item.apportioned for item in old] == [5, 4]
    whole = figure(country, country.ward_c, EVE, country.later)
    assert (whole.value, whole.apportioned) == (4, 0)
    assert figure(country, country.south_district, EVE, country.later).value == 6


def test_missing_units_of_another_structure_are_the_predecessors(country):
    services.expect(
        form_id=country.form.pk,
        period_id=country.year.pk,
        units={
            country.ward_a.pk: True,
            country.ward_b.pk: True,
            country.ward_c.pk: True,
            country.ward_d.pk: True,
        },
    )
    told = figure(country, country.new_ab, TURN).completeness
    assert (told.expected, [unit.code for unit in told.missing]) == (2, ["xa-a", "xa-b"])
    assert figure(country, country.south, TURN).completeness.expected == 4
    assert figure(country, country.south).completeness.expected == 2


def test_the_same_day_as_structure_changes_nothing(country):
    post(country.ward_a, 3, country.counted, country.year)
    plain, asked = figure(country, country.north), figure(country, country.north, EVE)
    assert (plain.value, plain.inputs[0].value) == (asked.value, asked.inputs[0].value)
