"""Searching units, indicators, their figures, instruments and reviews, with or without marks."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tongket.access.domain import Action, Actor
from tongket.core.text import fold
from tongket.figures.domain import FigureFault, FigureKey
from tongket.indicators.selectors import definitions
from tongket.org.models import Unit, UnitKind
from tongket.org.selectors import search as search_units
from tongket.rulebook.selectors import instruments
from tongket.yearend.compiler import Request
from tongket.yearend.domain.wording import number_text
from tongket.yearend.selectors import fetch

MOST_SHOWN = 20


@dataclass(frozen=True)
class Found:
    """Something found: its words, what it is, where it opens."""

    label: str
    note: str
    address: str


@dataclass(frozen=True)
class Results:
    """What was found, by kind."""

    figures: tuple[Found, ...] = ()
    units: tuple[Found, ...] = ()
    indicators: tuple[Found, ...] = ()
    instruments: tuple[Found, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        parts = (self.figures, self.units, self.indicators, self.instruments)
        return sum(len(part) for part in parts)


def search(text: str, *, actor: Actor, unit_id: int | None, period: str, today: date) -> Results:
    """Return what a text finds, within what the actor may see. Every word must be found."""
    words = fold(text).split()
    if not words:
        return Results()
    codes = _indicators(words, today) if actor.may(Action.SEE_RULES) else []
    return Results(
        figures=_by_id(text) or _figures(codes, actor, unit_id, period),
        units=_units(text, actor, today),
        indicators=tuple(
            Found(name, code, reverse("indicators:detail", args=[code])) for code, name in codes
        ),
        instruments=_instruments(words) if actor.may(Action.SEE_RULES) else (),
    )


def _units(text: str, actor: Actor, today: date) -> tuple[Found, ...]:
    scope = actor.units(Action.SEE_UNITS)
    # More are asked for than shown: those outside the scope fall away.
    nodes = [node for node in search_units(text, today, limit=500) if node.id in scope]
    # The shorter the name, the nearer it is to what was asked: the ward before its many cells.
    nodes.sort(key=lambda node: len(node.name))
    return tuple(
        Found(node.name, str(UnitKind(node.kind).label), reverse("org:unit", args=[node.code]))
        for node in nodes[:MOST_SHOWN]
    )


def _indicators(words: list[str], today: date) -> list[tuple[str, str]]:
    found = [
        (code, one.name)
        for code, one in definitions(None, today).items()
        if all(word in f"{fold(one.name)} {code} {code.replace('_', ' ')}" for word in words)
    ]
    return sorted(found, key=lambda one: (len(one[1]), one[0]))[:MOST_SHOWN]


def _figures(
    codes: list[tuple[str, str]], actor: Actor, unit_id: int | None, period: str
) -> tuple[Found, ...]:
    """Return the figures of indicators at the unit one acts for, in the period looked at."""
    if unit_id is None or not codes or not actor.may(Action.SEE_FIGURES, unit_id):
        return ()
    unit = Unit.objects.values_list("code", flat=True).get(pk=unit_id)
    known = fetch([Request(code, unit, period) for code, _name in codes[:8]], unit, period)
    return tuple(
        Found(f"{one.label}: {number_text(one.shown)}", one.basis, f"/so-lieu/{one.figure_id}/")
        for one in known.values()
        if one.value is not None
    )


def _by_id(text: str) -> tuple[Found, ...]:
    """Return the figure whose id was typed; its page decides whether the person may see it."""
    try:
        key = FigureKey.parse(text)
    except FigureFault:
        return ()
    return (Found(key.id, "", f"/so-lieu/{key.id}/"),)


def _instruments(words: list[str]) -> tuple[Found, ...]:
    found = []
    for row in instruments():
        folded = fold(f"{row} {row.title} {row.issuer}")
        if all(word in folded for word in words):
            found.append(Found(str(row), row.title, reverse("rulebook:rule_list")))
    return tuple(found[:MOST_SHOWN])
