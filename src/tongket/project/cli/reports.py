"""What ``read`` and ``proofread`` share: the files of the command line, and showing places in them."""

import argparse
import signal
import sys
import time
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path
from threading import current_thread, main_thread

from tongket.core.words import said
from tongket.reader.checks.findings import Finding
from tongket.reader.draft import Reading
from tongket.reader.facts import Span
from tongket.reader.inputs import limits, open_bytes, open_file
from tongket.reader.inputs.helpers import too_slow
from tongket.reader.portions import portions
from tongket.reader.reading import read
from tongket.reader.source import Source, UnreadableError

STDIN = "-"
_SECONDS = 12.0
"""For all of a report; what is not read by then is left out."""
_FIRST_SECONDS = 15.0
"""For the first portion, which is all there is of most reports."""
_SIDE = 60
"""Characters shown before and after the words a line is shown for."""
_STYLES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "yellow": "33", "cyan": "36"}


@dataclass(slots=True, frozen=True)
class Given:
    """A file of the command line: its source, or why there is none."""

    argument: str
    label: str
    """What it is called in the answer: its name, or its path where two have one name."""
    source: Source | None
    fault: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments both commands take."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="tệp Word, PDF, trang web hay văn bản; - là dữ liệu vào chuẩn",
    )
    parser.add_argument(
        "--json", action="store_true", help="in ra JSON: danh sách, mỗi tệp một mục"
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=limits.PATIENCE,
        metavar="SECONDS",
        help="số giây nhiều nhất cho một tệp (PDF, ảnh quét, tệp .doc); mặc định: %(default)s",
    )


def opened(arguments: argparse.Namespace) -> Iterator[Given]:
    """Yield the files one by one; one that cannot be read does not stop the others."""
    names = [Path(each).name for each in arguments.files]
    for argument, name in zip(arguments.files, names, strict=True):
        label = name if names.count(name) == 1 else argument
        try:
            yield Given(argument, label, _source(argument, arguments.patience))
        except UnreadableError as fault:
            print(f"tongket: {fault}", file=sys.stderr)
            yield Given(argument, label, None, str(fault))


def _source(argument: str, patience: float) -> Source:
    if argument != STDIN:
        return open_file(Path(argument), patience=patience)
    content = sys.stdin.buffer.read(limits.MOST_BYTES + 1)
    return open_bytes(content, said("dữ liệu vào chuẩn"), patience=patience)


def read_within_time(
    source: Source, check: Callable[[Reading], list[Finding]] = lambda _: []
) -> Iterator[tuple[int, Reading, list[Finding]]]:
    """Yield the readings of a source's portions, with what a check says of each.

    When the time is up no more come, and the source has a remark on how far it was read; it is
    refused where not even the first portion was.
    """
    began = time.monotonic()
    start = 0
    for number, (first, after) in enumerate(portions(source.text)):
        if number == 1:
            source.remarks.append(
                said("Báo cáo rất dài nên được đọc từng phần; không so số liệu giữa hai phần.")
            )
        start = first
        left = _SECONDS - (time.monotonic() - began)
        try:
            with _alarm(left if number else _FIRST_SECONDS):
                reading = read(source.text[first:after] if number else source.text[:after])
                findings = check(reading)
        except _TimeUpError:
            break
        yield first, reading, findings
    else:
        return
    if start == 0:
        raise too_slow(source.name)
    source.remarks.append(
        said(
            "Chỉ đọc được %(percent)s%% đầu báo cáo trong thời gian cho phép.",
            percent=100 * start // len(source.text),
        )
    )


class _TimeUpError(Exception):
    pass


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise ``_TimeUpError`` in what takes longer, where the system has timers that can."""
    if seconds <= 0:
        raise _TimeUpError
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return

    def ring(_signal: int, _frame: object) -> None:
        raise _TimeUpError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


Paint = Callable[[str, str], str]


def painter() -> Paint:
    """Return what colours text for a terminal; elsewhere, or with NO_COLOR, it changes nothing."""
    if environ.get("NO_COLOR") or not sys.stdout.isatty() or environ.get("TERM") == "dumb":
        return lambda text, _: text
    return lambda text, style: f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


class Places:
    """Where positions of a text stand: line, page, and the words around them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._starts = [0]
        for index, letter in enumerate(source.text):
            if letter == "\n":
                self._starts.append(index + 1)

    def named(self, position: int) -> str:
        """Return the line of a position, with its page where the file has pages."""
        block = self._source.block_at(position)
        line = bisect_right(self._starts, position)
        if block is not None and block.page is not None:
            return said("trang %(page)s, dòng %(line)s", page=block.page, line=line)
        return said("dòng %(line)s", line=line)

    def shown(self, spans: list[Span], paint: Paint) -> Iterator[str]:
        """Yield the lines a finding is about, its words underlined."""
        by_line: dict[int, list[Span]] = {}
        for span in sorted(spans):
            by_line.setdefault(bisect_right(self._starts, span[0]) - 1, []).append(span)
        for line, inside in by_line.items():
            for near in _near(inside):
                yield from self._line(line, near, paint)

    def _line(self, line: int, spans: list[Span], paint: Paint) -> Iterator[str]:
        text = self._source.text
        start = self._starts[line]
        last = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(text)
        first = _word_start(text, max(spans[0][0] - _SIDE, start), start)
        after = min(max(end for _, end in spans) + _SIDE, last)
        before_mark, after_mark = "…" * (first > start), "…" * (after < last)
        words, marks, position = before_mark, " " * len(before_mark), first
        for begin, end in spans:
            begin, end = max(begin, position), min(end, after)
            words += _plain(text[position:begin]) + paint(_plain(text[begin:end]), "underline")
            marks += " " * _width(text[position:begin]) + "^" * max(_width(text[begin:end]), 1)
            position = max(position, end)
        words += _plain(text[position:after]) + after_mark
        yield words
        if paint("", "bold") == "":
            yield marks


def _near(spans: list[Span]) -> Iterator[list[Span]]:
    """Yield the spans of a line in groups that are shown together: long lines are cut between."""
    group: list[Span] = []
    for span in spans:
        if group and span[0] - group[-1][1] > 2 * _SIDE:
            yield group
            group = []
        group.append(span)
    yield group


def _word_start(text: str, position: int, least: int) -> int:
    while position > least and not text[position - 1].isspace():
        position -= 1
    return position


def _plain(text: str) -> str:
    """Return text that cannot command a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _width(text: str) -> int:
    return sum(1 for letter in text if not unicodedata.combining(letter))
