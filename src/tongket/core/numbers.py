"""Numbers as they are written in Vietnam: 1.234.567 and 12,5 and 12,5 triệu.

Reading is strict where guessing would change a figure. The rule for the one doubtful sign: a
single "." followed by exactly three digits separates thousands (255.576 is two hundred and
fifty-five thousand …); followed by any other count of digits it is a decimal point typed out of
habit (12.5). A "," always starts the decimal part. What fits neither way is refused.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from tongket.core.text import excerpt, fold
from tongket.core.words import said

NO_BREAK_SPACE = "\u00a0"
MINUS_SIGN = "\u2212"

MAGNITUDES: dict[str, int] = {
    "chuc": 10,
    "tram": 100,
    "nghin": 10**3,
    "ngan": 10**3,
    "trieu": 10**6,
    "ty": 10**9,
    "ti": 10**9,
}
"""What the words chục, trăm, nghìn (ngàn), triệu and tỷ (tỉ) stand for, by their folded form."""

_LONGEST = 60
_WIDE = Context(prec=200)
_SWAP_MARKS = str.maketrans(",.", ".,")

_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([. ])[0-9]{3})(?:\2[0-9]{3})*)(?:,([0-9]+))?")
_PLAIN = re.compile(r"([0-9]+)(?:,([0-9]+))?")
_POINTED = re.compile(r"([0-9]+)\.([0-9]{1,2}|[0-9]{4,})")
_PARTS = re.compile(r"([-+]?) ?([0-9][0-9., ]*?)((?: ?[a-z]+)*)")


class NumberError(ValueError):
    """A text that is not a number; its message is a Vietnamese sentence to show as it is."""


def _refuse(text: str) -> NumberError:
    if not text.strip():
        return NumberError(said("Chưa nhập số. Nhập như 1.234.567 hoặc 12,5 hoặc 12,5 triệu."))
    return NumberError(
        said(
            "Không đọc được “%(text)s” là số. Nhập như 1.234.567 hoặc 12,5 hoặc 12,5 triệu: "
            "dấu chấm ngăn từng ba chữ số, dấu phẩy đứng trước phần lẻ.",
            text=excerpt(text),
        )
    )


def _digits_value(digits: str) -> Decimal | None:
    """Return what a run of digits and marks stands for, None when the marks make no sense."""
    for shape in (_PLAIN, _GROUPED):
        match = shape.fullmatch(digits)
        if match:
            whole = match[1].replace(".", "").replace(" ", "")
            return Decimal(f"{whole}.{match[match.re.groups] or 0}")
    match = _POINTED.fullmatch(digits)
    return Decimal(digits) if match else None


def _magnitude(words: list[str]) -> int | None:
    """Return the product of magnitude words, each larger than the one before (nghìn tỷ)."""
    product, last = 1, 0
    for word in words:
        factor = MAGNITUDES.get(word, 0)
        if factor <= last:
            return None
        product, last = product * factor, factor
    return product


def parse_number(text: str) -> Decimal:
    """Read a number a person typed or a file holds; blanks of every kind are tolerated.

    Accepted: a sign, digits, "." or a blank between groups of three, "," before the decimals,
    then the words chục, trăm, nghìn/ngàn, triệu, tỷ/tỉ with or without marks. Raises NumberError
    for all else, also for English grouping (1,234.5) and for 0.125 or 1234.567, which could mean
    two things. Without words the decimals come back as they were written (12,50 is 12.50).

    >>> parse_number("1.234,5"), parse_number("255.576"), parse_number("12,5 triệu")
    (Decimal('1234.5'), Decimal('255576'), Decimal('12500000'))
    >>> parse_number("-3.5"), parse_number("2 nghìn tỷ")
    (Decimal('-3.5'), Decimal('2000000000000'))
    """
    if len(text) > _LONGEST:
        raise _refuse(text)
    match = _PARTS.fullmatch(fold(text).replace(MINUS_SIGN, "-"))
    if not match:
        raise _refuse(text)
    value = _digits_value(match[2])
    factor = _magnitude(match[3].split())
    if value is None or factor is None:
        raise _refuse(text)
    if value == value.to_integral_value() and "," not in match[2]:
        value = Decimal(int(value))
    if factor != 1:
        value = _whole_if_possible(_WIDE.multiply(value, Decimal(factor)))
    # Unlike a minus sign, copy_negate never rounds to the context's precision.
    return value.copy_negate() if match[1] == "-" and value else value


def _whole_if_possible(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize(_WIDE)


def parse_integer(text: str) -> int:
    """Read a whole number; NumberError also when a part of one remains (12,5).

    >>> parse_integer("7.995"), parse_integer("1,5 nghìn")
    (7995, 1500)
    """
    value = parse_number(text)
    if value != value.to_integral_value():
        raise NumberError(
            said("“%(text)s” có phần lẻ. Ở đây cần số nguyên, ví dụ 1.234.", text=excerpt(text))
        )
    return int(value)


def format_number(value: Decimal | int, digits: int | None = None) -> str:
    """Write a number with "." between thousands and "," before the decimals.

    `digits` fixes how many decimals are shown, a half being rounded away from zero; without it
    all decimals are shown, trailing zeros left out. Raises ValueError for infinity and NaN.
    Reading the result back gives the number again.

    >>> format_number(255576), format_number(Decimal("-1234.50")), format_number(3, 2)
    ('255.576', '-1.234,5', '3,00')
    """
    if isinstance(value, int) and not digits:
        return f"{value:,d}".replace(",", ".")
    exact = Decimal(value)
    if not exact.is_finite():
        message = "infinity and NaN cannot be written as a number"
        raise ValueError(message)
    if digits is not None:
        exact = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)
    shown = f"{exact:,f}".translate(_SWAP_MARKS)
    if digits is None and "," in shown:
        shown = shown.rstrip("0").rstrip(",")
    return shown if exact else shown.removeprefix("-")


def format_percent(value: Decimal | int, digits: int = 1, *, fixed: bool = False) -> str:
    """Write a percentage, `value` being in percent already (101.5, not 1.015).

    At most `digits` decimals are shown, a half rounded away from zero; trailing zeros are left
    out unless `fixed` asks for a column of equal width. A no-break space stands before the sign.

    >>> format_percent(Decimal("101.5")).replace(NO_BREAK_SPACE, " "), format_percent(100)[:3]
    ('101,5 %', '100')
    """
    shown = format_number(Decimal(value), digits)
    if not fixed and "," in shown:
        shown = shown.rstrip("0").rstrip(",")
    return f"{shown}{NO_BREAK_SPACE}%"
