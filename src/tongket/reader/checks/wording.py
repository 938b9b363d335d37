"""How findings write numbers, and the two or three shapes all findings share."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tongket.core.numbers import format_number
from tongket.core.words import said
from tongket.reader.checks.amounts import Amount, plain, size
from tongket.reader.checks.findings import Finding, Repair, Severity
from tongket.reader.facts import Value

_MAGNITUDES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))


def number(value: Value, like: Amount | None = None) -> str:
    """Write a value the Vietnamese way, with the magnitude word of a number it goes with.

    >>> number(7808), number(Decimal("84.50"))
    ('7.808', '84,5')
    """
    if like is not None and like.step >= 1 and size(value) >= 1000:
        for factor, word in _MAGNITUDES:
            if size(value) >= factor:
                return f"{format_number(Decimal(value) / factor)} {word}"
    return format_number(plain(value))


def total(values: Iterable[Value]) -> Value:
    """Return a sum, whole where it is."""
    added: Value = 0
    for value in values:
        added = added + value
    return plain(added)


def finding(
    rule: str,
    severity: Severity,
    amounts: Sequence[Amount],
    message: str,
    *,
    arithmetic: str = "",
    expected: Value | None = None,
    found: Value | None = None,
    repairs: Sequence[Repair] = (),
) -> Finding:
    """Return a finding about some numbers, its places in the order of the text."""
    return Finding(
        rule=rule,
        severity=severity,
        spans=sorted(amount.span for amount in amounts),
        message=message,
        arithmetic=arithmetic,
        expected=shown(expected),
        found=shown(found),
        repairs=list(repairs),
    )


def shown(value: Value | None) -> int | float | None:
    """Return a value as JSON has it."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def repair(amount: Amount, value: Value, reason: str) -> Repair:
    """Return the repair that puts another value in the place of a number."""
    text = number(value, amount)
    return Repair(span=amount.span, text=f"{text}%" if amount.signed else text, reason=reason)


def sum_repairs(whole: Amount, parts: Sequence[Amount]) -> list[Repair]:
    """Return what would make parts and total agree: another total, or one other part."""
    added = total(part.value for part in parts)
    repairs = [repair(whole, added, said("nếu các phần đúng"))]
    for part in parts:
        value = plain(whole.value - (added - part.value))
        if value >= 0:
            repairs.append(repair(part, value, said("nếu tổng số và các phần khác đúng")))
    return repairs


def slack(*amounts: Amount) -> Value:
    """Return how far a sum may be off because its numbers are written rounded."""
    return total(Decimal(amount.step) / 2 for amount in amounts if amount.step)


def slips(value: Value, right: Value) -> bool:
    """Whether two numbers differ by one digit, or by two neighbours changed about.

    >>> slips(149, 749), slips(7860, 7808), slips(54, 45), slips(5, 15)
    (True, False, True, False)
    """
    if value < 0 or right < 0:
        return False
    one, two = str(plain(value)), str(plain(right))
    if len(one) != len(two) or one == two:
        return False
    places = [place for place in range(len(one)) if one[place] != two[place]]
    if len(places) == 1:
        return True
    first, last = places[0], places[-1]
    return (
        len(places) == 2
        and last == first + 1
        and one[first] == two[last]
        and one[last] == two[first]
    )
