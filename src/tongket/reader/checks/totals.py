"""Parts against their total: the remainder named, and how sure it is that there is a fault."""

from collections.abc import Iterator
from itertools import chain, pairwise

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, plain, size
from tongket.reader.checks.findings import Finding, Severity
from tongket.reader.checks.labels import complete, dimension, overlapping
from tongket.reader.checks.opposites import opposed
from tongket.reader.checks.page import Page
from tongket.reader.checks.partitions import Partition, gathered, partitions
from tongket.reader.checks.structure import Breakdown, breakdowns, item_breakdowns
from tongket.reader.checks.tables import row_breakdowns
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import (
    finding,
    number,
    repair,
    slack,
    slips,
    sum_repairs,
    total,
)
from tongket.reader.facts import Value

LOOK_BACK = 400
"""How far before a total another one is looked for that the parts make."""
APART = 40
"""Parts that stand nearer behind a number than this are surely of it."""
NEAR = 50
"""A remainder below one part in so many counts as near."""


def parts_total(page: Page) -> Iterator[Finding]:
    """Say where parts do not make their total, and where a part is larger than its whole."""
    told: set[int] = set()
    for each in [*page.once(breakdowns), *page.once(item_breakdowns), *page.once(row_breakdowns)]:
        found = _larger(page, each) or _sum(page, each)
        if found is not None:
            told.update(id(part) for part in (each.whole, *each.parts))
            yield found
    for partition in chain(page.once(partitions), page.once(gathered)):
        places = [id(part) for part in (partition.whole, *partition.parts)]
        if told.isdisjoint(places):
            told.update(places)
            yield _partition(partition)


def _partition(found: Partition) -> Finding:
    each = Breakdown(whole=found.whole, parts=found.parts, strength="listed")
    added = total(part.value for part in each.parts)
    return _told(each, added, plain(each.whole.value - added), "warning")


def _larger(page: Page, each: Breakdown) -> Finding | None:
    """A part said to be in a total (trong đó) is larger than it."""
    part = each.parts[0]
    if len(each.parts) != 1 or each.strength not in ("within", "examples"):
        return None
    like = likeness(each.whole.unit, part.unit, marked=page.marked)
    if like not in ("same", "kin") or not (each.whole.exact and part.bound in ("exact", "over")):
        return None
    if part.value <= each.whole.value or any(part.value <= other.value for other in each.others):
        return None
    return finding(
        "part_larger",
        "error" if like == "same" else "warning",
        [each.whole, part],
        said(
            "Phần nêu sau “trong đó” là %(part)s, lớn hơn số chung %(whole)s.",
            part=number(part.value, part),
            whole=number(each.whole.value, each.whole),
        ),
        arithmetic=f"{number(part.value, part)} > {number(each.whole.value, each.whole)}",
        expected=each.whole.value,
        found=part.value,
        repairs=[repair(each.whole, part.value, said("nếu phần này là toàn bộ"))],
    )


def _sum(page: Page, each: Breakdown) -> Finding | None:
    if len(each.parts) < 2 or each.unread or not _countable(each) or _agrees(page, each):
        return None
    added = total(part.value for part in each.parts)
    rest = plain(each.whole.value - added)
    if each.loose and not (_enough(each) and mistyped(each.whole, each.parts)):
        return None
    if each.strength != "closed" and _made_elsewhere(page, each, added):
        return None
    severity = _over(page, each, -rest) if rest < 0 else _under(page, each, rest)
    return None if severity is None else _told(each, added, rest, severity)


def _made_elsewhere(page: Page, each: Breakdown, added: Value) -> bool:
    """Whether the parts make another number told shortly before, alone or with what seemed theirs.

    Parts that stand right behind a number are surely its own; with it they make another only where
    it is one of them: 63 vụ: thân thể 29, tinh thần 34.
    """
    sums = {plain(added + each.whole.value)}
    if each.parts[0].start - each.whole.end >= APART:
        sums.add(added)
    near = page.within(max(each.whole.start - LOOK_BACK, 0), each.parts[0].start)
    return any(other.level and other.value in sums for other in near)


def _enough(each: Breakdown) -> bool:
    return len(each.parts) > 2 or each.strength == "closed"


def _countable(each: Breakdown) -> bool:
    return each.whole.exact and all(part.exact for part in each.parts)


def _agrees(page: Page, each: Breakdown) -> bool:
    """Whether the parts make one of the totals; the first of them do where others may run on."""
    last = len(each.parts)
    least = last if _one_list(page, each) else 2
    for whole in [each.whole, *each.others]:
        added: Value = 0
        for count, part in enumerate(each.parts, 1):
            added = added + part.value
            free = slack(whole, *each.parts[:count])
            if count >= least and size(added - whole.value) <= free:
                return count == last or not _ended(page, each)
        if each.beyond is not None and added + each.beyond.value == whole.value:
            return True
        first = each.parts[0].value
        if first == last - 1 > 1 and added - first == whole.value:
            return True  # 33 người (2 đợt: 21 và 12)
    return False


def _ended(page: Page, each: Breakdown) -> bool:
    """Whether và before the last of all parts says that it is the last, and one digit is wrong."""
    if each.strength != "closed" or each.cut or not mistyped(each.whole, each.parts):
        return False
    return page.cue("and").search(page.between(each.parts[-2], each.parts[-1])) is not None


def _one_list(page: Page, each: Breakdown) -> bool:
    """Whether nothing but the parts can stand in a list: one kind, one separator, gồm before it."""
    named = _exclusive(page, each) and not each.cut
    if not named and (each.strength != "closed" or not _same_units(page, each)):
        return False
    between = [page.between(one, two) for one, two in pairwise(each.parts)]
    return all(";" in gap for gap in between[:-1]) or not any(";" in gap for gap in between)


def _exclusive(page: Page, each: Breakdown) -> bool:
    """Whether every part is named after one grade of a scale nobody can be on twice."""
    return dimension(page, each.labels) in ("discipline", "quality", "sex", "badge")


def mistyped(whole: Amount, parts: list[Amount], least: int = 20) -> bool:
    """Whether one digit in one of the numbers would make it agree; nothing for small numbers."""
    if whole.value < least or len(parts) > 12:
        return False
    added = total(part.value for part in parts)
    if slips(whole.value, added):
        return True
    return any(slips(part.value, whole.value - (added - part.value)) for part in parts)


def _same_units(page: Page, each: Breakdown) -> bool:
    return all(
        likeness(each.whole.unit, part.unit, marked=page.marked) in ("same", "unknown")
        for part in each.parts
    )


def _over(page: Page, each: Breakdown, excess: Value) -> Severity | None:
    """Say how grave it is that the parts come to more than the total."""
    slip = mistyped(each.whole, each.parts)
    if overlapping(page, each.labels) or each.strength == "examples":
        return "warning" if slip and each.strength in ("closed", "listed") else None
    if each.loose:
        return "warning"
    alike = _same_units(page, each)
    ruled = dimension(page, each.labels) is not None
    if each.strength == "closed" and not each.cut:
        larger = any(part.value > each.whole.value for part in each.parts)
        return (
            None
            if larger and not (alike or slip or ruled)
            else "error"
            if alike or ruled
            else "warning"
        )
    if each.strength == "follows":
        return "warning" if ruled and slip and not each.cut else None
    if _exclusive(page, each) and not each.cut and mistyped(each.whole, each.parts, 2):
        return "warning"
    if each.cut:
        return "warning" if alike and ruled and slip else None
    return "error" if alike and ruled else "warning" if slip or (alike and ruled) else None


def _under(page: Page, each: Breakdown, rest: Value) -> Severity | None:
    """Say how grave it is that the parts come to less than the total."""
    if each.strength == "examples":
        return None
    near = rest * NEAR <= each.whole.value
    slip = mistyped(each.whole, each.parts)
    mixed = overlapping(page, each.labels)
    if mixed and each.strength in ("closed", "listed") and not each.open_end:
        return "warning" if slip and (each.whole.value >= 100 or len(each.parts) > 2) else None
    if each.open_end or mixed:
        return "warning" if near and not mixed else None
    if each.strength == "closed":
        return None if each.cut and not (slip or _exclusive(page, each)) else "error"
    ruled = dimension(page, each.labels) is not None
    if each.strength == "follows":
        return "warning" if ruled and slip and len(each.parts) > 3 else None
    if each.strength == "listed":
        return "warning" if (near or slip or ruled) and not each.cut else None
    graded = _exclusive(page, each) and len(each.parts) > 2
    sure = complete(page, each.labels) or near or (slip and each.whole.value >= 100)
    graded = graded or opposed(page, each.labels)
    sure = sure or (graded and mistyped(each.whole, each.parts, 2))
    return "warning" if sure and not each.cut else None


def _told(each: Breakdown, added: Value, rest: Value, severity: Severity) -> Finding:
    whole = each.whole
    terms = " + ".join(number(part.value, part) for part in each.parts)
    values = {
        "terms": terms,
        "sum": number(added, whole),
        "whole": number(whole.value, whole),
        "rest": number(size(rest), whole),
    }
    if rest < 0:
        message = said(
            "Các phần cộng lại được %(sum)s, nhiều hơn tổng số %(whole)s là %(rest)s; "
            "không rõ tổng số hay phần nào sai.",
            **values,
        )
        sign = f"{values['sum']} − {values['whole']} = {values['rest']}"
    elif each.open_end or each.strength == "within":
        message = said(
            "Các phần được nêu cộng lại là %(sum)s trên tổng số %(whole)s: còn %(rest)s "
            "không được nêu thuộc phần nào.",
            **values,
        )
        sign = f"{values['whole']} − {values['sum']} = {values['rest']}"
    else:
        message = said(
            "Các phần cộng lại chỉ được %(sum)s, thiếu %(rest)s so với tổng số %(whole)s; "
            "không rõ tổng số hay phần nào sai.",
            **values,
        )
        sign = f"{values['whole']} − {values['sum']} = {values['rest']}"
    return finding(
        "parts_total",
        severity,
        [whole, *each.parts],
        message,
        arithmetic=f"{terms} = {values['sum']}; {sign}",
        expected=added,
        found=whole.value,
        repairs=sum_repairs(whole, each.parts),
    )
