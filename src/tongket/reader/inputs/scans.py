"""Scanned pages and pictures read by Tesseract, where it is installed with Vietnamese."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tongket.core.words import said
from tongket.reader.inputs import limits
from tongket.reader.inputs.helpers import Deadline, HelperFault, folder, run
from tongket.reader.inputs.text import lines
from tongket.reader.source import Block, Source, UnreadableError

_MEMORY = 1_500
_DRAWING_MEMORY = 600
"""MiB of addresses: drawing a large page needs more than reading its text."""


def read_image(content: bytes, name: str, deadline: Deadline) -> Source:
    """Return the text recognised in a picture."""
    _refuse_without(name)
    with folder() as home:
        path = home / "page"
        path.write_bytes(content)
        try:
            text = _recognised(path, name, home, deadline)
        except HelperFault as fault:
            raise limits.broken(name) from fault
    return _source([text], 1, name)


def read_pages(path: Path, count: int, name: str, home: Path, deadline: Deadline) -> Source:
    """Return the text recognised on the pages of a PDF, as many as the time allows."""
    _refuse_without(name)
    texts: list[str] = []
    for number in range(count):
        if deadline.over:
            break
        try:
            texts.append(_page(path, number, name, home, deadline))
        except HelperFault:
            texts.append("")  # one page that cannot be drawn does not take the others with it
        except UnreadableError:
            if not any(texts):
                raise
            break
    return _source(texts, count, name)


def _page(path: Path, number: int, name: str, home: Path, deadline: Deadline) -> str:
    picture = home / "page.pgm"
    worker = (sys.executable, "-m", "tongket.reader.inputs.pdf_worker", "page")
    run(
        (*worker, str(path), str(number), str(picture)),
        name=name,
        home=home,
        deadline=deadline,
        memory=_DRAWING_MEMORY,
    )
    return _recognised(picture, name, home, deadline)


def _recognised(picture: Path, name: str, home: Path, deadline: Deadline) -> str:
    program = (_tesseract(), str(picture), "stdout", "-l", "vie", "--psm", "3")
    output = run(program, name=name, home=home, deadline=deadline, memory=_MEMORY)
    return output.decode("utf-8", errors="replace").replace("\f", "").strip("\n")


def _source(texts: list[str], count: int, name: str) -> Source:
    blocks: list[Block] = []
    whole = ""
    for number, text in enumerate(texts, 1):
        if text.strip():
            start = len(whole) + (1 if whole else 0)
            whole += ("\n" if whole else "") + text
            blocks += [
                Block(start=start + each.start, end=start + each.end, kind=each.kind, page=number)
                for each in lines(text, name)
            ]
    if not whole:
        raise UnreadableError(
            said("Không nhận ra chữ nào trong tệp %(file)s.", file=limits.place(name))
        )
    source = Source(name=name, kind="scan", text=whole, blocks=blocks, pages=count)
    source.remarks.append(said("Chữ được nhận dạng từ ảnh, có thể sai: hãy đối chiếu bản gốc."))
    if len(texts) < count:
        source.remarks.append(
            said(
                "Chỉ nhận dạng được %(read)s trong %(count)s trang trong thời gian cho phép.",
                read=len(texts),
                count=count,
            )
        )
    return source


def _refuse_without(name: str) -> None:
    if not _available():
        raise UnreadableError(
            said(
                "Tệp %(file)s là ảnh quét, không có chữ để đọc; muốn nhận dạng chữ, hãy cài "
                "Tesseract với tiếng Việt (tesseract-ocr-vie).",
                file=limits.place(name),
            )
        )


def _tesseract() -> str:
    return shutil.which("tesseract") or ""


@cache
def _available() -> bool:
    """Return whether Tesseract is installed with Vietnamese (asked once)."""
    program = _tesseract()
    if not program:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - a program of the machine, asked for its languages
            [program, "--list-langs"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"vie" in listed.stdout.split()
