"""What stands around a number, as concepts with the weight of their nearness.

The words before a number, back to the number before it, are its own; the words behind it, up to the
next sign, nearly so. What was said earlier in the sentence, the line the list hangs on and the
headings weigh less.
"""

from bisect import bisect_left
from dataclasses import dataclass

from tongket.reader.draft import Draft
from tongket.reader.facts import Counted
from tongket.reader.grammar._lines import Lines
from tongket.reader.grammar._rules import BASE, concepts
from tongket.reader.lexicon import WordSet
from tongket.reader.tokens import NUMBER, Tokens

_TAIL, _FAR_TAIL, _PRIOR, _LINE, _TITLE = 9.0, 5.0, 4.0, 2.5, 1.0
_ABOVE = (3.0, 2.2, 1.6, 1.2)
_FADE, _FADE_MOST = 0.1, 2.0
_HIGHEST = 4.0
_TITLE_MOST = 40
_LINES_UP, _HEADING_MOST, _JOINT_MOST = 40, 16, 4
_ENDS = frozenset(",;.:()|")
_SURE_STOPS = _ENDS | {"\n"}
_BREAKS = frozenset(";.")
_JOINTS = WordSet(["và", ",", "với", "cùng"])
_AND = WordSet(["và"])
_AND_MOST = 8
"""So near the next number "và" joins the two; further off it joins other words."""
_PLAN, _PLAN_HEADING = "plan", "plan_heading"
_PLANS = frozenset((_PLAN, _PLAN_HEADING))
_LEAD_MOST = 12
_FAR = 150
"""Words further off than so many tokens say nothing about a number; tables have long lines."""
_SHARED_MOST = 40
_LABELS = 3

Weights = dict[str, float]


@dataclass(slots=True)
class Place:
    """A counted fact among the tokens: its own span, where its unit ends, its sentence and line."""

    fact: Counted
    first: int
    after: int
    """The token after the number and its unit."""
    line: int
    sentence: int
    """The first token of the sentence."""
    kind: str
    own: int = 0
    """The first token of the words that are its own."""
    tail: int = 0
    """The token after the words behind it that are its own."""


class Surroundings:
    """The concepts of one draft, by place, and the weights of those around each number."""

    def __init__(self, draft: Draft, lines: Lines) -> None:
        self.draft = draft
        self.tokens = draft.tokens
        self.lines = lines
        self._hits: list[tuple[int, tuple[str, ...]]] = self._found()
        self._firsts = [first for first, _ in self._hits]
        self._plans = {
            name: [first for first, names in self._hits if name in names] for name in _PLANS
        }
        self._headings: dict[int, Weights] = {}
        self._title: Weights | None = None
        self._ranks: dict[int, float] = {}

    def weights(self, place: Place) -> Weights:
        """Return the weight of each concept around a number, the greatest where it stands twice."""
        weights: Weights = dict(self._above(place.line))
        first, _ = self.lines.spans[place.line]
        if first < place.sentence:
            for concept in self._names(max(first, place.sentence - _FAR), place.sentence):
                _raise(weights, concept, _LINE)
        sentence = max(place.sentence, place.own - _FAR)
        if sentence < place.own:
            for first, after in _outside_brackets(self.tokens.words, sentence, place.own):
                self._fading(weights, first, after, place.first, _PRIOR, 0.02)
        self._fading(weights, place.own, place.after, place.first, BASE, _FADE)
        self._behind(weights, place)
        if self.lines.barred and self.lines.bars(place.line):
            self._row(weights, place)
        return weights

    def planned(self, place: Place) -> bool:
        """Return whether a number is aimed at: the sentence before it or a heading says so."""
        if not self._plans[_PLAN] and not self._plans[_PLAN_HEADING]:
            return False
        first, _ = self.lines.spans[place.line]
        if self._stands(_PLAN, max(place.sentence, place.first - _FAR), place.first):
            return True
        if _PLAN in self._above(place.line):
            return True
        lead = self.lines.colon(place.line, place.first) or min(place.sentence, first + _LEAD_MOST)
        start, end = max(first, lead - _FAR), max(lead, first)
        return self._stands(_PLAN, start, end) or self._stands(_PLAN_HEADING, start, end)

    def heading(self, line: int) -> int:
        """Return the nearest line a line stands under, -1 where there is none."""
        path = self._path(line)
        return path[0] if path else -1

    def _found(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return every concept of the text with the token it begins at."""
        hits = concepts().all(self.tokens)
        coming = self._coming_years()
        if coming:
            hits.extend((index, (_PLAN,)) for index in coming)
            hits.sort(key=lambda hit: hit[0])
        return hits

    def _coming_years(self) -> list[int]:
        """Return the numbers that are years after the report's own."""
        heading = self.draft.heading
        own = heading.period[:4] if heading.period else str(heading.year or "")
        if not own.isdigit():
            return []
        words = self.tokens.words
        year = self.tokens.key("năm")
        return [
            index
            for index in self.tokens.numbers
            if len(words[index]) == 4 and "2100" > words[index] > own and words[index - 1] == year
        ]

    def _stands(self, plan: str, first: int, after: int) -> bool:
        """Return whether a word of planning stands between two tokens."""
        places = self._plans[plan]
        at = bisect_left(places, first)
        return at < len(places) and places[at] < after

    def _names(self, first: int, after: int) -> list[str]:
        start = bisect_left(self._firsts, first)
        end = bisect_left(self._firsts, after)
        return [name for _, names in self._hits[start:end] for name in names]

    def _fading(
        self, weights: Weights, first: int, after: int, at: int, most: float, fade: float
    ) -> None:
        start = bisect_left(self._firsts, first)
        end = bisect_left(self._firsts, after, start)
        for place in range(start, end):
            index, names = self._hits[place]
            faded = abs(at - index) * fade
            weight = most - (faded if faded < _FADE_MOST else _FADE_MOST)
            for name in names:  # as _raise does, which called here would cost more than it does
                if weights.get(name, 0.0) < weight:
                    weights[name] = weight

    def _behind(self, weights: Weights, place: Place) -> None:
        if place.after < place.tail:
            self._fading(weights, place.after, place.tail, place.after, _TAIL, _FADE)
        words, kinds = self.tokens.words, self.tokens.kinds
        if words[place.tail] in ";.:|" or (
            words[place.tail] == "(" and kinds[place.tail + 1] == NUMBER
        ):
            return
        end = place.tail + 1
        last = min(self.lines.spans[place.line][1], end + _FAR)
        while end < last and words[end] not in _BREAKS and kinds[end] != NUMBER:
            end += 1
        if end >= last or words[end] in _BREAKS:
            self._fading(weights, place.tail, end, place.after, _FAR_TAIL, 0.02)

    def _row(self, weights: Weights, place: Place) -> None:
        """Add what the label of a table row and the head of its column say."""
        cells = self.lines.cells(place.line)
        own = self.lines.cell_of(place.line, place.first)
        for first, after in cells[: min(max(own, 0), _LABELS)]:
            if self.tokens.kinds[self.lines.past_number(first, after)] != NUMBER:
                self._fading(weights, first, after, after, BASE, 0.0)
        header = self.lines.header(place.line)
        if header is not None and own < len(self.lines.cells(header)):
            first, after = self.lines.cells(header)[own]
            self._fading(weights, first, after, after, _TAIL, 0.0)

    def _above(self, line: int) -> Weights:
        """Return the concepts of the headings and lead-in lines over a line, and of the title."""
        known = self._headings.get(line)
        if known is None:
            known = dict(self._of_title())
            for depth, above in enumerate(self._path(line)):
                weight = _ABOVE[min(depth, len(_ABOVE) - 1)]
                first, after = self.lines.spans[above]
                for name in self._names(first, after):
                    if name not in _PLANS:
                        _raise(known, name, weight)
                    elif after - first <= _HEADING_MOST or self.lines.ends_with_colon(above):
                        _raise(known, _PLAN, weight)
            self._headings[line] = known
        return known

    def _of_title(self) -> Weights:
        if self._title is None:
            self._title = {}
            for line in range(min(2, len(self.lines.spans))):
                first, after = self.lines.spans[line]
                if self._rank(line) >= 3 or (line == 0 and after - first <= _TITLE_MOST):
                    for name in self._names(*self.lines.spans[line]):
                        if name not in _PLANS:
                            self._title[name] = _TITLE
        return self._title

    def _path(self, line: int) -> list[int]:
        """Return the lines a line stands under, the nearest first."""
        path: list[int] = []
        rank = self._rank(line)
        for above in range(line - 1, max(line - _LINES_UP, -1), -1):
            other = self._rank(above)
            leads = other == rank and above == line - 1 and self.lines.ends_with_colon(above)
            if other > rank or leads:
                path.append(above)
                rank = other
            if rank >= _HIGHEST:
                break
        return path

    def _rank(self, line: int) -> float:
        rank = self._ranks.get(line)
        if rank is None:
            rank = self._ranks[line] = self._ranked(line)
        return rank

    def _ranked(self, line: int) -> float:
        """Return how high a line stands: 4 for parts, 3 for headings, 2, 1 for items, 0 below."""
        mark = self.lines.mark(line)
        first, after = self.lines.spans[line]
        if self.lines.bars(line):
            return 0.0
        if mark == "I" or (after - first > 1 and self.tokens.between(first, after - 1).isupper()):
            return _HIGHEST
        if mark == "":
            words = self.tokens.words
            short = after - first <= _HEADING_MOST and words[after - 1] not in ".;,"
            leads = words[after - 1] == ":"
            return 3.0 if leads or (short and not self._counting(first, after)) else 0.5
        return {"1": 2.0, "a": 1.0}.get(mark, 0.2)

    def _counting(self, first: int, after: int) -> bool:
        return "quantity" in self.draft.claims[first:after]


def _outside_brackets(words: list[str], first: int, after: int) -> list[tuple[int, int]]:
    """Return the stretches before a number without what brackets closed by then hold.

    3 tổ chức (khiển trách 2, cảnh cáo 1) và 156 đảng viên: the 156 are not of those warned.
    """
    before = words[first : after + 1]
    if ")" not in before or "(" not in before:
        return [(first, after)]
    stretches, start, opened = [], first, -1
    for index in range(first, after + 1):
        if words[index] == "(":
            opened = index
        elif words[index] == ")" and opened >= 0:
            stretches.append((start, opened))
            start, opened = index + 1, -1
    return [*stretches, (start, after)]


def bound(draft: Draft, places: list[Place]) -> None:
    """Set for each number which words before and behind it are its own.

    Numbers with only a comma or "và" between share theirs: kiểm tra 46 tổ chức đảng, 63 đảng viên.
    """
    tokens = draft.tokens
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        place.own = place.sentence
        if before is not None and before.first >= place.sentence:
            parted = _parts(tokens, before) and before.tail < place.first
            place.own = before.tail if parted else before.after
        place.own = _after_break(tokens.words, place.own, place.first)
        following = places[number + 1].first if number + 1 < len(places) else len(tokens)
        place.tail = _tail_end(draft, place.after, following)
    _share(draft, places)


def _parts(tokens: Tokens, before: Place) -> bool:
    """Whether what stands behind a number ends before the next one's own words begin."""
    word = tokens.words[before.tail]
    return word in _ENDS or (before.tail > before.after and word in _AND.of(tokens))


def _after_break(words: list[str], first: int, after: int) -> int:
    if ";" not in words[first:after]:
        return first
    return after - words[first:after][::-1].index(";")


def _tail_end(draft: Draft, first: int, following: int) -> int:
    words = draft.tokens.words
    also = _AND.of(draft.tokens)
    for index in range(first, following):
        word = words[index]
        if word in _SURE_STOPS or (word in also and following - index < _AND_MOST):
            return index
    return max(first, following)


def _share(draft: Draft, places: list[Place]) -> None:
    words = draft.tokens.words
    joints = _JOINTS.of(draft.tokens)
    for number in range(1, len(places)):
        before, place = places[number - 1], places[number]
        near = 0 < place.first - before.after <= _JOINT_MOST and before.sentence == place.sentence
        if not near or place.first - before.own > _SHARED_MOST:
            continue
        between = words[before.after : place.first]
        if "money" not in (before.kind, place.kind) and joints.issuperset(between):
            place.own = before.own
    for number in range(len(places) - 1, 0, -1):
        before, place = places[number - 1], places[number]
        if (
            place.own == before.own
            and place.sentence == before.sentence
            and before.tail <= before.after
        ):
            before.tail = place.tail


def _raise(weights: Weights, concept: str, weight: float) -> None:
    if weights.get(concept, 0.0) < weight:
        weights[concept] = weight
