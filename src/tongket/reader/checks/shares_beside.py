"""Percents told behind a count and its whole, with no stroke between: thụ lý 417 vụ, làm rõ 362 vụ, đạt 86,8%.

A percent behind a count may be of a plan, of last year, of another total. Three wordings leave no
choice: a whole named as such (684 hồ sơ trong 731 hồ sơ; 742 đồng chí, chỉ tiêu là 700), a count
in brackets behind its whole (11.260 đoàn viên (nữ 8.107, chiếm 72%)), and what was done of what
came in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.page import Page
from tongket.reader.checks.units import likeness

FARTHEST = 90
MOST_BETWEEN = 1
"""Words between đạt or chiếm and its percent (đạt khoảng 90%); more say of something else."""
_STOP = re.compile(r"[;.\n]")


@dataclass(slots=True, kw_only=True)
class Told:
    """A percent with the count and the whole it plainly belongs to; others are wholes as well."""

    part: Amount
    wholes: list[Amount]
    percent: Amount


def told(page: Page) -> Iterator[Told]:
    """Yield the percents whose two numbers the wording names."""
    for place, percent in enumerate(page.amounts):
        if percent.role != "percent" or not place or percent.value_max is not None:
            continue
        before = _before(page, place)
        if not before or not _belongs(page, before[-1], percent):
            continue
        if (of_plan := _of_plan(page, before[-1], percent)) is not None:
            yield of_plan
            continue
        if not _free(page, before[-1], percent):
            continue
        for find in (_named, _bracketed, _settled):
            found = find(page, before, percent)
            if found is not None:
                yield found
                break


def _before(page: Page, place: int) -> list[Amount]:
    """Return the counts of the clause and sentence before a percent."""
    percent = page.amounts[place]
    found: list[Amount] = []
    for amount in page.amounts[max(place - 8, 0) : place]:
        if amount.sentence == percent.sentence:
            found.append(amount)
    return found


def _belongs(page: Page, last: Amount, percent: Amount) -> bool:
    """Whether đạt, chiếm or a bracket ties a percent to the count before it, and to no plan."""
    gap = page.lower[last.end : percent.start]
    if last.percent or not last.level or len(gap) > FARTHEST or _STOP.search(gap):
        return False
    if not reaches(page, gap):
        return False
    return page.cue("compared").search(gap) is None and not of_others(page, last.unit, gap)


def of_others(page: Page, unit: str, gap: str) -> bool:
    """Whether a share is of others than were counted: 38/38 tổ chức …, tỷ lệ đảng viên dự đạt 97,6%."""
    share = page.cue("rate").search(gap)
    if share is None:
        return False
    named = gap[share.end() :]
    reached = page.cue("reached").search(named)
    named = named[: reached.start()] if reached else named
    return len(named.split()) > 1 and unit.lower() not in named


def reaches(page: Page, gap: str) -> bool:
    """Whether a bracket, or đạt, chiếm, tỷ lệ … with no new subject, leads to a percent."""
    if gap.rstrip().endswith("("):
        return True
    clause = gap[gap.rfind(",") + 1 :].split()
    match = page.cue("reached").search(gap)
    if match is None:
        return False
    last = [each.end() for each in page.cue("reached").finditer(gap)][-1]
    new_subject = "," in gap and page.cue("reached_first").match(" ".join(clause)) is None
    return not new_subject and len(gap[last:].split()) <= MOST_BETWEEN


def _free(page: Page, last: Amount, percent: Amount) -> bool:
    """Whether nothing behind a percent says that it is of something else."""
    end = min(percent.end + 25, page.sentence(percent.start)[1])
    return page.cue("compared").search(page.lower, last.end, end) is None


def _of_plan(page: Page, part: Amount, percent: Amount) -> Told | None:
    """823 căn, đạt 102,9% chỉ tiêu 800 căn: the plan stands behind its percent."""
    behind = page.within(percent.end, percent.end + 40)
    if not behind or not (_count(behind[0]) and _count(part)) or not _alike(page, part, behind[0]):
        return None
    gap = page.between(percent, behind[0]).strip(" (:")
    return _told(part, behind[0], percent) if page.cue("plan_is").fullmatch(gap) else None


def _named(page: Page, before: list[Amount], percent: Amount) -> Told | None:
    """684 hồ sơ trong 731 hồ sơ; 742 đồng chí, chỉ tiêu là 700; kế hoạch 50 lớp, thực hiện 45."""
    if len(before) < 2:
        return None
    one, two = before[-2], before[-1]
    if not (_count(one) and _count(two)) or not _alike(page, one, two):
        return None
    between = page.lower[one.end : two.start]
    if _STOP.search(between) or len(between) > FARTHEST:
        return None
    if _ends(page, "plan_is", between):
        return None if _after_plan(page, two, percent) else _told(one, two, percent)
    lead = page.lower[max(one.start - 40, page.sentence(one.start)[0]) : one.start]
    if _ends(page, "plan_is", lead) and page.cue("settled").search(between):
        return _told(two, one, percent)
    return None


def _after_plan(page: Page, whole: Amount, percent: Amount) -> bool:
    """Whether a new clause about another count begins between the plan and the percent."""
    return page.lower[whole.end : percent.start].count(",") > 2


def _bracketed(page: Page, before: list[Amount], percent: Amount) -> Told | None:
    """11.260 đoàn viên (nữ 8.107, chiếm 72%)."""
    if len(before) < 2:
        return None
    whole, part = before[-2], before[-1]
    between = page.lower[whole.end : part.start]
    if not (_count(whole) and _count(part)) or part.value > whole.value:
        return None
    opening = between.rfind("(")
    if opening < 0 or ")" in between[opening:] or any(sign in between for sign in ";\n"):
        return None
    share = page.cue("share").search(page.lower, part.end, percent.start)
    bare = page.lower[part.end : percent.start].strip(" ,-–") == ""
    if not (share or bare) or ")" in page.lower[part.end : percent.start]:
        return None
    return _told(part, whole, percent) if _alike(page, whole, part) else None


def _settled(page: Page, before: list[Amount], percent: Amount) -> Told | None:
    """What was done of what came in, told one after the other in one sentence."""
    counts = [each for each in before if _count(each)]
    for part in reversed(counts[-2:]):
        if percent.start - part.end > FARTHEST or not _led(page, "settled", part):
            continue
        wholes = [
            each
            for each in counts
            if each.start < part.start
            and each.value >= part.value
            and _same(page, each, part)
            and not page.has("compared", each.start - 24, each.start)
        ]
        if not wholes or percent.value > 100:
            continue
        if _led(page, "incoming_cases", wholes[-1]) or "|" in page.between(wholes[-1], part):
            return Told(part=part, wholes=wholes[::-1], percent=percent)
    return None


def _led(page: Page, name: str, amount: Amount) -> bool:
    """Whether a word of a list stands before a number in its own clause."""
    start = max(amount.start - 48, page.sentence(amount.start)[0])
    clause = page.lower[start : amount.start]
    clause = clause[max(clause.rfind(sign) for sign in ",;:.|") + 1 :]
    return page.cue(name).search(clause) is not None


def _count(amount: Amount) -> bool:
    return amount.level and amount.exact and not amount.percent and amount.value > 0


def _alike(page: Page, one: Amount, two: Amount) -> bool:
    return likeness(one.unit, two.unit, marked=page.marked) != "other"


def _same(page: Page, one: Amount, two: Amount) -> bool:
    return likeness(one.unit, two.unit, marked=page.marked) in ("same", "kin")


def _ends(page: Page, name: str, text: str) -> bool:
    """Whether a text ends with one of the phrases of a list, blanks aside."""
    tail = text.rstrip(" :(")
    return any(match.end() == len(tail) for match in page.cue(name).finditer(tail))


def _told(part: Amount, whole: Amount, percent: Amount) -> Told:
    return Told(part=part, wholes=[whole], percent=percent)
