"""Plain text: its encoding found, every character and line end kept as it came."""

import codecs
import re

from tongket.core.words import said
from tongket.reader.inputs import legacy, limits
from tongket.reader.source import Block, Source, SourceKind, UnreadableError

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029\x85]*\S[^\r\n\v\f\u2028\u2029\x85]*")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1258", "cp1252", "latin-1")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_BROKEN = 500
"""One wrong byte in so many is a damaged UTF-8 file; more make it another encoding."""
_MOST_CONTROL = 200
"""One control character in so many; more make it no text."""
_SAMPLE = 20_000


def read(content: bytes, name: str) -> Source:
    """Return a text file as a source. UTF-8 comes through exactly, a byte order mark included."""
    if len(content) > limits.MOST_TEXT_BYTES:
        raise limits.too_large(name)
    text, remark = decode(content, name)
    source = of_text(text, name, "text")
    if remark and not source.remarks:
        source.remarks.append(remark)
    return source


def of_text(text: str, name: str, kind: SourceKind) -> Source:
    """Return a source of a text that is known; unchanged but for the letters of an old font."""
    if len(text) > limits.MOST_CHARACTERS:
        raise limits.too_large(name)
    if len(_CONTROL.findall(text[:_SAMPLE])) * _MOST_CONTROL > len(text[:_SAMPLE]):
        raise _no_text(name)
    encoding = legacy.recognise(text)
    remarks = []
    if encoding is not None:
        text = legacy.turn(text, encoding)
        remarks.append(legacy.remark())
    if not text.strip("\ufeff \t\r\n\v\f\x00\xa0"):
        raise UnreadableError(said("%(file)s không có chữ nào.", file=limits.place(name)))
    return Source(name=name, kind=kind, text=text, blocks=lines(text, name), remarks=remarks)


def lines(text: str, name: str, page: int | None = None) -> list[Block]:
    """Return a block for each line that holds a visible character."""
    blocks = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        row = " | " in match[0] or "\t" in match[0].strip()
        blocks.append(Block(start=start, end=end, kind="row" if row else "paragraph", page=page))
        if len(blocks) > limits.MOST_BLOCKS:
            raise limits.too_large(name)
    return blocks


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text of bytes in whatever encoding, and a remark where it was not UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), ""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\0" not in text[:_SAMPLE]:
            return text, ""
    wide = _wide(content)
    if wide:
        return _strictly(content, wide, name), ""
    return _guessed(content)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    size = 4 if encoding == "utf-32" else 2
    content = content[: len(content) // size * size]
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _no_text(name) from fault


def _wide(content: bytes) -> str | None:
    """Return the UTF-16 a text without byte order mark is in: blanks and digits show it."""
    sample = content[:_SAMPLE]
    least = len(sample) // 8
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > least > even:
        return "utf-16-le"
    return "utf-16-be" if even > least > odd else None


def _guessed(content: bytes) -> tuple[str, str]:
    mended = content.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd")
    marked = sum(1 for letter in mended[:_SAMPLE] if letter > "\x7f")
    if broken * _MOST_BROKEN <= len(mended) or mended[:_SAMPLE].count("\ufffd") * 10 < marked:
        return mended, said("%(count)s ký tự hỏng trong tệp được thay bằng dấu �.", count=broken)
    best, fitness = "", -1.0
    for encoding in _EIGHT_BIT:
        try:
            text = content.decode(encoding, errors="replace")
        except UnicodeDecodeError:
            continue
        if (found := _fitness(text)) > fitness:
            best, fitness = text, found
    return best, said("Tệp không phải UTF-8; bảng mã được đoán theo chữ.")


def _fitness(text: str) -> float:
    encoding = legacy.recognise(text)
    return legacy.fitness(text if encoding is None else legacy.turn(text, encoding))


def _no_text(name: str) -> UnreadableError:
    return UnreadableError(
        said(
            "%(file)s không phải văn bản: chỉ đọc được Word, PDF, trang web và văn bản thuần.",
            file=limits.place(name),
        )
    )
