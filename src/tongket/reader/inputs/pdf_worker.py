"""The process that reads a PDF: ``text FILE SECONDS`` prints its paragraphs as far as it gets in
that time, ``page FILE N OUT`` draws one page.

A broken file may bring the library down; then only this process ends.
"""

import json
import sys
import time

import pypdfium2 as pdfium

from tongket.reader.inputs import limits
from tongket.reader.inputs.pdf_layout import Line, lines
from tongket.reader.inputs.pdf_paragraphs import paragraphs
from tongket.reader.inputs.pdf_tables import gathered, rules
from tongket.reader.inputs.pdf_words import Word, words

_MOST_WORDS = 20_000
"""Of one page."""
_MOST_WORDS_AT_ALL = 2_000_000
_WIDEST = 4_000
"""Pixels of a page that is drawn, along its longer side."""
_DOTS = 300 / 72


def main(arguments: list[str]) -> int:
    """Do what is asked and print the result as JSON."""
    action, path, *rest = arguments
    try:
        with pdfium.PdfDocument(path) as document:
            if action == "page":
                _draw(document, int(rest[0]), rest[1])
            else:
                sys.stdout.write(json.dumps(_read(document, float(rest[0]))))
    except pdfium.PdfiumError as fault:
        error = "locked" if "assword" in str(fault) else "broken"
        sys.stdout.write(json.dumps({"error": error}))
    return 0


def _read(document: pdfium.PdfDocument, seconds: float) -> dict[str, object]:
    end = time.monotonic() + seconds
    count = len(document)
    if count > limits.MOST_PAGES:
        return {"error": "large"}
    pages: list[list[Line]] = []
    blank, total = 0, 0
    for number in range(count):
        if time.monotonic() > end:
            break
        found = _page(document, number)
        total += len(found)
        if len(found) > _MOST_WORDS or total > _MOST_WORDS_AT_ALL:
            return {"error": "large"}
        pages.append(lines(found, first_page=number == 0))
        blank += not found
    return {
        "pages": count,
        "read": len(pages),
        "blank": blank,
        "paragraphs": [
            [each.page, each.text, each.row, each.continues] for each in paragraphs(pages)
        ],
    }


def _page(document: pdfium.PdfDocument, number: int) -> list[Word]:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return []  # one broken page does not take the others with it
    try:
        return gathered(words(page, _MOST_WORDS), rules(page))
    except pdfium.PdfiumError:
        return []
    finally:
        page.close()


def _draw(document: pdfium.PdfDocument, number: int, path: str) -> None:
    """Draw a page in greys, as a file that needs no other library to write."""
    page = document[number]
    longer = max(page.get_width(), page.get_height(), 1)
    bitmap = page.render(scale=min(_DOTS, _WIDEST / longer), grayscale=True)
    with open(path, "wb") as stream:
        stream.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
        data = memoryview(bitmap.buffer).cast("B")
        for row in range(bitmap.height):
            stream.write(data[row * bitmap.stride : row * bitmap.stride + bitmap.width])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
