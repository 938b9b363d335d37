"""Whose a number is: the body named beside it, else the one the report is about."""

from bisect import bisect_left

from tongket.reader.draft import Draft
from tongket.reader.facts import Organisation
from tongket.reader.grammar._context import Place
from tongket.reader.grammar._lines import Lines
from tongket.reader.lexicon import Phrases
from tongket.reader.tokens import WORD

_EVERYBODY: Phrases[str] = Phrases(
    {"cả nước": "cả nước", "toàn quốc": "cả nước", "trên cả nước": "cả nước"}
)
_PLACES: Phrases[bool] = Phrases(
    dict.fromkeys(
        ["huyện", "thị xã", "thành phố", "xã", "phường", "quận", "tỉnh", "tp", "thị trấn",
         "đảng bộ huyện", "đảng bộ xã", "đảng bộ phường", "đảng bộ thị xã", "đảng bộ thành phố"],
        True,
    )
)  # fmt: skip
_NAME_MOST = 5
_LEADS = frozenset("+-*•,;")
"""Signs that may stand before a body."""


class Whom:
    """The bodies of one draft by where they are named."""

    def __init__(self, draft: Draft, lines: Lines) -> None:
        self.draft = draft
        self.tokens = draft.tokens
        self.lines = lines
        found = sorted(
            (start, end, fact.name)
            for fact in draft.facts
            if isinstance(fact, Organisation)
            for start, end in [(fact.start, fact.end), *fact.mentions]
        )
        self._everybody = self._of_everybody()
        self._found = found
        self._starts = [start for start, _, _ in found]

    def of(self, place: Place) -> str | None:
        """Return the body a number belongs to."""
        return self._beside(place) or self._subject(place) or self.draft.heading.organisation

    def _beside(self, place: Place) -> str | None:
        """Return the body or place named at the head of the number's own words."""
        for index, name in self._everybody:
            if place.own <= index < place.first:
                return name
        tokens = self.tokens
        words, kinds, starts, text = tokens.words, tokens.kinds, tokens.starts, tokens.text
        places = _PLACES.table(tokens)
        for index in range(place.own, place.first):
            if kinds[index] != WORD:
                begins = words[index] not in _LEADS
            else:
                begins = text[starts[index]].isupper() or (
                    words[index] in places and _PLACES.at(tokens, index) is not None
                )
            if begins:
                return self._named_at(index, place.first)
        return self._named_at(max(place.own, place.first), place.first)

    def _of_everybody(self) -> list[tuple[int, str]]:
        """Return where the whole country is named, and how."""
        tokens = self.tokens
        found = ((index, _EVERYBODY.at(tokens, index)) for index in _EVERYBODY.begins(tokens))
        return [(index, phrase[1]) for index, phrase in found if phrase is not None]

    def _named_at(self, first: int, after: int) -> str | None:
        start = self.tokens.starts[first]
        place = bisect_left(self._starts, start)
        if place < len(self._found) and self._found[place][0] == start:
            return self._found[place][2]
        if self.tokens.words[first] not in _PLACES.table(self.tokens):
            return None
        found = _PLACES.at(self.tokens, first)
        if found is None or not self.tokens.capital(found[0]):
            return None
        end = found[0]
        while end < min(after, found[0] + _NAME_MOST) and self.tokens.capital(end):
            end += 1
        return " ".join(self.tokens.between(first, end - 1).split())

    def _subject(self, place: Place) -> str | None:
        """Return the body a sentence or list item begins with."""
        if place.sentence >= place.first:
            return None
        return self._named_at(place.sentence, place.first)
