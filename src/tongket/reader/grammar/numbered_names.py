"""Numbers in the names of makes, standards, institutions and places in tables; scores and pages."""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar._nouns import NOUNS
from tongket.reader.grammar.slogans import counts_itself
from tongket.reader.lexicon import WordSet, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens

_standards = WordSet(phrase_lists("roles", "standards")["words"])
_makes = WordSet(phrase_lists("roles", "makes")["words"])
_won = WordSet(["thắng", "thua"])
_scored = WordSet(phrase_lists("roles", "scores")["words"])
_institutions = WordSet(phrase_lists("roles", "institutions")["words"])
_NAME_WORDS = 2
_LAST_NUMBER = 9
_SCORE, _SCORES_BACK = 60, 9
_LEVELS = 5
_REACH = 8
_PLACES = 30
"""The highest number a place in the first column of a table bears: An Thạnh 1."""


def standard(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise both numbers of a standard: ISO 9001:2015, ISO/IEC 17025-2017, TCVN ISO 9001:2008."""
    at = number.first - 1
    while at > 0 and number.first - at <= _LEVELS:
        if tokens.words[at] in _standards.of(tokens):
            return "technical"
        if tokens.kinds[at] != NUMBER and tokens.words[at] not in ":/-–":
            return None
        at -= 1
    return None


def version(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise 4.0, which nobody writes for four."""
    surface = tokens.words[number.first]
    plain = len(surface) == 3 and surface.endswith(".0") and number.after - number.first == 1
    return "technical" if plain and tokens.kinds[number.after] != WORD else None


def score(draft: Draft, number: Quantity) -> str | None:
    """Recognise the first number of a match's score: thắng 3-1, tỷ số 2 - 2, (25/18, 25/21)."""
    tokens, sign, second = draft.tokens, number.after, number.after + 1
    if number.separator or number.value >= _SCORE or tokens.words[sign] not in "/-–":
        return None
    if second >= len(tokens) or tokens.kinds[second] != NUMBER:
        return None
    other = tokens.words[second]
    if not other.isdigit() or int(other) >= _SCORE or NOUNS.at(tokens, second + 1) is not None:
        return None
    near = range(max(0, number.first - _SCORES_BACK), number.first)
    if tokens.words[sign] == "/":
        return "score" if any(draft.claims[at] == "score" for at in near) else None
    if tokens.words[number.first - 1] in _scored.of(tokens):
        return "score"
    joined = tokens.joined(sign) and tokens.joined(second)
    if joined and number.value >= int(other) and tokens.kinds[second + 1] != WORD:
        return "score"
    return "score" if any(tokens.words[at] in _won.of(tokens) for at in near) else None


def model(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise the number of a make or breed: xe Honda Wave 110, giống lúa OM 5451."""
    first = number.first
    if number.words or number.separator or number.after - first > 1 or not first:
        return None
    if not tokens.capital(first - 1) or counts_itself(tokens, number):
        return None
    words = _makes.of(tokens)
    for at in range(first - 2, max(-1, first - 2 - _LEVELS), -1):
        if tokens.words[at] in words and not tokens.capital(at):
            return "name"
        if tokens.kinds[at] != WORD:
            return None
    return None


def institution(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise the last number of an institution's name (Trường Tiểu học Lê Lợi 1)."""
    at = number.first - 1
    counted = tokens.kinds[number.after] == WORD and NOUNS.at(tokens, number.after) is not None
    if number.value > _LAST_NUMBER or number.words or counted:
        return None
    while at > 0 and tokens.capital(at) and number.first - at <= _REACH:
        at -= 1
    if number.first - at <= _NAME_WORDS:
        return None
    words = _institutions.of(tokens)
    named = any(tokens.words[place] in words for place in range(max(0, at - 2), number.first - 2))
    return "name" if named else None


def row_name(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise the number that ends the name in the first cell of a row: An Thạnh 1 | 17 | 83."""
    at = number.first - 1
    closed = tokens.words[number.after] == "|" and not number.words and not number.separator
    if not closed or number.value > _PLACES or number.after - number.first > 1:
        return None
    while at >= 0 and tokens.capital(at) and number.first - at <= _LEVELS:
        at -= 1
    named = number.first - at > _NAME_WORDS
    return "name" if named and (at < 0 or tokens.kinds[at] == BREAK) else None


def paged(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise the pages one may turn to: | 1 2 3 |."""
    first, after = number.first, number.after
    if number.value > _PLACES or after - first > 1 or number.words:
        return None
    for at, other in ((first - 1, number.value - 1), (after, number.value + 1)):
        if at >= 0 and tokens.kinds[at] == NUMBER and tokens.words[at] == str(other):
            return "page"
    return None
