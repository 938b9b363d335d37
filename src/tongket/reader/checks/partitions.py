"""Parts told right behind their total without a word that says so: 19 nhà: bán 4, thuê 6, còn 9.

Nothing announces such a list, so three things must come together: its numbers stand in one clause
and count one thing; something shows that they are all (the grades of a scale, a pair of opposites,
what is left at the end, or numbers with no noun of their own); and one digit sets the sum right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.cues import Expression, phrases
from tongket.reader.checks.page import Page
from tongket.reader.checks.structure import breakdowns, complete, label, overlapping
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import slips, total
from tongket.reader.facts import Value
from tongket.reader.lexicon import phrase_lists

FARTHEST = 64
"""The most characters between two numbers of such a list."""
MOST_PARTS = 12
LOOK_BACK = 400
_BARE = re.compile(r"\s*(?:[,;.)(|\n]|\bvà\b|\bva\b|$)")
_OPENED = re.compile(r"[:(|;]")
_NO_NOUN = frozenset(("chỉ tiêu", "chi tieu", "kế hoạch", "ke hoach"))


@dataclass(slots=True, kw_only=True)
class Partition:
    """A total and the numbers right behind it that should make it."""

    whole: Amount
    parts: list[Amount] = field(default_factory=list)
    opened: bool = False
    """Whether a colon, bracket, semicolon or cell parts the total from its parts."""
    cell: bool = False
    """Whether the parts stand in the next cell of a table."""


def partitions(page: Page) -> Iterator[Partition]:
    """Yield the totals that the numbers behind them should make, and do not by one digit."""
    inside = {id(part) for each in page.once(breakdowns) for part in each.parts}
    for place, whole in enumerate(page.amounts):
        if id(whole) in inside or not _may_be_whole(whole):
            continue
        found = _run(page, place)
        if len(found.parts) < 2:
            continue
        if _adds_up(page, found):
            inside.update(id(part) for part in found.parts)
        elif _one_digit(found) and _sure(page, found):
            yield found


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
            gap = page.lower[whole.end : amount.start]
            found.opened, found.cell = _OPENED.search(gap) is not None, "|" in gap
        if not amount.exact or amount.role != "figure":
            break
        if not (_alike(page, whole, amount) or (found.cell and _bare(page, amount))):
            break
        if found.parts:
            comma = comma or ";" not in gap
        else:
            base = depth
        found.parts.append(amount)
    return found


def _alike(page: Page, whole: Amount, part: Amount) -> bool:
    if whole.unit in _NO_NOUN:
        return True
    return likeness(whole.unit, part.unit, marked=page.marked) != "other"


def _adds_up(page: Page, found: Partition) -> bool:
    """Whether some of the parts make the total, or all make another number told before."""
    added: Value = 0
    for count, part in enumerate(found.parts, 1):
        added = added + part.value
        if count > 1 and added == found.whole.value:
            return True
    whole = found.whole
    rest = total(each.value for each in found.parts[1:])
    near = page.within(max(whole.start - LOOK_BACK, 0), whole.start)
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
    if page.has("each", start, end) or page.has("nested", found.parts[0].end, end - 24):
        return False
    if page.has("examples", start, found.parts[0].start):
        return False
    labels = [label(page, each) for each in found.parts]
    if complete(page, labels) or _opposed(page, labels):
        return True
    if len(labels) == 2 and page.has("rest", found.parts[0].end, found.parts[1].start):
        return False
    bare = [_bare(page, each) for each in found.parts]
    if _left(page, found) and (found.opened or any(bare)):
        return True
    if not all(bare) or overlapping(page, labels) or found.whole.value < 10:
        return False
    return (found.opened or len(found.parts) > 2) and not page.has(
        "other_matter", start, found.parts[0].start
    )


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


def _opposed(page: Page, labels: list[str]) -> bool:
    """Whether two parts are named by opposites: tán thành and không tán thành."""
    if len(labels) > 4:
        return False
    return any(
        one.search(first) and two.search(second)
        for one, two in _opposites(page.marked)
        for first, second in ((labels[0], labels[1]), (labels[1], labels[0]))
    ) or _denied(page, labels)


def _denied(page: Page, labels: list[str]) -> bool:
    """Whether one label says of another that it is not so."""
    for place, text in enumerate(labels):
        match = page.cue("denied").search(text)
        if match is None:
            continue
        words = text[match.end() :].split()[:2]
        others = [each for spot, each in enumerate(labels) if spot != place]
        if words and any(
            " ".join(words) in each and not page.cue("denied").search(each) for each in others
        ):
            return True
    return False


@lru_cache
def _opposites(marked: bool) -> tuple[tuple[Expression, Expression], ...]:
    """Return the pairs of ``[opposites]`` as expressions for either side."""
    rows = phrase_lists("checks", "opposites")
    return tuple(
        (phrases(rows[name], marked=marked), phrases(rows[f"not_{name}"], marked=marked))
        for name in rows
        if f"not_{name}" in rows
    )
