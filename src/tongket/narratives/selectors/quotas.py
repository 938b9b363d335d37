"""The rulebook's ceilings, as the proofreader asks for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tongket.periods.domain import PeriodCode, PeriodError
from tongket.reader.checks.findings import Finding
from tongket.reader.checks.quotas import Quota
from tongket.reader.draft import Reading
from tongket.rulebook.selectors import Rule, rules_on

_PREFIX = "excellent_ceiling."
_GRADES = ("excellent", "good", "completed", "not_completed")


def ceilings(reading: Reading, today: date) -> tuple[list[Quota], list[Rule]]:
    """Return the ceilings in force at the end of a report's period, and the rules they come from.

    A ceiling holds in each group; where the sums of all groups exceed it, at least one group does,
    so the sums of a report prove it.
    """
    try:
        day = PeriodCode.parse(reading.period).last_day if reading.period else today
    except PeriodError:
        day = today
    quotas, rules = [], []
    for rule in rules_on(_PREFIX, on=day):
        subject = rule.key.removeprefix(_PREFIX)
        base = [grade for grade in rule.payload.get("base", []) if grade in _GRADES]
        rate = rule.payload.get("rate_percent")
        if base and rate is not None:
            part = f"{subject}_{rule.payload.get('counted', 'excellent')}"
            whole = tuple(f"{subject}_{grade}" for grade in base)
            quotas.append(
                Quota(part=part, of=whole, most=Decimal(str(rate)), source=rule.instrument)
            )
            rules.append(rule)
    return quotas, rules


def with_source(findings: Sequence[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Say of each exceeded ceiling how it is counted; never more than a warning.

    A rule whose text nobody has seen gives a note.
    """
    verified = all(rule.verified for rule in rules)
    said = _("Mức này tính trong từng nhóm: tổng vượt thì ít nhất một nhóm vượt.")
    if not verified:
        said += " " + _("Quy định này chưa đối chiếu được với văn bản gốc.")
    return [
        replace(each, severity="warning" if verified else "note", message=f"{each.message} {said}")
        if each.rule == "quota"
        else each
        for each in findings
    ]
