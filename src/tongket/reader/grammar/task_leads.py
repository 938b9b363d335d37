"""What announces a list: the sentence before it, or the headings it stands under."""

from functools import lru_cache

from tongket.reader.draft import Draft
from tongket.reader.facts import Period, Span
from tongket.reader.grammar.task_items import Item, item_at_line
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens

_LONGEST_HEADING = 28
_LONGEST_OWN = 14
_OPENING = 12
"""How many tokens of an item say whether it looks back."""
_LONGEST_LINE = 1000
_FURTHEST_LINES = 60
"""How many lines up a list without a lead of its own looks for a heading."""
_RANKS = {"LETTER": 3, "roman": 2}
_PLAIN = 4
"""The rank of a heading without a number: above all numbered ones."""


@lru_cache
def phrases(table: str) -> Phrases[str]:
    """Return a list of phrases of the lexicon of tasks, each meaning itself."""
    return Phrases({phrase: phrase for phrase in phrase_lists("tasks", table)["words"]})


@lru_cache
def _units() -> dict[str, WordSet]:
    return {unit: WordSet(words) for unit, words in phrase_lists("tasks", "units").items()}


def announced(draft: Draft, members: list[Item]) -> bool:
    """Return whether a list is of tasks, by the heading or sentence before it."""
    tokens = draft.tokens
    if any(_heads_section(tokens, item) for item in members):
        return False
    for start, end in _leads(tokens, members[0]):
        verdict = _verdict(draft, start, end)
        if verdict is not None:
            return verdict and not (_told_back(tokens, members) or _awards(tokens, members))
    return members[0].style in ("là", "thứ") and all(
        phrases("verbs").at(tokens, body_of(tokens, item)) for item in members
    )


def _told_back(tokens: Tokens, members: list[Item]) -> bool:
    """Return whether most items of a list tell of what is done."""
    done = phrases("done").table(tokens)
    told = 0
    for item in members:
        end = min(line_end(tokens, item.body), item.body + _OPENING)
        told += any(tokens.words[index] in done for index in range(item.body, end))
    return told * 2 > len(members)


def _awards(tokens: Tokens, members: list[Item]) -> bool:
    """Return whether a list is of awards and who gets how many, not of what is to be done."""
    named = sum(phrases("awards").at(tokens, body_of(tokens, item)) is not None for item in members)
    return named * 2 > len(members)


def body_of(tokens: Tokens, item: Item) -> int:
    """Return the first token of what an item says."""
    index = item.body
    while tokens.words[index] in (",", ":", ".", "-", "–", '"', "“", "*"):
        index += 1
    return index


def line_end(tokens: Tokens, index: int) -> int:
    """Return the index of the line end at or after a token."""
    last = index + _LONGEST_LINE
    nearest = tokens.kinds[index:last]
    return index + nearest.index(BREAK) if BREAK in nearest else last


def _line_begin(tokens: Tokens, index: int) -> int:
    last = max(index - _LONGEST_LINE, 0)
    before = tokens.kinds[last:index]
    return index - before[::-1].index(BREAK) if BREAK in before else last


def _heads_section(tokens: Tokens, item: Item) -> bool:
    """Return whether an item is a heading for results or tasks: its list is that of sections."""
    body = body_of(tokens, item)
    end = line_end(tokens, body)
    if item.style in ("là", "thứ") or not item.line or end - body > _LONGEST_OWN:
        return False
    if tokens.words[end - 1] in (".", ";") or phrases("verbs").at(tokens, body) is not None:
        return False
    return any(
        phrases(table).at(tokens, body) is not None for table in ("against", "strong", "weak")
    )


def _leads(tokens: Tokens, first: Item) -> list[Span]:
    """Return the spans of tokens that may announce a list, the nearest first."""
    leads: list[Span] = []
    start = _line_begin(tokens, first.first)
    if not first.line and start < first.first:
        leads.append((_sentence_begin(tokens, start, first.first), first.first))
    rank = _rank(first.style)
    for _ in range(_FURTHEST_LINES):
        end = start - 1
        while end > 0 and tokens.kinds[end - 1] == BREAK:
            end -= 1
        if end <= 0:
            break
        start = _line_begin(tokens, end - 1)
        heading = _heading_rank(tokens, start, end)
        if not leads or (heading is not None and heading > rank):
            leads.append((_sentence_begin(tokens, start, end), end))
            rank = max(rank, heading or 0)
    return leads


def _rank(style: str) -> int:
    if style in ("là", "thứ"):
        return -1
    return _RANKS.get(style.rstrip("./)-:"), 1 if style.startswith("1") else 0)


def _heading_rank(tokens: Tokens, start: int, end: int) -> int | None:
    """Return how high a heading a line is, None for a line of running text."""
    first = start
    while first < end and tokens.words[first] in "*#|-–+• ":
        first += 1
    if end - start > _LONGEST_HEADING or tokens.words[end - 1] in (".", ";", ",", "|"):
        return None
    item = item_at_line(tokens, first)
    if item is not None:
        return _rank(item.style)
    if first > start and tokens.words[start] != "*":
        return None
    while first < end and tokens.kinds[first] != WORD:
        first += 1
    return _PLAIN if first < end and tokens.capital(first) else None


def _sentence_begin(tokens: Tokens, start: int, end: int) -> int:
    """Return where the last sentence before a list begins, within its line."""
    for index in range(end - 2, start + 1, -1):
        stops = tokens.words[index] == "." and not tokens.joined(index + 1)
        if stops and tokens.capital(index + 1):
            return index + 1
    return start


def _verdict(draft: Draft, start: int, end: int) -> bool | None:
    """Return whether a lead announces tasks, None where it says nothing of that."""
    tokens = draft.tokens
    sentence = tokens.words[end - 1] in (":", ".", "…") or tokens.kinds[end] != BREAK
    strong = _places(tokens, start, end, "strong")
    weak = _places(tokens, start, end, "weak") + _counted_things(tokens, start, end)
    if sentence:
        strong += _places(tokens, start, end, "asking")
        weak += _places(tokens, start, end, "weak_asking")
    against = _places(tokens, start, end, "against")
    past = bool(_places(tokens, start, end, "past"))
    if not strong and _points_ahead(draft, start, end):
        strong = [start]
    if sentence and (strong or weak):
        # The last that is said before the list is what the list is of.
        if against and max(against) > max(strong + weak):
            return False
        return bool(strong) or not (past or against)
    if against:
        return bool(strong) and min(strong) < min(against)
    if strong:
        return True
    return not past if weak else None


def _places(tokens: Tokens, start: int, end: int, table: str) -> list[int]:
    known = phrases(table)
    firsts = known.table(tokens)
    return [
        index
        for index in range(start, end)
        if tokens.words[index] in firsts and known.at(tokens, index) is not None
    ]


def _counted_things(tokens: Tokens, start: int, end: int) -> list[int]:
    """3 việc, 05 việc: what is done is work to do where it is counted."""
    work = phrases("counted").table(tokens)
    return [
        index
        for index in range(start + 1, end)
        if tokens.words[index] in work and tokens.kinds[index - 1] == NUMBER
    ]


def _points_ahead(draft: Draft, start: int, end: int) -> bool:
    """Return whether a lead names a time after the one the report is about."""
    tokens, period = draft.tokens, draft.heading.period
    if not period or not period[:4].isdigit() or end - start > _LONGEST_HEADING:
        return False
    units = _units()
    for index in range(start, end - 1):
        digits = tokens.words[index + 1]
        if tokens.kinds[index + 1] != NUMBER or not digits.isdigit():
            continue
        if tokens.words[index] in units["year"].of(tokens) and len(digits) == 4:
            return int(digits) > int(period[-4:] if "/" in period else period[:4])
        for unit, sign in (("month", "-"), ("quarter", "-Q")):
            if tokens.words[index] in units[unit].of(tokens):
                stated = _own_part(draft, period, sign)
                return stated is not None and int(digits) > stated
    return False


def _own_part(draft: Draft, period: str, sign: str) -> int | None:
    """Return the month or quarter a report is of, as its period or the first it names says."""
    told = (fact.value for fact in draft.facts if isinstance(fact, Period))
    for value in (period, *told):
        part = value[4 + len(sign) :]
        if value[:4] == period[:4] and value[4:].startswith(sign) and part.isdigit():
            return int(part)
    return None
