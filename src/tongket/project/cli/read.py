"""``tongket read``: the facts in narrative reports."""

import argparse
import json
import sys
from dataclasses import replace

from tongket.core.words import said
from tongket.project.cli.reports import Paint, Places, add_arguments, opened, painter
from tongket.reader.draft import Reading
from tongket.reader.facts import Fact
from tongket.reader.reading import read
from tongket.reader.source import Source

STANDALONE = True
"""Needs no installation."""

_TITLES = {
    "figure": "Số liệu",
    "ratio": "Tỷ lệ giữa hai số",
    "percent": "Phần trăm",
    "change": "Tăng, giảm",
    "document": "Văn bản",
    "date": "Ngày",
    "period": "Kỳ",
    "person_role": "Người và chức vụ",
    "organisation": "Tổ chức",
    "theme": "Chủ đề",
    "task": "Nhiệm vụ",
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
            if arguments.json:
                fault = {"file": given.label, "error": given.fault, "facts": []}
                write(json.dumps(fault, ensure_ascii=False))
            continue
        reading = read(given.source.text)
        if arguments.json:
            _write(given.label, given.source, reading)
        else:
            _show(given.label, given.source, reading, paint)
    if arguments.json:
        write("]\n")
    return 1 if faults else 0


def _write(label: str, source: Source, reading: Reading) -> None:
    """Print a file's reading as JSON, fact by fact: a long report has tens of thousands."""
    about = replace(reading, facts=[]).as_json(label) | {"remarks": source.remarks}
    del about["facts"]
    sys.stdout.write(json.dumps(about, ensure_ascii=False)[:-1] + ', "facts": [')
    for number, fact in enumerate(reading.facts):
        shown = json.dumps(fact.as_json(), ensure_ascii=False)
        sys.stdout.write(f", {shown}" if number else shown)
    sys.stdout.write("]}")


def _show(label: str, source: Source, reading: Reading, paint: Paint) -> None:
    print(paint(label, "bold"))
    about = [
        (said("Tổ chức"), reading.organisation),
        (said("Kỳ"), reading.period),
        (said("Ngày"), reading.day),
        *((said("Lưu ý"), remark) for remark in source.remarks),
    ]
    for name, value in about:
        if value:
            print(f"  {name}: {value}")
    places = Places(source)
    for kind, title in _TITLES.items():
        facts = [fact for fact in reading.facts if fact.kind == kind]
        if facts:
            print(paint(f"  {said(title)} ({len(facts)})", "cyan"))
        for fact in facts:
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
