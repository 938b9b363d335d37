"""The roll-up page's data (direct children × forty lines), against reading as many stored rows bare.

python -m benchmarks.roll_up_page [--database sqlite|postgresql] [--scale city|country] [--json]
"""

from typing import Any

from benchmarks import common

BARE = (
    "SELECT unit_id, measure_id, value, count, inexact FROM rollup_storedtotal "
    "WHERE period_id = %s AND unit_id IN (SELECT unit_id FROM org_unitedge WHERE parent_id = %s)"
)


def main() -> int:
    options = common.arguments(__doc__ or "")
    common.prepare(options.database)
    made = common.build(options.scale, lines=options.lines)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tongket.periods.models import Period
    from tongket.rollup.selectors import totals
    from tongket.rollup.services import recount

    period = Period.objects.get(pk=made.period_id)
    recount(period)
    common.analyse()

    def ours() -> Any:
        return totals(period, made.root, made.measures)

    def bare() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [made.period_id, made.root])
            return cursor.fetchall()

    def queries(unit: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            totals(period, unit, made.measures)
        return len(seen)

    mine, floor = common.alternate(ours, bare, options.runs * 3)
    few, many = queries(made.levels[-2][0]), queries(made.root)
    details = {
        "ours ms": mine,
        "bare read ms": floor,
        "rows": len(bare()),
        "queries with many children": many,
        "queries with few": few,
        "database": options.database,
    }
    result = common.Result(
        "children × 40 lines / bare read of as many rows", mine / floor, 2.0, details
    )
    return common.report([result], as_json=options.json) or (0 if few == many else 1)


if __name__ == "__main__":
    raise SystemExit(main())
