"""Who issued a document: after "của", in brackets, or from the letters of its number."""

from functools import lru_cache

from tongket.reader.grammar.citation_numbers import Number, digits_of
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_LONGEST_NAME = 12
_ROMAN = frozenset("ivxl")


@lru_cache
def _bodies() -> Phrases[str]:
    return Phrases(meanings("documents", "bodies"))


@lru_cache
def _heads() -> Phrases[str]:
    return Phrases(meanings("documents", "body_heads"))


@lru_cache
def _ends() -> WordSet:
    return WordSet(phrase_lists("documents", "body_ends")["words"])


@lru_cache
def _small() -> dict[str, WordSet]:
    return {
        name: WordSet(list(words))
        for name, words in {
            "of": ("của", "do"),
            "term": ("khóa", "khoá"),
            "and": ("và",),
        }.items()
    }


@lru_cache
def _owners() -> tuple[dict[str, str], dict[str, str]]:
    marked = meanings("documents", "issuers")
    folded = {letters.replace("đ", "d"): name for letters, name in marked.items()}
    return marked, folded


def roman(tokens: Tokens, index: int) -> bool:
    """Return whether a token is a Roman number in capitals, or in small letters as they go."""
    return tokens.kinds[index] == WORD and set(tokens.words[index]) <= _ROMAN


def issuer_after(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Return (index after it, name) of the issuer that follows a citation."""
    words = tokens.words
    at = index + 1 if words[index] == "," else index
    if tokens.kinds[at] == WORD and words[at] in _small()["of"].of(tokens):
        return body_at(tokens, at + 1)
    if words[index] == "(":
        found = body_at(tokens, index + 1)
        if found is None:
            return _bracketed_term(tokens, index)
        after, name = found
        return (after + 1, name) if words[after] == ")" else None
    if at == index and tokens.kinds[index] == WORD:
        known = _bodies().at(tokens, index)
        if known is not None:
            return body_at(tokens, index)
    return None


def _bracketed_term(tokens: Tokens, index: int) -> tuple[int, str] | None:
    term = term_at(tokens, index)
    if term is None:
        return None
    after, name = term
    return after, f"Ban Chấp hành Trung ương {name}"


def body_at(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Return (index after it, name in full) of a body that begins at a token."""
    if known := _bodies().at(tokens, index):
        after, name = known
        if name in ("Trung ương", "Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương Đảng"):
            term = term_at(tokens, _after_plenum(tokens, after))
            if term is not None:
                return term[0], f"Ban Chấp hành Trung ương {term[1]}"
        return after, name
    if head := _heads().at(tokens, index):
        return _read_on(tokens, index, *head)
    return None


def _after_plenum(tokens: Tokens, index: int) -> int:
    """Pass over the number of a plenum: Trung ương 6 (khóa XII)."""
    digits = digits_of(tokens, index)
    return index + 1 if digits is not None and len(digits) <= 2 else index


def term_at(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Return (index after it, "khóa XII") of a term of the Central Committee."""
    words = tokens.words
    at = index
    while words[at] in ("(", ","):
        at += 1
    if words[at] not in _small()["term"].of(tokens) or not _counts_terms(tokens, at + 1):
        return None
    after = at + 2
    names = [tokens.original(at + 1).upper()]
    joins = _small()["and"].of(tokens)
    while (words[after] == "," or words[after] in joins) and roman(tokens, after + 1):
        names.append(tokens.original(after + 1).upper())
        after += 2
    if words[index] == "(" and words[after] == ")":
        after += 1
    return after, "khóa " + ", ".join(names)


def _counts_terms(tokens: Tokens, index: int) -> bool:
    digits = digits_of(tokens, index)
    return roman(tokens, index) or (digits is not None and len(digits) <= 2)


def _read_on(tokens: Tokens, first: int, after: int, name: str) -> tuple[int, str]:
    """Read the rest of a body's name: words until one that cannot belong to it."""
    ends = _ends().of(tokens)
    index = after
    parts = [name]
    while index - first < _LONGEST_NAME and _belongs(tokens, index, ends):
        nested = _bodies().at(tokens, index) or _heads().at(tokens, index)
        if nested is not None and nested[1] not in ("Bộ", "Ban", "Viện", "Hội", "Cục"):
            parts.append(nested[1])
            index = nested[0]
        else:
            parts.append(tokens.original(index))
            index += 1
    return index, " ".join(parts)


def _belongs(tokens: Tokens, index: int, ends: frozenset[str]) -> bool:
    kind = tokens.kinds[index]
    if kind == WORD:
        if tokens.words[index] in _small()["and"].of(tokens):
            return tokens.capital(index + 1)
        return tokens.words[index] not in ends
    if kind in (BREAK, NUMBER):
        return False
    return kind == SIGN and tokens.words[index] in "-–" and tokens.capital(index + 1)


def issuer_by_letters(tokens: Tokens, number: Number) -> str | None:
    """Return the issuer the letters of a number name: QĐ-TTg, NQ/QH14."""
    marked, folded = _owners()
    known = marked if tokens.writing.marked else folded
    for place, letters in enumerate(number.letters):
        # The first group says the type, but for laws and letters (98/2023/QH15, 12/UBND-NC).
        if letters in known and (place > 0 or len(number.letters) == 1 or letters == "ubnd"):
            return known[letters]
    return None
