"""Words and phrases the grammar knows, kept as data files.

A lexicon is a TOML file in ``data/``: tables of ``name = [phrases]`` or ``phrase = value``. It is
compiled twice at need, once with the marks of Vietnamese and once without, and matched token by
token: a dictionary by the first word, longest phrase first.
"""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Generic, TypeVar, cast

from tongket.reader.tokens import Tokens
from tongket.reader.writing import Writing, key_folded, key_marked

Meaning = TypeVar("Meaning")


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
        self._marked: dict[str, list[tuple[tuple[str, ...], Meaning]]] | None = None
        self._folded: dict[str, list[tuple[tuple[str, ...], Meaning]]] | None = None
        self._marked_endings: dict[str, list[tuple[tuple[str, ...], Meaning]]] | None = None
        self._folded_endings: dict[str, list[tuple[tuple[str, ...], Meaning]]] | None = None

    def at(self, tokens: Tokens, index: int) -> tuple[int, Meaning] | None:
        """Return (index after the phrase, its meaning) of the longest phrase at a token."""
        table = self._marked if tokens.marked else self._folded
        if table is None:
            table = self.table(tokens)
        words = tokens.words
        found = table.get(words[index])
        if found is None:
            return None
        following = index + 1
        for rest, meaning in found:
            if not rest:
                return following, meaning
            # Most candidates differ in their second word already; a slice costs more than a look.
            if words[following] == rest[0]:
                after = following + len(rest)
                if tuple(words[following:after]) == rest:
                    return after, meaning
        return None

    def before(self, tokens: Tokens, index: int, longest: int = 6) -> tuple[int, Meaning] | None:
        """Return (index of its first token, meaning) of the longest phrase that ends before one."""
        if not index:
            return None
        words = tokens.words
        for heads, meaning in self._endings(tokens).get(words[index - 1], ()):
            first = index - 1 - len(heads)
            if not heads:
                return first, meaning
            if first >= 0 and len(heads) < longest and tuple(words[first : index - 1]) == heads:
                return first, meaning
        return None

    def table(self, tokens: Tokens) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
        """Return the table in force for a text: first word -> (other words, meaning)."""
        if tokens.marked:
            if self._marked is None:
                self._marked = self._compiled(folded=False)
            return self._marked
        if self._folded is None:
            self._folded = self._compiled(folded=True)
        return self._folded

    def _endings(self, tokens: Tokens) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
        """Return the table by last words in force for a text: last word -> (words before it, …)."""
        marked = tokens.marked
        endings = self._marked_endings if marked else self._folded_endings
        if endings is None:
            endings = _by_last_word(self.table(tokens))
            if marked:
                self._marked_endings = endings
            else:
                self._folded_endings = endings
        return endings

    def _compiled(self, *, folded: bool) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
        table: dict[str, dict[tuple[str, ...], Meaning]] = {}
        for phrase, meaning in self._entries.items():
            if folded and phrase in self._needs_marks:
                continue
            words = _cut(phrase, folded=folded)
            if words:
                table.setdefault(words[0], {}).setdefault(words[1:], meaning)
        return {
            first: sorted(rests.items(), key=lambda each: -len(each[0]))
            for first, rests in table.items()
        }


def _by_last_word(
    table: dict[str, list[tuple[tuple[str, ...], Meaning]]],
) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
    """Turn a table by first words into one by last words, longest phrases first."""
    endings: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for first, rests in table.items():
        for rest, meaning in rests:
            phrase = (first, *rest)
            endings.setdefault(phrase[-1], []).append((phrase[:-1], meaning))
    for found in endings.values():
        found.sort(key=lambda each: -len(each[0]))
    return endings


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
