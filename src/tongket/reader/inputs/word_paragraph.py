"""One paragraph of a Word file: the text a person sees in it, run by run.

Tracked changes count as accepted; of a field its result is taken; hidden text, deleted text,
comment marks and the numbers of footnotes are not part of the text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tongket.reader.inputs.markup import ALTERNATIVES, CHOICE, FALLBACK, word

P, R = word("p"), word("r")
_VAL = word("val")
_OFF = {"0", "false", "off"}
_BOX = word("txbxContent")
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACE = str.maketrans("\t\n\r", "   ")


@dataclass(slots=True)
class Paragraph:
    """What a paragraph says."""

    pieces: list[tuple[str, int | None]] = field(default_factory=list)
    """Text and the index of its run among the paragraph's own, None outside any run."""
    boxes: list[etree._Element] = field(default_factory=list)
    """The contents of text boxes anchored in it."""
    changed: bool = False
    """Whether there were tracked changes."""


def own_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return the runs of a paragraph in document order, those of its text boxes left out."""
    runs = list(paragraph.iter(R))
    if paragraph.find(f".//{P}") is None:
        return runs
    return [run for run in runs if next(run.iterancestors(P)) is paragraph]


def visible_lengths(run: etree._Element) -> list[int]:
    """Return how many characters of text each child of a run stands for."""
    return [
        len(child.text or "") if child.tag == _TEXT else int(child.tag in _SIGNS) for child in run
    ]


class Reading:
    """Reads one paragraph. ``decode`` turns the letters of a run in an old font into Unicode."""

    def __init__(
        self,
        paragraph: etree._Element,
        decode: Callable[[etree._Element, str], str] | None = None,
    ) -> None:
        self.result = Paragraph()
        self._index = {run: number for number, run in enumerate(own_runs(paragraph))}
        self._decode = decode
        self._instructions: list[bool] = []
        """One for each field that is open: whether its instruction is still being read."""
        self._inside(paragraph)

    def _inside(self, element: etree._Element) -> None:
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(word("rPr"))
        if properties is not None and _hidden(properties):
            return
        index = self._index.get(run)
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._text(run, child.text or "", index)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag], index)
            elif tag in _RUN_HANDLERS:
                _RUN_HANDLERS[tag](self, child)

    def _text(self, run: etree._Element, text: str, index: int | None) -> None:
        if "\n" in text or "\t" in text:
            text = text.translate(_SPACE)
        self._put(self._decode(run, text) if self._decode else text, index)

    def _put(self, text: str, index: int | None) -> None:
        if text and not any(self._instructions):
            self.result.pieces.append((text, index))

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(word("fldCharType"))
        if kind == "begin":
            self._instructions.append(True)
        elif self._instructions and kind == "separate":
            self._instructions[-1] = False
        elif self._instructions and kind == "end":
            self._instructions.pop()

    def _control(self, control: etree._Element) -> None:
        properties = control.find(word("sdtPr"))
        if properties is None or properties.find(word("showingPlcHdr")) is None:
            content = control.find(word("sdtContent"))
            if content is not None:
                self._inside(content)

    def _changed(self, element: etree._Element) -> None:
        self.result.changed = True
        if element.tag in _KEPT:
            self._inside(element)

    def _drawing(self, drawing: etree._Element) -> None:
        """Keep the text boxes of a drawing; of two renderings of one drawing take the first."""
        around = next(drawing.iterancestors(P), None)
        for each in drawing.iter(_BOX):
            if next(each.iterancestors(P), None) is around and not _fallback(each, drawing):
                self.result.boxes.append(each)

    def _alternatives(self, element: etree._Element) -> None:
        choice = element.find(CHOICE)
        chosen = choice if choice is not None else (element[0] if len(element) else None)
        if chosen is not None:
            self._inside(chosen)
            if not any(child.tag in _HANDLERS for child in chosen):
                self._drawing(chosen)

    def _symbol(self, symbol: etree._Element) -> None:
        code = symbol.get(word("char")) or ""
        try:
            letter = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        if letter.isprintable() and not "\ue000" <= letter <= "\uf8ff":
            run = next(symbol.iterancestors(R), None)
            self._put(letter, None if run is None else self._index.get(run))

    def _ruby(self, ruby: etree._Element) -> None:
        base = ruby.find(word("rubyBase"))
        if base is not None:
            self._inside(base)

    def _maths(self, maths: etree._Element) -> None:
        self._put("".join(each.text or "" for each in maths.iter(_MATHS_TEXT)), None)


def _fallback(element: etree._Element, outer: etree._Element) -> bool:
    return any(outer in each.iterancestors() for each in element.iterancestors(FALLBACK))


def _hidden(properties: etree._Element) -> bool:
    mark = properties.find(word("vanish"))
    return mark is not None and (mark.get(_VAL) or "1") not in _OFF


_TEXT = word("t")
_SIGNS = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("br"): "\n",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
_KEPT = {word("ins"), word("moveTo")}
_Handler = Callable[[Reading, etree._Element], None]
_HANDLERS: dict[object, _Handler] = {
    R: Reading._run,
    word("sdt"): Reading._control,
    ALTERNATIVES: Reading._alternatives,
    **{word(name): Reading._changed for name in ("ins", "moveTo", "del", "moveFrom")},
    **{
        word(name): Reading._inside
        for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
    },
    **{
        f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}": Reading._maths
        for name in ("oMath", "oMathPara")
    },
}
_RUN_HANDLERS: dict[object, _Handler] = {
    word("fldChar"): Reading._field,
    word("sym"): Reading._symbol,
    word("drawing"): Reading._drawing,
    word("pict"): Reading._drawing,
    word("object"): Reading._drawing,
    word("ruby"): Reading._ruby,
    ALTERNATIVES: Reading._alternatives,
}
