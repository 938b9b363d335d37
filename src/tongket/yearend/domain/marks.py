"""Figure marks in a text: ``{{members_admitted}}``, ``{{a/b}}``, ``{{x|unit=code|period=2023}}``.

A paragraph is written by people and holds no number of its own where a figure is known: in the
number's place stands a mark, and the number is set when the review is compiled. The grammar::

    mark    = "{{" measure ["/" measure] {"|" option} "}}"
    measure = indicator ["." cell]
    option  = "unit=" code | "period=" code | "about=" step | "last" | "change"

``a/b`` prints two figures with a stroke between; ``about=100`` rounds to that step and puts the
right word ("gần 3.000"); ``last`` is the same figure a year before; ``change`` is the difference
from the year before. Parsing and writing are inverse to each other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tongket.core.text import excerpt

_MARK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MEASURE = re.compile(r"([a-z][a-z0-9_]{0,79})(?:\.([a-z][a-z0-9_]{0,39}))?")
_UNIT = re.compile(r"[a-z0-9][a-z0-9-]{0,159}")
_PERIOD = re.compile(r"[0-9]{4}(?:-(?:H[12]|Q[1-4]|9M|(?:0[1-9]|1[0-2])))?")
_STEP = re.compile(r"[1-9][0-9]{0,11}")


class MarkFault(ValueError):  # noqa: N818 - said to a person
    """A mark that cannot be read; its message is a Vietnamese sentence naming the mark."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words between marks."""

    text: str


@dataclass(frozen=True, slots=True)
class MeasureName:
    """An indicator's code and a breakdown cell (empty: the total)."""

    indicator: str
    cell: str = ""

    def __str__(self) -> str:
        """Return ``indicator`` or ``indicator.cell``."""
        return f"{self.indicator}.{self.cell}" if self.cell else self.indicator


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of a figure (of two with a stroke between when there are two ``measures``).

    ``unit`` and ``period`` are empty where the review's own are meant. ``about`` is the step to
    round to, ``last`` asks for the year before, ``change`` for the difference from it.
    """

    measures: tuple[MeasureName, ...]
    unit: str = ""
    period: str = ""
    about: int | None = None
    last: bool = False
    change: bool = False

    def __str__(self) -> str:
        """Return the mark as it is written in a text."""
        options = [
            "/".join(map(str, self.measures)),
            f"unit={self.unit}" if self.unit else "",
            f"period={self.period}" if self.period else "",
            f"about={self.about}" if self.about else "",
            "last" if self.last else "",
            "change" if self.change else "",
        ]
        return "{{" + "|".join(option for option in options if option) + "}}"


Piece = Words | Mark


def parse_text(text: str) -> tuple[Piece, ...]:
    """Return the words and marks of a text in order; raise ``MarkFault`` for a broken mark.

    >>> parse_text("Kết nạp {{members_admitted}}.")[1]
    Mark(measures=(MeasureName(indicator='members_admitted', cell=''),), unit='', period='', \
about=None, last=False, change=False)
    """
    pieces: list[Piece] = []
    end = 0
    for match in _MARK.finditer(text):
        _add_words(pieces, text[end : match.start()])
        pieces.append(_mark(match[1], match[0]))
        end = match.end()
    _add_words(pieces, text[end:])
    return tuple(pieces)


def write_text(pieces: Iterable[Piece]) -> str:
    """Return the text that ``parse_text`` reads as these pieces."""
    return "".join(piece.text if isinstance(piece, Words) else str(piece) for piece in pieces)


def marks_in(text: str) -> tuple[Mark, ...]:
    """Return the marks of a text in order."""
    return tuple(piece for piece in parse_text(text) if isinstance(piece, Mark))


def _add_words(pieces: list[Piece], text: str) -> None:
    for sign in ("{{", "}}"):
        at = text.find(sign)
        if at >= 0:
            near = excerpt(text[max(at - 10, 0) : at + 30])
            raise MarkFault(
                f"Dấu số liệu gần “{near}” thiếu một đầu: viết trọn như {{{{members_admitted}}}}."
            )
    if text:
        pieces.append(Words(text))


def _mark(inside: str, whole: str) -> Mark:
    head, *options = [part.strip() for part in inside.split("|")]
    measures = tuple(_measure(name.strip(), whole) for name in head.split("/"))
    if len(measures) > 2:
        raise MarkFault(f"Dấu số liệu {excerpt(whole)} có hơn hai chỉ tiêu; chỉ viết một hoặc a/b.")
    settings = _options(options, whole)
    last, change = "last" in settings, "change" in settings
    if change and (last or "about" in settings or len(measures) == 2):
        raise MarkFault(
            f"Dấu số liệu {excerpt(whole)}: “change” đứng riêng, không đi cùng “last”, “about” "
            "hay hai chỉ tiêu."
        )
    about = int(settings["about"]) if "about" in settings else None
    return Mark(measures, settings.get("unit", ""), settings.get("period", ""), about, last, change)


def _measure(name: str, whole: str) -> MeasureName:
    match = _MEASURE.fullmatch(name)
    if match is None:
        raise MarkFault(
            f"Dấu số liệu {excerpt(whole)}: “{excerpt(name)}” không phải là mã chỉ tiêu; mã viết "
            "bằng chữ thường không dấu và gạch dưới, ví dụ members_admitted."
        )
    return MeasureName(match[1], match[2] or "")


_SHAPES = {
    "unit": (_UNIT, "mã đơn vị, ví dụ unit=quan-binh-thanh"),
    "period": (_PERIOD, "kỳ báo cáo, ví dụ period=2023"),
    "about": (_STEP, "bước làm tròn là số nguyên dương, ví dụ about=100"),
}


def _options(options: list[str], whole: str) -> dict[str, str]:
    settings: dict[str, str] = {}
    for option in options:
        name, _, value = (part.strip() for part in option.partition("="))
        if name in settings:
            raise MarkFault(f"Dấu số liệu {excerpt(whole)} ghi “{excerpt(name)}” hai lần.")
        if name in ("last", "change"):
            good, wanted = option == name, f"chỉ viết “{name}”"
        elif name in _SHAPES:
            shape, wanted = _SHAPES[name]
            good = shape.fullmatch(value) is not None
        else:
            good, wanted = False, "các tùy chọn là unit, period, about, last, change"
        if not good:
            raise MarkFault(f"Dấu số liệu {excerpt(whole)}: “{excerpt(option)}” sai; {wanted}.")
        settings[name] = value
    return settings
