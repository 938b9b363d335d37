"""Make files that try to crash, stall or fill the memory of whoever reads them.

    python -m scripts.hostile_files FOLDER            make all of them (some are sparse)
    python -m scripts.hostile_files FOLDER --measure  and have each read, with its time and memory

Every file must end in a text or in one clear sentence, within ``SECONDS`` and ``MEBIBYTES``. The
same files come out every time. A test of the suite reads a sample of them.
"""

import argparse
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.hostile_pdf import one_page, pdfs, shown
from scripts.hostile_word import (
    LAUGHS,
    SENTENCE,
    Made,
    archives,
    body,
    nested,
    paragraph,
    word_documents,
    word_file,
    word_parts,
)

SECONDS = 20
MEBIBYTES = 300


def pages() -> Iterator[Made]:
    """Yield web pages."""
    start = "<!DOCTYPE html><html><body>"
    for name, content in (
        ("deep", nested("<div>", "</div>", 300_000, SENTENCE)),
        ("deep-inline", nested("<b>", "</b>", 100_000, SENTENCE)),
        ("deep-lists", nested("<ul><li>", "</li></ul>", 50_000, SENTENCE)),
        ("deep-tables", nested("<table><tr><td>", "</td></tr></table>", 20_000, SENTENCE)),
        ("unclosed", "<p>" * 500_000 + SENTENCE),
        ("tags", "<i></i>" * 300_000),
        ("links", "<a href=x>x</a> " * 100_000),
        ("attributes", "<p " + "a=b " * 300_000 + ">" + SENTENCE),
        ("long-attribute", f'<p class="{"nav-" * 2_000_000}">{SENTENCE}</p>'),
        ("colspan", "<table>" + "<tr><td colspan=999999999>a<td>b</tr>" * 500 + "</table>"),
        ("entities", "<p>" + "&amp;&#x110000;&#0;&nosuch;" * 50_000 + "</p>"),
        ("comment", "<!--" + "x" * 3_000_000),
        ("script", "<script>" + "<p>x</p>" * 200_000),
        ("only-links", "<ul>" + "<li><a>Tin</a></li>" * 2_000 + "</ul>"),
        ("nothing", ""),
        ("nul", f"<p>{SENTENCE}\0{SENTENCE}</p>"),
        ("doctype", f"<!DOCTYPE x [{LAUGHS}]><p>&a11;</p>"),
        ("wrong-charset", f'<meta charset="utf-16"><p>{SENTENCE}</p>'),
        ("no-charset", f'<meta charset="no-such"><p>{SENTENCE}</p>'),
        ("ordered", '<ol start="99999999999999">' + "<li>x" * 10_000 + "</ol>"),
        ("paragraphs", f"<p>{SENTENCE}</p>" * 60_000),
    ):
        yield f"page-{name}.html", (start + content).encode()
    yield "page-archive.mhtml", b"Content-Type: multipart/related; boundary=x\n\n--x\n" * 20_000


def texts() -> Iterator[Made]:
    """Yield plain texts."""
    encoded = SENTENCE.encode()
    for name, content in (
        ("empty", b""), ("blank", b" \n\t\r\n" * 50_000), ("nul", b"\0" * 10_000), ("mark", b"\xef\xbb\xbf"),
        ("mark-16", b"\xff\xfe"), ("odd-16", b"\xff\xfea\0b"), ("broken-16", b"\xff\xfe" + b"\0\xd8" * 999),
        ("broken-8", encoded[:-3] + b"\xff\xfe\xc3" * 99), ("one-byte", b"\xc3"),
        ("lines", b"a\n" * 3_000_000), ("line-ends", b"\r" * 9_000_000 + encoded),
        ("long-line", encoded * 60_000), ("long-word", b"a" * 5_000_000), ("digits", b"1" * 5_000_000),
        ("points", b"1." * 1_000_000), ("brackets", b"(" * 1_000_000), ("quotes", '“'.encode() * 500_000),
        ("marks", ("a" + "\u0301" * 1_000_000).encode()), ("invisible", "\u200b".encode() * 1_000_000),
        ("percents", b"1/2 " * 500_000), ("commas", b"1, " * 500_000), ("capitals", "Ủy ".encode() * 300_000),
        ("controls", bytes(range(32)) * 1_000), ("bars", b"a | " * 500_000), ("months", b"31/6/2022 " * 200_000),
        ("ranges", b"1-2-3-4-5-" * 100_000), ("roman", b"I.V.X.L.C." * 100_000), ("high", b"\xa9\xb5" * 500_000),
        ("too-large", encoded * 350_000), ("pages-2000", (encoded * 30 + b"\n") * 1_000),
        ("emoji", "\U0001f600".encode() * 300_000), ("surrogates", b"\xed\xa0\x80" * 10_000),
    ):  # fmt: skip
        yield f"text-{name}.txt", content


def pictures() -> Iterator[Made]:
    """Yield pictures."""
    head = b"\x89PNG\r\n\x1a\n"

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    for name, side, rows in (("bomb", 60_000, 60_000), ("tiny", 1, 1), ("short", 2_000, 3)):
        data = zlib.compress(b"\xff" * min((side // 8 + 2) * rows, 2**28), 9)
        header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
        yield (
            f"picture-{name}.png",
            head + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""),
        )
    yield "picture-head.png", head
    yield "picture-head.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50
    yield "picture-loop.tif", b"II*\0\x08\0\0\0\x01\0\0\1\3\0\1\0\0\0\1\0\0\0\x08\0\0\0"
    yield "picture-head.gif", b"GIF89a" + b"\xff" * 100


def office_files() -> Iterator[Made]:
    """Yield old Word files, RTF and others in need of LibreOffice."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    name = "WordDocument".encode("utf-16-le")
    yield "old-head.doc", head
    yield "old-empty.doc", head + b"\0" * 2_000 + name
    yield "old-junk.doc", head + random.Random(7).randbytes(50_000) + name
    yield "old-locked.docx", head + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    yield "old-sheet.xls", head + b"\0" * 500 + "Workbook".encode("utf-16-le")
    yield "rtf-deep.rtf", b"{\\rtf1 " + b"{" * 500_000
    yield "rtf-binary.rtf", b"{\\rtf1 \\bin2147483647 x}"
    yield "rtf-good.rtf", b"{\\rtf1 Ket nap 406 dang vien\\par}"
    yield "rtf-short.rtf", b"{\\rtf1"
    yield (
        "old-xml.doc",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
    )


def damaged() -> Iterator[Made]:
    """Yield good files cut off, or with some bytes changed."""
    good = {
        "docx": word_file(body(paragraph() * 200), zipfile.ZIP_DEFLATED),
        "stored.docx": word_file(body(paragraph() * 20), zipfile.ZIP_STORED),
        "pdf": one_page(shown("Ket nap 406 dang vien", 40)),
        "html": f"<html><body><p>{SENTENCE}</p></body></html>".encode(),
    }
    for kind, content in good.items():
        for part in range(1, 12):
            yield f"cut-{part}.{kind}", content[: len(content) * part // 12]
        for seed in range(14):
            chance = random.Random(f"{kind}{seed}")
            changed = bytearray(content)
            for _ in range(1 + seed * 3):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield f"changed-{seed}.{kind}", bytes(changed)


def disguised() -> Iterator[Made]:
    """Yield files under a wrong name, of no known kind, or of no content at all."""
    pdf = one_page(shown("Ket nap 406 dang vien"))
    yield "is-pdf.docx", pdf
    yield "is-word.pdf", word_file(body(paragraph()))
    yield "is-text.docx", SENTENCE.encode()
    yield "is-page.docx", f"<html><body><p>{SENTENCE * 3}</p></body></html>".encode()
    yield "is-text.pdf", SENTENCE.encode()
    for size in (1, 2, 7, 64, 511, 4_097, 1_000_000):
        yield f"random-{size}.bin", random.Random(size).randbytes(size)
    for name, start in (
        ("elf", b"\x7fELF"),
        ("gzip", b"\x1f\x8b\x08"),
        ("rar", b"Rar!\x1a\x07"),
        ("exe", b"MZ\x90"),
    ):
        yield f"other-{name}.docx", start + random.Random(name).randbytes(2_000)
    for suffix in ("docx", "txt", "pdf", "html"):
        yield f"sparse.{suffix}", lambda path: os.truncate(path.open("wb").name, 2**30)
    yield "folder.docx", lambda path: path.mkdir()
    yield "pipe.txt", lambda path: os.mkfifo(path)
    yield "loop.docx", lambda path: path.symlink_to(path)
    yield "gone.docx", lambda path: path.symlink_to("no-such-file")
    yield "zero.txt", lambda path: path.symlink_to("/dev/zero")


GROUPS = (
    word_documents, word_parts, archives, pdfs, pages, texts, pictures, office_files, damaged, disguised,
)  # fmt: skip


def make(folder: Path, wanted: Callable[[str], bool] = lambda _: True) -> list[Path]:
    """Write the files whose names are wanted; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in (each for group in GROUPS for each in group()):
        path = folder / name
        if not wanted(name):
            continue
        if callable(content):
            content(path)
        else:
            path.write_bytes(content)
        paths.append(path)
    return paths


# --- Measuring -------------------------------------------------------------------------------
COMMAND = (sys.executable, "-m", "tongket.project.cli", "proofread", "--json")


def measured(path: Path) -> tuple[int, float, float, str]:
    """Have a file proofread; return exit code, seconds, MiB and what was said on standard error."""
    started = time.monotonic()
    process = subprocess.Popen(
        (*COMMAND, str(path)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - started, usage.ru_maxrss / 1024, said.strip()


def report(paths: list[Path]) -> int:
    """Print each file's outcome and the worst of all; 1 when any is beyond the bounds."""
    slowest, largest, failed = 0.0, 0.0, 0
    for path in paths:
        code, seconds, size, said = measured(path)
        lines = said.splitlines()
        clear = (code == 0 and not lines) or (
            code == 1 and len(lines) == 1 and "dự kiến" not in said
        )
        bad = not clear or seconds > SECONDS or size > MEBIBYTES
        failed += bad
        slowest, largest = max(slowest, seconds), max(largest, size)
        print(
            f"{'BAD ' if bad else '    '}{code} {seconds:6.2f} s {size:6.0f} MiB {path.name}  {said[-200:]}"
        )
    print(
        f"{len(paths)} files, slowest {slowest:.1f} s, largest {largest:.0f} MiB, {failed} beyond the bounds"
    )
    return 1 if failed else 0


def main() -> int:
    """Make the files and, if asked, measure how each is read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--measure", action="store_true", help="have each file read")
    parser.add_argument("--only", default="", help="only files with this in their names")
    arguments = parser.parse_args()
    if not arguments.measure:
        paths = make(arguments.folder, lambda name: arguments.only in name)
        print(f"{len(paths)} files in {arguments.folder}")
        return 0
    # Made by another process: what this one has used counts towards those it starts.
    again = (sys.executable, "-m", "scripts.hostile_files", str(arguments.folder))
    subprocess.run((*again, "--only", arguments.only), check=True)
    found = sorted(arguments.folder.iterdir())
    return report([path for path in found if arguments.only in path.name])


if __name__ == "__main__":
    raise SystemExit(main())
