"""Parts told right behind their total without a word that says so: 19 nhà: bán 4, thuê 6, còn 9.

Nothing announces such a list, so three things must come together: its numbers stand in one clause
and count one thing; something shows that they are all (the grades of a scale, a pair of opposites,
what is left at the end, or numbers with no noun of their own); and one digit sets the sum right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.elsewhere import bracketless, scores
from tongket.reader.checks.elsewhere import each as each_one
from tongket.reader.checks.labels import complete, overlapping
from tongket.reader.checks.opposites import opposed
from tongket.reader.checks.page import Page
from tongket.reader.checks.structure import breakdowns, label
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import slips, total
from tongket.reader.facts import Value

FARTHEST = 64
"""The most characters between two numbers of such a list."""
MOST_PARTS = 12
LOOK_BACK = 400
FAR_BACK = 900
LEAST_GATHERED = 1000
_NAME = re.compile(r"[A-ZÀ-ỸĐ]\w*\s+(?:\d{1,2}\s*[:(]?\s*)?(?:[:(]\s*|là\s+|có\s+)?$")
_NEXT = re.compile(r"[^\d.\n|]{2,44}")
_BARE = re.compile(r"\s*(?:[,;.)(|\n]|\bvà\b|\bva\b|$)")
_END = re.compile(r"\s*(?:[.;)\n]|$)")
_OPENED = re.compile(r"[:(|;]")
_NO_NOUN = frozenset(("chỉ tiêu", "chi tieu", "kế hoạch", "ke hoach"))


@dataclass(slots=True, kw_only=True)
class Partition:
    """A total and the numbers right behind it that should make it."""

    whole: Amount
    parts: list[Amount] = field(default_factory=list)
    opened: bool = False
    """Whether a colon, bracket, semicolon or cell parts the total from its parts."""
    apart: bool = False
    """Whether a semicolon parts them, so that another matter may begin."""
    beyond: Amount | None = None
    """The number of another kind the list ended at; it may be the last part all the same."""
    cell: bool = False
    """Whether the parts stand in the next cell of a table."""


def partitions(page: Page) -> Iterator[Partition]:
    """Yield the totals that the numbers behind them should make, and do not by one digit."""
    inside = {id(part) for each in page.once(breakdowns) for part in each.parts}
    for place, whole in enumerate(page.amounts):
        if id(whole) in inside or not _may_be_whole(whole):
            continue
        if each_one(page, whole) or scores(page, whole):
            continue
        found = _run(page, place)
        if len(found.parts) < 2:
            continue
        if _adds_up(page, found):
            inside.update(id(part) for part in found.parts)
        elif _one_digit(found) and _sure(page, found):
            yield found


def gathered(page: Page) -> Iterator[Partition]:
    """Yield the totals told earlier that a list by places should make, and does not by one digit.

    Each number stands right behind a name (Mê Linh 2.310, Sóc Sơn 1.045 …); four digits in the
    total leave little to chance.
    """
    inside = {id(part) for each in page.once(breakdowns) for part in each.parts}
    place = 0
    while place < len(page.amounts):
        parts = _named_run(page, place)
        place += max(len(parts), 1)
        if len(parts) > 2 and parts[-1].unit and inside.isdisjoint(map(id, parts)):
            yield from _told_before(page, parts)


def _named_run(page: Page, place: int) -> list[Amount]:
    """Return the numbers from a place on that stand one after the other behind names."""
    parts: list[Amount] = []
    for amount in page.amounts[place : place + MOST_PARTS]:
        start = parts[-1].end if parts else max(amount.start - 24, 0)
        lead = page.text[start : amount.start]
        if not amount.exact or amount.role != "figure" or not _NAME.search(lead):
            break
        if parts and (amount.sentence != parts[-1].sentence or not _NEXT.fullmatch(lead)):
            break
        parts.append(amount)
    return parts


def _told_before(page: Page, parts: list[Amount]) -> Iterator[Partition]:
    unit = parts[-1].unit
    if any(part.unit and part.unit != unit for part in parts):
        return
    added = total(part.value for part in parts)
    before = [
        each
        for each in page.within(max(parts[0].start - FAR_BACK, 0), parts[0].start)
        if each.unit == unit and _may_be_whole(each) and each.value >= LEAST_GATHERED
    ]
    if any(each.value == added for each in before):
        return
    for whole in reversed(before):
        found = Partition(whole=whole, parts=parts, opened=True)
        if _one_digit(found):
            yield found
            return


def _may_be_whole(amount: Amount) -> bool:
    return amount.level and amount.exact and amount.role != "before" and amount.value > 1


def _run(page: Page, place: int) -> Partition:
    """Return a total with the numbers of its clause that count the same thing."""
    whole = page.amounts[place]
    found = Partition(whole=whole)
    last, depth, base, comma = whole.end, 0, 0, False
    for amount in page.amounts[place + 1 : place + 2 + 2 * MOST_PARTS]:
        gap = page.lower[last : amount.start]
        if amount.sentence != whole.sentence or len(gap) > FARTHEST or "\n" in gap:
            break
        depth += gap.count("(") - gap.count(")")
        last = amount.end
        if amount.fact is whole.fact or not amount.level or (found.parts and depth > base):
            continue
        if found.parts and (depth < base or (comma and ";" in gap) or "|" in gap):
            break
        if not found.parts:
            _begin(page, found, amount)
            comma, base = not found.opened, depth
        if not _takes(page, found, amount):
            break
        comma = comma or (";" not in gap and len(found.parts) > 0)
        found.parts.append(amount)
    if whole.role == "denominator" and found.apart:
        found.parts[:0] = _numerator(page, whole)
    return found


def _numerator(page: Page, whole: Amount) -> list[Amount]:
    """Return the count that is set against a total: the first grade in 2/11 chi bộ; khá 8; yếu 1."""
    near = page.within(max(whole.start - FARTHEST, 0), whole.start)
    return [each for each in near if each.fact is whole.fact and each.role == "numerator"]


def _begin(page: Page, found: Partition, first: Amount) -> None:
    """Note what stands between a total and its first part."""
    gap = bracketless(page.between(found.whole, first))
    found.opened, found.cell = _OPENED.search(gap) is not None, "|" in gap
    found.apart = ";" in gap


def _takes(page: Page, found: Partition, amount: Amount) -> bool:
    """Whether a number may be the next part; one of another kind is kept in mind."""
    if not amount.exact or amount.role != "figure":
        return False
    if _alike(page, found.whole, amount) or (found.cell and _bare(page, amount)):
        return True
    found.beyond = amount
    return False


def _alike(page: Page, whole: Amount, part: Amount) -> bool:
    if whole.unit in _NO_NOUN:
        return True
    return likeness(whole.unit, part.unit, marked=page.marked) != "other"


def _adds_up(page: Page, found: Partition) -> bool:
    """Whether some of the parts make the total, or all make another number told before."""
    added: Value = 0
    for count, part in enumerate(found.parts, 1):
        added = added + part.value
        enough = len(found.parts) if found.cell else 2
        if count >= enough and added == found.whole.value:
            return True
    whole = found.whole
    if found.beyond is not None and added + found.beyond.value == whole.value:
        return True
    rest = total(each.value for each in found.parts[1:])
    start = page.lines[page.line(whole.start)].start if found.cell else whole.start - LOOK_BACK
    near = page.within(max(start, 0), whole.start)
    return any(each.value == added for each in near) or rest in (whole.value, found.parts[0].value)


def _one_digit(found: Partition) -> bool:
    added = total(each.value for each in found.parts)
    whole = found.whole.value
    if added == whole:
        return False
    return slips(whole, added) or any(
        slips(each.value, whole - (added - each.value)) for each in found.parts
    )


def _sure(page: Page, found: Partition) -> bool:
    """Whether something shows that the parts are all there are."""
    start, end = found.whole.end, found.parts[-1].end + 24
    first = found.parts[0]
    if page.has("each", start, end) or page.has("nested", first.end, end - 24):
        return False
    if page.has("examples", start, first.start):
        return False
    bare = [_bare(page, each) for each in found.parts]
    if (found.apart and not any(bare) and not _left(page, found)) or _one_of_them(page, found):
        return False
    labels = [label(page, each) for each in found.parts]
    if complete(page, labels) or opposed(page, labels):
        return True
    return not _sibling(page, found) and _plain(page, found, labels, bare)


def _plain(page: Page, found: Partition, labels: list[str], bare: list[bool]) -> bool:
    """Whether parts that name no scale are plainly all: what is left ends them, or no noun follows."""
    first = found.parts[0]
    if len(labels) == 2 and page.has("rest", first.end, found.parts[1].start):
        return False
    if _left(page, found) and (found.opened or any(bare)):
        return True
    if found.apart and len(found.parts) < 3:
        return False
    return all(bare) and not overlapping(page, labels) and _listed(page, found)


def _sibling(page: Page, found: Partition) -> bool:
    """Whether a number is a part like the others of one before: 63 vụ: thân thể 29, tinh thần 34."""
    whole = found.whole
    added = total(each.value for each in [whole, *found.parts])
    near = page.within(max(whole.start - LOOK_BACK, 0), whole.start)
    return any(each.value == added for each in near)


def _listed(page: Page, found: Partition) -> bool:
    """Whether numbers without nouns are plainly a list of what the total counts."""
    if found.whole.value < 10 or page.has("other_matter", found.whole.end, found.parts[0].start):
        return False
    return found.opened or len(found.parts) > 2 or _ended(page, found)


def _ended(page: Page, found: Partition) -> bool:
    """Whether two parts of a large total end their sentence: 1.312 người, đã bố trí 1.240, nghỉ 72."""
    return found.whole.value >= 100 and _END.match(page.lower, found.parts[-1].end) is not None


def _one_of_them(page: Page, found: Partition) -> bool:
    """Whether the first number is a part like the others (chín chỉ tiêu vượt, hai chỉ tiêu đạt)."""
    if found.opened:
        return False
    if page.has("in_turn", found.whole.start - 24, found.whole.start):
        return True
    text = page.lower[found.whole.end : found.parts[0].start].split(",")[0].strip()
    more = text.removeprefix(found.whole.unit).strip()
    start = page.sentence(found.whole.start)[0]
    lead = page.lower[start : found.whole.start]
    return bool(more) and not (page.cue("assessed").search(more) or page.cue("among").search(lead))


def _bare(page: Page, part: Amount) -> bool:
    """Whether no noun follows a number."""
    return _BARE.match(page.lower, part.end) is not None


def _left(page: Page, found: Partition) -> bool:
    """Whether the last part is what is left: còn 9, chưa bố trí 11, 33 người khác."""
    last = found.parts[-1]
    before = page.lower[found.parts[-2].end : last.start]
    clause = before[max(before.rfind(sign) for sign in ",;") + 1 :]
    after = re.split(r"[,;.()\n|]", page.lower[last.end : last.end + 40])[0]
    return (
        page.cue("left").match(clause.strip()) is not None
        or page.cue("others").search(after) is not None
    )
