"""Names of persons: where one begins and ends."""

from typing import cast

from tongket.reader.grammar.body_heads import HEADS
from tongket.reader.grammar.offices import OFFICES
from tongket.reader.grammar.place_names import family_name, known_at
from tongket.reader.lexicon import Phrases, data, phrase_lists
from tongket.reader.tokens import NUMBER, WORD, Tokens

_TITLES_ONLY = Phrases(dict.fromkeys(cast("list[str]", data("names")["titles_only"]), True))
_INTRODUCTIONS = phrase_lists("names", "introductions")
INTRODUCTIONS: Phrases[bool] = Phrases(
    dict.fromkeys(_INTRODUCTIONS["words"], True), frozenset(_INTRODUCTIONS["needs_marks"])
)
_NOT_PEOPLE = Phrases(dict.fromkeys(phrase_lists("names", "not_people")["before"], True))
_APOSTROPHES = frozenset("'’ʼ`´")
_LONGEST = 5


def name_after(tokens: Tokens, index: int, *, introduced: bool) -> int | None:
    """Return the index after the person's name that begins at a token, None where none does.

    An ``introduced`` name (đồng chí, ông) may begin with any word; another only with a family
    name, and not with one of a place.
    """
    if not tokens.capital(index) or _TITLES_ONLY.at(tokens, index) is not None:
        return None
    after, syllables = _run(tokens, index)
    family = family_name(tokens, index)
    loose = introduced and not tokens.all_capitals(index) and HEADS.at(tokens, index) is None
    if syllables < 2 or not (family or loose):
        return None
    if introduced and family:
        return after
    known = known_at(tokens, index)
    return None if known is not None and known[0] == after else after


def name_before(tokens: Tokens, index: int) -> int | None:
    """Return the first token of the person's name that ends before a token, None if none does."""
    first = index
    while first > 0 and index - first <= _LONGEST + 2 and _name_part(tokens, first - 1):
        first -= 1
    while first < index:
        if name_after(tokens, first, introduced=False) == index:
            return None if stands_for_place(tokens, first) else first
        first += 1
    return None


def stands_for_place(tokens: Tokens, first: int) -> bool:
    """Return whether the name that begins at a token is that of a street, school or prize."""
    if first == 0:
        return False
    if tokens.kinds[first - 1] == NUMBER:
        return True
    return _NOT_PEOPLE.before(tokens, first, 3) is not None


def _name_part(tokens: Tokens, index: int) -> bool:
    return tokens.capital(index) or tokens.words[index] in _APOSTROPHES


def _run(tokens: Tokens, index: int) -> tuple[int, int]:
    """Return (index after, number of syllables) of a run of words a name may be made of."""
    after, syllables = index, 0
    capitals = tokens.all_capitals(index)
    while syllables < _LONGEST and tokens.capital(after):
        if syllables and _ends(tokens, after, syllables, capitals=capitals):
            break
        after += 1
        syllables += 1
        # H'Hen, K’ Tiêu: the first letter of a name of the highlands.
        if tokens.words[after] in _APOSTROPHES and tokens.joined(after):
            if tokens.kinds[after + 1] != WORD:
                break
            after += 1
    return after, syllables


def _ends(tokens: Tokens, index: int, syllables: int, *, capitals: bool) -> bool:
    """Return whether a capital after a name begins something else."""
    if tokens.joined(index) and tokens.words[index - 1] not in _APOSTROPHES:
        return True
    if len(tokens.words[index]) > 1 and tokens.all_capitals(index) != capitals:
        return True
    if syllables < 2:
        return False
    # One word alone may well be the given name: Bùi Xuân Trưởng, Lê Thị Anh.
    for phrases in (OFFICES, INTRODUCTIONS, HEADS):
        found = phrases.at(tokens, index)
        if found is not None and found[0] - index > 1:
            return True
    return False
