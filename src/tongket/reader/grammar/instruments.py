"""Well-known instruments: what a short citation or a number used in several terms may mean."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from tongket.core.text import fold
from tongket.reader.lexicon import data

_CENTRE = re.compile(r"T\.?Ư|T\.[UW]", re.IGNORECASE)
"""Ways to write TW; not TU, which is Tỉnh ủy."""
_DIGITS = re.compile(r"0*([0-9]+[a-c]?)(.*)")


@dataclass(slots=True, frozen=True, kw_only=True)
class Instrument:
    """One document of the Party or the State, as the list of well-known ones has it."""

    type: str
    number: str
    issuer: str
    date: str
    subject: str
    verified: bool
    aliases: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The citation in full, without its day: Kết luận số 21-KL/TW."""
        return f"{self.type} số {self.number}"

    @property
    def dated(self) -> str:
        """The citation with its day, which tells the terms apart."""
        year, month, day = self.date.split("-")
        return f"{self.citation} ngày {day}/{month}/{year}"


def number_key(number: str) -> str:
    """Return the form by which numbers are compared.

    >>> number_key("08-QĐi/TW"), number_key("8-qdi/tw")
    ('8-qdi/tw', '8-qdi/tw')
    """
    key = re.sub(r"\s+", "", fold(_CENTRE.sub("TW", number))).replace("–", "-")
    match = _DIGITS.fullmatch(key)
    return match[1] + match[2] if match else key


@lru_cache
def known() -> tuple[Instrument, ...]:
    """Return the list of well-known instruments."""
    entries = cast("list[dict[str, object]]", data("instruments")["instrument"])
    return tuple(
        Instrument(
            type=str(entry["type"]),
            number=str(entry["number"]),
            issuer=str(entry["issuer"]),
            date=str(entry["date"]),
            subject=str(entry["subject"]),
            verified=bool(entry["verified"]),
            aliases=tuple(cast("list[str]", entry.get("aliases", []))),
        )
        for entry in entries
    )


@lru_cache
def _by_number() -> dict[str, list[Instrument]]:
    found: dict[str, list[Instrument]] = {}
    for each in known():
        for number in (each.number, *each.aliases):
            found.setdefault(number_key(number), []).append(each)
    return found


@lru_cache
def _by_digits() -> dict[tuple[str, str], list[Instrument]]:
    found: dict[tuple[str, str], list[Instrument]] = {}
    for each in known():
        match = _DIGITS.match(number_key(each.number))
        if match:
            found.setdefault((_family(each.type), match[1]), []).append(each)
    return found


def _family(kind: str) -> str:
    """Quyết định and Quy định are confused by everybody, their sign being the same."""
    return "Quyết định" if kind == "Quy định" else kind


def same_number(kind: str, number: str, day: str | None = None) -> list[Instrument]:
    """Return the instruments of a full number, only those of the day where one is given."""
    found = [
        each
        for each in _by_number().get(number_key(number), ())
        if _family(each.type) == _family(kind)
    ]
    of_day = [each for each in found if each.date == day]
    return of_day or found


def short_number(kind: str, digits: str, issuer: str | None) -> list[Instrument]:
    """Return the instruments a short citation (Nghị quyết 39 của Bộ Chính trị) may mean."""
    found = _by_digits().get((_family(kind), number_key(digits)), [])
    if issuer is None:
        return found
    return [each for each in found if fits(each.issuer, issuer)]


def fits(issuer: str, stated: str) -> bool:
    """Return whether an instrument's issuer can be the one a text names."""
    if stated == "Trung ương":
        return "Trung ương" in issuer or issuer in ("Bộ Chính trị", "Ban Bí thư")
    return f"{issuer} ".startswith(f"{stated} ") or f"{stated} ".startswith(f"{issuer} ")
