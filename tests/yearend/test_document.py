"""The content model refuses what no renderer could show truly."""

import itertools
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.yearend.sample import ADDRESS, cells, figure, grading_table, sample_document, words
from tongket.yearend.document import (
    Annex,
    Cell,
    ChartDescription,
    ChartKind,
    ChartSeries,
    Column,
    DocumentError,
    FigureSpan,
    Heading,
    Meta,
    Paragraph,
    Table,
)
from tongket.yearend.renderers.walk import HeadingDepths, Occurrences, figure_name, figures_in


@pytest.mark.parametrize("identifier", ["", "7A", "F-1", "Fă", "F" * 31, "F 1", "F1\n"])
def test_figure_identity_that_word_would_lose_is_refused(identifier: str) -> None:
    with pytest.raises(DocumentError, match="không hợp lệ"):
        FigureSpan(identifier, "1", ADDRESS + identifier, "Số")


def test_figure_address_must_be_absolute_and_end_in_its_id() -> None:
    with pytest.raises(DocumentError, match="kết thúc"):
        FigureSpan("F1", "1", ADDRESS + "F2", "Số")
    for address in ("/so-lieu/F1", "javascript:alert(1)//F1"):
        with pytest.raises(DocumentError, match="địa chỉ đầy đủ"):
            FigureSpan("F1", "1", address, "Số")


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,29}", fullmatch=True), st.integers(1, 99999))
def test_figure_names_fit_a_word_bookmark(identifier: str, occurrence: int) -> None:
    name = figure_name(identifier, occurrence)
    assert len(name) <= 40
    assert re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII)


@given(st.lists(st.sampled_from(["F7K2M9Q4", "F3H8T1VA", "F5B6N2XD"])))
def test_places_of_figures_have_different_names(identifiers: list[str]) -> None:
    occurrences = Occurrences()
    names = [occurrences.name(figure(identifier, "1")) for identifier in identifiers]
    assert len(set(names)) == len(names)


@given(st.lists(st.integers(1, 4)))
def test_heading_depths_never_skip_and_keep_the_order_of_levels(levels: list[int]) -> None:
    depths = HeadingDepths()
    result = [depths.next(level) for level in levels]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(result))
    assert all(depth <= level for depth, level in zip(result, levels, strict=True))
    assert result[:1] in ([], [1])


def test_table_whose_rows_do_not_fit_names_the_row() -> None:
    with pytest.raises(DocumentError, match="Bảng 'Thử', dòng 2"):
        Table("Thử", (Column(), Column()), (cells("a", "b"),), (cells("1"),))
    with pytest.raises(DocumentError, match="dòng 1"):
        Table("Thử", (Column(),), (cells("a", "b"),), ())


def test_spans_over_rows_and_columns_are_placed() -> None:
    grid = grading_table().grid()
    assert [(place.column, place.continued) for place in grid[0]] == [
        (0, False), (1, False), (2, False), (3, False),
    ]  # fmt: skip
    assert [(place.column, place.continued) for place in grid[1]] == [
        (0, True), (1, True), (2, True), (3, False), (4, False), (5, False),
    ]  # fmt: skip


def test_chart_that_would_drop_a_value_is_refused() -> None:
    with pytest.raises(DocumentError, match="2 giá trị cho 1 nhóm"):
        ChartDescription(
            ChartKind.BAR, "Thử", ("a",), (ChartSeries("s", (Decimal(1), Decimal(2))),)
        )
    with pytest.raises(DocumentError, match="chưa có số liệu"):
        ChartDescription(ChartKind.BAR, "Thử", (), ())


def test_annex_before_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="Phụ lục phải đứng sau"):
        sample_document(Annex("Phụ lục", ()), Paragraph((words("sau"),)))


def test_heading_level_and_moment_without_zone_are_refused() -> None:
    with pytest.raises(DocumentError, match="cấp 5"):
        Heading(5, "Sâu quá")
    with pytest.raises(DocumentError, match="múi giờ"):
        Meta("i", "u", 2024, datetime(2025, 1, 1))


def test_figures_come_in_reading_order_from_text_lists_tables_and_annexes() -> None:
    found = [item.figure_id for item in figures_in(sample_document())]
    assert found[:3] == ["F7K2M9Q4", "F3H8T1VA", "F5B6N2XD"]
    assert found.count("F3X8B2YD") == 1  # in a list
    assert "F7N1L5RW" in found  # in an annex
    assert found[-2:] == ["F1C9E5TN", "F4M2A8PX"]  # the total row of the last table


def test_a_row_span_may_not_be_cut_off_by_a_full_row() -> None:
    tall = Cell((words("cao"),), row_span=2)
    with pytest.raises(DocumentError, match="dòng 2"):
        Table("Thử", (Column(), Column()), (), ((tall, Cell()), cells("a", "b")))
    assert replace(grading_table(), note="").note == ""
