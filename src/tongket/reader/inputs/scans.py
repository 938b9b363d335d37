"""Scanned pages and pictures read by Tesseract, where it is installed with Vietnamese."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tongket.core.words import said
from tongket.reader.inputs import limits
from tongket.reader.inputs.building import Builder, Draft
from tongket.reader.inputs.helpers import Deadline, HelperFault, folder, run
from tongket.reader.inputs.pdf_layout import Line, lines
from tongket.reader.inputs.pdf_paragraphs import paragraphs
from tongket.reader.source import Source, UnreadableError

_LINE, _WORD = "4", "5"
"""Levels of Tesseract's table."""
_CELLS = 12
_MEMORY = 800
_DRAWING_MEMORY = 600
"""MiB of addresses: drawing a large page needs more than reading its text."""


@dataclass(slots=True)
class _Seen:
    """A recognised word in the rectangle of its line."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    row: bool = False


def read_image(content: bytes, name: str, deadline: Deadline) -> Source:
    """Return the text recognised in a picture."""
    _refuse_without(name)
    with folder() as home:
        path = home / "page"
        path.write_bytes(content)
        try:
            page = _recognised(path, name, home, deadline, first=True)
        except HelperFault as fault:
            raise limits.broken(name) from fault
    return _source([page], 1, name)


def read_pages(path: Path, count: int, name: str, home: Path, deadline: Deadline) -> Source:
    """Return the text recognised on the pages of a PDF, as many as the time allows."""
    _refuse_without(name)
    pages: list[list[Line]] = []
    for number in range(count):
        if deadline.over:
            break
        try:
            pages.append(_page(path, number, name, home, deadline))
        except HelperFault:
            pages.append([])  # one page that cannot be drawn does not take the others with it
        except UnreadableError:
            if not any(pages):
                raise
            break
    return _source(pages, count, name)


def _page(path: Path, number: int, name: str, home: Path, deadline: Deadline) -> list[Line]:
    picture = home / "page.pgm"
    worker = (sys.executable, "-m", "tongket.reader.inputs.pdf_worker", "page")
    run(
        (*worker, str(path), str(number), str(picture)),
        name=name,
        home=home,
        deadline=deadline,
        memory=_DRAWING_MEMORY,
    )
    return _recognised(picture, name, home, deadline, first=number == 0)


def _recognised(
    picture: Path, name: str, home: Path, deadline: Deadline, *, first: bool
) -> list[Line]:
    program = (_tesseract(), str(picture), "stdout", "-l", "vie", "--psm", "3", "tsv")
    output = run(program, name=name, home=home, deadline=deadline, memory=_MEMORY)
    return lines(_words(output.decode("utf-8", errors="replace")), first_page=first)


def _words(table: str) -> Iterator[_Seen]:
    """Yield the words of Tesseract's table, each as high as its line, heights from the foot up."""
    top = bottom = 0.0
    for each in table.split("\n")[1:]:
        cells = each.split("\t")
        if len(cells) != _CELLS or not all(map(str.isdecimal, cells[6:10])):
            continue
        left, above, width, height = map(int, cells[6:10])
        if cells[0] == _LINE:
            top, bottom = -above, -(above + height)
        elif cells[0] == _WORD and cells[11].strip():
            yield _Seen(cells[11].strip(), left, left + width, bottom, top)


def _source(pages: list[list[Line]], count: int, name: str) -> Source:
    builder = Builder(name)
    for each in paragraphs(pages):
        draft = Draft("row" if each.row else "paragraph", page=each.page)
        draft.add(each.text)
        builder.put(draft, joined=each.continues)
    if not builder.blocks:
        raise UnreadableError(
            said("Không nhận ra chữ nào trong tệp %(file)s.", file=limits.place(name))
        )
    source = Source(name=name, kind="scan", text=builder.text, blocks=builder.blocks, pages=count)
    source.remarks.append(said("Chữ được nhận dạng từ ảnh, có thể sai: hãy đối chiếu bản gốc."))
    if len(pages) < count:
        source.remarks.append(limits.cut_short(len(pages), count))
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
