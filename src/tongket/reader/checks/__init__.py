"""What does not agree in a report: every check over one reading, its findings in order.

Each check is a function from a page to findings; its name is the ``rule`` of what it finds or
stands in the module's docstring. None looks outside the report.
"""

from collections.abc import Callable, Iterator
from datetime import date

from tongket.reader.checks import (
    balance,
    changes,
    citations,
    days,
    products,
    repeats,
    scales,
    shares,
    style,
    tables,
    totals,
)
from tongket.reader.checks.findings import Finding, Repair, Severity
from tongket.reader.checks.page import Page
from tongket.reader.checks.quotas import Quota, QuotaRules, quotas
from tongket.reader.draft import Reading

__all__ = ["Finding", "Quota", "QuotaRules", "Repair", "Severity", "proofread"]

Check = Callable[[Page], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    totals.parts_total,
    tables.tables,
    scales.group_shares,
    shares.ratio_percent,
    scales.group_totals,
    scales.hundred,
    changes.before_after,
    balance.remainder,
    balance.ledger,
    products.products,
    balance.averages,
    balance.handled_money,
    days.impossible_days,
    days.years_between,
    days.stages,
    days.document_days,
    days.period_open,
    citations.citations,
    citations.carried_out,
    repeats.said_twice,
    changes.together,
    style.separators,
    style.ranges,
    style.thresholds,
)
"""In the order in which one wins where two say something of the same numbers."""


def proofread(
    reading: Reading, *, today: date | None = None, rules: QuotaRules = ()
) -> list[Finding]:
    """Return what does not agree in a report, in the order of the text.

    ``today`` bounds the days that can have passed; without it only the report's own day does.
    ``rules`` are the quotas of the rulebook in force; without any none is looked at.
    """
    page = Page(reading)
    found = [each for check in CHECKS for each in check(page)]
    found.extend(quotas(page, rules))
    if today is not None:
        found.extend(days.not_yet(page, today))
    kept: dict[tuple[object, ...], Finding] = {}
    for each in found:
        kept.setdefault(_place(each), each)
    return sorted(kept.values(), key=lambda each: (each.spans, each.rule))


def _place(each: Finding) -> tuple[object, ...]:
    """Return what two findings must not share: their places; for a percent, its own alone."""
    if each.rule == "ratio_percent" and each.repairs:
        return each.rule, each.repairs[0].span
    return tuple(each.spans)
