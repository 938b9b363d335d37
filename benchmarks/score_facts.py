"""Scores the facts read out of a report against its labels, after the rules of the labels.

A fact that was read is matched with a label of its kind that it overlaps; where several would do,
the one with the right value comes first, then the one that covers best. What is left over is a
false alarm, unless the labels leave the place open (``_excused`` says when).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Fact = Mapping[str, Any]
Span = tuple[int, int]

KINDS = (
    "figure",
    "ratio",
    "percent",
    "change",
    "document",
    "date",
    "period",
    "person_role",
    "organisation",
    "theme",
    "task",
)
NUMBERED = "numbered document"
"""Documents that have a number are counted a second time, by themselves."""
NAMED = {"person_role", "organisation", "theme"}
AMOUNTS = {"figure", "percent"}
TIMES = {"date", "period"}
RELATIONS = {"ratio", "change"}


@dataclass
class Count:
    """How many facts of a kind are labelled, were read, were found, were found with their value."""

    labelled: int = 0
    read: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is labelled."""
        return self.found / self.read if self.read else float(not self.labelled)

    @property
    def recall(self) -> float:
        """The share of what is labelled that was read."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def value(self) -> float:
        """The share of what was found that has the right value."""
        return self.right / self.found if self.found else 1.0

    def add(self, other: "Count") -> None:
        """Add the counts of another report."""
        self.labelled += other.labelled
        self.read += other.read
        self.found += other.found
        self.right += other.right


@dataclass
class Score:
    """The outcome for one report or several."""

    counts: dict[str, Count] = field(
        default_factory=lambda: {k: Count() for k in (*KINDS, NUMBERED)}
    )
    fields: dict[str, list[int]] = field(default_factory=dict)
    """Of the figures found: how many have the right bound, period, organisation; of how many."""
    misses: list[tuple[str, Fact]] = field(default_factory=list)
    false_alarms: list[tuple[str, Fact]] = field(default_factory=list)
    wrong: list[tuple[str, Fact, Fact]] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add the outcome of another report."""
        for kind, count in other.counts.items():
            self.counts[kind].add(count)
        for name, (right, of) in other.fields.items():
            mine = self.fields.setdefault(name, [0, 0])
            mine[0] += right
            mine[1] += of
        self.misses += other.misses
        self.false_alarms += other.false_alarms
        self.wrong += other.wrong

    @property
    def value(self) -> float:
        """The share of all that was found that has the right value."""
        found = sum(self.counts[kind].found for kind in KINDS)
        return sum(self.counts[kind].right for kind in KINDS) / found if found else 1.0

    def share(self, name: str) -> float:
        """The share of the figures found that have this field right."""
        right, of = self.fields.get(name, (0, 0))
        return right / of if of else 1.0


def score(name: str, labels: Mapping[str, Any], read: Sequence[Fact]) -> Score:
    """Return the outcome for one report: its labels, and the facts read as JSON."""
    gold = [fact for fact in labels["facts"] if fact["kind"] in KINDS]
    facts = [fact for fact in read if fact["kind"] in KINDS]
    pairs = _pairs(gold, facts)
    result = Score()
    for place, fact in enumerate(gold):
        counts = _counts(result, fact)
        for count in counts:
            count.labelled += 1
        if place in pairs:
            _found(result, name, fact, facts[pairs[place]], counts)
        else:
            result.misses.append((name, fact))
    matched = set(pairs.values())
    found = [gold[place] for place in pairs]
    for place, fact in enumerate(facts):
        if place not in matched and not _excused(fact, gold, found, labels.get("neutral", ())):
            for count in _counts(result, fact):
                count.read += 1
            result.false_alarms.append((name, fact))
    return result


def _counts(result: Score, fact: Fact) -> list[Count]:
    counts = [result.counts[fact["kind"]]]
    if fact["kind"] == "document" and fact.get("number"):
        counts.append(result.counts[NUMBERED])
    return counts


def _found(result: Score, name: str, label: Fact, fact: Fact, counts: list[Count]) -> None:
    right = _same_value(label, fact)
    for count in counts:
        count.read += 1
        count.found += 1
        count.right += right
    if not right:
        result.wrong.append((name, label, fact))
    if label["kind"] == "figure":
        for each in ("qualifier", "period", "organisation"):
            if label.get(each):
                kept = result.fields.setdefault(each, [0, 0])
                kept[0] += _folded(label[each]) == _folded(fact.get(each))
                kept[1] += 1


def _pairs(gold: Sequence[Fact], facts: Sequence[Fact]) -> dict[int, int]:
    """Return for each label that was found the fact it was found as."""
    candidates = []
    for here, label in enumerate(gold):
        for there, fact in enumerate(facts):
            if label["kind"] == fact["kind"] and (cover := _cover(label, fact)):
                candidates.append((_same_value(label, fact), cover, -here, -there))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, here, there in sorted(candidates, reverse=True):
        if -here not in pairs and -there not in taken:
            pairs[-here] = -there
            taken.add(-there)
    return pairs


def _excused(
    fact: Fact, gold: Sequence[Fact], found: Sequence[Fact], neutral: Iterable[Mapping[str, Any]]
) -> bool:
    """Return whether a fact no label stands for is neither right nor wrong."""
    kind = fact["kind"]
    for each in neutral:
        if (not each.get("kinds") or kind in each["kinds"]) and _common(_span(each), _span(fact)):
            return True
    if any(_within(kind, fact, label) for label in gold):
        return True
    return any(_again(kind, fact, label) for label in found)


def _within(kind: str, fact: Fact, label: Fact) -> bool:
    """A number that is part of a ratio or change; a day inside a citation or comparison."""
    if kind in AMOUNTS and label["kind"] in RELATIONS:
        parts = label.get("parts") or ()
        return any(_common(_span(part), _span(fact)) for part in parts)
    if kind in TIMES and label["kind"] in {"document", "change"}:
        return bool(_common(_span(label), _span(fact)))
    return False


def _again(kind: str, fact: Fact, label: Fact) -> bool:
    """The other end of a range, a second reading of a relation, a name said once more."""
    if kind in AMOUNTS and label["kind"] in AMOUNTS:
        ranged = label.get("value_max") is not None
        return ranged and bool(_common(_span(label), _span(fact)))
    if label["kind"] != kind:
        return False
    return (kind in RELATIONS or kind in NAMED) and bool(_cover(label, fact))


# --- places


def _span(of: Mapping[str, Any]) -> Span:
    return of["start"], of["end"]


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _cover(label: Fact, fact: Fact) -> float:
    """Return the common part of the two by what they take in together, at the best mention."""
    there = _span(fact)
    spans = [_span(label), *((start, end) for start, end in label.get("mentions") or ())]
    best = 0.0
    for span in spans:
        common = _common(span, there)
        if common:
            best = max(best, common / (max(span[1], there[1]) - min(span[0], there[0])))
    return best


# --- values


def _number(value: object) -> float | None:
    try:
        return None if value is None else float(str(value))
    except ValueError:
        return None


def _equal(one: object, other: object) -> bool:
    first, second = _number(one), _number(other)
    if first is None or second is None:
        return first is second
    return abs(first - second) <= 1e-6 * max(1.0, abs(first), abs(second))


def _folded(value: object) -> str:
    """Return text in small letters without its marks."""
    text = unicodedata.normalize("NFD", str(value or "").lower().replace("đ", "d"))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(text.replace("–", "-").replace("—", "-").split())


def _citation(value: object) -> str:
    """Return what of a citation must agree: its number where it has one, else its words."""
    text = re.sub(r"\bso\b|[\s.,;:()\"']", "", _folded(value))
    number = re.search(r"\d.*", text)
    return number[0] if number else text


def _amount(label: Fact, fact: Fact) -> bool:
    upper = label.get("value_max")
    return _equal(label["value"], fact.get("value")) and (
        upper is None or _equal(upper, fact.get("value_max"))
    )


def _ratio(label: Fact, fact: Fact) -> bool:
    return all(
        _equal(label.get(each), fact.get(each)) for each in ("numerator", "denominator", "percent")
    )


def _change(label: Fact, fact: Fact) -> bool:
    levels = [each for each in ("from", "to") if label.get(each) is not None]
    compared = levels if len(levels) == 2 else [*levels, "delta"]
    return all(
        _equal(label[each], fact.get(each)) for each in compared if label.get(each) is not None
    )


def _document(label: Fact, fact: Fact) -> bool:
    said = fact.get("citation") or fact.get("number")
    wanted = [label[each] for each in ("citation", "resolved") if label.get(each)]
    if not label.get("number"):
        wanted.append(label.get("surface"))
    if _citation(said) not in {_citation(each) for each in wanted}:
        return False
    return not label.get("date") or label["date"] == fact.get("date")


def _day(label: Fact, fact: Fact) -> bool:
    said = str(fact.get("value"))
    without_year = label.get("year_stated") is False and said == f"-{label['value'][4:]}"
    return bool(said == label["value"] or without_year)


def _name(label: Fact, fact: Fact) -> bool:
    wanted, said = _folded(label.get("name")), _folded(fact.get("name"))
    return bool(said) and (said in wanted or wanted in said)


def _by(field_name: str) -> Callable[[Fact, Fact], bool]:
    return lambda label, fact: str(label.get(field_name)) == str(fact.get(field_name))


VALUES: dict[str, Callable[[Fact, Fact], bool]] = {
    "figure": _amount,
    "percent": _amount,
    "ratio": _ratio,
    "change": _change,
    "document": _document,
    "date": _day,
    "period": _by("value"),
    "person_role": _name,
    "organisation": _name,
    "theme": _by("year"),
    "task": _by("ordinal"),
}


def _same_value(label: Fact, fact: Fact) -> bool:
    return VALUES[label["kind"]](label, fact)
