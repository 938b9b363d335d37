"""Whole numbers in Vietnamese words, and back.

The choices made in writing, where usage differs: "nghìn", "tỷ", "linh"; mốt, tư and lăm after
mươi, but "linh bốn" and "mười bốn"; a class of three digits that is empty is named when anything
follows it (1.000.005 is "một triệu không nghìn không trăm linh năm", as schools teach), and left
out when nothing does. Reading accepts the other choices too.
"""

from decimal import Decimal

from tongket.core.numbers import MAGNITUDES, NumberError, format_number, parse_number
from tongket.core.text import excerpt, fold

LIMIT = 10**18
"""Numbers are written and read below this (a million tỷ), where usage stops agreeing."""

_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_CLASS_WORDS = ("triệu", "nghìn", "")

_DIGITS = {fold(word): value for value, word in enumerate(_DIGIT_WORDS)}
_DIGITS |= {"tu": 4, "lam": 5, "nham": 5, "bay": 7}
_JOINING = {"linh", "le"}
_TENS = {"muoi", "chuc"}
_HALF = "ruoi"
_BILLION = {"ty", "ti"}
_CLASSES = {"trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
_KNOWN = {*_DIGITS, *_JOINING, *_TENS, *_BILLION, *_CLASSES, "tram", _HALF, "am"}


def _unit_word(tens: int, unit: int) -> str:
    if unit == 5 and tens > 0:
        return "lăm"
    if tens > 1 and unit in (1, 4):
        return "mốt" if unit == 1 else "tư"
    return _DIGIT_WORDS[unit]


def _class_words(value: int, *, full: bool) -> list[str]:
    """Return the words of 1..999; `full` names the hundreds even when there are none."""
    hundreds, rest = divmod(value, 100)
    tens, unit = divmod(rest, 10)
    words = [_DIGIT_WORDS[hundreds], "trăm"] if hundreds or full else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGIT_WORDS[tens], "mươi"]
    elif unit and words:
        words.append("linh")
    if unit:
        words.append(_unit_word(tens, unit))
    return words


def _section_words(value: int, *, full: bool) -> list[str]:
    """Return the words of a number below a thousand million; `full` when tỷ stands before it."""
    words: list[str] = []
    millions, rest = divmod(value, 10**6)
    for size, name in zip((millions, *divmod(rest, 1000)), _CLASS_WORDS, strict=True):
        named = full or bool(words)
        if size:
            words += _class_words(size, full=named)
        elif named and name:
            words.append("không")
        if name and (size or named):
            words.append(name)
        value -= size * MAGNITUDES.get(fold(name), 1)
        if not value:
            break
    return words


def number_to_words(number: int) -> str:
    """Write a whole number in words, small letters; NumberError from a million tỷ on.

    >>> number_to_words(255576)
    'hai trăm năm mươi lăm nghìn năm trăm bảy mươi sáu'
    >>> number_to_words(1000005), number_to_words(21), number_to_words(-104)
    ('một triệu không nghìn không trăm linh năm', 'hai mươi mốt', 'âm một trăm linh bốn')
    """
    if abs(number) >= LIMIT:
        message = f"Số {excerpt(format_number(number))} quá lớn để viết bằng chữ."
        raise NumberError(message)
    if number == 0:
        return _DIGIT_WORDS[0]
    words = ["âm"] if number < 0 else []
    billions, rest = divmod(abs(number), 10**9)
    if billions:
        words += [*_section_words(billions, full=False), "tỷ"]
    if rest:
        words += _section_words(rest, full=bool(billions))
    return " ".join(words)


class _UnreadableError(Exception):
    """The words do not make a number; `words_to_number` turns this into its sentence."""


def _count(words: list[str]) -> Decimal:
    """Return what one word or one written number stands for."""
    if len(words) != 1:
        raise _UnreadableError
    if words[0] in _DIGITS:
        return Decimal(_DIGITS[words[0]])
    if not words[0][0].isdigit():
        raise _UnreadableError
    return parse_number(words[0])


def _unit(words: list[str]) -> Decimal:
    value = _count(words)
    if not 0 < value < 10 or value != int(value):
        raise _UnreadableError
    return value


def _tens(words: list[str]) -> Decimal:
    """Read what stands below the hundreds: hai mươi lăm, mười, linh năm, 3 chục, 25."""
    place = next((index for index, word in enumerate(words) if word in _TENS), None)
    if words[0] in _JOINING:
        return _unit(words[1:])
    if place is None:
        if words[-1] == _HALF:
            return _count(words[:-1]) + Decimal("0.5")
        return _count(words)
    count = _unit(words[:place]) if place else Decimal(1)
    rest = words[place + 1 :]
    if rest == [_HALF]:
        return count * 10 + 5
    return count * 10 + (_unit(rest) if rest else 0)


def _hundreds(words: list[str], *, last: bool) -> Decimal:
    """Read one class: what stands before nghìn, triệu or tỷ, or last."""
    if not words:
        raise _UnreadableError
    if "tram" not in words:
        return _tens(words)
    place = words.index("tram")
    value = _count(words[:place]) * 100
    rest = words[place + 1 :]
    return value + (_remainder(rest, 100, last=last) if rest else 0)


def _remainder(words: list[str], scale: int, *, last: bool) -> Decimal:
    """Read what follows a scale: rưỡi, a lone digit (triệu hai), or a full class.

    "Một triệu hai trăm" is said for 1.200.000 and written for 1.000.200; it is refused, unless
    the words say that a class is skipped (không trăm …, linh …). So is a lone digit that is not
    the last word (hai trăm ba nghìn).
    """
    if words == [_HALF]:
        return Decimal(scale // 2)
    if len(words) == 1 and words[0] not in _TENS and _count(words) < 10:
        if not last:
            raise _UnreadableError
        return _unit(words) * (scale // 10)
    value = _hundreds(words, last=last)
    skips = words[0] in _JOINING or _DIGITS.get(words[0]) == 0
    if value >= scale or (scale > 1000 and not skips):
        raise _UnreadableError
    return value


def _section(words: list[str], scale: int, *, last: bool) -> Decimal:
    """Read what stands before tỷ (scale 1) or after it (scale tỷ): triệu, nghìn, the rest."""
    total = Decimal(0)
    start = 0
    for index, word in enumerate(words):
        factor = _CLASSES.get(word)
        if factor is None:
            continue
        value = _hundreds(words[start:index], last=False) * factor
        if (scale != 1 and factor >= scale) or (total and value >= scale):
            raise _UnreadableError
        total, start, scale = total + value, index + 1, factor
    rest = words[start:]
    if not rest:
        return total
    if scale == 1:
        return _hundreds(rest, last=last)
    return total + _remainder(rest, scale, last=last)


def _value(words: list[str]) -> Decimal:
    places = [index for index, word in enumerate(words) if word in _BILLION]
    if len(places) > 1 or not words:
        raise _UnreadableError
    if not places:
        return _section(words, 1, last=True)
    head, tail = words[: places[0]], words[places[0] + 1 :]
    billions = _section(head, 1, last=False) * 10**9
    return billions + (_section(tail, 10**9, last=True) if tail else 0)


def _refuse(text: str, words: list[str]) -> NumberError:
    if not words:
        return NumberError("Chưa nhập số. Viết như “hai trăm năm mươi lăm nghìn”.")
    for word in words:
        if word not in _KNOWN and not word[0].isdigit():
            return NumberError(f"Chữ “{excerpt(word)}” trong “{excerpt(text)}” không chỉ số nào.")
    return NumberError(
        f"Không đọc được “{excerpt(text)}” là số nguyên. Viết như “hai trăm năm mươi lăm nghìn”, "
        "“1 triệu 2 trăm nghìn” hoặc “hai triệu rưỡi”."
    )


def words_to_number(text: str) -> int:
    """Read a whole number written in words, or in words and digits; with or without marks.

    Accepted besides what `number_to_words` writes: ngàn, tỉ, lẻ, chục, nhăm, tư, bốn and mốt
    anywhere, rưỡi (half of the unit before it), a last lone digit as the next lower place (một
    triệu hai is 1.200.000), digits for words (1 triệu 2 trăm nghìn). Raises NumberError for a
    word that is no number, a value that is not whole, or words that can be read in two ways.

    >>> words_to_number("một trăm lẻ năm ngàn"), words_to_number("1 triệu 2 trăm nghìn")
    (105000, 1200000)
    >>> words_to_number("hai tỉ rưỡi"), words_to_number("ba chục")
    (2500000000, 30)
    """
    words = fold(text).replace("-", " - ").split()
    negative = words[:1] in (["am"], ["-"])
    try:
        value = _value(words[negative:])
    except (_UnreadableError, NumberError):
        raise _refuse(text, words) from None
    if value != value.to_integral_value() or value >= LIMIT:
        raise _refuse(text, words)
    return -int(value) if negative else int(value)
