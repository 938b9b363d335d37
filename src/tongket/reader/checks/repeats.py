"""The same figure said twice differently in one report."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.cues import members
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Page
from tongket.reader.checks.wording import finding, number, repair
from tongket.reader.facts import Figure

_FIRST = re.compile(r"\s*[^\W\d_]+ [^\W\d_]+")
_STOPS = re.compile(r"[,;:.()\n\d]")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=\w )(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s?){2,}")
_SCOPE = ("plan", "earlier", "each", "within", "examples", "nested", "rest")
_MONTHS = re.compile(
    r"(?:tháng|quý|thang|quy|đợt|dot|học kỳ|giai đoạn|giai doan|năm|nam)\s+[\dIVX]+|6 tháng|9 tháng"
)
LEAST_WORDS = 4
"""How many words beside two numbers must be the same for them to be one figure."""


@dataclass(slots=True, kw_only=True)
class _Said:
    amount: Amount
    words: tuple[str, ...]
    unit: tuple[str, ...]
    sentence: tuple[int, int]


def said_twice(page: Page) -> Iterator[Finding]:
    """Say where one thing is counted twice, with two numbers."""
    kept: dict[tuple[str, ...], list[_Said]] = {}
    units = Counter(_first(amount) for amount in page.amounts if isinstance(amount.fact, Figure))
    for amount in page.amounts:
        found = _said(page, amount) if units[_first(amount)] > 1 else None
        if found is not None:
            kept.setdefault(found.unit[:2], []).append(found)
    for same in kept.values():
        for place, one in enumerate(same):
            for two in same[place + 1 :]:
                if (
                    not _same_value(one.amount, two.amount)
                    and _one_thing(one, two)
                    and _one_scope(page, one, two)
                ):
                    yield _told(one.amount, two.amount)


def _said(page: Page, amount: Amount) -> _Said | None:
    if not isinstance(amount.fact, Figure) or amount.value_max is not None or amount.value < 10:
        return None
    line = page.lines[page.line(amount.start)]
    if line.marker in ("-", "+", "*", "•") or "|" in page.text[line.start : line.end]:
        return None
    start, end = page.sentence(amount.start)
    before = _clause(page.lower[max(start, amount.start - 60) : amount.start], last=True)
    after = _clause(page.lower[amount.end : min(end, amount.end + 60)], last=False)
    unit = tuple(_WORD.findall(after)[:6])
    if page.text[amount.end + len(after) : amount.end + len(after) + 1] == ",":
        unit += _joined(page, amount.end + len(after) + 1)
    if len(unit) < 1:
        return None
    return _Said(
        amount=amount,
        words=tuple(_WORD.findall(before)[-4:]),
        unit=unit,
        sentence=(start, end),
    )


def _first(amount: Amount) -> str:
    return amount.unit.partition(" ")[0]


def _joined(page: Page, start: int) -> tuple[str, ...]:
    """Return the noun a comma joins to another (86 tập thể, cá nhân), nothing where none does."""
    match = _FIRST.match(page.lower, start)
    words = tuple(match[0].split()) if match else ()
    return words if " ".join(words) in members("kin", marked=page.marked) else ()


def _clause(text: str, *, last: bool) -> str:
    pieces = _STOPS.split(text)
    return pieces[-1] if last else pieces[0]


def _scope(page: Page, start: int, end: int, amount: Amount) -> frozenset[str]:
    """Return what narrows a figure: target, earlier, each; its months and quarters."""
    marks = {name for name in _SCOPE if page.has(name, start, min(amount.end + 30, end))}
    marks.update(each[0] for each in _MONTHS.finditer(page.lower, start, end))
    return frozenset(marks)


def _common(one: tuple[str, ...], two: tuple[str, ...]) -> int:
    count = 0
    for first, second in zip(one, two, strict=False):
        if first != second:
            break
        count += 1
    return count


def _one_thing(one: _Said, two: _Said) -> bool:
    first, second = one.amount, two.amount
    if first.sentence == second.sentence or first.fact.period != second.fact.period:
        return False
    if first.fact.organisation != second.fact.organisation or first.fact.what != second.fact.what:
        return False
    left = _common(one.words[::-1], two.words[::-1])
    right = _common(one.unit, two.unit)
    whole = right == len(one.unit) == len(two.unit) or right > 3
    return left > 1 and right > 0 and whole and left + right >= LEAST_WORDS


def _one_scope(page: Page, one: _Said, two: _Said) -> bool:
    """Whether nothing narrows one of the two and not the other, and no other body is named."""
    first, second = (_scope(page, *each.sentence, each.amount) for each in (one, two))
    names = [
        frozenset(name.strip() for name in _NAME.findall(page.text, *each.sentence))
        for each in (one, two)
    ]
    return first == second and not (names[0] and names[1] and not names[0] & names[1])


def _same_value(one: Amount, two: Amount) -> bool:
    if one.value == two.value:
        return True
    bounded, exact = (one, two) if one.bound != "exact" else (two, one)
    if bounded.bound == "exact":
        return abs(float(one.value) - float(two.value)) < max(float(one.step), float(two.step))
    off = float(exact.value) - float(bounded.value)
    near = abs(off) <= 0.1 * float(bounded.value)
    if bounded.bound in ("over", "at_least"):
        return off >= 0 and near
    return off <= 0 and near if bounded.bound in ("nearly", "at_most") else near


def _told(one: Amount, two: Amount) -> Finding:
    reason = said("nếu chỗ kia đúng")
    return finding(
        "said_twice",
        "warning",
        [one, two],
        said(
            "Cùng một số liệu được ghi hai cách: %(one)s và %(two)s; không rõ số nào đúng.",
            one=number(one.value, one),
            two=number(two.value, two),
        ),
        expected=one.value,
        found=two.value,
        repairs=[repair(two, one.value, reason), repair(one, two.value, reason)],
    )
