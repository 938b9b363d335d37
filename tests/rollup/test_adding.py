"""Adding up over the tree, and carrying values into other structures: properties."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tongket.rollup.domain import Link, Restating, add_up, shape_from_edges

DAY = date(2025, 1, 1)


@st.composite
def trees(draw):
    """Child -> parent over units 1..n; unit 1 and perhaps others are roots."""
    size = draw(st.integers(1, 30))
    parents = {}
    for unit in range(2, size + 1):
        parent = draw(st.integers(0, unit - 1))
        if parent:
            parents[unit] = parent
    return size, parents


@given(trees(), st.data())
def test_every_total_is_the_sum_of_what_lies_below(tree, data):
    size, parents = tree
    values = data.draw(
        st.dictionaries(
            st.tuples(st.integers(1, size), st.sampled_from([7, 9])),
            st.integers(-(10**12), 10**12),
        )
    )
    expected = defaultdict(int)
    for (unit, measure), value in values.items():
        above = unit
        while above is not None:
            expected[above, measure] += value
            above = parents.get(above)
    rows = np.array(
        [(unit, measure, value) for (unit, measure), value in values.items()], dtype=np.int64
    ).reshape(-1, 3)
    shape = shape_from_edges(range(1, size + 1), parents)
    totals = add_up(shape, [7, 9], rows, np.zeros((0, 2), dtype=np.int64))
    assert totals.strays == ()
    for unit in range(1, size + 1):
        found = totals.row(unit)
        for measure in (7, 9):
            assert found.get(measure, 0) == expected[unit, measure]
    roots = [unit for unit in range(1, size + 1) if unit not in parents]
    assert sum(sum(totals.row(root).values()) for root in roots) == sum(values.values())


def test_what_has_no_place_in_the_tree_is_told():
    shape = shape_from_edges([1, 2], {2: 1})
    rows = np.array([(2, 7, 5), (3, 7, 4)], dtype=np.int64)
    totals = add_up(shape, [7], rows, np.zeros((0, 2), dtype=np.int64))
    assert (totals.row(1), totals.strays) == ({7: 5}, (3,))


@st.composite
def restatings(draw):
    """Links over a few days between units 1..12, and units that simply end."""
    links = []
    ended = {}
    for offset in range(draw(st.integers(0, 4))):
        day = DAY + timedelta(days=offset)
        sources = draw(st.sets(st.integers(1, 12), max_size=6))
        for source in sources:
            targets = draw(st.sets(st.integers(1, 12), min_size=1, max_size=4))
            links += [Link(day, source, target, draw(st.integers(0, 10**6))) for target in targets]
        for unit in draw(st.sets(st.integers(1, 12), max_size=3)) - sources:
            ended.setdefault(unit, (day, draw(st.none() | st.integers(1, 12))))
    return Restating.build(links, ended, backwards=draw(st.booleans()))


VALUES = st.dictionaries(st.integers(1, 12), st.integers(-(10**9), 10**9))


@given(restatings(), VALUES, st.sampled_from([1, 10, 1000]))
def test_nothing_is_lost_or_made(restating, values, quantum):
    landing = restating.carry(values, quantum)
    kept = sum(flow.total for flow in landing.flows.values())
    if not landing.lost:
        assert kept == sum(values.values())
    shares = defaultdict(Fraction)
    for flow in landing.flows.values():
        for source in flow.sources:
            shares[source.unit_id] += source.share
    if not landing.lost:
        assert shares == dict.fromkeys(values, Fraction(1))


@given(restatings(), st.dictionaries(st.integers(1, 12), st.integers(-(10**6), 10**6)))
def test_whole_numbers_stay_whole(restating, values):
    landing = restating.carry({unit: value * 1000 for unit, value in values.items()}, 1000)
    assert all(flow.total % 1000 == 0 for flow in landing.flows.values())


@given(restatings(), VALUES)
def test_untouched_units_keep_what_they_said(restating, values):
    landing = restating.carry(values)
    reached = {
        target
        for step in restating.steps
        for targets in step.links.values()
        for target, _ in targets
    } | {heir for step in restating.steps for heir in step.heirs.values()}
    for unit, value in values.items():
        if unit not in restating.touched and unit not in reached:
            assert (landing.flows[unit].exact, landing.flows[unit].apportioned) == (value, 0)


def test_mergers_are_exact_and_divisions_are_not():
    merge = [Link(DAY, 1, 3, 10**6), Link(DAY, 2, 3, 10**6)]
    flow = Restating.build(merge, {}).carry({1: 5, 2: 6}).flows[3]
    assert (flow.exact, flow.apportioned) == (11, 0)
    split = [Link(DAY, 1, 2, 600_000), Link(DAY, 1, 3, 400_000)]
    flows = Restating.build(split, {}).carry({1: 101_000}, 1000).flows
    assert [(flows[unit].exact, flows[unit].apportioned) for unit in (2, 3)] == [
        (0, 61_000),
        (0, 40_000),
    ]


def test_units_of_one_day_do_not_feed_each_other():
    """A went into B on the very day on which B went into C: A's part stays with B."""
    links = [Link(DAY, 1, 2, 10**6), Link(DAY, 2, 3, 10**6)]
    flows = Restating.build(links, {}).carry({1: 5, 2: 6}).flows
    assert {unit: flow.total for unit, flow in flows.items()} == {2: 5, 3: 6}
