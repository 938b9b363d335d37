"""Tables written with | between their cells: totals, rates and differences by column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, bare_amount, plain, size, written
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Line, Page
from tongket.reader.checks.shares import percent_repair, percent_text, place_of
from tongket.reader.checks.structure import Breakdown
from tongket.reader.checks.wording import finding, number, repair, sum_repairs, total

_CELL = re.compile(r"\s*(?:\+|-|−|tăng|giảm)?\s*(\d+(?:[.,]\d+)*)\s*(%?)\s*(?:[^\d|%]{0,24})$")
_NO_SUM = re.compile(
    r"(?<!\w)(?:stt|tt|năm|nam|bình quân|binh quan|trung bình|điểm|diem|thứ|hạng|tỷ lệ|tỉ lệ|ty le|%)(?!\w)|%"
)
_BARE = re.compile(r"\s*(?:[:(].*)?")
_SIGNED = re.compile(r"\s*(?:[+\-−]\s*\d|tăng|giảm|tang|giam)")
_RULE = re.compile(r"[\s|:+=\-–—]*$")
Column = list["Amount | None"]


@dataclass(slots=True, kw_only=True)
class Table:
    """Rows of cells; numbers by column, one entry for each row."""

    names: list[str]
    """The first worded cell of each row, in small letters."""
    heads: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    total: int | None = None
    """The row that holds the totals."""
    signed: set[int] = field(default_factory=set)
    """Columns of rises and falls."""
    nested: set[int] = field(default_factory=set)
    """Rows that are part of another row."""

    def numeric(self) -> list[int]:
        """Return the columns that hold counts."""
        return [
            place
            for place, column in enumerate(self.columns)
            if sum(1 for each in column if each is not None and not each.percent) > 1
        ]

    def rates(self) -> list[int]:
        """Return the columns that hold percents."""
        return [
            place
            for place, column in enumerate(self.columns)
            if sum(1 for each in column if each is not None and each.percent) > 0
        ]


def tables(page: Page) -> Iterator[Finding]:
    """Say where columns of a table do not add up to the row or column of their totals."""
    for table in page.once(read_tables):
        yield from _column_totals(table)
        yield from _rates(page, table)
        yield from _differences(page, table)
        yield from _row_totals(page, table)


def read_tables(page: Page) -> Iterator[Table]:
    """Yield the tables of a page: three lines or more with | one below the other."""
    block: list[Line] = []
    for line in [*page.lines, Line(start=0, end=0)]:
        if _separator(page, line):
            block.append(line)
            continue
        if len(block) > 2:
            table = _table(page, block)
            if table is not None:
                yield table
        block = []


def row_breakdowns(page: Page) -> Iterator[Breakdown]:
    """Yield the rows that the rows below them, marked with a dash, break down."""
    for table in page.once(read_tables):
        for row in range(len(table.names) - 2):
            nested = list(_below(table, row))
            if row in table.nested or len(nested) < 2:
                continue
            for column in table.columns:
                whole, parts = column[row], [column[each] for each in nested]
                found = [part for part in parts if part is not None and not part.percent]
                if whole is not None and not whole.percent and len(found) == len(parts):
                    labels = [table.names[each] for each in nested]
                    yield Breakdown(whole=whole, parts=found, strength="listed", labels=labels)


def _below(table: Table, row: int) -> Iterator[int]:
    """Yield the nested rows that follow a row."""
    for place in range(row + 1, len(table.names)):
        if place not in table.nested:
            return
        yield place


def _separator(page: Page, line: Line) -> str:
    """Return what parts the cells of a line: | or a tab; empty for running text."""
    if page.text.find("|", line.start, line.end) >= 0:
        return "|"
    return "\t" if page.text.find("\t", line.start, line.end) >= 0 else ""


def _cells(page: Page, line: Line) -> list[tuple[int, int]]:
    text = page.text[line.start : line.end]
    sign = _separator(page, line)
    lead = line.start + (1 if text.lstrip().startswith("|") and not text.startswith(" ") else 0)
    last = line.end - (1 if text.rstrip().endswith("|") else 0)
    found, start = [], lead
    for match in re.finditer(re.escape(sign), text[lead - line.start : last - line.start]):
        found.append((start, lead + match.start()))
        start = lead + match.end()
    return [*found, (start, last)]


def _table(page: Page, block: list[Line]) -> Table | None:
    rows = [
        _cells(page, line) for line in block if not _RULE.match(page.text[line.start : line.end])
    ]
    width = max(len(row) for row in rows)
    rows = [row for row in rows if len(row) == width]
    if width < 2 or len(rows) < 3:
        return None
    numbers = [[_number(page, *cell) for cell in row] for row in rows]
    first = 0 if any(each is not None for each in numbers[0][1:]) else 1
    if first and len(rows) > 3 and not any(each is not None for each in numbers[1]):
        first = 2
    table = Table(
        names=[_name(page, row) for row in rows[first:]],
        heads=[page.lower[slice(*cell)].strip() for cell in rows[0]] if first else [""] * width,
        columns=[[row[place] for row in numbers[first:]] for place in range(width)],
        signed={
            place
            for place in range(width)
            if any(_SIGNED.match(page.lower, row[place][0]) for row in rows[first:])
        },
    )
    _find_total(page, table)
    return table


def _name(page: Page, row: list[tuple[int, int]]) -> str:
    for cell in row:
        text = page.lower[slice(*cell)].strip(" *_")
        worded = any(letter.isalpha() for letter in text) or text[:1] in "-+"
        if worded and (len(text) > 3 or not text.replace(".", "").isalnum()):
            return text
    return ""


def _number(page: Page, start: int, end: int) -> Amount | None:
    text = page.lower[start:end].replace("*", " ")
    match = _CELL.match(text)
    if match is None:
        return None
    value = written(match[1])
    if value is None:
        return None
    for amount in page.within(start, end):
        if amount.exact and size(amount.value) == value:
            return amount
    place, after = start + match.start(1), start + (match.end(2) if match[2] else match.end(1))
    return bare_amount(
        page.outer(place, after), (place, after), page.text[place:after], plain(value)
    )


def _find_total(page: Page, table: Table) -> None:
    for place, name in enumerate(table.names):
        bare = name.lstrip("0123456789. ")
        match = page.cue("table_total").match(bare)
        if match is not None and table.total is None and _BARE.fullmatch(bare, match.end()):
            table.total = place
        elif page.cue("table_nested").match(name) or name[:1] in "-+":
            table.nested.add(place)


def _column_totals(table: Table) -> Iterator[Finding]:
    place = table.total
    if place is None or 0 < place < len(table.names) - 1:
        return
    results = [
        (column, _column(table, table.columns[column], place))
        for column in table.numeric()
        if not _NO_SUM.search(table.heads[column]) and column not in table.signed
    ]
    good = sum(1 for _, result in results if result is None)
    for _, result in results:
        if result is None:
            continue
        whole, parts, added = result
        if good or len(parts) < len(table.names):
            yield _column_finding(whole, parts, added)


def _column(
    table: Table, column: Column, place: int
) -> tuple[Amount, list[Amount], Decimal] | None:
    """Return total, parts and their sum where a column does not add up."""
    whole = column[place]
    rows = [row for row in range(len(column)) if row != place]
    parts = [each for row in rows if (each := column[row]) is not None and row not in table.nested]
    if whole is None or whole.percent or len(parts) < 2 or any(part.percent for part in parts):
        return None
    every = [each for row in rows if (each := column[row]) is not None]
    if len({each.unit for each in [whole, *every] if each.unit}) > 2:
        return None
    if any(_sum(each) == whole.value for each in (parts, every)):
        return None
    return whole, parts, _sum(parts)


def _sum(parts: list[Amount]) -> Decimal:
    return Decimal(total(each.value for each in parts))


def _column_finding(whole: Amount, parts: list[Amount], added: Decimal) -> Finding:
    rest = plain(whole.value - added)
    return finding(
        "parts_total",
        "error",
        [whole, *parts],
        said(
            "Các số cộng lại được %(sum)s, ô tổng ghi %(whole)s, lệch %(rest)s; "
            "không rõ ô nào sai.",
            sum=number(plain(added)),
            whole=number(whole.value),
            rest=number(size(rest)),
        ),
        arithmetic=" + ".join(number(each.value) for each in parts) + f" = {number(plain(added))}",
        expected=added,
        found=whole.value,
        repairs=sum_repairs(whole, parts),
    )


def _triples(table: Table, columns: tuple[int, int, int]) -> list[tuple[Amount, Amount, Amount]]:
    found = []
    for row in range(len(table.names)):
        one, two, three = (table.columns[column][row] for column in columns)
        if one is not None and two is not None and three is not None:
            found.append((one, two, three))
    return found


def _rates(page: Page, table: Table) -> Iterator[Finding]:
    """One column in percent of another: rows that do not agree where the others do."""
    for rate in table.rates():
        for above, below in _pairs(table.numeric()):
            rows = [
                row
                for row in _triples(table, (above, below, rate))
                if row[2].percent and not row[0].percent and not row[1].percent and row[1].value
            ]
            good = [row for row in rows if _rate_agrees(*row)]
            headed = page.cue("table_plan").search(table.heads[below]) and page.cue(
                "table_rate"
            ).search(table.heads[rate])
            if len(good) * 2 > len(rows) or (headed and len(good) * 2 >= len(rows)):
                yield from (_rate_finding(*row) for row in rows if row not in good)
                break


def _pairs(columns: list[int]) -> list[tuple[int, int]]:
    found = list(combinations(columns, 2))
    return [(two, one) for one, two in found] + found


def _exact(above: Amount, below: Amount) -> Fraction:
    return Fraction(above.value) * 100 / Fraction(below.value)


def _rate_agrees(above: Amount, below: Amount, rate: Amount) -> bool:
    return abs(_exact(above, below) - Fraction(rate.value)) < place_of(rate)


def _rate_finding(above: Amount, below: Amount, rate: Amount) -> Finding:
    exact = _exact(above, below)
    return finding(
        "ratio_percent",
        "error",
        [above, below, rate],
        said(
            "Tỷ lệ ghi %(stated)s, nhưng hai số cùng dòng cho %(exact)s; không rõ số nào sai.",
            stated=f"{number(rate.value)}%",
            exact=percent_text(exact, 2),
        ),
        arithmetic=f"{number(above.value)} / {number(below.value)} = {percent_text(exact, 2)}",
        expected=round(Decimal(exact.numerator) / Decimal(exact.denominator), 2),
        found=rate.value,
        repairs=[percent_repair(rate, exact)],
    )


def _differences(page: Page, table: Table) -> Iterator[Finding]:
    """One column the difference of two others, where at least two rows and most say so."""
    for column in table.numeric():
        if not page.cue("table_difference").search(table.heads[column]):
            continue
        for one, two in combinations([each for each in table.numeric() if each != column], 2):
            rows = [row for row in _triples(table, (one, two, column)) if not row[2].percent]
            good = [row for row in rows if _differs(*row)]
            if len(good) * 2 > len(rows) and len(good) > 1:
                yield from (_difference_finding(*row) for row in rows if row not in good)
                break


def _differs(one: Amount, two: Amount, difference: Amount) -> bool:
    return size(plain(one.value - two.value)) == size(difference.value)


def _difference_finding(one: Amount, two: Amount, difference: Amount) -> Finding:
    right = size(plain(two.value - one.value))
    return finding(
        "before_after",
        "error",
        [one, two, difference],
        said(
            "Hai số cùng dòng chênh nhau %(right)s, không phải %(stated)s; không rõ số nào sai.",
            right=number(right),
            stated=number(size(difference.value)),
        ),
        arithmetic=f"{number(two.value)} − {number(one.value)} = {number(plain(two.value - one.value))}",
        expected=right,
        found=size(difference.value),
        repairs=[repair(difference, right, said("nếu hai số kia đúng"))],
    )


def _row_totals(page: Page, table: Table) -> Iterator[Finding]:
    """One column the sum of all others, where at least two rows and most say so."""
    numeric = table.numeric()
    for column in numeric:
        if len(numeric) < 3 or not page.cue("table_total").search(table.heads[column]):
            continue
        others = [
            each for each in numeric if each != column and not _NO_SUM.search(table.heads[each])
        ]
        rows = []
        for row in range(len(table.names)):
            parts = [each for place in others if (each := table.columns[place][row]) is not None]
            whole = table.columns[column][row]
            if whole is not None and len(parts) > 1:
                rows.append((whole, parts))
        good = [row for row in rows if _sum(row[1]) == row[0].value]
        if len(good) * 2 > len(rows) and len(good) > 1:
            yield from (
                _column_finding(whole, parts, _sum(parts))
                for whole, parts in rows
                if _sum(parts) != whole.value
            )
