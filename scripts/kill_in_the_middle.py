"""Kill the work in the middle, many times, and prove that nothing is ever half done.

A child process imports workbooks, accepts returns, corrects them and brings in whole rounds, in a
loop, on an installation made for this test. It is killed (SIGKILL) at random moments; each time
everything is checked: a return is wholly accepted (version, evidence, observations, totals, mark,
audit) or not at all, a workbook is wholly in the draft or not at all, a round wholly brought in or
not at all, stored totals equal a recount, the audit chain holds.

    python scripts/kill_in_the_middle.py [--times 20] [--seed 1] [--json]

Uses SQLite in a temporary folder; with DATABASE_URL also a temporary database on that server.
Exit 1 when something is half done.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "scripts" / "kill_parts.py"
LONGEST_LIFE = 1.5
"""Seconds a child lives at most before it is killed."""


def main() -> int:
    """Run all databases; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20, help="how often to kill (default 20)")
    parser.add_argument("--seed", type=int, default=None, help="for the random moments")
    parser.add_argument("--json", action="store_true")
    known = parser.parse_args()
    seed = known.seed if known.seed is not None else random.SystemRandom().randrange(10**6)
    results = []
    for name, environment in databases():
        with environment as variables:
            results.append(
                {"database": name, "seed": seed} | kill_often(variables, known.times, seed)
            )
    faults = [fault for result in results for fault in result["faults"]]
    if known.json:
        print(json.dumps(results, ensure_ascii=False))
    else:
        for result in results:
            print(
                f"{result['database']}: {result['kills']} kills, {result['in_work']} in the middle of "
                f"work, {result['acts']} acts done whole, {len(result['faults'])} half done "
                f"(seed {result['seed']})"
            )
        for fault in faults:
            print("  " + fault)
    return 1 if faults else 0


# --- the parent ----------------------------------------------------------------------------------


def databases() -> Iterator[tuple[str, "contextmanager[dict[str, str]]"]]:
    """Yield each database's name with a context that makes and removes its installation."""
    yield "sqlite", temporary_home("")
    address = os.environ.get("DATABASE_URL", "")
    if address:
        yield "postgresql", temporary_server_database(address)


@contextmanager
def temporary_home(address: str) -> Iterator[dict[str, str]]:
    """Give the environment of a new installation in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="tongket-kill-") as home:
        variables = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
        variables |= {
            "TONGKET_HOME": home,
            "DJANGO_SETTINGS_MODULE": "tongket.project.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
        if address:
            variables["DATABASE_URL"] = address
        yield variables


@contextmanager
def temporary_server_database(address: str) -> Iterator[dict[str, str]]:
    """Give the environment of a new installation on a server's database, dropped afterwards."""
    name = f"tongket_kill_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with temporary_home(address.rsplit("/", 1)[0] + f"/{name}") as variables:
                yield variables
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def part(name: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a part (``kill_parts``) to its end."""
    return subprocess.run(
        [sys.executable, str(PARTS), name],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )


def kill_often(variables: dict[str, str], times: int, seed: int) -> dict[str, object]:
    """Build an installation, kill the work in it ``times`` times, check after each."""
    moments = random.Random(seed)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "-v0"], env=variables, check=True, cwd=ROOT
    )
    part("build", variables)
    faults: list[str] = []
    in_work, acts = 0, 0
    for kill in range(1, times + 1):
        child = subprocess.Popen(
            [sys.executable, str(PARTS), "work"],
            env=variables,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        child.stdout.readline()  # it says when it begins
        time.sleep(moments.uniform(0.01, LONGEST_LIFE))
        in_work += child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()
        report = json.loads(part("check", variables).stdout)
        acts = report["acts"]
        faults += [f"kill {kill}: {fault}" for fault in report["faults"]]
    return {"kills": times, "in_work": in_work, "acts": acts, "faults": faults}


if __name__ == "__main__":
    sys.exit(main())
