"""Roll up a form of forty lines for every unit, against one bare SQL grouping and against pandas.

python -m benchmarks.rollup [--database sqlite|postgresql] [--scale city|country] [--json]
"""

from typing import Any

from benchmarks import common

GROUPING = (
    "SELECT unit_id, measure_id, SUM(value) FROM figures_observation WHERE period_id = %s "
    "AND official AND superseded_at IS NULL GROUP BY unit_id, measure_id"
)


def main() -> int:
    options = common.arguments(__doc__ or "")
    common.prepare(options.database)
    made = common.build(options.scale, lines=options.lines)
    from django.db import connection

    from tongket.periods.models import Period
    from tongket.rollup.selectors import compute_all

    period = Period.objects.get(pk=made.period_id)

    def ours() -> Any:
        return compute_all(period)

    def bare() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(GROUPING, [made.period_id])
            return cursor.fetchall()

    def pandas_way() -> Any:
        import pandas

        with connection.cursor() as cursor:
            cursor.execute(GROUPING, [made.period_id])
            frame = pandas.DataFrame(cursor.fetchall(), columns=["descendant", "line", "value"])
            frame["value"] = frame["value"].astype("int64")
            cursor.execute(
                "SELECT descendant_id, ancestor_id FROM org_ancestry WHERE valid_to IS NULL"
            )
            closure = pandas.DataFrame(cursor.fetchall(), columns=["descendant", "ancestor"])
        joined = frame.merge(closure, on="descendant")
        return joined.groupby(["ancestor", "line"])["value"].sum()

    mine, floor = common.alternate(ours, bare, options.runs)
    totals = ours().row(made.root)
    theirs = pandas_way()
    same = all(totals[line] == theirs[(made.root, line)] for line in made.measures)
    other = common.median(pandas_way, 3)
    details = {
        "ours ms": mine,
        "bare grouping ms": floor,
        "pandas ms": other,
        "units": made.units,
        "observations": made.observations,
        "database": options.database,
        "sums equal": same,
    }
    results = [
        common.Result("roll-up of every unit / bare SQL grouping", mine / floor, 1.5, details),
        common.Result("roll-up of every unit / pandas", mine / other, 1.0, {"pandas ms": other}),
    ]
    return common.report(results, as_json=options.json) or (0 if same else 1)


if __name__ == "__main__":
    raise SystemExit(main())
