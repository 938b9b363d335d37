"""``tongket units`` and ``tongket lineage`` as scripts outside rely on them."""

import argparse
import json
from typing import Any

import pytest

from tests.org.world import DAY, NOW, small_city
from tongket.access.domain import SYSTEM
from tongket.org import services
from tongket.org.domain import Create, Merge, Part, Split
from tongket.project.cli import lineage, units
from tongket.project.cli.faults import InputFault

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> None:
    small_city()
    row = services.draft_reorganisation(
        actor=SYSTEM,
        now=NOW,
        code="sx",
        title="Hợp nhất",
        instrument="Quyết định 1-QĐ/TU",
        effective_on=DAY,
        plan=(
            Create("q", "Đảng ủy Một Hai", "upper_committee", "party", "tp"),
            Merge(("q1", "q2"), "q"),
            Split("p3", (Part("p1", 250_000), Part("p2", 750_000))),
        ),
    )
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row)


def run(module: Any, *given: str) -> int:
    parser = argparse.ArgumentParser()
    module.configure(parser)
    return int(module.run(parser.parse_args(given)))


def read(capsys: pytest.CaptureFixture[str], module: Any, *given: str) -> Any:
    assert run(module, *given, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_units_of_a_past_day(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["code"]: row for row in read(capsys, units, "--as-of", "2025-06-30")}
    assert set(rows) == {"tp", "q1", "q2", "p1", "p2", "p3", "cb1", "cb2"}
    assert rows["tp"]["parent"] is None
    assert rows["tp"]["valid_to"] is None
    assert rows["p1"] | {"valid_from": ""} == {
        "code": "p1",
        "name": "Đảng ủy phường Đông",
        "short_name": "",
        "tree": "party",
        "kind": "ward_committee",
        "form": "",
        "official_code": "",
        "parent": "q1",
        "depth": 2,
        "valid_from": "",
        "valid_to": "2025-07-01",
    }


def test_units_without_a_day_are_those_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["code"]: row for row in read(capsys, units)}
    assert set(rows) == {"tp", "q", "p1", "p2", "cb1", "cb2"}
    assert rows["p1"]["parent"] == "q"
    assert rows["p1"]["valid_from"] == "2025-07-01"


def test_units_below_one_and_of_one_kind(capsys: pytest.CaptureFixture[str]) -> None:
    rows = read(capsys, units, "--under", "p1", "--tree", "party")
    assert [(row["code"], row["parent"]) for row in rows] == [
        ("p1", "q"),
        ("cb1", "p1"),
        ("cb2", "p1"),
    ]
    assert [row["code"] for row in read(capsys, units, "--kind", "cell")] == ["cb1", "cb2"]


def test_units_as_a_list_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(units, "--under", "p1") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Đảng ủy phường Đông  [p1]",
        "  Chi bộ 1  [cb1]",
        "  Chi bộ 2  [cb2]",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--as-of", "2025-02-30"], "không có trong lịch"),
        (["--under", "q1"], "Không có đơn vị “q1” vào ngày"),
        (["--tree", "moon"], "party, government, front"),
        (["--kind", "moon"], "Không có “moon” cho --kind"),
    ],
)
def test_bad_input_is_said_in_one_line(given: list[str], said: str) -> None:
    with pytest.raises(InputFault, match=said) as fault:
        run(units, *given)
    assert "\n" not in str(fault.value)


def test_lineage_tells_shares_and_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    report = read(capsys, lineage, "q")
    assert report["unit"] == "q"
    assert report["successors"] == []
    assert [
        (row["code"], row["share"], row["back_share"], row["whole"], row["on"], row["instrument"])
        for row in report["predecessors"]
    ] == [
        ("q1", 1.0, 0.5, True, "2025-07-01", "Quyết định 1-QĐ/TU"),
        ("q2", 1.0, 0.5, True, "2025-07-01", "Quyết định 1-QĐ/TU"),
    ]
    divided = read(capsys, lineage, "p3")
    assert [(row["code"], row["share"], row["whole"]) for row in divided["successors"]] == [
        ("p1", 0.25, False),
        ("p2", 0.75, False),
    ]


def test_lineage_in_sentences_and_of_a_stranger(capsys: pytest.CaptureFixture[str]) -> None:
    run(lineage, "p3")
    out = capsys.readouterr().out
    assert "Trước đó: không có" in out
    assert "Đảng ủy phường Tây [p2]  75\N{NO-BREAK SPACE}% (stated)  – Quyết định 1-QĐ/TU" in out
    with pytest.raises(InputFault, match="Không có đơn vị “la”"):
        run(lineage, "la")
