"""The noun phrase of a thing counted: where it begins, where it ends, of which class it is.

A phrase is a noun of the lexicon with its modifiers (tổ chức đảng cấp dưới), a classifier with a
noun (lượt đảng viên), several nouns of one kind (cán bộ, công chức, viên chức), or, where the
lexicon does not know the word, the words up to the next verb, preposition or sign.
"""

from typing import NamedTuple, cast

from tongket.reader.lexicon import Phrases, WordSet, data, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens
from tongket.reader.writing import key_folded

_MEANINGS = meanings("nouns", "nouns")
_WORDS = phrase_lists("nouns", "words")
_NONE = "none"
NOUNS: Phrases[str] = Phrases({**_MEANINGS, **dict.fromkeys(_WORDS["others"], _NONE)})
_ATTRIBUTES: Phrases[bool] = Phrases(dict.fromkeys(_WORDS["attributes"], True))
_MISREAD: dict[tuple[str, ...], tuple[str, str]] = {
    tuple(key_folded(word) for word in phrase.split()): (phrase, kind)
    for phrase, kind in _MEANINGS.items()
    if phrase.count(" ") == 1
}
_MODIFIERS: Phrases[bool] = Phrases(dict.fromkeys(_WORDS["modifiers"], True))
_STOPS = WordSet(_WORDS["stops"])
_WHOLES = WordSet(_WORDS["wholes"])
_COUNTS = WordSet(["số", "lượng"])
_SKIPPED = Phrases(dict.fromkeys(["tổng số", "số lượng", "số", "tổng"], True))
_AND = WordSet(["và", "hoặc", "&"])
CARRIED = frozenset(phrase_lists("nouns", "carried")["classes"])
"""The classes a number may take over from a label, a heading or the clause before it."""
_INITIAL = CARRIED | frozenset(phrase_lists("nouns", "carried")["initial"])
_COMPLEMENTS = frozenset(phrase_lists("nouns", "complements")["classes"])
_BARE = frozenset(("money", "time"))
_NO_PART = frozenset(("money", "time", "comrade", "measure", _NONE))
_LISTS = cast("dict[str, list[str]]", data("nouns")["lists"])
_GROUPS: dict[str, frozenset[str]] = {
    noun: frozenset(other for group in _LISTS.values() if noun in group for other in group)
    for group in _LISTS.values()
    for noun in group
}
_SAFE = WordSet(["người", "hộ", "đơn", "lượt", "vụ", "lớp", "cuộc"])
"""Nouns of one syllable that are taken over from the middle of a clause; others may be verbs."""
_UNKNOWN_MOST = 3
_PHRASE_MOST = 12


class Noun(NamedTuple):
    """A noun phrase: the tokens from ``first`` to before ``after``; "" where its class is unknown."""

    first: int
    after: int
    kind: str
    text: str = ""
    """The words meant, where a mark is wrong in the text (đàng viên)."""


def noun_after(tokens: Tokens, index: int) -> Noun | None:
    """Return the noun phrase that begins at a token, as it stands after a number."""
    known = known_noun(tokens, index)
    if known is not None:
        return known
    if _ATTRIBUTES.at(tokens, index) is not None:
        return None
    return _misread(tokens, index) or _unknown(tokens, index)


def known_noun(tokens: Tokens, index: int) -> Noun | None:
    """Return the noun phrase at a token whose noun the lexicon knows."""
    found = NOUNS.at(tokens, index)
    if found is None or found[1] == _NONE:
        return None
    after, kind = found if found[1] in _BARE else _extended(tokens, *found)
    if kind != "money":
        after = _coordinated(tokens, after, kind, index)
    return Noun(index, after, kind)


def skip_totals(tokens: Tokens, index: int) -> int:
    """Return the index after "số", "tổng số" and the like."""
    found = _SKIPPED.at(tokens, index)
    return found[0] if found else index


def counted_before(tokens: Tokens, first: int, after: int) -> Noun | None:
    """Return the noun a number may take over from the tokens before it, the nearest one.

    A noun after "số" counts, whichever it is; otherwise one of the classes that are carried over,
    if it is no name (Đảng bộ Hội An) and no place or everybody (toàn tỉnh, các chi bộ).
    """
    best: Noun | None = None
    words, table = tokens.words, NOUNS.table(tokens)
    index = first
    while index < after:
        noun = known_noun(tokens, index) if words[index] in table else None
        if noun is None or noun.after > after:
            index += 1
            continue
        if _takeable(tokens, noun, first):
            best = noun
        index = noun.after
    return best


def label_noun(tokens: Tokens, first: int, after: int) -> Noun | None:
    """Return the noun a label, cell or heading names: at its beginning, else anywhere in it."""
    return initial_noun(tokens, first, after) or counted_before(tokens, first, after)


def initial_noun(tokens: Tokens, first: int, after: int) -> Noun | None:
    """Return the noun a label begins with, "tổng số" and the like before it not counted."""
    index = skip_totals(tokens, first)
    noun = known_noun(tokens, index) if index < after else None
    if noun is None or noun.after > after or noun.kind not in _INITIAL or _named(tokens, noun):
        return None
    return noun


def _takeable(tokens: Tokens, noun: Noun, first: int) -> bool:
    before = tokens.words[noun.first - 1] if noun.first > first else ""
    if before in _COUNTS.of(tokens):
        return noun.kind not in ("money", "time")
    if noun.after == noun.first + 1 and tokens.words[noun.first] not in _SAFE.of(tokens):
        return False
    return noun.kind in CARRIED and before not in _WHOLES.of(tokens) and not _named(tokens, noun)


def _named(tokens: Tokens, noun: Noun) -> bool:
    """Return whether a proper name follows (đảng bộ Ninh Phước), not a line in capitals."""
    return (
        tokens.capital(noun.after)
        and not tokens.all_capitals(noun.after)
        and not tokens.all_capitals(noun.first)
    )


def _extended(tokens: Tokens, after: int, kind: str) -> tuple[int, str]:
    """Take in modifiers and the noun after a classifier; a classifier gives way to its noun."""
    most = after + _PHRASE_MOST
    while after < most and _fits(tokens, after):
        modifier = _MODIFIERS.at(tokens, after)
        noun = _complement(tokens, after, kind)
        if noun is not None and (modifier is None or noun[0] >= modifier[0]):
            after, kind = noun[0], noun[1] if kind == "turn" else kind
        elif modifier is not None:
            after = modifier[0]
        else:
            break
    return after, kind


def _complement(tokens: Tokens, index: int, kind: str) -> tuple[int, str] | None:
    """Return the noun that is part of the one before it: any after lượt, else one of some length."""
    if kind in _NO_PART:
        return None
    noun = NOUNS.at(tokens, index)
    if noun is None or noun[1] in _NO_PART:
        return None
    if kind == "turn":
        return noun
    return noun if noun[1] in _COMPLEMENTS and noun[0] > index + 1 else None


def _fits(tokens: Tokens, index: int) -> bool:
    """Return whether a word may belong to the noun before it: no capital of a name."""
    return not tokens.capital(index) or tokens.capital(index - 1)


def _coordinated(tokens: Tokens, after: int, kind: str, first: int) -> int:
    group = _GROUPS.get(kind)
    most = first + 3 * _PHRASE_MOST
    while group and after < most:
        sign = tokens.words[after]
        if sign != "," and sign not in _AND.of(tokens):
            return after
        found = NOUNS.at(tokens, after + 1)
        if found is None or found[1] not in group | {kind}:
            return after
        then, _ = _extended(tokens, *found)
        if tokens.capital(then) or _counts_itself(tokens, then):
            return after
        after = then
    return after


def _counts_itself(tokens: Tokens, index: int) -> bool:
    """Return whether what follows a noun shows that it begins another statement."""
    return tokens.kinds[index] == NUMBER or tokens.words[index] in (":", "|")


def _misread(tokens: Tokens, index: int) -> Noun | None:
    """Return a noun of two words of which one has a wrong mark, as machines and hands write."""
    words = tokens.words[index : index + 2]
    meant = _MISREAD.get(tuple(key_folded(word) for word in words))
    if meant is None or words[0] in _STOPS.of(tokens):
        return None
    return Noun(index, index + 2, meant[1], meant[0])


def _unknown(tokens: Tokens, index: int) -> Noun | None:
    stops = _STOPS.of(tokens)
    after = index
    while after < index + _UNKNOWN_MOST and tokens.kinds[after] == WORD:
        if tokens.words[after] in stops or (after > index and not _fits(tokens, after)):
            break
        if after > index and NOUNS.at(tokens, after):
            break
        after += 1
    if after == index or (tokens.capital(index) and tokens.kinds[after] != BREAK):
        return None
    return Noun(index, after, "")
