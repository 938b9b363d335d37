"""``tongket read``: the facts in narrative reports."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace

from tongket.core.words import marked, said
from tongket.project.cli.reports import (
    Paint,
    Places,
    add_arguments,
    opened,
    painter,
    read_within_time,
)
from tongket.reader.draft import Reading
from tongket.reader.facts import Fact
from tongket.reader.portions import shift
from tongket.reader.source import Source, UnreadableError

STANDALONE = True
"""Needs no installation."""

_TITLES = {
    "figure": marked("Số liệu"),
    "ratio": marked("Tỷ lệ giữa hai số"),
    "percent": marked("Phần trăm"),
    "change": marked("Tăng, giảm"),
    "document": marked("Văn bản"),
    "date": marked("Ngày"),
    "period": marked("Kỳ"),
    "person_role": marked("Người và chức vụ"),
    "organisation": marked("Tổ chức"),
    "theme": marked("Chủ đề"),
    "task": marked("Nhiệm vụ"),
}
_LEFT_OUT = {
    "kind", "start", "end", "surface", "sentence", "confidence", "parts", "mentions",
    "number_start", "number_end", "year_stated", "delta_stated",
}  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the facts of each file; 1 when a file is at fault."""
    paint = painter()
    write = sys.stdout.write
    faults = 0
    for number, given in enumerate(opened(arguments)):
        if arguments.json:
            write(", " if number else "[")
        if given.source is None:
            faults += 1
            _answer_fault(given.label, given.fault, arguments)
            continue
        try:
            if arguments.json:
                _write(given.label, given.source)
            else:
                _show(given.label, given.source, paint)
        except UnreadableError as fault:
            faults += 1
            print(f"tongket: {fault}", file=sys.stderr)
            _answer_fault(given.label, str(fault), arguments)
    if arguments.json:
        write("]\n")
    return 1 if faults else 0


def _answer_fault(label: str, fault: str, arguments: argparse.Namespace) -> None:
    if arguments.json:
        answer = {"file": label, "error": fault, "facts": []}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False))


def _write(label: str, source: Source) -> None:
    """Print a file's reading as JSON, fact by fact: a long report has tens of thousands."""
    write = sys.stdout.write
    separator = ""
    distractors: list[object] = []
    for start, reading in _carried(source):
        about = replace(reading, facts=[], distractors=[]).as_json(label)
        if start == 0:
            del about["facts"], about["distractors"]
            write(json.dumps(about, ensure_ascii=False)[:-1] + ', "facts": [')
        for fact in reading.facts:
            write(separator + json.dumps(fact.as_json(), ensure_ascii=False))
            separator = ", "
        distractors += [
            {"start": first, "end": after, "surface": source.text[first:after], "reason": reason}
            for first, after, reason in reading.distractors
        ]
    rest = {"distractors": distractors, "remarks": source.remarks}
    write("], " + json.dumps(rest, ensure_ascii=False)[1:])


def _carried(source: Source) -> Iterator[tuple[int, Reading]]:
    """Yield the portions' readings with their positions in the whole text."""
    sentences = 0
    for start, reading, _ in read_within_time(source):
        for fact in reading.facts if start else ():
            shift(fact, start, sentences)
        reading.distractors = [
            (first + start, after + start, reason) for first, after, reason in reading.distractors
        ]
        sentences += len(reading.sentence_spans)
        yield start, reading


def _show(label: str, source: Source, paint: Paint) -> None:
    facts: list[Fact] = []
    about: list[tuple[str, str | None]] = []
    for start, reading in _carried(source):
        if start == 0:
            about = [
                (said("Tổ chức"), reading.organisation),
                (said("Kỳ"), reading.period),
                (said("Ngày"), reading.day),
            ]
        facts += reading.facts
    print(paint(label, "bold"))
    for name, value in [*about, *((said("Lưu ý"), remark) for remark in source.remarks)]:
        if value:
            print(f"  {name}: {value}")
    places = Places(source)
    for kind, title in _TITLES.items():
        found = [fact for fact in facts if fact.kind == kind]
        if found:
            print(paint(f"  {said(title)} ({len(found)})", "cyan"))
        for fact in found:
            print(_line(fact, places, paint))
    print()


def _line(fact: Fact, places: Places, paint: Paint) -> str:
    fields = [
        f"{name}={value}"
        for name, value in fact.as_json().items()
        if name not in _LEFT_OUT and value not in (None, "", [], "exact") and value != fact.surface
    ]
    where = paint(f"[{places.named(fact.start)}]", "dim")
    words = " ".join(fact.surface.split())
    return f"    {where} {paint(words, 'bold')}  {paint(', '.join(fields), 'dim')}".rstrip()
