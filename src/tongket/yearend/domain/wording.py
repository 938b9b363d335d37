"""How a figure is put into words: rounded with the right word, as a change, as a share."""

from dataclasses import dataclass
from decimal import Decimal

from tongket.core.numbers import NO_BREAK_SPACE, format_number, format_percent
from tongket.core.rounding import Rounding, percent

GAP = "chưa có số liệu"
"""What stands in the place of a figure that nobody has reported: never a zero."""

PERCENT = "%"
_TENTH = Rounding(digits=1)
_BOUND_WORDS = {
    "about": "khoảng ",
    "nearly": "gần ",
    "over": "hơn ",
    "at_least": "ít nhất ",
    "at_most": "không quá ",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with what is needed to print it. ``value`` None: nobody has reported it.

    ``unit`` is the unit of measure (``%`` for percents), ``decimals`` how many digits after the
    comma are shown, ``bound`` a code of ``figures.models.Bound``.
    """

    value: Decimal | None
    unit: str = ""
    decimals: int = 0
    bound: str = "exact"


def nearest_step(value: Decimal, step: int) -> Decimal:
    """Return the multiple of ``step`` nearest to the value, a half away from zero.

    >>> nearest_step(Decimal(2987), 100), nearest_step(Decimal(-2), 3)
    (Decimal('3000'), Decimal('-3'))
    """
    return (value / step).quantize(Decimal(1), "ROUND_HALF_UP") * step


def number_text(shown: Shown) -> str:
    """Return the number as printed, with its bound's word and the percent sign.

    >>> number_text(Shown(Decimal(7995))), number_text(Shown(None))
    ('7.995', 'chưa có số liệu')
    """
    if shown.value is None:
        return GAP
    return _BOUND_WORDS.get(shown.bound, "") + _bare(shown, shown.value)


def about_text(shown: Shown, step: int) -> str:
    """Return the number rounded to ``step`` with the word that keeps the sentence true.

    Above the value "gần", below it "hơn" ("trên" for percents); no word when nothing was rounded
    away; the number itself when it would be rounded to nothing.

    >>> about_text(Shown(Decimal(2987)), 100), about_text(Shown(Decimal(11638)), 100)
    ('gần 3.000', 'hơn 11.600')
    """
    if shown.value is None:
        return GAP
    near = nearest_step(shown.value, step)
    if near == 0 or near == shown.value:
        return number_text(shown)
    below = "trên" if shown.unit == PERCENT else "hơn"
    word = "gần" if abs(near) > abs(shown.value) else below
    return f"{word} {_bare(Shown(near, shown.unit, 0), near)}"


def change_text(now: Shown, before: Shown) -> str:
    """Return the difference from the year before in words, with its share of the year before.

    >>> change_text(Shown(Decimal(400)), Shown(Decimal(388))).replace(NO_BREAK_SPACE, " ")
    'tăng 12 (3,1 %)'
    """
    if now.value is None or before.value is None:
        return GAP
    difference = now.value - before.value
    if difference == 0:
        return "không thay đổi"
    word = "tăng" if difference > 0 else "giảm"
    if now.unit == PERCENT:
        return f"{word} {format_number(abs(difference))}{NO_BREAK_SPACE}điểm phần trăm"
    share = percent(abs(difference), abs(before.value), _TENTH)
    tail = f" ({format_percent(share)})" if share is not None else ""
    return f"{word} {format_number(abs(difference))}{tail}"


def lower_first(text: str) -> str:
    """Return a label as it stands inside a sentence; names in capitals stay as they are.

    >>> lower_first("Đảng viên kết nạp"), lower_first("UBKT")
    ('đảng viên kết nạp', 'UBKT')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _bare(shown: Shown, value: Decimal) -> str:
    if shown.unit == PERCENT:
        return format_percent(value, shown.decimals)
    return format_number(value, shown.decimals) if shown.decimals else format_number(value)
