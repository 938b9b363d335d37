"""A new Word file holding the text of a source that was none, a paragraph for each block."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

from tongket.reader.inputs.markup import WORD
from tongket.reader.source import Run, Source

_MAIN = "word/document.xml"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r\n]")
"""What XML cannot hold, or would change: each becomes a blank, so that positions stay."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
}


def fresh(source: Source) -> tuple[bytes, Source]:
    """Return a Word file of a source's text, and the source with its places in that file."""
    paragraphs = [_paragraph(source.text[each.start : each.end]) for each in source.blocks]
    body = (
        f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" '
        'w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part, content in {**_PARTS, _MAIN: body}.items():
            target.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>\n{content}')
    placed = [
        replace(
            each,
            part=_MAIN,
            kind="paragraph" if each.kind != "row" else "row",
            paragraphs=((number, (each.start, each.end)),),
            runs=((number, Run(start=each.start, end=each.end, index=0)),),
        )
        for number, each in enumerate(source.blocks)
    ]
    return out.getvalue(), Source(
        name=source.name, kind="docx", text=source.text, blocks=placed, pages=source.pages
    )


def _paragraph(text: str) -> str:
    words = escape(_UNFIT.sub(" ", text))
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
