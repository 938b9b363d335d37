"""Hostile Word files and archives: ``scripts/hostile_files.py`` writes them."""

import warnings
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

Content = bytes | Callable[[Path], None]
"""A file's bytes, or what writes it where it is too large to hold."""
Made = tuple[str, Content]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "Toàn Đảng bộ kết nạp 406 đảng viên/400 chỉ tiêu (tỷ lệ đạt 102%). "
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word_file(document: str | bytes, method: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """Return a Word file with this main part and others (``styles`` for word/styles.xml)."""
    out = BytesIO()
    relations = "".join(
        f'<Relationship Id="x{name}" Type="http://x/{name}" Target="{name}.xml"/>' for name in parts
    )
    with zipfile.ZipFile(out, "w", method) as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("_rels/.rels", RELATIONS)
        target.writestr("word/document.xml", document)
        target.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        )
        for name, content in parts.items():
            target.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def body(inside: str) -> str:
    """Return a main part holding this."""
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>"


def paragraph(text: str = SENTENCE) -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(opening: str, closing: str, times: int, inside: str = "") -> str:
    """Return something inside itself many times."""
    return opening * times + inside + closing * times


def doctype(declarations: str, reference: str = "&a;") -> str:
    """Return a main part with a document type of its own."""
    return f"<!DOCTYPE x [{declarations}]>{body(paragraph(reference))}"


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
TABLE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
BOX = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
CONTROL = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
LABEL = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'


def word_documents() -> Iterator[Made]:
    """Yield main parts that are hostile by themselves."""
    for name, part in (
        ("laughs", doctype(LAUGHS, "&a11;")),
        ("quadratic", doctype(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 20_000)),
        ("file-entity", doctype('<!ENTITY a SYSTEM "file:///etc/passwd">')),
        ("device-entity", doctype('<!ENTITY a SYSTEM "file:///dev/zero">')),
        ("web-entity", doctype('<!ENTITY a SYSTEM "http://127.0.0.1:9/x">')),
        ("parameter-entity", doctype('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;')),
        ("entity-loop", doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">')),
        ("external-dtd", f'<!DOCTYPE x SYSTEM "file:///etc/passwd">{body(paragraph())}'),
        ("long-attribute", body(f'<w:p w:a="{"x" * 9_000_000}"/>')),
        ("long-name", f"<{'x' * 5_000_000}/>"),
        ("many-attributes", body("<w:p " + " ".join(f'a{n}=""' for n in range(300_000)) + "/>")),
        ("many-namespaces", body("<w:p " + " ".join(f'xmlns:a{n}="u"' for n in range(9_999)) + "/>")),
        ("long-paragraph", body(paragraph("một " * 2_000_000))),
        ("no-body", f"<w:document {W}/>"),
        ("other-root", "<x/>"),
        ("no-xml", "đây không phải XML"),
        ("nothing", ""),
        ("unclosed", body(paragraph())[:-20]),
        ("comments", body("<!--x-->" * 500_000)),
        ("instructions", body("<?x y?>" * 300_000)),
        ("cdata", body("<w:p><w:r><w:t><![CDATA[" + "x" * 3_000_000 + "]]></w:t></w:r></w:p>")),
        ("bad-utf8", body(paragraph("\ud800")).encode("utf-8", "surrogatepass")),
        ("nul", body(paragraph("a\0b"))),
        ("utf16", body(paragraph()).encode("utf-16")),
        ("utf16-entity", doctype('<!ENTITY a SYSTEM "file:///etc/passwd">').encode("utf-16")),
        ("utf7", '<?xml version="1.0" encoding="utf-7"?>' + body(paragraph())),
        ("field-unclosed", body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 50_000)),
        ("wide-cells", body('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>'
                            f"{paragraph()}</w:tc></w:tr></w:tbl>" * 50)),
        ("symbols", body('<w:p><w:r><w:sym w:char="FFFFFFFFFF"/><w:sym w:char="zz"/></w:r></w:p>')),
        ("deleted-marks", body("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r>"
                               "</w:p>" * 100_000)),
        ("cells-outside", body(f"<w:tc>{paragraph()}</w:tc><w:tr/><w:r><w:t>x</w:t></w:r>")),
    ):  # fmt: skip
        yield f"word-{name}.docx", word_file(part)
    for times in (10, 60, 240, 5_000, 200_000):
        for name, (opening, closing) in (("table", TABLE), ("box", BOX), ("control", CONTROL)):
            inside = body(nested(opening, closing, times, paragraph()))
            yield f"word-deep-{name}-{times}.docx", word_file(inside)
    for count in (1_000, 100_000, 3_000_000):
        for name, element in (
            ("paragraphs", "<w:p/>"),
            ("rows", f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 10}</w:tbl>"),
            ("one-table", "<w:tr><w:tc><w:p/></w:tc></w:tr>"),
            ("runs", "<w:r/>"),
            ("words", paragraph("a")),
        ):
            yield f"word-many-{name}-{count}.docx", _many(name, element, count)


def _many(name: str, element: str, count: int) -> Callable[[Path], None]:
    """Return what writes a file of many elements without holding them."""
    around = {"one-table": ("<w:tbl>", "</w:tbl>"), "runs": ("<w:p>", "</w:p>")}.get(name, ("", ""))

    def write(path: Path) -> None:
        start, end = body("@").split("@")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr("[Content_Types].xml", TYPES)
            target.writestr("_rels/.rels", RELATIONS)
            with target.open("word/document.xml", "w") as stream:
                stream.write((start + around[0]).encode())
                for _ in range(count // 1_000):
                    stream.write(element.encode() * 1_000)
                stream.write((around[1] + end).encode())

    return write


def word_parts() -> Iterator[Made]:
    """Yield Word files whose other parts are hostile."""
    listed = body("".join(LABEL.format(level=n % 12) + paragraph()[5:] for n in range(2_000)))
    level = '<w:lvl w:ilvl="{n}"><w:start w:val="{s}"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
    for form, start, text in (
        ("lowerRoman", "99999", "%1.%2.%3.%4.%5.%6.%7.%8.%9."),
        ("lowerLetter", "99999999999999", "%1" * 20_000),
        ("decimal", "-5", "%9%9%9"),
        ("unknown", "x", "%0%a%%"),
        ("bullet", "1", ""),
    ):
        levels = "".join(level.format(n=n, s=start, f=form, t=text) for n in range(9))
        numbering = (
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        yield f"word-list-{form}.docx", word_file(listed, numbering=numbering)
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    many = '<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>' * 200_000
    for name, parts in (
        ("style-loop", {"styles": f"<w:styles {W}>{loop}</w:styles>"}),
        ("styles-many", {"styles": f"<w:styles {W}>{many}</w:styles>"}),
        ("styles-broken", {"styles": "<w:styles"}),
        ("styles-laughs", {"styles": f"<!DOCTYPE x [{LAUGHS}]><x>&a11;</x>"}),
        ("notes-deep", {"footnotes": f"<w:footnotes {W}>{nested('<w:footnote>', '</w:footnote>', 9_000)}"
                                     "</w:footnotes>"}),
        ("notes-many", {"footnotes": f"<w:footnotes {W}>{f'<w:footnote>{paragraph()}</w:footnote>' * 60_000}"
                                     "</w:footnotes>"}),
        ("header-laughs", {"header": f"<!DOCTYPE x [{LAUGHS}]><x>&a11;</x>"}),
        ("fonts", {"fontTable": f'<w:fonts {W}><w:font w:name=".VnTime"/></w:fonts>'}),
    ):  # fmt: skip
        yield f"word-{name}.docx", word_file(body(paragraph() * 20), **parts)


def archives() -> Iterator[Made]:
    """Yield archives that lie or unpack to far more than they are."""
    plain = body(paragraph() * 50)
    for name, size in (("spaces", 2**30), ("spaces-small", 2**26)):
        yield f"zip-{name}.docx", _packed(b" " * 2**20, size // 2**20)
    yield "zip-letters.docx", _packed(b"a" * 2**20, 1_500)
    yield "zip-lzma.docx", word_file(plain, zipfile.ZIP_LZMA)
    yield "zip-bzip2.docx", word_file(plain, zipfile.ZIP_BZIP2)
    yield "zip-stored.docx", word_file(plain, zipfile.ZIP_STORED)
    good = word_file(plain, zipfile.ZIP_STORED)
    yield "zip-wrong-sum.docx", good.replace(b"<w:body>", b"<w:bodx>", 1)
    at = good.rfind(b"PK\x01\x02")
    yield "zip-encrypted.docx", good[: at + 8] + b"\x01\0" + good[at + 10 :]
    yield (
        "zip-locked.docx",
        good.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"),
    )
    end = good.rfind(b"PK\x05\x06")
    for name, offset, value in (
        ("count", 10, b"\xff\xff"), ("size", 12, b"\xff\xff\xff\xff"),
        ("offset", 16, b"\xff\xff\xff\x7f"), ("comment", 20, b"\xff\xff"),
    ):  # fmt: skip
        yield (
            f"zip-lie-{name}.docx",
            good[: end + offset] + value + good[end + offset + len(value) :],
        )
    for name, names in (
        ("escaping", ["../../../etc/passwd", "/etc/passwd", "word/../../x"]),
        ("many", [f"word/{n}.xml" for n in range(30_000)]),
        ("long-names", ["word/" + "x" * 60_000 + str(n) for n in range(100)]),
        ("same", ["word/document.xml"] * 2_000),
        ("folder", ["word/document.xml/"]),
        ("sheet", ["xl/workbook.xml"]),
        ("empty", []),
    ):
        yield f"zip-{name}.docx", _listed(names)
    inner = good
    for depth in range(5):
        inner = _listed([f"word/{depth}.docx"], inner)
    yield "zip-nested.docx", inner
    yield "zip-behind-text.docx", b"x" * 5_000 + good
    yield "zip-before-text.docx", good + b"x" * 5_000
    yield "zip-start-only.docx", b"PK\x03\x04"
    yield "zip-end-only.docx", b"PK\x05\x06" + b"\0" * 18
    odt = _listed(["mimetype"], b"application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
    yield "odt-only-kind.odt", odt


def _packed(chunk: bytes, times: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr("[Content_Types].xml", TYPES)
            with target.open("word/document.xml", "w") as stream:
                stream.write(body("@").split("@")[0].encode())
                for _ in range(times):
                    stream.write(chunk)

    return write


def _listed(
    names: list[str], content: bytes = b"<x/>", method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as target:
        warnings.simplefilter("ignore")
        for name in names:
            target.writestr(name, content)
    return out.getvalue()
