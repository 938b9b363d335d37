"""Other readings: whether numbers that seem not to agree do so with another number beside them.

A report may well mean another whole, another level or a rate of so much each. Where one such
reading agrees, nothing is proved, and the checks say nothing.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.cues import members
from tongket.reader.checks.page import Page
from tongket.reader.checks.units import likeness
from tongket.reader.facts import Value

FARTHEST = 1500
"""How far from a percent another whole is looked for."""
MOST_WORDS = 4
"""Words between mỗi, bình quân and the number they are said of."""
_PER = re.compile(
    r"\s*[^\W\d_]+(?:\s+[^\W\d_]+){0,3}(?<=[^\W\d_]{2})\s?/\s?[^\W\d_]{2,}|%?\s?/\s?[^\W\d_]{2,}"
)
_CLAUSE = re.compile(r"[,;:.()\n]")
_BRACKET = re.compile(r"\([^()]*\)")
_BASE = re.compile(
    r"\s*(?:(?:của|trên|trong|cua|tren)\s+)?(?:(?:tổng|toàn bộ|tong|toan bo)\s+(?:số\s+|so\s+)?|(?:số|so)\s+(?!với|voi))"
    r"((?:[^\W\d_]+\s?){1,4})"
)
_GENERAL = frozenset(("người", "đồng chí", "trường hợp", "nguoi", "dong chi", "truong hop", "đ/c"))
_ADDED = frozenset(("tổng", "tong", "cộng", "cong"))
_SCORES = frozenset(("điểm", "diem", "tuổi", "tuoi", "tạ", "lần", "lan", "bậc", "hạng", "độ"))
_MONEY = frozenset(("đồng", "dong", "usd", "đô la"))


def bracketless(text: str) -> str:
    """Return a text without what stands in closed brackets.

    >>> bracketless("29 (58%), khá 14 (28%")
    '29 , khá 14 (28%'
    """
    return _BRACKET.sub("", text)


def clause(text: str) -> str:
    """Return the words behind the last sign that parts clauses."""
    return _CLAUSE.split(text)[-1]


def each(page: Page, amount: Amount) -> bool:
    """Whether a number is so much for each: bình quân 59 người/đơn vị, mỗi năm 18,5 tỷ đồng."""
    if _PER.match(page.lower, amount.end, amount.end + 40):
        return True
    return bool(led_each(page, amount))


def led_each(page: Page, amount: Amount) -> bool:
    """Whether mỗi or bình quân is said of a number in the words before it."""
    lead = clause(page.lower[max(amount.start - 48, 0) : amount.start])
    found = list(page.cue("each").finditer(lead))
    return bool(found) and len(lead[found[-1].end() :].split()) <= MOST_WORDS


def scores(page: Page, amount: Amount) -> bool:
    """Whether a number is a score, an age, a yield: what is not added up unless the text says so."""
    if amount.unit not in _SCORES:
        return False
    lead = clause(page.lower[max(amount.start - 30, 0) : amount.start])
    return not _ADDED.intersection(lead.split())


def money(amount: Amount) -> bool:
    """Whether a number is a sum of money."""
    return amount.unit in _MONEY


def base_fits(page: Page, percent: Amount, whole: Amount) -> bool:
    """Whether the words behind a percent name the whole taken for it, or name none.

    In "7 chị là cấp ủy viên (38,9% số chủ tịch hội)" the whole is not that of the officials told
    before.
    """
    match = _BASE.match(page.lower, percent.end, min(percent.end + 60, len(page.lower)))
    if match is None:
        return True
    words = match[1].split()
    near = page.lower[max(whole.start - 60, 0) : whole.end + 60]
    known = _known(words, marked=page.marked)
    if known is None:
        return " ".join(words[:2]) in near
    if whole.unit in _GENERAL or known in near:
        return True
    return likeness(whole.unit, known, marked=page.marked) in ("same", "unknown")


def other_kind(page: Page, percent: Amount, part: Amount) -> bool:
    """Whether a percent is said to be of things of another kind: 1.063 tỷ đồng, đạt 88,7% số người."""
    match = _BASE.match(page.lower, percent.end, min(percent.end + 60, len(page.lower)))
    known = _known(match[1].split(), marked=page.marked) if match else None
    if known is None or not part.unit:
        return False
    return likeness(part.unit, known, marked=page.marked) == "other"


def _known(words: list[str], *, marked: bool) -> str | None:
    """Return the longest known noun a phrase begins with."""
    table = members("kin", marked=marked)
    for count in range(len(words), 0, -1):
        if " ".join(words[:count]) in table:
            return " ".join(words[:count])
    return None


def fits_other(page: Page, above: Amount, below: Amount | Value, percent: Amount) -> bool:
    """Whether a percent is that of a count in another whole, or of another count in this one."""
    place = Fraction(percent.step) if percent.step and percent.step < 1 else Fraction(1, 10)
    stated = Fraction(percent.value)
    if not stated:
        return False
    return any(
        abs(Fraction(part) * 100 / Fraction(whole) - stated) <= place / 2
        for part, whole in _pairs(page, above, below, percent)
        if whole
    )


def _pairs(
    page: Page, above: Amount, below: Amount | Value, percent: Amount
) -> Iterator[tuple[Value, Value]]:
    """Yield the counts and wholes a percent may be of besides the two that were taken."""
    for whole in page.within(max(percent.start - FARTHEST, 0), percent.end + 100):
        alike = likeness(whole.unit, above.unit, marked=page.marked) != "other"
        if whole.level and alike and whole is not below and whole is not above:
            yield above.value, whole.value
    start = page.sentence(percent.start)[0]
    near = [each for each in page.within(start, percent.start) if each.level]
    whole_value = below.value if isinstance(below, Amount) else below
    for part in near:
        if part is not above and part is not below:
            yield part.value, whole_value
