"""So many of so much each against the stated whole: 20 suất, mỗi suất 500.000 đồng, trị giá 10 triệu."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, plain, size
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Page
from tongket.reader.checks.wording import finding, number, repair

_EACH = {
    True: re.compile(r"(?<!\w)(?:mỗi|từng)\s+(\w+)(?:\s+\w+){0,2}\s+$"),
    False: re.compile(r"(?<!\w)(?:moi|tung)\s+(\w+)(?:\s+\w+){0,2}\s+$"),
}
_PARTED_WORTH = re.compile(r";\s*(?:[^\W\d]+\s+){0,4}$")
_PER = re.compile(r"\s*(?:\w+\s*){1,2}?/\s*(?:1\s*)?([^\W\d_]+)")


def products(page: Page) -> Iterator[Finding]:
    """Say where so many of so much each do not make the stated total (20 suất, mỗi suất …)."""
    for one in page.amounts:
        noun = _noun(page, one) if one.level and one.exact else None
        if noun is None:
            continue
        start, end = page.sentence(one.start)
        count = counted(page, page.within(start, one.start), noun)
        whole = _worth(page, page.within(start, end), one)
        if count is None or whole is None or whole is count:
            continue
        if not _one_matter(page, count, one, whole):
            continue
        found = _product(count, one, whole)
        if found is not None:
            yield found


def _noun(page: Page, one: Amount) -> str | None:
    """Return what a number is the measure of: mỗi suất 500.000 đồng, 500.000 đồng/suất."""
    match = _EACH[page.marked].search(page.lower, max(one.start - 40, 0), one.start)
    match = match or _PER.match(page.lower, one.end, one.end + 30)
    return match[1] if match else None


def counted(page: Page, amounts: list[Amount], noun: str) -> Amount | None:
    """Return the last of the numbers that counts what a noun names."""
    near = [
        each
        for each in amounts
        if each.level and each.exact and each.unit.split(" ")[0] == noun and each.role == "figure"
    ]
    return near[-1] if near else None


def _worth(page: Page, amounts: list[Amount], one: Amount) -> Amount | None:
    for each in amounts:
        before = page.lower[max(each.start - 32, 0) : each.start]
        if each is one or not each.exact or each.unit != one.unit or not each.level:
            continue
        match = page.cue("worth").search(before)
        if match is not None and not re.search(r"[,;.\d]", before[match.end() :]):
            return each if not page.has("each", each.start - 32, each.start) else None
    return None


def _one_matter(page: Page, count: Amount, one: Amount, whole: Amount) -> bool:
    """Whether count, measure and total are told together, and no other sum of the kind is."""
    first, last = (found(each.start for each in (count, one, whole)) for found in (min, max))
    gap = page.lower[first:last]
    if (";" in gap and not _PARTED_WORTH.search(gap)) or gap.count(";") > 1:
        return False
    between = page.within(first, page.sentence(one.start)[1])
    right = count.value * one.value
    others = [each for each in between if each.unit == one.unit and each not in (one, whole)]
    return not any(each.start < last or each.value == right for each in others)


def _product(count: Amount, one: Amount, whole: Amount) -> Finding | None:
    right = plain(count.value * one.value)
    free = Decimal(whole.step) + Decimal(one.step) * count.value
    if size(right - whole.value) <= free:
        return None
    reason = said("nếu hai số kia đúng")
    return finding(
        "product",
        "error",
        [count, one, whole],
        said(
            "%(count)s lần %(one)s là %(right)s, không phải %(whole)s; không rõ số nào sai.",
            count=number(count.value),
            one=number(one.value, one),
            right=number(right, whole),
            whole=number(whole.value, whole),
        ),
        arithmetic=f"{number(count.value)} × {number(one.value, one)} = {number(right, whole)}",
        expected=right,
        found=whole.value,
        repairs=[repair(whole, right, reason)],
    )
