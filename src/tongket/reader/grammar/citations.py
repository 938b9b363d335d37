"""Citations of Party and State documents: by number in every form, or by the body that adopted."""

from itertools import pairwise
from typing import TypeAlias

from tongket.reader.draft import Draft
from tongket.reader.facts import Document
from tongket.reader.grammar import citation_links as links
from tongket.reader.grammar.citation_bodies import issuer_after, issuer_by_letters
from tongket.reader.grammar.citation_forms import Cited
from tongket.reader.grammar.citation_numbers import Number, day_after
from tongket.reader.grammar.citation_search import by_number, by_type, claim_articles
from tongket.reader.grammar.instruments import (
    Instrument,
    fits,
    number_key,
    same_number,
    short_number,
)
from tongket.reader.tokens import Tokens

_InFull: TypeAlias = dict[tuple[str, str], dict[str, Cited]]
"""Type and leading digits -> full number -> its citation."""


def find(draft: Draft) -> None:
    """Find the documents a report cites, and claim their numbers and days."""
    tokens = draft.tokens
    claim_articles(draft)
    cited = by_type(tokens)
    cited += by_number(draft, cited)
    cited.sort(key=lambda each: each.first)
    _tell(tokens, cited)
    in_full = _in_full(cited)
    for each in cited:
        draft.claim(each.first, each.after, "document")
        draft.add(_fact(tokens, each, in_full))


def _in_full(cited: list[Cited]) -> _InFull:
    """Return the full citations of a text by type and leading digits, one of each number."""
    found: _InFull = {}
    for each in cited:
        if each.number is not None and each.full:
            same = found.setdefault((each.kind, number_key(each.number.digits)), {})
            same.setdefault(number_key(each.number.normal), each)
    return found


def _tell(tokens: Tokens, cited: list[Cited]) -> None:
    """Find what is said of each citation: issuer, subject, how it is joined to others."""
    for place, each in enumerate(cited):
        stop = cited[place + 1].first if place + 1 < len(cited) else len(tokens)
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
        _tell_link(tokens, one, other)
        if other.relation is None and one.relation and other.first - one.told <= 2:
            other.relation = dict(one.relation)


def _tell_issuer(tokens: Tokens, cited: Cited) -> None:
    cited.told = max(cited.told, cited.after)
    found = issuer_after(tokens, cited.after)
    if found is None:
        return
    cited.told, issuer = found
    cited.issuer = cited.issuer or issuer
    if cited.day is None and (day := day_after(tokens, cited.told)) is not None:
        cited.told, cited.day = day


def _tell_link(tokens: Tokens, one: Cited, other: Cited) -> None:
    """Kế hoạch số 86-KH/TU triển khai Nghị quyết số 18-NQ/TW: the first implements the second."""
    link = links.link_between(tokens, one.told, other.first)
    if link is None:
        return
    target = _citation(tokens, other)
    one.relation = {"type": link, "target": target}
    if one.subject is None:
        words = tokens.text[tokens.starts[one.told] : tokens.starts[other.first]].strip(" ,")
        one.subject = f"{words} {target}"


def _citation(tokens: Tokens, cited: Cited) -> str:
    """Return the normal form of a citation."""
    if cited.number is not None:
        return f"{cited.kind} số {cited.number.normal}"
    words = tokens.between(cited.first, cited.after - 1).replace("–", "-").split()
    rest = words[len(cited.kind.split()) :]
    if len(rest) >= 4 and [word.lower() for word in rest[:2]] == [
        word.lower() for word in rest[2:4]
    ]:
        # Said twice by a slip of the pen: Đại hội Đại hội.
        rest = rest[2:]
    return " ".join((cited.kind, *rest))


def _fact(tokens: Tokens, cited: Cited, in_full: _InFull) -> Document:
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
        _resolve_short(fact, number, in_full)
    fact.issuer = fact.issuer or issuer_by_letters(tokens, number)
    return fact


def _resolve_full(fact: Document, number: Number) -> None:
    """Name the instrument under its usual number, or the candidates of several terms."""
    meant = _of_issuer(same_number(fact.type, number.normal, fact.date), fact.issuer)
    if len(meant) == 1:
        fact.issuer = fact.issuer or meant[0].issuer
        if number_key(meant[0].number) != number_key(number.normal):
            fact.resolved = meant[0].citation
    else:
        fact.candidates = [each.dated for each in meant]


def _of_issuer(meant: list[Instrument], issuer: str | None) -> list[Instrument]:
    """Keep those of the issuer the text names, all where none is of it."""
    if issuer is None or len(meant) < 2:
        return meant
    return [each for each in meant if fits(each.issuer, issuer)] or meant


def _resolve_short(fact: Document, number: Number, in_full: _InFull) -> None:
    """Lead a short citation back to the full one of this text, or to a well-known instrument."""
    full = in_full.get((fact.type, number_key(number.digits)), {})
    if len(full) == 1:
        cited = next(iter(full.values()))
        fact.resolved = _usual(fact.type, cited)
        fact.issuer = fact.issuer or cited.issuer
        return
    meant = short_number(fact.type, number.normal, fact.issuer)
    if len(meant) == 1:
        fact.resolved = meant[0].citation
        fact.issuer = fact.issuer or meant[0].issuer
    else:
        fact.candidates = [each.dated for each in meant]


def _usual(kind: str, cited: Cited) -> str | None:
    """Return a citation under the usual one of several numbers of one instrument."""
    if cited.number is None:
        return None
    known = same_number(kind, cited.number.normal, cited.day)
    return known[0].citation if len(known) == 1 else f"{kind} số {cited.number.normal}"
