"""Where documents are cited: by the name of their type, or by a number that can be nothing else."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.citation_bodies import issuer_after, term_at
from tongket.reader.grammar.citation_forms import (
    Cited,
    closed,
    joins,
    kind_by_letters,
    named,
    number_place,
    part_ends,
    phrases,
    type_at,
)
from tongket.reader.grammar.citation_links import relation_before
from tongket.reader.grammar.citation_names import named_after
from tongket.reader.grammar.citation_numbers import SEPARATORS, Number, day_after, number_at
from tongket.reader.grammar.instruments import number_key, short_number
from tongket.reader.lexicon import phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, WORD, Tokens

_FURTHEST_TYPE = 14
_ADJACENT = 8
"""How far before its number a type may stand; further where it is a law with its name."""
_UNNAMED = "Văn bản"
"""The type of a document of whose type nothing is said."""
_FIRST_YEAR, _LAST_YEAR = 1930, 2049


def claim_articles(draft: Draft) -> None:
    """Claim the numbers of articles and clauses: khoản 2 Điều 160, Điều 30, 32."""
    tokens = draft.tokens
    ends = part_ends().of(tokens)
    for index in tokens.numbers:
        if index == 0 or tokens.words[index - 1] not in ends:
            continue
        part = phrases("articles", "parts").before(tokens, index, 2)
        if part is None:
            continue
        after = _last_of_list(tokens, index)
        headed = tokens.capital(part[0]) and not tokens.all_capitals(part[0])
        if headed or closed(tokens, after):
            draft.claim(part[0], after, "article")


def _last_of_list(tokens: Tokens, index: int) -> int:
    """Return the index after a list of numbers: 30, 32 và 33."""
    after = index + 1
    while (tokens.words[after] == "," or tokens.words[after] in joins(tokens)) and (
        tokens.kinds[after + 1] == NUMBER and closed(tokens, after + 2)
    ):
        after += 2
    return after


def by_type(tokens: Tokens) -> list[Cited]:
    """Return the citations that begin with the name of a type."""
    found: list[Cited] = []
    known: set[tuple[str, str]] = set()
    done = 0
    types, short_types = named("types"), named("short_types")
    for index in sorted({*types.begins(tokens), *short_types.begins(tokens)}):
        typed = type_at(tokens, index) if index >= done else None
        if typed is None:
            continue
        for each in _cited_at(tokens, index, *typed, known):
            found.append(each)
            done = each.after
            if each.number is not None:
                known.add((each.kind, number_key(each.number.digits)))
    return found


def _cited_at(
    tokens: Tokens, first: int, after: int, kind: str, known: set[tuple[str, str]]
) -> list[Cited]:
    index = number_place(tokens, after)
    number = number_at(tokens, index)
    if number is None:
        name = named_after(tokens, first, after, kind)
        if name is None:
            return []
        return [Cited(first=first, after=name[0], kind=kind, issuer=name[1], told=name[0])]
    head = Cited(first=first, after=number.after, kind=kind, number=number)
    rest = _rest_of_list(tokens, head)
    if not number.full and not (
        _is_short(tokens, head, number, known, said=index > after) or any(one.full for one in rest)
    ):
        return []
    if _take_day(tokens, head):
        rest = _rest_of_list(tokens, head)
    return [head, *rest]


def _take_day(tokens: Tokens, cited: Cited) -> bool:
    """Take in the day that follows the number."""
    day = day_after(tokens, cited.after)
    if day is not None:
        cited.after, cited.day = day
    return day is not None


def _rest_of_list(tokens: Tokens, head: Cited) -> list[Cited]:
    """Return the further numbers of one type: Nghị quyết số 18, 19 và 21-NQ/TW."""
    found: list[Cited] = []
    index = head.after
    while True:
        start = index
        while tokens.words[index] in (",", ";") or tokens.words[index] in joins(tokens):
            index += 1
        place = number_place(tokens, index)
        number = number_at(tokens, place) if index > start else None
        if number is None or not _goes_on(tokens, head, number, said=place > index):
            return found
        each = Cited(first=index, after=number.after, kind=head.kind, number=number)
        _take_day(tokens, each)
        found.append(each)
        index = each.after


def _goes_on(tokens: Tokens, head: Cited, number: Number, *, said: bool) -> bool:
    if number.full:
        return said or kind_by_letters(tokens, number) is not None
    if said:
        return closed(tokens, number.after)
    if head.full or "/" in number.normal or _year_like(number):
        return False
    return closed(tokens, number.after)


def _year_like(number: Number) -> bool:
    return len(number.digits) == 4 and _FIRST_YEAR <= int(number.digits) <= _LAST_YEAR


def _is_short(
    tokens: Tokens, cited: Cited, number: Number, known: set[tuple[str, str]], *, said: bool
) -> bool:
    """Tell Nghị quyết 39 của Bộ Chính trị from kết luận 4 cuộc."""
    doubtful = cited.kind in phrase_lists("documents", "doubtful")["types"]
    if said and not doubtful:
        return True
    if not closed(tokens, number.after):
        return False
    issued = said or _issued(tokens, number.after)
    if issued or (cited.kind, number_key(number.digits)) in known:
        return True
    if _year_like(number):
        return False
    famous = bool(short_number(cited.kind, number.digits, None))
    if doubtful:
        return famous and tokens.capital(cited.first)
    return famous or tokens.capital(cited.first) or relation_before(tokens, cited.first) is not None


def _issued(tokens: Tokens, index: int) -> bool:
    told = day_after(tokens, index) or issuer_after(tokens, index) or term_at(tokens, index)
    return told is not None


def by_number(draft: Draft, cited: list[Cited]) -> list[Cited]:
    """Return the citations whose type stands further off or is said by the letters only."""
    tokens = draft.tokens
    taken = {index for each in cited for index in range(each.first, each.after)}
    found: list[Cited] = []
    done = 0
    for index in tokens.numbers:
        if tokens.words[index + 1] not in SEPARATORS or index in taken or index < done:
            continue
        number = number_at(tokens, index)
        if number is None or not _stands_alone(tokens, number):
            continue
        done = number.after
        each = _placed(draft, number)
        if each is not None:
            _take_day(tokens, each)
            found.append(each)
    return found


def _stands_alone(tokens: Tokens, number: Number) -> bool:
    """Tell a number that can be nothing else: two groups of letters, or a law's."""
    if number.letters and number.letters[0] == "qh":
        return number.normal.count("/") == 2
    said = _with_said(tokens, number.first) < number.first
    return len(number.letters) >= 2 and (said or kind_by_letters(tokens, number) is not None)


def _placed(draft: Draft, number: Number) -> Cited | None:
    """Lead a number back to its type; None where it is the report's own."""
    tokens = draft.tokens
    start = _with_said(tokens, number.first)
    kind = "Luật" if number.letters[0] == "qh" else kind_by_letters(tokens, number)
    for index in range(start - 1, max(start - _FURTHEST_TYPE, -1), -1):
        if tokens.kinds[index] == BREAK or tokens.words[index] in ".;:|)":
            break
        typed = type_at(tokens, index)
        if typed is not None and _leads_to(typed[1], kind, start - index):
            return Cited(
                first=index,
                after=number.after + _bracketed(tokens, index, number),
                kind=typed[1],
                number=number,
            )
    if start < number.first and _heads_letter(tokens, start):
        draft.claim(start, number.after, "document")
        return None
    return Cited(first=number.first, after=number.after, kind=kind or _UNNAMED, number=number)


def _heads_letter(tokens: Tokens, start: int) -> bool:
    """Return whether số stands at the head of the report: first in its line, or after capitals."""
    before = start - 1
    return tokens.line_start(start) or (
        tokens.kinds[before] == WORD
        and tokens.original(before).isupper()
        and not tokens.all_capitals(start)
    )


def _bracketed(tokens: Tokens, first: int, number: Number) -> bool:
    """Luật Tố cáo (số 25/2018/QH14): the closing bracket goes with the number."""
    return tokens.words[number.after] == ")" and "(" in tokens.words[first : number.first]


def _with_said(tokens: Tokens, index: int) -> int:
    """Return where số before a number begins, the number's own place where it is not written."""
    at = index - 1 if tokens.words[index - 1] == ":" else index
    said = phrases("misc", "number").before(tokens, at, 2)
    return said[0] if said else index


def _leads_to(type_name: str, kind: str | None, distance: int) -> bool:
    if type_name in ("Luật", "Bộ luật", "Pháp lệnh"):
        return kind in ("Luật", "Pháp lệnh")
    return distance <= _ADJACENT and (kind is None or type_name.startswith(kind))
