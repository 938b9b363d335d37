"""Tasks: the numbered items of what is to be done, with who is to do it and by when."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from tongket.reader.draft import Draft
from tongket.reader.facts import Day, Period, Span, Task
from tongket.reader.grammar.task_items import Item, items
from tongket.reader.grammar.task_leads import announced, body_of, line_end, phrases
from tongket.reader.lexicon import WordSet
from tongket.reader.tokens import BREAK, WORD, Tokens

_Times: TypeAlias = list[tuple[int, str]]
"""The days and periods of a text: where each begins, and its value."""
_Following: TypeAlias = dict[Item, Item]
"""Each item and the one after it."""
_LONGEST_GIST = 18
_LONGEST_NAME = 9
_LONGEST_TOPIC = 14


@dataclass(slots=True, kw_only=True)
class _Group:
    """The items of one list."""

    members: list[Item]
    parent: Item | None
    """The item the list stands under."""


def find(draft: Draft) -> None:
    """Find the tasks of a draft."""
    tokens = draft.tokens
    found = items(tokens)
    if not found:
        return
    groups = [group for group in _groups(found) if len(group.members) > 1]
    chosen = [group for group in groups if announced(draft, group.members)]
    following: _Following = dict(pairwise(found))
    inner = {item.first for group in chosen for item in group.members}
    times = sorted(
        (fact.start, fact.value) for fact in draft.facts if isinstance(fact, Day | Period)
    )
    for group in chosen:
        if _inside_task(draft, group, inner, following):
            continue
        for place, item in enumerate(group.members):
            after = group.members[place + 1].first if place + 1 < len(group.members) else None
            if not _is_topic(draft, item, following.get(item)):
                _add(draft, item, after, times)


def _groups(found: list[Item]) -> list[_Group]:
    """Put the items of one list together: one style, ordinals that go up by one."""
    groups: list[_Group] = []
    open_groups: list[_Group] = []
    for item in found:
        for depth in range(len(open_groups) - 1, -1, -1):
            last = open_groups[depth].members[-1]
            if last.style == item.style and item.ordinal == last.ordinal + 1:
                open_groups[depth].members.append(item)
                del open_groups[depth + 1 :]
                break
        else:
            if item.ordinal != 1:
                continue
            for depth, group in enumerate(open_groups):
                if group.members[-1].style == item.style:
                    del open_groups[depth:]
                    break
            parent = open_groups[-1].members[-1] if open_groups else None
            group = _Group(members=[item], parent=parent)
            open_groups.append(group)
            groups.append(group)
    return groups


def _inside_task(draft: Draft, group: _Group, inner: set[int], following: _Following) -> bool:
    """Return whether a list stands under an item that is a task itself."""
    parent = group.parent
    if parent is None or parent.first not in inner:
        return False
    if not group.members[0].line and line_end(draft.tokens, parent.body) < group.members[0].first:
        return False
    return not _is_topic(draft, parent, following.get(parent))


def _is_topic(draft: Draft, item: Item, following: Item | None) -> bool:
    """Return whether an item is only a heading over further lines, not itself a task."""
    tokens = draft.tokens
    body = body_of(tokens, item)
    end = line_end(tokens, body)
    if not item.line or tokens.words[end - 1] in (".", ";"):
        return False
    if end - body > _LONGEST_TOPIC or phrases("verbs").at(tokens, body) is not None:
        return False
    if tokens.words[end - 1] == ":" or phrases("topics").at(tokens, body) is not None:
        # Something stands under it: lines of its own, or a list that begins anew.
        return (
            following is None or following.first > end + 1 or following.ordinal == 1
        ) and end + 1 < len(tokens)
    return False


def _add(draft: Draft, item: Item, after: int | None, times: _Times) -> None:
    tokens = draft.tokens
    end = _end(draft, item, after)
    body = body_of(tokens, item)
    if end <= body:
        return
    who, gist_first = _who(tokens, body, end)
    span = tokens.starts[item.first], tokens.ends[end - 1]
    draft.add(
        Task(
            start=span[0],
            end=span[1],
            ordinal=item.ordinal,
            gist=_gist(tokens, gist_first, end),
            who=who,
            due=_due(tokens, times, span),
        )
    )


def _end(draft: Draft, item: Item, after: int | None) -> int:
    """Return the index after the last token of an item."""
    tokens = draft.tokens
    end = line_end(tokens, item.body)
    if item.line:
        while tokens.kinds[end] == BREAK and _wrapped(tokens, end):
            end = line_end(tokens, end + 1)
    if after is not None and after <= end:
        end = after
    elif not item.line:
        sentence = draft.sentences.span(tokens.starts[item.body])[1]
        end = min(end, tokens.at(max(sentence - 1, 0)) + 1)
    while end > item.body and tokens.words[end - 1] in (";", ",", "-", "–", "|", "\n"):
        end -= 1
    return end


def _wrapped(tokens: Tokens, index: int) -> bool:
    """Return whether the line after a line end goes on with the sentence of the one before."""
    following = index + 1
    if following >= len(tokens) or tokens.words[index - 1] in (".", ";", ":"):
        return False
    return tokens.kinds[following] == WORD and tokens.text[tokens.starts[following]].islower()


def _who(tokens: Tokens, body: int, end: int) -> tuple[str | None, int]:
    """Return who is to do it and where the task itself begins: mỗi cơ quan / rà soát …."""
    start = body
    giver = phrases("givers").at(tokens, body)
    if giver is not None:
        start = giver[0]
    verbs = phrases("verbs")
    if giver is None and verbs.at(tokens, body) is not None:
        return None, body
    if giver is None and phrases("actors").at(tokens, body) is None:
        return None, body
    for index in range(start + 1, min(start + _LONGEST_NAME, end)):
        if tokens.kinds[index] != WORD:
            break
        if not tokens.capital(index) and verbs.at(tokens, index) is not None:
            return tokens.between(start, index - 1), index
    return None, body


def _gist(tokens: Tokens, first: int, end: int) -> str:
    """Return the main clause of an item, shortened."""
    stop = first
    while stop < end and stop - first < _LONGEST_GIST:
        word = tokens.words[stop]
        if word in (".", ";", "\n") or (word in (",", ":") and stop - first > 3):
            break
        if stop - first > 2 and word in _due_set().of(tokens):
            break
        stop += 1
    return " ".join(tokens.between(first, max(stop - 1, first)).split())


@lru_cache
def _due_set() -> WordSet:
    return WordSet(["trước", "chậm", "theo"])


def _due(tokens: Tokens, times: _Times, span: Span) -> str | None:
    """Return the day or period by which an item is due, as far as it says."""
    for place in range(bisect_left(times, (span[0], "")), len(times)):
        start, value = times[place]
        if start >= span[1]:
            return None
        first = tokens.at(start)
        if any(phrases("due").before(tokens, at, 3) for at in (first, first - 1)):
            return value
    return None
