"""Names of places as they stand in a text: a level, a name, or both.

Known provinces and districts are found by their names, even where a reading machine took one mark
for another; any other name is what is written with capitals after the word of a level.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from tongket.reader.lexicon import Phrases, WordSet, data, meanings, phrase_lists
from tongket.reader.tokens import NUMBER, Tokens
from tongket.reader.writing import key_folded

CITY = "Hồ Chí Minh"
_LONGEST = 4
_LONG_ENOUGH = 6
"""A shorter name is too easily another one with one letter changed."""


@dataclass(slots=True, frozen=True)
class Place:
    """A level (huyện), a name, or both. ``level`` None: the text gives a bare name."""

    level: str | None
    name: str | None = None


@dataclass(slots=True, frozen=True)
class Known:
    """A known name with each (level, province) it is the name of."""

    name: str
    options: tuple[tuple[str, str | None], ...]

    def level(self, wanted: str | None = None) -> str:
        """Return the wanted level where the name has it, else its highest."""
        levels = [level for level, _ in self.options]
        return wanted if wanted in levels else levels[0]

    def province(self, level: str | None) -> str | None:
        """Return the province of the district of this name, None where several could be meant."""
        found = {above for each, above in self.options if level in (None, each) and above}
        return found.pop() if len(found) == 1 else None


@dataclass(slots=True, frozen=True)
class _Gazetteer:
    phrases: Phrases[Known]
    folded: dict[str, Known]
    provinces: dict[str, str]
    """Province -> its level."""
    provinces_by_length: dict[int, list[tuple[str, str]]]
    """Number of letters -> (province without marks, province)."""


@lru_cache
def gazetteer() -> _Gazetteer:
    """Return the known places, read when they are first asked for."""
    districts = phrase_lists("places", "districts")
    spellings = phrase_lists("places", "spellings")
    options: dict[str, list[tuple[str, str | None]]] = {}
    provinces: dict[str, str] = {}
    for province, below in districts.items():
        level, name = split(province)
        provinces[name] = level
        options.setdefault(name, []).insert(0, (level, None))
        for each in below:
            level_below, name_below = split(each)
            options.setdefault(name_below, []).append((level_below, name))
    known = {name: Known(name, tuple(each)) for name, each in options.items()}
    entries: dict[str, Known] = {}
    for name, place in known.items():
        for spelling in (name, *spellings.get(name, ())):
            entries.setdefault(spelling, place)
            entries.setdefault(spelling.replace(" - ", " – "), place)
    folded = {key_folded(name): each for name, each in entries.items()}
    # Names of one common syllable are too often other words where no marks tell them apart.
    needs_marks = frozenset(name for name in entries if " " not in name and name.isalpha())
    by_length: dict[int, list[tuple[str, str]]] = {}
    for name in provinces:
        bare = key_folded(name)
        if len(bare) >= _LONG_ENOUGH:
            by_length.setdefault(len(bare), []).append((bare, name))
    return _Gazetteer(Phrases(entries, needs_marks), folded, provinces, by_length)


def split(unit: str) -> tuple[str, str]:
    """Return level and name of a unit written in full.

    >>> split("thành phố Huế"), split("huyện Lắk")
    (('thành phố', 'Huế'), ('huyện', 'Lắk'))
    """
    long = unit.startswith(("thành phố ", "thị xã ", "thị trấn "))
    words = unit.split(" ", 2 if long else 1)
    return " ".join(words[:-1]), words[-1]


LEVELS: Phrases[str] = Phrases(meanings("bodies", "levels"), frozenset({"TT", "làng", "bản"}))
_NO_PLACE = WordSet(phrase_lists("bodies", "words")["no_place"])
_SOCIETY = WordSet(["hội"])
_OTHER = WordSet(phrase_lists("bodies", "words")["other"])
_FAMILY = WordSet(cast("list[str]", data("names")["family"]))
_NUMBERED = {"quận", "phường", "thôn", "ấp", "bản", "buôn", "xóm", "khóm", "khu phố", "tổ dân phố"}
_LOCAL = _NUMBERED - {"quận"} | {"xã", "thị trấn", "đặc khu", "làng"}
WHOLE_CITY = {"tphcm", "tphồchíminh", "tphochiminh"}


def place_at(tokens: Tokens, index: int, *, person: bool = False) -> tuple[int, Place] | None:
    """Return (index after it, place) of a place at a token: a level with or without its name.

    ``person``: whether a person's name may follow (Chủ tịch UBND huyện Lê Văn An).
    """
    if tokens.words[index] in WHOLE_CITY:
        return index + 1, Place("thành phố", CITY)
    found = LEVELS.at(tokens, index)
    if found is None:
        return None
    after, level = found
    if level == "xã" and tokens.words[after] in _SOCIETY.of(tokens) and _one_word(tokens, after):
        return None  # xã hội
    if tokens.kinds[after] == NUMBER and level in _NUMBERED and tokens.words[after].isalnum():
        return after + 1, Place(level, tokens.original(after))
    named = name_at(tokens, after, level=level, person=person)
    if named is not None:
        return named[0], Place(level, named[1])
    if tokens.words[after] in _OTHER.of(tokens) and not tokens.capital(after):
        return None
    return after, Place(level)


def _one_word(tokens: Tokens, after: int) -> bool:
    """Return whether "xã" and the word after it make one word, as their letters show."""
    return tokens.all_capitals(after) or not tokens.capital(after)


def name_at(
    tokens: Tokens, index: int, *, level: str | None = None, person: bool = False
) -> tuple[int, str] | None:
    """Return (index after it, name) of a place's proper name at a token.

    Without a ``level`` only known names and short runs of capitals are taken.
    """
    if not tokens.capital(index):
        return None
    after = _run(tokens, index)
    known = known_at(tokens, index)
    if known is not None and level in _LOCAL and _longer(tokens, known[0], after):
        # xã Tân Thạnh Đông is not Tân Thạnh
        return _unknown(tokens, index, after, level, person=person)
    if known is not None:
        if person and _goes_on(tokens, index, known[0]):
            return None
        return known[0], known[1].name
    if level is None and tokens.words[index] in _NO_PLACE.of(tokens):
        return None
    return _near(tokens, index, after) or _unknown(tokens, index, after, level, person=person)


def _longer(tokens: Tokens, known: int, after: int) -> bool:
    """Return whether the name of a commune only begins like a known one."""
    return known < after and not tokens.all_capitals(known) and not family_name(tokens, known)


def _unknown(
    tokens: Tokens, index: int, after: int, level: str | None, *, person: bool
) -> tuple[int, str] | None:
    """Return a name that no list knows, as far as its capitals reach."""
    if index > 0 and tokens.words[index - 1] == "." and level != "xã":
        return None  # a new sentence after "TP.": cities and districts are known
    if person:
        after = _before_person(tokens, index, after)
    if person and _is_person(tokens, index, after, level):
        return None
    if tokens.all_capitals(index):
        # Capitals throughout do not show where a name ends; provinces and districts are known.
        if level not in _LOCAL:
            return None
        after = min(after, index + 2)
    return after, " ".join(_titled(tokens, each) for each in range(index, after))


def _before_person(tokens: Tokens, index: int, after: int) -> int:
    """Return where a place's name ends that a person's follows at once (Nà Tấu Lò Văn An)."""
    end = after
    while end - after < 2 * _LONGEST and tokens.capital(end):
        end += 1
    for length in (2, 1, 3):
        if family_name(tokens, index + length) and 2 <= end - index - length <= 4:
            return index + length if end - index >= 4 else after
    return after


def _goes_on(tokens: Tokens, index: int, after: int) -> bool:
    """Return whether a known name is only the beginning of a person's (Châu Thành Long)."""
    if not family_name(tokens, index) or not tokens.capital(after):
        return False
    if tokens.all_capitals(index):
        return False
    # Hà Trung Kiên is a person; in Hà Trung Lê Văn An another name begins.
    return not family_name(tokens, after) or not tokens.capital(after + 1)


def _is_person(tokens: Tokens, index: int, after: int, level: str | None) -> bool:
    """Return whether a run of capitals is rather a person's name than a place's."""
    if after - index < 2 or not family_name(tokens, index):
        return False
    # "phường Nguyễn Thái Bình, quận 1": what a higher level follows is a place.
    higher = LEVELS.at(tokens, after + 1) if tokens.words[after] == "," else None
    return level not in _LOCAL or higher is None or higher[1] in _LOCAL


def family_name(tokens: Tokens, index: int) -> bool:
    """Return whether a word is a family name."""
    return index < len(tokens.words) and tokens.words[index] in _FAMILY.of(tokens)


def known_at(tokens: Tokens, index: int) -> tuple[int, Known] | None:
    """Return (index after it, known place) of the longest known name at a capital."""
    found = gazetteer().phrases.at(tokens, index) if tokens.capital(index) else None
    if found is None:
        return None
    last = found[0] - 1
    return found if tokens.capital(last) or tokens.kinds[last] == NUMBER else None


def _run(tokens: Tokens, index: int) -> int:
    """Return the index after a run of words with capitals, at most four."""
    after = index
    capitals = tokens.all_capitals(index)
    while after - index < _LONGEST and tokens.capital(after):
        if (
            after > index
            and tokens.all_capitals(after) != capitals
            and len(tokens.words[after]) > 1
        ):
            break
        after += 1
    return after


def _near(tokens: Tokens, index: int, after: int) -> tuple[int, str] | None:
    """Find a known name that differs in marks, or a province that differs in one letter."""
    known = gazetteer()
    for end in range(after, index + 1, -1):
        folded = key_folded(" ".join(tokens.words[index:end]))
        if folded in known.folded:
            return end, known.folded[folded].name
        alike = known.provinces_by_length.get(len(folded), ())
        for bare, province in alike if tokens.all_capitals(index) else ():
            if _one_letter_apart(folded, bare):
                return end, province
    return None


def _one_letter_apart(one: str, other: str) -> bool:
    return sum(map(str.__ne__, one, other)) == 1


def _titled(tokens: Tokens, index: int) -> str:
    word = tokens.original(index)
    return word.capitalize() if len(word) > 1 and word.isupper() else word
