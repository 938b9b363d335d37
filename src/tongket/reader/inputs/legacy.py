"""Text in the letters of before Unicode: TCVN3 (.VnTime) and VNI, recognised and turned.

Such text shows as Western European letters (``C«ng t¸c``, ``Coâng taùc``). It is recognised by how
many of its marked words become common Vietnamese ones when they are turned.
"""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from tongket.core.words import said

_DATA = Path(__file__).parent.parent / "data" / "legacy_fonts.toml"
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_MARKED_WORD = re.compile("[^\\W\\d_]*[^\\W\\d_\x00-\x7f][^\\W\\d_]*")
_WORD = re.compile(r"\w+")
_SAMPLE = 40_000
_LEAST_WORDS = 3
_LEAST_SHARE = 0.2
_TONES = "\u0301\u0300\u0309\u0303\u0323"  # in the order of after_vowel


@cache
def _data() -> dict[str, Any]:
    with _DATA.open("rb") as stream:
        return tomllib.load(stream)


@cache
def _common() -> frozenset[str]:
    return frozenset(word for word in _data()["common"]["words"].split() if not word.isascii())


@cache
def _tcvn3() -> dict[int, str]:
    return {
        ord(code): letter
        for code, letter in zip(_data()["tcvn3"]["codes"], _data()["tcvn3"]["letters"], strict=True)
    }


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds a letter of the VNI font, and what each is."""
    data = _data()["vni"]
    small: dict[str, str] = dict(zip(data["alone"], data["alone_letters"], strict=True))
    for vowel, shown in (*((each, each) for each in "aeouy"), ("ô", "ơ"), ("ö", "ư")):
        for code, tone in zip(data["after_vowel"], _TONES, strict=True):
            small[vowel + code] = unicodedata.normalize("NFC", shown + tone)
    for code, letter in zip(data["after_a"], data["after_a_letters"], strict=True):
        small["a" + code] = letter
    for vowel, shown in (("a", "â"), ("e", "ê"), ("o", "ô")):
        for code, tone in zip(data["hats"], ("", *_TONES), strict=True):
            small[vowel + code] = unicodedata.normalize("NFC", shown + tone)
    letters = {}
    for code, letter in small.items():
        letters[code] = letter
        letters[code.upper()] = letter.upper()
        if len(code) == 2:
            letters[code[0].upper() + code[1]] = letter.upper()
            letters[code[0] + code[1].upper()] = letter
    longest = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), letters


def of_font(name: str) -> str | None:
    """Return which of the old encodings a font is made for, None for any other font.

    >>> of_font(".VnTimeH"), of_font("VNI-Times"), of_font("Times New Roman")
    ('tcvn3', 'vni', None)
    """
    for encoding in ("tcvn3", "vni"):
        if name.startswith(tuple(_data()[encoding]["fonts"])):
            return encoding
    return None


def is_unicode(text: str) -> bool:
    """Return whether a text holds letters that only Vietnamese in Unicode has.

    >>> is_unicode("Đảng"), is_unicode("§¶ng")
    (True, False)
    """
    return _VIETNAMESE.search(text) is not None


def turn(text: str, encoding: str) -> str:
    """Return a text of an old encoding in Unicode.

    >>> turn("C«ng t¸c", "tcvn3"), turn("Coâng taùc ñaûng", "vni")
    ('Công tác', 'Công tác đảng')
    """
    if encoding == "vni":
        pattern, letters = _vni()
        return pattern.sub(lambda match: letters[match[0]], text)
    return _WORD.sub(_capitals, text.translate(_tcvn3()))


def _capitals(match: re.Match[str]) -> str:
    """Make the marked letters of a word in capitals capitals: the font has no codes for them."""
    word = match[0]
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    if plain and len(plain) < len(word) and all(map(str.isupper, plain)) and not _title(word):
        return word.upper()
    return word


def _title(word: str) -> bool:
    """Return whether only the first letter of a word is a plain capital: Ủy is written so too."""
    return word[0].isascii() and not any(letter.isascii() for letter in word[1:])


def fitness(text: str) -> float:
    """Return the share of marked words that are common Vietnamese ones."""
    words = _MARKED_WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE]).lower())
    if len(words) < _LEAST_WORDS:
        return 0.0
    return sum(word in _common() for word in words) / len(words)


def recognise(text: str) -> str | None:
    """Return the old encoding a text is in, None where it is in none."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return None
    if len(_VIETNAMESE.findall(sample)) * 50 > len(sample):
        return None
    found = {encoding: fitness(turn(sample, encoding)) for encoding in ("tcvn3", "vni")}
    best = max(found, key=lambda encoding: found[encoding])
    return best if found[best] > max(_LEAST_SHARE, 2 * fitness(sample)) else None


def remark() -> str:
    """Return what a reader should know of text that was turned."""
    return said("Chữ theo phông cũ (TCVN3, VNI) đã được chuyển sang Unicode.")
