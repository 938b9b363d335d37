"""Two hundred acceptances at the deadline, against bare transactions that write the same rows.

Each acceptance posts a form of forty lines for one unit: evidence, observations and the totals of
every unit above, all of which meet in the root's forty rows. Four processes of fifty people each
start at one signal; the server admits ``CONNECTIONS`` of them at a time, for both sides alike.

    python -m benchmarks.acceptances [--scale city|small] [--json]        (PostgreSQL always)
"""

import multiprocessing
import os
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks import common

PEOPLE = 200
PROCESSES = 4
CONNECTIONS = 40
NOW = datetime(2025, 1, 10, 8, 0, tzinfo=UTC)

Act = Callable[[int, int], None]
"""Accept one unit's return: unit id, number of the run."""


def ours(made: common.Organisation) -> Act:
    """Return the act as the product does it."""
    from tongket.figures.domain import NewEvidence, NewObservation
    from tongket.rollup.services import post

    def act(unit: int, run: int) -> None:
        rows = [
            NewObservation(measure, unit, made.period_id, value_of(unit, measure, run))
            for measure in made.measures
        ]
        evidence = NewEvidence("submission", f"{unit}-{run}", f"Phiếu {unit}", author_label="Đo")
        post(now=NOW, evidence=evidence, rows=rows)

    return act


def bare(made: common.Organisation, above: dict[int, list[int]]) -> Act:
    """Return one transaction that writes the same rows and nothing else."""
    from django.db import connection, transaction

    observations = _insert(
        "figures_observation (measure_id, unit_id, period_id, value, bound, basis, official, evidence_id, recorded_at)",
        "(%s, %s, %s, %s, 'exact', 'entered', true, %s, %s)",
        len(made.measures),
    )

    def act(unit: int, run: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO figures_evidence (kind, key, label, address, digest, recorded_at, author_label) "
                "VALUES ('submission', %s, %s, '', '', %s, 'Đo') RETURNING id",
                [f"{unit}-{run}", f"Phiếu {unit}", NOW],
            )
            (evidence,) = cursor.fetchone()
            values: list[Any] = []
            for measure in made.measures:
                value = value_of(unit, measure, run)
                values += [measure, unit, made.period_id, value, evidence, NOW]
            cursor.execute(observations, values)
            totals = sorted(
                (made.period_id, up, measure, value_of(unit, measure, run))
                for up in above[unit]
                for measure in made.measures
            )
            cursor.execute(
                _insert(
                    "rollup_storedtotal (period_id, unit_id, measure_id, value, count, inexact)",
                    "(%s, %s, %s, %s, 1, 0)",
                    len(totals),
                )
                + " ON CONFLICT (period_id, unit_id, measure_id) DO UPDATE SET "
                "value = rollup_storedtotal.value + excluded.value, count = rollup_storedtotal.count + 1",
                [item for row in totals for item in row],
            )

    return act


def _insert(into: str, row: str, count: int) -> str:
    return f"INSERT INTO {into} VALUES {', '.join([row] * count)}"


def value_of(unit: int, measure: int, run: int) -> int:
    """Return what a unit reports in a run."""
    return ((unit * 31 + measure * 7 + run) % 500 + 1) * 1000


def at_once(act: Act, units: Sequence[int], run: int) -> float:
    """Let everybody act at one signal; return how many acts a second were done."""
    start = multiprocessing.Barrier(PROCESSES + 1)
    gate = multiprocessing.Semaphore(CONNECTIONS)
    failed = multiprocessing.Value("i", 0)
    workers = [
        multiprocessing.Process(
            target=_people, args=(act, units[place::PROCESSES], run, start, gate, failed)
        )
        for place in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    start.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    passed = time.perf_counter() - started
    if failed.value:
        raise SystemExit(f"{failed.value} acceptances failed")
    return len(units) / passed


def _people(act: Act, units: Sequence[int], run: int, start: Any, gate: Any, failed: Any) -> None:
    from django.db import connection, connections

    connections.close_all()

    def person(unit: int) -> None:
        with gate:
            try:
                act(unit, run)
            except Exception as fault:  # noqa: BLE001 - told to the parent
                print(f"{type(fault).__name__}: {fault}")
                with failed.get_lock():
                    failed.value += 1
            finally:
                connection.close()

    threads = [threading.Thread(target=person, args=(unit,)) for unit in units]
    start.wait()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(0)


def faults(made: common.Organisation, units: Sequence[int], run: int) -> list[str]:
    """Return what was lost or doubled, in words."""
    from tongket.figures.models import Evidence, Observation
    from tongket.rollup.models import StoredTotal
    from tongket.rollup.services import check_totals

    said = check_totals()
    expected = len(units) * len(made.measures)
    if Observation.objects.official().count() != expected:
        said.append(f"{Observation.objects.official().count()} observations instead of {expected}")
    if Evidence.objects.count() != len(units):
        said.append(f"{Evidence.objects.count()} pieces of evidence instead of {len(units)}")
    for measure in made.measures:
        right = sum(value_of(unit, measure, run) for unit in units)
        held = StoredTotal.objects.get(unit=made.root, measure=measure)
        if (held.value, held.count) != (right, len(units)):
            said.append(f"measure {measure}: {held.value} instead of {right}")
    return said


def clear() -> None:
    """Empty what a run wrote."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE figures_observation, figures_evidence, rollup_storedtotal CASCADE")
        cursor.execute("VACUUM ANALYZE")
    connection.close()


def main() -> int:
    options = common.arguments(__doc__ or "", default_database="postgresql")
    common.prepare("postgresql")
    made = common.build(options.scale, observed=False)
    units = made.levels[-1][:PEOPLE]
    from tongket.org.models import Ancestry

    above: dict[int, list[int]] = {}
    for unit, up in Ancestry.objects.filter(descendant__in=units).values_list(
        "descendant_id", "ancestor_id"
    ):
        above.setdefault(unit, []).append(up)
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    said: list[str] = []
    for run in range(max(options.runs, 3) + 1):
        for name, act in (("ours", ours(made)), ("bare", bare(made, above))):
            clear()
            rate = at_once(act, units, run)
            said += faults(made, units, run)
            if run:
                rates[name].append(rate)
    mine, floor = (statistics.median(rates[name]) for name in ("ours", "bare"))
    details = {
        "ours a second": mine,
        "bare a second": floor,
        "people": len(units),
        "connections": CONNECTIONS,
        "lost or doubled": len(said),
    }
    result = common.Result(
        "acceptances at once / bare transactions", mine / floor, 0.5, details, at_least=True
    )
    for line in said[:10]:
        print(line)
    return common.report([result], as_json=options.json) or (1 if said else 0)


if __name__ == "__main__":
    raise SystemExit(main())
