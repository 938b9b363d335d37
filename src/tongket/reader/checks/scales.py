"""Lists of groups with their shares: from excellent to weak, level by level."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, plain
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.labels import complete, dimension, overlapping
from tongket.reader.checks.page import Page
from tongket.reader.checks.shares import beside, percent_repair, percent_text, place_of
from tongket.reader.checks.structure import label, main_amount
from tongket.reader.checks.tables import read_tables
from tongket.reader.checks.units import likeness
from tongket.reader.checks.wording import finding, number, slips, sum_repairs, total
from tongket.reader.facts import Value

TINY = 1e-9
"""Two shares this near are the same: the many wholes that are tried are compared as floats."""


@dataclass(slots=True, kw_only=True)
class Group:
    """Numbers of one kind, one below or beside the other, with the share of each where given."""

    parts: list[Amount]
    shares: list[Amount | None]
    labels: list[str]

    @property
    def pairs(self) -> list[tuple[Amount, Amount]]:
        """The parts that state their share."""
        return [
            (part, share)
            for part, share in zip(self.parts, self.shares, strict=True)
            if share is not None
        ]


def group_shares(page: Page) -> Iterator[Finding]:
    """Say where a share is not that of the whole all others are shares of."""
    for group in page.once(groups):
        if len(group.pairs) < 2:
            continue
        whole = _common_whole(page, group)
        if whole is None:
            continue
        for part, share in group.pairs:
            if not _fits(part, share, whole) and not _own_whole(page, part, share):
                yield _share_finding(part, share, whole)


def group_totals(page: Page) -> Iterator[Finding]:
    """Say where a scale with all its grades does not make the number assessed."""
    for group in page.once(groups):
        if len(group.parts) < 3 or not all(part.exact for part in group.parts):
            continue
        if not complete(page, group.labels) or overlapping(page, group.labels):
            continue
        added = total(part.value for part in group.parts)
        whole = _assessed(page, group, added)
        if whole is not None:
            yield _total_finding(whole, group.parts, added)


def hundred(page: Page) -> Iterator[Finding]:
    """Say where the shares of all grades of one scale do not make a hundred."""
    for shares, labels in _share_lists(page):
        if len(shares) < 3 or not all(share.exact for share in shares):
            continue
        if not complete(page, labels) or overlapping(page, labels):
            continue
        added = total(share.value for share in shares)
        free = sum(place_of(share) for share in shares)
        if abs(Fraction(added) - 100) <= free or not 80 <= added <= 200:
            continue
        yield finding(
            "shares_hundred",
            "warning",
            shares,
            said(
                "Các tỷ lệ của một tổng cộng lại được %(sum)s%%, không phải 100%%; "
                "không rõ tỷ lệ nào sai.",
                sum=number(added),
            ),
            arithmetic=" + ".join(number(share.value) for share in shares) + f" = {number(added)}",
            expected=100,
            found=added,
        )


def _share_lists(page: Page) -> Iterator[tuple[list[Amount], list[str]]]:
    for group in page.once(groups):
        shares = [share for share in group.shares if share is not None]
        if len(shares) == len(group.parts):
            yield shares, group.labels
    by_sentence: dict[int, list[Amount]] = {}
    for amount in page.amounts:
        if amount.role == "percent" and amount.fact.kind == "percent":
            by_sentence.setdefault(amount.sentence, []).append(amount)
    for shares in by_sentence.values():
        if len(shares) > 2:
            yield shares, [label(page, share) for share in shares]


def groups(page: Page) -> Iterator[Group]:
    """Yield the lists, table columns and enumerations whose numbers are of one kind."""
    yield from _listed(page)
    yield from _columns(page)


def _listed(page: Page) -> Iterator[Group]:
    lines = page.lines
    place = 0
    while place < len(lines):
        end = place + 1
        while end < len(lines) and lines[place].marker and lines[end].marker == lines[place].marker:
            end += 1
        if end - place > 1:
            yield from _group(page, place, end)
        place = end


def _group(page: Page, place: int, end: int) -> Iterator[Group]:
    found = [(line, main_amount(page, line)) for line in page.lines[place:end]]
    parts = [(line, part) for line, part in found if part is not None]
    if len(parts) == len(found):
        yield Group(
            parts=[part for _, part in parts],
            shares=[beside(page, part) for _, part in parts],
            labels=[page.lower[line.start : line.end] for line, _ in parts],
        )


def _columns(page: Page) -> Iterator[Group]:
    for table in page.once(read_tables):
        rates = table.rates()
        for column in table.numeric():
            rate = next((each for each in rates if each > column), None)
            rows = [
                row
                for row, each in enumerate(table.columns[column])
                if each is not None and row != table.total and row not in table.nested
            ]
            parts = [each for row in rows if (each := table.columns[column][row]) is not None]
            shares = [table.columns[rate][row] if rate is not None else None for row in rows]
            yield Group(parts=parts, shares=shares, labels=[table.names[row] for row in rows])


def _common_whole(page: Page, group: Group) -> Value | None:
    """Return the number most shares are shares of: the sum, or one that is stated before."""
    candidates: list[Value] = [total(part.value for part in group.parts)]
    first = group.parts[0]
    for amount in page.within(max(first.start - 1500, 0), first.start):
        if amount.level and amount.value >= max(part.value for part in group.parts):
            candidates.append(amount.value)
    best: tuple[int, Value | None] = (0, None)
    for whole in candidates:
        good = sum(1 for part, share in group.pairs if whole and _fits(part, share, whole))
        best = max(best, (good, whole), key=lambda each: each[0])
    return best[1] if best[0] > 1 and best[0] * 2 > len(group.pairs) else None


def _fits(part: Amount, share: Amount, whole: Value) -> bool:
    off = abs(float(part.value) * 100 / float(whole) - float(share.value))
    return off < (float(share.step) or 1.0) - TINY


def _own_whole(page: Page, part: Amount, share: Amount) -> bool:
    """Whether a number on the line of a share is its whole: rates of a plan, row by row."""
    line = page.lines[page.line(share.start)]
    return any(
        each.value and each is not part and _fits(part, share, each.value)
        for each in line.amounts
        if each.level
    )


def _share_finding(part: Amount, share: Amount, whole: Value) -> Finding:
    exact = Fraction(part.value) * 100 / Fraction(whole)
    return finding(
        "ratio_percent",
        "error",
        [part, share],
        said(
            "Tỷ lệ ghi %(stated)s, nhưng %(part)s trên %(whole)s là %(exact)s; "
            "các tỷ lệ khác đều tính trên %(whole)s.",
            stated=f"{number(share.value)}%",
            part=number(part.value),
            whole=number(whole),
            exact=percent_text(exact, 2),
        ),
        arithmetic=f"{number(part.value)} / {number(whole)} = {percent_text(exact, 2)}",
        expected=round(Decimal(exact.numerator) / Decimal(exact.denominator), 2),
        found=share.value,
        repairs=[percent_repair(share, exact)],
    )


def _assessed(page: Page, group: Group, added: Value) -> Amount | None:
    """Return the number assessed that the grades should make, where none before is their sum."""
    first = group.parts[0]
    if dimension(page, group.labels) is None:
        return None
    near = [
        each
        for each in page.within(max(first.start - 1500, 0), first.start)
        if each.level and likeness(each.unit, first.unit, marked=page.marked) in ("same", "kin")
    ]
    if not first.unit or any(each.value == added for each in near):
        return None
    parts = [part.value for part in group.parts]
    fitting = [
        each
        for each in near
        if each.exact
        and page.has("assessed", page.sentence(each.start)[0], page.sentence(each.start)[1])
        and (
            slips(each.value, added)
            or any(slips(part, each.value - (added - part)) for part in parts if part > 9)
        )
    ]
    return fitting[-1] if fitting else None


def _total_finding(whole: Amount, parts: list[Amount], added: Value) -> Finding:
    rest = plain(whole.value - added)
    return finding(
        "parts_total",
        "warning",
        [whole, *parts],
        said(
            "Các mức xếp loại cộng lại được %(sum)s, trong khi đã đánh giá %(whole)s; "
            "không rõ số nào sai.",
            sum=number(added),
            whole=number(whole.value),
        ),
        arithmetic=f"{' + '.join(number(part.value) for part in parts)} = {number(added)}; "
        f"{number(whole.value)} − {number(added)} = {number(rest)}",
        expected=added,
        found=whole.value,
        repairs=sum_repairs(whole, parts),
    )
