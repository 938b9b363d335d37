"""Hostile PDF files: ``scripts/hostile_files.py`` writes them."""

import random
import zlib
from collections.abc import Iterator
from io import BytesIO

from scripts.hostile_word import Made, nested


def pdf_file(*objects: str | bytes, trailer: str = "/Root 1 0 R") -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        content = each if isinstance(each, bytes) else each.encode()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<</Size %d %s>>\n" % (len(objects) + 1, trailer.encode()))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def page(extra: str = "", box: str = "0 0 595 842") -> str:
    """Return a page object whose content is object 4 and whose font is object 5."""
    return f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{extra}>>"


def stream(content: bytes, extra: str = "", length: int | None = None) -> bytes:
    """Return a stream object."""
    size = len(content) if length is None else length
    return f"<</Length {size}{extra}>>stream\n".encode() + content + b"\nendstream"


def one_page(
    content: bytes, extra: str = "", box: str = "0 0 595 842", stream_extra: str = ""
) -> bytes:
    """Return a PDF of one page with this content."""
    return pdf_file(CATALOGUE, PAGES, page(extra, box), stream(content, stream_extra), FONT)


def shown(words: str, times: int = 1) -> bytes:
    """Return a page's content that shows words on many lines."""
    lines = "".join(f"1 0 0 1 50 {800 - n % 780} Tm ({words}) Tj\n" for n in range(times))
    return f"BT /F 11 Tf\n{lines}ET".encode()


def pdfs() -> Iterator[Made]:
    """Yield PDF files that are broken, endless or larger inside than outside."""
    bomb = zlib.compress(b" " * 2**27, 9)
    twice = zlib.compress(bomb, 9)
    text = shown("Ket nap 406 dang vien", 40)
    for name, content in (
        ("good", one_page(text)),
        ("bomb", one_page(bomb, stream_extra="/Filter/FlateDecode")),
        ("bomb-twice", one_page(twice, stream_extra="/Filter[/FlateDecode/FlateDecode]")),
        ("words", one_page(shown("a b c d e f g h", 50_000))),
        ("paths", one_page(b"0 0 m 9 9 l S\n" * 300_000)),
        ("rectangles", one_page(b"5 5 90 90 re S\n" * 200_000 + text)),
        ("states", one_page(b"q " * 1_000_000 + text)),
        ("long-string", one_page(shown("x" * 3_000_000))),
        ("huge-page", one_page(text, box="0 0 1e9 1e9")),
        ("huge-blank-page", one_page(b" ", box="0 0 1e9 1e9")),
        ("negative-page", one_page(text, box="0 0 -5 -5")),
        ("nan-page", one_page(text, box="a b c d")),
        ("blank", one_page(b" ")),
        ("length-lie", pdf_file(CATALOGUE, PAGES, page(), stream(text, length=10**9), FONT)),
        ("length-loop", pdf_file(CATALOGUE, PAGES, page(), b"<</Length 4 0 R>>stream\nx\nendstream")),
        ("pages-loop", pdf_file(CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")),
        ("count-lie", pdf_file(CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 999999999>>", page(),
                               stream(text), FONT)),
        ("same-page", pdf_file(CATALOGUE, f"<</Type/Pages/Kids[{'3 0 R ' * 5_000}]/Count 5000>>", page(),
                               stream(text), FONT)),
        ("two-thousand", pdf_file(CATALOGUE, f"<</Type/Pages/Kids[{'3 0 R ' * 2_000}]/Count 2000>>",
                                  page(), stream(text), FONT)),
        ("no-pages", pdf_file("<</Type/Catalog>>")),
        ("root-loop", pdf_file("1 0 R")),
        ("no-root", pdf_file(CATALOGUE, trailer="/Root 9 0 R")),
        ("encrypted", pdf_file(CATALOGUE, PAGES, page(), stream(text), FONT, "<</Filter/Standard/V 2/R 3/"
                               f"Length 128/P -4/O({'o' * 32})/U({'u' * 32})>>",
                               trailer="/Root 1 0 R/Encrypt 6 0 R/ID[(a)(a)]")),
        ("deep-array", pdf_file(CATALOGUE, PAGES, page("/X" + nested("[", "]", 100_000)))),
        ("deep-tree", pdf_file(CATALOGUE, *(f"<</Type/Pages/Kids[{n} 0 R]/Count 1>>" for n in range(3, 3_000)),
                               page())),
        ("header-only", b"%PDF-1.7\n"),
        ("header-junk", b"%PDF-1.7\n" + random.Random(5).randbytes(100_000)),
        ("late-header", b"x" * 900 + one_page(text)),
        ("prev-loop", one_page(text).replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9")),
        ("image", pdf_file(CATALOGUE, PAGES, page("/Resources<</XObject<</I 5 0 R>>>>"), stream(b"/I Do"),
                           stream(b"x", "/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
                                  "/BitsPerComponent 8"))),
    ):  # fmt: skip
        yield f"pdf-{name}.pdf", content
