"""Comparing what was published with what is computed; nothing is repaired, differences are said.

A published value may be rounded ("gần 3.000", 102 %) and still be right: the comparison says so.
A published total may not equal its published parts: the missing rest is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tongket.core.numbers import format_number
from tongket.core.rounding import Rounding


class Agreement(StrEnum):
    """How a published value stands to the computed one."""

    EQUAL = "equal"
    ROUNDED = "rounded"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    """Nothing was computed to compare with."""


@dataclass(frozen=True)
class PublishedValue:
    """A value as published: ``text`` as printed, ``bound`` exact, about, nearly, over."""

    indicator: str
    value: Decimal
    text: str = ""
    bound: str = "exact"
    cell: str = ""


@dataclass(frozen=True)
class Comparison:
    """A published value beside the computed one, with a sentence that says how they agree."""

    published: PublishedValue
    computed: Decimal | None
    agreement: Agreement
    sentence: str


@dataclass(frozen=True)
class SumNote:
    """A published total beside its published parts; ``rest`` is what the parts leave open."""

    total: PublishedValue
    parts: tuple[PublishedValue, ...]
    rest: Decimal
    sentence: str


_PRINTED = tuple(Rounding(digits=digits) for digits in (2, 1, 0))
_ROUGH = tuple(Rounding(digits=digits) for digits in (-1, -2, -3))
"""Whole numbers are rounded only where the words say so ("khoảng 400")."""
_SIDES = {"nearly": -1, "over": 1}
"""On which side of the stated value the true one must lie."""
_NEAR = Decimal("0.05")


def compare(published: PublishedValue, computed: Decimal | None, unit: str = "") -> Comparison:
    """Say how a published value stands to the computed one.

    >>> compare(PublishedValue("x", Decimal(102)), Decimal("101.5"), "%").sentence
    'công bố 102 %, tính đúng là 101,5 %: khớp khi làm tròn đến hàng đơn vị.'
    """
    stated = published.text or _number(published.value, unit)
    if computed is None:
        sentence = f"công bố {stated}, hệ thống chưa có số liệu để so."
        return Comparison(published, computed, Agreement.UNKNOWN, sentence)
    true = _number(computed, unit)
    if computed == published.value and published.bound == "exact":
        return Comparison(published, computed, Agreement.EQUAL, f"công bố {stated}, khớp.")
    why = _rounding_between(published, computed)
    if why:
        sentence = f"công bố {stated}, tính đúng là {true}: {why}."
        return Comparison(published, computed, Agreement.ROUNDED, sentence)
    difference = _number(abs(computed - published.value), "")
    more = "nhiều" if published.value > computed else "ít"
    sentence = f"công bố {stated}, tính đúng là {true}: công bố {more} hơn {difference}."
    return Comparison(published, computed, Agreement.DIFFERS, sentence)


def check_sum(total: PublishedValue, parts: Sequence[PublishedValue]) -> SumNote | None:
    """Return a note when the published parts do not add up to the published total."""
    whole = sum((part.value for part in parts), Decimal(0))
    rest = total.value - whole
    if rest == 0:
        return None
    sums = " + ".join(_number(part.value, "") for part in parts)
    way = "còn thiếu" if rest > 0 else "thừa"
    sentence = (
        f"{sums} = {_number(whole, '')}, khác tổng {_number(total.value, '')} đã công bố: "
        f"{way} {_number(abs(rest), '')}."
    )
    return SumNote(total, tuple(parts), rest, sentence)


def pick(values: Mapping[str, PublishedValue], names: Sequence[str]) -> list[PublishedValue]:
    """Return the published values of these indicators, those that were published."""
    return [values[name] for name in names if name in values]


def _rounding_between(published: PublishedValue, computed: Decimal) -> str:
    if published.bound in _SIDES:
        side = _SIDES[published.bound]
        beyond = (computed - published.value) * side
        near = 0 <= beyond <= abs(published.value) * _NEAR
        return f"đúng với cách nói “{published.text}”" if near else ""
    rough = _ROUGH if published.bound == "about" else ()
    for rounding in (*_PRINTED, *rough):
        if rounding.explains(published.value, computed):
            return f"khớp khi làm tròn đến {_place(rounding.digits)}"
    return ""


def _place(digits: int) -> str:
    names = {0: "hàng đơn vị", -1: "hàng chục", -2: "hàng trăm", -3: "hàng nghìn"}
    return names.get(digits, f"{digits} chữ số sau dấu phẩy")


def _number(value: Decimal, unit: str) -> str:
    return format_number(value) + (" %" if unit == "%" else "")
