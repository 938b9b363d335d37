"""Numbered items of a report: where each begins, in which style, and which ordinal it has."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from tongket.reader.lexicon import FirstWords, Phrases, WordSet, data
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens, indices

Style = str
"""How an item is numbered: "là" and "thứ" in words, "roman", "letter)", "1.", "1/", "1)", "(1)"."""

_ENDS = frozenset("./)-:")
_PAUSES = frozenset((",", ":", ".", "-", "–", "("))
_HIGHEST = 40
_ROMAN: dict[str, int] = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}


@dataclass(slots=True, frozen=True, kw_only=True)
class Item:
    """The mark of one item of a list."""

    first: int
    """The token its number begins at."""
    body: int
    """The first token of what it says."""
    style: Style
    ordinal: int
    line: bool
    """Whether it begins its line."""


@lru_cache
def _number_words() -> Phrases[int]:
    return Phrases(cast("dict[str, int]", data("tasks")["words"]))


@lru_cache
def _marks(name: str) -> Phrases[str]:
    lists = cast("dict[str, list[str]]", data("tasks")["marks"])
    return Phrases({phrase: phrase for phrase in lists[name]})


@lru_cache
def _firsts() -> FirstWords:
    return FirstWords(_number_words(), _marks("order"), _marks("things"))


@lru_cache
def _is() -> WordSet:
    return WordSet(["là"])


@lru_cache
def _days() -> WordSet:
    return WordSet(["ngày"])


@lru_cache
def _letters() -> dict[str, int]:
    lists = cast("dict[str, list[str]]", data("tasks")["marks"])
    return {letter: place for place, letter in enumerate(lists["letters"], 1)}


def items(tokens: Tokens) -> list[Item]:
    """Return the items of all numbered lists, in the order of the text."""
    found: list[Item] = []
    for start in _line_starts(tokens):
        item = item_at_line(tokens, start)
        if item is not None:
            found.append(item)
    found += _inline(tokens, {item.first for item in found})
    found.sort(key=lambda item: item.first)
    return found


def _line_starts(tokens: Tokens) -> list[int]:
    """Return the first token of each line that is not a bullet, a bracket or an asterisk."""
    kinds = tokens.kinds
    breaks = indices(kinds, BREAK)
    starts: list[int] = []
    for place, end in zip([-1, *breaks], breaks, strict=False):
        index = place + 1
        while index < end and kinds[index] == SIGN and tokens.words[index] in "-+*•–—◦▪·|#":
            index += 1
        if index < end:
            starts.append(index)
    return starts


def item_at_line(tokens: Tokens, index: int) -> Item | None:
    """Return the item that begins at the first word or number of a line, None where none does."""
    words = tokens.words
    if words[index] == "(" and tokens.kinds[index + 1] == NUMBER and words[index + 2] == ")":
        return _counted(tokens, index, index + 1, index + 3, "()")
    if tokens.kinds[index] == NUMBER:
        return _numbered_line(tokens, index)
    if tokens.kinds[index] != WORD:
        return None
    worded = _in_words(tokens, index, line=True) if words[index] in _firsts().of(tokens) else None
    if worded is not None:
        return worded
    sign = words[index + 1]
    if sign not in _ENDS or not tokens.joined(index + 1):
        return None
    if words[index] in _ROMAN and tokens.capital(index) and sign in "./-)":
        return _item(tokens, index, index + 2, "roman", _ROMAN[words[index]])
    letter = _letters().get(tokens.original(index).lower())
    if letter is not None and sign in ")./":
        style = "letter" if not tokens.capital(index) else "LETTER"
        return _item(tokens, index, index + 2, style + sign, letter)
    return None


def _numbered_line(tokens: Tokens, index: int) -> Item | None:
    sign = tokens.words[index + 1]
    if sign in _ENDS and (sign != "-" or tokens.kinds[index + 2] == WORD):
        spaced = not tokens.joined(index + 2) or tokens.kinds[index + 2] == WORD
        if spaced and not (sign == "/" and tokens.kinds[index + 2] == NUMBER):
            return _counted(tokens, index, index, index + 2, sign)
    return None


def _counted(tokens: Tokens, first: int, number: int, body: int, sign: str) -> Item | None:
    digits = tokens.words[number]
    if tokens.kinds[number] != NUMBER or not digits.isdigit() or int(digits) > _HIGHEST:
        return None
    return _item(tokens, first, body, f"1{sign}", int(digits))


def _item(tokens: Tokens, first: int, body: int, style: Style, ordinal: int) -> Item:
    return Item(first=first, body=body, style=style, ordinal=ordinal, line=True)


def _in_words(tokens: Tokens, index: int, *, line: bool) -> Item | None:
    """Một là, …; Thứ nhất, …; Nhiệm vụ thứ nhất: …."""
    number = _number_words().at(tokens, index)
    if number is not None and tokens.words[number[0]] in _is().of(tokens):
        return Item(first=index, body=number[0] + 1, style="là", ordinal=number[1], line=line)
    order = _marks("things").at(tokens, index) or _marks("order").at(tokens, index)
    if order is None:
        return None
    number = _number_words().at(tokens, order[0])
    if number is None:
        return None
    stop = tokens.words[number[0]]
    if stop not in _PAUSES and stop not in _is().of(tokens):
        return None
    body = number[0] + (stop != "(")
    if tokens.words[body] in _days().of(tokens):
        return None  # a day of the week: Thứ ba, ngày 5/3
    return Item(first=index, body=body, style="thứ", ordinal=number[1], line=line)


def _inline(tokens: Tokens, taken: set[int]) -> list[Item]:
    """Return the items inside lines: (1) … ; (2) …, Một là, … Hai là, …, 1) …; 2) …."""
    return [*_inline_numbers(tokens, taken), *_inline_words(tokens, taken)]


def _inline_numbers(tokens: Tokens, taken: set[int]) -> list[Item]:
    found: list[Item] = []
    words = tokens.words
    for number in tokens.numbers:
        if words[number + 1] != ")":
            continue
        first, sign = (number - 1, "()") if words[number - 1] == "(" else (number, ")")
        if first in taken or not _after_pause(tokens, first):
            continue
        item = _counted(tokens, first, number, number + 2, sign)
        if item is not None:
            found.append(replace(item, line=False))
    return found


def _inline_words(tokens: Tokens, taken: set[int]) -> list[Item]:
    firsts = _firsts().of(tokens)
    found: list[Item] = []
    for index in tokens.places(firsts):
        if index not in taken and _after_pause(tokens, index):
            item = _in_words(tokens, index, line=False)
            if item is not None:
                found.append(item)
    return found


def _after_pause(tokens: Tokens, index: int) -> bool:
    """Return whether an item can begin here inside a line: after a stop, a colon or a comma."""
    return index > 0 and tokens.words[index - 1] in (".", ":", ";", ",", "-", "–", "…", "!", "|")
