"""Numbers of documents and the days that follow them: 21-KL/TW, 98/2023/QH15, ngày 07/5/2018."""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from tongket.reader.lexicon import WordSet, phrase_lists
from tongket.reader.tokens import NUMBER, WORD, Tokens

SEPARATORS = frozenset("-/–—‑−")
_MISREAD = str.maketrans("lioLIOo", "1101100")
_PROPER = {"ttg": "TTg", "ctr": "CTr", "ctrhđ": "CTrHĐ", "qđi": "QĐi", "ttr": "TTr"}
_LONGEST = 5
"""Digits of the longest number of a document."""
_FIRST_YEAR, _LAST_YEAR = 1930, 2049
_RUN = re.compile(r"(?:[0-9]{1,4},)+([0-9]{1,4})")
"""Several numbers without a blank, 18,19-NQ/TW: read as the last of them."""


@lru_cache
def _letters() -> tuple[WordSet, WordSet]:
    """Return the letters of types (nq) and all letters known in numbers (tw, hđnd too)."""
    signs = [each for known in phrase_lists("documents", "signs").values() for each in known]
    owners = [each for known in phrase_lists("documents", "issuers").values() for each in known]
    others = phrase_lists("documents", "letters")["other"]
    return WordSet(signs), WordSet(signs + owners + others)


@dataclass(slots=True, frozen=True, kw_only=True)
class Number:
    """The number of a document: its tokens, and its parts."""

    first: int
    after: int
    digits: str
    """Misread letters put right: 18 for l8."""
    normal: str
    """Without stray blanks, dashes as -: 35-CT/TW."""
    letters: tuple[str, ...] = ()
    """The groups of letters, as compared: ("ct", "tw")."""

    @property
    def full(self) -> bool:
        """Whether it has letters that say type or issuer."""
        return bool(self.letters)


def digits_of(tokens: Tokens, index: int) -> str | None:
    """Return the digits of a token that can be a whole number of a document."""
    if tokens.kinds[index] != NUMBER:
        return None
    digits = tokens.words[index].translate(_MISREAD)
    return digits if digits.isdigit() and len(digits) <= _LONGEST else None


def number_at(tokens: Tokens, index: int) -> Number | None:
    """Return the number of a document that begins at a token, whatever it may count."""
    if tokens.kinds[index] != NUMBER:
        return None
    run = _RUN.fullmatch(tokens.words[index])
    digits = run[1] if run else digits_of(tokens, index)
    if digits is None:
        return None
    after = index + 1
    normal = digits
    if _single_letter(tokens, after):
        normal += tokens.words[after]
        after += 1
    letters: list[str] = []
    after, normal = _year(tokens, after, normal)
    while (step := _group(tokens, after, first=not letters)) is not None:
        sign, word, end = step
        normal += sign + _written(tokens, word, end)
        letters.append("tw" if end == word + 3 else tokens.words[word])
        after = end
    if run and not letters:
        return None
    return Number(first=index, after=after, digits=digits, normal=normal, letters=tuple(letters))


def _written(tokens: Tokens, word: int, end: int) -> str:
    """Return letters as they are written, in capitals where they came in small letters."""
    written = tokens.between(word, end - 1)
    if not written.islower():
        return written
    return _PROPER.get(written, written.upper())


def _single_letter(tokens: Tokens, index: int) -> bool:
    """30a/2008/NQ-CP."""
    return (
        tokens.kinds[index] == WORD
        and tokens.joined(index)
        and tokens.words[index] in ("a", "b", "c")
        and not (tokens.kinds[index + 1] == WORD and tokens.joined(index + 1))
    )


def _year(tokens: Tokens, after: int, normal: str) -> tuple[int, str]:
    """Take in the year of a normative act: /2019 in 22/2019/NQ-HĐND."""
    words = tokens.words
    if words[after] not in SEPARATORS or tokens.kinds[after + 1] != NUMBER:
        return after, normal
    year = words[after + 1].translate(_MISREAD)
    if not (year.isdigit() and len(year) == 4 and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
        return after, normal
    goes_on = words[after + 2] in SEPARATORS and _group(tokens, after + 2, first=True) is not None
    if goes_on or words[after] == "/":
        return after + 2, f"{normal}{_sign(words[after])}{year}"
    return after, normal


def _sign(word: str) -> str:
    return "/" if word == "/" else "-"


def _group(tokens: Tokens, index: int, *, first: bool) -> tuple[str, int, int] | None:
    """Return (separator, its word, index after) of one group of letters, None where none is."""
    signs, known = _letters()
    kinds, words = tokens.kinds, tokens.words
    if words[index] in SEPARATORS:
        word, sign = index + 1, _sign(words[index])
        close = tokens.joined(word) and tokens.joined(index)
    elif first and kinds[index] == WORD and words[index] in signs.of(tokens):
        # The dash left out: 08 NQ/TU, 08NQ/TU. Only letters of a type, in capitals, before more.
        if words[index + 1] not in SEPARATORS or not _capitals(tokens, index):
            return None
        word, sign, close = index, "-", False
    else:
        return None
    if kinds[word] != WORD:
        return None
    if _pointed_centre(tokens, word):
        return sign, word, word + 3
    if not _is_group(tokens, word, known, close=close):
        return None
    return sign, word, _with_term(tokens, word)


def _pointed_centre(tokens: Tokens, word: int) -> bool:
    """T.Ư or T.W for Trung ương."""
    return (
        tokens.words[word] == "t"
        and tokens.words[word + 1] == "."
        and tokens.words[word + 2] in ("ư", "u", "w")
        and tokens.joined(word + 2)
    )


def _is_group(tokens: Tokens, word: int, known: WordSet, *, close: bool) -> bool:
    """Tell letters of a number from a word that follows a dash."""
    if tokens.words[word] in known.of(tokens):
        return close or _capitals(tokens, word)
    return close and _capitals(tokens, word)


def _capitals(tokens: Tokens, index: int) -> bool:
    return sum(letter.isupper() for letter in tokens.original(index)) >= 2


def _with_term(tokens: Tokens, word: int) -> int:
    """Take in the term of the National Assembly or a part: QH15, T78."""
    after = word + 1
    if tokens.kinds[after] == NUMBER and tokens.joined(after) and tokens.words[after].isdigit():
        return after + 1
    return after


@lru_cache
def _day_words() -> tuple[WordSet, WordSet, WordSet]:
    return WordSet(["ngày"]), WordSet(["tháng"]), WordSet(["năm"])


_POINTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})")


def day_after(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Return (index after it, ISO day) of a day that follows a number: ngày 07/5/2018."""
    words = tokens.words
    day_word, _, _ = _day_words()
    start = index
    if words[start] in (",", "("):
        start += 1
    if tokens.kinds[start] == WORD and words[start] in day_word.of(tokens):
        start += 1
    elif words[index] != "(":
        return None
    found = _pointed(tokens, start) or _parted(tokens, start)
    if found is None:
        return None
    after, iso = found
    if words[index] == "(" and words[after] == ")":
        after += 1
    return after, iso


def _pointed(tokens: Tokens, index: int) -> tuple[int, str] | None:
    match = _POINTED.fullmatch(tokens.words[index].translate(_MISREAD))
    if match is None:
        return None
    iso = iso_day(match[3], match[2], match[1])
    return (index + 1, iso) if iso else None


def _parted(tokens: Tokens, index: int) -> tuple[int, str] | None:
    words = tokens.words
    _, month_word, year_word = _day_words()
    day = digits_of(tokens, index)
    if day is None:
        return None
    spelt = words[index + 1] in month_word.of(tokens)
    if not (spelt or words[index + 1] in SEPARATORS or words[index + 1] == "."):
        return None
    month = digits_of(tokens, index + 2)
    if month is None:  # perhaps the text ends here
        return None
    after = index + 3
    if spelt and words[after] == ",":
        after += 1
    joined = (
        words[after] in SEPARATORS or words[after] == "." or words[after] in (year_word.of(tokens))
    )
    if not joined:
        return None
    year = digits_of(tokens, after + 1)
    if year is None:
        return None
    iso = iso_day(year, month, day)
    return (after + 2, iso) if iso else None


def iso_day(year: str, month: str, day: str) -> str | None:
    """Return the ISO day, None where the calendar has none; two digits of a year are completed.

    >>> iso_day("2019", "6", "30"), iso_day("98", "2", "18"), iso_day("2019", "6", "31")
    ('2019-06-30', '1998-02-18', None)
    """
    if len(year) not in (2, 4):
        return None
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole < 50 else 1900
    if whole < _FIRST_YEAR or not 1 <= int(month) <= 12:
        return None
    if not 1 <= int(day) <= calendar.monthrange(whole, int(month))[1]:
        return None
    return f"{whole:04d}-{int(month):02d}-{int(day):02d}"
