"""``tongket proofread``: what does not agree in narrative reports."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from tongket.core.dates import DayError, parse_day
from tongket.core.words import marked, said
from tongket.project.cli.faults import InputFault
from tongket.project.cli.reports import (
    STDIN,
    Given,
    Paint,
    Places,
    add_arguments,
    opened,
    painter,
    read_within_time,
)
from tongket.reader.annotate import annotate
from tongket.reader.checks import Finding, proofread
from tongket.reader.portions import shifted
from tongket.reader.source import Source, UnreadableError

STANDALONE = True
"""Needs no installation."""

_SEVERITIES = {
    "error": (marked("Sai"), "red"),
    "warning": (marked("Nghi"), "yellow"),
    "note": (marked("Lưu ý"), "cyan"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_arguments(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="ANNOTATED.docx",
        help="ghi bản sao Word có nhận xét tại chỗ (chỉ với một tệp)",
    )
    parser.add_argument(
        "--as-of", metavar="DAY", help="ngày đọc báo cáo: ngày sau ngày này là ngày chưa tới"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the findings of each file; 1 when a file is at fault, not when there are findings."""
    if arguments.output and len(arguments.files) > 1:
        print(said("tongket: -o chỉ dùng với một tệp."), file=sys.stderr)
        return 2
    day = _day(arguments.as_of)
    answers: list[dict[str, object]] = []
    paint = painter()
    faults = 0
    for given in opened(arguments):
        if given.source is None:
            faults += 1
            answers.append({"file": given.label, "error": given.fault, "findings": []})
            continue
        try:
            findings = _findings(given.source, day)
        except UnreadableError as fault:
            faults += 1
            print(f"tongket: {fault}", file=sys.stderr)
            answers.append({"file": given.label, "error": str(fault), "findings": []})
            continue
        if arguments.output:
            _write(arguments.output, given, given.source, findings)
        if arguments.json:
            answers.append(_answer(given.label, given.source, findings))
        else:
            _show(given.label, given.source, findings, paint)
    if arguments.json:
        json.dump(answers, sys.stdout, ensure_ascii=False)
        print()
    return 1 if faults else 0


def _findings(source: Source, day: date | None) -> list[Finding]:
    portions = read_within_time(source, lambda reading: proofread(reading, today=day))
    return [shifted(finding, start) for start, _, findings in portions for finding in findings]


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_day(text)
    except DayError as fault:
        raise InputFault(str(fault)) from None


def _answer(label: str, source: Source, findings: list[Finding]) -> dict[str, object]:
    return {
        "file": label,
        "findings": [finding.as_json() for finding in findings],
        "remarks": source.remarks,
    }


def _write(output: str, given: Given, source: Source, findings: list[Finding]) -> None:
    path = Path(output)
    original = None if given.argument == STDIN else Path(given.argument)
    try:
        if original is not None and path.exists() and path.samefile(original):
            raise InputFault(said("-o phải là tệp khác: bản gốc không bị ghi đè."))
        content = b"" if original is None or source.kind != "docx" else original.read_bytes()
        if original is None and source.kind == "docx":
            raise InputFault(said("-o cần đường dẫn của tệp Word, không đọc từ dữ liệu vào chuẩn."))
        path.write_bytes(annotate(content, source, findings, moment=datetime.now(UTC)))
    except OSError as fault:
        raise InputFault(
            said("Không ghi được %(file)s: %(fault)s.", file=path, fault=fault.strerror)
        ) from None


def _show(label: str, source: Source, findings: list[Finding], paint: Paint) -> None:
    print(paint(label, "bold"))
    for remark in source.remarks:
        print(f"  {said('Lưu ý')}: {remark}")
    places = Places(source)
    for finding in findings:
        name, colour = _SEVERITIES[finding.severity]
        where = places.named(finding.spans[0][0]) if finding.spans else ""
        print(f"  {paint(said(name), colour)} [{where}] {finding.message}")
        for line in places.shown(finding.spans, paint):
            print(f"      {line}")
        if finding.arithmetic:
            print(f"    {said('Phép tính')}: {finding.arithmetic}")
        for repair in finding.repairs:
            old = " ".join(source.text[slice(*repair.span)].split())
            print(f"    → {old} ⇒ {repair.text} ({repair.reason})")
    if not findings:
        print(f"  {said('Không thấy chỗ nào không khớp.')}")
    print()
