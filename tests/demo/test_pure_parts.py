"""Names, allocation, the plan of the tree: what holds whatever is drawn by lot."""

from collections import Counter
from datetime import date
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.demo.allocation import AllocationFault, allocate, split_whole
from tongket.demo.city import MEMBERS_2023, PlannedUnit, Scale, plan_tree
from tongket.demo.country import other_provinces, units_of
from tongket.demo.facts import fact
from tongket.demo.mergers import stages, units_on
from tongket.demo.names import KNOWN_PEOPLE, digest_of, invented_names
from tongket.demo.published import published
from tongket.demo.reporters import cast_of

EVE, AFTER_WARDS, AFTER_BLOCS, NOW = (
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 3, 1),
    date(2025, 12, 12),
)

cells = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 9), st.integers(0, 40)), min_size=1, max_size=30
)


@given(cells, st.integers(0, 2000))
def test_allocation_adds_up_between_floor_and_cap(
    rows: list[tuple[int, int, int]], total: int
) -> None:
    weights = [weight for weight, _, _ in rows]
    floors = [floor for _, floor, _ in rows]
    caps = [floor + room for _, floor, room in rows]
    possible = sum(floors) <= total <= sum(caps)
    if not possible:
        with pytest.raises(AllocationFault):
            allocate(total, weights, caps=caps, floors=floors)
        return
    parts = allocate(total, weights, caps=caps, floors=floors)
    assert sum(parts) == total
    assert all(low <= part <= high for low, part, high in zip(floors, parts, caps, strict=True))


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=40), st.integers(0, 10_000))
def test_without_limits_every_part_is_within_one_of_its_exact_share(
    weights: list[int], total: int
) -> None:
    parts = allocate(total, weights)
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights)
        for part, weight in zip(parts, weights, strict=True)
    )


@given(st.lists(st.integers(0, 60), min_size=1, max_size=30), st.data())
def test_kinds_of_a_whole_add_up_both_ways(wholes: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, sum(wholes)))
    second = data.draw(st.integers(0, sum(wholes) - first))
    jitter = [[data.draw(st.integers(50, 150)) for _ in wholes] for _ in range(2)]
    kinds = split_whole(wholes, [first, second], jitter)
    assert [sum(kind) for kind in kinds] == [first, second, sum(wholes) - first - second]
    assert [sum(parts) for parts in zip(*kinds, strict=True)] == wholes
    assert all(part >= 0 for kind in kinds for part in kind)


def test_names_are_many_different_and_of_nobody_known() -> None:
    names = [str(name) for name in islice(invented_names(Random(3)), 3000)]
    assert len(set(names)) == 3000
    assert names == [str(name) for name in islice(invented_names(Random(3)), 3000)]
    assert not {digest_of(name) for name in names} & KNOWN_PEOPLE
    assert len(KNOWN_PEOPLE) > 50


def _children(units: tuple[PlannedUnit, ...], parent: str) -> list[PlannedUnit]:
    return [unit for unit in units if unit.parent == parent]


@pytest.mark.parametrize("scale", [Scale.SMALL, Scale.CITY])
def test_the_tree_is_the_published_one(scale: Scale) -> None:
    units = units_on(scale, EVE)
    top = Counter(unit.kind for unit in _children(units, "tp-hcm"))
    assert top["district_committee"] == 22
    assert top["district_committee"] + top["bloc_committee"] + top["upper_committee"] == 49
    organisations = _children(units, "quan-binh-thanh")
    assert len(organisations) == 76
    assert Counter(unit.kind for unit in organisations)["ward_committee"] == 20
    codes = {unit.code for unit in organisations}
    assert sum(unit.parent in codes for unit in units) == 462
    assert len(_children(units, "khoi-dan-chinh-dang")) == 60
    assert sum(unit.members for unit in units) == MEMBERS_2023
    parents = {unit.parent for unit in units}
    assert all((unit.members > 0) == (unit.code not in parents) for unit in units)
    seen: set[str | None] = {None}
    for unit in units:
        assert unit.parent in seen
        seen.add(unit.code)
    assert len(seen) == len(units) + 1


def test_the_city_scale_goes_down_to_every_cell() -> None:
    units = plan_tree(Scale.CITY)
    assert 17_000 < len(units) < 22_000
    assert not [unit for unit in units if unit.kind == "ward_committee" and unit.members]


@pytest.mark.parametrize("scale", [Scale.SMALL, Scale.CITY])
def test_the_tree_changes_on_three_days_of_2025(scale: Scale) -> None:
    wards = Counter(
        unit.kind for unit in _children(units_on(scale, AFTER_WARDS), "quan-binh-thanh")
    )
    assert wards["ward_committee"] == 15
    after_blocs = units_on(scale, AFTER_BLOCS)
    assert not [unit for unit in after_blocs if unit.kind == "bloc_committee"]
    was = {unit.code for unit in _children(units_on(scale, EVE), "khoi-dan-chinh-dang")}
    sides = Counter(unit.parent for unit in after_blocs if unit.code in was)
    assert sides.keys() == {"dang-bo-cac-co-quan-dang", "dang-bo-uy-ban-nhan-dan-thanh-pho"}
    assert sides.total() == 60
    now = units_on(scale, NOW)
    top = Counter(unit.kind for unit in _children(now, "tp-hcm"))
    assert top == {"ward_committee": 168, "upper_committee": 5}
    eve = units_on(scale, EVE)
    for kind in ("cell", "grassroots_cell", "grassroots_committee"):
        assert {unit.code for unit in now if unit.kind == kind} == {
            unit.code for unit in eve if unit.kind == kind
        }


def test_plans_do_not_differ_from_run_to_run() -> None:
    assert plan_tree(Scale.SMALL) == plan_tree(Scale.SMALL)
    again = stages.__wrapped__(Scale.SMALL)
    assert again == stages(Scale.SMALL)


def test_published_figures_stay_near_themselves_in_other_years() -> None:
    figures = {(one.unit, one.key, tuple(sorted(one.below))): one for one in published()}
    admitted = figures["tp-hcm", "members_admitted", ()]
    assert admitted.value_in(2023) == 7995
    assert admitted.value_in(2022) != 7995
    assert abs(admitted.value_in(2022) - 7995) < 800
    contest = [one.value for one in published() if one.key == "contest_entries"]
    assert sorted(contest) == [52, 2169, 5639]
    assert sum(contest) == 7860


def test_the_whole_country_is_about_three_hundred_thousand_units() -> None:
    provinces = other_provinces()
    assert len(provinces) == 33
    assert sum(len(province.wards) for province in provinces) == 3321 - 168
    wards = [f"dang-bo-{ward.code}" for province in provinces for ward in province.wards]
    assert len({*wards, *(province.code for province in provinces)}) == len(wards) + 33
    smallest = min(provinces, key=lambda province: len(province.wards))
    units = list(units_of(smallest))
    assert len({unit.code for unit in units}) == len(units)
    assert max(len(unit.code) for unit in units) <= 160
    a_ward = (len(units) - 1) // len(smallest.wards)
    assert 250_000 < a_ward * 3153 < 320_000


def test_wards_add_up_whether_the_ward_or_the_district_tells_of_them() -> None:
    cast = cast_of(2024, units_on(Scale.SMALL, EVE), lambda _kind, _leaf: frozenset())
    wards = [one for one in cast.reporters if one.kind == "ward_committee"]
    districts = [one for one in cast.reporters if one.kind == "district_committee"]
    for key, in_binh_thanh, in_city in (
        ("wards_total_before", 20, 312),
        ("wards_total", 15, 273),
        ("wards_to_rearrange", 12, None),
    ):
        own = sum(fact(key, cast, one) for one in wards if "quan-binh-thanh" in one.path)
        told = {one.code: fact(key, cast, one) for one in districts}
        assert own == told["quan-binh-thanh"] == in_binh_thanh
        assert sum(fact(key, cast, one) for one in wards) == sum(told.values())
        assert in_city in (None, sum(told.values()))
