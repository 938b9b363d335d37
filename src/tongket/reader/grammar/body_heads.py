"""The first words of bodies' names, and a phrase that names a body as a value."""

from dataclasses import dataclass
from typing import Literal, cast

from tongket.reader.grammar.place_names import Place
from tongket.reader.lexicon import Phrases, data, phrase_lists

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
        return place or (self.of is not None and self.of.named)
