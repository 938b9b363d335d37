"""Runs of a Word file written in the fonts of before Unicode (.VnTime, VNI-Times)."""

from lxml import etree

from tongket.reader.inputs import legacy
from tongket.reader.inputs.markup import word

_FONT = f"{word('rPr')}/{word('rFonts')}"
_ASCII = word("ascii")
_STYLE = f"{word('pPr')}/{word('pStyle')}"


class Fonts:
    """Which runs of a document are in an old font."""

    def __init__(self, default: str | None, styles: dict[str, str | None] | None = None) -> None:
        self._default = default
        self._styles = styles or {}
        self.used = False
        """Whether any letter was turned."""

    @classmethod
    def of(cls, styles: etree._Element | None, fonts: etree._Element | None) -> "Fonts | None":
        """Return the fonts of a document, None where no old one is named in it."""
        named = [
            name
            for root in (styles, fonts)
            if root is not None
            for each in root.iter(word("rFonts"), word("font"))
            if (name := each.get(_ASCII) or each.get(word("name")))
        ]
        if not any(legacy.of_font(name) for name in named):
            return None
        if styles is None:
            return cls(None)
        default = styles.find(f"{word('docDefaults')}/{word('rPrDefault')}/{_FONT}")
        by_style = {
            each.get(word("styleId")) or "": legacy.of_font(own.get(_ASCII) or "")
            for each in styles.iterfind(word("style"))
            if (own := each.find(_FONT)) is not None and own.get(_ASCII)
        }
        return cls(legacy.of_font("" if default is None else default.get(_ASCII) or ""), by_style)

    def decode(self, run: etree._Element, text: str) -> str:
        """Return a run's text in Unicode."""
        if text.isascii() or legacy.is_unicode(text):
            return text
        encoding = self._encoding(run)
        if encoding is None:
            return text
        self.used = True
        return legacy.turn(text, encoding)

    def _encoding(self, run: etree._Element) -> str | None:
        own = run.find(_FONT)
        if own is not None and own.get(_ASCII):
            return legacy.of_font(own.get(_ASCII) or "")
        paragraph = next(run.iterancestors(word("p")), None)
        style = None if paragraph is None else paragraph.find(_STYLE)
        named = "" if style is None else style.get(word("val")) or ""
        return self._styles.get(named, self._default)
