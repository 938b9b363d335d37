"""Lines, list items and table rows: what a number takes over from the layout around it."""

from bisect import bisect_right

from tongket.reader.tokens import BREAK, NUMBER, SIGN, Tokens, indices

_BULLETS = frozenset("-+*•–—◦▪·●○►✓")
_CLOSERS = frozenset(".)/")
_BAR = "|"
_COLON_MOST = 200


class Lines:
    """The lines of a text as ranges of tokens; blank ones are left out."""

    __slots__ = (
        "_bars", "_bodies", "_cells", "_headers", "_starts", "barred", "spans", "tokens",
    )  # fmt: skip

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.spans: list[tuple[int, int]] = []
        first = 0
        for index in indices(tokens.kinds, BREAK):
            if index > first:
                self.spans.append((first, index))
            first = index + 1
        self._starts = [first for first, _ in self.spans]
        self.barred = _BAR in tokens.text
        """Whether any line may be the row of a table."""
        self._bodies: dict[int, int] = {}
        self._bars: dict[int, list[int]] = {}
        self._cells: dict[int, list[tuple[int, int]]] = {}
        self._headers: dict[int, int] = {}

    def of(self, index: int) -> int:
        """Return the number of the line a token stands in."""
        return bisect_right(self._starts, index, 1) - 1

    def bars(self, line: int) -> list[int]:
        """Return the indices of the bars that part the cells of a table row."""
        if not self.barred:
            return []
        known = self._bars.get(line)
        if known is None:
            first, after = self.spans[line]
            known = [first + index for index in indices(self.tokens.words[first:after], _BAR)]
            self._bars[line] = known
        return known

    def cells(self, line: int) -> list[tuple[int, int]]:
        """Return the cells of a table row, without the empty ones before the first bar."""
        known = self._cells.get(line)
        if known is None:
            first, after = self.spans[line]
            known = []
            for bar in [*self.bars(line), after]:
                known.append((first, bar))
                first = bar + 1
            if known[0][0] == known[0][1]:
                known = known[1:]
            self._cells[line] = known
        return known

    def cell_of(self, line: int, index: int) -> int:
        """Return which cell of a row a token stands in, -1 where it is none."""
        cells = self.cells(line)
        place = bisect_right(cells, index, key=lambda cell: cell[0]) - 1
        return place if place >= 0 and index < cells[place][1] else -1

    def header(self, line: int) -> int | None:
        """Return the first row of the table a row belongs to, None for that row itself."""
        top = line
        while top > 0 and top not in self._headers and self.bars(top - 1):
            top -= 1
        top = self._headers.get(top, top)
        self._headers[line] = top
        return top if top < line else None

    def body(self, line: int) -> int:
        """Return the first token of a line after bullets, brackets and its list number."""
        body = self._bodies.get(line)
        if body is None:
            body = self._bodies[line] = self.past_number(*self.spans[line])
        return body

    def past_number(self, first: int, after: int) -> int:
        """Return the first token after bullets and a list number (1.2., a), IV/)."""
        tokens = self.tokens
        while first < after and tokens.kinds[first] == SIGN and tokens.words[first] in _BULLETS:
            first += 1
        index = first + 1 if first < after and tokens.words[first] == "(" else first
        if index < after and self._numbering(index):
            index += 1
            while index < after and tokens.joined(index) and tokens.words[index] in _CLOSERS:
                index += 1
            closed = tokens.words[index - 1] in _CLOSERS
            return index if closed else first
        return first

    def _numbering(self, index: int) -> bool:
        tokens = self.tokens
        word = tokens.words[index]
        if tokens.kinds[index] == NUMBER:
            return len(word) <= 6
        return len(word) == 1 or (len(word) <= 5 and not word.strip("ivx"))

    def mark(self, line: int) -> str:
        """Return what a line begins with: its bullet, "1" for a number, "a" for a letter, ""."""
        first, _ = self.spans[line]
        word = self.tokens.words[first]
        if word in _BULLETS:
            return word
        if self.body(line) == first:
            return ""
        if self.tokens.kinds[first] == NUMBER:
            return "1"
        return "I" if self.tokens.capital(first) else "a"

    def colon(self, line: int, index: int) -> int | None:
        """Return the last colon of a line not far before a token, None where there is none."""
        first = max(self.spans[line][0], index - _COLON_MOST)
        words = self.tokens.words[first:index]
        if ":" not in words:
            return None
        return index - 1 - words[::-1].index(":")

    def ends_with_colon(self, line: int) -> bool:
        """Return whether a line leads into what follows."""
        return self.tokens.words[self.spans[line][1] - 1] == ":"
