"""Quotas of the rulebook: how many may be of the best grade, as the caller says.

The reader knows no rule by heart; the caller takes them from the rulebook in force and hands them
to ``proofread``. That at most twenty in a hundred of those who did well may be called excellent:

>>> from tongket.reader.checks import proofread
>>> from tongket.reader.reading import read
>>> ceiling = Quota(
...     part="members_excellent",
...     of=("members_excellent", "members_good"),
...     most=Decimal(20),
...     source="Hướng dẫn về kiểm điểm, đánh giá, xếp loại",
... )
>>> text = "Có 30 đảng viên hoàn thành xuất sắc nhiệm vụ, 70 đảng viên hoàn thành tốt nhiệm vụ."
>>> [each.arithmetic for each in proofread(read(text), rules=(ceiling,))]
['30 / 100 = 30%']

A rule is looked at where the report states all its slugs for one body and period, each once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tongket.core.words import said
from tongket.reader.checks.amounts import Amount
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.page import Page
from tongket.reader.checks.shares import percent_text
from tongket.reader.checks.wording import finding, number


@dataclass(slots=True, frozen=True, kw_only=True)
class Quota:
    """At most so many percent of some indicators' sum may be of one indicator."""

    part: str
    """The slug that is limited: members_excellent."""
    of: tuple[str, ...]
    """The slugs whose sum is the whole: members_good, or members_excellent and members_good."""
    most: Decimal
    """In percent."""
    source: str = ""
    """The rule it comes from, as it is cited; the sentence names it."""


QuotaRules = tuple[Quota, ...]


def quotas(page: Page, rules: QuotaRules) -> Iterator[Finding]:
    """Say where a report names more of the best grade than a rule allows."""
    for rule in rules:
        for part in _of(page, rule.part):
            whole = [_same(page, part, slug) for slug in rule.of]
            if all(each is not None for each in whole):
                yield from _held(rule, part, [each for each in whole if each is not None])


def _of(page: Page, slug: str) -> list[Amount]:
    return [
        each
        for each in page.amounts
        if each.fact.what == slug and each.exact and each.role in ("figure", "numerator")
    ]


def _same(page: Page, part: Amount, slug: str) -> Amount | None:
    """Return the number of another grade for the same body and period."""
    if slug == part.fact.what:
        return part
    same = [
        each
        for each in _of(page, slug)
        if each.fact.organisation == part.fact.organisation and each.fact.period == part.fact.period
    ]
    return same[0] if len(same) == 1 else None


def _sentence(rule: Quota, part: Amount, base: Decimal, share: str) -> str:
    values = {
        "part": number(part.value),
        "base": number(base),
        "share": share,
        "most": number(rule.most),
    }
    if rule.source:
        return said(
            "%(part)s trên %(base)s là %(share)s, vượt mức %(most)s%% theo %(source)s.",
            source=rule.source,
            **values,
        )
    return said("%(part)s trên %(base)s là %(share)s, vượt mức cho phép %(most)s%%.", **values)


def _held(rule: Quota, part: Amount, whole: list[Amount]) -> Iterator[Finding]:
    base = sum(Decimal(each.value) for each in whole)
    if not base or Decimal(part.value) * 100 <= base * rule.most:
        return
    share = percent_text(Fraction(part.value) * 100 / Fraction(base), 2)
    yield finding(
        "quota",
        "error",
        [part, *(each for each in whole if each is not part)],
        _sentence(rule, part, base, share),
        arithmetic=f"{number(part.value)} / {number(base)} = {share}",
        expected=rule.most,
        found=part.value,
    )
