"""Pages of the rulebook: which rules hold, on what they rest, and how they changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import page
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.core.dates import format_day
from tongket.core.text import capitalise_first, label_sort_key
from tongket.rulebook import selectors
from tongket.rulebook.models import Instrument
from tongket.rulebook.selectors import Rule
from tongket.ui.components import Crumb
from tongket.ui.rendering import render


@dataclass(frozen=True)
class RuleRow:
    """One version of a rule as a page shows it; ``state`` and ``force`` are codes of looks."""

    name: str
    address: str
    summary: str
    span: str
    citation: str
    title: str
    article: str
    note: str
    state: str
    force: str
    payload: str


@dataclass(frozen=True)
class InstrumentRow:
    """One document as the list shows it."""

    citation: str
    title: str
    issuer: str
    in_force: str
    replaces: str
    replaced_by: str
    state: str


@dataclass(frozen=True)
class RuleListPage:
    """Rules by name, each as it holds today or held last; documents, the newest first."""

    day: date
    rules: list[RuleRow]
    doubtful: int
    instruments: list[InstrumentRow]


@dataclass(frozen=True)
class RulePage:
    """One rule with all its versions, the newest first."""

    name: str
    key: str
    crumbs: list[Crumb]
    versions: list[RuleRow]


@page(Action.SEE_RULES)
def rule_list(request: HttpRequest) -> HttpResponse:
    """List the rules as they hold today, and the documents they rest on."""
    today = clock.today()
    by_key = groupby(selectors.all_rules(), key=lambda found: found.key)
    current = [_in_force(list(versions), today) for _key, versions in by_key]
    rows = [_row(found, today) for found in current]
    rows.sort(key=lambda row: label_sort_key(row.name))
    doubtful = sum(row.state == "unverified" for row in rows)
    documents = [_instrument_row(document) for document in selectors.instruments()]
    return render(
        request, "rulebook/rule_list.html", RuleListPage(today, rows, doubtful, documents)
    )


@page(Action.SEE_RULES)
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """Show one rule over time."""
    versions = selectors.versions(key)
    if not versions:
        raise OutOfScope
    today = clock.today()
    name = _in_force(versions, today).name
    crumbs = [Crumb(_("Văn bản – quy định"), reverse("rulebook:rule_list")), Crumb(name)]
    rows = [_row(found, today) for found in versions]
    return render(request, "rulebook/rule.html", RulePage(name, key, crumbs, rows))


def _in_force(versions: list[Rule], today: date) -> Rule:
    """Return the version in force, else the newest; ``versions`` are the newest first."""
    return next((found for found in versions if today in found.span), versions[0])


def _row(found: Rule, today: date) -> RuleRow:
    return RuleRow(
        name=found.name,
        address=reverse("rulebook:rule", args=[found.key]),
        summary=found.summary,
        span=capitalise_first(str(found.span)),
        citation=found.instrument,
        title=found.instrument_title,
        article=found.article,
        note=found.note,
        state="verified" if found.verified else "unverified",
        force=_force(found, today),
        payload=json.dumps(found.payload, ensure_ascii=False, indent=2),
    )


def _force(found: Rule, today: date) -> str:
    if today in found.span:
        return "in_force"
    return "ended" if found.span.start <= today else "not_yet"


def _instrument_row(document: Instrument) -> InstrumentRow:
    return InstrumentRow(
        citation=str(document),
        title=document.title,
        issuer=document.issuer,
        in_force=_days_in_force(document),
        replaces=str(document.replaces) if document.replaces else "",
        replaced_by=_joined(str(newer) for newer in document.replaced_by.all()),
        state=document.status,
    )


def _days_in_force(document: Instrument) -> str:
    start, end = document.in_force_from, document.in_force_to
    if start and end:
        return _("%(start)s đến trước %(end)s") % {
            "start": format_day(start),
            "end": format_day(end),
        }
    return _("từ %(day)s") % {"day": format_day(start)} if start else ""


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)
