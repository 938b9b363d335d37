"""One number with all that belongs to it: digits or words, magnitude, percent sign, range.

What is read here may still turn out to be a list number or a house number; ``roles`` says so.
"""

from decimal import Decimal
from functools import lru_cache
from typing import cast

from tongket.reader.draft import Draft, Quantity
from tongket.reader.facts import Value
from tongket.reader.grammar.digits import read_digits
from tongket.reader.grammar.number_words import read_words
from tongket.reader.lexicon import FirstWords, Phrases, WordSet, data, meanings, phrase_lists
from tongket.reader.tokens import NUMBER, WORD, Tokens
from tongket.reader.writing import key_folded, key_marked

DASHES = frozenset("-\u2013\u2014\u2011\u2012\u2212")
_YEARS = range(1900, 2101)
_GROUP = 3
_GROUPS = 5
_ORDER = 20

_magnitudes: Phrases[int] = Phrases(cast("dict[str, int]", data("numerals")["magnitudes"]))
_percents: Phrases[str] = Phrases(meanings("numerals", "percent"))
_measures: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("numerals", "measures")["units"], True)
)
_heads = FirstWords(_magnitudes, _percents, _measures)
"""Of these one must stand behind digits for any of the phrases to."""
_to = WordSet(["đến", "tới"])
_half = WordSet(["rưỡi", "rưởi"])
_money = WordSet(["đồng"])


@lru_cache(maxsize=2)
def _no_magnitude(*, marked: bool) -> dict[str, frozenset[str]]:
    key = key_marked if marked else key_folded
    lists = phrase_lists("numerals", "not_magnitudes")
    return {key(word): frozenset(key(each) for each in after) for word, after in lists.items()}


def read_number(draft: Draft, index: int) -> Quantity | None:
    """Return the number that begins at a token, with magnitude, sign and other end of a range.

    None where the digits are no number (a telephone number's groups) or no number word begins.
    """
    found = _single(draft.tokens, index)
    if found is None:
        return None
    return _range(draft, *found) or found[0]


def _single(tokens: Tokens, index: int) -> tuple[Quantity, int] | None:
    """Return one number with its magnitude applied, and the magnitude's factor."""
    if tokens.kinds[index] != NUMBER:
        found = read_words(tokens, index)
        if found is None:
            return None
        made = Quantity(first=index, after=found[0], value=found[1], words=True)
        return _with_percent(tokens, made), 1
    after, surface = _groups(tokens, index)
    if tokens.words[after] not in _heads.of(tokens):
        plain = read_digits(surface)
        return (
            (Quantity(first=index, after=after, value=plain[0], separator=plain[1]), 1)
            if plain
            else None
        )
    magnitude = _magnitude(tokens, after)
    measured = magnitude is not None or (
        tokens.kinds[after] == WORD and _measures.at(tokens, after) is not None
    )
    percent = _percents.at(tokens, after) is not None
    read = read_digits(surface, measured=measured, percent=percent)
    if read is None:
        return None
    made = Quantity(first=index, after=after, value=read[0], separator=read[1])
    if magnitude is None:
        return _with_percent(tokens, made), 1
    return _with_percent(tokens, _multiplied(tokens, made, magnitude)), magnitude[1]


def _groups(tokens: Tokens, index: int) -> tuple[int, str]:
    """Return (index after, digits) of a number whose thousands are set apart by blanks."""
    surface = tokens.words[index]
    if len(surface) > _GROUP or not surface.isdigit() or surface[0] == "0":
        return index + 1, surface
    if _stray_point(tokens, index + 1):
        return index + 3, f"{surface}.{tokens.words[index + 2]}"
    at, digits = index + 1, surface
    while at - index <= _GROUPS and _is_group(tokens, at):
        digits += tokens.words[at]
        at += 1
    if at > index + 1 and (
        tokens.kinds[at] == NUMBER or (index and tokens.kinds[index - 1] == NUMBER)
    ):
        return index + 1, surface
    return at, digits


def _stray_point(tokens: Tokens, at: int) -> bool:
    """Whether a machine has set a blank before the point between thousands (1 .250)."""
    if tokens.words[at] != "." or tokens.joined(at) or not tokens.joined(at + 1):
        return False
    digits = tokens.words[at + 1]
    return tokens.kinds[at + 1] == NUMBER and len(digits) == _GROUP and digits.isdigit()


def _is_group(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return (
        tokens.kinds[at] == NUMBER
        and len(word) == _GROUP
        and word.isdigit()
        and tokens.text[tokens.ends[at - 1] : tokens.starts[at]] in (" ", "\u00a0", "\u202f")
    )


def _magnitude(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return (index after, factor) of the magnitude words at a token."""
    if tokens.kinds[at] != WORD:
        return None
    found = _magnitudes.at(tokens, at)
    if found is None or (tokens.capital(at) and not tokens.all_capitals(at)):
        return None
    last = tokens.words[found[0] - 1]
    marked = tokens.writing.marked
    if tokens.words[found[0]] in _no_magnitude(marked=marked).get(last, ()):
        return None
    return found


def _multiplied(tokens: Tokens, made: Quantity, magnitude: tuple[int, int]) -> Quantity:
    """Apply a magnitude, then rưỡi or a lower magnitude after it (2 tỷ 350 triệu)."""
    after, factor = magnitude
    value = exact(made.value * factor)
    if tokens.words[after] in _half.of(tokens) and factor > 1:
        after, value = after + 1, value + factor // 2
    elif tokens.kinds[after] == NUMBER and tokens.words[after].isdigit():
        lower = _magnitude(tokens, after + 1)
        if lower is not None and lower[1] * int(tokens.words[after]) < factor:
            value += lower[1] * int(tokens.words[after])
            after = lower[0]
    made.after, made.value = after, value
    return made


def exact(value: Value) -> Value:
    """Return a whole value as ``int``, any other as it is."""
    return int(value) if value == int(value) else value


def share_magnitude(tokens: Tokens, bare: Quantity, number: Quantity) -> bool:
    """Give a bare number the magnitude written once, after the next one (từ 20 lên 45 triệu).

    Only where the two are then of one order. Returns whether it was given.
    """
    if bare.after - bare.first > 1 or number.after - number.first == 1 or number.words:
        return False
    read = read_digits(tokens.words[number.first], measured=True)
    if read is None or read[0] <= 0 or bare.value <= 0 or number.form != "number":
        return False
    factor = number.value / Decimal(read[0])
    if (
        factor <= 1
        or not 1 <= max(bare.value, read[0]) / Decimal(min(bare.value, read[0])) <= _ORDER
    ):
        return False
    bare.value, bare.unit = exact(bare.value * factor), number.unit
    return True


def _with_percent(tokens: Tokens, made: Quantity) -> Quantity:
    sign = _percents.at(tokens, made.after)
    if sign is not None:
        made.after = sign[0]
        made.form = "points" if sign[1] == "points" else "percent"
    return made


def _range(draft: Draft, low: Quantity, low_factor: int) -> Quantity | None:
    """Join a number with the other end of its range (90 - 100; từ 12 đến 15; 5% - 7%)."""
    tokens = draft.tokens
    joint = low.after
    if low.value >= 1000 and tokens.words[joint] in _money.of(tokens):
        joint += 1
    word = tokens.words[joint]
    if word not in DASHES and word not in _to.of(tokens):
        return None
    second = joint + 1
    starts = tokens.kinds[second] == NUMBER or (low.words and tokens.kinds[second] == WORD)
    if not starts or draft.claims[second]:
        return None
    found = _single(tokens, second)
    if found is None or _part_of_more(tokens, low.first, joint, found[0].after):
        return None
    high, factor = found
    if low_factor == 1 and factor > 1 and low.value * factor < high.value:
        # the magnitude is written once, after the upper end (2 - 3 tỷ)
        low.value = exact(low.value * factor)
    return _joined(low, high)


def _part_of_more(tokens: Tokens, first: int, joint: int, after: int) -> bool:
    """Whether two numbers with a dash are two of three (0254-368-015) or a year's bounds."""
    words = tokens.words
    before = words[first - 1] if first else ""
    dashed = words[joint] in DASHES
    if dashed and (before in ("/", ".") or (before in DASHES and tokens.joined(first))):
        return True
    if words[after] in DASHES and tokens.kinds[after + 1] == NUMBER and tokens.joined(after):
        return True
    return words[after] == "/" and tokens.kinds[after + 1] == NUMBER


def _joined(low: Quantity, high: Quantity) -> Quantity | None:
    value = low.value
    shared = low.form in (high.form, "number")
    if not shared or value >= high.value or high.value_max is not None:
        return None
    if low.form == "number" and not low.words and _is_year(low) and _is_year(high):
        return None
    return Quantity(
        first=low.first,
        after=high.after,
        value=value,
        value_max=high.value,
        form=high.form,
        words=low.words,
        separator=low.separator or high.separator,
    )


def _is_year(number: Quantity) -> bool:
    return (
        isinstance(number.value, int)
        and number.value in _YEARS
        and number.separator == ""
        and number.after - number.first == 1
    )
