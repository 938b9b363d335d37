"""The figures a report states, beside what the record says of them; one figure over all reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from tongket.access.domain import UnitScope
from tongket.core.numbers import format_number
from tongket.core.text import excerpt
from tongket.figures.domain import FigureKey, in_words, value_of
from tongket.indicators.domain import measure_key
from tongket.indicators.selectors import definitions
from tongket.narratives.models import MatchState, NarrativeReport, StatedFigure
from tongket.narratives.selectors.registered import Registered, registered
from tongket.org.selectors import name_of
from tongket.periods.domain import PeriodCode
from tongket.reader.checks.against import Comparison, compare
from tongket.reader.checks.amounts import last_place
from tongket.reader.facts import Bound
from tongket.rollup.selectors.measures import tree_day

_STATES = {
    "equal": "same",
    "equal_rounded": "same",
    "within_bound": "within",
    "different": "differs",
    "no_register": "not_reported",
    "not_checkable": "info",
}
"""Outcome of a comparison -> the state whose look it has."""


@dataclass(frozen=True)
class StatedView:
    """A stated figure as shown: what stands in the text, which figure it is, how it compares."""

    id: int
    start: int
    end: int
    words: str
    """As it stands in the text, with its noun."""
    said: str
    """The value as the system reads it."""
    state: str
    decided_by: str
    indicator: str
    indicator_name: str
    unit: str
    unit_name: str
    period: str
    period_words: str
    figure: str
    """Id of the figure on record, empty while it is not known which."""
    outcome: str
    outcome_state: str
    outcome_words: str
    held: str
    """The value on record in words, empty when there is none."""


def stated_views(report: NarrativeReport) -> list[StatedView]:
    """Return what a report states, in the order of the text. A fixed number of queries for sums."""
    rows = list(
        report.stated.select_related("measure__indicator", "unit", "period").order_by("start")
    )
    return views_of(rows, {report.pk: report.text})


def views_of(rows: Sequence[StatedFigure], texts: dict[int, str]) -> list[StatedView]:
    """Return statements as shown; ``texts`` holds the text of each report by its id."""
    keys = {row.pk: key for row in rows if (key := key_of(row)) is not None}
    held = registered(keys.values())
    names = _Names(rows)
    return [_view(row, texts[row.report_id], keys.get(row.pk), held, names) for row in rows]


def key_of(row: StatedFigure) -> FigureKey | None:
    """Return which figure a statement is taken or confirmed to be."""
    if row.measure_id is None or row.unit_id is None or row.period_id is None:
        return None
    return FigureKey(row.measure_id, row.unit_id, row.period_id)


class _Names:
    """Names of indicators and units as of their periods."""

    def __init__(self, rows: Iterable[StatedFigure]) -> None:
        codes: dict[date, set[str]] = {}
        units: dict[date, set[int]] = {}
        for row in rows:
            if row.measure and row.period and row.unit_id:
                day = tree_day(row.period)
                codes.setdefault(day, set()).add(row.measure.indicator.code)
                units.setdefault(day, set()).add(row.unit_id)
        self._indicators = {day: definitions(wanted, day) for day, wanted in codes.items()}
        self._units = {day: name_of(wanted, day) for day, wanted in units.items()}

    def of(self, row: StatedFigure) -> tuple[str, str]:
        if not (row.measure and row.period and row.unit_id):
            return "", ""
        day = tree_day(row.period)
        code = row.measure.indicator.code
        defined = self._indicators[day].get(code)
        return defined.name if defined else code, self._units[day].get(row.unit_id, "")


def _view(
    row: StatedFigure,
    text: str,
    key: FigureKey | None,
    held: dict[FigureKey, Registered],
    names: _Names,
) -> StatedView:
    on_record = held.get(key) if key else None
    surface = text[row.start : row.end]
    value = value_of(row.value)
    outcome = compare(
        value if key else None,
        on_record.value if on_record else None,
        bound=cast(Bound, row.bound) if row.bound != "between" else "exact",
        most=None if row.value_high is None else value_of(row.value_high),
        step=last_place(surface, value),
    )
    indicator_name, unit_name = names.of(row)
    return StatedView(
        id=row.pk,
        start=row.start,
        end=row.end,
        words=_words(surface, row.unit_words),
        said=_said(row),
        state=row.state,
        decided_by=row.decided_by,
        indicator=measure_key(row.measure.indicator.code, row.measure.cell) if row.measure else "",
        indicator_name=indicator_name,
        unit=row.unit.code if row.unit else "",
        unit_name=unit_name,
        period=row.period.code if row.period else row.period_words,
        period_words=PeriodCode.parse(row.period.code).words if row.period else "",
        figure=key.id if key else "",
        outcome=outcome.outcome,
        outcome_state=_STATES[outcome.outcome],
        outcome_words=_outcome_words(outcome),
        held=on_record.words if on_record else "",
    )


def _words(surface: str, unit: str) -> str:
    """Return what stands in the text with its noun, which the surface of a ratio holds already."""
    known = not unit or unit.casefold() in surface.casefold()
    return excerpt(surface if known else f"{surface} {unit}", 90)


def _outcome_words(compared: Comparison) -> str:
    words = {
        "equal": _("khớp"),
        "equal_rounded": _("khớp sau khi làm tròn"),
        "within_bound": _("khớp trong khoảng đã nêu"),
        "no_register": _("trên hệ thống chưa có"),
        "not_checkable": _("chưa so được"),
    }
    if compared.outcome != "different":
        return words[compared.outcome]
    by = format_number(Decimal(compared.difference).copy_abs())
    more, less = _("nhiều hơn %(by)s"), _("ít hơn %(by)s")
    return (more if compared.difference > 0 else less) % {"by": by}


def _said(row: StatedFigure) -> str:
    high = None if row.value_high is None else value_of(row.value_high)
    words = in_words(value_of(row.value), row.bound, high)
    return f"{words} %" if row.kind == "percent" else words


@dataclass(frozen=True)
class FigureRow:
    """A figure that reports state: how many do, and how many of them do not agree."""

    figure: str
    indicator_name: str
    unit_name: str
    period_words: str
    held: str
    reports: int
    differing: int


@dataclass(frozen=True)
class Saying:
    """One report's word on a figure."""

    report_id: int
    title: str
    view: StatedView


@dataclass(frozen=True)
class FigureOverReports:
    """One figure over all reports that state it."""

    row: FigureRow
    sayings: tuple[Saying, ...]


def figures_over_reports(scope: UnitScope) -> list[FigureOverReports]:
    """Return every figure stated by a report one may see, those that differ first."""
    reports = NarrativeReport.objects.within(scope)
    rows = list(
        StatedFigure.objects.filter(
            report__in=reports.values("pk"),
            state__in=(MatchState.SUGGESTED, MatchState.CONFIRMED),
        )
        .select_related("measure__indicator", "unit", "period")
        .order_by("measure__indicator__code", "unit", "period", "report", "start")
    )
    known = {report.pk: report for report in reports.defer("blocks")}
    views = views_of(rows, {pk: report.text for pk, report in known.items()})
    by_figure: dict[str, list[Saying]] = {}
    for row, view in zip(rows, views, strict=True):
        title = known[row.report_id].title
        by_figure.setdefault(view.figure, []).append(Saying(row.report_id, title, view))
    found = [_over_reports(figure, sayings) for figure, sayings in by_figure.items()]
    return sorted(found, key=lambda each: (-each.row.differing, -each.row.reports))


def _over_reports(figure: str, sayings: list[Saying]) -> FigureOverReports:
    first = sayings[0].view
    values = {saying.view.said for saying in sayings}
    differing = sum(saying.view.outcome == "different" for saying in sayings)
    if first.outcome == "no_register" and len(values) > 1:
        differing = len(values) - 1
    row = FigureRow(
        figure=figure,
        indicator_name=first.indicator_name,
        unit_name=first.unit_name,
        period_words=first.period_words,
        held=first.held or _("chưa có trong sổ"),
        reports=len({saying.report_id for saying in sayings}),
        differing=differing,
    )
    return FigureOverReports(row, tuple(sayings))
