"""The noun each number counts: beside it, or taken over from what it stands under.

Most numbers have their noun behind them (29 tổ chức đảng). The others take it over: from the number
they are listed with (87 và 84 người), from the words before (số lượt giảm 146), from their label or
table (Đơn tiếp nhận | 143), from the number before them (29 tổ chức, gồm khiển trách 26), or from
the heading or the line the list hangs on.
"""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar._lines import Lines
from tongket.reader.grammar._nouns import (
    Noun,
    counted_before,
    initial_noun,
    known_noun,
    label_noun,
    noun_after,
    skip_totals,
)
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import NUMBER, WORD, Tokens

_WORDS = phrase_lists("nouns", "words")
_JOINTS = WordSet(_WORDS["joints"])
_HUGE = WordSet(_WORDS["thousand_millions"])
_LARGE = WordSet(_WORDS["millions"])
_MONEY: Phrases[bool] = Phrases(dict.fromkeys(_WORDS["money_words"], True))
_DONG = "đồng"
_JOINT_MOST = 4
_AHEAD_MOST = 8
_CLAUSE_MOST = 120
_LABELS = 3
_LINES_UP = 14
_BRACKET_MOST = 8
_NEVER_HUGE = ("", "programme", "time")
"""Classes that nobody counts by the thousand million: money is meant."""


def find(draft: Draft) -> None:
    """Give each quantity of a draft the noun it counts."""
    if not draft.quantities:
        return
    found = _Units(draft)
    draft.notes["lines"] = found.lines
    for quantity in draft.quantities:
        found.beside(quantity)
    for place in range(len(draft.quantities) - 1, -1, -1):
        found.joined(place)
    for place, quantity in enumerate(draft.quantities):
        found.taken_over(place)
        found.passed(quantity)
    draft.notes["unit kinds"] = found.kinds


class _Units:
    """The units of one draft while they are being found."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tokens: Tokens = draft.tokens
        self.lines = Lines(draft.tokens)
        self.kinds: dict[int, str] = {}
        """The class of each unit, by the first token of its quantity."""
        self._last: dict[int, Quantity] = {}
        """The last number of each line that counts no money, as far as they have been passed."""

    def beside(self, quantity: Quantity) -> None:
        """Take the noun phrase that stands behind a number."""
        index = self._behind(quantity.after)
        noun = noun_after(self.tokens, index)
        if noun is None and self.tokens.words[index] == "(":
            noun = self._past_brackets(index)
        if noun is None or (noun.kind == "" and self.draft.claims[noun.first]):
            if quantity.form == "number" and self._money(quantity):
                self._set(quantity, _DONG, "money")
            return
        if noun.kind in _NEVER_HUGE and quantity.form == "number" and self._huge(quantity):
            self._set(quantity, _DONG, "money")
            return
        self._give(quantity, noun)

    def joined(self, place: int) -> None:
        """Take over the unit of the next number, where only a joint stands between."""
        quantities = self.draft.quantities
        quantity = quantities[place]
        if quantity.unit or quantity.form != "number" or place + 1 >= len(quantities):
            return
        after = quantities[place + 1]
        if after.unit and self._only_joints(quantity.after, after.first):
            self._copy(after, quantity)

    def taken_over(self, place: int) -> None:
        """Take the unit over from the words before, the label, the number before, the heading."""
        quantity = self.draft.quantities[place]
        if quantity.unit or quantity.form != "number":
            return
        line = self.lines.of(quantity.first)
        if self.lines.bars(line) and self._from_table(quantity, line):
            return
        noun = self._before(place, line)
        if noun is not None:
            self._give(quantity, noun, beside=False)
            return
        other = self._listed_with(place, line)
        if other is not None:
            self._copy(other, quantity)
        else:
            self._from_above(quantity, line)

    def _behind(self, index: int) -> int:
        """Return where the noun behind a number begins: after stars and "tổng số"."""
        while self.tokens.words[index] in ("*", "_"):
            index += 1
        return skip_totals(self.tokens, index)

    def _past_brackets(self, index: int) -> Noun | None:
        """Return the noun behind a number repeated in brackets: 15 (mười lăm) đồng chí."""
        for close in range(index + 1, min(index + _BRACKET_MOST, len(self.tokens))):
            if self.tokens.words[close] == ")":
                return known_noun(self.tokens, close + 1)
        return None

    def _huge(self, quantity: Quantity) -> bool:
        """Return whether a number ends with tỷ, so that without a noun it is money."""
        last = self.tokens.words[quantity.after - 1]
        return quantity.after > quantity.first + 1 and last in _HUGE.of(self.tokens)

    def _money(self, quantity: Quantity) -> bool:
        if self._huge(quantity):
            return True
        last = self.tokens.words[quantity.after - 1]
        if quantity.after == quantity.first + 1 or last not in _LARGE.of(self.tokens):
            return False
        return any(
            _MONEY.at(self.tokens, index)
            for index in range(max(quantity.first - 8, 0), quantity.first)
        )

    def _only_joints(self, first: int, after: int) -> bool:
        if after - first > _JOINT_MOST or after <= first:
            return False
        joints = _JOINTS.of(self.tokens)
        return all(word in joints for word in self.tokens.words[first:after])

    def _listed_with(self, place: int, line: int) -> Quantity | None:
        """Return the number one without a noun goes with: before it, or behind in its sentence."""
        quantities = self.draft.quantities
        at = quantities[place].first
        before = self._last.get(line)
        first, after = self.draft.sentences.span(self.tokens.starts[at])
        if before is None or self.tokens.starts[before.first] < first:
            for other in quantities[place + 1 : place + _AHEAD_MOST]:
                if self.tokens.starts[other.first] >= after:
                    break
                if other.unit and self.kinds.get(other.first) != "money":
                    return other if other.form == "number" else before
        return before

    def _before(self, place: int, line: int) -> Noun | None:
        """Return the noun before a number: of its own words, else of the label it stands behind."""
        at = self.draft.quantities[place].first
        first = self._zone(place, line)
        body = self.lines.body(line)
        labelled = self.tokens.words[at - 1] == ":"
        if labelled and first == body:
            return label_noun(self.tokens, body, at)
        noun = counted_before(self.tokens, first, at)
        if noun is None and (first == body or (labelled and self._clause(body, at) == body)):
            noun = initial_noun(self.tokens, body, at)
        return noun

    def _clause(self, first: int, after: int) -> int:
        """Return the token after the last semicolon, bracket or full stop before another."""
        words = self.tokens.words
        for index in range(after - 1, max(first, after - _CLAUSE_MOST) - 1, -1):
            stop = words[index] == "." and not self.tokens.joined(index + 1)
            if stop or words[index] in (";", "("):
                return index + 1
        return first

    def _zone(self, place: int, line: int) -> int:
        """Return where the words before a number begin that are its own."""
        quantity = self.draft.quantities[place]
        first = self.lines.body(line)
        if place:
            before = self.draft.quantities[place - 1]
            first = max(first, self._clause_end(before.unit_after or before.after, quantity.first))
        return self._clause(first, quantity.first)

    def _clause_end(self, first: int, after: int) -> int:
        """Return where the statement of the number before ends: at the first comma, if any."""
        words = self.tokens.words
        for index in range(first, after):
            if words[index] in ",;":
                return index + 1
        return first

    def _from_table(self, quantity: Quantity, line: int) -> bool:
        """Take the unit from the head of the column, else from the label of the row."""
        lines = self.lines
        header = lines.header(line)
        cell = lines.cell_of(line, quantity.first)
        noun = None
        if header is not None and 0 <= cell < len(lines.cells(header)):
            noun = label_noun(self.tokens, *lines.cells(header)[cell])
        for first, after in lines.cells(line)[: min(max(cell, 0), _LABELS)]:
            if noun is None:
                noun = label_noun(self.tokens, lines.past_number(first, after), after)
        if noun is None:
            return self._from_above(quantity, header if header is not None else line)
        self._give(quantity, noun, beside=False)
        return True

    def _from_above(self, quantity: Quantity, line: int) -> bool:
        """Take the unit from the line a list hangs on, from a heading, from the item before."""
        mark = self.lines.mark(line)
        for above in range(line - 1, max(line - _LINES_UP, -1), -1):
            sibling = self.lines.mark(above) == mark and not self.lines.ends_with_colon(above)
            last = self._last.get(above)
            if last is not None and (sibling or self.lines.ends_with_colon(above)):
                self._copy(last, quantity)
                return True
            if sibling and mark:
                continue
            noun = label_noun(self.tokens, self.lines.body(above), self.lines.spans[above][1])
            if noun is not None and last is None:
                self._give(quantity, noun, beside=False)
                return True
            if last is not None or not self._short(above):
                return False
        return False

    def _short(self, line: int) -> bool:
        first, after = self.lines.spans[line]
        return after - first <= 15

    def passed(self, quantity: Quantity) -> None:
        """Keep a number that later ones may take their unit from."""
        money = self.kinds.get(quantity.first) == "money"
        if quantity.unit and quantity.form == "number" and not money:
            self._last[self.lines.of(quantity.first)] = quantity

    def _give(self, quantity: Quantity, noun: Noun, *, beside: bool = True) -> None:
        after = self._with_exponent(noun) if noun.kind in ("land", "mass", "") else noun.after
        if noun.kind == "money":
            self._set(quantity, self._currency(noun), "money")
        else:
            text = noun.text or self.tokens.between(noun.first, after - 1)
            self._set(quantity, _plain(text), noun.kind)
        if beside:
            quantity.unit_first, quantity.unit_after = noun.first, after

    def _currency(self, noun: Noun) -> str:
        text = self.tokens.between(noun.first, noun.after - 1)
        return text if text.lower().startswith(("usd", "đô", "do l", "euro")) else self._dong(text)

    def _dong(self, text: str) -> str:
        return text if text.lower() in (_DONG, "dong") else _DONG

    def _with_exponent(self, noun: Noun) -> int:
        """Take in the 2 of m2, which is a token of its own, and a noun behind it (m2 đất)."""
        tokens, after = self.tokens, noun.after
        if tokens.kinds[after] == NUMBER and tokens.joined(after) and tokens.words[after] in "23":
            after += 1
            behind = known_noun(tokens, after) if tokens.kinds[after] == WORD else None
            return behind.after if behind else after
        return after

    def _copy(self, source: Quantity, target: Quantity) -> None:
        self._set(target, source.unit, self.kinds.get(source.first, ""))

    def _set(self, quantity: Quantity, unit: str | None, kind: str) -> None:
        quantity.unit = unit
        self.kinds[quantity.first] = kind


def _plain(text: str) -> str:
    """Return a unit in one line and, where it stands in capitals throughout, in small letters."""
    text = " ".join(text.split())
    return text.lower() if text.isupper() and " " in text else text
