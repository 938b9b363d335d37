"""How a number binds: khoảng, gần, hơn, ít nhất, không quá, … trở lên."""

from functools import lru_cache
from typing import cast

from tongket.reader.draft import Quantity
from tongket.reader.facts import Bound
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, Tokens
from tongket.reader.writing import key_folded, key_marked

_before: Phrases[str] = Phrases(
    meanings("numerals", "before"),
    frozenset({"áng chừng", "cỡ", "tầm", "non", "kém", "ngoài", "quá"}),
)
_after: Phrases[str] = Phrases(meanings("numerals", "after"))
_passed_over = WordSet(["từ", "có", "đạt", "là", "được"])
_markdown = frozenset("*_")
_on = {
    word: (WordSet([word]), Phrases(dict.fromkeys(units, True)))
    for word, units in phrase_lists("numerals", "on_not_over").items()
}
_exceeded = WordSet(phrase_lists("numerals", "exceeded")["words"])
_exceeded_units: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("numerals", "exceeded")["units"], True)
)
_SMALL = 20
_WHOLE = 100
_UNIT_LENGTH = 8


@lru_cache(maxsize=2)
def _taken_away(*, marked: bool) -> dict[str, frozenset[str]]:
    key = key_marked if marked else key_folded
    lists = phrase_lists("numerals", "no_bound_before")
    return {key(word): frozenset(key(each) for each in before) for word, before in lists.items()}


def bound_of(tokens: Tokens, number: Quantity) -> Bound:
    """Return the bound the words before and after a number give it."""
    before = _bound_before(tokens, number)
    if before is not None and before != "about":
        return before
    return _bound_after(tokens, number.after) or before or "exact"


def start_of_bound(tokens: Tokens, number: Quantity) -> int:
    """Return the index where the words of a number's bound begin, the number's own where none."""
    if number.bound_first is None:
        found = _before.before(tokens, _last_word(tokens, number.first) + 1)
        number.bound_first = found[0] if found else number.first
    return number.bound_first


def _last_word(tokens: Tokens, first: int) -> int:
    """Return the index of the word before a number, marks of markdown passed over."""
    at = first - 1
    while at >= 0 and tokens.words[at] in _markdown:
        at -= 1
    return at


def _bound_before(tokens: Tokens, number: Quantity) -> Bound | None:
    at = _last_word(tokens, number.first)
    if at < 0:
        return None
    found = _before.before(tokens, at + 1)
    if found is None and tokens.words[at] in _passed_over.of(tokens):
        at -= 1
        found = _before.before(tokens, at + 1) if at >= 0 else None
    if found is None or _away(tokens, found[0], number):
        return None
    return cast("Bound", found[1])


def _away(tokens: Tokens, first: int, number: Quantity) -> bool:
    """Whether the words around take the bound's meaning away (cao hơn; trên 3 lĩnh vực)."""
    word = tokens.words[first]
    taken = _taken_away(marked=tokens.writing.marked).get(word)
    if taken and first and tokens.words[first - 1] in taken:
        return True
    if first != number.first - 1:
        return False
    if word in _exceeded.of(tokens):
        return _excess(tokens, number)
    return number.form == "number" and number.value < _SMALL and _on_things(tokens, number)


def _excess(tokens: Tokens, number: Quantity) -> bool:
    """Whether vượt says by how much a plan was exceeded (vượt 28,2% kế hoạch)."""
    if number.value < _WHOLE:
        return True
    return number.form == "number" and _exceeded_units.at(tokens, number.after) is not None


def _on_things(tokens: Tokens, number: Quantity) -> bool:
    word = tokens.words[number.first - 1]
    return any(
        word in words.of(tokens) and units.at(tokens, number.after) is not None
        for words, units in _on.values()
    )


def _bound_after(tokens: Tokens, after: int) -> Bound | None:
    """Look for trở lên behind the number, its noun between them (từ 3 người trở lên)."""
    table = _after.table(tokens)
    if table.keys().isdisjoint(tokens.words[after : after + _UNIT_LENGTH]):
        return None
    for at in range(after, min(after + _UNIT_LENGTH, len(tokens))):
        kind = tokens.kinds[at]
        if kind in (NUMBER, BREAK) or (kind == SIGN and tokens.words[at] not in "*_)%,/"):
            return None
        if tokens.words[at] in table and (found := _after.at(tokens, at)):
            return cast("Bound", found[1])
    return None
