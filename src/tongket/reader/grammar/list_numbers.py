"""Numbers that count items of a list: 1. … 2) … (3) … 4/ … and the first cell of a table's row."""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.lexicon import WordSet
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_LONGEST = 99
_FURTHEST = 300
"""How many tokens back a bracket is looked for."""
_bullets = frozenset("-+*•–—(◦▪·#|[>")
_ordinals = WordSet(["là"])
_and = WordSet(["và", "còn"])


def is_list_number(draft: Draft, number: Quantity) -> str | None:
    """Return "list number" where a number counts an item of a list, None elsewhere."""
    tokens = draft.tokens
    if number.words:
        return _in_words(tokens, number)
    surface = tokens.words[number.first]
    if number.after - number.first > 1 or not _short(surface):
        return None
    if _line_start(tokens, number.first) and _closed(tokens, number, surface):
        return "list number"
    return "list number" if _inside_line(tokens, number.first) else None


def _short(surface: str) -> bool:
    """Whether digits can be a list number: 3, 12, 1.2, 1.2.3; not 1.579 or 12,5."""
    parts = surface.split(".")
    return len(parts) < 5 and all(each.isdigit() and int(each) <= _LONGEST for each in parts)


def is_section_number(tokens: Tokens, index: int) -> bool:
    """Return whether digits that are no number head a line (1.2.3 Công tác …)."""
    return _short(tokens.words[index]) and _line_start(tokens, index)


def _line_start(tokens: Tokens, index: int) -> bool:
    before = index - 1
    while before >= 0 and tokens.kinds[before] == SIGN and tokens.words[before] in _bullets:
        before -= 1
    return before < 0 or tokens.kinds[before] == BREAK


def _closed(tokens: Tokens, number: Quantity, surface: str) -> bool:
    """Whether what follows the first number of a line makes it a list number."""
    after = number.after
    sign = tokens.words[after]
    if sign in ".):|" or (sign == "/" and tokens.kinds[after + 1] != NUMBER):
        return sign != ":" or tokens.kinds[after + 1] != NUMBER
    if sign in "-–" and (not tokens.joined(after) or tokens.capital(after + 1)):
        return tokens.kinds[after + 1] == WORD
    gap = tokens.text[tokens.ends[after - 1] : tokens.starts[after]]
    if "\t" in gap:
        return tokens.kinds[after] == WORD
    return "." in surface and tokens.capital(after) and not tokens.words[after].isdigit()


def _inside_line(tokens: Tokens, index: int) -> bool:
    """Whether a number is the mark of an item within a sentence: (1) …; 2) …; … . 3. Kết quả."""
    words, kinds = tokens.words, tokens.kinds
    before = words[index - 1] if index else "\n"
    closing = words[index + 1]
    if closing == "\n":
        return False
    word_after = kinds[index + 2] == WORD
    if closing == ")" and word_after and not words[index].startswith("0"):
        if before == "(":
            # xã Thạch Kim (13) và Thạch Bằng (4): behind a name stands its count
            return not tokens.capital(index - 2) or tokens.words[index + 2] not in _and.of(tokens)
        return before in ";:.,\n" and not _open_bracket(tokens, index)
    dashed = words[index + 2] in "-–" and kinds[index + 2] == SIGN
    if closing == "/" and before in ";:." and tokens.joined(index + 1):
        return word_after or dashed
    return (
        closing == "."
        and before in ".;:"
        and tokens.joined(index + 1)
        and kinds[index + 2] == WORD
        and tokens.capital(index + 2)
    )


def _open_bracket(tokens: Tokens, index: int) -> bool:
    """Whether a bracket opened before in the line is still open."""
    at, last = index - 1, max(0, index - _FURTHEST)
    while at >= last and tokens.kinds[at] != BREAK:
        if tokens.words[at] == ")":
            return False
        if tokens.words[at] == "(":
            return True
        at -= 1
    return False


def _in_words(tokens: Tokens, number: Quantity) -> str | None:
    """Recognise Một là, Hai là."""
    after = number.after
    if tokens.words[after] in _ordinals.of(tokens) and tokens.capital(number.first):
        return "list number"
    return None
