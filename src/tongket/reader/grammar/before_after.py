"""Two levels told apart by before and after: trước sắp xếp có 20 phường, sau sắp xếp có 15."""

from itertools import pairwise

from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar.sides import end_of, same_unit
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import WORD, Tokens

_before: Phrases[bool] = Phrases(dict.fromkeys(phrase_lists("levels", "before")["cues"], True))
_after: Phrases[bool] = Phrases(
    dict.fromkeys(phrase_lists("levels", "after")["cues"], True), frozenset({"giờ"})
)
_not_before = WordSet(phrase_lists("levels", "before")["not_after"])
_not_then = WordSet(phrase_lists("levels", "before")["not_followed"])
_not_after = WordSet(phrase_lists("levels", "after")["not_after"])
_NEAR = 4
_FURTHEST = 1000


def pairs(draft: Draft, group: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Return the (before, after) pairs among the quantities of one sentence."""
    if len(group) < 2:
        return []
    found = _turned(draft, group)
    cues = _cues(draft.tokens, group)
    if cues is None:
        return found
    first, turn = cues
    earlier = [each for each in group if first < each.first < turn and not each.used]
    later = [each for each in group if each.first > turn and not each.used]
    for old in earlier:
        new = next((each for each in later if _pair(draft.tokens, old, each, turn)), None)
        if new is not None and all(old is not each for each, _ in found):
            later.remove(new)
            found.append((old, new))
    return found


def _turned(draft: Draft, group: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Find levels with their time behind them: 3.405 hộ đầu năm, cuối năm còn 2.297 hộ."""
    found = []
    for old, new in pairwise(group):
        if old.used or new.used:
            continue
        turn = _turn_after(draft, old, new)
        if turn and _pair(draft.tokens, old, new, turn):
            found.append((old, new))
    return found


def _turn_after(draft: Draft, old: Quantity, new: Quantity) -> int:
    """Return where the word for now begins after a level with its time behind it, 0 where none."""
    tokens = draft.tokens
    at = _after_time(draft, end_of(old))
    if at == end_of(old) and not _dated(draft, old.first):
        return 0
    at += tokens.words[at] == ","
    turn = _after.at(tokens, at)
    return at if turn is not None and at < new.first <= turn[0] + _NEAR else 0


def _after_time(draft: Draft, at: int) -> int:
    """Return the index after a time at a token (đầu năm, năm 2013), the token's own where none."""
    cue = _before.at(draft.tokens, at)
    if cue is not None:
        return cue[0]
    while draft.claims[at] == "period":
        at += 1
    return at


def _dated(draft: Draft, first: int) -> bool:
    """Whether a year stands right before a level (Năm 2010 có 5 xã, nay 12 xã)."""
    for at in range(first - 1, max(-1, first - _NEAR - 1), -1):
        if draft.claims[at] == "period":
            return True
        if draft.tokens.kinds[at] != WORD:
            return False
    return False


def _cues(tokens: Tokens, group: list[Quantity]) -> tuple[int, int] | None:
    """Return the indices of the words for before and after that stand around the first levels."""
    start = _sentence_start(tokens, group[0].first)
    first = turn = -1
    before, after = _before.table(tokens), _after.table(tokens)
    for at in range(start, group[-1].first):
        word = tokens.words[at]
        if word in before and _is_before(tokens, at):
            first = at
            turn = -1
        elif first >= 0 and turn < 0 and word in after and _is_after(tokens, at):
            turn = at if any(first < each.first < at for each in group) else -1
    return (first, turn) if 0 <= first < turn else None


def _is_before(tokens: Tokens, at: int) -> bool:
    found = _before.at(tokens, at)
    if found is None or (at and tokens.words[at - 1] in _not_before.of(tokens)):
        return False
    return found[0] > at + 1 or tokens.words[at + 1] not in _not_then.of(tokens)


def _is_after(tokens: Tokens, at: int) -> bool:
    found = _after.at(tokens, at)
    return found is not None and tokens.words[at - 1] not in _not_after.of(tokens)


def _sentence_start(tokens: Tokens, at: int) -> int:
    last = max(0, at - _FURTHEST)
    while at > last and tokens.words[at - 1] not in ("\n", ".", "|"):
        at -= 1
    return at


def _pair(tokens: Tokens, old: Quantity, new: Quantity, turn: int) -> bool:
    """Whether two numbers are levels of one thing, no semicolon after the turn between them."""
    if old.value_max is not None or new.value_max is not None or not same_unit(old, new):
        return False
    if old.form == "number" and (old.unit is None) != (new.unit is None):
        return False
    return all(tokens.words[at] != ";" for at in range(turn, new.first))
