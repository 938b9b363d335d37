"""Telephone and house numbers."""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.lexicon import Phrases, WordSet
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens

_LONG = 9
_AREA = 3
_openers = frozenset(":(;,-–.")
_address: Phrases[bool] = Phrases(
    dict.fromkeys(
        ["số", "tại", "ở", "địa chỉ", "trụ sở", "tại số", "nhà", "về", "đóng tại", "đến", "đến số"],
        True,
    )
)
STREETS: Phrases[bool] = Phrases(
    dict.fromkeys(
        [
            "đường",
            "phố",
            "đại lộ",
            "ngõ",
            "hẻm",
            "quốc lộ",
            "tỉnh lộ",
            "hương lộ",
            "huyện lộ",
            "QL",
        ],
        True,
    )
)
_counted = WordSet(
    [
        "huân", "bằng", "giấy", "huy", "cờ", "kỷ", "đảng", "chi", "tổ", "hội", "ủy", "ban", "bộ", "sở", "nghị", "chỉ", "quyết",
        "kết", "báo", "kế", "công", "đoàn", "đại", "trung", "mặt", "khu", "thôn", "xã", "phường", "quận", "huyện", "tỉnh", "thành",
        "nhà", "mái", "danh", "chiến", "anh", "bà", "đồng", "cán", "hợp", "doanh", "trường", "câu", "đề", "dự", "hồ", "đơn", "cụm",
        "mẹ", "liệt", "thương", "cựu", "người", "lượt", "văn", "phòng", "vụ", "cuộc", "đ", "đc", "tiêu", "giải", "thanh", "học",
    ]
)  # fmt: skip


def is_telephone(draft: Draft, number: Quantity) -> str | None:
    """Return "telephone" for a number written as one: a leading nought, or many bare digits."""
    tokens = draft.tokens
    surface = tokens.words[number.first]
    if number.words or not looks_dialled(surface):
        return None
    if surface[0] != "0" and tokens.kinds[number.after] == WORD:
        return None
    return "telephone"


def looks_dialled(surface: str) -> bool:
    """Return whether digits look dialled or registered rather than counted.

    >>> looks_dialled("0259"), looks_dialled("39910101"), looks_dialled("1.579")
    (True, False, False)
    """
    digits = surface.replace(".", "")
    if surface[0] == "0" and "," not in surface and digits.isdigit():
        return len(digits) >= _AREA and surface[1] not in ".,"
    return surface.isdigit() and len(surface) > _LONG


def rest_of_telephone(tokens: Tokens, index: int) -> int:
    """Return the index after a telephone number whose first group is at a token."""
    at = index + 1
    while tokens.kinds[at] != BREAK:
        if tokens.kinds[at] == NUMBER:
            at += 1
        elif tokens.words[at] in ").-–" and tokens.kinds[at + 1] == NUMBER:
            at += 2
        else:
            break
    return at


def is_house_number(tokens: Tokens, number: Quantity) -> str | None:
    """Return "address" for 34 Hoàng Việt: a bare number before a name in capitals."""
    after = number.after
    if number.words or number.separator or after - number.first > 1:
        return None
    street = STREETS.at(tokens, after) if tokens.kinds[after] == WORD else None
    if street is not None:
        return "address" if tokens.capital(street[0]) or _at_address(tokens, number) else None
    if not (tokens.capital(after) and tokens.capital(after + 1)):
        return None
    if tokens.words[after] in _counted.of(tokens) or tokens.all_capitals(after):
        return None
    first = number.first
    if first == 0 or tokens.kinds[first - 1] == BREAK or tokens.words[first - 1] in _openers:
        return "address"
    return "address" if _address.before(tokens, first, 3) else None


def _at_address(tokens: Tokens, number: Quantity) -> bool:
    """Whether the words before a number lead to an address: trụ sở tại 12 …, địa chỉ: 138 …."""
    first = number.first
    first -= first > 0 and tokens.words[first - 1] == ":"
    return _address.before(tokens, first, 3) is not None
