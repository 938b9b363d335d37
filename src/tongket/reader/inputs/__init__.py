"""Files and pasted text turned into sources the reader can read."""

import stat
from collections.abc import Callable
from pathlib import Path

from tongket.core.words import said
from tongket.reader.inputs import docx, html, limits, office, pdf, scans, text
from tongket.reader.inputs.helpers import Deadline
from tongket.reader.inputs.kinds import Kind, recognise
from tongket.reader.source import Source, UnreadableError


def open_file(path: Path, *, patience: float = limits.PATIENCE) -> Source:
    """Return the text of a file.

    Raises ``UnreadableError``, with a sentence for the person who gave the file, where there is
    nothing to read: also for folders, devices and files larger than any report.
    """
    name = path.name
    try:
        # A pipe or a device would block or never end, so it is looked at before it is opened.
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableError(said("%(file)s không phải là tệp.", file=limits.place(name)))
        if about.st_size > limits.MOST_BYTES:
            raise limits.too_large(name)
        with path.open("rb") as stream:
            content = stream.read(limits.MOST_BYTES + 1)
    except FileNotFoundError as fault:
        raise UnreadableError(said("Không có tệp %(file)s.", file=limits.place(name))) from fault
    except (OSError, ValueError) as fault:
        raise UnreadableError(
            said("Không mở được tệp %(file)s.", file=limits.place(name))
        ) from fault
    return open_bytes(content, name, patience=patience)


def open_bytes(content: bytes, name: str, *, patience: float = limits.PATIENCE) -> Source:
    """Return the text of a file's bytes; ``name`` is only what the file is called in messages.

    ``patience`` is how many seconds helpers in other processes (PDF, LibreOffice, OCR) may take.
    """
    if len(content) > limits.MOST_BYTES:
        raise limits.too_large(name)
    kind = recognise(content)
    if kind is Kind.EMPTY:
        raise UnreadableError(said("Tệp %(file)s trống.", file=limits.place(name)))
    if kind is Kind.LOCKED:
        raise limits.locked(name)
    if kind is Kind.OTHER:
        raise _refused(name)
    return _READERS[kind](content, name, Deadline(patience))


def pasted(given: str) -> Source:
    """Return a text that was pasted, unchanged."""
    return text.of_text(given, said("Văn bản dán"), "pasted")


_Read = Callable[[bytes, str, Deadline], Source]
_READERS: dict[Kind, _Read] = {
    Kind.WORD: docx.read,
    Kind.TEXT: lambda content, name, deadline: text.read(content, name),
    Kind.HTML: lambda content, name, deadline: html.read(content, name),
    Kind.PDF: pdf.read,
    Kind.IMAGE: scans.read_image,
    Kind.OLD_WORD: lambda *given: office.read(given[0], given[1], "doc", given[2]),
    Kind.OPEN_DOCUMENT: lambda *given: office.read(given[0], given[1], "odt", given[2]),
    Kind.RTF: lambda *given: office.read(given[0], given[1], "rtf", given[2]),
}


def _refused(name: str) -> UnreadableError:
    return UnreadableError(
        said(
            "Tệp %(file)s không phải là báo cáo Word, PDF, trang web hay văn bản.",
            file=limits.place(name),
        )
    )
