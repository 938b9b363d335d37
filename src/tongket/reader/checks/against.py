"""A stated value beside a registered one: equal, equal after rounding, within its bound, or not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tongket.core.numbers import format_number
from tongket.core.words import said
from tongket.reader.checks.amounts import last_place, plain, size
from tongket.reader.facts import Bound, Figure, Percent, Value

Outcome = Literal[
    "equal", "equal_rounded", "within_bound", "different", "no_register", "not_checkable"
]

NEAR = Decimal("0.1")
"""How far from a number something may be that is said with gần, hơn or khoảng, as a share of it."""


@dataclass(slots=True, frozen=True, kw_only=True)
class Comparison:
    """What came of comparing a stated with a registered value."""

    outcome: Outcome
    difference: Value = 0
    """Stated less registered, where they differ."""
    sentence: str = ""


def compare(
    stated: Value | None,
    registered: Value | None,
    *,
    bound: Bound = "exact",
    most: Value | None = None,
    step: Value = 0,
) -> Comparison:
    """Compare a stated value with the registered exact one.

    ``most`` is the other end of a stated range, ``step`` the size of the last place it was written
    to (100 triệu in 12,5 tỷ; 0 for a plain whole number).

    >>> compare(7995, 7995).outcome, compare(3000, 2987, bound="nearly").outcome
    ('equal', 'within_bound')
    >>> compare(12_500_000_000, 12_480_000_000, step=100_000_000).outcome, compare(400, 406).difference
    ('equal_rounded', -6)
    """
    if stated is None:
        return Comparison(outcome="not_checkable", sentence=said("Số này không so được."))
    if registered is None:
        return Comparison(outcome="no_register", sentence=said("Chưa có số trong sổ để so."))
    if most is not None:
        inside = min(stated, most) <= registered <= max(stated, most)
        return _within() if inside else _different(stated, registered)
    if bound != "exact":
        return (
            _within() if _bound_holds(stated, registered, bound) else _different(stated, registered)
        )
    if stated == registered:
        return Comparison(outcome="equal", sentence=said("Bằng số trong sổ."))
    if step and size(plain(registered - stated)) < step:
        return Comparison(
            outcome="equal_rounded",
            difference=plain(stated - registered),
            sentence=said("Bằng số trong sổ sau khi làm tròn."),
        )
    return _different(stated, registered)


def compare_fact(fact: Figure | Percent, registered: Value | None) -> Comparison:
    """Compare a figure or percent of a report with the registered value."""
    return compare(
        fact.value,
        registered,
        bound=fact.qualifier,
        most=fact.value_max,
        step=last_place(fact.surface, fact.value),
    )


def _within() -> Comparison:
    return Comparison(outcome="within_bound", sentence=said("Nằm trong khoảng đã nêu."))


def _bound_holds(stated: Value, registered: Value, bound: Bound) -> bool:
    room = size(Decimal(stated)) * NEAR
    off = Decimal(registered) - Decimal(stated)
    if bound == "at_least":
        return off >= 0
    if bound == "at_most":
        return off <= 0
    if bound == "over":
        return 0 <= off <= room
    return -room <= off <= 0 if bound == "nearly" else size(off) <= room


def _different(stated: Value, registered: Value) -> Comparison:
    difference = plain(stated - registered)
    values = {"stated": format_number(stated), "registered": format_number(registered)}
    values["difference"] = format_number(size(difference))
    if difference > 0:
        sentence = said(
            "Báo cáo ghi %(stated)s, sổ có %(registered)s: nhiều hơn %(difference)s.", **values
        )
    else:
        sentence = said(
            "Báo cáo ghi %(stated)s, sổ có %(registered)s: ít hơn %(difference)s.", **values
        )
    return Comparison(outcome="different", difference=difference, sentence=sentence)
