"""PDF files with a text layer; those without one go to text recognition."""

import json
import sys
from typing import Any

from tongket.core.words import said
from tongket.reader.inputs import legacy, limits, scans
from tongket.reader.inputs.building import Builder, Draft
from tongket.reader.inputs.helpers import Deadline, HelperFault, folder, run
from tongket.reader.source import Source

_MEMORY = 420
"""MiB of addresses for the process that reads."""
_SHARE = 0.6
"""Of the time, for the pages; the rest is for joining them."""
WORKER = (sys.executable, "-m", "tongket.reader.inputs.pdf_worker")


def read(content: bytes, name: str, deadline: Deadline) -> Source:
    """Return the text of a PDF file, one block a paragraph, with its page."""
    with folder() as home:
        path = home / "file.pdf"
        path.write_bytes(content)
        try:
            output = run(
                (*WORKER, "text", str(path), str(_SHARE * deadline.left)),
                name=name,
                home=home,
                deadline=deadline,
                memory=_MEMORY,
            )
            result = json.loads(output)
        except (HelperFault, ValueError) as fault:
            raise limits.broken(name) from fault
        _refuse(result, name)
        if not result["paragraphs"]:
            return scans.read_pages(path, result["pages"], name, home, deadline)
    return _source(result, name)


def _refuse(result: dict[str, Any], name: str) -> None:
    error = result.get("error")
    if error == "locked":
        raise limits.locked(name)
    if error == "large":
        raise limits.too_large(name)
    if error is not None or not result["pages"]:
        raise limits.broken(name)


def _source(result: dict[str, Any], name: str) -> Source:
    found = result["paragraphs"]
    sample = "\n".join(text for _, text, _, _ in found[:400])
    encoding = legacy.recognise(sample)
    builder = Builder(name)
    for page, text, row, continues in found:
        draft = Draft("row" if row else "paragraph", page=page)
        draft.add(text if encoding is None else legacy.turn(text, encoding))
        builder.put(draft, joined=continues)
    remarks = [] if encoding is None else [legacy.remark()]
    if result["blank"]:
        remarks.append(
            said("%(count)s trang không có chữ (có thể là ảnh) nên bỏ qua.", count=result["blank"])
        )
    if result["read"] < result["pages"]:
        remarks.append(limits.cut_short(result["read"], result["pages"]))
    return Source(
        name=name,
        kind="pdf",
        text=builder.text,
        blocks=builder.blocks,
        pages=result["pages"],
        remarks=remarks,
    )
