"""The scorer of the benchmarks counts by the rules of the labels."""

from typing import Any

import pytest
from benchmarks.score_facts import score

Json = dict[str, Any]


def fact(kind: str, start: int, end: int, **fields: Any) -> Json:
    return {"kind": kind, "start": start, "end": end, "surface": "", **fields}


def counted(gold: list[Json], read: list[Json], neutral: list[Json] | None = None) -> list[int]:
    result = score("x", {"facts": gold, "neutral": neutral or []}, read)
    kinds = result.counts.values()
    return [sum(getattr(c, name) for c in kinds) for name in ("labelled", "read", "found", "right")]


FIGURE = fact("figure", 10, 13, value=239)
CHANGE = fact(
    "change",
    0,
    30,
    **{"from": 141, "to": 125, "delta": -16},
    parts=[{"start": 3, "end": 6}, {"start": 17, "end": 20}],
)


@pytest.mark.parametrize(
    ("gold", "read", "expected"),
    [
        ([FIGURE], [FIGURE], [1, 1, 1, 1]),
        ([FIGURE], [fact("figure", 12, 20, value=240)], [1, 1, 1, 0]),
        ([FIGURE], [fact("figure", 13, 20, value=239)], [1, 1, 0, 0]),
        ([FIGURE], [fact("percent", 10, 13, value=239)], [1, 1, 0, 0]),
        ([FIGURE], [], [1, 0, 0, 0]),
        ([CHANGE], [CHANGE, fact("figure", 3, 6, value=141)], [1, 1, 1, 1]),
        ([CHANGE], [CHANGE, fact("figure", 8, 9, value=1)], [1, 2, 1, 1]),
        ([CHANGE], [CHANGE, fact("period", 22, 30, value="2020")], [1, 1, 1, 1]),
        ([CHANGE], [{**CHANGE, "end": 12}, {**CHANGE, "start": 14}], [1, 1, 1, 1]),
    ],
)
def test_matching(gold: list[Json], read: list[Json], expected: list[int]) -> None:
    assert counted(gold, read) == expected


def test_the_right_value_is_matched_before_the_better_place() -> None:
    near = fact("figure", 10, 13, value=1)
    far = fact("figure", 8, 13, value=239)
    assert counted([FIGURE], [near, far]) == [1, 2, 1, 1]


@pytest.mark.parametrize(("kinds", "read"), [(["figure"], 0), ([], 0), (["period"], 1)])
def test_neutral_places_count_for_nothing(kinds: list[str], read: int) -> None:
    open_place = {"start": 9, "end": 11, "kinds": kinds}
    assert counted([], [FIGURE], [open_place]) == [0, read, 0, 0]


def test_a_second_mention_and_the_other_end_of_a_range_are_no_false_alarms() -> None:
    body = fact("organisation", 0, 5, name="Bộ Chính trị", mentions=[[40, 45]])
    again = fact("organisation", 40, 45, name="Bộ Chính trị")
    assert counted([body], [again, fact("organisation", 0, 5, name="Bộ Chính trị")])[1:] == [
        1,
        1,
        1,
    ]
    reach = fact("figure", 0, 8, value=90, value_max=100)
    assert counted([reach], [reach, fact("figure", 5, 8, value=100)]) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("label", "read", "right"),
    [
        ({"number": "35-CT/ TW", "citation": "Chỉ thị số 35-CT/TW"}, "chi thi 35-CT/TW", True),
        ({"number": "98", "citation": "Nghị quyết số 98", "resolved": "Nghị quyết số 98/2023/QH15"},
         "Nghị quyết số 98/2023/QH15", True),
        ({"number": "98", "citation": "Nghị quyết số 98"}, "Nghị quyết số 99", False),
        ({"number": None, "citation": "Điều lệ Đảng"}, "Điều lệ Đảng", True),
    ],
)  # fmt: skip
def test_a_citation_agrees_by_its_number(label: Json, read: str, right: bool) -> None:
    gold = fact("document", 0, 9, date=None, **label)
    result = score("x", {"facts": [gold]}, [fact("document", 0, 9, citation=read)])
    assert result.counts["document"].right == right


def test_a_day_without_its_year_is_right_as_such() -> None:
    gold = fact("date", 0, 5, value="2023-12-13", year_stated=False)
    assert counted([gold], [fact("date", 0, 5, value="--12-13")])[3] == 1
    assert counted([gold], [fact("date", 0, 5, value="2022-12-13")])[3] == 0
