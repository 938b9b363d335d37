"""Words and phrases the grammar knows, kept as data files.

A lexicon is a TOML file in ``data/``: tables of ``name = [phrases]`` or ``phrase = value``. It is
compiled twice at need, once with the marks of Vietnamese and once without, and matched token by
token: a dictionary by the first word, longest phrase first.
"""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, Generic, TypeAlias, TypeVar, cast

from tongket.reader.tokens import Tokens
from tongket.reader.writing import Writing, key_folded, key_marked

Meaning = TypeVar("Meaning")


Continuations: TypeAlias = list[tuple[tuple[str, ...], Meaning]]
"""The words of a phrase after its first two (before its last two), longest first, and meanings."""
Table: TypeAlias = dict[str, tuple[dict[str, Continuations[Meaning]], tuple[Meaning] | None]]
"""First word -> (second word -> what may follow, the meaning of the first word alone, if any).

Most words that begin a phrase go on otherwise: the second word settles it in one look.
"""


class Phrases(Generic[Meaning]):
    """Phrases with what each means; finds the longest that stands at a token.

    ``entries`` maps a phrase, in small or large letters, to its meaning. In a text without marks
    the folded forms are compared; a phrase in ``needs_marks`` is then left out, because without
    marks it means too many things (một năm / mọt nam).
    """

    __slots__ = (
        "_entries", "_folded", "_folded_endings", "_marked", "_marked_endings", "_needs_marks",
    )  # fmt: skip

    def __init__(
        self, entries: dict[str, Meaning], needs_marks: frozenset[str] = frozenset()
    ) -> None:
        self._entries = entries
        self._needs_marks = needs_marks
        self._marked: Table[Meaning] | None = None
        self._folded: Table[Meaning] | None = None
        self._marked_endings: Table[Meaning] | None = None
        self._folded_endings: Table[Meaning] | None = None

    def at(self, tokens: Tokens, index: int) -> tuple[int, Meaning] | None:
        """Return (index after the phrase, its meaning) of the longest phrase at a token."""
        table = self._marked if tokens.marked else self._folded
        if table is None:
            table = self.table(tokens)
        words = tokens.words
        entry = table.get(words[index])
        if entry is None:
            return None
        seconds, alone = entry
        if seconds:
            following = words[index + 1]
            if following in seconds:
                third = index + 2
                for rest, meaning in seconds[following]:
                    after = third + len(rest)
                    if not rest or tuple(words[third:after]) == rest:
                        return after, meaning
        return (index + 1, alone[0]) if alone else None

    def begins(self, tokens: Tokens) -> list[int]:
        """Return where a phrase may begin, in order: its first word stands there, and its second."""
        table, words, where = self.table(tokens), tokens.words, tokens.where()
        found: list[int] = []
        shared = where.keys() & table.keys()
        for word in shared:
            seconds, alone = table[word]
            if alone:
                found += where[word]
            else:
                found += [index for index in where[word] if words[index + 1] in seconds]
        found.sort()
        return found

    def all(self, tokens: Tokens) -> list[tuple[int, Meaning]]:
        """Return (first token, meaning) of every phrase of a text, from left to right.

        The longest at a token; none begins inside another.
        """
        found = []
        done = 0
        for index in self.begins(tokens):
            if index >= done and (phrase := self.at(tokens, index)) is not None:
                done = phrase[0]
                found.append((index, phrase[1]))
        return found

    def before(self, tokens: Tokens, index: int, longest: int = 6) -> tuple[int, Meaning] | None:
        """Return (index of its first token, meaning) of the longest phrase that ends before one."""
        endings = self._marked_endings if tokens.marked else self._folded_endings
        if endings is None:
            endings = self.endings(tokens)
        words = tokens.words
        if not index or words[index - 1] not in endings:
            return None
        seconds, alone = endings[words[index - 1]]
        if index > 1 and words[index - 2] in seconds:
            second = index - 2
            for rest, meaning in seconds[words[second]]:
                first = second - len(rest)
                if first < 0 or len(rest) + 1 >= longest:
                    continue
                if not rest or tuple(words[first:second]) == rest:
                    return first, meaning
        return (index - 1, alone[0]) if alone else None

    def table(self, tokens: Tokens) -> Table[Meaning]:
        """Return the table in force for a text, by the first words of the phrases."""
        if tokens.marked:
            if self._marked is None:
                self._marked = _compiled(self._cut(folded=False))
            return self._marked
        if self._folded is None:
            self._folded = _compiled(self._cut(folded=True))
        return self._folded

    def endings(self, tokens: Tokens) -> Table[Meaning]:
        """Return the table in force for a text, by the last words of the phrases."""
        if tokens.marked:
            if self._marked_endings is None:
                self._marked_endings = _compiled(self._cut(folded=False), backwards=True)
            return self._marked_endings
        if self._folded_endings is None:
            self._folded_endings = _compiled(self._cut(folded=True), backwards=True)
        return self._folded_endings

    def _cut(self, *, folded: bool) -> dict[tuple[str, ...], Meaning]:
        """Return the phrases as words in the form they are compared in; the first of equals."""
        phrases: dict[tuple[str, ...], Meaning] = {}
        for phrase, meaning in self._entries.items():
            if folded and phrase in self._needs_marks:
                continue
            words = _cut(phrase, folded=folded)
            if words:
                phrases.setdefault(words, meaning)
        return phrases


def _compiled(
    phrases: dict[tuple[str, ...], Meaning], *, backwards: bool = False
) -> Table[Meaning]:
    """Return the table of phrases by their first two words, or by their last two."""
    table: Table[Meaning] = {}
    for words, meaning in phrases.items():
        own = words[::-1] if backwards else words
        seconds, alone = table.get(own[0], ({}, None))
        if len(own) == 1:
            table[own[0]] = seconds, (meaning,)
        else:
            rest = words[:-2] if backwards else words[2:]
            seconds.setdefault(own[1], []).append((rest, meaning))
            table[own[0]] = seconds, alone
    for seconds, _ in table.values():
        for found in seconds.values():
            found.sort(key=lambda each: -len(each[0]))
    return table


class WordSet:
    """Single words; ``words in set`` by the form in force for a text."""

    __slots__ = ("_folded", "_marked")

    def __init__(self, words: list[str], needs_marks: frozenset[str] = frozenset()) -> None:
        self._marked = frozenset(key_marked(word.lower()) for word in words)
        self._folded = frozenset(
            key_folded(word.lower()) for word in words if word not in needs_marks
        )

    def of(self, tokens: Tokens) -> frozenset[str]:
        """Return the words as they are compared in a text."""
        return self._marked if tokens.marked else self._folded


class FirstWords:
    """The words that any phrase of several lists begins with, to ask first."""

    __slots__ = ("_folded", "_lists", "_marked")

    def __init__(self, *lists: Phrases[Any]) -> None:
        self._lists = lists
        self._marked: frozenset[str] | None = None
        self._folded: frozenset[str] | None = None

    def of(self, tokens: Tokens) -> frozenset[str]:
        """Return the words as they are compared in a text."""
        words = self._marked if tokens.marked else self._folded
        if words is None:
            words = frozenset().union(*(phrases.table(tokens) for phrases in self._lists))
            if tokens.marked:
                self._marked = words
            else:
                self._folded = words
        return words


def _cut(phrase: str, *, folded: bool) -> tuple[str, ...]:
    writing = Writing(phrase)
    tokens = Tokens(writing)
    key = key_folded if folded else key_marked
    return tuple(key(word) for word in tokens.words[:-1])


@lru_cache
def data(name: str) -> dict[str, object]:
    """Return a lexicon file ``data/<name>.toml`` as Python values."""
    text = resources.files("tongket.reader").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def phrase_lists(name: str, table: str) -> dict[str, list[str]]:
    """Return a table of a lexicon file whose values are lists of phrases."""
    return cast("dict[str, list[str]]", data(name)[table])


def meanings(name: str, table: str) -> dict[str, str]:
    """Return phrase -> name for a table of ``name = [phrases]``: the lists turned round."""
    return {
        phrase: meaning
        for meaning, phrases in phrase_lists(name, table).items()
        for phrase in phrases
    }
