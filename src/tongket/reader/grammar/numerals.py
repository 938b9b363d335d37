"""Pass of the grammar: numbers. Each becomes a quantity, or is claimed as what else it is."""

from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar.bounds import bound_of
from tongket.reader.grammar.counting_words import counts, is_vague
from tongket.reader.grammar.list_numbers import is_section_number
from tongket.reader.grammar.number_forms import read_number
from tongket.reader.grammar.number_words import words_of
from tongket.reader.grammar.places import looks_dialled, rest_of_telephone
from tongket.reader.grammar.roles import in_a_row, role_of
from tongket.reader.tokens import NUMBER, Tokens


def find(draft: Draft) -> None:
    """Read every number of a draft that no earlier pass has claimed."""
    tokens, claims = draft.tokens, draft.claims
    after = 0
    row: tuple[Quantity, str] | None = None
    for index in _candidates(tokens):
        if index < after or claims[index] is not None:
            continue
        number = read_number(draft, index)
        if number is None:
            after = _unread(draft, index)
            continue
        if number.words and tokens.kinds[index] != NUMBER:
            after = _in_words(draft, number)
            continue
        last = row[1] if row and in_a_row(tokens, row[0], index) else None
        role = role_of(draft, number, last)
        row = (number, role) if role else None
        if role == "telephone":
            number.after = rest_of_telephone(tokens, index)
        _settle(draft, number, role)
        after = number.after


def _candidates(tokens: Tokens) -> list[int]:
    """Return the indices at which a number may begin, in order."""
    starts = words_of(marked=tokens.marked).first
    found = tokens.places(starts)
    if not found:
        return tokens.numbers
    return sorted(found + tokens.numbers)


def _settle(draft: Draft, number: Quantity, role: str | None) -> None:
    """Claim a number as what it is; a quantity gets its bound and is kept."""
    if role is not None:
        draft.claim(number.first, number.after, role)
        return
    number.qualifier = bound_of(draft.tokens, number)
    draft.claim(number.first, number.after, "quantity")
    draft.quantities.append(number)


def _in_words(draft: Draft, number: Quantity) -> int:
    """Settle a number word; one that counts nothing is left unclaimed. Return where to go on."""
    tokens = draft.tokens
    role = role_of(draft, number, None)
    if role is not None:
        draft.claim(number.first, number.after, role)
        return number.after
    end = _vague_pair(draft, number)
    if end:
        draft.claim(number.first, end, "vague")
        return end
    if is_vague(tokens, number):
        return number.after
    bound = bound_of(tokens, number)
    if not counts(tokens, number, bound != "exact"):
        return number.first + 1
    _settle(draft, number, None)
    return number.after


def _vague_pair(draft: Draft, number: Quantity) -> int:
    """Return the index after bốn, năm (four or five), 0 where no such pair stands."""
    tokens = draft.tokens
    at = number.after + (tokens.words[number.after] == ",")
    if number.value_max is not None or number.after - number.first > 1:
        return 0
    following = read_number(draft, at)
    if following is None or not following.words or following.value != number.value + 1:
        return 0
    return following.after


def _unread(draft: Draft, index: int) -> int:
    """Claim digits that make no number: a telephone, a section number, a slip of the keys."""
    tokens = draft.tokens
    if tokens.kinds[index] != NUMBER:
        return index + 1
    if looks_dialled(tokens.words[index]):
        end = rest_of_telephone(tokens, index)
        draft.claim(index, end, "telephone")
        return end
    role = "list number" if is_section_number(tokens, index) else "unread"
    draft.claim(index, index + 1, role)
    return index + 1
