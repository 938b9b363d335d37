"""The fixed parts of the Word package: styles of the Party's text format, page set-up, properties.

Measures follow the Party's format (36-HD/VPTW): A4, margins 20/20/30/20 mm (top, bottom, left, right),
Times New Roman 14, first-line indent 1.27 cm, page number centred at the top and none on page 1.
Word counts lengths in twentieths of a point (1 mm = 56.7) and type sizes in half points.
"""

from datetime import UTC
from typing import Final

from tongket.yearend.document import ReviewDocument
from tongket.yearend.renderers.word_xml import attribute, escape

PAGE_SHORT: Final = 11906
PAGE_LONG: Final = 16838
MARGIN: Final = 1134
MARGIN_LEFT: Final = 1701
TEXT_WIDTH_PORTRAIT: Final = PAGE_SHORT - MARGIN_LEFT - MARGIN
TEXT_WIDTH_LANDSCAPE: Final = PAGE_LONG - MARGIN_LEFT - MARGIN
FIRST_LINE: Final = 720

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)

CONTENT_TYPES: Final = (
    DECLARATION + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-'
        f'officedocument.{kind}+xml"/>'
        for part, kind in (
            ("word/document.xml", "wordprocessingml.document.main"),
            ("word/styles.xml", "wordprocessingml.styles"),
            ("word/numbering.xml", "wordprocessingml.numbering"),
            ("word/settings.xml", "wordprocessingml.settings"),
            ("word/fontTable.xml", "wordprocessingml.fontTable"),
            ("word/header1.xml", "wordprocessingml.header"),
            ("word/header2.xml", "wordprocessingml.header"),
            ("docProps/app.xml", "extended-properties"),
            ("docProps/custom.xml", "custom-properties"),
        )
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
    'core-properties+xml"/></Types>'
)

PACKAGE_RELATIONSHIPS: Final = (
    DECLARATION
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_R}/extended-properties" Target="docProps/app.xml"/>'
    f'<Relationship Id="rId4" Type="{_R}/custom-properties" Target="docProps/custom.xml"/>'
    "</Relationships>"
)

DOCUMENT_RELATIONSHIPS: Final = (
    ("rIdStyles", f"{_R}/styles", "styles.xml"),
    ("rIdNumbering", f"{_R}/numbering", "numbering.xml"),
    ("rIdSettings", f"{_R}/settings", "settings.xml"),
    ("rIdFonts", f"{_R}/fontTable", "fontTable.xml"),
    ("rIdHeader", f"{_R}/header", "header1.xml"),
    ("rIdHeaderFirst", f"{_R}/header", "header2.xml"),
)
HYPERLINK_TYPE: Final = f"{_R}/hyperlink"
IMAGE_TYPE: Final = f"{_R}/image"

SETTINGS: Final = (
    DECLARATION + f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)

FONT_TABLE: Final = (
    DECLARATION + f'<w:fonts xmlns:w="{_W}"><w:font w:name="Times New Roman">'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)

HEADER_WITH_NUMBER: Final = (
    DECLARATION + f'<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
HEADER_EMPTY: Final = (
    DECLARATION
    + f'<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
)


# ------------------------------------------------------------------------------------------ styles


def _paragraph_style(
    identifier: str, name: str, paragraph: str = "", run: str = "", *, based_on: str = "Normal"
) -> str:
    built_in = name[0].islower() or name in {"Normal", "Title", "Subtitle", "Body Text"}
    custom = "" if built_in or name.startswith("List ") else ' w:customStyle="1"'
    base = "" if identifier == "Normal" else f'<w:basedOn w:val="{based_on}"/>'
    default = ' w:default="1"' if identifier == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _gap(before: int = 0, after: int = 0, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_CENTER = '<w:jc w:val="center"/>'
_BODY = _gap(120, 0, 300) + f'<w:ind w:firstLine="{FIRST_LINE}"/><w:jc w:val="both"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"


def _heading(level: int, run: str) -> str:
    return _paragraph_style(
        f"Heading{level}",
        f"heading {level}",
        f'{_KEEP}{_gap(160 if level == 1 else 120, 0, 300)}<w:ind w:firstLine="{FIRST_LINE}"/>'
        f'<w:jc w:val="both"/><w:outlineLvl w:val="{level - 1}"/>',
        run,
    )


_STYLES = (
    _paragraph_style("Normal", "Normal", "<w:widowControl/>"),
    _paragraph_style("Header", "header", _CENTER),
    _paragraph_style("Title", "Title", _KEEP + _gap(360) + _CENTER, _BOLD + _size(16)),
    _paragraph_style("Subtitle", "Subtitle", _KEEP + _CENTER, _BOLD),
    _heading(1, _BOLD + "<w:caps/>"),
    _heading(2, _BOLD),
    _heading(3, _BOLD + _ITALIC),
    _heading(4, _ITALIC),
    _paragraph_style(
        "AnnexTitle", "Annex Title", _gap(0, 120) + '<w:ind w:firstLine="0"/>' + _CENTER,
        based_on="Heading1",
    ),
    _paragraph_style("BodyText", "Body Text", _BODY),
    _paragraph_style("ListBullet", "List Bullet", based_on="BodyText"),
    _paragraph_style("ListNumber", "List Number", based_on="BodyText"),
    _paragraph_style("Caption", "caption", _KEEP + _gap(180, 80) + _CENTER, _BOLD + _size(13)),
    _paragraph_style("TableText", "Table Text", _gap(40, 40), _size(12)),
    _paragraph_style("TableHead", "Table Head", _CENTER, _BOLD, based_on="TableText"),
    _paragraph_style("TableTotal", "Table Total", "", _BOLD, based_on="TableText"),
    _paragraph_style("TableNote", "Table Note", _gap(60, 120), _ITALIC + _size(12)),
    _paragraph_style("Picture", "Chart Picture", "<w:keepNext/>" + _gap(180, 0) + _CENTER),
    _paragraph_style("Authority", "Party Head", _CENTER),
    _paragraph_style("RecipientsHead", "Recipients Head", "", _size(12) + '<w:u w:val="single"/>'),
    _paragraph_style("Recipients", "Recipients", "", _size(11)),
)  # fmt: skip

STYLES: Final = (
    DECLARATION + f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
    f'w:cs="Times New Roman"/>{_size(14)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    f"{_gap()}</w:pPr></w:pPrDefault></w:docDefaults>"
    + "".join(_STYLES)
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="FigureValue">'
    '<w:name w:val="Figure Value"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
    '<w:rPr><w:color w:val="auto"/><w:u w:val="none"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)


# --------------------------------------------------------------------------- numbering, properties


def numbering_xml(ordered_lists: int) -> str:
    """Return the numbering part: list 1 is the dash, lists 2 … each count from 1 anew."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="space"/>'
        '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{FIRST_LINE}"/></w:pPr></w:lvl>'
    )
    single = '<w:multiLevelType w:val="singleLevel"/>'
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(2, ordered_lists + 2)
    )
    return (
        DECLARATION + f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{single}'
        + level.format(format="bullet", text="-")
        + f'</w:abstractNum><w:abstractNum w:abstractNumId="1">{single}'
        + level.format(format="decimal", text="%1)")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + f"{numbers}</w:numbering>"
    )  # fmt: skip


def section_xml(*, landscape: bool, first: bool) -> str:
    """Return a section's set-up; only the first one hides the page number on its first page."""
    size = (
        f'<w:pgSz w:w="{PAGE_LONG}" w:h="{PAGE_SHORT}" w:orient="landscape"/>'
        if landscape
        else f'<w:pgSz w:w="{PAGE_SHORT}" w:h="{PAGE_LONG}"/>'
    )
    headers = (
        '<w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:headerReference w:type="first" r:id="rIdHeaderFirst"/>'
        if first
        else ""
    )
    return (
        f"<w:sectPr>{headers}{size}"
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN_LEFT}" '
        'w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def core_properties(document: ReviewDocument) -> str:
    """Return the core properties: title, issuer as author, language, moment of compiling."""
    moment = document.meta.compiled_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    office = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        DECLARATION + f'<cp:coreProperties xmlns:cp="{office}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(f'{document.title} {document.abstract}')}</dc:title>"
        f"<dc:subject>{escape(document.abstract)}</dc:subject>"
        f"<dc:creator>{escape(document.header.issuer)}</dc:creator>"
        f"<dc:language>{escape(document.meta.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def custom_properties(document: ReviewDocument) -> str:
    """Return the custom properties by which a refresh finds the installation, unit and year."""
    meta = document.meta
    moment = meta.compiled_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    values = (
        ("TongKetInstallation", f"<vt:lpwstr>{escape(meta.installation_id)}</vt:lpwstr>"),
        ("TongKetUnit", f"<vt:lpwstr>{escape(meta.unit_code)}</vt:lpwstr>"),
        ("TongKetYear", f"<vt:i4>{meta.year}</vt:i4>"),
        ("TongKetCompiledAt", f"<vt:filetime>{moment}</vt:filetime>"),
    )
    return (
        DECLARATION
        + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        + "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
            f'name="{name}">{value}</property>'
            for number, (name, value) in enumerate(values, start=2)
        )
        + "</Properties>"
    )


APPLICATION_PROPERTIES: Final = (
    DECLARATION
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{attribute('Tổng Kết')}</Application></Properties>"
)
