"""The sentences of a labelled report, counted as its labels count them."""

import re
import unicodedata
from collections.abc import Iterator

ABBREVIATED = {"tp", "ths", "ts", "pgs", "gs", "bs", "đ/c", "tx", "tt", "ks", "t.p", "tr", "st"}
LIST_NUMBER = re.compile(r"[ \t]*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[a-zđ])[.)/](?=\s)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences by the rule of the labels."""
    for line in re.finditer(r"[^\r\n]+", text):
        start = line.start()
        for stop in re.finditer(r"[.!?…]+[\"'”’)\]]*(?=\s+(\S))", line[0]):
            head = text[start : line.start() + stop.start()].strip()
            if _ends(stop[1], head, full_stop=stop[0].startswith(".")):
                yield start, line.start() + stop.end()
                start = line.start() + stop.end()
        if any(sign.isalnum() for sign in text[start : line.end()]):
            yield start, line.end()


def _ends(following: str, head: str, *, full_stop: bool) -> bool:
    if not (following.isupper() or following.isdigit() or following in "\"'“‘([-+*•"):
        return False
    word = unicodedata.normalize("NFC", head.split()[-1] if head else "").lower().lstrip("(\"'“")
    if not full_stop:
        return True
    alone = head == (head.split() or [""])[-1] and LIST_NUMBER.match(head + ". ")
    return not (word in ABBREVIATED or (len(word) == 1 and word.isalpha()) or alone)
