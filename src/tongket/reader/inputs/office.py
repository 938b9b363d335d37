"""Old Word files, OpenDocument and RTF, turned into .docx by LibreOffice where it is installed."""

import re
import shutil

from tongket.core.words import said
from tongket.reader.inputs import docx, limits
from tongket.reader.inputs.helpers import Deadline, HelperFault, folder, run
from tongket.reader.source import Source, UnreadableError

_BRACE = re.compile(rb"(?<!\\\\)[{}]")
_DEEPEST = 500
_MEMORY = 1_600
"""MiB of addresses: LibreOffice maps far more than it uses."""


def read(content: bytes, name: str, suffix: str, deadline: Deadline) -> Source:
    """Return the text of a file LibreOffice can open; ``suffix`` is that of its kind."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            said(
                "Muốn đọc tệp %(file)s cần có LibreOffice trên máy chủ; hoặc hãy lưu lại thành .docx.",
                file=limits.place(name),
            )
        )
    if suffix == "rtf" and _too_deep(content):
        raise limits.broken(name)
    with folder() as home:
        path = home / f"file.{suffix}"
        path.write_bytes(content)
        command = (
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home), str(path)),
        )
        try:
            run(command, name=name, home=home, deadline=deadline, memory=_MEMORY)
        except HelperFault as fault:
            raise limits.broken(name) from fault
        made = home / "file.docx"
        if not made.is_file() or made.stat().st_size > limits.MOST_BYTES:
            raise limits.broken(name)
        source = docx.read(made.read_bytes(), name, deadline)
    return _without_places(source)


def _too_deep(content: bytes) -> bool:
    """Return whether groups lie so deep in each other that LibreOffice would need a gigabyte."""
    depth = 0
    for match in _BRACE.finditer(content):
        depth += 1 if match[0] == b"{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _without_places(source: Source) -> Source:
    """Return a source whose places are those of the text: the Word file made of it is gone."""
    source.kind = "doc"
    source.blocks = [
        type(each)(start=each.start, end=each.end, kind=each.kind, level=each.level)
        for each in source.blocks
    ]
    return source
