"""The marks of labelled reports, and the arithmetic of their labels."""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

MAGNITUDES = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
WORDS = dict(
    zip(
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"],
        range(11),
        strict=True,
    )
)
NUMBER = re.compile(r"\d[\d.,]*(?<![.,])")


@dataclass
class Mark:
    """One mark: its kind, what stands in it, its fields."""

    kind: str
    inside: list["str | Mark"] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    def place(self, number: int) -> str | None:
        """Return the field at a place, None where it is empty."""
        return (self.places[number] or None) if number < len(self.places) else None


def parse(text: str) -> list["str | Mark"]:
    """Return text and marks in turn."""
    inside, end = _parse(text, 0, "")
    assert end == len(text), f"a mark too many closes at {text[end - 20 : end + 20]!r}"
    return inside


def _parse(text: str, place: int, closing: str) -> tuple[list["str | Mark"], int]:
    inside: list[str | Mark] = []
    while place < len(text) and text[place] not in closing:
        if text[place] == "{":
            mark, place = _mark(text, place + 1)
            inside.append(mark)
            continue
        following = re.compile(r"[{}|]" if closing else r"[{}]").search(text, place)
        end = following.start() if following else len(text)
        assert end > place, f"stray sign at {text[place - 20 : place + 20]!r}"
        inside.append(text[place:end])
        place = end
    return inside, place


def _mark(text: str, place: int) -> tuple[Mark, int]:
    if text[place] == "@":
        end = text.index("}", place)
        name, _, value = text[place + 1 : end].partition("=")
        return Mark("@", named={name: value}), end + 1
    kind, space = text[place], text[place + 1]
    assert space == " ", f"no kind at {text[place - 5 : place + 25]!r}"
    inside, place = _parse(text, place + 2, "|}")
    mark = Mark(kind, inside)
    while text[place] == "|":
        end = min(text.index(sign, place + 1) for sign in "|}" if sign in text[place + 1 :])
        value = text[place + 1 : end]
        named = re.fullmatch(r"(\w+)=(.*)", value)
        if named:
            mark.named[named[1]] = named[2]
        else:
            mark.places.append(value)
        place = end
    return mark, place + 1


def number(text: str) -> Decimal:
    """Return the value as it is written: 1.472; 12,5 tỷ; 3 nghìn; bảy."""
    if text.lower() in WORDS:
        return Decimal(WORDS[text.lower()])
    found = NUMBER.search(text)
    assert found, f"no number in {text!r}"
    digits = found[0]
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        digits = digits.replace(".", "")
    value = Decimal(digits.replace(",", "."))
    for word in re.findall(r"\w+", text[found.end() :]):
        value *= 10 ** MAGNITUDES.get(word, 0)
    return value


def plain(value: Decimal | None) -> int | float | None:
    """Return a number of JSON."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def fold(text: str) -> str:
    """Return the text without its marks, as it is typed in haste."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def agrees(part: Decimal, whole: Decimal, percent: Decimal, qualifier: str = "exact") -> bool:
    """Return whether a stated percent fits: less than one of its last place, or two points off."""
    exponent = percent.as_tuple().exponent
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(min(exponent, 0))
    difference = abs(part * 100 / whole - percent)
    return difference <= 2 if qualifier in {"about", "nearly", "over"} else difference < unit


def share(part: Decimal, whole: Decimal) -> int | float | None:
    """Return a part in percent of its whole, to two decimals."""
    return plain((part * 100 / whole).quantize(Decimal("0.01")))
