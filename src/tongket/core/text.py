"""Vietnamese text: one spelling in, a folded copy to search, a stored key to sort by.

Databases disagree about Vietnamese: SQLite knows neither the alphabet nor that đ is searched as
d, and PostgreSQL's default order is wrong for it. So a text that is searched or sorted is stored
with a folded copy (`fold`) and a key (`sort_key` for people, `label_sort_key` for all else). The
keys hold nothing but 0-9 and a-z, so plain comparison gives the same order on every database.
"""

import re
import unicodedata
from functools import lru_cache

# Everything a person cannot see and a database or a Word file may choke on: control characters
# that are not blanks, formatting characters (zero-width, direction, soft hyphen) and halves of
# surrogate pairs. Written as ranges because scanning all of Unicode on import takes too long.
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u0600-\\u0605\\u061c\\u06dd\\u070f"
    "\\u0890\\u0891\\u08e2\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ud800-\\udfff"
    "\\ufeff\\ufff9-\\ufffb\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0001\\U000e0020-\\U000e007f]+"
)
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Files converted from the old 8-bit fonts carry the Icelandic eth, which looks the same.
_ETH = str.maketrans("Ðð", "Đđ")

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_MARKS = re.compile("[\u0300-\u036f]+")


def _toned(letters: str) -> str:
    return "".join(unicodedata.normalize("NFC", a + tone) for a in letters for tone in _TONES)


_END = "(?![^\\W\\d_]|[\u0300-\u036f])"
_MORE = "(?=[^\\W\\d_])"
_TONE_ON_SECOND = re.compile(
    f"([oO])([{_toned('aeAE')}]){_END}|(?<![qQ])([uU])([{_toned('yY')}]){_END}"
)
_TONE_ON_FIRST = re.compile(
    f"([{_toned('oO')}])([aeAE]){_MORE}|(?<![qQ])([{_toned('uU')}])([yY]){_MORE}"
    f"|(?<=[qQ])([{_toned('uU')}])([aăâeêioơyAĂÂEÊIOƠY])(?![\u0300-\u036f])"
)


@lru_cache(maxsize=1024)
def _swap_tone(first: str, second: str) -> str:
    """Carry the tone mark of one letter of a pair over to the other."""
    decomposed = unicodedata.normalize("NFD", first + second)
    tone = next(mark for mark in _TONES if mark in decomposed)
    plain = [unicodedata.normalize("NFD", letter).replace(tone, "") for letter in (first, second)]
    plain[tone not in unicodedata.normalize("NFD", second)] += tone
    return unicodedata.normalize("NFC", "".join(plain))


def _swap_match(match: re.Match[str]) -> str:
    first, second = (letter for letter in match.groups() if letter is not None)
    return _swap_tone(first, second)


def canonical_tones(text: str) -> str:
    """Put every tone mark where the administration's own texts put it; expects NFC.

    Two ways are taught for oa, oe and uy at the end of a syllable (hòa, hoà). One is kept, the
    tone on the first of the two letters, because it is the one found in place names and
    signatures. Before another letter, and after q, the tone goes to the second letter (hoàn,
    ngoài, quý); there the other way is a slip that old typing programs made.

    >>> canonical_tones("Uỷ ban, khoẻ, Hoà, quý, thuý, Hùynh, tòan")
    'Ủy ban, khỏe, Hòa, quý, thúy, Huỳnh, toàn'
    """
    if text.isascii():
        return text
    return _TONE_ON_FIRST.sub(_swap_match, _TONE_ON_SECOND.sub(_swap_match, text))


_canonical_word = lru_cache(maxsize=65536)(canonical_tones)


def normalise(text: str) -> str:
    """Return the one spelling of a single line of text that is stored and compared.

    Composed letters (NFC), no invisible characters, each run of blanks (no-break spaces and line
    ends too) one space and none at either end, the Vietnamese Đ instead of its look-alike, tones
    as in `canonical_tones`. Doing it twice changes nothing.

    >>> normalise("  Thành\\u00a0uỷ \\u200bBình  Thạnh\\n")
    'Thành ủy Bình Thạnh'
    """
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    if text.isascii():
        return " ".join(text.split())
    words = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ").split()
    return " ".join([_canonical_word(word) for word in words])


def normalise_lines(text: str) -> str:
    r"""Do what `normalise` does, line by line; keep paragraphs, at most one empty line between.

    >>> normalise_lines(" Hoà  bình \r\n\r\n\r\n uỷ ban ")
    'Hòa bình\n\nủy ban'
    """
    lines = [normalise(line) for line in _LINE_END.split(text)]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def fold(text: str) -> str:
    """Return the copy of a text that is searched: small letters, no marks, đ as d, single spaces.

    >>> fold("Đảng bộ  QUẬN Bình Thạnh")
    'dang bo quan binh thanh'
    """
    small = text.lower()
    if not small.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFD", small))
        small = plain.replace("đ", "d").replace("ð", "d")
        if not small.isascii():
            small = unicodedata.normalize("NFC", small)
    return " ".join(small.split())


def slug(text: str) -> str:
    """Return small ASCII letters and digits joined by hyphens; empty when the text has neither.

    >>> slug("Quận ủy Bình Thạnh (cũ)")
    'quan-uy-binh-thanh-cu'
    """
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")


def capitalise_first(text: str) -> str:
    """Make the first letter a capital, past an opening quote or bracket, and leave the rest.

    >>> capitalise_first("ủy ban nhân dân Thành phố"), capitalise_first("“đảng viên”")
    ('Ủy ban nhân dân Thành phố', '“Đảng viên”')
    """
    start = len(text) - len(text.lstrip(" \"'(“‘«["))
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def excerpt(text: str, length: int = 40) -> str:
    """Return a text short enough to be quoted in a sentence, cut with … after `length` letters.

    >>> excerpt("một hai ba bốn", 7)
    'một hai…'
    """
    line = normalise(text)
    return line if len(line) <= length else line[:length].rstrip() + "…"


# --- Sort keys ---------------------------------------------------------------------------------
# A key is made of these characters, smallest first; each letter of the alphabet has one.
_FIELD_END, _WORD_BREAK, _NUMBER = "0", "1", "2"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_CODES = dict(zip(_ALPHABET, _DIGITS[3:], strict=True))
_LETTER_CODES["z"] = "z3"  # leaves "zz" free for letters of other scripts, which come last
_TONE_CODES = {tone: str(place) for place, tone in enumerate(_TONES, start=2)}
_NO_TONE = "1"  # ngang comes before all the others

_APOSTROPHES = re.compile("['’ʼ`´]+")
_BREAKS = re.compile("(?:[^\\w\u0300-\u036f]|_)+")
_RUNS = re.compile(r"\d+|\D+")


def _number_code(digits: str) -> str:
    """Return a code that compares as the number does: its length first, then its digits."""
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    significant = digits.lstrip("0") or "0"
    return _NUMBER + _DIGITS[min(len(significant), 35)] + significant


def _letters_code(letters: str) -> tuple[str, str]:
    """Return the code of a run of small letters and that of its (first) tone, if it has one."""
    codes: list[str] = []
    tone = ""
    base = ""
    for character in unicodedata.normalize("NFD", letters):
        if character in _TONE_CODES:
            tone = tone or _TONE_CODES[character]
        elif "\u0300" <= character <= "\u036f":
            quality = unicodedata.normalize("NFC", base + character)
            if codes and quality in _LETTER_CODES:
                codes[-1] = _LETTER_CODES[quality]
        else:
            base = character
            codes.append(_LETTER_CODES.get(character) or f"zz{ord(character):06x}")
    return "".join(codes), tone


@lru_cache(maxsize=65536)  # syllables repeat: nearly every word of a long list is answered here
def _word_code(word: str) -> tuple[str, str]:
    """Return the codes of one word: its letters and numbers, and one character for its tone."""
    codes = ""
    tone = ""
    for run in _RUNS.findall(word.lower().translate(_ETH)):
        if run[0].isdecimal():
            codes += _number_code(run)
        else:
            letters, run_tone = _letters_code(run)
            codes += letters
            tone = tone or run_tone
    return codes, tone or _NO_TONE


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text)
    words = text.split()
    if "".join(words).isalpha():  # nearly every name; the expressions below cost as much again
        return words
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", text)).split()


def _field_code(codes: list[tuple[str, str]]) -> str:
    """Return one field's code: all its letters, then all its tones, as ICU's Vietnamese does."""
    if len(codes) == 1:
        return _FIELD_END.join(codes[0])
    letters = _WORD_BREAK.join([letters for letters, _ in codes])
    return letters + _FIELD_END + "".join([tone for _, tone in codes])


def sort_key(name: str) -> str:
    """Return the stored key that sorts a person's name: given name, then middle, then family.

    Each of the three is compared wholly before the next, letters first (a ă â b c d đ …), tones
    second (ngang huyền hỏi ngã sắc nặng); capitals, apostrophes and the place of the tone do not
    count. The last word is the given name, the first the family name; what follows in brackets
    or as a last number, by which a list tells namesakes apart, is compared last. The key holds
    only 0-9 and a-z and is compared byte by byte; it is about as long as the name.

    >>> sorted(["Lê Ân", "Trần Thị Ánh", "Đỗ An", "Võ Anh", "Lê Văn An"], key=sort_key)
    ['Đỗ An', 'Lê Văn An', 'Võ Anh', 'Trần Thị Ánh', 'Lê Ân']
    """
    full_name, _, remark = name.partition("(")
    words, rest = _words(full_name), _words(remark)
    if len(words) > 1 and words[-1].isdecimal():
        rest.insert(0, words.pop())
    codes = [_word_code(word) for word in words]
    fields = [codes[-1:], codes[1:-1], codes[:1] if len(codes) > 1 else []]
    if rest:
        fields.append([_word_code(word) for word in rest])
    return _FIELD_END.join([_field_code(field) for field in fields])


def label_sort_key(text: str) -> str:
    """Return the stored key that sorts any other text: words as written, numbers by their size.

    The alphabet and the tones are those of `sort_key`; signs between words count as blanks.
    Numbers come before letters. A number of more than 35 digits is compared by its digits alone.

    >>> sorted(["Phường 11", "Phường 2", "Phường Đa Kao", "Phường Dân Sinh"], key=label_sort_key)
    ['Phường 2', 'Phường 11', 'Phường Dân Sinh', 'Phường Đa Kao']
    """
    return _field_code([_word_code(word) for word in _words(text)])
