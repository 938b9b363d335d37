"""The full name of a body: abbreviations written out, its owner and place completed."""

from dataclasses import replace
from typing import cast

from tongket.reader.draft import Draft
from tongket.reader.grammar.body_heads import Mention
from tongket.reader.grammar.own_places import OwnPlaces
from tongket.reader.grammar.place_names import CITY, Place, gazetteer
from tongket.reader.lexicon import data
from tongket.reader.writing import key_folded

_SAME = cast("dict[str, str]", data("bodies")["same"])
_ALONE = {"whole", "named"}


class Naming:
    """Completes the names of one report's bodies from its own places and its other bodies."""

    def __init__(self, draft: Draft, mentions: list[Mention]) -> None:
        self.places = OwnPlaces(draft, mentions)
        self._blocks = [each for each in mentions if "Khối " in each.tail]
        # "Quận ủy quận Phú Nhuận": where the report writes the level again, so do we.
        self._spelt_out = {
            each.tail
            for mention in mentions
            for each in (mention, mention.of)
            if each is not None and each.kind == "level" and each.tail
        }
        self._committee = next(
            (each for each in mentions if each.kind == "level" and " ủy" in each.base), None
        )
        self._owned: dict[str, Mention] = {}
        for mention in mentions:
            if mention.owned and not mention.many:
                self._owned.setdefault(mention.base, mention)

    def full(self, mention: Mention) -> str | None:
        """Return the full name of a body as far as the report gives it, None where it is open."""
        if mention.kind == "level":
            return self._level(mention)
        if not mention.owned and mention.kind not in (*_ALONE, "department", "staff"):
            known = self._owned.get(mention.base)
            return self.full(known) if known is not None else None
        if mention.kind == "staff" and not mention.owned:
            mention = self._of_the_report(mention)
        parts = [mention.base]
        if mention.of is not None:
            parts.append(self.full(mention.of) or mention.of.base)
        parts.append(self._tail(mention))
        place = mention.place or self._province(mention)
        if place is None and mention.tail == "Khối" and self._blocks:
            place = self._blocks[0].place
        if place is not None:
            parts.append(self.place(place))
        return " ".join(part for part in parts if part)

    def _of_the_report(self, mention: Mention) -> Mention:
        """Return an organ without an owner as one of the report's own committee."""
        known = self._owned.get(mention.base)
        if known is not None:
            return known
        return replace(mention, of=self._committee) if self._committee is not None else mention

    def _province(self, mention: Mention) -> Place | None:
        """Return the province of a department of one (Sở Nội vụ), as far as it is known."""
        if not mention.base.startswith("Sở "):
            return None
        name = self.places.province
        return Place(gazetteer().provinces[name], name) if name is not None else None

    def _tail(self, mention: Mention) -> str:
        """Return the block a bare "Khối" means where the report names it in full elsewhere."""
        if mention.tail == "Khối" and self._blocks:
            return self._blocks[0].tail
        return mention.tail

    def _level(self, mention: Mention) -> str:
        """Return a level's committee with its place (Tỉnh ủy Quảng Trị)."""
        place = mention.place or Place("")
        name = place.name or self.places.name(place.level or "")
        if name is None:
            return mention.base
        if name == CITY:
            return f"{mention.base} Thành phố {CITY}"
        spelt = f"{place.level} " if place.level in self._spelt_out else ""
        return f"{mention.base} {spelt}{name}"

    def place(self, place: Place) -> str:
        """Return a place in full, its name completed from the report where it gives the level."""
        name = place.name or (self.places.name(place.level) if place.level else None)
        if name == CITY:
            return f"Thành phố {CITY}"
        return " ".join(part for part in (place.level, name) if part)

    def key(self, mention: Mention) -> str:
        """Return what two mentions of one body have in common: the name without levels."""
        if not mention.name:
            return key_folded(mention.base)
        name = _without_levels(mention.name)
        for one, other in _SAME.items():
            name = name.replace(one, other)
        return key_folded(name)


_LEVELS = ("tỉnh ", "thành phố ", "quận ", "huyện ", "thị xã ", "xã ", "phường ", "thị trấn ")


def _without_levels(name: str) -> str:
    short = f" {name.lower()}"
    for level in _LEVELS:
        short = short.replace(f" {level}", " ")
    return short.strip()
