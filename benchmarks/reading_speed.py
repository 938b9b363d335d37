"""How fast reports are read, against underthesea's word segmentation of the same text.

python -m benchmarks.reading_speed [--runs N] [--reports N] [--json]

Both work on one and the same core, turn about, report by report; medians. Then reports of two pages
are read one after the other: how long a thousand take, and whether memory grows.
"""

import argparse
import os
import random
import resource
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import Result, report
from benchmarks.reading_quality import SETS, labelled
from benchmarks.segmenter import NoSegmenterError, Segmenter
from tongket.reader.reading import read

TIMES_AS_FAST = 3.0
PAGES = 5_000
"""Characters of a report of two pages."""
GROWTH = 1.05
"""How much memory may grow from the first third of the reports to the last: it warms up once."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--reports", type=int, default=1_000, help="how many reports of two pages")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    one_core()
    texts = [text for folder in SETS.values() for _, text, _ in labelled(folder)]
    results = [memory(texts, options.reports)]
    missing = ""
    try:
        results[:0] = speeds(options.runs)
    except NoSegmenterError as error:
        missing = f"not compared: underthesea cannot be installed or started here ({error})"
    status = report(results, as_json=options.json)
    if missing:
        print(missing)
    return 1 if missing else status


def speeds(runs: int) -> list[Result]:
    """Compare on the shared articles and development set together, then on each set alone.

    The bar is for the first: articles hold few figures, our own reports one in every forty
    characters, and the time of the reader goes with the figures, that of the segmenter does not.
    """
    sets = {name: [text for _, text, _ in labelled(folder)] for name, folder in SETS.items()}
    sets = {name: texts for name, texts in sets.items() if texts}
    shared = [text for name, texts in sets.items() if name != "own" for text in texts]
    results = [
        speed(shared or sets["own"], runs, "shared reports" if shared else "own", TIMES_AS_FAST)
    ]
    return results + [speed(texts, runs, name, 0.0) for name, texts in sets.items()]


def one_core() -> None:
    """Keep this process, and what it starts, on one core where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def speed(texts: list[str], runs: int, name: str, bar: float) -> Result:
    """Read and segment the texts turn about; the ratio of the medians."""
    segmenter = Segmenter(texts)
    ours: list[float] = []
    theirs: list[float] = []
    for run in range(max(runs, 3) + 1):
        started = time.perf_counter()
        for text in texts:
            read(text)
        took = time.perf_counter() - started
        other = segmenter.seconds()
        if run:  # the first does not count
            ours.append(took)
            theirs.append(other)
    segmenter.close()
    characters = sum(map(len, texts))
    reading, segmenting = statistics.median(ours), statistics.median(theirs)
    return Result(
        f"reading, times as fast as underthesea's word segmentation, {name}",
        segmenting / reading,
        bar,
        {
            "read characters a second": characters / reading,
            "segmented characters a second": characters / segmenting,
            "characters": characters,
            "runs": len(ours),
        },
        at_least=True,
    )


def memory(texts: list[str], reports: int) -> Result:
    """Read many reports of two pages, one after the other; memory at the end by at the start."""
    sizes: list[int] = []
    characters = 0
    started = time.perf_counter()
    for text in two_pages(texts, reports):
        read(text)
        characters += len(text)
        sizes.append(resident())
    took = time.perf_counter() - started
    third = max(len(sizes) // 3, 1)
    first, last = max(sizes[:third]), max(sizes[-third:])
    return Result(
        f"memory in the last third of {reports} reports of two pages by that in the first",
        last / first,
        GROWTH,
        {
            "MiB in the first third": first / 2**20,
            "MiB in the last third": last / 2**20,
            "seconds": took,
            "characters": characters,
        },
    )


def two_pages(texts: list[str], reports: int) -> Iterator[str]:
    """Yield reports of two pages, each put together of other lines of the given texts."""
    chance = random.Random(2026)
    for _ in range(reports):
        pages = ""
        while len(pages) < PAGES:
            pages += chance.choice(texts) + "\n"
        yield pages[:PAGES]


def resident() -> int:
    """Return the memory this process holds, in bytes; the highest so far where that is all there is."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    raise SystemExit(main())
