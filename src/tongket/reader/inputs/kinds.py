"""What a file is, told by its first bytes and never by its name."""

import re
from enum import Enum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = re.compile(
    rb"\s*<\?xml.{0,400}?(?:<w:wordDocument|<pkg:package|Word\.Document)", re.DOTALL
)
_HEAD = 4096
_VISIBLE = re.compile(rb"[^\0 \t\r\n\xef\xbb\xbf\xff\xfe]")
_MHTML = re.compile(
    rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?content-type:\s*multipart/related", re.I
)
_TAGS = re.compile(rb"<(?:p|div|br|td|tr|li|h[1-6]|span|article|section)\b[^>]{0,300}>", re.I)
_FEW_TAGS = 5


class Kind(Enum):
    """What a file turned out to be."""

    WORD = "word"
    OPEN_DOCUMENT = "odt"
    OLD_WORD = "doc"
    RTF = "rtf"
    PDF = "pdf"
    IMAGE = "image"
    HTML = "html"
    TEXT = "text"
    LOCKED = "locked"
    EMPTY = "empty"
    OTHER = "other"


_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_OTHERS = (
    b"\x7fELF", b"MZ", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"SQLite format",
    b"ID3", b"OggS", b"fLaC", b"\0asm", b"\x28\xb5\x2f\xfd", b"RIFF", b"\xca\xfe\xba\xbe",
)  # fmt: skip


def recognise(content: bytes) -> Kind:
    """Return what a file is.

    >>> recognise(b"%PDF-1.7"), recognise("Báo cáo".encode())
    (<Kind.PDF: 'pdf'>, <Kind.TEXT: 'text'>)
    """
    head = content[:_HEAD]
    if _VISIBLE.search(content) is None:
        return Kind.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(content)
    if head.startswith(_OLE):
        return _compound(content)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(_IMAGES) or (head.startswith(b"BM") and head[6:10] == b"\0\0\0\0"):
        return Kind.IMAGE
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    return _markup(content)


def _markup(content: bytes) -> Kind:
    head = content[:_HEAD]
    if head.startswith(_OTHERS):
        return Kind.OTHER
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = plain[2:].replace(b"\0", b"")
    if _WORD_XML.match(plain):
        return Kind.OLD_WORD
    if _HTML.match(plain) or _MHTML.match(plain):
        return Kind.HTML
    if plain.lstrip()[:1] == b"<" and len(_TAGS.findall(plain)) >= _FEW_TAGS:
        return Kind.HTML
    return Kind.TEXT


def _archive(content: bytes) -> Kind:
    head = content[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return Kind.OPEN_DOCUMENT
    tail = content[-(2**18) :]
    if b"word/" in tail or b"word/" in content[:_HEAD]:
        return Kind.WORD
    if b"mimetype" in head or b"xl/" in tail or b"ppt/" in tail:
        return Kind.OTHER
    return Kind.WORD  # the main part may have any name; the reader says what is missing


def _compound(content: bytes) -> Kind:
    """Tell Word's old files from others in the same container by the names in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Kind.LOCKED
    if "WordDocument".encode("utf-16-le") in content:
        return Kind.OLD_WORD
    return Kind.OTHER
