"""The values of a year's returns: made up, and adding up exactly to what was published. Pure.

Values are whole numbers (not thousandths). A column holds one line's value for each unit that
fills it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from zlib import crc32

from tongket.demo.allocation import allocate
from tongket.demo.city import SEED, content
from tongket.demo.facts import fact, standing_for
from tongket.demo.published import Published, published
from tongket.demo.reporters import Cast, Reporter

Column = dict[str, int]
"""Unit code -> value of one line."""


@dataclass
class YearValues:
    """What all units return for one year; ``columns`` by key of the line."""

    cast: Cast
    opening: Mapping[str, int] | None = None
    """Members at the beginning where the year before is known."""
    closing: Mapping[str, int] | None = None
    """Members at the end where the year after is known; without either the weights are it."""
    columns: dict[str, Column] = field(default_factory=dict)

    def fillers(self, key: str) -> list[Reporter]:
        """Return the units that fill a line."""
        return self.cast.fillers.get(key, [])

    def drawn(self, key: str) -> Random:
        """Return the lots of one line in this year, the same whatever else was drawn."""
        return Random(f"{SEED} {self.cast.year} {key}")  # noqa: S311 - no secret

    def liking(self, key: str, code: str) -> int:
        """Return how much a unit takes of a line (about 100): nearly the same from year to year."""
        lasting = crc32(f"{SEED} {key} {code}".encode()) % 81
        passing = crc32(f"{self.cast.year} {SEED} {key} {code}".encode()) % 13
        return 54 + lasting + passing

    def inside(self, figure: Published) -> frozenset[str]:
        """Return the codes of the units whose values a published figure adds up."""
        return frozenset(
            one.code
            for one in self.cast.reporters
            if self.cast.below(figure.unit, figure.below, one)
        )

    def by_unit(self) -> dict[str, dict[str, int]]:
        """Return code -> key -> value."""
        found: dict[str, dict[str, int]] = {one.code: {} for one in self.cast.reporters}
        for key, column in self.columns.items():
            for code, value in column.items():
                found[code][key] = value
        return found


def year_values(
    cast: Cast,
    *,
    opening: Mapping[str, int] | None = None,
    closing: Mapping[str, int] | None = None,
) -> YearValues:
    """Make up all returns of a year. Lines without a rule in ``values.yaml`` are left at 0."""
    year = YearValues(cast, opening, closing)
    for rule in content("values.yaml")["rules"]:
        _RULES[rule["do"]](year, rule)
    for key, fillers in cast.fillers.items():
        if key not in year.columns:
            year.columns[key] = {one.code: 0 for one in fillers}
    return year


def spread(
    year: YearValues,
    key: str,
    rate: float,
    caps: Mapping[str, int] | None = None,
    weights: Mapping[str, int] | None = None,
) -> Column:
    """Share a line out: published totals where there are any, ``rate`` per thousand elsewhere.

    ``weights`` default to members; ``caps`` limit single units. Totals of other years than the
    published one are taken down to what the caps can hold.
    """
    fillers = year.fillers(key)
    base = {one.code: one.weight if weights is None else weights[one.code] for one in fillers}
    drawn = {code: weight * year.liking(key, code) for code, weight in base.items()}
    column: Column = {}
    covered: set[str] = set()
    for figure in _innermost_first(year, key):
        inside = year.inside(figure)
        covered |= inside
        _fill(year, figure, [one for one in fillers if one.code in inside], column, drawn, caps)
    rest = [one for one in fillers if one.code not in column]
    leaves = (one.size for one in year.cast.reporters if one.leaf and one.code not in covered)
    whole = sum(leaves) if weights is None else sum(base[one.code] for one in rest)
    tide = 97 + crc32(f"{SEED} {key} {year.cast.year}".encode()) % 7
    _share(round(whole * rate * tide / 100_000), rest, column, drawn, caps)
    return column


def _innermost_first(year: YearValues, key: str) -> list[Published]:
    """Return the figures published of a line, the smallest unit's first."""
    depth = {one.code: len(one.path) for one in year.cast.reporters}
    known = [one for one in published() if one.key == key and one.unit in depth]
    return sorted(known, key=lambda one: -depth[one.unit])


def _fill(
    year: YearValues,
    figure: Published,
    inside: Sequence[Reporter],
    column: Column,
    drawn: Mapping[str, int],
    caps: Mapping[str, int] | None,
) -> None:
    """Give what is published of a unit to the units inside that have no value yet.

    Where nobody below fills the line, the unit itself returns it.
    """
    inside = inside or [one for one in year.fillers(figure.key) if one.code == figure.unit]
    total = figure.value_in(year.cast.year) - sum(column.get(one.code, 0) for one in inside)
    rest = [one for one in inside if one.code not in column]
    if figure.own:
        column.update({one.code: 0 for one in rest} | {figure.unit: total})
        return
    exact = figure.year == year.cast.year
    _share(total, rest, column, drawn, caps, exact=exact)


def _share(
    total: int,
    units: Sequence[Reporter],
    column: Column,
    drawn: Mapping[str, int],
    caps: Mapping[str, int] | None,
    *,
    exact: bool = False,
) -> None:
    """Share a total out; one that is not ``exact`` is taken down to what the caps can hold."""
    if caps is None:
        caps = dict.fromkeys((one.code for one in units), total)
    if not exact:
        total = max(0, min(total, sum(caps[one.code] for one in units)))
    _descend(total, units, 1, column, drawn, caps)


def _descend(
    total: int,
    units: Sequence[Reporter],
    depth: int,
    column: Column,
    drawn: Mapping[str, int],
    caps: Mapping[str, int],
) -> None:
    """Share out level by level, so that small units get their due within each committee."""
    branches: dict[str, list[Reporter]] = {}
    for one in units:
        branches.setdefault(one.path[min(depth, len(one.path) - 1)], []).append(one)
    weights = [sum(drawn[one.code] for one in branch) for branch in branches.values()]
    limits = [sum(caps[one.code] for one in branch) for branch in branches.values()]
    if not branches:
        return
    for part, branch in zip(allocate(total, weights, caps=limits), branches.values(), strict=True):
        if len(branch) == 1:
            column[branch[0].code] = part
        elif part == 0:
            column.update({one.code: 0 for one in branch})
        else:
            _descend(part, branch, depth + 1, column, drawn, caps)


def _movement(year: YearValues, rule: Mapping[str, Any]) -> None:
    """Members in, out, at the beginning and at the end; one of the ends is known."""
    leaves = year.fillers("members_total")
    known = year.opening or year.closing or {one.code: one.size for one in leaves}
    base = {one.code: known.get(one.code, one.size) for one in leaves}
    half = {code: value // 2 for code, value in base.items()}
    quarter = {code: value // 4 for code, value in base.items()}
    admitted = spread(year, "members_admitted", rule["admitted"], half, base)
    increases = spread(year, "members_other_increases", rule["increases"], quarter, base)
    decreases = spread(year, "members_decreases", rule["decreases"], quarter, base)
    change = {
        code: admitted.get(code, 0) + increases.get(code, 0) - decreases.get(code, 0)
        for code in base
    }
    ahead = year.opening is not None
    year.columns |= {
        "members_admitted": admitted,
        "members_other_increases": increases,
        "members_decreases": decreases,
        "members_opening": base if ahead else {code: base[code] - change[code] for code in base},
        "members_total": {code: base[code] + change[code] for code in base} if ahead else base,
    }


def _one(year: YearValues, rule: Mapping[str, Any]) -> None:
    """1 each; a leaf that stands for many (a ward without its cells) counts what it holds."""
    year.columns[rule["key"]] = {
        one.code: standing_for(rule["key"], year.cast.year, one)
        for one in year.fillers(rule["key"])
    }


def _part(year: YearValues, rule: Mapping[str, Any]) -> None:
    whole = year.columns.get(rule["whole"], {})
    weights = {one.code: whole.get(one.code, 0) for one in year.fillers(rule["key"])}
    year.columns[rule["key"]] = spread(year, rule["key"], rule["rate"], weights, weights)


def _split(year: YearValues, rule: Mapping[str, Any]) -> None:
    """Divide a whole: each part takes of what the parts before left, the rest is the last part."""
    whole = year.columns[rule["whole"]]
    left = dict(whole)
    for key, rate in rule["parts"].items():
        fillers = {one.code for one in year.fillers(key)}
        limits = {code: left[code] if code in whole else 0 for code in fillers}
        column = spread(year, key, rate, limits, {code: whole.get(code, 0) for code in fillers})
        for code, value in column.items():
            left[code] -= value
        year.columns[key] = column
    codes = [one.code for one in year.fillers(rule["rest"])]
    year.columns[rule["rest"]] = {code: left.get(code, 0) for code in codes}


def _rate(year: YearValues, rule: Mapping[str, Any]) -> None:
    year.columns[rule["key"]] = spread(year, rule["key"], rule["rate"])


def _each(year: YearValues, rule: Mapping[str, Any]) -> None:
    key = rule["key"]
    column = spread(year, key, 0)
    random = year.drawn(f"{key} each")
    taken = {code for figure in _innermost_first(year, key) for code in year.inside(figure)}
    for one in year.fillers(key):
        if one.code not in taken:
            column[one.code] = random.randint(rule["low"], rule["high"])
    year.columns[key] = column


def _fact(year: YearValues, rule: Mapping[str, Any]) -> None:
    key = rule["key"]
    year.columns[key] = {one.code: fact(key, year.cast, one) for one in year.fillers(key)}


_RULES: Mapping[str, Callable[[YearValues, Mapping[str, Any]], None]] = {
    "movement": _movement,
    "one": _one,
    "part": _part,
    "split": _split,
    "rate": _rate,
    "each": _each,
    "fact": _fact,
}
