"""Tasks: the numbered items of what is to be done, with who is to do it and by when."""

from dataclasses import dataclass
from functools import lru_cache

from tongket.reader.draft import Draft
from tongket.reader.facts import Day, Period, Span, Task
from tongket.reader.grammar.task_items import Item, items
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import BREAK, WORD, Tokens

_LONGEST_GIST = 18
_LONGEST_NAME = 9
_LONGEST_HEADING = 14
_FURTHEST_LINES = 60
"""How many headings up a list without a lead of its own looks for one."""


@dataclass(slots=True, kw_only=True)
class _Group:
    """The items of one list."""

    members: list[Item]
    parent: Item | None
    """The item the list stands under."""


@lru_cache
def _phrases(table: str) -> Phrases[str]:
    return Phrases({phrase: phrase for phrase in phrase_lists("tasks", table)["words"]})


@lru_cache
def _past() -> WordSet:
    return WordSet(phrase_lists("tasks", "past")["words"])


def find(draft: Draft) -> None:
    """Find the tasks of a draft."""
    tokens = draft.tokens
    found = items(tokens)
    if not found:
        return
    groups = [group for group in _groups(found) if len(group.members) > 1]
    chosen = [group for group in groups if _announced(draft, group)]
    ends = {
        item.first: found[place + 1].first if place + 1 < len(found) else len(tokens)
        for place, item in enumerate(found)
    }
    inner = {item.first for group in chosen for item in group.members}
    for group in chosen:
        if (
            group.parent is not None
            and group.parent.first in inner
            and not _is_topic(draft, group.parent, ends[group.parent.first])
        ):
            continue
        for place, item in enumerate(group.members):
            after = group.members[place + 1].first if place + 1 < len(group.members) else None
            if not _is_topic(draft, item, ends[item.first]):
                _add(draft, item, after)


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
            while open_groups and open_groups[-1].members[-1].style == item.style:
                open_groups.pop()
            parent = open_groups[-1].members[-1] if open_groups else None
            group = _Group(members=[item], parent=parent)
            open_groups.append(group)
            groups.append(group)
    return groups


def _announced(draft: Draft, group: _Group) -> bool:
    """Return whether the heading or sentence before a list says that it is of tasks."""
    tokens = draft.tokens
    first = group.members[0]
    if any(_heads_section(draft, item) for item in group.members):
        return False
    for start, end in _leads(tokens, first):
        verdict = _verdict(tokens, start, end)
        if verdict is not None:
            return verdict
    worded = first.style in ("là", "thứ")
    return worded and all(
        _phrases("verbs").at(tokens, _body(tokens, item)) for item in group.members
    )


def _heads_section(draft: Draft, item: Item) -> bool:
    """An item that is a heading for results or for tasks: its list is that of the sections."""
    tokens = draft.tokens
    end = _line_end(tokens, item.body)
    if item.style in ("là", "thứ") or end - item.body > _LONGEST_HEADING:
        return False
    if tokens.words[end - 1] in (".", ";"):
        return False
    return (
        any(
            _phrases(table).at(tokens, item.body) is not None
            for table in ("against", "strong", "weak")
        )
        and _phrases("verbs").at(tokens, item.body) is None
    )


def _leads(tokens: Tokens, first: Item) -> list[Span]:
    """Return the spans of tokens that may announce a list, the nearest first."""
    leads: list[Span] = []
    start = _line_begin(tokens, first.first)
    if not first.line and start < first.first:
        leads.append((_sentence_begin(tokens, start, first.first), first.first))
        leads.append((start, first.first))
    for _ in range(_FURTHEST_LINES):
        end = start - 1
        while end > 0 and tokens.kinds[end - 1] == BREAK:
            end -= 1
        if end <= 0:
            break
        start = _line_begin(tokens, end - 1)
        near = not leads or tokens.words[end - 1] == ":"
        if near or _is_heading(tokens, start, end):
            leads.append((_sentence_begin(tokens, start, end), end))
    return leads


def _sentence_begin(tokens: Tokens, start: int, end: int) -> int:
    """Return where the last sentence before a list begins, within its line."""
    for index in range(end - 2, start, -1):
        if (
            tokens.words[index] == "."
            and not tokens.joined(index + 1)
            and (index - start > 1 and tokens.capital(index + 1))
        ):
            return index + 1
    return start


def _line_begin(tokens: Tokens, index: int) -> int:
    while index > 0 and tokens.kinds[index - 1] != BREAK:
        index -= 1
    return index


def _line_end(tokens: Tokens, index: int) -> int:
    while tokens.kinds[index] != BREAK:
        index += 1
    return index


def _is_heading(tokens: Tokens, start: int, end: int) -> bool:
    if end - start > 2 * _LONGEST_HEADING or tokens.words[end - 1] in (".", ";", ",", "|"):
        return False
    first = start
    while first < end and tokens.kinds[first] != WORD:
        first += 1
    return first < end and tokens.capital(first)


def _verdict(tokens: Tokens, start: int, end: int) -> bool | None:
    """Return whether a lead announces tasks, None where it says nothing of that."""
    strong = _places(tokens, start, end, "strong")
    weak = _places(tokens, start, end, "weak")
    against = _places(tokens, start, end, "against")
    past = _places(tokens, start, end, "past")
    if tokens.words[end - 1] == ":" and (strong or weak):
        # The last that is said before the colon is what the list is of.
        if against and max(against) > max(strong + weak):
            return False
        return bool(strong) or not past
    if against:
        return bool(strong) and min(strong) < min(against)
    if strong:
        return True
    return not past if weak else None


def _places(tokens: Tokens, start: int, end: int, table: str) -> list[int]:
    phrases = _phrases(table)
    firsts = phrases.table(tokens)
    return [
        index
        for index in range(start, end)
        if tokens.words[index] in firsts and phrases.at(tokens, index) is not None
    ]


def _body(tokens: Tokens, item: Item) -> int:
    index = item.body
    while tokens.words[index] in (",", ":", ".", "-", "–", '"', "“"):
        index += 1
    return index


def _is_topic(draft: Draft, item: Item, next_item: int) -> bool:
    """Return whether an item is only a heading over further lines, not itself a task."""
    tokens = draft.tokens
    body = _body(tokens, item)
    end = _line_end(tokens, body)
    if not item.line or tokens.words[end - 1] in (".", ";"):
        return False
    if end - body > _LONGEST_HEADING or _phrases("verbs").at(tokens, body) is not None:
        return False
    if tokens.words[end - 1] == ":" or _phrases("topics").at(tokens, body) is not None:
        return end + 1 < next_item
    return False


def _add(draft: Draft, item: Item, after: int | None) -> None:
    tokens = draft.tokens
    end = _end(draft, item, after)
    body = _body(tokens, item)
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
            due=_due(draft, span),
        )
    )


def _end(draft: Draft, item: Item, after: int | None) -> int:
    """Return the index after the last token of an item."""
    tokens = draft.tokens
    end = _line_end(tokens, item.body)
    if item.line:
        while tokens.kinds[end] == BREAK and _wrapped(tokens, end):
            end = _line_end(tokens, end + 1)
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
    giver = _phrases("givers").at(tokens, body)
    if giver is not None:
        start = giver[0]
    verbs = _phrases("verbs")
    if giver is None and verbs.at(tokens, body) is not None:
        return None, body
    for index in range(start, min(start + _LONGEST_NAME, end)):
        if tokens.kinds[index] != WORD:
            break
        if index > start and verbs.at(tokens, index) is not None:
            return tokens.between(start, index - 1), index
    return None, body


def _gist(tokens: Tokens, first: int, end: int) -> str:
    """Return the main clause of an item, shortened."""
    stop = first
    while stop < end and stop - first < _LONGEST_GIST:
        word = tokens.words[stop]
        if word in (".", ";", "\n") or (word in (",", ":") and stop - first > 3):
            break
        if stop - first > 3 and tokens.words[stop] in _due_words(tokens):
            break
        stop += 1
    return " ".join(tokens.between(first, max(stop - 1, first)).split())


def _due_words(tokens: Tokens) -> frozenset[str]:
    return _due_set().of(tokens)


@lru_cache
def _due_set() -> WordSet:
    return WordSet(["trước", "chậm", "theo"])


def _due(draft: Draft, span: Span) -> str | None:
    """Return the day or period by which an item is due, as far as it says."""
    tokens = draft.tokens
    for fact in draft.facts:
        if isinstance(fact, Day | Period) and span[0] <= fact.start and fact.end <= span[1]:
            first = tokens.at(fact.start)
            if any(_phrases("due").before(tokens, at, 3) for at in (first, first - 1)):
                return fact.value
    return None
