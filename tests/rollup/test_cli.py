"""``tongket figure`` and ``tongket trace``: the contract that scripts rely on."""

import argparse
import json

import pytest

from tests.rollup.test_posting import city, post  # noqa: F401
from tests.rollup.test_restating import country  # noqa: F401
from tests.rollup.test_restating import post as post_ward
from tongket.project.cli import figure, trace
from tongket.project.cli.faults import InputFault

pytestmark = pytest.mark.django_db

FIGURE_KEYS = {
    "id",
    "indicator",
    "unit",
    "period",
    "structure",
    "value",
    "bound",
    "basis",
    "rounding",
    "reported",
    "expected",
    "missing",
    "apportioned",
    "inputs",
    "records",
}


def run(command, capsys, *arguments):
    parser = argparse.ArgumentParser()
    command.configure(parser)
    assert command.run(parser.parse_args(arguments)) == 0
    return capsys.readouterr().out


def test_figure_holds_what_scripts_rely_on(city, capsys):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    answer = run(
        figure, capsys, "members_admitted", "--unit", "thanh-uy", "--period", "2024", "--json"
    )
    plain = json.loads(answer)
    assert plain.keys() >= FIGURE_KEYS
    assert (plain["value"], plain["structure"], plain["apportioned"]) == (3, "2024-12-31", 0)
    assert plain["inputs"][0].keys() >= {"id", "unit", "value", "basis"}
    below = json.loads(run(trace, capsys, plain["inputs"][0]["id"], "--json"))
    assert (below["unit"], below["value"]) == ("dang-uy-dong", 3)
    leaf = below["inputs"][0]
    assert (leaf["unit"], leaf["basis"], leaf["evidence"]["digest"]) == (
        "chi-bo-1",
        "entered",
        "digest-chi-bo-1-1",
    )


def test_figure_in_words(city, capsys):  # noqa: F811
    post(city.first, {city.admitted: 406, city.target: 400}, city.year)
    text = run(
        figure, capsys, "members_admitted_vs_target", "--unit", "thanh-uy", "--period", "2024"
    ).replace("\u00a0", " ")
    assert "101,5 %\n" in text
    assert "406 / 400 = 101,5 %" in text
    assert "Members admitted target" in text


def test_another_structure_conserves_the_country(country, capsys):  # noqa: F811
    post_ward(country.ward_c, 5, country.counted, country.year)
    asked = ("wards_total", "--unit", "viet-nam", "--period", "2024", "--json")
    own = json.loads(run(figure, capsys, *asked))
    for day in ("2025-07-01", "01/07/2025"):
        new = json.loads(run(figure, capsys, *asked, "--structure", day))
        assert (new["value"], new["structure"]) == (own["value"], "2025-07-01")
        assert (new["apportioned"], new["exact"]) == (5, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("members_admitted", "--unit", "khong-co", "--period", "2024"), "khong-co"),
        (("khong_co", "--unit", "thanh-uy", "--period", "2024"), "khong_co"),
        (("members_admitted", "--unit", "thanh-uy", "--period", "2024-13"), "2024-13"),
        (("members_admitted", "--unit", "thanh-uy", "--period", "1999"), "1999"),
        (
            ("members_admitted", "--unit", "thanh-uy", "--period", "2024", "--structure", "x"),
            "Không đọc được 'x'",
        ),
        (
            (
                "members_admitted",
                "--unit",
                "thanh-uy",
                "--period",
                "2024",
                "--structure",
                "1999-01-01",
            ),
            "không tồn tại trong cơ cấu ngày 01/01/1999",
        ),
    ],
)
def test_faults_are_one_clear_line(city, arguments, said):  # noqa: F811
    post(city.first, {city.admitted: 3}, city.year)
    parser = argparse.ArgumentParser()
    figure.configure(parser)
    with pytest.raises(InputFault, match=said) as fault:
        figure.run(parser.parse_args(arguments))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("figure_id", ["", "m1", "m999u999p999", "m1u1p1s20250231"])
def test_an_unknown_id_is_said(city, figure_id):  # noqa: F811
    parser = argparse.ArgumentParser()
    trace.configure(parser)
    with pytest.raises(InputFault, match="số liệu"):
        trace.run(parser.parse_args([figure_id]))
