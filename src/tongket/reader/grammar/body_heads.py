"""The first words of bodies' names, and a phrase that names a body as a value."""

from dataclasses import dataclass
from typing import Literal, cast

from tongket.reader.grammar.place_names import Place
from tongket.reader.lexicon import Phrases, data, phrase_lists
from tongket.reader.tokens import Tokens
from tongket.reader.writing import key_folded

HeadKind = Literal["level", "whole", "organ", "staff", "local", "department", "named"]
_KINDS: tuple[HeadKind, ...] = ("level", "whole", "organ", "staff", "local", "department", "named")


@dataclass(slots=True, frozen=True)
class Head:
    """The first words of a body's name."""

    name: str
    kind: HeadKind
    short: bool = False
    """Written as an abbreviation (UBND): capitals then say nothing."""


def _heads() -> dict[str, Head]:
    entries: dict[str, Head] = {}
    for kind in _KINDS:
        for name, spellings in phrase_lists("bodies", kind).items():
            for each in spellings:
                entries.setdefault(each, Head(name, kind, each.split(" ")[0].isupper()))
    return entries


HEADS: Phrases[Head] = Phrases(_heads(), frozenset({"TU", "BV", "ban", "cục", "sở", "báo"}))


def _folded_heads() -> dict[str, dict[str, list[tuple[tuple[str, ...], Head]]]]:
    """Return first word -> second word -> (further words, head), the longest first."""
    table: dict[str, dict[str, list[tuple[tuple[str, ...], Head]]]] = {}
    for phrase, head in _heads().items():
        first, *rest = key_folded(phrase).split(" ")
        if rest and phrase.replace(" ", "").isalpha() and not head.short:
            second, *further = rest
            table.setdefault(first, {}).setdefault(second, []).append((tuple(further), head))
    for seconds in table.values():
        for rests in seconds.values():
            rests.sort(key=lambda each: -len(each[0]))
    return table


_FOLDED = _folded_heads()


def head_at(tokens: Tokens, index: int) -> tuple[int, Head] | None:
    """Return (index after, head) of the head at a token, mistaken marks or none."""
    return HEADS.at(tokens, index) or _near_head(tokens, index)


def _near_head(tokens: Tokens, index: int) -> tuple[int, Head] | None:
    """Return (index after, head) of a head whose marks a reading machine or a hand mistook.

    Only at a capital, and only heads of two words or more: the others fold into too many words.
    """
    seconds = _FOLDED.get(key_folded(tokens.words[index])) if tokens.capital(index) else None
    if seconds is None:
        return None
    third = index + 2
    for rest, head in seconds.get(key_folded(tokens.words[index + 1]), ()):
        after = third + len(rest)
        if tuple(key_folded(word) for word in tokens.words[third:after]) == rest:
            return after, head
    return None


def possible_heads(tokens: Tokens) -> list[int]:
    """Return where the name of a body may begin: a head's first word, or a capital like one."""
    if not tokens.marked:
        return tokens.places(HEADS.table(tokens))
    words = tokens.words
    near = [index for index in tokens.capitals() if key_folded(words[index]) in _FOLDED]
    return sorted({*HEADS.begins(tokens), *near})


LEVEL_OF = cast("dict[str, str]", data("bodies")["level_of"])


@dataclass(slots=True)
class Mention:
    """A phrase that names a body, as far as the phrase itself goes."""

    first: int
    after: int
    base: str
    kind: HeadKind
    place: Place | None = None
    of: "Mention | None" = None
    tail: str = ""
    """What stands between base and place: Trung ương, Việt Nam, Khối doanh nghiệp."""
    small: bool = False
    """Written without a capital."""
    office: bool = False
    """Stands in an office (Chủ tịch UBND huyện)."""
    many: bool = False
    """Any of many (các Đảng bộ huyện)."""
    of_kind: str = ""
    """Whose it is, where no more is said than of what kind: Đảng ủy Công ty."""
    kind_after: int = 0
    """The token after that kind."""
    name: str = ""
    """The full name, once it is known."""

    @property
    def owned(self) -> bool:
        """Whether the phrase says whose it is, by a name, a level or another body."""
        return self.place is not None or self.of is not None or bool(self.tail)

    @property
    def named(self) -> bool:
        """Whether a proper name stands in the phrase."""
        place = self.place is not None and self.place.name is not None
        return place or (self.of is not None and (self.of.named or self.of.kind == "named"))
