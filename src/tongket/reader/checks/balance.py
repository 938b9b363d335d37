"""What is left, what came in and went out, products and averages: numbers bound by one sum."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, plain, size
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Page
from tongket.reader.checks.products import counted
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import finding, number, repair, slips, total
from tongket.reader.facts import Change, Value

MOST_SIGNED = 5
_LEDGER = ("opening", "incoming", "outgoing", "closing")


def remainder(page: Page) -> Iterator[Finding]:
    """Say where what is done and what is left do not make the whole (150 đơn, xong 137, còn 13)."""
    for left in page.amounts:
        if left.role != "figure" or not left.exact or left.percent:
            continue
        sure = _left_over(page, left)
        if sure is None:
            continue
        found = _remaining(page, left, sure=sure)
        if found is not None:
            yield found


def _left_over(page: Page, left: Amount) -> bool | None:
    """Return whether còn (lại) stands before a number, and whether it can mean nothing else."""
    before = page.lower[max(left.start - 30, 0) : left.start]
    matches = list(page.cue("rest").finditer(before))
    if not matches or len(before) - matches[-1].end() > 14:
        return None
    if any(sign in before[matches[-1].end() :] for sign in ",;."):
        return None
    return page.cue("rest_sure").search(before) is not None


def _remaining(page: Page, left: Amount, *, sure: bool) -> Finding | None:
    start = page.sentence(left.start)[0]
    before = [
        each
        for each in page.within(start, left.start)
        if each.level and each.role != "before" and _alike(page, each, left)
    ]
    if len(before) < 2 or not all(each.exact for each in before) or _left_of_some(before, left):
        return None
    clause = page.lower.rfind(";", start, left.start)
    if len(after := [each for each in before if each.start > clause]) > 1:
        before = after
    if _another_matter(page, before, left, sure=sure) or _left_of_some(before, left):
        return None
    whole, done = before[-2], before[-1]
    if done.role == "denominator" and done.fact is whole.fact:
        whole, done = done, whole
    if len(before) > 2 and done.role != "numerator":
        return None
    return _judged(whole, done, left, sure=sure)


def _another_matter(page: Page, before: list[Amount], left: Amount, *, sure: bool) -> bool:
    """Whether a number is far from those before, a rate, or one of a list of what is lacking.

    In "thiếu vốn 124 hộ; thiếu đất 78 hộ; thiếu lao động 66 hộ" none is left of another.
    """
    if any(_left_over(page, each) is not None for each in before[-2:]):
        return True
    if page.cue("compared").match(page.lower[left.end :].removeprefix(f" {left.unit}").lstrip()):
        return True
    parted = ";" in page.between(before[-2], before[-1])
    if parted and not sure and before[-2].value < before[-1].value:
        return True
    if page.strays(before[-2].end, left.start):
        return True
    if page.has("arrived", before[-2].end, before[-1].start):
        return True
    far = left.start - before[-1].end > 90
    return far or page.has("each", before[-1].end, left.end + 20)


def _left_of_some(before: list[Amount], left: Amount) -> bool:
    """Whether all others from one number on, or one other, make it together with what is left."""
    if any(_makes(before[place:], left) for place in range(len(before) - 1)):
        return True
    values = {each.value for each in before}
    if len(before) > 2 and any(each.value + left.value in values for each in before):
        return True
    last = [each.value for each in before[-MOST_SIGNED:]]
    return any(_signed(last[place:], left.value) for place in range(len(last) - 2))


def _signed(values: list[Value], left: Value) -> bool:
    """Whether what was there, more or less by each of the others, is left: 34, thoát 12, thêm 3, còn 25."""
    first, *others = values
    return any(
        total([first, *(sign * other for sign, other in zip(signs, others, strict=True))]) == left
        for signs in product((1, -1), repeat=len(others))
    )


def _alike(page: Page, one: Amount, two: Amount) -> bool:
    return likeness(one.unit, two.unit, marked=page.marked) != "other"


def _makes(amounts: list[Amount], left: Amount) -> bool:
    """Whether the first is all the others and what is left together; a ratio gives its whole."""
    whole, *done = amounts
    if len(done) == 1 and done[0].role == "denominator":
        whole, done = done[0], [whole]
    return whole.value == total(each.value for each in [*done, left])


def _judged(whole: Amount, done: Amount, left: Amount, *, sure: bool) -> Finding | None:
    if done.value > whole.value and not (sure or slips(whole.value, done.value + left.value)):
        return None
    right = plain(whole.value - done.value)
    more = left.value > right
    slip = slips(left.value, right) or slips(done.value, whole.value - left.value)
    if not (sure or more or slip):
        return None
    reason = said("nếu hai số kia đúng")
    values = {
        "whole": number(whole.value, whole),
        "done": number(done.value, done),
        "right": number(right, whole),
        "left": number(left.value, left),
    }
    if right < 0:
        message = said(
            "%(done)s nhiều hơn tổng số %(whole)s mà vẫn còn %(left)s; không rõ số nào sai.",
            **values,
        )
    else:
        message = said(
            "%(whole)s trừ %(done)s còn %(right)s, không phải %(left)s; không rõ số nào sai.",
            **values,
        )
    wanted = [
        (left, right),
        (whole, plain(done.value + left.value)),
        (done, plain(whole.value - left.value)),
    ]
    return finding(
        "remainder",
        "error" if sure else "warning",
        [whole, done, left],
        message,
        arithmetic=f"{number(whole.value)} − {number(done.value)} = {number(right)}",
        expected=right,
        found=left.value,
        repairs=[repair(amount, value, reason) for amount, value in wanted if value >= 0],
    )


def ledger(page: Page) -> Iterator[Finding]:
    """Say where opening, in and out do not make closing."""
    for line in page.lines:
        if len(line.amounts) < 3 or not page.has("opening", line.start, line.end):
            continue
        kinds = _sorted_amounts(page, line.start, line.amounts)
        if not kinds["opening"] or len(kinds["closing"]) != 1:
            continue
        if not (kinds["incoming"] or kinds["outgoing"]):
            continue
        found = _booked(page, kinds)
        if found is not None:
            yield found


def _sorted_amounts(page: Page, start: int, amounts: list[Amount]) -> dict[str, list[Amount]]:
    kinds: dict[str, list[Amount]] = {name: [] for name in (*_LEDGER, "unsure")}
    last = start
    for amount in amounts:
        if amount.percent or amount.role in ("delta", "denominator"):
            last = amount.end
            continue
        gap = page.lower[last : amount.start]
        gap = gap[max(gap.rfind(sign) for sign in ",;:.") + 1 :]
        places = [(match.end(), name) for name in _LEDGER for match in page.cue(name).finditer(gap)]
        last = amount.end
        if not places:
            kinds["unsure"].append(amount)
            continue
        name = max(places)[1]
        if name == "opening" or kinds["opening"]:
            kinds[name].append(amount)
        if name == "closing" and kinds["opening"]:
            break
    return kinds


def _booked(page: Page, kinds: dict[str, list[Amount]]) -> Finding | None:
    everything = [each for name in _LEDGER for each in kinds[name]]
    first = kinds["opening"][0]
    if not all(each.exact and _alike(page, first, each) for each in everything):
        return None
    (closing,) = kinds["closing"]
    added = total(size(each.value) for each in kinds["opening"] + kinds["incoming"])
    taken = total(size(each.value) for each in kinds["outgoing"])
    right = plain(added - taken)
    if right == closing.value or _unsure(kinds, first, closing, added):
        return None
    if right < 0:
        return _overdrawn(everything, added, taken)
    return finding(
        "opening_closing",
        "error" if kinds["incoming"] and kinds["outgoing"] else "warning",
        everything,
        said(
            "Đầu kỳ cộng số tăng trừ số giảm được %(right)s, không phải %(closing)s; "
            "không rõ số nào sai.",
            right=number(right, closing),
            closing=number(closing.value, closing),
        ),
        arithmetic=f"{number(added, closing)} − {number(taken, closing)} = {number(right, closing)}",
        expected=right,
        found=closing.value,
        repairs=[repair(closing, right, said("nếu các số kia đúng"))],
    )


def _unsure(kinds: dict[str, list[Amount]], first: Amount, closing: Amount, added: Value) -> bool:
    """Whether a number between opening and closing is of no known kind, and no total of them."""
    return any(
        first.start < each.start < closing.start and each.value != added for each in kinds["unsure"]
    )


def _overdrawn(everything: list[Amount], added: Value, taken: Value) -> Finding:
    """More went out than there was."""
    like = everything[0]
    values = {"added": number(added, like), "taken": number(taken, like)}
    return finding(
        "opening_closing",
        "error",
        everything,
        said(
            "Số giảm %(taken)s nhiều hơn số đầu kỳ cộng số tăng %(added)s; không rõ số nào sai.",
            **values,
        ),
        arithmetic=f"{values['taken']} > {values['added']}",
        expected=added,
        found=taken,
    )


_MEAN = {
    True: re.compile(r"(?<!\w)(?:bình quân|trung bình)(?:\s+(?:mỗi|một|1)\s+(\w+))?(?:\s+\w+){0,2}\s+$"),
    False: re.compile(r"(?<!\w)(?:binh quan|trung binh)(?:\s+(?:moi|mot|1)\s+(\w+))?(?:\s+\w+){0,2}\s+$"),
}  # fmt: skip
_MEAN_OF = {
    True: re.compile(r"\s*(?:\w+\s*){0,2}?(?:/\s*|mỗi\s+|một\s+)(?:1\s*)?(\w+)"),
    False: re.compile(r"\s*(?:\w+\s*){0,2}?(?:/\s*|moi\s+|mot\s+)(?:1\s*)?(\w+)"),
}


def averages(page: Page) -> Iterator[Finding]:
    """Say where a stated average is not the total by the count that stand beside it."""
    for mean in page.amounts:
        if mean.percent or not mean.exact:
            continue
        match = _MEAN[page.marked].search(page.lower, max(mean.start - 40, 0), mean.start)
        if match is None:
            continue
        of = match
        if match[1] is None:
            behind = _MEAN_OF[page.marked].match(page.lower, mean.end, mean.end + 30)
            if behind is None:
                continue
            of = behind
        start = page.sentence(mean.start)[0]
        before = page.within(start, mean.start)
        count = counted(page, before, of[1])
        wholes = [each for each in before if each.unit == mean.unit and each.level and each.exact]
        if count is not None and len(wholes) == 1 and wholes[0] is not count and count.value:
            yield from _mean(wholes[0], count, mean)


def _mean(whole: Amount, count: Amount, mean: Amount) -> Iterator[Finding]:
    right = Decimal(whole.value) / Decimal(count.value)
    place: Value = mean.step or 1
    free = Decimal(place) + Decimal(whole.step) / Decimal(count.value)
    if size(right - Decimal(mean.value)) < free:
        return
    shown = round(right / Decimal(place)) * Decimal(place)
    yield finding(
        "average",
        "warning",
        [whole, count, mean],
        said(
            "%(whole)s chia cho %(count)s được %(right)s, không phải %(mean)s; "
            "không rõ số nào sai.",
            whole=number(whole.value, whole),
            count=number(count.value),
            right=number(shown, mean),
            mean=number(mean.value, mean),
        ),
        arithmetic=f"{number(whole.value, whole)} / {number(count.value)} ≈ {number(shown, mean)}",
        expected=shown,
        found=mean.value,
        repairs=[repair(mean, shown, said("nếu hai số kia đúng"))],
    )


def handled_money(page: Page) -> Iterator[Finding]:
    """Say where more money is to be recovered or remedied than was found to be wrong."""
    for found in page.amounts:
        if not found.level or not page.has("found_money", found.start - 40, found.start):
            continue
        end = page.sentence(found.start)[1]
        parts = [
            each
            for each in page.within(found.end, end)
            if each.unit == found.unit
            and each.level
            and page.has("handled_money", each.start - 24, each.start)
        ]
        added = total(each.value for each in parts)
        room = plain(found.value + (found.step if not found.exact else 0))
        if len(parts) < 2 or added <= room or isinstance(found.fact, Change):
            continue
        terms = " + ".join(number(each.value, each) for each in parts)
        yield finding(
            "handled_money",
            "warning",
            [found, *parts],
            said(
                "Số phải thu hồi, khắc phục cộng lại là %(sum)s, nhiều hơn số sai phạm %(found)s; "
                "không rõ số nào sai.",
                sum=number(added, found),
                found=number(found.value, found),
            ),
            arithmetic=f"{terms} = {number(added, found)} > {number(found.value, found)}",
            expected=added,
            found=found.value,
        )
