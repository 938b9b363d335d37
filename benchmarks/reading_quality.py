"""How well narrative reports are read: precision, recall, F1 and value per kind of fact.

python -m benchmarks.reading_quality [--misses N] [--set NAME=FOLDER …] [--json]

Reads the reports of tests/reader/corpus and, where they lie beside the repository, those of
shared/corpus/dev and shared/sources; a set is a folder of NN.txt with their labels NN.json.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.score_facts import KINDS, NUMBERED, Fact, Score, score
from tongket.reader.reading import read

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SETS = {
    "own": ROOT / "tests" / "reader" / "corpus",
    "dev": SHARED / "corpus" / "dev",
    "sources": SHARED / "sources",
}
BARS = {
    "figure": 0.97,
    "ratio": 0.97,
    "percent": 0.97,
    "change": 0.93,
    NUMBERED: 0.98,
    "document": 0.94,
    "period": 0.93,
    "person_role": 0.95,
    "task": 0.90,
}
"""The F1 each kind must reach."""
VALUE_BAR, BOUND_BAR, PERIOD_BAR = 0.99, 0.99, 0.88
"""On what is found: the value, a figure's bound, a figure's period."""


def labelled(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the reports of a set: name, text as it was given, labels."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if text.exists():
            given = text.read_bytes().decode("utf-8")
            yield text.name, given, json.loads(path.read_text(encoding="utf-8"))


def measure(folder: Path) -> Score:
    """Read every report of a set and score what was read."""
    total = Score()
    for name, text, labels in labelled(folder):
        facts = read(text).as_json()["facts"]
        assert isinstance(facts, list)
        total.add(score(name, labels, facts))
    return total


def shortfalls(result: Score) -> list[str]:
    """Return what misses its bar, in words."""
    missed = [
        f"{kind}: F1 {result.counts[kind].f1:.3f} < {bar}"
        for kind, bar in BARS.items()
        if result.counts[kind].labelled and result.counts[kind].f1 < bar
    ]
    on_found = (
        ("values", result.value, VALUE_BAR),
        ("a figure's bound", result.share("qualifier"), BOUND_BAR),
        ("a figure's period", result.share("period"), PERIOD_BAR),
    )
    return missed + [f"{what}: {got:.3f} < {bar}" for what, got, bar in on_found if got < bar]


def show(name: str, result: Score, listed: int) -> None:
    """Print a set's table, and the misses where asked for."""
    print(
        f"\n{name}\n{'kind':18}{'labels':>7}{'read':>7}{'prec':>8}{'recall':>8}{'F1':>8}{'value':>8}"
    )
    for kind in (*KINDS, NUMBERED):
        count = result.counts[kind]
        if count.labelled or count.read:
            bar = f"  (bar {BARS[kind]})" if kind in BARS else ""
            print(
                f"{kind:18}{count.labelled:7}{count.read:7}{count.precision:8.3f}{count.recall:8.3f}"
                f"{count.f1:8.3f}{count.value:8.3f}{bar}"
            )
    print(
        f"values {result.value:.3f}; of figures: bound {result.share('qualifier'):.3f}, "
        f"period {result.share('period'):.3f}, organisation {result.share('organisation'):.3f}"
    )
    for line in shortfalls(result):
        print(f"MISSED  {line}")
    for label, facts in (("missed", result.misses), ("false alarm", result.false_alarms)):
        for file, fact in facts[:listed]:
            print(f"{label:12}{file:10}{fact['kind']:14}{_short(fact)}")
    for file, fact, got in result.wrong[:listed]:
        print(f"{'wrong value':12}{file:10}{fact['kind']:14}{_short(fact)}  read as {_values(got)}")


def _short(fact: Fact) -> str:
    text = " ".join(str(fact.get("surface")).split())
    return f"[{fact['start']}] {text if len(text) < 70 else text[:67] + '…'}"


def _values(fact: Fact) -> str:
    left_out = {"kind", "start", "end", "surface", "sentence", "parts", "mentions", "confidence"}
    kept = {name: value for name, value in fact.items() if name not in left_out and value}
    return json.dumps(kept, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", type=int, default=0, help="how many of each to list")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sets = {name: Path(folder) for name, _, folder in (each.partition("=") for each in options.set)}
    results = {name: measure(folder) for name, folder in (sets or SETS).items() if folder.is_dir()}
    if options.json:
        json.dump({name: _as_json(result) for name, result in results.items()}, sys.stdout)
        print()
    else:
        for name, result in results.items():
            show(name, result, options.misses)
    return int(any(shortfalls(result) for result in results.values()))


def _as_json(result: Score) -> dict[str, Any]:
    kinds = {
        kind: {"precision": c.precision, "recall": c.recall, "f1": c.f1, "value": c.value}
        for kind, c in result.counts.items()
        if c.labelled
    }
    figures = {each: result.share(each) for each in ("qualifier", "period", "organisation")}
    return {"kinds": kinds, "value": result.value, "figures": figures}


if __name__ == "__main__":
    raise SystemExit(main())
