"""The full name of a body: abbreviations written out, its owner and place completed."""

from dataclasses import replace
from typing import cast

from tongket.reader.draft import Draft
from tongket.reader.grammar.body_heads import Mention
from tongket.reader.grammar.own_places import OwnPlaces
from tongket.reader.grammar.place_names import CITY, Place, gazetteer
from tongket.reader.lexicon import data, phrase_lists
from tongket.reader.writing import key_folded

_SAME = cast("dict[str, str]", data("bodies")["same"])
_OF_A_PLACE = cast("dict[str, str]", data("bodies")["of_a_place"])
_ALONE = {"whole", "named"}
_OF_PROVINCES = frozenset(phrase_lists("bodies", "kinds")["of_provinces"])
_KIND_NAMES = {"HTX": "hợp tác xã", "nhà trường": "trường"}


def _with_level(mention: Mention, place: Place) -> Place:
    """Return a bare province with its level: Sở Nội vụ Phú Thọ is that of tỉnh Phú Thọ."""
    if place.level or place.name is None or mention.base.startswith("Thanh tra"):
        return place
    if mention.kind in ("local", "department", "whole"):
        return Place(gazetteer().provinces.get(place.name), place.name)
    return place


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
        self._mentions = mentions
        for mention in mentions:
            if mention.of_kind and mention.of is None:
                mention.of = self._of_that_kind(mention)
                mention.after = mention.kind_after if mention.of else mention.after
            elif self._is_of_province(mention):
                mention.place = self._of_the_province()
            if mention.owned and not mention.many:
                self._owned.setdefault(mention.base, mention)

    def _of_that_kind(self, mention: Mention) -> Mention | None:
        """Return the body the report names that is meant by its kind alone (Đảng ủy Công ty)."""
        kind = key_folded(_KIND_NAMES.get(mention.of_kind, mention.of_kind))
        for each in self._mentions:
            if each.first >= mention.first:
                return None
            whole = each if each.kind in ("named", "department") else each.of
            if whole is not None and key_folded(whole.base).startswith(f"{kind} "):
                return whole
        return None

    def full(self, mention: Mention) -> str | None:
        """Return the full name of a body as far as the report gives it, None where it is open."""
        if mention.kind == "level":
            return self._level(mention)
        if not mention.owned and mention.kind not in (*_ALONE, "department", "staff"):
            known = self._owned.get(mention.base)
            return self.full(known) if known is not None else None
        if mention.kind == "staff" and not mention.owned:
            mention = self._of_the_report(mention)
        short = mention.of is None and mention.place is not None
        parts = [_OF_A_PLACE.get(mention.base, mention.base) if short else mention.base]
        if mention.of is not None:
            parts.append(self.full(mention.of) or mention.of.base)
        parts.append(self._tail(mention))
        place = mention.place or self._province(mention)
        if place is None and mention.tail == "Khối" and self._blocks:
            place = self._blocks[0].place
        if place is not None:
            parts.append(self.place(_with_level(mention, place)))
        return " ".join(part for part in parts if part)

    def _is_of_province(self, mention: Mention) -> bool:
        """Return whether a body without an owner is one that only provinces have."""
        alone = not mention.owned and not mention.small and mention.base in _OF_PROVINCES
        return alone and self.places.province is not None

    def _of_the_province(self) -> Place | None:
        name = self.places.province
        return Place(gazetteer().provinces[name], name) if name is not None else None

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
        return self._of_the_province()

    def _tail(self, mention: Mention) -> str:
        """Return the block a bare "Khối" means where the report names it in full elsewhere."""
        if mention.tail == "Khối" and self._blocks:
            return self._blocks[0].tail
        return mention.tail

    def _level(self, mention: Mention) -> str:
        """Return a level's committee with its place (Tỉnh ủy Quảng Trị)."""
        place = mention.place or Place("")
        society = self._society(mention, place)
        if society is not None:
            return society
        name = place.name or self.places.name(place.level or "")
        if name is None:
            return mention.base
        if name == CITY:
            return f"{mention.base} Thành phố {CITY}"
        spelt = f"{place.level} " if place.level in self._spelt_out else ""
        return f"{mention.base} {spelt}{name}"

    def _society(self, mention: Mention, place: Place) -> str | None:
        """Return the association a bare Tỉnh hội means, where the report names one of the level."""
        if not mention.base.endswith(" hội"):
            return None
        for each in self._mentions:
            whole = each.of if each.kind in ("organ", "staff") else each
            if whole is None or not whole.base.startswith("Hội ") or whole.place is None:
                continue
            if whole.place.level == place.level and whole.place.name:
                return self.full(whole)
        return None

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
