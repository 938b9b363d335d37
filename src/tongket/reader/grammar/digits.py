"""What the digits of a number stand for, with the separators people and machines write.

The rule of ``core.numbers`` for the sure cases; a comma before exactly three digits and a point
before three digits of a percent are decided by what stands beside the number.
"""

import re
from decimal import Decimal

from tongket.reader.facts import Value

_CLEAN = str.maketrans("lio", "110")
_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_FRACTION = re.compile(r"([0-9]+)[.,]([0-9]+)")


def read_digits(
    surface: str, *, measured: bool = False, percent: bool = False
) -> tuple[Value, str] | None:
    """Return the value and the sign between thousands ("" for none); None where it is no number.

    ``measured``: a measure or magnitude word follows; ``percent``: a percent sign does. Digits
    a machine read as letters (l56, 6o) are taken for what they are.

    >>> read_digits("1.579"), read_digits("1,369"), read_digits("12,5"), read_digits("l,4")
    ((1579, '.'), (1369, ','), (Decimal('12.5'), ''), (Decimal('1.4'), ''))
    >>> read_digits("3,125", measured=True), read_digits("0254.3688.015")
    ((Decimal('3.125'), ''), None)
    """
    if surface.isdigit() and surface.isascii():
        return int(surface), ""
    digits = surface.translate(_CLEAN)
    if _WHOLE.fullmatch(digits):
        return int(digits), ""
    grouped = _GROUPED.fullmatch(digits)
    if grouped and not _is_fraction(grouped, digits, measured=measured, percent=percent):
        whole = grouped[1].replace(grouped[2], "")
        if grouped[3] is None:
            return int(whole), grouped[2]
        if digits[-len(grouped[3]) - 1] == grouped[2]:
            return None
        return Decimal(f"{whole}.{grouped[3]}"), grouped[2]
    fraction = _FRACTION.fullmatch(digits)
    if fraction:
        return Decimal(f"{fraction[1]}.{fraction[2]}"), ""
    return None


def _is_fraction(grouped: re.Match[str], digits: str, *, measured: bool, percent: bool) -> bool:
    """Whether three digits after one separator are the decimals after all."""
    if grouped[3] is not None or digits.count(grouped[2]) != 1:
        return False
    if percent:
        return not digits.endswith("00")
    # Nobody writes a fraction's last nought, so 1,250 ha is grouped by thousands.
    return grouped[2] == "," and measured and not digits.endswith("0")
