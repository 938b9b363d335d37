"""Numbers in slogans, which count nothing: 4 tại chỗ, "3 không, 5 sạch", 3 trong 1."""

from tongket.reader.draft import Quantity
from tongket.reader.grammar._nouns import NOUNS
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens

SLOGANS: Phrases[str] = Phrases(meanings("roles", "slogans"))
_within = WordSet(["trong"])
_ratings = WordSet(phrase_lists("roles", "slogans")["ratings"])
_belongs = WordSet(phrase_lists("roles", "separators")["belongs"])
_quotes = frozenset("“\"‘'«”’»")
_LARGEST = 50
_MANY = 10
"""More than so many words of one syllable make no slogan (29 xây mới); 27 biểu hiện is one."""
_REACH = 8


def slogan(tokens: Tokens, number: Quantity) -> str | None:
    """Return "slogan" for the number of a slogan, None for any other."""
    if number.value > _LARGEST or not isinstance(number.value, int):
        return None
    if _all_in_one(tokens, number):
        return "slogan"
    found = SLOGANS.at(tokens, number.after)
    if found is None:
        return _in_quotes(tokens, number)
    quoted = number.first > 0 and tokens.words[number.first - 1] in _quotes
    if quoted or (found[1] == "sure" and (number.value <= _MANY or found[0] > number.after + 1)):
        return "slogan"
    if number.value == 1 or _rated(tokens, found[0]):
        return None
    closed = found[1] == "closed" and tokens.kinds[found[0]] != WORD
    alone = closed or tokens.words[found[0]] in _quotes
    return "slogan" if alone and number.value < 10 else None


def _all_in_one(tokens: Tokens, number: Quantity) -> bool:
    """Whether a one is that of 3 trong 1."""
    first = number.first
    if number.value != 1 or first < 2 or tokens.words[first - 1] not in _within.of(tokens):
        return False
    return tokens.kinds[first - 2] == NUMBER and not counts_itself(tokens, number)


def _in_quotes(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise a small number inside quotation marks that counts no known thing: "4 xin, 4 luôn"."""
    first, after = number.first, number.after
    counts = (
        number.value >= 10 or tokens.words[first - 1] == "/" or NOUNS.at(tokens, after) is not None
    )
    if counts or tokens.kinds[after] != WORD:
        return None
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if tokens.kinds[at] == BREAK:
            return None
        if tokens.words[at] in _quotes:
            opened = at == 0 or not tokens.joined(at) or tokens.words[at - 1] in "(:"
            return "slogan" if opened and not number.words else None
    return None


def _rated(tokens: Tokens, at: int) -> bool:
    """Whether another mark follows a count of marks: 2 giỏi, 3 khá."""
    rated = tokens.words[at] == "," and tokens.kinds[at + 1] == NUMBER
    return rated and tokens.words[at + 2] in _ratings.of(tokens)


def counts_itself(tokens: Tokens, number: Quantity) -> bool:
    """Return whether what stands behind a number shows that it counts by itself."""
    after = number.after
    if tokens.kinds[after] != WORD or tokens.words[after] in _belongs.of(tokens):
        return number.separator != ""
    return not tokens.capital(after)
