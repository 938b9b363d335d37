"""What a citation is while it is being read, and the words of types and numbers."""

from dataclasses import dataclass
from functools import lru_cache

from tongket.reader.grammar.citation_numbers import Number
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_NO_END = frozenset("%|+-–/=&°*")
"""Signs after which a short number goes on or counts something."""


@dataclass(slots=True, kw_only=True)
class Cited:
    """A citation found, in tokens."""

    first: int
    after: int
    kind: str
    number: Number | None = None
    day: str | None = None
    issuer: str | None = None
    told: int = 0
    """The index after what is told of it: its issuer and subject."""
    subject: str | None = None
    relation: dict[str, object] | None = None

    @property
    def full(self) -> bool:
        """Whether its number has the letters of type and issuer."""
        return self.number is not None and self.number.full


@lru_cache
def words(table: str, name: str) -> WordSet:
    """Return a list of single words of the lexicon of documents."""
    return WordSet(phrase_lists("documents", table)[name])


@lru_cache
def phrases(table: str, name: str) -> Phrases[str]:
    """Return a list of phrases of the lexicon of documents, each meaning itself."""
    return Phrases({phrase: phrase for phrase in phrase_lists("documents", table)[name]})


@lru_cache
def named(table: str) -> Phrases[str]:
    """Return a table of the lexicon of documents: phrase -> name."""
    return Phrases(meanings("documents", table))


@lru_cache
def part_ends() -> WordSet:
    """Return the last words of the names of parts (Điều, khoản, phụ lục)."""
    return WordSet([part.split()[-1] for part in phrase_lists("documents", "articles")["parts"]])


@lru_cache
def _signs() -> tuple[dict[str, str], dict[str, str]]:
    """Return letters -> type, with marks and without; the first type named wins."""
    marked: dict[str, str] = {}
    for kind, letters in phrase_lists("documents", "signs").items():
        for each in letters:
            marked.setdefault(each, kind)
    folded: dict[str, str] = {}
    for each, kind in marked.items():
        folded.setdefault(each.replace("đ", "d"), kind)
    return marked, folded


def kind_by_letters(tokens: Tokens, number: Number) -> str | None:
    """Return the type the letters of a number say: Kế hoạch for 86-KH/TU."""
    if not number.letters:
        return None
    marked, folded = _signs()
    return (marked if tokens.writing.marked else folded).get(number.letters[0])


def type_at(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Return (index after it, type) of the name of a type at a token."""
    found = named("types").at(tokens, index)
    if found is not None:
        other = found[1] in phrase_lists("documents", "not_after")["types"] and (
            tokens.words[index - 1] in words("not_after", "words").of(tokens)
        )
        return None if other else found
    if not tokens.all_capitals(index):
        return None
    found = named("short_types").at(tokens, index)
    # Letters alone are a type only right before a number: NQ 37, NQ số 18.
    if found is not None and tokens.kinds[number_place(tokens, found[0])] == NUMBER:
        return found
    return None


def number_place(tokens: Tokens, index: int) -> int:
    """Return where the number of a document begins: after số, where it is written."""
    found = phrases("misc", "number").at(tokens, index)
    if found is None:
        return index
    return found[0] + (tokens.words[found[0]] in (":", "."))


def closed(tokens: Tokens, index: int) -> bool:
    """Return whether a short number ends before a token: no noun follows that it could count."""
    kind = tokens.kinds[index]
    if kind == SIGN:
        return tokens.words[index] not in _NO_END
    if kind == BREAK:
        return True
    word = tokens.words[index]
    return kind == WORD and (
        word in words("closers", "words").of(tokens)
        or word in part_ends().of(tokens)
        or named("types").at(tokens, index) is not None
    )


def joins(tokens: Tokens) -> frozenset[str]:
    """Return the words that join two of a list."""
    return words("misc", "joins").of(tokens)
