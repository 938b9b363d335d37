"""A sample of the hostile files: a text or one clear sentence, in time (all: scripts/)."""

import time

import pytest
from scripts.hostile_files import SECONDS, make

from tongket.reader.inputs import open_file
from tongket.reader.source import UnreadableError

SAMPLE = [
    "word-laughs.docx",
    "word-file-entity.docx",
    "word-deep-table-200000.docx",
    "word-many-rows-1000.docx",
    "word-long-attribute.docx",
    "word-style-loop.docx",
    "word-list-lowerRoman.docx",
    "word-wide-cells.docx",
    "zip-spaces-small.docx",
    "zip-lie-count.docx",
    "zip-many.docx",
    "zip-encrypted.docx",
    "zip-lzma.docx",
    "pdf-pages-loop.pdf",
    "pdf-encrypted.pdf",
    "pdf-length-lie.pdf",
    "page-deep.html",
    "page-colspan.html",
    "text-lines.txt",
    "text-marks.txt",
    "cut-5.docx",
    "changed-7.pdf",
    "is-pdf.docx",
    "sparse.txt",
    "pipe.txt",
    "loop.docx",
    "zero.txt",
    "old-locked.docx",
    "random-4097.bin",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile")
    names = []

    def wanted(name: str) -> bool:
        names.append(name)
        return name in SAMPLE

    assert len(make(path, wanted)) == len(SAMPLE)
    assert len(set(names)) >= 300
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLE)
def test_a_text_or_a_clear_sentence(folder, name):
    started = time.monotonic()
    try:
        source = open_file(folder / name)
    except UnreadableError as refusal:
        said = str(refusal)
    else:
        said = f"“{name}”"
        assert source.text.strip()
    assert name in said
    assert time.monotonic() - started < SECONDS
