"""The words of a PDF page with their places, taken from the text layer."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_WORD = re.compile(r"\S+")
_SIGNS = str.maketrans(
    {"\ufffe": "\u00ad", "\x02": "\u00ad", "\0": " ", "\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-",
     "\uf0d8": "-", "\uf0fc": "-", "\uf0a8": "-"}
)  # fmt: skip
"""What the library gives for a hyphen at a line end, and the bullets of symbol fonts."""


@dataclass(slots=True)
class Word:
    """A word and the rectangle it fills; ``top`` is larger than ``bottom``."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    row: bool = False
    """Whether it is a whole row of a ruled table."""


def words(page: pdfium.PdfPage, most: int) -> list[Word]:
    """Return the words of a page in the order in which the file gives them, at most so many."""
    layer = page.get_textpage()
    try:
        text = _text(layer)
        found = []
        for match in _WORD.finditer(text):
            word = _placed(layer, match)
            if word is not None:
                found.append(word)
            if len(found) > most:
                break
        return found
    finally:
        layer.close()


def _text(layer: pdfium.PdfTextPage) -> str:
    """Return the page's characters, one for each that has a rectangle."""
    count = layer.count_chars()
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer((count + 1) * 2)
    got = raw.FPDFText_GetText(layer, 0, count, ctypes.cast(buffer, _SHORTS))
    text = buffer.raw[: max(got - 1, 0) * 2].decode("utf-16-le", errors="replace")
    if len(text) != count:  # letters outside the first plane, or letters left out
        text = "".join(_letter(raw.FPDFText_GetUnicode(layer, each)) for each in range(count))
    return text.translate(_SIGNS)


_SHORTS = ctypes.POINTER(ctypes.c_ushort)


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _placed(layer: pdfium.PdfTextPage, match: re.Match[str]) -> Word | None:
    first, last = _box(layer, match.start()), _box(layer, match.end() - 1)
    if first is None or last is None:
        return None
    left, right = min(first[0], last[0]), max(first[2], last[2])
    return Word(match[0], left, right, min(first[1], last[1]), max(first[3], last[3]))


def _box(layer: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right, top of a character's cell, the same height along a line."""
    rectangle = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(layer, index, rectangle):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
