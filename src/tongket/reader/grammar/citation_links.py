"""What is said around a citation: its subject, and how it is joined to others."""

from functools import lru_cache

from tongket.reader.grammar.citation_numbers import digits_of
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, Tokens

_LONGEST_SUBJECT = 45
_FURTHEST = 8


@lru_cache
def _table(name: str) -> Phrases[str]:
    return Phrases(meanings("documents", name))


@lru_cache
def _misc(name: str) -> Phrases[str]:
    return Phrases({phrase: phrase for phrase in phrase_lists("documents", "misc")[name]})


@lru_cache
def _set(table: str, name: str) -> WordSet:
    return WordSet(phrase_lists("documents", table)[name])


def subject_after(tokens: Tokens, index: int, stop: int) -> tuple[int, str] | None:
    """Return (index after it, text) of the subject of a citation: về …, thông qua …."""
    if tokens.words[index] == "," and _misc("about").at(tokens, index + 1):
        index += 1
    about = _misc("about").at(tokens, index)
    adopts = None if about else _misc("adopts").at(tokens, index)
    if about is None and adopts is None:
        return None
    first = about[0] if about else index
    end = first
    while end < stop and end - first < _LONGEST_SUBJECT and not _closes(tokens, end):
        end += 1
    joins = _set("misc", "joins").of(tokens)
    while end > first and (tokens.words[end - 1] == "," or tokens.words[end - 1] in joins):
        end -= 1
    return (end, tokens.between(first, end - 1)) if end > first else None


def _closes(tokens: Tokens, index: int) -> bool:
    return tokens.kinds[index] == BREAK or tokens.words[index] in ";.:()|”"


def relation_before(tokens: Tokens, first: int) -> dict[str, object] | None:
    """Return how the words before a citation join it: implemented, reviews after five years …."""
    for index in range(first, max(first - _FURTHEST, 0), -1):
        if index < first and (tokens.kinds[index] == BREAK or tokens.words[index] in ".;:"):
            return None
        found = _table("relations").before(tokens, index)
        if found is not None:
            return _told(tokens, *found)
    return None


def _told(tokens: Tokens, start: int, kind: str) -> dict[str, object]:
    years = _set("misc", "years").of(tokens)
    if tokens.words[start - 1] in years and digits_of(tokens, start - 2):
        review = _table("relations").before(tokens, start - 2)
        if review is not None and review[1] == "reviews":
            count = digits_of(tokens, start - 2)
            return {"type": "reviews", "after_years": int(count or 0)}
    if kind == "implemented" and _ahead(tokens, start):
        return {"type": "to_implement"}
    return {"type": kind}


def _ahead(tokens: Tokens, index: int) -> bool:
    future = _set("future", "words").of(tokens)
    for each in range(index - 1, max(index - 40, -1), -1):
        if tokens.kinds[each] == BREAK or tokens.words[each] == ".":
            return False
        if tokens.words[each] in future:
            return True
    return False


def link_between(tokens: Tokens, index: int, target: int) -> str | None:
    """Return what a document does to the next one where only such words stand between them."""
    if tokens.words[index] == ",":
        index += 1
    link = _table("links").at(tokens, index)
    return link[1] if link is not None and link[0] == target else None
