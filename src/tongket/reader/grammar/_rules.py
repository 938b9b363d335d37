"""The rules that lead from a unit and the words around a number to a slug of the vocabulary.

They stand in ``data/subjects.toml``. A rule names classes of units and the concepts it needs; how
near each concept stands to the number is its weight, and the rule with the greatest sum wins. A
need may ask for more than to be there (``average>8``: beside the number) or for no more than that
(``~member``: somewhere around, without weight).
"""

from dataclasses import dataclass
from functools import lru_cache

from tongket.reader.lexicon import Phrases, phrase_lists

BASE = 10.0
"""What a concept weighs that stands beside the number; also a rule that needs none."""
_NEVER = 0.0
_MET = 0.2


@dataclass(slots=True, frozen=True)
class Need:
    """A concept or one of several, how near it must stand, and whether its nearness counts."""

    names: tuple[str, ...]
    least: float = _NEVER
    counts: bool = True


@dataclass(slots=True, frozen=True)
class Rule:
    """One way to a slug: ``needs`` must all be met, ``lacks`` may not stand beside the number."""

    slug: str
    needs: tuple[Need, ...]
    lacks: tuple[str, ...]
    bonus: float

    def score(self, weights: dict[str, float]) -> float:
        """Return how well a rule fits the weighted concepts around a number, 0 for not at all."""
        total = self.bonus if self.needs else self.bonus + BASE
        for need in self.needs:
            best = _NEVER
            for name in need.names:
                weight = weights.get(name, _NEVER)
                if weight > best:
                    best = weight
            if best <= need.least:
                return _NEVER
            total += best if need.counts else _MET
        for concept in self.lacks:
            if weights.get(concept, _NEVER) > BASE - 2:
                return _NEVER
        return total


class Rules:
    """The rules for one class of unit, by the first concept they need."""

    __slots__ = ("_always", "_by_concept")

    def __init__(self, rules: list[Rule]) -> None:
        self._always = [rule for rule in rules if not rule.needs]
        self._by_concept: dict[str, list[Rule]] = {}
        for rule in rules:
            for name in rule.needs[0].names if rule.needs else ():
                self._by_concept.setdefault(name, []).append(rule)

    def best(self, weights: dict[str, float]) -> tuple[float, str | None]:
        """Return the greatest score among the rules and its slug."""
        best, slug = 0.0, None
        for rule in self._always:
            score = rule.score(weights)
            if score > best:
                best, slug = score, rule.slug
        for concept in weights:
            for rule in self._by_concept.get(concept, ()):
                score = rule.score(weights)
                if score > best:
                    best, slug = score, rule.slug
        return best, slug


@lru_cache
def rules() -> dict[str, Rules]:
    """Return the rules by the class of unit they are for."""
    sets = phrase_lists("subjects", "sets")
    found: dict[str, list[Rule]] = {}
    for slug, lines in phrase_lists("subjects", "rules").items():
        for line in lines:
            units, rule = _parsed(slug, line)
            for name in units:
                for unit in sets.get(name, [name]):
                    found.setdefault(unit, []).append(rule)
    return {unit: Rules(each) for unit, each in found.items()}


@lru_cache
def concepts() -> Phrases[tuple[str, ...]]:
    """Return the phrases of the concepts; one phrase may stand for several."""
    entries: dict[str, tuple[str, ...]] = {}
    for name, phrases in phrase_lists("subjects", "concepts").items():
        for phrase in phrases:
            entries[phrase] = (*entries.get(phrase, ()), name)
    return Phrases(entries)


def _parsed(slug: str, line: str) -> tuple[list[str], Rule]:
    units, _, conditions = line.partition(":")
    needs: list[Need] = []
    lacks: list[str] = []
    bonus = 0.0
    for word in conditions.split():
        if word.startswith("!"):
            lacks.append(word[1:])
        elif word[-1].isdigit() and word[0] in "-.0123456789":
            bonus = float(word)
        else:
            needs.append(_need(word))
    return units.strip().split("/"), Rule(slug, tuple(needs), tuple(lacks), bonus)


def _need(word: str) -> Need:
    names, _, least = word.lstrip("~").partition(">")
    return Need(tuple(names.split("/")), float(least or _NEVER), not word.startswith("~"))
