"""The pure rules of a return."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.submissions.domain import (
    TRANSITIONS,
    Act,
    Cell,
    CellChange,
    CellError,
    DueError,
    State,
    WrongState,
    cell_text,
    cells_from,
    changes_between,
    content_hash,
    due_day,
    effect_of,
    next_state,
    read_cell,
    refusal,
    stored_from,
)

states = st.sampled_from(State)
acts = st.sampled_from(Act)
values = st.one_of(st.none(), st.integers(0, 10**15))
cell_maps = st.dictionaries(
    st.integers(1, 60), st.builds(Cell, values, st.text(max_size=20)), max_size=12
)


@given(acts, states)
def test_an_act_either_leads_somewhere_or_is_refused_in_one_sentence(act, state):
    sentence = refusal(act, state)
    if sentence:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        with pytest.raises(WrongState, match="Phiếu"):
            next_state(act, state)
    else:
        assert next_state(act, state) in State


@given(st.lists(acts, max_size=30))
def test_no_walk_leaves_the_seal_or_changes_what_was_accepted_except_forwards(walk):
    state, seen = State.DRAFT, [State.DRAFT]
    order = [State.ACCEPTED, State.CONSOLIDATED, State.SEALED]
    for act in walk:
        try:
            state = next_state(act, state)
        except WrongState:
            continue
        if seen[-1] in order:
            assert order.index(state) >= order.index(seen[-1])
        seen.append(state)


def test_every_state_can_be_reached_and_the_seal_is_the_end():
    reached, grew = {State.DRAFT}, True
    while grew:
        found = {
            next_state(act, state) for act in Act for state in reached if not refusal(act, state)
        }
        grew, reached = not found <= reached, reached | found
    assert reached == set(State)
    assert {act for act in Act if not refusal(act, State.SEALED)} == {Act.AMEND}


def test_the_model_knows_the_same_states():
    from tongket.submissions.models import SubmissionState

    assert [state.value for state in State] == SubmissionState.values
    assert set(TRANSITIONS) == set(Act)


def test_a_second_acceptance_is_refused_kindly():
    assert refusal(Act.ACCEPT, State.ACCEPTED) == "Phiếu đã được duyệt rồi, không cần duyệt lại."


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        ("1.234", 0, 1_234_000),
        ("1 234", 0, 1_234_000),
        (" 0 ", 0, 0),
        ("12,5", 1, 12_500),
        ("2 nghìn", 0, 2_000_000),
        ("–", 0, None),
        ("Không áp dụng", 0, None),
    ],
)
def test_a_cell_is_read_as_typed(text, decimals, value):
    assert read_cell(text, decimals) == Cell(value)


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_a_blank_is_not_reported_rather_than_zero(text):
    assert read_cell(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12,5", "số nguyên"),
        ("-3", "số âm"),
        ("mười hai", "Không đọc được"),
        ("1,234.5", "Không đọc được"),
        ("9.999.999.999.999.999", "lớn quá"),
    ],
)
def test_a_cell_that_is_no_count_is_refused_with_what_would_be_right(text, words):
    with pytest.raises(CellError, match=words):
        read_cell(text)


@given(st.integers(0, 10**12))
def test_what_is_shown_reads_back(number):
    assert read_cell(cell_text(number * 1000)) == Cell(number * 1000)


@given(cell_maps)
def test_a_version_keeps_cells_exactly(cells):
    assert cells_from(stored_from(cells)) == cells


@given(cell_maps, cell_maps)
def test_changes_turn_the_one_into_the_other(before, after):
    turned = {measure: cell.value for measure, cell in before.items()}
    for change in changes_between(before, after):
        if change.after is None:
            del turned[change.measure_id]
        else:
            turned[change.measure_id] = change.after.value
    assert turned == {measure: cell.value for measure, cell in after.items()}


@given(cell_maps, cell_maps)
def test_the_hash_tells_contents_apart(one, other):
    def digest(cells):
        return content_hash(
            round_code="r", unit_code="u", number=1, values=stored_from(cells), totals={}
        )

    assert (digest(one) == digest(other)) == (one == other)


def test_the_hash_covers_every_part():
    whole = {"round_code": "r", "unit_code": "u", "number": 1, "values": {"1": [5, ""]}}
    first = content_hash(**whole, totals={"1": 5})
    others = [
        content_hash(**{**whole, "number": 2}, totals={"1": 5}),
        content_hash(**{**whole, "unit_code": "v"}, totals={"1": 5}),
        content_hash(**{**whole, "round_code": "s"}, totals={"1": 5}),
        content_hash(**whole, totals={"1": 6}),
        content_hash(**whole, totals={"1": 5}, missing=[3]),
        content_hash(**whole, totals={"1": 5}, remark="x"),
    ]
    assert len({first, *others}) == 7


@given(
    st.lists(
        st.tuples(st.integers(1, 9), values, values), unique_by=lambda row: row[0], max_size=9
    ),
    st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True),
)
def test_an_amendment_moves_every_level_by_the_same_amount(rows, chain):
    changes = [CellChange(measure, Cell(old), Cell(new)) for measure, old, new in rows]
    additive = frozenset(measure for measure, _, _ in rows if measure % 2)
    totals = {(unit, measure): unit * measure for unit in chain for measure, _, _ in rows}
    effect = effect_of(changes, chain, totals, additive)
    for measure, old, new in rows:
        mine = [row for row in effect if row.measure_id == measure]
        assert {row.after - row.before for row in mine} == {(new or 0) - (old or 0)}
        assert [row.unit_id for row in mine] == (chain if measure in additive else chain[:1])


def test_due_days_by_kind_with_a_fallback():
    due = {"cell": "2024-12-05", "*": "2024-12-20"}
    assert due_day(due, "cell") == date(2024, 12, 5)
    assert due_day(due, "ward_committee") == date(2024, 12, 20)
    with pytest.raises(DueError, match="hạn gửi"):
        due_day({"cell": "2024-12-05"}, "ward_committee")
    with pytest.raises(DueError, match="không có trong lịch"):
        due_day({"*": "2024-02-31"}, "cell")
