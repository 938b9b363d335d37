"""Known errors planted into correct reports: how many are found, how many false alarms arise.

Each error makes one number, day or citation wrong where the text itself proves it: in our own
labelled reports, in those of the shared development set where it is there, and in synthetic ones.
An error is found when a finding lies on its place or on the numbers it is bound to. False alarms
are findings in the reports before anything was planted.

    python -m benchmarks.planted_errors [--reports 150] [--show 20] [--json]
"""

import argparse
import random
from collections import Counter

from benchmarks import common
from benchmarks.correct_reports import synthetic
from benchmarks.planter import Planted, Report, labelled, plant
from benchmarks.year_reports import year_reports
from tongket.reader.checks import Finding, proofread
from tongket.reader.reading import read

PER_REPORT = 6
SEED = 20


def overlaps(planted: Planted, findings: list[Finding], before: set[str]) -> bool:
    """Whether a finding that was not there before lies on the error or what it is bound to."""
    return any(
        a < d and c < b
        for finding in findings
        if finding.message not in before
        for a, b in finding.spans
        for c, d in planted.bound
    )


def measure(reports: list[Report], show: int) -> tuple[Counter[str], Counter[str], list[str], int]:
    """Return found and planted by kind, the false alarms, and how many words were read."""
    chance = random.Random(SEED)
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    alarms: list[str] = []
    words = 0
    for report in reports:
        clean = proofread(read(report.text))
        words += len(report.text.split())
        alarms += [f"{report.name}: {each.rule}: {each.message}" for each in clean]
        before = {each.message for each in clean}
        for site in chance.sample(report.sites, min(PER_REPORT, len(report.sites))):
            planted = plant(report, site, chance)
            tried[site.kind] += 1
            if overlaps(planted, proofread(read(planted.text)), before):
                found[site.kind] += 1
            elif show > 0:
                show -= 1
                a, b = planted.bound[0]
                print(
                    f"missed {site.kind} in {report.name}: {planted.text[max(a - 130, 0) : a]!r} >>{planted.text[a:b]}<< {planted.text[b : b + 90]!r}"
                )
    return found, tried, alarms, words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=150, help="synthetic reports")
    parser.add_argument("--show", type=int, default=0, help="how many missed errors to print")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = []
    for name, reports in (
        ("labelled", list(labelled())),
        ("synthetic", synthetic(options.reports)),
        ("synthetic years", year_reports(options.reports * 2 // 3)),
    ):
        found, tried, alarms, words = measure(reports, options.show)
        for alarm in alarms if options.show else []:
            print("false alarm in", alarm)
        total = sum(tried.values())
        kinds = {kind: f"{found[kind]}/{tried[kind]}" for kind in sorted(tried)}
        rate = sum(found.values()) / total if total else 0.0
        results.append(
            common.Result(f"planted errors found, {name}", rate, 0.95, kinds, at_least=True)
        )
        details = {"false alarms": len(alarms), "words": words}
        results.append(
            common.Result(
                f"false alarms in 5,000 words, {name}",
                len(alarms) * 5000 / max(words, 1),
                1.0,
                details,
            )
        )
    return common.report(results, as_json=options.json)


if __name__ == "__main__":
    raise SystemExit(main())
