"""Themes of a year, a campaign or a course of study: chủ đề năm 2024 "…"."""

from dataclasses import dataclass
from functools import lru_cache

from tongket.reader.draft import Draft
from tongket.reader.facts import Theme
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens

_OPENERS = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“", "”": "”", "'": "'"}
_CLOSERS = frozenset("”»")
_LONGEST_GAP = 14
_LONGEST = 120
_FURTHEST = 400
"""How far back, in tokens, a year is looked for."""
_FIRST_YEAR, _LAST_YEAR = "1930", "2059"


@dataclass(slots=True, frozen=True, kw_only=True)
class _Found:
    """The tokens of a theme's text, and of the words that lead to it."""

    first: int
    after: int
    trigger: int
    sure: bool = True


@lru_cache
def _triggers() -> Phrases[str]:
    return Phrases(meanings("themes", "triggers"))


@lru_cache
def _other() -> Phrases[str]:
    return Phrases({phrase: phrase for phrase in phrase_lists("themes", "not_after")["words"]})


@lru_cache
def _stops() -> Phrases[str]:
    return Phrases({phrase: phrase for phrase in phrase_lists("themes", "stops")["words"]})


@lru_cache
def _set(table: str) -> WordSet:
    return WordSet(phrase_lists("themes", table)["words"])


def find(draft: Draft) -> None:
    """Find the themes of a draft."""
    tokens = draft.tokens
    done = 0
    for index in _triggers().begins(tokens):
        trigger = _triggers().at(tokens, index) if index >= done else None
        if trigger is None or _other().before(tokens, index, 2) is not None:
            continue
        found = _theme(tokens, index, *trigger)
        if found is not None:
            done = found.after
            draft.add(
                Theme(
                    start=tokens.starts[found.first],
                    end=tokens.ends[found.after - 1],
                    text=tokens.between(found.first, found.after - 1),
                    year=_year(draft, found),
                    confidence=1.0 if found.sure else 0.6,
                )
            )


def _theme(tokens: Tokens, trigger: int, index: int, kind: str) -> _Found | None:
    """Read on from the words that announce a theme to its text."""
    for at in range(index, index + _LONGEST_GAP):
        word = tokens.words[at]
        if word in _OPENERS:
            if word in _CLOSERS and not _closed(tokens, at):
                break
            return _quoted(tokens, trigger, at)
        if tokens.kinds[at] == BREAK or word in (",", ".", ";") or _turns(tokens, at):
            break
    return _unopened(tokens, trigger, index, kind)


def _turns(tokens: Tokens, index: int) -> bool:
    """Return whether something else is spoken of from a token on."""
    return _stops().at(tokens, index) is not None or _triggers().at(tokens, index) is not None


def _closed(tokens: Tokens, opener: int) -> bool:
    """Return whether a closing mark that stands for an opening one is followed by another."""
    for index in range(opener + 1, opener + _LONGEST):
        if tokens.kinds[index] == BREAK:
            return False
        if tokens.words[index] in _CLOSERS:
            return True
    return False


def _quoted(tokens: Tokens, trigger: int, opener: int) -> _Found | None:
    """Read a text in quotation marks; to the end of its line where they are not closed."""
    closer = _OPENERS[tokens.words[opener]]
    depth = 0
    index = opener + 1
    while index - opener < _LONGEST and tokens.kinds[index] != BREAK:
        word = tokens.words[index]
        if word == closer and depth == 0:
            break
        if word == "“":
            depth += 1
        elif word == "”":
            depth -= 1
        index += 1
    first, after = _bare(tokens, opener + 1, index)
    return _Found(first=first, after=after, trigger=trigger) if after > first else None


def _bare(tokens: Tokens, first: int, after: int) -> tuple[int, int]:
    """Leave out signs at either end: a second quotation mark, a full stop."""
    while first < after and tokens.words[first] in _OPENERS:
        first += 1
    while after > first and tokens.words[after - 1] in ('"', "”", "“", "’", ".", ",", ";", "'"):
        after -= 1
    return first, after


def _unopened(tokens: Tokens, trigger: int, index: int, kind: str) -> _Found | None:
    """Read a text whose first quotation mark, or both, are missing: chủ đề năm 2023 về …”."""
    lead = _lead(tokens, index)
    if lead is None:
        return None
    closer = stop = None
    for at in range(lead, lead + _LONGEST):
        word = tokens.words[at]
        if tokens.kinds[at] == BREAK or (word in _OPENERS and word not in _CLOSERS):
            stop = at
            break
        if word in _CLOSERS:
            closer = at
            break
        if word == ".":
            stop = at
            break
    if closer is not None:
        first, after = _bare(tokens, lead, closer)
        return _Found(first=first, after=after, trigger=trigger)
    plain = tokens.words[lead - 1] == ":" and kind == "theme" and tokens.capital(lead)
    if stop is None or not plain or (tokens.kinds[stop] != BREAK and tokens.words[stop] != "."):
        return None
    first, after = _bare(tokens, lead, stop)
    return _Found(first=first, after=after, trigger=trigger, sure=False)


def _lead(tokens: Tokens, index: int) -> int | None:
    """Return where the text begins that follows ":", là, về: its first word has a capital."""
    leads = _set("leads").of(tokens)
    for at in range(index, index + _LONGEST_GAP):
        if tokens.kinds[at] == BREAK:
            return None
        if (tokens.words[at] == ":" or tokens.words[at] in leads) and tokens.capital(at + 1):
            return at + 1
    return None


def _year(draft: Draft, found: _Found) -> str | None:
    """Return the year of a theme: said with it, in its sentence, or the report's."""
    tokens = draft.tokens
    sentence = tokens.at(draft.sentences.span(tokens.starts[found.trigger])[0])
    furthest = found.trigger - _FURTHEST
    near = _said_year(tokens, found.trigger, found.first, step=1)
    if near is None:
        near = _said_year(tokens, found.trigger - 1, max(sentence - 1, furthest), step=-1)
    near = near or _year_behind(tokens, found.after)
    if near is not None:
        return near
    if draft.heading.period:
        return draft.heading.period[:4]
    if draft.heading.year:
        return str(draft.heading.year)
    return _said_year(tokens, sentence - 1, max(sentence - _FURTHEST, 0), step=-1)


def _year_behind(tokens: Tokens, after: int) -> str | None:
    """Return the year a theme is said to be for, right behind its text: "…" cho năm 2024."""
    first = after
    while first < after + 2 and tokens.words[first] in _OPENERS:
        first += 1
    if tokens.words[first] in _set("for_year").of(tokens):
        first += 1
    if tokens.words[first] not in _set("year").of(tokens):
        return None
    return _said_year(tokens, first + 1, first + 2, step=1)


def _said_year(tokens: Tokens, first: int, last: int, *, step: int) -> str | None:
    """Return the first year after the word năm on the way from one token to another."""
    year_words = _set("year").of(tokens)
    for index in range(first, last, step):
        if tokens.kinds[index] != NUMBER or tokens.kinds[index - 1] != WORD:
            continue
        word = tokens.words[index]
        if tokens.words[index - 1] in year_words and _FIRST_YEAR <= word <= _LAST_YEAR:
            return word
    return None
