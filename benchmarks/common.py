"""What the benchmarks of figures share: a synthetic organisation in a database of its own, medians.

``prepare`` must run before anything of Django is imported: it points the settings at a temporary
SQLite file, or at a PostgreSQL database made for the run and dropped after it (server and user from
``BENCH_POSTGRES``, by default the local server as ``postgres``).
"""

import argparse
import atexit
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from typing import Any

SERVER = os.environ.get("BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
LEVELS = {
    "small": (1, 10, 80, 400),
    "city": (1, 250, 4_200, 15_549),
    "country": (1, 40, 3_400, 46_559, 250_000),
}
LINES = 40
RUNS = 5


def arguments(description: str, *, default_database: str = "sqlite") -> argparse.Namespace:
    """Parse the arguments that all benchmarks share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default=default_database)
    parser.add_argument("--scale", choices=sorted(LEVELS), default="city")
    parser.add_argument("--lines", type=int, default=LINES, help="lines of the form")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def prepare(database: str) -> None:
    """Make an empty installation and point Django at it."""
    home = tempfile.mkdtemp(prefix="tongket-bench-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ["TONGKET_HOME"] = home
    os.environ["TONGKET_FAST_TESTS"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tongket.project.settings"
    if database == "postgresql":
        os.environ["DATABASE_URL"] = f"{SERVER}/{_new_database()}"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _new_database() -> str:
    import psycopg

    name = f"tongket_bench_{os.getpid()}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")

    def drop() -> None:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    atexit.register(drop)
    return name


@dataclass(frozen=True)
class Organisation:
    """What was built: ids by level (the root first), measures, the year."""

    levels: list[list[int]]
    measures: list[int]
    period_id: int
    observations: int

    @property
    def root(self) -> int:
        """The unit above all others."""
        return self.levels[0][0]

    @property
    def units(self) -> int:
        """How many units there are."""
        return sum(len(level) for level in self.levels)


def build(scale: str, *, lines: int = LINES, observed: bool = True) -> Organisation:
    """Fill the database: a tree, measures, an observation of each by all but the top levels."""
    from datetime import date, datetime

    from tongket.periods.services import ensure_period

    start = date(2000, 1, 1).isoformat()
    period = ensure_period("2024")
    measures = _measures(start, lines)
    levels, parent_of = _tree(LEVELS[scale])
    insert("org_unit", ("id", "code", "tree", "official_code"), _units(levels))
    insert(
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
            (unit, f"Đơn vị {unit}", "", "cell", "", f"don vi {unit}", f"{unit:08d}", "", start)
            for level in levels
            for unit in level
        ),
    )
    insert(
        "org_unitedge",
        ("unit_id", "parent_id", "valid_from"),
        ((child, up, start) for child, up in parent_of.items()),
    )
    insert(
        "org_ancestry",
        ("descendant_id", "ancestor_id", "depth", "valid_from"),
        _ancestry(levels, parent_of, start),
    )
    written = 0
    if observed:
        now = datetime(2025, 1, 10, tzinfo=UTC).isoformat()
        insert(
            "figures_evidence",
            ("id", "kind", "key", "label", "address", "digest", "recorded_at", "author_label"),
            [(1, "import", "bench", "Đo tốc độ", "", "", now, "Hệ thống")],
        )
        reporting = [unit for level in levels[2:] for unit in level]
        written = insert(
            "figures_observation",
            (
                "measure_id",
                "unit_id",
                "period_id",
                "value",
                "bound",
                "basis",
                "official",
                "evidence_id",
                "recorded_at",
            ),
            (
                (
                    measure,
                    unit,
                    period.pk,
                    (unit * 31 + measure * 7) % 500 * 1000,
                    "exact",
                    "entered",
                    True,
                    1,
                    now,
                )
                for unit in reporting
                for measure in measures
            ),
        )
    analyse()
    return Organisation(levels, measures, period.pk, written)


def _measures(start: str, lines: int) -> list[int]:
    from tongket.indicators.models import Indicator, IndicatorVersion, Measure

    ids = []
    for number in range(lines):
        indicator = Indicator.objects.create(code=f"line_{number}")
        IndicatorVersion.objects.create(
            indicator=indicator,
            name=f"Dòng {number}",
            unit_of_measure="người",
            over_units="sum",
            over_time="sum",
            valid_from=start,
        )
        ids.append(Measure.objects.create(indicator=indicator).pk)
    return ids


def _tree(sizes: Sequence[int]) -> tuple[list[list[int]], dict[int, int]]:
    """Number units level by level; children are dealt out evenly."""
    levels: list[list[int]] = []
    parent_of: dict[int, int] = {}
    following = 1
    for size in sizes:
        level = list(range(following, following + size))
        if levels:
            above = levels[-1]
            parent_of |= {unit: above[place % len(above)] for place, unit in enumerate(level)}
        levels.append(level)
        following += size
    return levels, parent_of


def _units(levels: list[list[int]]) -> Iterator[tuple[Any, ...]]:
    for level in levels:
        for unit in level:
            yield unit, f"don-vi-{unit}", "party", ""


def _ancestry(
    levels: list[list[int]], parent_of: dict[int, int], start: str
) -> Iterator[tuple[Any, ...]]:
    for level in levels:
        for unit in level:
            above: int | None = unit
            depth = 0
            while above is not None:
                yield unit, above, depth, start
                above = parent_of.get(above)
                depth += 1


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows bare: COPY on PostgreSQL, one prepared statement on SQLite."""
    from django.db import connection, transaction

    names = ", ".join(columns)
    written = 0
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    written += 1
            if "id" in columns:
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
            return written
        marks = ", ".join(["?"] * len(columns))
        waiting = iter(rows)
        while some := list(islice(waiting, 20_000)):
            _many(cursor, table, names, marks, some)
            written += len(some)
    return written


def _many(cursor: Any, table: str, names: str, marks: str, rows: list[Sequence[Any]]) -> None:
    placeholders = marks.replace("?", "%s")
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({placeholders})", rows)


def analyse() -> None:
    """Let the database know its tables, as it would after a while of use."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def median(work: Callable[[], Any], runs: int = RUNS) -> float:
    """Return the median time of ``work`` in milliseconds, after one run that does not count."""
    work()
    times = []
    for _ in range(max(runs, 3)):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def alternate(
    first: Callable[[], Any], second: Callable[[], Any], runs: int = RUNS
) -> tuple[float, float]:
    """Return the medians of two works run turn about, so that a busy machine slows both."""
    first(), second()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(max(runs, 3)):
        for work, kept in zip((first, second), times, strict=True):
            started = time.perf_counter()
            work()
            kept.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


@dataclass(frozen=True)
class Result:
    """One comparison: the ratio first, its bar, and the numbers behind it."""

    name: str
    ratio: float
    bar: float
    details: dict[str, Any]
    at_least: bool = False

    @property
    def passed(self) -> bool:
        """Whether the bar is met."""
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar


def report(results: list[Result], *, as_json: bool) -> int:
    """Print results, ratios first; return 1 when one misses its bar."""
    if as_json:
        rows = [
            {
                "name": r.name,
                "ratio": round(r.ratio, 3),
                "bar": r.bar,
                "passed": r.passed,
                **r.details,
            }
            for r in results
        ]
        json.dump(rows, sys.stdout, ensure_ascii=False)
        print()
    else:
        for r in results:
            sign = "≥" if r.at_least else "≤"
            numbers = ", ".join(
                f"{key} {value:,.1f}" if isinstance(value, float) else f"{key} {value}"
                for key, value in r.details.items()
            )
            print(
                f"{r.ratio:8.2f}  (bar {sign} {r.bar:g}, {'met' if r.passed else 'MISSED'})  {r.name}: {numbers}"
            )
    return 0 if all(r.passed for r in results) else 1
