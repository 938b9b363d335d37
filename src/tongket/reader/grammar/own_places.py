"""The report's own places: which huyện "UBND huyện" is a body of.

They are read out of the heading, the title and the places the text names.
"""

from functools import lru_cache

from tongket.reader.draft import Draft
from tongket.reader.grammar.body_heads import HEADS, LEVEL_OF, Mention
from tongket.reader.grammar.place_names import (
    CITY,
    LEVELS,
    WHOLE_CITY,
    Place,
    gazetteer,
    known_at,
    place_at,
)
from tongket.reader.lexicon import WordSet
from tongket.reader.tokens import BREAK, Tokens
from tongket.reader.writing import Writing, key_folded

_RANK = {
    "tỉnh": 0, "thành phố": 1, "quận": 1, "huyện": 1, "thị xã": 1, "xã": 2, "phường": 2,
    "thị trấn": 2, "đặc khu": 2,
}  # fmt: skip
_LOWEST = 2
_TOLD = 20_000
_START = 400
_COMPOUND = WordSet(["tác", "thị"])


class OwnPlaces:
    """The place of each level the report speaks of when it gives the level alone."""

    __slots__ = ("_by_level", "_own_rank")

    def __init__(self, draft: Draft, mentions: list[Mention]) -> None:
        self._by_level: dict[str, str] = {}
        self._own_rank = 9
        tokens = draft.tokens
        named = _named_places(tokens)
        own = self._own(draft, named)
        if own is not None:
            self._take(own)
            self._own_rank = _RANK.get(own.level or "", 9)
        for mention in mentions:
            if mention.kind == "level" and mention.named and mention.place is not None:
                named.append((mention.first, mention.place))
        named.sort(key=lambda each: each[0])
        self._others(named, tokens)
        self._commune(named, tokens)
        self._above()

    def name(self, level: str) -> str | None:
        """Return the name of the report's place of a level, None where it gives none."""
        return self._by_level.get(level)

    @property
    def province(self) -> str | None:
        """The province the report is about or lies in."""
        provinces = gazetteer().provinces
        for level in ("tỉnh", "thành phố"):
            name = self._by_level.get(level)
            if name in provinces and provinces[name] == level:
                return name
        return None

    def _take(self, place: Place) -> None:
        if place.level is not None and place.name is not None:
            self._by_level.setdefault(place.level, place.name)

    def _own(self, draft: Draft, named: list[tuple[int, Place]]) -> Place | None:
        organisation = draft.heading.organisation
        if organisation:
            place = _place_of(organisation)
            if place is not None and _possible(place):
                return place
        tokens = draft.tokens
        start = _first_word(tokens)
        place = _first_place(tokens, start, _line_end(tokens, start))
        if place is not None:
            return place
        early = [each for index, each in named if index < tokens.at(_START)]
        if not early or early[0].level == "thành phố":
            # The city that is a province is rather meant than a city within it.
            cities = [each for _, each in named if each == Place("thành phố", CITY)]
            early = cities or early
        return early[0] if early else None

    def _others(self, named: list[tuple[int, Place]], tokens: Tokens) -> None:
        """Take a place of another level where the text names one only, or one at its start."""
        names: dict[str, dict[str, int]] = {}
        for index, place in named:
            if place.level is not None and place.name is not None:
                names.setdefault(place.level, {}).setdefault(place.name, index)
        early = tokens.at(_START)
        provinces = gazetteer().provinces
        for level, found in names.items():
            below = _RANK.get(level, 9) > self._own_rank
            # Of several cities the one that is a province is meant, not a city within it.
            first = next((name for name in found if name in provinces), next(iter(found)))
            if not below and (len(found) == 1 or found[first] < early or first == CITY):
                self._by_level.setdefault(level, first)

    def _commune(self, named: list[tuple[int, Place]], tokens: Tokens) -> None:
        """Take as a commune the bare name a district stands behind: Trà Giang (huyện Kiến Xương)."""
        if any(_RANK.get(level) == _LOWEST for level in self._by_level):
            return
        for index, place in named:
            if _RANK.get(place.level or "") != 1 or tokens.words[index - 1] not in "(,":
                continue
            name = _name_before(tokens, index - 1)
            if name is not None:
                lower = tokens.writing.lower
                ward = lower.count(tokens.key("phường")) > lower.count(f" {tokens.key('xã')} ")
                self._by_level["phường" if ward else "xã"] = name
                return

    def _above(self) -> None:
        """Take the province of the known district."""
        known = gazetteer()
        for level, name in list(self._by_level.items()):
            if _RANK.get(level) != 1 or name in known.provinces:
                continue
            place = known.folded.get(key_folded(name))
            province = place.province(level) if place is not None else None
            if province is not None:
                self._by_level.setdefault(known.provinces[province], province)


@lru_cache(maxsize=256)
def _place_of(organisation: str) -> Place | None:
    """Return the place in the name of an organisation, which has many a report."""
    tokens = Tokens(Writing(organisation))
    return _first_place(tokens, 0, len(tokens))


def _name_before(tokens: Tokens, after: int) -> str | None:
    """Return a name of two or three syllables before a token that the report writes elsewhere too."""
    for length in (3, 2):
        first = after - length
        if first < 0 or not all(tokens.capital(each) for each in range(first, after)):
            continue
        if HEADS.at(tokens, first) or LEVELS.before(tokens, first) or known_at(tokens, first):
            continue
        name = tokens.text[tokens.starts[first] : tokens.ends[after - 1]]
        if tokens.text.count(name, 0, _TOLD) > 1 and not tokens.all_capitals(first):
            return " ".join(name.split())
    return None


def _possible(place: Place) -> bool:
    """Return whether a place can be: every province is known."""
    return place.level != "tỉnh" or place.name in gazetteer().provinces


def _named_places(tokens: Tokens) -> list[tuple[int, Place]]:
    found = []
    words, compound = tokens.words, _COMPOUND.of(tokens)
    for index in LEVELS.begins(tokens):
        if (index and words[index - 1] in compound) or _level_body(tokens, index):
            continue  # hợp tác xã, thị xã; Huyện Đoàn Mộc Hóa
        place = place_at(tokens, index, person=True)
        if place is not None and place[1].name is not None:
            found.append((index, place[1]))
    return found


def _level_body(tokens: Tokens, index: int) -> bool:
    found = HEADS.at(tokens, index)
    return found is not None and found[1].kind == "level"


def _first_word(tokens: Tokens) -> int:
    index = 0
    while index < len(tokens) and tokens.kinds[index] != 1:
        index += 1
    return index


def _line_end(tokens: Tokens, index: int) -> int:
    while index < len(tokens) and tokens.kinds[index] != BREAK:
        index += 1
    return index


def _first_place(tokens: Tokens, first: int, after: int) -> Place | None:
    """Return the first place named in a stretch: with its level, by a level's body, or bare."""
    bare: Place | None = None
    words, levels, names = tokens.words, LEVELS.table(tokens), gazetteer().phrases.table(tokens)
    for index in range(first, after):
        word = words[index]
        if word not in levels and word not in names and word not in WHOLE_CITY:
            continue
        found = place_at(tokens, index)
        if found is not None and found[1].name is not None and found[1].level in _RANK:
            return found[1]
        known = known_at(tokens, index)
        if known is None or bare is not None:
            continue
        bare = Place(known[1].level(_wanted(tokens, index)), known[1].name)
    return bare


def _wanted(tokens: Tokens, index: int) -> str | None:
    """Return the level a committee before a name gives it (Huyện ủy Nam Giang)."""
    found = HEADS.before(tokens, index)
    if found is None or found[1].kind != "level":
        return None
    return LEVEL_OF[found[1].name.split(" ")[0]]
