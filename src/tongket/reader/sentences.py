"""Where sentences begin and end: the rule the labelled reports are numbered by.

A sentence ends at a line end, or at ``. ! ? …`` before white space and a capital, digit, quote,
bracket or bullet; not after TP., ThS. and the like, a single letter, or a list number at the start
of a line. Lines without a letter or digit are not counted.
"""

import re

from tongket.reader.facts import Span

_STOP = re.compile("[.!?\u2026]+[\"'\u201d\u2019)\\]]*(?=\\s+(\\S))")
"""The signs that may end a sentence, and the first character after the white space."""
_LINE = re.compile(r"[^\r\n]+")
_LIST_NUMBER = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})*|[IVX]+|[a-z]")
_OPENERS = "\"'\u201c\u2018([-+*\u2022"
_ABBREVIATIONS = frozenset(
    ("tp", "ths", "ts", "pgs", "gs", "bs", "đ/c", "tx", "tt", "ks", "th", "t.p", "tr", "st", "no")
)


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of a text in composed letters.

    >>> [a for a, b in sentences("Ab cd. Ef gh.")]
    [0, 7]
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends(text, start, stop):
                _keep(text, start, stop.end(), found)
                start = stop.end()
        _keep(text, start, line.end(), found)
    return found


def _keep(text: str, start: int, end: int, found: list[Span]) -> None:
    piece = text[start:end].lstrip()
    bare = piece.rstrip()
    # Nearly every piece begins or ends beside a letter; only the rest are gone through.
    if bare[:1].isalnum() or bare[-2:-1].isalnum() or any(map(str.isalnum, bare)):
        first = end - len(piece)
        found.append((first, first + len(bare)))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    following = stop[1]
    if not (following.isupper() or following.isdigit() or following in _OPENERS):
        return False
    if not stop[0].startswith("."):
        return True
    head = text[start : stop.start()].strip()
    word = head.rsplit(None, 1)[-1] if head else ""
    bare = word.lower().strip("(\"'\u201c")
    if bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha()):
        return False
    return not (head == word and _LIST_NUMBER.fullmatch(word))
