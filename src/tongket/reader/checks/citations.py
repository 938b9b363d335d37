"""One instrument cited in two ways: other days, other numbers, other letters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from tongket.core.dates import DayError, format_day, parse_day
from tongket.core.text import fold
from tongket.core.words import said
from tongket.reader.checks.cues import members
from tongket.reader.checks.findings import Finding, Repair
from tongket.reader.checks.page import Page
from tongket.reader.facts import Document

_SIGN = re.compile(r"(\d+)((?:/\d{4})?)(.*)")
_SUBJECT = re.compile(r"[^\W\d_]+")


def citations(page: Page) -> Iterator[Finding]:
    """Say where one instrument is cited under two days, two numbers, or two spellings."""
    documents = [each for each in page.reading.of(Document) if each.number]
    for document in documents:
        yield from _letters(document)
    told: set[tuple[int, int]] = set()
    for one, two in combinations(documents[:60], 2):
        if (one.start, two.start) in told:
            continue
        found = _days(one, two) or _numbers(page, one, two) or _spelling(one, two)
        if found is not None:
            told.add((one.start, two.start))
            yield found


def carried_out(page: Page) -> Iterator[Finding]:
    """Say where a document that carries out another is dated before it."""
    dated = {each.citation: each for each in page.reading.of(Document) if each.date}
    for each in page.reading.of(Document):
        relation = each.relation or {}
        target = dated.get(str(relation.get("target")))
        if relation.get("type") != "implements" or target is None or not each.date:
            continue
        if target is not each and str(each.date) < str(target.date):
            yield Finding(
                rule="citation_order",
                severity="warning",
                spans=sorted(_spans(each, target)),
                message=said(
                    "%(one)s ngày %(first)s thực hiện %(two)s, nhưng văn bản đó đề ngày %(last)s, "
                    "muộn hơn; không rõ ngày nào sai.",
                    one=each.citation,
                    two=target.citation,
                    first=_day(str(each.date)),
                    last=_day(str(target.date)),
                ),
            )


def key(document: Document) -> str:
    """Return a number as it is compared: no blanks, no marks, small letters."""
    return re.sub(r"[\s.]", "", fold(document.number or "")).replace("–", "-")


def _spans(one: Document, two: Document) -> list[tuple[int, int]]:
    return [(one.start, one.end), (two.start, two.end)]


def _days(one: Document, two: Document) -> Finding | None:
    """One number with two days; numbers of the Party are used again each term, so within a year."""
    if key(one) != key(two) or fold(one.type) != fold(two.type):
        return None
    if not (one.date and two.date) or one.date == two.date:
        return None
    dated = re.search(r"/\d{4}/", key(one)) is not None
    if not dated and one.date[:4] != two.date[:4] and one.date[4:] != two.date[4:]:
        return None
    return Finding(
        rule="citation_days",
        severity="error" if dated else "warning",
        spans=_spans(one, two),
        message=said(
            "%(document)s được ghi hai ngày: %(one)s và %(two)s; không rõ ngày nào đúng.",
            document=one.citation,
            one=_day(one.date),
            two=_day(two.date),
        ),
    )


def _day(value: str) -> str:
    try:
        return format_day(parse_day(value))
    except DayError:
        return value


def _numbers(page: Page, one: Document, two: Document) -> Finding | None:
    """One type, one subject, two numbers."""
    if key(one) == key(two) or fold(one.type) != fold(two.type):
        return None
    first, second = _SIGN.match(key(one)), _SIGN.match(key(two))
    if first is None or second is None or not _same_sign(first[3], second[3]):
        return None
    if first[1] == second[1] and first[2] == second[2]:
        return None
    if one.date and two.date and one.date != two.date:
        return None
    if not _same_subject(page, one, two):
        return None
    return Finding(
        rule="citation_numbers",
        severity="warning",
        spans=_spans(one, two),
        message=said(
            "Một văn bản được dẫn với hai số: %(one)s và %(two)s; không rõ số nào đúng.",
            one=one.number,
            two=two.number,
        ),
        repairs=[
            Repair(
                span=(here.number_start, here.number_end),
                text=str(there.number),
                reason=said("nếu chỗ kia đúng"),
            )
            for here, there in ((two, one), (one, two))
            if here.number_start is not None and here.number_end is not None
        ],
    )


def _same_sign(one: str, two: str) -> bool:
    return not one or not two or one == two


def _same_subject(page: Page, one: Document, two: Document) -> bool:
    """Whether the same words (four or more) say what both documents are about."""
    first, second = _subject(page, one), _subject(page, two)
    count = min(len(first), len(second))
    common = 0
    while common < count and first[common] == second[common]:
        common += 1
    return common >= 5 and "ve" in first[:common]


def _subject(page: Page, document: Document) -> list[str]:
    """Return the words behind a citation: of whom, about what."""
    text = page.reading.text[document.end : document.end + 160]
    text = re.sub(r"^\s*,?\s*(?:ng[àa]y[\s\d/.-]+)?(?:th[áa]ng[\s\d]+)?(?:n[ăa]m\s+\d+)?", "", text)
    stop = re.search(r"[;.()\n]", text)
    words = [fold(word) for word in _SUBJECT.findall(text[: stop.start()] if stop else text)]
    return words[words.index("ve") :][:10] if "ve" in words[:14] else []


def _spelling(one: Document, two: Document) -> Finding | None:
    """The same letters but for one that is missing (BTVQH15 beside UBTVQH15)."""
    first, second = (re.split(r"[-/]", key(each))[-1] for each in (one, two))
    if len(first) > len(second):
        one, two, first, second = two, one, second, first
    if len(second) - len(first) != 1 or len(first) < 5:
        return None
    if re.sub(r"\D", "", first) != re.sub(r"\D", "", second):
        return None
    if not any(second[:place] + second[place + 1 :] == first for place in range(len(second))):
        return None
    return Finding(
        rule="citation_letters",
        severity="warning",
        spans=sorted(_spans(one, two)),
        message=said(
            "Ký hiệu %(one)s thiếu một chữ so với %(two)s.", one=one.number, two=two.number
        ),
    )


def _letters(document: Document) -> Iterator[Finding]:
    """The letters of a number belong to another type of document (Nghị quyết số 15-QĐ/TW)."""
    allowed = _codes().get(fold(document.type))
    if allowed is None or document.number is None:
        return
    match = re.match(r"\s*\d+\s*(?:/\s*\d{4}\s*)?[-/]\s*([^\W\d_]+)\s*[-/]", document.number)
    if match is None:
        return
    code = fold(match[1])
    known = {each for codes in _codes().values() for each in codes}
    if code in allowed or code not in known:
        return
    yield Finding(
        rule="citation_type",
        severity="warning",
        spans=[(document.start, document.end)],
        message=said(
            "Ký hiệu %(code)s trong số %(number)s không phải của %(type)s.",
            code=match[1],
            number=document.number,
            type=document.type.lower(),
        ),
    )


@lru_cache
def _codes() -> dict[str, set[str]]:
    """Return type -> the letters its numbers may carry, all without marks."""
    table: dict[str, set[str]] = {}
    for code, types in members("documents", marked=False).items():
        for name in types:
            table.setdefault(fold(name), set()).add(code)
    return table
