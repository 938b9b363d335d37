"""Numbers written in words, read token by token: ba, hai mươi bốn, một nghìn hai trăm linh năm."""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from tongket.reader.lexicon import data, phrase_lists
from tongket.reader.tokens import Tokens
from tongket.reader.writing import key_folded, key_marked

_HALF_OF_HUNDRED = 50


@dataclass(slots=True, frozen=True)
class _Words:
    """The words of numbers in the form in which a text compares words."""

    digits: dict[str, int]
    joined: dict[str, int]
    ten: frozenset[str]
    tens: frozenset[str]
    hundred: frozenset[str]
    joining: frozenset[str]
    half: frozenset[str]
    half_of: frozenset[str]
    none: frozenset[str]
    """không, which inside a number skips a class (một triệu không nghìn không trăm linh năm)."""
    scales: dict[str, int]
    five: str
    """năm, which after mươi is a year."""
    first: frozenset[str]
    """The words a number may begin with."""

    def starts(self, word: str) -> bool:
        return word in self.digits or word in self.ten


@lru_cache(maxsize=2)
def words_of(*, marked: bool) -> _Words:
    """Return the words of numbers as they are compared in texts with or without marks."""
    key = key_marked if marked else key_folded
    table = data("numerals")

    def valued(name: str) -> dict[str, int]:
        return {key(word): value for word, value in cast("dict[str, int]", table[name]).items()}

    def listed(name: str) -> frozenset[str]:
        return frozenset(key(word) for word in phrase_lists("numerals", "parts")[name])

    digits, ten, half_of = valued("digits"), listed("ten"), listed("half_of")
    return _Words(
        digits=digits,
        joined=valued("joined_digits"),
        ten=ten,
        tens=listed("tens"),
        hundred=listed("hundred"),
        joining=listed("joining"),
        half=listed("half"),
        half_of=half_of,
        none=listed("none"),
        scales=valued("scales"),
        five=key("năm"),
        first=frozenset(digits) | ten | half_of,
    )


def read_words(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return (index after it, value) of the longest number in words at a token, None where none.

    A lone năm after mươi is a year (hai mươi năm), and trăm, nghìn, triệu alone say no number.
    """
    words = words_of(marked=tokens.writing.marked)
    if tokens.words[index] in words.half_of:
        scale, after = _scale(tokens, index + 1, words)
        return (after, scale // 2) if scale > 1 else None
    at, total, last_scale = index, 0, 0
    found: tuple[int, int] | None = None
    while True:
        below = _skipped(tokens, at, words) if found else None
        below = below or _below_thousand(tokens, at, words)
        if below is None or (found is not None and _lone_digit(at, below)):
            return found
        at, value = below
        scale, at = _scale(tokens, at, words)
        if scale == 1 or (last_scale and scale >= last_scale):
            # without a scale of its own it is the last part of the number
            return (at, total + value) if scale == 1 else found
        total += value * scale
        last_scale = scale
        if tokens.words[at] in words.half:
            return at + 1, total + scale // 2
        found = at, total


def _skipped(tokens: Tokens, at: int, words: _Words) -> tuple[int, int] | None:
    """Read không trăm linh năm, or không before nghìn or triệu."""
    if tokens.words[at] not in words.none:
        return None
    following = tokens.words[at + 1]
    if following in words.hundred:
        return _after_hundred(tokens, at + 2, 0, words)
    return (at + 1, 0) if following in words.scales else None


def _lone_digit(first: int, below: tuple[int, int]) -> bool:
    return below[0] == first + 1 and 0 < below[1] < 10


def _scale(tokens: Tokens, at: int, words: _Words) -> tuple[int, int]:
    """Return the product of the scale words at a token (nghìn tỷ) and the index after them."""
    product = 1
    while (scale := words.scales.get(tokens.words[at])) and not tokens.capital(at):
        product *= scale
        at += 1
    return product, at


def _below_thousand(tokens: Tokens, at: int, words: _Words) -> tuple[int, int] | None:
    word = tokens.words[at]
    if word in words.ten:
        return _after_ten(tokens, at + 1, 10, words)
    digit = words.digits.get(word)
    if digit is None:
        return None
    following = tokens.words[at + 1]
    if following in words.tens:
        return _after_ten(tokens, at + 2, digit * 10, words)
    if following in words.hundred and not _is_station(tokens, at + 2):
        return _after_hundred(tokens, at + 2, digit * 100, words)
    return at + 1, digit


def _is_station(tokens: Tokens, at: int) -> bool:
    """Whether "tram" of a text without marks is trạm (hai tram y te)."""
    return not tokens.writing.marked and tokens.words[at] in ("y", "bom", "dien", "thu", "kiem")


def _after_ten(tokens: Tokens, at: int, value: int, words: _Words) -> tuple[int, int]:
    word = tokens.words[at]
    digit = words.joined.get(word)
    if digit is None and word != words.five:
        digit = words.digits.get(word)
    return (at, value) if digit is None else (at + 1, value + digit)


def _after_hundred(tokens: Tokens, at: int, value: int, words: _Words) -> tuple[int, int]:
    word = tokens.words[at]
    if word in words.half:
        return at + 1, value + _HALF_OF_HUNDRED
    if word in words.joining:
        digit = words.digits.get(tokens.words[at + 1], words.joined.get(tokens.words[at + 1]))
        return (at, value) if digit is None else (at + 2, value + digit)
    if word in words.ten:
        return _after_ten(tokens, at + 1, value + 10, words)
    digit = words.digits.get(word)
    if digit is not None and tokens.words[at + 1] in words.tens:
        return _after_ten(tokens, at + 2, value + digit * 10, words)
    return at, value
