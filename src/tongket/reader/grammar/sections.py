"""The sections of a report by their headings, and the period each of them is about."""

import re

from tongket.reader.grammar.calendar_words import AHEAD, SUMMING
from tongket.reader.grammar.layout import Line
from tongket.reader.tokens import Tokens

_STYLES = (
    ("part", re.compile(r"(?i:phần|mục|chương|phan|muc|chuong)\s")),
    ("roman", re.compile(r"[IVX]{1,5}\s?[.)/:-]")),
    ("letter", re.compile(r"[A-H]\s?[.)/:-]")),
    ("number 3", re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]")),
    ("number 2", re.compile(r"[0-9]{1,2}\.[0-9]")),
    ("number", re.compile(r"[0-9]{1,2}\s?[.)/:-]")),
)
_TITLE = "title"
_REACH = 8


class Sections:
    """Which headings a place stands under: those of one style follow each other, others nest.

    ``planned``: the period the title says the report looks ahead to, if any.
    """

    def __init__(self, tokens: Tokens, default: str | None, planned: str | None) -> None:
        self._tokens = tokens
        self._default = default
        self._planned = planned
        self._open: list[tuple[str, str | None]] = []

    def enter(self, line: Line, stated: str | None) -> str | None:
        """Enter the section of a heading, with the period it states; return the one in force."""
        style = self._style(line)
        styles = [each for each, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        period = stated or self._ahead(line) or (self._open[-1][1] if self._open else self._default)
        self._open.append((style, period))
        return period

    def _style(self, line: Line) -> str:
        tokens = self._tokens
        start, end = tokens.starts[line.first], tokens.ends[line.after - 1]
        text = tokens.text[start:end].lstrip("*_# ")
        return next((name for name, marker in _STYLES if marker.match(text)), _TITLE)

    def _ahead(self, line: Line) -> str | None:
        """Return the period planned for, where a heading begins with phương hướng, nhiệm vụ …"""
        if self._planned is None:
            return None
        tokens = self._tokens
        for place in range(line.first, min(line.first + _REACH, line.after)):
            if AHEAD.at(tokens, place) is not None:
                return self._planned
            if SUMMING.at(tokens, place) is not None:
                return None
        return None
