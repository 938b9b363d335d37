"""A page's words put into lines in reading order: columns one after the other, tables as rows."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

LIST_MARK = re.compile(
    r"(?:[-–—+*•●▪◦]|[IVXLC]{1,6}[./)]?|\(?\d{1,2}(?:\.\d{1,2}){0,3}[./)]|\(?[a-zđ][.)])$"
)
_GAP = 0.9
"""A gap between two words, in line heights, that may part two columns."""
_WIDE_GAP = 2.2
"""One that does so without a like gap in a neighbouring line."""
_COLUMN_LINES = 4
_COLUMN_WORDS = 3.5
_COLUMN_FILL = 0.55
_CANDIDATES = 8
_LETTERHEAD = 6
"""Lines of a letterhead: two bodies side by side at the top of the first page."""
_DEEPEST = 4
Gap = tuple[float, float]


class Placed(Protocol):
    """A word with its rectangle (``pdf_words.Word``)."""

    @property
    def text(self) -> str: ...  # noqa: D102 - told by its name
    @property
    def left(self) -> float: ...  # noqa: D102
    @property
    def right(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def row(self) -> bool: ...  # noqa: D102


Row = list[Placed]
"""The words of one line, from left to right."""


@dataclass(slots=True)
class Line:
    """A line ready to be joined with others into a paragraph."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    opening: float
    """How wide its first word is."""
    row: bool
    """Whether it is a row of a table, its cells joined by " | "."""
    margin: float = 0.0
    limit: float = 0.0
    """Where the column it stands in begins and ends; a letterhead's lines end nowhere: no two of
    them make a paragraph."""


def lines(words: Iterable[Placed], *, first_page: bool = False) -> list[Line]:
    """Return the lines of a page in the order in which a person reads them."""
    rows = _rows(words)
    ordered: list[Line] = []
    if first_page:
        head, rows = _letterhead(rows)
        for part in filter(None, head):
            ordered += [replace(line, limit=math.inf) for line in _finished(part)]
    return ordered + _ordered(rows, 0)


def _rows(words: Iterable[Placed]) -> list[Row]:
    """Group words by their height on the page, from the top down."""
    rows: list[Row] = []
    middle = 0.0
    for word in sorted(words, key=lambda each: (-(each.top + each.bottom), each.left)):
        centre = (word.top + word.bottom) / 2
        height = min(word.top - word.bottom, _height(rows[-1])) if rows else 0.0
        if rows and middle - centre <= 0.4 * height:
            rows[-1].append(word)
        else:
            rows.append([word])
            middle = centre
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def _height(row: Row) -> float:
    return max(row[0].top - row[0].bottom, 1.0)


def _gaps(row: Row) -> list[Gap]:
    least = _GAP * _height(row)
    return [
        (before.right, after.left)
        for before, after in pairwise(row)
        if after.left - before.right >= least
    ]


def _ordered(rows: list[Row], depth: int) -> list[Line]:
    """Return the lines of a stretch of a page, its columns read one after the other."""
    found = _columns(rows) if depth < _DEEPEST and len(rows) >= _COLUMN_LINES else None
    if found is None:
        return _finished(rows)
    first, after, place = found
    left, right = _halves(rows[first:after], place)
    return [
        *_ordered(rows[:first], depth + 1),
        *_ordered(left, depth + 1),
        *_ordered(right, depth + 1),
        *_ordered(rows[after:], depth + 1),
    ]


def _halves(rows: list[Row], place: float) -> tuple[list[Row], list[Row]]:
    left = [[word for word in row if word.right <= place + 1] for row in rows]
    right = [[word for word in row if word.right > place + 1] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _columns(rows: list[Row]) -> tuple[int, int, float] | None:
    """Return the longest stretch of lines in two columns of prose and where they part."""
    best: tuple[int, int, float] | None = None
    for place in _candidates(rows):
        for first, after in _stretches(rows, place):
            longer = best is None or after - first > best[1] - best[0]
            if longer and _prose(*_halves(rows[first:after], place)):
                best = (first, after, place)
    return best


def _candidates(rows: list[Row]) -> list[float]:
    """Return the places where columns may part: in wide gaps, before lines that begin far right."""
    counts: Counter[int] = Counter()
    far = min(row[0].left for row in rows) + 0.25 * (
        max(row[-1].right for row in rows) - min(row[0].left for row in rows)
    )
    for row in rows:
        for _, end in _gaps(row):
            counts[round((end - 2) / 4)] += 1
        if row[0].left > far:
            counts[round((row[0].left - 2) / 4)] += 1
    common = [place for place, count in counts.most_common(_CANDIDATES) if count > 2]
    return [place * 4.0 for place in common]


def _stretches(rows: list[Row], place: float) -> list[tuple[int, int]]:
    """Return the runs of lines that no word crosses at a place."""
    found: list[tuple[int, int]] = []
    first = None
    for index, row in enumerate(rows):
        if any(word.left < place - 3 and word.right > place + 3 for word in row) or _close(
            row, place
        ):
            if first is not None:
                found.append((first, index))
            first = None
        elif first is None:
            first = index
    if first is not None:
        found.append((first, len(rows)))
    return [each for each in found if each[1] - each[0] >= _COLUMN_LINES]


def _close(row: Row, place: float) -> bool:
    """Return whether words stand on both sides of a place with no more than a blank between."""
    before = [word.right for word in row if word.right <= place + 3]
    after = [word.left for word in row if word.right > place + 3]
    return bool(before and after) and min(after) - max(before) < _GAP * 0.8 * _height(row)


def _prose(*columns: list[Row]) -> bool:
    """Return whether columns hold running text rather than the cells of a table."""
    for rows in columns:
        if len(rows) < _COLUMN_LINES:
            return False
        width = max(row[-1].right for row in rows) - min(row[0].left for row in rows)
        filled = sum(row[-1].right - row[0].left for row in rows) / len(rows)
        counted = sum(map(len, rows)) / len(rows)
        if counted < _COLUMN_WORDS or filled < _COLUMN_FILL * width:
            return False
    return True


def _letterhead(rows: list[Row]) -> tuple[list[list[Row]], list[Row]]:
    """Return the halves of a letterhead, none if there is none, and the lines that follow."""
    first = next((index for index, row in enumerate(rows[:3]) if _halved(row, None)), None)
    if first is None:
        return [], rows
    shared: Gap | None = None
    after = first
    while after < len(rows) and after - first < _LETTERHEAD:
        common = _halved(rows[after], shared)
        if common is None:
            break
        shared, after = common, after + 1
    if shared is None or after - first < 2:
        return [], rows
    left, right = _halves(rows[first:after], (shared[0] + shared[1]) / 2)
    return [rows[:first], left, right], rows[after:]


def _halved(row: Row, shared: Gap | None) -> Gap | None:
    """Return the gap a line of a letterhead leaves open, None where it leaves none."""
    gaps = [each for each in _gaps(row) if each[1] - each[0] >= _WIDE_GAP * _height(row)]
    if len(gaps) == 1:
        return _overlap(shared, gaps[0])
    one_sided = (
        shared is not None
        and not gaps
        and (row[-1].right <= shared[0] + 1 or row[0].left >= shared[1] - 1)
    )
    return shared if one_sided else None


def _overlap(first: Gap | None, second: Gap) -> Gap | None:
    if first is None:
        return second
    start, end = max(first[0], second[0]), min(first[1], second[1])
    return (start, end) if end - start > 1 else None


def _finished(rows: list[Row]) -> list[Line]:
    """Return lines with the cells of table rows told apart."""
    gaps = [_gaps(row) for row in rows]
    made = []
    for index, row in enumerate(rows):
        near = [
            gap for other in (index - 1, index + 1) if 0 <= other < len(rows) for gap in gaps[other]
        ]
        made.append(_line(row, [each for each in gaps[index] if _parts(each, near, row)]))
    prose = [line for line in made if not line.row] or made
    for line in made:
        line.margin = min(each.left for each in prose)
        line.limit = max(each.right for each in prose)
    return made


def _parts(gap: Gap, near: list[Gap], row: Row) -> bool:
    height = _height(row)
    if gap[1] - gap[0] >= _WIDE_GAP * height:
        return True
    return any(min(gap[1], other[1]) - max(gap[0], other[0]) > 0.5 * height for other in near)


def _line(row: Row, gaps: list[Gap]) -> Line:
    cells: list[list[str]] = [[]]
    ends = [end for _, end in gaps]
    for word in row:
        if word.left in ends:
            cells.append([])
        cells[-1].append(word.text)
    texts = [" ".join(cell) for cell in cells]
    listed = len(texts) == 2 and LIST_MARK.match(texts[0]) is not None
    return Line(
        text=(" " if listed else " | ").join(texts),
        left=row[0].left,
        right=max(word.right for word in row),
        bottom=min(word.bottom for word in row),
        top=max(word.top for word in row),
        opening=row[0].right - row[0].left,
        row=(len(texts) > 1 and not listed) or row[0].row,
    )
