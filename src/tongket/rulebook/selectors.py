"""Asking which rule holds on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.core.ranges import DateRange
from tongket.rulebook.domain import VERIFIED
from tongket.rulebook.models import Instrument, RuleVersion


class NoRule(LookupError):  # noqa: N818 - an answer, not a fault
    """No version of the rule was in force on the day; ``str()`` is a Vietnamese sentence."""


@dataclass(frozen=True)
class Rule:
    """One version of a rule, to be used and to be cited.

    ``id`` is what a result stores. ``verified`` is false where the text of the instrument was not
    seen and the data rests on memory or habit; ``note`` then says what is doubtful.
    """

    id: int
    key: str
    name: str
    summary: str
    payload: Mapping[str, Any]
    instrument: str
    """Citation as printed, from ``Instrument.__str__``."""
    instrument_slug: str
    instrument_title: str
    article: str
    verified: bool
    note: str
    span: DateRange


def rule(key: str, *, on: date) -> Rule:
    """Return the version of ``key`` in force on ``on``; raise ``NoRule`` when there is none."""
    found = RuleVersion.objects.on(on).filter(key=key).select_related("instrument").first()
    if found is None:
        raise NoRule(
            _("Chưa có quy định “%(key)s” cho ngày %(day)s trong sổ quy định.")
            % {"key": key, "day": format_day(on)}
        )
    return as_rule(found)


def rules_on(prefix: str, *, on: date) -> list[Rule]:
    """Return the rules whose key starts with ``prefix`` in force on ``on``, by key."""
    rows = RuleVersion.objects.on(on).filter(key__startswith=prefix).order_by("key")
    return [as_rule(row) for row in rows.select_related("instrument")]


def versions(key: str) -> list[Rule]:
    """Return all versions of a rule, the newest first; empty when there is no such rule."""
    rows = RuleVersion.objects.filter(key=key).order_by("-valid_from")
    return [as_rule(row) for row in rows.select_related("instrument")]


def all_rules() -> list[Rule]:
    """Return every version of every rule, by key, the newest first. One query."""
    rows = RuleVersion.objects.order_by("key", "-valid_from").select_related("instrument")
    return [as_rule(row) for row in rows]


def instruments() -> list[Instrument]:
    """Return all documents with the ones they replace and are replaced by; two queries."""
    rows = Instrument.objects.order_by("-issued_on", "slug").select_related("replaces")
    return list(rows.prefetch_related("replaced_by"))


def as_rule(row: RuleVersion) -> Rule:
    """Return the frozen value of a row whose instrument is loaded."""
    return Rule(
        id=row.pk,
        key=row.key,
        name=row.name,
        summary=row.summary,
        payload=row.payload,
        instrument=str(row.instrument),
        instrument_slug=row.instrument.slug,
        instrument_title=row.instrument.title,
        article=row.article,
        verified=row.status == VERIFIED,
        note=row.note,
        span=row.span,
    )
