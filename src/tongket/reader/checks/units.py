"""Whether two numbers count the same thing: judged by their nouns alone."""

import re
from functools import lru_cache
from typing import Literal

from tongket.reader.checks.cues import members

Likeness = Literal["same", "kin", "unknown", "other"]
"""``kin``: other words, but a total in one may be broken down into the other (tổ chức / chi bộ)."""

_SPLIT = re.compile(r"\s*(?:,|/|;| - |–|\bvà\b|\bva\b|\bhoặc\b)\s*")
_ROUNDS = ("lượt ", "luot ", "số ", "so ")
_WIDE_PLACES = frozenset(
    ("đơn vị", "đơn vị hành chính", "đơn vị cấp xã", "địa phương", "don vi", "don vi hanh chinh")
)


@lru_cache(maxsize=4096)
def likeness(whole: str, part: str, *, marked: bool = True) -> Likeness:
    """Return how the unit of a part relates to that of a whole.

    >>> likeness("đảng viên", "người"), likeness("mô hình, điển hình", "mô hình")
    ('kin', 'same')
    >>> likeness("đảng viên", "tổ chức"), likeness("xã", ""), likeness("xã", "thôn")
    ('other', 'unknown', 'other')
    """
    if not whole or not part:
        return "unknown"
    if _begins(whole, part) or _begins(part, whole):
        return "same"
    whole, part = _bare(whole), _bare(part)
    if whole == part or _begins(whole, part) or _begins(part, whole):
        return "same"
    conjuncts = _SPLIT.split(whole)
    if len(conjuncts) > 1 and any(_begins(part, each) or part == each for each in conjuncts):
        return "same"
    shared = _groups(whole, marked=marked) & _groups(part, marked=marked)
    if shared == {"places"} and whole not in _WIDE_PLACES and len(conjuncts) < 2:
        return "other"
    return "kin" if shared else "other"


def _bare(unit: str) -> str:
    unit = " ".join(unit.split())
    for lead in _ROUNDS:
        unit = unit.removeprefix(lead) or unit
    return unit


def _begins(longer: str, shorter: str) -> bool:
    return longer.startswith(shorter) and longer[len(shorter) : len(shorter) + 1] in ("", " ", ",")


def _groups(unit: str, *, marked: bool) -> frozenset[str]:
    """Return the rows of kin a unit belongs to, by its longest known beginning."""
    table = members("kin", marked=marked)
    words = unit.split()
    for count in range(min(len(words), 5), 0, -1):
        found = table.get(" ".join(words[:count]).rstrip(","))
        if found:
            return found
    return frozenset()
