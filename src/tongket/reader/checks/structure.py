"""Which numbers a report breaks down into which: by cue words, brackets, colons and lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.cues import rows
from tongket.reader.checks.elsewhere import bracketless, led_each, money, scores
from tongket.reader.checks.elsewhere import each as each_one
from tongket.reader.checks.page import Line, Page
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import total

Strength = Literal["closed", "listed", "within", "examples", "follows"]
"""How sure it is that the parts are all: gồm …; a colon, bracket or list; trong đó …; chủ yếu …;
only told one after the other."""

FARTHEST = 260
_STRAY_END = re.compile(r"\s*(?:[,;.)]|\bvà\b|\bva\b|$)")
_INCLUDING = re.compile(r"\s+(?:cả|ca)(?!\w)")
LAST_WORDS = 4
"""A last part without a number has few words (yếu l)."""


@dataclass(slots=True, kw_only=True)
class Breakdown:
    """A total with the numbers that follow as its parts."""

    whole: Amount
    parts: list[Amount]
    strength: Strength
    labels: list[str] = field(default_factory=list)
    """The words beside each part."""
    open_end: bool = False
    """The list ends with … or v.v."""
    cut: bool = False
    """The list ran on into something else and was cut there."""
    others: list[Amount] = field(default_factory=list)
    """Numbers that may be the total just as well."""
    loose: bool = False
    """The parts are counted in other words than the total: only a slip of the pen proves a fault."""
    unread: bool = False
    """A number among the parts was not read, or a part stands without one."""
    beyond: Amount | None = None
    """The number of another kind the list was cut at; it may be the last part all the same."""


def breakdowns(page: Page) -> Iterator[Breakdown]:
    """Yield what the running text breaks down; lists and tables are read elsewhere."""
    for place, whole in enumerate(page.amounts):
        if not whole.level or whole.role == "before" or whole.value <= 0:
            continue
        if each_one(page, whole) or scores(page, whole):
            continue
        first = _next_level(page, place)
        if first is None or first.start - whole.end > FARTHEST:
            continue
        found = _opened(page, whole, first)
        if found is not None:
            yield found


def _next_level(page: Page, place: int) -> Amount | None:
    whole = page.amounts[place]
    for amount in page.amounts[place + 1 : place + 6]:
        beside = amount.fact is whole.fact
        if amount.level and not beside:
            return amount
    return None


def _opened(page: Page, whole: Amount, first: Amount) -> Breakdown | None:
    if first.sentence - whole.sentence > 1:
        return None
    strays = [each for each in page.strays(whole.end, first.start) if _parts_end(page, each)]
    first = strays[0] if strays else first
    gap = (whole.end, first.start)
    strength, start, bracket = _opener(page, *gap)
    sentences = first.sentence - whole.sentence
    if strength is not None and ";" in page.lower[start : first.start]:
        return None
    if strength is None:
        return _following(page, whole, first) if sentences == 1 else None
    if sentences == 1 and not _opens_sentence(page, start, first):
        return None
    if not bracket and page.lower.find("\n", *gap) >= 0:
        return None
    end = _bracket_end(page, start) if bracket else _end(page, whole, first)
    return collect(page, whole, _with_strays(page, first.start, end), strength, end)


def _with_strays(page: Page, start: int, end: int) -> list[Amount]:
    """Return the numbers of a list, with those the grammar took for numbers of a heading.

    In "hoàn thành tốt nhiệm vụ 72, hoàn thành nhiệm vụ 44" no noun follows a number.
    """
    found = page.within(start, end)
    for stray in page.strays(start, end):
        if _parts_end(page, stray):
            found.append(stray)
    return sorted(found, key=lambda each: each.start)


def _parts_end(page: Page, stray: Amount) -> bool:
    return _STRAY_END.match(page.lower, stray.end) is not None


def _opens_sentence(page: Page, start: int, first: Amount) -> bool:
    """Whether a cue stands at the beginning of the sentence of the first part."""
    return abs(page.sentence(first.start)[0] - start) <= 2


def _opener(page: Page, start: int, end: int) -> tuple[Strength | None, int, bool]:
    """Return how a list is announced between two positions, where, and whether in a bracket."""
    text = page.lower
    bracket = text.rfind("(", start, end)
    if bracket >= 0 and (text.find(")", bracket, end) >= 0 or bracket - start > 60):
        bracket = -1
    inside = bracket >= 0
    begin = max(bracket, start)
    found: tuple[Strength | None, int] = ("listed", bracket) if inside else (None, start)
    colon = text.rfind(":", begin, end)
    if colon >= 0 and end - colon <= 60 and not _beside(text, start, colon):
        found = ("listed", colon)
    if match := page.cue("within").search(text, begin, end):
        found = ("within", match.start())
    match = page.cue("closed").search(text, begin, end)
    if match and not _INCLUDING.match(text, match.end()):
        found = ("closed", match.start())
    if found[0] in ("within", "listed") and page.has("examples", found[1], end):
        found = ("examples", found[1])
    if found[0] == "listed" and page.has("other_matter", found[1], end):
        return None, start, False
    return (*found, True) if inside and found[0] else (*found, False)


def _beside(text: str, start: int, colon: int) -> bool:
    """Whether a number is one of a list itself: loại 1: 58 (76,3%), loại 2: 15."""
    lead = text[max(start - 24, 0) : start].rstrip("0123456789., ")
    return lead.endswith(":") and "," in bracketless(text[start:colon])


def _bracket_end(page: Page, start: int) -> int:
    opening = page.lower.rfind("(", 0, start + 1)
    depth = 0
    for position in range(opening, min(opening + 2_000, len(page.lower))):
        letter = page.lower[position]
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return position
    return page.sentence(opening)[1]


def _end(page: Page, whole: Amount, first: Amount) -> int:
    """Return where a list ends: with its sentence, or with the bracket the total stands in."""
    end = page.sentence(first.start)[1]
    depth = 0
    for position in range(whole.end, end):
        letter = page.lower[position]
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return position
    return end


def collect(
    page: Page, whole: Amount, found: list[Amount], strength: Strength, end: int
) -> Breakdown | None:
    """Return the breakdown of a total into the numbers found, as far as they are of one kind."""
    parts: list[Amount] = []
    cut = loose = loose_before = False
    beyond: Amount | None = None
    last = base = found[0].start if found else 0
    for amount in found:
        if _aside(page, base, amount):
            continue
        if _of_another_kind(page, whole, amount, first=not parts):
            return None
        if parts and _breaks(page, parts, last, amount, strength):
            cut = not _closed_by_and(page, parts, last, amount)
            break
        if _alike(page, whole, amount) == "other":
            loose = True
            if strength not in ("closed", "listed") or (parts and not loose_before):
                cut, beyond = True, amount
                break
            loose_before = True
        parts.append(amount)
        last = amount.end
    if not parts:
        return None
    runs_on = _runs_on(page, parts[-1].end, end)
    closed = len(parts) > 1 and page.has("rest_sure", base - 40, end) and not runs_on
    unread = any(each not in found for each in page.strays(whole.end, end))
    return Breakdown(
        whole=whole,
        parts=parts,
        strength="closed" if closed else strength,
        labels=[label(page, part) for part in parts],
        open_end=runs_on or _opens_out(page, page.lower[parts[-1].end : end + 3]),
        cut=cut,
        loose=loose_before or (loose and not cut),
        unread=unread or _unsaid(page, parts[-1].end, end),
        beyond=beyond,
        others=_other_levels(page, whole),
    )


def _of_another_kind(page: Page, whole: Amount, amount: Amount, *, first: bool) -> bool:
    """Whether a number is so much for each of some, or no money where the total is."""
    return led_each(page, amount) or (money(whole) and first and not _may_be_money(amount))


def _runs_on(page: Page, start: int, end: int) -> bool:
    """Whether more is told between the last part and the words for what is left."""
    behind = page.lower[start:end]
    rest = page.cue("rest_sure").search(behind)
    return rest is not None and any(sign in behind[: rest.start()] for sign in ",;")


def _opens_out(page: Page, tail: str) -> bool:
    """Whether a list ends with …, v.v. or the like."""
    return "…" in tail or "..." in tail or page.cue("open_end").search(tail) is not None


def _other_levels(page: Page, whole: Amount) -> list[Amount]:
    """Return the other levels of the fact a total stands in: the whole of its ratio."""
    near = page.within(whole.start - 40, whole.end + 40)
    return [each for each in near if each.fact is whole.fact and each is not whole and each.level]


def _aside(page: Page, start: int, amount: Amount) -> bool:
    """Whether a number stands in a bracket, or is no part by its nature."""
    opened = page.lower.count("(", start, amount.start) - page.lower.count(")", start, amount.start)
    return opened > 0 or not amount.level or amount.role in ("denominator", "before")


def _may_be_money(amount: Amount) -> bool:
    return money(amount) or not amount.unit


def _breaks(page: Page, parts: list[Amount], last: int, amount: Amount, strength: Strength) -> bool:
    """Whether something else begins between two numbers: a list in the list, a new clause."""
    if page.has("nested", last, amount.start):
        return True
    if strength == "follows" or len(parts) < 2 or ";" not in page.lower[last : amount.start]:
        return False
    if page.has("rest_sure", last, amount.start):
        return False
    return ";" not in page.lower[parts[0].end : parts[-1].start]


def _closed_by_and(page: Page, parts: list[Amount], last: int, amount: Amount) -> bool:
    """Whether và stood before the last part and a semicolon behind it: the list was at its end."""
    if len(parts) < 2 or ";" not in page.lower[last : amount.start]:
        return False
    return page.cue("and").search(page.between(parts[-2], parts[-1])) is not None


def _alike(page: Page, whole: Amount, amount: Amount) -> str:
    return likeness(whole.unit, amount.unit, marked=page.marked)


def _unsaid(page: Page, start: int, end: int) -> bool:
    """Whether one more part of the same kind follows without a number that was read."""
    tail = page.lower[start:end]
    comma = tail.rfind(",")
    words = len(tail[comma:].split())
    if comma < 0 or any(letter.isdigit() for letter in tail) or words > LAST_WORDS:
        return False
    names = rows("dimensions", marked=page.marked)
    return any(names[name].search(tail, comma) for name in ("discipline", "quality"))


def label(page: Page, amount: Amount) -> str:
    """Return the words beside a number, between the separators on either side."""
    text = page.lower
    left = max(text.rfind(sign, max(amount.start - 90, 0), amount.start) for sign in ",;:(.\n")
    right = min(
        (
            place
            for sign in ",;().\n"
            if (place := text.find(sign, amount.end, amount.end + 90)) >= 0
        ),
        default=min(amount.end + 90, len(text)),
    )
    before = text[max(left + 1, amount.start - 90) : amount.start]
    return f"{before} # {text[amount.end : right]}"


def _following(page: Page, whole: Amount, first: Amount) -> Breakdown | None:
    """Return what a sentence after the total tells of one by one."""
    sentence = page.sentence(first.start)
    if "\n" in page.lower[whole.end : first.start]:
        return None
    end = sentence[1]
    later = page.sentence(end + 2)
    if later[0] > sentence[0] and "\n" not in page.lower[end : later[0]]:
        end = later[1]
    found = collect(page, whole, page.within(first.start, end), "follows", end)
    return found if found is not None and len(found.parts) > 2 else None


def item_breakdowns(page: Page) -> Iterator[Breakdown]:
    """Yield the totals that a line announces and a list below it breaks down."""
    lines = page.lines
    for place, line in enumerate(lines[:-1]):
        if lines[place + 1].marker and lines[place + 1].marker != line.marker:
            items = list(_run(lines, place + 1))
            if len(items) > 1:
                yield from _listed(page, line, items)


def _run(lines: list[Line], place: int) -> Iterator[Line]:
    """Yield the lines of a list from a place on: those marked alike."""
    marker = lines[place].marker
    for line in lines[place:]:
        if line.marker != marker:
            return
        yield line


def _listed(page: Page, line: Line, items: list[Line]) -> Iterator[Breakdown]:
    """Yield what a list breaks down: its counts, and where they are ratios also their wholes."""
    wholes = [each for each in line.amounts if each.level and each.role != "before"]
    parts = [main for item in items if (main := main_amount(page, item)) is not None]
    if not wholes or len(parts) < max(2, len(items)):
        return
    if any(_tells_more(page, item) for item in items):
        return
    below = [_denominator(page, part) for part in parts]
    bases = [each for each in below if each is not None]
    if len(bases) == len(parts) and len(wholes) > 1:
        yield from _list_of(
            page, line, items, [each for each in wholes if each.role == "denominator"], bases
        )
        wholes = [each for each in wholes if each.role != "denominator"]
    yield from _list_of(page, line, items, wholes, parts)


def _tells_more(page: Page, item: Line) -> bool:
    """Whether a line tells of more than one thing: a) Cấp trung ương: 11; cấp tỉnh: 214."""
    named = page.lower[item.start : item.end].rstrip(" ;.").split(";")
    return sum(":" in each for each in named) > 1


def _denominator(page: Page, part: Amount) -> Amount | None:
    if part.role != "numerator":
        return None
    for each in page.within(part.end, part.end + 40):
        if each.fact is part.fact and each.role == "denominator":
            return each
    return None


def _list_of(
    page: Page, line: Line, items: list[Line], wholes: list[Amount], parts: list[Amount]
) -> Iterator[Breakdown]:
    wholes = [each for each in wholes if all(_alike(page, each, part) != "other" for part in parts)]
    if not wholes:
        return
    added = total(part.value for part in parts)
    whole = min(wholes, key=lambda each: float(abs(Decimal(each.value - added))))
    head = page.lower[line.start : line.end].rstrip()
    start = max(line.end - 60, whole.end)
    strength: Strength = "listed"
    if not head.endswith(":"):
        strength = "follows"
    elif page.has("closed", start, line.end):
        strength = "closed"
    elif page.has("within", start, line.end):
        strength = "within"
    tail = page.lower[items[-1].start : items[-1].end + 2]
    yield Breakdown(
        whole=whole,
        parts=parts,
        strength=strength,
        labels=[page.lower[item.start : item.end] for item in items],
        open_end="…" in tail or "..." in tail or page.cue("open_end").search(tail) is not None,
        others=[each for each in wholes if each is not whole],
    )


def main_amount(page: Page, line: Line) -> Amount | None:
    """Return the number a list line is about: its first count outside brackets."""
    strays = [each for each in page.strays(line.start + 3, line.end) if _parts_end(page, each)]
    for amount in [*line.amounts, *strays]:
        head = page.lower[line.start : amount.start]
        if (
            amount.level
            and amount.role in ("figure", "numerator", "after")
            and (head.count("(") <= head.count(")"))
        ):
            return amount
    return None
