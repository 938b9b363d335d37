"""Citations of Party and State documents: by number in every form, or by the body that adopted."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tongket.reader.draft import Draft
from tongket.reader.facts import Document
from tongket.reader.grammar import citation_links as links
from tongket.reader.grammar.citation_bodies import issuer_after, issuer_by_letters
from tongket.reader.grammar.citation_names import named_after
from tongket.reader.grammar.citation_numbers import SEPARATORS, Number, day_after, number_at
from tongket.reader.grammar.instruments import Instrument, number_key, same_number, short_number
from tongket.reader.lexicon import Phrases, WordSet, meanings, phrase_lists
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens

_FURTHEST_TYPE = 14
_ADJACENT = 6
"""How many words may stand between a type and its number; more where the type is a law."""


@dataclass(slots=True, kw_only=True)
class _Cited:
    """A citation found, in tokens."""

    first: int
    after: int
    kind: str
    number: Number | None = None
    day: str | None = None
    issuer: str | None = None
    told: int = 0
    """The index after what is told of it: its issuer and subject."""
    subject: str | None = None
    relation: dict[str, object] | None = None


@lru_cache
def _types() -> Phrases[str]:
    return Phrases(meanings("documents", "types"))


@lru_cache
def _short_types() -> Phrases[str]:
    return Phrases(meanings("documents", "short_types"))


@lru_cache
def _set(table: str, name: str) -> WordSet:
    return WordSet(phrase_lists("documents", table)[name])


@lru_cache
def _parts() -> Phrases[str]:
    return Phrases({part: part for part in phrase_lists("documents", "articles")["parts"]})


@lru_cache
def _number_words() -> Phrases[str]:
    return Phrases({word: word for word in phrase_lists("documents", "misc")["number"]})


@lru_cache
def _signs() -> tuple[dict[str, str], dict[str, str]]:
    """Return letters -> type, with marks and without; the first type named wins."""
    marked: dict[str, str] = {}
    for kind, letters in phrase_lists("documents", "signs").items():
        for each in letters:
            marked.setdefault(each, kind)
    folded: dict[str, str] = {}
    for each, kind in marked.items():
        folded.setdefault(each.replace("đ", "d"), kind)
    return marked, folded


def find(draft: Draft) -> None:
    """Find the documents a report cites, and claim their numbers and days."""
    tokens = draft.tokens
    _claim_articles(draft)
    cited = _by_type(tokens)
    cited += _by_number(draft, cited)
    cited.sort(key=lambda each: each.first)
    _tell(tokens, cited)
    for each in cited:
        draft.claim(each.first, each.after, "document")
    for each in cited:
        draft.add(_fact(tokens, each, cited))


def _claim_articles(draft: Draft) -> None:
    """Claim the numbers of articles and clauses: khoản 2 Điều 160, Điều 30, 32."""
    tokens = draft.tokens
    table = _parts().table(tokens)
    kinds = tokens.kinds
    for index in tokens.numbers:
        if (
            index == 0
            or kinds[index - 1] != WORD
            or tokens.words[index - 1] not in _part_ends(tokens)
        ):
            continue
        part = _parts().before(tokens, index)
        if part is None or tokens.words[part[0]] not in table:
            continue
        after = _last_of_list(tokens, index)
        if tokens.capital(part[0]) and not tokens.all_capitals(part[0]) or _closed(tokens, after):
            draft.claim(part[0], after, "article")


@lru_cache
def _part_end_set() -> WordSet:
    return WordSet([part.split()[-1] for part in phrase_lists("documents", "articles")["parts"]])


def _part_ends(tokens: Tokens) -> frozenset[str]:
    return _part_end_set().of(tokens)


def _last_of_list(tokens: Tokens, index: int) -> int:
    """Return the index after a list of numbers: 30, 32 và 33."""
    joins = _set("misc", "joins").of(tokens)
    after = index + 1
    while (tokens.words[after] == "," or tokens.words[after] in joins) and (
        tokens.kinds[after + 1] == NUMBER and _closed(tokens, after + 2)
    ):
        after += 2
    return after


def _closed(tokens: Tokens, index: int) -> bool:
    """Return whether a short number ends before a token: no noun follows that it could count."""
    kind = tokens.kinds[index]
    if kind == SIGN:
        return tokens.words[index] not in "%|+-–/=&°"
    if kind == BREAK:
        return True
    word = tokens.words[index]
    return kind == WORD and (
        word in _set("closers", "words").of(tokens)
        or word in _part_ends(tokens)
        or tokens.all_capitals(index)
        or _types().at(tokens, index) is not None
    )


# --- by the type word ---------------------------------------------------------------------------


def _by_type(tokens: Tokens) -> list[_Cited]:
    long_table, short_table = _types().table(tokens), _short_types().table(tokens)
    found: list[_Cited] = []
    known: set[tuple[str, str]] = set()
    done = 0
    for index, word in enumerate(tokens.words):
        if (word not in long_table and word not in short_table) or index < done:
            continue
        typed = _type_at(tokens, index)
        if typed is None:
            continue
        for each in _cited_at(tokens, index, *typed, known):
            found.append(each)
            done = each.after
            if each.number is not None:
                known.add((each.kind, number_key(each.number.digits)))
    return found


def _type_at(tokens: Tokens, index: int) -> tuple[int, str] | None:
    found = _types().at(tokens, index)
    if found is None and tokens.all_capitals(index):
        found = _short_types().at(tokens, index)
        if found is not None and not _short_type_stands(tokens, found[0]):
            return None
    return found


def _short_type_stands(tokens: Tokens, after: int) -> bool:
    """NQ 37, NQ số 18: letters alone are a type only right before a number."""
    named = _number_words().at(tokens, after)
    return tokens.kinds[named[0] if named else after] == NUMBER


def _cited_at(
    tokens: Tokens, first: int, after: int, kind: str, known: set[tuple[str, str]]
) -> list[_Cited]:
    named = _number_words().at(tokens, after)
    index = named[0] if named else after
    if named and tokens.words[index] in (":", "."):
        index += 1
    number = number_at(tokens, index)
    if number is None:
        return _without_number(tokens, first, after, kind)
    head = _Cited(first=first, after=number.after, kind=kind, number=number)
    rest = _rest_of_list(tokens, head)
    if not number.full and not _is_short(tokens, head, named is not None, bool(rest), known):
        return []
    _close(tokens, head)
    return [head, *(rest if number.after == head.after else _rest_of_list(tokens, head))]


def _without_number(tokens: Tokens, first: int, after: int, kind: str) -> list[_Cited]:
    named = named_after(tokens, first, after, kind)
    if named is None:
        return []
    end, issuer = named
    return [_Cited(first=first, after=end, kind=kind, issuer=issuer, told=end)]


def _close(tokens: Tokens, cited: _Cited) -> None:
    """Take in the day that follows the number."""
    day = day_after(tokens, cited.after)
    if day is not None:
        cited.after, cited.day = day


def _rest_of_list(tokens: Tokens, head: _Cited) -> list[_Cited]:
    """Return the further numbers of one type: Nghị quyết số 18, 19 và 21-NQ/TW."""
    joins = _set("misc", "joins").of(tokens)
    found: list[_Cited] = []
    index = head.after
    while True:
        start = index
        while tokens.words[index] in (",", ";") or tokens.words[index] in joins:
            index += 1
        named = _number_words().at(tokens, index)
        number = number_at(tokens, named[0] if named else index) if index > start else None
        if number is None or not _goes_on(tokens, head, number, named is not None):
            break
        each = _Cited(first=index, after=number.after, kind=head.kind, number=number)
        _close(tokens, each)
        found.append(each)
        index = each.after
    if found and not any(each.number and each.number.full for each in (head, *found)):
        return [each for each in found if _closed(tokens, each.after)]
    return found


def _goes_on(tokens: Tokens, head: _Cited, number: Number, named: bool) -> bool:
    if number.full:
        return _kind_of(tokens, number) is not None or named
    if head.number is not None and head.number.full and not named:
        return False
    return _closed(tokens, number.after)


def _is_short(
    tokens: Tokens, cited: _Cited, named: bool, listed: bool, known: set[tuple[str, str]]
) -> bool:
    """Tell Nghị quyết 39 của Bộ Chính trị from kết luận 4 cuộc."""
    number = cited.number
    if number is None:
        return False
    doubtful = cited.kind in phrase_lists("documents", "doubtful")["types"]
    if named and not doubtful:
        return True
    if not _closed(tokens, number.after) and "/" not in number.normal:
        return False
    if named:
        return True
    issued = _issued(tokens, number.after)
    if len(number.digits) == 4 and 1930 <= int(number.digits) <= 2049 and not issued:
        return False
    if issued or (cited.kind, number_key(number.digits)) in known:
        return True
    capital = tokens.capital(cited.first)
    if doubtful:
        return capital and bool(short_number(cited.kind, number.digits, None))
    return (
        capital
        or listed
        or bool(short_number(cited.kind, number.digits, None))
        or links.relation_before(tokens, cited.first) is not None
    )


def _issued(tokens: Tokens, index: int) -> bool:
    day = day_after(tokens, index)
    return day is not None or issuer_after(tokens, index) is not None


# --- by the number alone ------------------------------------------------------------------------


def _by_number(draft: Draft, cited: list[_Cited]) -> list[_Cited]:
    """Return the citations whose type stands further off or is said by the letters only."""
    tokens = draft.tokens
    taken = {index for each in cited for index in range(each.first, each.after)}
    found: list[_Cited] = []
    for index in tokens.numbers:
        if tokens.words[index + 1] not in SEPARATORS or index in taken:
            continue
        number = number_at(tokens, index)
        if number is None or not _stands_alone(tokens, number):
            continue
        each = _placed(draft, number)
        if each is not None:
            _close(tokens, each)
            found.append(each)
    return found


def _kind_of(tokens: Tokens, number: Number) -> str | None:
    marked, folded = _signs()
    signs = marked if tokens.writing.marked else folded
    return signs.get(number.letters[0]) if number.letters else None


def _stands_alone(tokens: Tokens, number: Number) -> bool:
    """A number that can be nothing else: two groups of letters, or a law's."""
    kind = _kind_of(tokens, number)
    if kind is None:
        return False
    return len(number.letters) >= 2 or (number.letters[0] == "qh" and "/" in number.normal)


def _placed(draft: Draft, number: Number) -> _Cited | None:
    """Lead a number back to its type; None where it is the report's own."""
    tokens = draft.tokens
    before = _number_words().before(tokens, number.first, 2)
    start = before[0] if before else number.first
    if tokens.words[start - 1] == ":" and not before:
        before = _number_words().before(tokens, start - 1, 2)
        start = before[0] if before else start
    kind = _kind_of(tokens, number) or "Văn bản"
    for index in range(start - 1, max(start - _FURTHEST_TYPE, -1), -1):
        if tokens.kinds[index] == BREAK or tokens.words[index] in ".;:|)":
            break
        typed = _types().at(tokens, index)
        law = typed is not None and typed[1] in ("Luật", "Bộ luật", "Pháp lệnh")
        if typed is not None and (law or (typed[1] == kind and start - index <= _ADJACENT + 2)):
            return _Cited(first=index, after=number.after, kind=typed[1], number=number)
    if before and tokens.line_start(start):
        draft.claim(start, number.after, "document")
        return None
    return _Cited(first=number.first, after=number.after, kind=kind, number=number)


# --- what is told of each -----------------------------------------------------------------------


def _tell(tokens: Tokens, cited: list[_Cited]) -> None:
    end = len(tokens)
    for place, each in enumerate(cited):
        stop = cited[place + 1].first if place + 1 < len(cited) else end
        _tell_issuer(tokens, each)
        subject = links.subject_after(tokens, each.told, stop)
        if subject is not None:
            each.told, each.subject = subject
        each.relation = links.relation_before(tokens, each.first)
    for one, other in pairwise(reversed(cited)):
        # Shared by a list: Nghị định 108 và Nghị định 113 của Chính phủ.
        if other.issuer is None and other.kind == one.kind and one.first - other.after <= 2:
            other.issuer = one.issuer
    for one, other in pairwise(cited):
        link = links.link_between(tokens, one.told, other.first)
        if link is not None:
            text = tokens.between(one.told, other.first)
            one.relation = {"type": link, "target": _citation(tokens, other)}
            one.subject = one.subject or text.strip(" ,").rsplit(None, 1)[0] + (
                " " + _citation(tokens, other)
            )
    for each in cited:
        if each.issuer is None and each.number is not None:
            each.issuer = issuer_by_letters(tokens, each.number)


def _tell_issuer(tokens: Tokens, cited: _Cited) -> None:
    cited.told = max(cited.told, cited.after)
    found = issuer_after(tokens, cited.after)
    if found is None:
        return
    cited.told, issuer = found
    cited.issuer = cited.issuer or issuer
    if cited.day is None and (day := day_after(tokens, cited.told)) is not None:
        cited.told, cited.day = day


def _citation(tokens: Tokens, cited: _Cited) -> str:
    if cited.number is not None:
        return f"{cited.kind} số {cited.number.normal}"
    text = tokens.between(cited.first, cited.after - 1)
    words = " ".join(text.split()).replace("–", "-")
    rest = words.split(" ")[len(cited.kind.split(" ")) :]
    kept = [cited.kind]
    for index, word in enumerate(rest):
        # Said twice by a slip of the pen: Đại hội Đại hội.
        if rest[index : index + 2] == rest[index + 2 : index + 4] and len(rest[index:]) >= 4:
            rest[index : index + 2] = ["", ""]
            continue
        kept.append(word)
    return " ".join(" ".join(kept).split())


def _fact(tokens: Tokens, cited: _Cited, all_cited: list[_Cited]) -> Document:
    number = cited.number
    fact = Document(
        start=tokens.starts[cited.first],
        end=tokens.ends[cited.after - 1],
        type=cited.kind,
        citation=_citation(tokens, cited),
        date=cited.day,
        issuer=cited.issuer,
        subject=cited.subject,
        relation=cited.relation,
    )
    if number is None:
        return fact
    fact.number = tokens.between(number.first, number.after - 1)
    fact.number_start = tokens.starts[number.first]
    fact.number_end = tokens.ends[number.after - 1]
    if number.full:
        _resolve_full(fact, number)
    else:
        _resolve_short(fact, cited, number, all_cited)
    return fact


def _resolve_full(fact: Document, number: Number) -> None:
    """Name the instrument under its usual number, or the candidates of several terms."""
    meant = same_number(fact.type, number.normal, fact.date)
    if len(meant) == 1:
        _take(fact, meant[0])
        if number_key(meant[0].number) != number_key(number.normal):
            fact.resolved = meant[0].citation
    elif len(meant) > 1:
        fact.candidates = [each.dated for each in meant]


def _resolve_short(fact: Document, cited: _Cited, number: Number, all_cited: list[_Cited]) -> None:
    in_text = {
        number_key(each.number.normal): each
        for each in all_cited
        if each.number is not None
        and each.number.full
        and each.kind == cited.kind
        and number_key(each.number.digits) == number_key(number.digits)
    }
    if len(in_text) == 1:
        full = next(iter(in_text.values()))
        fact.resolved = f"{full.kind} số {full.number.normal}" if full.number else None
        fact.issuer = fact.issuer or full.issuer
        return
    meant = short_number(cited.kind, number.digits, cited.issuer)
    if len({each.citation for each in meant}) == 1 and len(meant) == 1:
        fact.resolved = meant[0].citation
        _take(fact, meant[0])
    elif meant:
        fact.candidates = [each.dated for each in meant]


def _take(fact: Document, instrument: Instrument) -> None:
    fact.issuer = fact.issuer or instrument.issuer
