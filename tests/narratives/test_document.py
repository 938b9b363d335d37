"""The report as a page shows it: cut at marks, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from tongket.narratives.selectors.document import Mark, blocks_of, groups_of


def mark(start, end):
    return Mark(start, end, "error", "#f1", "góp ý")


def shown(groups):
    return [
        "".join(piece.text for cell in line.cells for piece in cell)
        for group in groups
        for line in group.lines
    ]


@given(
    st.text(alphabet="ab 1\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=8),
)
def test_cutting_loses_and_doubles_nothing(text, spans):
    marks = [mark(start, min(start + length, len(text))) for start, length in spans]
    blocks = blocks_of(text, [])
    assert shown(groups_of(text, blocks, marks)) == [
        line for line in text.splitlines() if line.strip()
    ]


def test_a_mark_is_cut_out_and_named_once():
    text = "Có 12 chi bộ"
    (group,) = groups_of(text, blocks_of(text, []), [mark(3, 5)])
    assert [(piece.text, piece.mark is not None) for piece in group.lines[0].pieces] == [
        ("Có ", False),
        ("12", True),
        (" chi bộ", False),
    ]


def test_rows_of_a_table_stand_together_cell_by_cell():
    text = "Mức | Số\nTốt | 5\nKhá | 7\nHết."
    blocks = [(0, 8, "row", None), (9, 16, "row", None), (17, 24, "row", None)]
    blocks.append((25, 29, "paragraph", None))
    table, last = groups_of(text, blocks, [mark(15, 16)])
    assert table.kind == "table"
    assert [[piece.text for cell in line.cells for piece in cell] for line in table.lines] == [
        ["Mức", "Số"],
        ["Tốt", "5"],
        ["Khá", "7"],
    ]
    assert table.lines[1].cells[1][0].mark is not None
    assert last.kind == "paragraph"


def test_of_marks_that_overlap_the_first_stays():
    text = "abcdef"
    (group,) = groups_of(text, blocks_of(text, []), [mark(0, 4), mark(2, 6)])
    assert [piece.text for piece in group.lines[0].pieces] == ["abcd", "ef"]
