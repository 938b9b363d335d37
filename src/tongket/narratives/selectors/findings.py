"""The findings of a report as shown beside its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tongket.core.text import excerpt
from tongket.figures.domain import in_words, value_of
from tongket.narratives.domain import finding_key
from tongket.narratives.models import MatchState, NarrativeReport, StatedFigure
from tongket.narratives.selectors.analysis import analyse
from tongket.narratives.selectors.stated import StatedView, views_of
from tongket.reader.checks.findings import Finding, Repair

_STATES = {"error": "error", "warning": "warning", "note": "info"}


@dataclass(frozen=True)
class RepairView:
    """One change that would make it agree: the words as they stand, as they would, and under what."""

    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class FindingView:
    """One finding: its number on the page, its words, whether somebody let it stand."""

    number: int
    key: str
    severity: str
    state: str
    """The state whose look it has."""
    message: str
    arithmetic: str
    repairs: tuple[RepairView, ...]
    spans: tuple[tuple[int, int], ...]
    aside: bool = False
    reason: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.spans[0][0] if self.spans else 0


def findings_of(report: NarrativeReport) -> list[Finding]:
    """Return what does not agree in a report: with itself, with the record, with other reports.

    Only figures that a person confirmed are held against the record and against other reports: of
    a mere suggestion nobody knows yet whether it is the same figure.
    """
    found = list(analyse(report.text, report.digest).findings)
    confirmed = list(
        report.stated.filter(state=MatchState.CONFIRMED).select_related(
            "measure__indicator", "unit", "period"
        )
    )
    if confirmed:
        found += against_record(views_of(confirmed, {report.pk: report.text}))
        found += against_reports(report, confirmed)
    return sorted(found, key=lambda each: each.spans[0] if each.spans else (0, 0))


def against_record(views: list[StatedView]) -> Iterator[Finding]:
    """Say which confirmed figures are another number on record."""
    for view in views:
        if view.outcome == "different":
            yield Finding(
                rule="against_record",
                severity="warning",
                spans=[(view.start, view.end)],
                message=_(
                    "%(indicator)s: văn bản ghi %(said)s, trên hệ thống là %(held)s (%(by)s)."
                )
                % {
                    "indicator": view.indicator_name,
                    "said": view.said,
                    "held": view.held,
                    "by": view.outcome_words,
                },
                expected=view.held,
                found=view.said,
                figures=[view.figure],
                repairs=[
                    Repair(
                        span=(view.start, view.end),
                        text=view.held,
                        reason=_("nếu số trên hệ thống đúng"),
                    )
                ],
            )


def against_reports(report: NarrativeReport, confirmed: list[StatedFigure]) -> Iterator[Finding]:
    """Say which confirmed figures another report of the office states otherwise. One query."""
    others = (
        StatedFigure.objects.filter(
            report__unit=report.unit_id,
            state=MatchState.CONFIRMED,
            measure__in={row.measure_id for row in confirmed},
            unit__in={row.unit_id for row in confirmed},
            period__in={row.period_id for row in confirmed},
        )
        .exclude(report=report)
        .select_related("report")
        .defer("report__text", "report__blocks")
    )
    by_figure: dict[tuple[int | None, ...], list[StatedFigure]] = {}
    for row in others:
        by_figure.setdefault((row.measure_id, row.unit_id, row.period_id), []).append(row)
    for row in confirmed:
        for other in by_figure.get((row.measure_id, row.unit_id, row.period_id), []):
            exact = row.bound == other.bound == "exact"
            if exact and row.value != other.value:
                yield _said_otherwise(row, other)
                break


def _said_otherwise(row: StatedFigure, other: StatedFigure) -> Finding:
    return Finding(
        rule="other_report",
        severity="warning",
        spans=[(row.start, row.end)],
        message=_(
            "Ở đây ghi %(here)s, “%(report)s” ghi %(there)s cho cùng số liệu; không rõ số nào đúng."
        )
        % {
            "here": in_words(value_of(row.value)),
            "there": in_words(value_of(other.value)),
            "report": excerpt(other.report.title, 60),
        },
        expected=None,
        found=in_words(value_of(row.value)),
    )


def finding_views(report: NarrativeReport) -> list[FindingView]:
    """Return all findings of a report in the order of its text, numbered from 1."""
    aside = {row.key: row for row in report.set_aside.all()}
    found = findings_of(report)
    views = []
    for number, finding in enumerate(found, 1):
        key = finding_key(finding, report.text)
        row = aside.get(key)
        views.append(
            FindingView(
                number=number,
                key=key,
                severity=finding.severity,
                state=_STATES[finding.severity],
                message=finding.message,
                arithmetic=finding.arithmetic,
                repairs=_repairs(finding, report.text),
                spans=tuple(finding.spans),
                aside=row is not None,
                reason=row.reason if row else "",
                by=row.by if row else "",
                at=row.at if row else None,
            )
        )
    return views


def _repairs(finding: Finding, text: str) -> tuple[RepairView, ...]:
    """Return the repairs that change something."""
    found = (
        RepairView(text[slice(*each.span)], each.text, each.reason) for each in finding.repairs
    )
    return tuple(each for each in found if each.before != each.after)
