"""Percents against the two numbers they are made of, and shares that cannot be."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tongket.core.numbers import format_number
from tongket.core.words import said
from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.elsewhere import base_fits, fits_other, other_kind
from tongket.reader.checks.findings import Finding, Repair
from tongket.reader.checks.page import Page
from tongket.reader.checks.shares_beside import MOST_BETWEEN, of_others, reaches, told
from tongket.reader.checks.structure import breakdowns
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import finding, number, slips
from tongket.reader.facts import Percent, Ratio, Value

LOOSE = Fraction(2)
"""Points a percent may be off that is said with gần, hơn, khoảng."""


FARTHEST = 1500
"""How far before a count that "makes up" a share its whole may stand."""


@dataclass(slots=True, kw_only=True)
class Share:
    """A stated percent with the numbers it is made of."""

    above: Amount | Value
    below: Amount | Value
    stated: Amount
    sure: bool = True


def ratio_percent(page: Page) -> Iterator[Finding]:
    """Say where a stated percent is not what its two numbers make."""
    seen: set[tuple[int, int]] = set()
    sources = (_of_ratios, _of_percents, _of_parts, _told_plainly, _told_beside)
    for source in sources:
        for share in source(page):
            place = share.stated.span
            if place in seen:
                continue
            seen.add(place)
            found = _compare(share)
            if found is None or _of_each(page, share):
                continue
            if source is _of_ratios or not _read_otherwise(page, share):
                yield found


def _of_each(page: Page, share: Share) -> bool:
    """Whether a percent is what each of those counted reached: 18/18 xã, thị trấn đạt trên 99%."""
    ends = [side.end for side in (share.above, share.below) if isinstance(side, Amount)]
    gap = page.lower[max(ends, default=share.stated.start) : share.stated.start]
    reached = list(page.cue("reached").finditer(gap))
    if not reached or gap[: reached[-1].start()].rstrip().endswith((",", ";", "(", ":")):
        return False
    return page.cue("bounded").match(gap[reached[-1].end() :].lstrip()) is not None


def _read_otherwise(page: Page, share: Share) -> bool:
    """Whether the words behind a percent, or another number before it, give it another whole."""
    above, below = share.above, share.below
    if not isinstance(above, Amount):
        return False
    if isinstance(below, Amount) and not base_fits(page, share.stated, below):
        return True
    return other_kind(page, share.stated, above) or fits_other(page, above, below, share.stated)


def _of_ratios(page: Page) -> Iterator[Share]:
    """Yield the ratios that state their percent."""
    amounts = page.amounts
    for place, amount in enumerate(amounts):
        if amount.role != "denominator" or not isinstance(amount.fact, Ratio):
            continue
        fact = amount.fact
        above = next(
            (
                each
                for each in amounts[max(place - 2, 0) : place + 2]
                if each.fact is fact and each.role == "numerator"
            ),
            None,
        )
        stated = _stated(page, place, fact)
        if above is None or stated is None or _of_something_else(page, amount, stated):
            continue
        yield Share(above=above, below=amount, stated=stated)


def _of_something_else(page: Page, below: Amount, stated: Amount) -> bool:
    """Whether words after đạt name another thing: 287/412 đơn vị, đạt mức B trở lên 64,8%."""
    gap = page.between(below, stated) if stated.start > below.end else ""
    if gap.rstrip().endswith(("(", ",", ":", "-", "–")):
        return False
    ends = [each.end() for each in page.cue("reached").finditer(gap)]
    return bool(ends) and len(gap[ends[-1] :].split()) > MOST_BETWEEN + 1


def _stated(page: Page, place: int, fact: Ratio) -> Amount | None:
    """Return the percent that stands with a ratio: a part of it, or right behind it."""
    for each in page.amounts[max(place - 2, 0) : place + 3]:
        if each.percent and each.role == "percent" and each.fact is fact:
            return each
    after = page.amounts[place + 1] if place + 1 < len(page.amounts) else None
    if after is None or after.role != "percent" or after.fact is fact:
        return None
    if fact.percent is not None:
        return after if after.value == fact.percent else None
    gap = page.lower[page.amounts[place].end : after.start]
    if len(gap) > 70 or any(sign in gap for sign in ";.)\n") or page.cue("not_share").search(gap):
        return None
    return after if reaches(page, gap) and not of_others(page, fact.unit or "", gap) else None


def _of_percents(page: Page) -> Iterator[Share]:
    """Yield the percents whose two numbers the grammar found beside them."""
    for amount in page.amounts:
        fact = amount.fact
        if isinstance(fact, Percent) and fact.share_of is not None:
            above, below = fact.share_of
            yield Share(
                above=_nearest(page, amount, above) or above,
                below=_nearest(page, amount, below) or below,
                stated=amount,
            )


def _nearest(page: Page, percent: Amount, value: Value) -> Amount | None:
    near = [each for each in page.amounts if each.value == value and not each.percent]
    return min(near, key=lambda each: abs(each.start - percent.start), default=None)


def _of_parts(page: Page) -> Iterator[Share]:
    """Yield the percents that stand behind the parts of a total, where they are its shares."""
    for each in page.once(breakdowns):
        pairs = [
            (part, percent) for part in each.parts if (percent := beside(page, part)) is not None
        ]
        shares = [Share(above=part, below=each.whole, stated=percent) for part, percent in pairs]
        agreeing = sum(1 for share in shares if _agrees(share))
        said_share = len(pairs) == 1 and page.has("share", pairs[0][0].end, pairs[0][1].start)
        if agreeing * 2 > len(shares) or (said_share and each.strength in ("within", "closed")):
            yield from shares


def _told_plainly(page: Page) -> Iterator[Share]:
    """Yield the percents whose two numbers the wording names, with the whole that fits if any."""
    for each in told(page):
        shares = [Share(above=each.part, below=whole, stated=each.percent) for whole in each.wholes]
        yield next((share for share in shares if _agrees(share)), shares[0])


def _told_beside(page: Page) -> Iterator[Share]:
    """Yield a count with its percent and the whole before it, where one digit sets them right.

    A percent after a count may be of many things (a plan, another total), so a mismatch alone
    says nothing; that another digit would make it exact does.
    """
    for place, percent in enumerate(page.amounts):
        if percent.role != "percent" or not place or place_of(percent) >= 1:
            continue
        part = page.amounts[place - 1]
        if not part.level or part.role == "denominator" or beside(page, part) is not percent:
            continue
        end = min(percent.end + 25, page.sentence(percent.start)[1])
        if page.cue("not_share").search(page.lower, part.end, end):
            continue
        wholes = [
            each
            for each in _wholes(page, part, percent)
            if ";" not in page.between(each, part) or not beside(page, each)
        ]
        shares = [Share(above=part, below=each, stated=percent) for each in wholes]
        if shares and not any(_agrees(share) for share in shares):
            yield from [share for share in shares if _mistyped(share)][:1]


def _wholes(page: Page, part: Amount, percent: Amount) -> list[Amount]:
    """Return the numbers before a part that may be its whole, the nearest first."""
    start = page.sentence(part.start)[0]
    before = page.within(max(page.sentence(max(start - 2, 0))[0], part.start - 300), part.start)
    share = page.cue("share").search(page.lower, part.end, percent.start) is not None
    if share:
        farther = page.within(max(part.start - FARTHEST, 0), before[0].start if before else start)
        larger = [each for each in farther if each.level and each.value >= part.value]
        before = [each for each in larger if each.unit and each.unit == part.unit][-4:] + before
    return [
        each
        for each in reversed(before)
        if each.level
        and each.exact
        and (share or likeness(each.unit, part.unit, marked=page.marked) in ("same", "kin"))
    ]


def _mistyped(share: Share) -> bool:
    """Whether one digit of the percent, or of one of the numbers, would make it exact."""
    exact = _exact(share)
    if exact is None or not isinstance(share.above, Amount) or not isinstance(share.below, Amount):
        return False
    factor = 1 / place_of(share.stated)
    right = round(exact * factor)
    stated = int(Fraction(share.stated.value) * factor)
    if slips(stated, right):
        return True
    part = round(Fraction(share.below.value) * Fraction(share.stated.value) / 100)
    whole = round(Fraction(share.above.value) * 100 / Fraction(share.stated.value or 1))
    return any(
        slips(amount.value, value) and _agrees(Share(above=above, below=below, stated=share.stated))
        for amount, value, above, below in (
            (share.above, part, part, share.below),
            (share.below, whole, share.above, whole),
        )
    )


def beside(page: Page, part: Amount) -> Amount | None:
    """Return the percent that belongs to a number: in brackets behind it, or after chiếm, đạt."""
    following = page.within(part.end, part.end + 80)
    if not following or not following[0].percent or following[0].role != "percent":
        return None
    percent = following[0]
    gap = page.lower[part.end : percent.start]
    if any(sign in gap for sign in ";.)\n") or page.cue("earlier").search(gap):
        return None
    return percent if reaches(page, gap) else None


def _exact(share: Share) -> Fraction | None:
    above, below = _value(share.above), _value(share.below)
    if not below:
        return None
    return Fraction(above) * 100 / Fraction(below)


def _value(side: Amount | Value) -> Value:
    return side.value if isinstance(side, Amount) else side


def place_of(percent: Amount) -> Fraction:
    """Return the size of the last place a percent is written to."""
    return Fraction(percent.step) if percent.step else Fraction(1)


def _free(share: Share) -> Fraction:
    """Return how far the percent may be off because its two numbers are rounded, in points."""
    exact = _exact(share) or Fraction(0)
    free = Fraction(0)
    for side in (share.above, share.below):
        if isinstance(side, Amount) and side.step and side.value:
            free += exact * Fraction(side.step) / 2 / Fraction(side.value)
        if isinstance(side, Amount) and not side.exact:
            free += LOOSE
    return free


def _agrees(share: Share) -> bool:
    exact = _exact(share)
    if exact is None:
        return False
    off = abs(exact - Fraction(share.stated.value))
    if not share.stated.exact:
        return off <= LOOSE + _free(share)
    return off < place_of(share.stated) + _free(share)


def _compare(share: Share) -> Finding | None:
    exact = _exact(share)
    if exact is None or share.stated.value_max is not None:
        return None
    if not _agrees(share):
        return _wrong(share, exact)
    off = abs(exact - Fraction(share.stated.value))
    if (
        share.stated.exact
        and place_of(share.stated) >= 1
        and off >= Fraction(1, 2)
        and not _free(share)
    ):
        return _rounded(share, exact)
    return None


def _amounts(share: Share) -> list[Amount]:
    return [each for each in (share.above, share.below, share.stated) if isinstance(each, Amount)]


def percent_text(exact: Fraction, digits: int) -> str:
    """Write a share with so many decimals, its sign without a blank."""
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    shown = format_number(value, digits)
    return f"{shown.rstrip('0').rstrip(',') if ',' in shown else shown}%"


def _division(share: Share, exact: Fraction) -> str:
    above, below = (
        number(side.value, side) if isinstance(side, Amount) else number(side)
        for side in (share.above, share.below)
    )
    return f"{above} / {below} = {percent_text(exact, 2)}"


def _digits(stated: Amount) -> int:
    place = place_of(stated)
    return 0 if place >= 1 else len(str(int(1 / place))) - 1


def _rounded(share: Share, exact: Fraction) -> Finding:
    up = Fraction(share.stated.value) > exact
    values = {"stated": f"{number(share.stated.value)}%", "exact": percent_text(exact, 2)}
    if up:
        message = said("%(stated)s là số làm tròn lên: tính đúng được %(exact)s.", **values)
    else:
        message = said("%(stated)s là số đã cắt phần lẻ: tính đúng được %(exact)s.", **values)
    return finding(
        "ratio_percent",
        "note",
        _amounts(share),
        message,
        arithmetic=_division(share, exact),
        expected=_decimal(exact),
        found=share.stated.value,
        repairs=[percent_repair(share.stated, exact, 2)],
    )


def _decimal(exact: Fraction) -> Decimal:
    return round(Decimal(exact.numerator) / Decimal(exact.denominator), 2)


def percent_repair(stated: Amount, exact: Fraction, digits: int | None = None) -> Repair:
    """Return the repair that puts the exact share in the place of a stated one."""
    wanted = max(_digits(stated), 1) if digits is None else digits
    return Repair(
        span=stated.span,
        text=percent_text(exact, wanted).removesuffix("" if stated.signed else "%"),
        reason=said("nếu hai số kia đúng"),
    )


def _wrong(share: Share, exact: Fraction) -> Finding:
    repairs = [percent_repair(share.stated, exact)]
    for side, other in ((share.above, share.below), (share.below, share.above)):
        if isinstance(side, Amount) and side.step == 0 and share.stated.value:
            stated = Fraction(share.stated.value) / 100
            factor = stated if side is share.above else 1 / stated
            value = round(Fraction(_value(other)) * factor)
            above, below = (value, other) if side is share.above else (other, value)
            if value and _agrees(Share(above=above, below=below, stated=share.stated)):
                reason = said("nếu tỷ lệ và số kia đúng")
                repairs.append(Repair(span=side.span, text=number(value), reason=reason))
    return finding(
        "ratio_percent",
        "error" if share.stated.exact else "warning",
        _amounts(share),
        said(
            "Tỷ lệ ghi %(stated)s, nhưng hai số đi kèm cho %(exact)s; không rõ số nào sai.",
            stated=f"{number(share.stated.value)}%",
            exact=percent_text(exact, 2),
        ),
        arithmetic=_division(share, exact),
        expected=_decimal(exact),
        found=share.stated.value,
        repairs=repairs,
    )
