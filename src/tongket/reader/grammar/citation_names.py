"""Resolutions without a number, and charters: Nghị quyết Trung ương 4 khóa XII, Điều lệ Đảng."""

from functools import lru_cache

from tongket.reader.grammar.citation_bodies import body_at, roman, term_at
from tongket.reader.grammar.citation_numbers import SEPARATORS, digits_of
from tongket.reader.lexicon import Phrases, WordSet, phrase_lists
from tongket.reader.tokens import NUMBER, WORD, Tokens

_LONGEST = 30


@lru_cache
def _phrases(table: str, name: str) -> Phrases[str]:
    return Phrases({phrase: phrase for phrase in phrase_lists("documents", table)[name]})


@lru_cache
def _words(table: str, name: str) -> WordSet:
    return WordSet(phrase_lists("documents", table)[name])


def named_after(tokens: Tokens, first: int, after: int, kind: str) -> tuple[int, str | None] | None:
    """Return (index after it, issuer) of a citation without number whose type ends at ``after``."""
    if kind == "Điều lệ":
        return _charter(tokens, after)
    if kind not in ("Nghị quyết", "Kết luận"):
        return None
    found = _plenum(tokens, after)
    if found is None and kind == "Nghị quyết":
        found = _congress(tokens, first, after) or _of_body(tokens, first, after)
    return found


def _charter(tokens: Tokens, after: int) -> tuple[int, str | None] | None:
    if party := _phrases("charter", "party").at(tokens, after):
        return party[0], None
    if _phrases("charter", "heads").at(tokens, after) is None or not tokens.capital(after):
        return None
    end = after
    while (
        end - after < _LONGEST
        and (known := _phrases("congress", "words").at(tokens, end)) is not None
    ):
        end = known[0]
    return (end, None) if end > after else None


def _plenum(tokens: Tokens, after: int) -> tuple[int, str | None] | None:
    """Nghị quyết Trung ương 4 khóa XI, XII; of the fourth meeting of the Central Committee."""
    meeting = _phrases("plenum", "meetings").at(tokens, after)
    index = meeting[0] if meeting else after
    if meeting and (numbered := _orders(tokens, index)):
        index = numbered
        if tokens.words[index] in _words("congress", "of").of(tokens):
            index += 1
        council = _phrases("plenum", "councils").at(tokens, index)
        if council is None:
            return None
        index = council[0]
    else:
        council = _phrases("plenum", "councils").at(tokens, index)
        end = _orders(tokens, council[0]) if council else None
        if end is None:
            return None
        index = end
    issuer = "Ban Chấp hành Trung ương"
    if term := term_at(tokens, index):
        return term[0], f"{issuer} {term[1]}"
    return index, issuer


def _orders(tokens: Tokens, index: int) -> int | None:
    """Return the index after one or more ordinals (lần thứ tư; 4; 5, 6, 7), None where none is."""
    if order := _phrases("plenum", "order").at(tokens, index):
        index = order[0]
    if not _ordinal(tokens, index):
        return None
    index += 1
    joins = _words("misc", "joins").of(tokens)
    while (tokens.words[index] == "," or tokens.words[index] in joins) and (
        tokens.kinds[index + 1] == NUMBER and _ordinal(tokens, index + 1)
    ):
        index += 2
    return index


def _ordinal(tokens: Tokens, index: int) -> bool:
    digits = digits_of(tokens, index)
    if digits is not None:
        return len(digits) <= 2
    if tokens.kinds[index] != WORD:
        return False
    if tokens.kinds[index + 1] == NUMBER:
        return False  # năm 2018 is no fifth meeting
    return tokens.words[index] in _words("plenum", "numbers").of(tokens) or (
        roman(tokens, index) and tokens.capital(index)
    )


def _congress(tokens: Tokens, first: int, after: int) -> tuple[int, str | None] | None:
    """Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020 - 2025."""
    index = after + (tokens.words[after] in _words("congress", "of").of(tokens))
    head = _phrases("congress", "heads").at(tokens, index)
    if head is None:
        return None
    start = head[0]
    shouted = tokens.all_capitals(first)
    # In small letters it is any congress, unless its number or term is told.
    named = tokens.capital(first) and tokens.capital(index)
    index, told = start, False
    while index - start < _LONGEST:
        step = (
            (index + 1, True)
            if index == start and roman(tokens, index)
            else _congress_step(tokens, index, shouted=shouted, named=named)
        )
        if step is None:
            break
        index, tells = step
        told = told or tells
    if not told:
        return None
    return index, f"Đại hội {tokens.between(start, index - 1)}"


def _congress_step(
    tokens: Tokens, index: int, *, shouted: bool, named: bool
) -> tuple[int, bool] | None:
    """Return (index after one more piece of a congress's name, whether it tells which one)."""
    if order := _order(tokens, index):
        return order, True
    if tokens.words[index] == "," or tokens.words[index] == "(":
        end = _order(tokens, index + 1)
        if end is None:
            return None
        return end + (tokens.words[index] == "(" and tokens.words[end] == ")"), True
    if word := _phrases("congress", "words").at(tokens, index):
        told = word[1] in ("đảng bộ", "các cấp", "đảng", "toàn quốc")
        return word[0], told and named
    if tokens.words[index] in _words("congress", "of").of(tokens) or (
        tokens.words[index] in _words("congress", "joins").of(tokens)
    ):
        known = _phrases("congress", "words").at(tokens, index + 1)
        return (known[0], False) if known else None
    if roman(tokens, index) and tokens.capital(index):
        return index + 1, True
    if tokens.capital(index) and not shouted:
        return index + 1, False
    return None


def _order(tokens: Tokens, index: int) -> int | None:
    """Return the index after lần thứ XX, khóa XII, nhiệm kỳ 2020 - 2025."""
    order = _phrases("congress", "order").at(tokens, index)
    if order is None:
        return None
    after = order[0]
    if tokens.words[after] in _words("congress", "order").of(tokens):
        after += 1
    if tokens.kinds[after] == NUMBER:
        if tokens.words[after + 1] in SEPARATORS and tokens.kinds[after + 2] == NUMBER:
            return after + 3
        return after + 1
    return after + 1 if _ordinal(tokens, after) or roman(tokens, after) else None


def _of_body(tokens: Tokens, first: int, after: int) -> tuple[int, str | None] | None:
    """Nghị quyết của Ủy ban Thường vụ Quốc hội về …: one resolution, known by body and subject."""
    if not tokens.capital(first) or tokens.words[first - 1] in _words("plural", "words").of(tokens):
        return None
    kind = _phrases("named", "kinds").at(tokens, after)
    index = kind[0] if kind else after
    if tokens.words[index] not in _words("congress", "of").of(tokens):
        return None
    body = body_at(tokens, index + 1)
    if body is None or _phrases("named", "subjects").at(tokens, body[0]) is None:
        return None
    return body
