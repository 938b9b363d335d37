"""One figure in the structure of another year, in milliseconds, beside a bare indexed query.

A reorganisation touches three units in a hundred: mergers of two and divisions into two.

    python -m benchmarks.restatement [--database sqlite|postgresql] [--scale city|country] [--json]
"""

from datetime import date
from typing import Any

from benchmarks import common

TURN = date(2025, 7, 1)
BARE = (
    "SELECT value FROM rollup_storedtotal WHERE period_id = %s AND unit_id = %s AND measure_id = %s"
)


def reorganise(made: common.Organisation) -> int:
    """Merge and divide units at the bottom; return how many were touched."""
    from django.db import connection

    from tongket.org.models import WHOLE, Reorganisation

    day = TURN.isoformat()
    bottom = made.levels[-1][:: max(1, len(made.levels[-1]) // (made.units * 3 // 100))]
    touched = bottom[: len(bottom) // 4 * 4]
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id, parent_id FROM org_unitedge")
        parent_of = dict(cursor.fetchall())
        marks = ", ".join(["%s"] * len(touched))
        for table, column in (
            ("org_unitversion", "unit_id"),
            ("org_unitedge", "unit_id"),
            ("org_ancestry", "descendant_id"),
        ):
            cursor.execute(
                f"UPDATE {table} SET valid_to = %s WHERE {column} IN ({marks})", [day, *touched]
            )
    decision = Reorganisation.objects.create(
        code="do", title="Đo tốc độ", instrument="", effective_on=TURN, state="applied"
    )
    new_units: dict[int, int] = {}
    links: list[tuple[int, int, str, int, int, str]] = []
    following = made.units + 1
    half = WHOLE // 2
    for place in range(0, len(touched), 4):
        one, two, split, _ends = touched[place : place + 4]
        joined, left, right = following, following + 1, following + 2
        following += 3
        new_units |= {joined: parent_of[one], left: parent_of[split], right: parent_of[split]}
        links += [
            (one, joined, "merge", WHOLE, half, "whole"),
            (two, joined, "merge", WHOLE, half, "whole"),
            (split, left, "split", half, WHOLE, "equal"),
            (split, right, "split", half, WHOLE, "equal"),
        ]
    write(new_units, parent_of, links, decision.pk, day)
    return len(touched)


def write(
    new_units: dict[int, int], parent_of: dict[int, int], links: list[Any], decision: int, day: str
) -> None:
    common.insert(
        "org_unit",
        ("id", "code", "tree", "official_code"),
        ((unit, f"don-vi-{unit}", "party", "") for unit in new_units),
    )
    common.insert(
        "org_unitversion",
        (
            "unit_id",
            "name",
            "short_name",
            "kind",
            "form",
            "folded",
            "sort_key",
            "instrument",
            "valid_from",
        ),
        (
            (unit, f"Đơn vị {unit}", "", "cell", "", f"don vi {unit}", f"{unit:08d}", "", day)
            for unit in new_units
        ),
    )
    common.insert(
        "org_unitedge",
        ("unit_id", "parent_id", "valid_from"),
        ((unit, up, day) for unit, up in new_units.items()),
    )
    common.insert(
        "org_ancestry",
        ("descendant_id", "ancestor_id", "depth", "valid_from"),
        ancestry(new_units, parent_of, day),
    )
    common.insert(
        "org_succession",
        (
            "reorganisation_id",
            "effective_on",
            "predecessor_id",
            "successor_id",
            "kind",
            "share",
            "back_share",
            "share_basis",
        ),
        ((decision, day, *link) for link in links),
    )
    common.analyse()


def ancestry(new_units: dict[int, int], parent_of: dict[int, int], day: str) -> Any:
    for unit, up in new_units.items():
        yield unit, unit, 0, day
        above: int | None = up
        depth = 1
        while above is not None:
            yield unit, above, depth, day
            above = parent_of.get(above)
            depth += 1


def main() -> int:
    options = common.arguments(__doc__ or "")
    common.prepare(options.database)
    made = common.build(options.scale, lines=options.lines)
    from django.db import connection

    from tongket.figures.domain import FigureKey
    from tongket.periods.models import Period
    from tongket.rollup.selectors import figure, restated
    from tongket.rollup.selectors.measures import measure_for, tree_day
    from tongket.rollup.services import recount

    period = Period.objects.get(pk=made.period_id)
    recount(period)
    touched = reorganise(made)
    line = made.measures[0]
    measure = measure_for(line, tree_day(period))
    below = made.levels[1][0]
    own = figure(FigureKey(line, made.root, period.pk))

    def bare() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [period.pk, made.root, line])
            return cursor.fetchall()

    def whole() -> Any:
        return restated(measure, period, TURN, made.root)

    mine, floor = common.alternate(whole, bare, options.runs * 2)
    part = common.median(lambda: restated(measure, period, TURN, below), options.runs * 2)
    page = common.median(lambda: figure(FigureKey(line, made.root, period.pk, TURN)), options.runs)
    answer = whole()
    conserved = answer.exact + answer.apportioned == own.value
    details = {
        "touched units": touched,
        "units": made.units,
        "unit of level 2 ms": part,
        "with completeness, inputs and names ms": page,
        "bare indexed query ms": floor,
        "sum conserved": conserved,
        "apportioned": str(answer.apportioned),
        "database": options.database,
    }
    result = common.Result("the root in another structure, ms", mine, 100.0, details)
    return common.report([result], as_json=options.json) or (0 if conserved else 1)


if __name__ == "__main__":
    raise SystemExit(main())
