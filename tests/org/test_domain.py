"""The pure rules: the tree of a day, plans, shares, ancestry."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from tests.org.plans import DAY, plans, situations
from tongket.org.domain import (
    WHOLE,
    Absorb,
    AncestryRow,
    Create,
    Dissolve,
    EdgeRow,
    Merge,
    Move,
    Part,
    PlanFault,
    PlanRefused,
    Rename,
    Situation,
    Split,
    TreeFault,
    TreeNode,
    UnitState,
    ancestry_of,
    back_shares,
    build_tree,
    equal_shares,
    outcome_of,
    plan_from_json,
    plan_to_json,
)
from tongket.org.domain.ancestry import OPEN


def node(key: int, parent: int | None, sort_key: str = "") -> TreeNode:
    return TreeNode(
        key, f"u{key}", f"Đơn vị {key}", "", "cell", "", "party", "", parent,
        sort_key or f"{key:03d}", date(2020, 1, 1), None,
    )  # fmt: skip


def unit(code: str, parent: str | None, tree: str = "party") -> UnitState:
    return UnitState(code, code.upper(), "cell", tree, parent)


TREE = {
    row.code: row
    for row in (
        unit("r", None),
        unit("q1", "r"),
        unit("q2", "r"),
        unit("a", "q1"),
        unit("b", "q1"),
        unit("c", "q2"),
    )
}


def run(*steps: object, units: dict[str, UnitState] = TREE):  # type: ignore[no-untyped-def]
    return outcome_of(steps, Situation(DAY, units, frozenset(units)))  # type: ignore[arg-type]


def refusal(*steps: object) -> str:
    with pytest.raises(PlanRefused) as refused:
        run(*steps)
    return str(refused.value)


# --- Tree -------------------------------------------------------------------------------------


@given(st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=40))
def test_a_subtree_is_one_slice_and_parents_come_first(choices: list[int]) -> None:
    nodes = [node(0, None)]
    nodes += [node(n, choice % n) for n, choice in enumerate(choices, start=1)]
    tree = build_tree(DAY, reversed(nodes))
    assert len(tree) == len(nodes)
    above = {one.id: one.parent_id for one in nodes}
    for place, one in enumerate(tree):
        assert tree.parents[place] < place
        climbed = []
        current = above[one.id]
        while current is not None:
            climbed.append(current)
            current = above[current]
        assert [up.id for up in tree.ancestors(one.id)] == climbed
        assert tree.depth(one.id) == len(climbed)
        wanted = {n.id for n in nodes if one.id in (n.id, *(up.id for up in tree.ancestors(n.id)))}
        assert {below.id for below in tree.subtree(one.id)} == wanted
        assert {child.id for child in tree.children(one.id)} == {
            n.id for n in nodes if n.parent_id == one.id
        }


def test_siblings_stand_in_the_order_of_their_names() -> None:
    tree = build_tree(DAY, [node(1, None), node(2, 1, "b"), node(3, 1, "a"), node(4, 3, "z")])
    assert tree.order == (1, 3, 4, 2)
    assert [leaf.id for leaf in tree.leaves()] == [4, 2]


def test_adding_up_from_the_leaves_is_one_pass_from_the_end() -> None:
    tree = build_tree(DAY, [node(1, None), node(2, 1), node(3, 1), node(4, 3), node(5, 3)])
    totals = [1] * len(tree)
    for place in range(len(tree) - 1, 0, -1):
        totals[tree.parents[place]] += totals[place]
    assert totals[0] == 5
    assert totals[tree.index[3]] == 3


def test_a_unit_whose_parent_is_not_shown_is_a_root_of_the_forest() -> None:
    tree = build_tree(DAY, [node(2, 1), node(3, 2)])
    assert [root.id for root in tree.roots] == [2]
    assert tree.parent(2) is None
    assert tree.by_code("u3") == tree.node(3)
    assert tree.get(1) is None


# --- Plans ------------------------------------------------------------------------------------


@given(st.data())
def test_a_plan_is_read_back_from_json_as_it_was(data: st.DataObject) -> None:
    plan = data.draw(plans(data.draw(situations())))
    assert plan_from_json(plan_to_json(plan)) == plan


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "danh sách các bước"),
        ({"steps": [{"step": "explode"}]}, "Bước 1: không rõ loại bước"),
        ({"steps": [{"step": "rename", "unit": "a"}]}, "Bước 1 (Đổi tên)"),
        ({"steps": [{"step": "rename", "unit": "a", "name": 3}]}, "Bước 1 (Đổi tên)"),
        ({"steps": [{"step": "merge", "sources": "ab", "into": "c"}]}, "Bước 1 (Sáp nhập)"),
        ({"steps": [{"step": "merge", "sources": [], "into": "c"}]}, "Bước 1 (Sáp nhập)"),
        ({"steps": [{"step": "move", "unit": "a", "parent": "b", "x": 1}]}, "thừa mục “x”"),
        (
            {"steps": [{"step": "split", "source": "a", "parts": [{"into": "b", "share": 0.5}]}]},
            "Bước 1 (Chia tách)",
        ),
    ],
)
def test_json_that_is_no_plan_is_refused_naming_the_step(content: object, said: str) -> None:
    with pytest.raises(PlanFault) as refused:
        plan_from_json(content)
    assert said in str(refused.value)


def test_merging_two_into_a_new_unit() -> None:
    outcome = run(Create("n", "Mới", "cell", "party", "r"), Merge(("q1", "q2"), "n"))
    assert [one.code for one in outcome.created] == ["n"]
    assert {one.code for one in outcome.closed} == {"q1", "q2"}
    assert {after.code: after.parent for _, after in outcome.moved} == dict.fromkeys("abc", "n")
    assert [(s.predecessor, s.successor, s.share) for s in outcome.successions] == [
        ("q1", "n", WHOLE),
        ("q2", "n", WHOLE),
    ]


def test_the_unit_that_takes_in_others_is_its_own_predecessor_too() -> None:
    outcome = run(Absorb(("q2",), "q1"))
    assert [(s.predecessor, s.successor) for s in outcome.successions] == [
        ("q2", "q1"),
        ("q1", "q1"),
    ]
    assert not outcome.created
    assert [after.parent for before, after in outcome.moved if before.code == "c"] == ["q1"]


def test_a_divided_unit_may_go_on_with_a_part() -> None:
    outcome = run(
        Create("n", "Mới", "cell", "party", "q1"),
        Split("a", (Part("a", 600_000), Part("n", 400_000))),
    )
    assert not outcome.closed
    assert [(s.successor, s.share) for s in outcome.successions] == [("a", 600_000), ("n", 400_000)]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), "chưa có bước nào"),
        ((Rename("x", "X"),), "Bước 1 (Đổi tên): không có đơn vị “x” vào ngày 01/07/2025"),
        ((Create("a", "A", "cell", "party", "r"),), "không bao giờ được dùng lại"),
        ((Merge(("a",), "b"),), "hãy dùng bước “Nhập vào”"),
        ((Absorb(("a",), "b"), Absorb(("a",), "c")), "Bước 2 (Nhập vào): “a” đã kết thúc ở bước 1"),
        ((Absorb(("a",), "a"),), "không thể nhập vào chính nó"),
        ((Split("a", (Part("b", 1), Part("c", 2))),), "cộng lại là 3 phần triệu, khác 1.000.000"),
        ((Split("a", (Part("b", WHOLE),)),), "ít nhất hai đơn vị"),
        ((Dissolve("q1"),), "“a” thuộc “q1” đã kết thúc mà chưa có nơi chuyển đến"),
        ((Dissolve("q1", "q1"),), "không thể tự tiếp nhận"),
        ((Move("q1", "a"),), "sẽ nằm dưới chính nó"),
        ((Move("q1", "c"), Move("q2", "a")), "sẽ nằm dưới chính nó"),
        ((Absorb(("q1",), "a"),), "“a” không thể nằm dưới chính nó"),
        ((Absorb(("a",), "b"), Absorb(("b",), "c")), "vừa tiếp nhận"),
        ((Rename("a", " "),), "tên còn trống"),
        ((Rename("a", "x" * 251),), "dài quá 250 chữ"),
        ((Create("Q 3", "Q", "cell", "party", "r"),), "mã “Q 3” phải gồm chữ thường"),
        ((Create("sap-xep", "Q", "cell", "party", "r"),), "dành cho trang của hệ thống"),
        ((Split("q1", (Part("a", 1), Part("c", WHOLE - 1))),), "chưa có nơi chuyển đến"),
    ],
)
def test_what_cannot_be_is_refused_naming_the_step(steps: tuple[object, ...], said: str) -> None:
    assert said in refusal(*steps)


def test_every_fault_is_said_at_once() -> None:
    said = refusal(Rename("x", "X"), Rename("y", "Y"))
    assert "“x”" in said
    assert "“y”" in said


def test_units_of_two_trees_do_not_mix() -> None:
    units = {**TREE, "g": replace(TREE["r"], code="g", tree="government")}
    with pytest.raises(PlanRefused, match="thuộc hệ thống khác"):
        run(Move("a", "g"), units=units)


@given(st.data())
def test_whatever_a_plan_does_the_result_is_a_tree_and_shares_are_whole(
    data: st.DataObject,
) -> None:
    units = data.draw(situations())
    plan = data.draw(plans(units))
    try:
        outcome = run(*plan, units=units)
    except PlanRefused as refused:
        said = refused.messages
        event("refused")
    else:
        said = []
        event("done")
    assert all(message.startswith(("Bước ", "“")) and message.endswith(".") for message in said)
    assume(not said)
    after = dict(units)
    for one in outcome.closed:
        del after[one.code]
    after |= {one.code: one for one in outcome.created}
    after |= {new.code: new for _, new in (*outcome.changed, *outcome.moved)}
    for one in after.values():
        climbed, current = set(), one
        while current.parent is not None:
            assert current.code not in climbed
            climbed.add(current.code)
            current = after[current.parent]
    shares: dict[str, int] = defaultdict(int)
    for row in outcome.successions:
        shares[row.predecessor] += row.share
        assert row.successor in after
    assert set(shares.values()) <= {WHOLE}
    back = back_shares([(s.predecessor, s.successor, s.share) for s in outcome.successions])
    received: dict[str, int] = defaultdict(int)
    for (_, successor), part in back.items():
        received[successor] += part
    assert set(received.values()) <= {WHOLE}


# --- Shares -----------------------------------------------------------------------------------


@given(st.integers(min_value=1, max_value=200))
def test_equal_shares_add_up(count: int) -> None:
    assert sum(equal_shares(count)) == WHOLE


def test_back_shares_follow_the_weights() -> None:
    parts = [("a", "n", WHOLE), ("b", "n", 500_000)]
    assert back_shares(parts) == {("a", "n"): 666_667, ("b", "n"): 333_333}
    assert back_shares(parts, {"a": 100, "b": 600}) == {("a", "n"): 250_000, ("b", "n"): 750_000}
    assert sum(back_shares(parts, {"a": 0, "b": 0}).values()) == WHOLE


# --- Ancestry ---------------------------------------------------------------------------------


def on(rows: list[AncestryRow], day: int) -> dict[int, list[int]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row.start <= day < row.end:
            found[row.descendant].append((row.depth, row.ancestor))
    return {unit_id: [above for _, above in sorted(pairs)] for unit_id, pairs in found.items()}


@st.composite
def dated_edges(draw: st.DrawFn) -> list[EdgeRow]:
    """Every unit changes its parent a few times, always to one with a smaller number."""
    edges = []
    for key in range(1, draw(st.integers(min_value=2, max_value=8))):
        days = sorted(draw(st.sets(st.integers(min_value=0, max_value=20), min_size=1, max_size=4)))
        for start, end in zip(days, [*days[1:], OPEN], strict=True):
            edges.append(
                EdgeRow(key, draw(st.integers(min_value=0, max_value=key - 1)), start, end)
            )
    return edges


@given(dated_edges())
def test_the_closure_says_on_every_day_what_climbing_the_edges_says(edges: list[EdgeRow]) -> None:
    units = {0, *(edge.unit for edge in edges)}
    rows = list(ancestry_of(units, edges, {key: [(0, OPEN)] for key in units}))
    assert len(rows) == len(set(rows))
    for day in range(22):
        above = {edge.unit: edge.parent for edge in edges if edge.start <= day < edge.end}
        closure = on(rows, day)
        for key in units:
            climbed = [key]
            while climbed[-1] in above:
                climbed.append(above[climbed[-1]])
            assert closure[key] == climbed


def test_two_units_may_change_places_over_time() -> None:
    edges = [EdgeRow(1, 2, 0, 10), EdgeRow(2, 1, 10, OPEN), EdgeRow(3, 1, 0, OPEN)]
    rows = list(ancestry_of([1, 2, 3], edges, {key: [(0, OPEN)] for key in (1, 2, 3)}))
    assert on(rows, 5)[3] == [3, 1, 2]
    assert on(rows, 15)[3] == [3, 1]
    assert on(rows, 15)[2] == [2, 1]


def test_a_cycle_on_common_days_is_refused() -> None:
    edges = [EdgeRow(1, 2, 0, 10), EdgeRow(2, 1, 5, OPEN)]
    with pytest.raises(TreeFault, match="có vòng"):
        list(ancestry_of([1, 2], edges, {}))
