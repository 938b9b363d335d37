"""Every figure opens, down to who said it."""

from decimal import Decimal

import pytest

from tests.rollup.test_posting import city, post  # noqa: F401
from tests.rollup.test_restating import TURN, country  # noqa: F401
from tests.rollup.test_restating import post as post_ward
from tongket.figures.domain import FigureKey
from tongket.rollup import selectors
from tongket.rollup.domain.exchange import figure_as_plain, trace_as_plain

pytestmark = pytest.mark.django_db


def test_a_sum_is_traced_to_its_returns(city):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    post(city.east, {city.admitted: 2}, city.year)
    post(city.third, {city.admitted: 4}, city.year)
    node = selectors.trace(FigureKey(city.admitted.pk, city.root.pk, city.year.pk))
    plain = trace_as_plain(node)
    assert plain["value"] == 9
    east, west = plain["inputs"]
    assert [(part["role"], part["unit"], part["value"]) for part in east["inputs"]] == [
        ("child", "chi-bo-1", 3),
        ("own", "dang-uy-dong", 2),
    ]
    assert (west["value"], west["inputs"][0]["evidence"]["address"]) == (
        4,
        "/bao-cao/phieu/chi-bo-3-1/",
    )
    assert west["inputs"][0]["evidence"]["author"] == "Nguyễn Văn Mẫu"
    for part in node.walk():
        below = [child.value for child in part.inputs]
        assert not below or sum(below) == part.value


def test_the_number_of_queries_does_not_grow_with_the_tree(
    city,  # noqa: F811
    django_assert_max_num_queries,
):
    from tests.rollup import world

    for number in range(30):
        who = world.unit(f"chi-bo-them-{number}", city.east)
        post(who, {city.admitted: 1}, city.year)
    key = FigureKey(city.admitted.pk, city.root.pk, city.year.pk)
    with django_assert_max_num_queries(25):
        node = selectors.trace(key)
    assert node.value == 30
    with django_assert_max_num_queries(14):
        assert selectors.figure(key).value == 30


def test_a_ratio_is_traced_through_both_terms(city):  # noqa: F811
    post(city.first, {city.admitted: 6, city.target: 5}, city.year)
    node = selectors.trace(FigureKey(city.share.pk, city.root.pk, city.year.pk))
    assert [(part.role, part.value) for part in node.inputs] == [
        ("numerator", Decimal(6)),
        ("denominator", Decimal(5)),
    ]
    evidence = [part.observation for part in node.walk() if part.observation]
    assert {seen.evidence.key for seen in evidence} == {"chi-bo-1-1"}


def test_in_another_structure_the_predecessors_are_shown_with_their_share(country):  # noqa: F811
    post_ward(country.ward_a, 3, country.counted, country.year)
    post_ward(country.ward_c, 5, country.counted, country.year)
    node = selectors.trace(FigureKey(country.counted.pk, country.root.pk, country.year.pk, TURN))
    assert (node.value, node.apportioned) == (8, 5)
    sources = [part for part in node.walk() if part.role == "from"]
    assert [(part.unit.code, part.value, part.share) for part in sources] == [
        ("xa-a", Decimal(3), Decimal(1)),
        ("xa-c", Decimal(5), Decimal("0.5")),
        ("xa-c", Decimal(5), Decimal("0.5")),
    ]


def test_plain_form_of_a_figure(city):  # noqa: F811
    post(city.first, {city.admitted: 6, city.target: 5}, city.year)
    view = selectors.figure(FigureKey(city.share.pk, city.east.pk, city.year.pk))
    plain = figure_as_plain(view)
    assert plain["value"] == 120
    assert plain["rounding"] == "half_up:1"
    assert plain["structure"] == "2024-12-31"
    assert plain["records"] is None
    assert [item["role"] for item in plain["inputs"]] == ["numerator", "denominator"]
