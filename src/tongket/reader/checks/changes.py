"""Before and after against the stated difference."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, plain, size
from tongket.reader.checks.elsewhere import bracketless
from tongket.reader.checks.elsewhere import each as each_one
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Page
from tongket.reader.checks.shares import percent_repair, percent_text, place_of
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import finding, number, repair, slack, slips, total
from tongket.reader.facts import Change, Value

FARTHEST = 60
_ONLY = re.compile(
    r"\s*(?:(?:cùng kỳ|năm trước|năm ngoái|kỳ trước|cung ky|nam truoc|ky truoc|đầu năm|dau nam|(?:năm|nam|quý|quy|tháng|thang)\s+[\d/ivx]+)\s*)?"
    r"(?:là|la|có|co|đạt|dat|chỉ|chi|:)?\s*"
)
"""What may stand in a bracket before the level compared with: nothing else happened there."""
MOST_LED = 3
"""Words before a difference in its clause (như vậy giảm …); more name another thing."""
_YEAR = re.compile(r"n[ăa]m ((?:19|20)\d\d)(?![\d/])")


def before_after(page: Page) -> Iterator[Finding]:
    """Say where two levels and their stated difference do not agree."""
    by_fact: dict[int, list[Amount]] = {}
    for amount in page.amounts:
        if isinstance(amount.fact, Change):
            by_fact.setdefault(id(amount.fact), []).append(amount)
    for amounts in by_fact.values():
        found = _one(page, {each.role: each for each in amounts})
        if found is not None:
            yield found


def _one(page: Page, roles: dict[str, Amount]) -> Finding | None:
    delta = roles.get("delta") or _amounting(page, roles)
    if delta is None:
        return _direction(page, roles)
    before, after = roles.get("before"), roles.get("after")
    if before is None or after is None:
        before, after = _levels(page, delta, before, after)
    if before is None or after is None or not (before.exact and after.exact and delta.exact):
        return None
    if _of_others(page, max(before, after, key=lambda each: each.start), delta):
        return None
    if each_one(page, delta) and not (each_one(page, before) or each_one(page, after)):
        return None
    if len(roles) < 3 and _from_another(page, before, after, delta):
        return None
    return _three(before, after, delta)


def _from_another(page: Page, before: Amount, after: Amount, delta: Amount) -> bool:
    """Whether a difference told apart from its levels is that to another level nearby."""
    if delta.percent:
        return False
    start = page.sentence(before.start)[0]
    near = page.within(min(start, after.start - 200), page.sentence(delta.start)[1])
    moved = size(delta.value)
    return any(
        each.level
        and each.percent == after.percent
        and any(size(plain(each.value - level.value)) == moved for level in (before, after))
        for each in near
    )


def _of_others(page: Page, level: Amount, delta: Amount) -> bool:
    """Whether a new clause with a subject of its own lies between the levels and a difference."""
    gap = page.between(level, delta)
    semicolon = gap.rfind(";")
    return semicolon >= 0 and len(gap[semicolon + 1 :].split()) > MOST_LED


def _amounting(page: Page, roles: dict[str, Amount]) -> Amount | None:
    """Return the difference told behind two levels: giảm từ 5.120 xuống 4.366, tức 754 hộ."""
    before, after = roles.get("before"), roles.get("after")
    if before is None or after is None or after.start < before.start:
        return None
    following = page.within(after.end, after.end + 50)
    if not following or following[0].role != "figure" or following[0].percent:
        return None
    lead = page.between(after, following[0])
    lead = lead[max(lead.rfind(sign) for sign in ",;(") + 1 :].strip()
    return following[0] if page.cue("amounts_to").fullmatch(lead) else None


def _direction(page: Page, roles: dict[str, Amount]) -> Finding | None:
    """A fall from a smaller to a larger number, or a rise the other way round."""
    before, after = roles.get("before"), roles.get("after")
    if before is None or after is None or not (before.exact and after.exact):
        return None
    if any(page.has("rank", each.start - 10, each.start) for each in (before, after)):
        return None
    fact = before.fact
    rise = after.value > before.value
    stated = isinstance(fact, Change) and fact.direction
    if before.value == after.value or stated not in ("up", "down") or rise == (stated == "up"):
        return None
    if not _says(fact.surface, stated):
        return None
    return finding(
        "before_after",
        "error",
        [before, after],
        said(
            "Câu nói %(direction)s, nhưng số đi từ %(before)s đến %(after)s; "
            "không rõ từ hay số nào sai.",
            direction=said("tăng") if stated == "up" else said("giảm"),
            before=number(before.value, before),
            after=number(after.value, after),
        ),
        arithmetic=f"{number(before.value)} → {number(after.value)}",
    )


def _says(surface: str, direction: str) -> bool:
    lower = surface.lower()
    words = ("tăng", "tang", "nâng") if direction == "up" else ("giảm", "giam", "xuống")
    return any(word in lower for word in words)


def _levels(
    page: Page, delta: Amount, before: Amount | None, after: Amount | None
) -> tuple[Amount | None, Amount | None]:
    """Return the two levels a difference belongs to where they stand in its sentence or before.

    The level reached stands before the difference (626 lượt, giảm 59); the one compared with in a
    bracket behind so với …, or in the words before (năm trước: 12 lượt).
    """
    if after is None:
        after = _reached(page, delta, before)
    if before is None and after is not None:
        before = _from(page, after) or _compared(page, delta, after) or _dated(page, after, delta)
    return before, after


def _from(page: Page, after: Amount) -> Amount | None:
    """Return the level a change starts from, in the words từ … lên … before its end."""
    near = page.within(max(after.start - 60, page.sentence(after.start)[0]), after.start)
    if not near or near[-1].percent != after.percent:
        return None
    before = near[-1]
    lead = page.lower[max(before.start - 4, 0) : before.start].strip()
    if lead not in ("từ", "tu") or not page.has("raised", before.end, after.start):
        return None
    return before


def _dated(page: Page, after: Amount, delta: Amount) -> Amount | None:
    """Return the level of an earlier year: năm 2023 có 715 hộ, năm 2024 còn 458 hộ, giảm 257 hộ."""
    near = page.within(page.sentence(after.start)[0], after.start)
    if not near or near[-1].percent != after.percent or not near[-1].level:
        return None
    before = near[-1]
    years = [_year_before(page, each) for each in (before, after)]
    if years[0] is None or years[1] is None or years[0] >= years[1] or delta.percent:
        return None
    like = likeness(before.unit, after.unit, marked=page.marked)
    return before if like in ("same", "unknown") else None


def _year_before(page: Page, amount: Amount) -> int | None:
    found = _YEAR.findall(page.lower, max(amount.start - 32, 0), amount.start)
    return int(found[-1]) if found else None


def _reached(page: Page, delta: Amount, before: Amount | None) -> Amount | None:
    start = page.sentence(delta.start)[0]
    near = [
        each
        for each in page.within(start, delta.start)
        if each.level
        and each.role != "denominator"
        and each is not before
        and _same(page, each, delta)
        and _open_between(page, each, delta)
    ]
    if not near:
        return None
    gap = bracketless(page.between(near[-1], delta))
    return None if ";" in gap or len(gap) > FARTHEST else near[-1]


def _open_between(page: Page, level: Amount, delta: Amount) -> bool:
    """Whether no bracket that a level stands in is closed before its difference."""
    return ")" not in bracketless(page.between(level, delta))


def _compared(page: Page, delta: Amount, after: Amount) -> Amount | None:
    """Return the earlier level given in brackets behind a comparison."""
    end = page.sentence(delta.start)[1]
    for each in page.within(delta.end, end):
        gap = page.lower[delta.end : each.start]
        if len(gap) > 80 or ";" in gap:
            return None
        if each.level and "(" in gap and page.cue("earlier").search(gap):
            bare = _ONLY.fullmatch(gap[gap.rfind("(") + 1 :]) is not None
            same = _same(page, each, after) and gap.count(")") == 0
            return each if same and bare else None
    return None


def _same(page: Page, first: Amount, second: Amount) -> bool:
    if second.percent:
        return not first.percent or first.percent == second.percent
    like = likeness(first.unit, second.unit, marked=page.marked)
    return like in ("same", "unknown") and not first.percent


def _three(before: Amount, after: Amount, delta: Amount) -> Finding | None:
    change = plain(after.value - before.value)
    stated = size(delta.value)
    if delta.percent and not before.percent:
        return _in_percent(before, after, delta, change)
    free = slack(before, after, delta)
    wrong_way = delta.role == "delta" and change != 0 and (change > 0) != _rises(delta)
    if size(size(change) - stated) <= free and not wrong_way:
        return None
    return _told(before, after, delta, change)


def _in_percent(before: Amount, after: Amount, delta: Amount, change: Value) -> Finding | None:
    if not before.value:
        return None
    exact = abs(Fraction(change) * 100 / Fraction(before.value))
    free = Fraction(0)
    for level in (before, after):
        free += Fraction(level.step) * 50 / Fraction(before.value)
    if abs(exact - Fraction(size(delta.value))) < place_of(delta) + free:
        return None
    return finding(
        "before_after",
        "error",
        [before, after, delta],
        said(
            "Mức thay đổi ghi %(stated)s, nhưng từ %(before)s đến %(after)s là %(exact)s; "
            "không rõ số nào sai.",
            stated=f"{number(size(delta.value))}%",
            before=number(before.value, before),
            after=number(after.value, after),
            exact=percent_text(exact, 2),
        ),
        arithmetic=f"({number(after.value)} − {number(before.value)}) / {number(before.value)}",
        expected=round(Decimal(exact.numerator) / Decimal(exact.denominator), 2),
        found=size(delta.value),
        repairs=[percent_repair(delta, exact)],
    )


def _told(before: Amount, after: Amount, delta: Amount, change: Value) -> Finding:
    moved = size(change)
    rises = _rises(delta) if delta.role == "delta" else change >= 0
    sign = 1 if rises else -1
    reason = said("nếu hai số kia đúng")
    repairs = [
        repair(after, plain(before.value + sign * size(delta.value)), reason),
        repair(before, plain(after.value - sign * size(delta.value)), reason),
    ]
    if rises == (change >= 0):
        repairs.insert(0, repair(delta, moved, reason))
    return finding(
        "before_after",
        "error",
        [before, after, delta],
        said(
            "Từ %(before)s đến %(after)s là %(direction)s %(size)s, "
            "không phải %(stated)s; không rõ số nào sai.",
            before=number(before.value, before),
            after=number(after.value, after),
            direction=said("tăng") if change > 0 else said("giảm"),
            size=number(moved, after),
            stated=_stated(delta),
        ),
        arithmetic=f"{number(max(before.value, after.value), after)} − "
        f"{number(min(before.value, after.value), after)} = {number(moved, after)}",
        expected=moved,
        found=size(delta.value),
        repairs=[each for each in repairs if not each.text.startswith("-")],
    )


def _rises(delta: Amount) -> bool:
    fact = delta.fact
    signed = fact.delta if isinstance(fact, Change) and fact.delta is not None else delta.value
    return signed > 0


def _stated(delta: Amount) -> str:
    shown = number(size(delta.value), delta)
    if delta.role != "delta":
        return shown
    way = said("tăng") if _rises(delta) else said("giảm")
    return f"{way} {shown}"


def together(page: Page) -> Iterator[Finding]:
    """Say where a change said to be that of all (tính chung) is not the sum of those before it.

    And where two differences of one thing are told one after the other and nearly agree.
    """
    changes = [each for each in _differences(page) if each[1] != 0]
    for place, (levels, moved) in enumerate(changes):
        line = page.line(levels[0].start)
        start = page.lines[line].start
        if not page.has("together", start, levels[0].start):
            continue
        parts = [
            each
            for each in changes[max(place - 4, 0) : place]
            if line - page.line(each[0][0].start) <= 4 and _one_kind(page, each[0][0], levels[0])
        ]
        added = total(each[1] for each in parts)
        if (
            len(parts) > 1
            and added != moved
            and all((each[1] > 0) == (moved > 0) for each in parts)
        ):
            yield _together(levels, moved, parts, added)
    yield from _nearly(page, changes)


def _nearly(page: Page, changes: list[tuple[list[Amount], Value]]) -> Iterator[Finding]:
    """Two differences of one thing, next to each other, that are one digit apart."""
    for (first, one), (second, two) in pairwise(changes):
        apart = page.line(second[0].start) - page.line(first[0].start)
        if size(one) < 100 or apart > 1 or not _one_kind(page, first[0], second[0]):
            continue
        if one * two > 0 and slips(size(one), size(two)):
            yield finding(
                "changes_together",
                "warning",
                [*first, *second],
                said(
                    "Hai mức thay đổi của cùng một việc lệch nhau: %(one)s và %(two)s; "
                    "không rõ số nào đúng.",
                    one=number(size(one)),
                    two=number(size(two)),
                ),
                arithmetic=f"{number(size(one))} − {number(size(two))} = {number(plain(size(one) - size(two)))}",
                expected=size(one),
                found=size(two),
            )


def _differences(page: Page) -> Iterator[tuple[list[Amount], Value]]:
    """Yield the levels of each change with both, and its difference."""
    by_fact: dict[int, list[Amount]] = {}
    for amount in page.amounts:
        if amount.level:
            by_fact.setdefault(id(amount.fact), []).append(amount)
    for fact in page.reading.of(Change):
        if fact.before is None or fact.after is None or fact.qualifier != "exact":
            continue
        levels = by_fact.get(id(fact), [])
        if len(levels) == 2 and not levels[0].percent:
            yield levels, plain(fact.after - fact.before)


def _one_kind(page: Page, one: Amount, two: Amount) -> bool:
    first, second = one.unit.split(",")[0].strip(), two.unit.split(",")[0].strip()
    return bool(first) and first == second


def _together(
    levels: list[Amount], moved: Value, parts: list[tuple[list[Amount], Value]], added: Value
) -> Finding:
    terms = " + ".join(number(size(each[1])) for each in parts)
    return finding(
        "changes_together",
        "warning",
        levels,
        said(
            "Tính chung thay đổi %(moved)s, nhưng các phần trước cộng lại là %(added)s; "
            "không rõ số nào sai.",
            moved=number(size(moved)),
            added=number(size(added)),
        ),
        arithmetic=f"{terms} = {number(size(added))}; {number(size(moved))} ≠ {number(size(added))}",
        expected=size(added),
        found=size(moved),
    )
