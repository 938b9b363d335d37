"""Which figure on record a statement most likely is: by its words alone, never by its value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongket.core.text import fold
from tongket.indicators.selectors import measures_by_code
from tongket.narratives.models import NarrativeReport, StatedFigure
from tongket.narratives.selectors.analysis import analyse, unit_named
from tongket.periods.domain import PeriodCode, PeriodError


@dataclass(frozen=True)
class Suggestion:
    """The measure, unit and period a statement is taken to be about."""

    measure_id: int
    unit_id: int
    period: str


def suggestions(report: NarrativeReport, rows: Iterable[StatedFigure]) -> dict[int, Suggestion]:
    """Return a suggestion for each statement whose measure, unit and period are all known.

    A statement without a period of its own takes the report's; one about another body than the
    report's is suggested only when exactly one unit goes by that name.
    """
    measures = measures_by_code()
    units = _Units(report)
    found = {}
    for row in rows:
        measure = measures.get(row.what)
        period = _period(row.period_words) or (report.period.code if report.period else "")
        if measure is None or not period:
            continue
        unit = units.of(row.organisation_words, PeriodCode.parse(period).last_day)
        if unit is not None:
            found[row.pk] = Suggestion(measure.pk, unit, period)
    return found


def _period(words: str) -> str:
    try:
        return PeriodCode.parse(words).code if words else ""
    except PeriodError:
        return ""


class _Units:
    """Finds units by the names a report uses, asking once for each."""

    def __init__(self, report: NarrativeReport) -> None:
        reading = analyse(report.text, report.digest).reading
        self._about = report.about_id
        self._own = fold(reading.organisation or "")
        self._known: dict[tuple[str, date], int | None] = {}

    def of(self, words: str, day: date) -> int | None:
        """Return the unit meant by ``words`` on a day; the report's own when there are none."""
        folded = fold(words)
        if not folded or folded == self._own:
            return self._about
        if (folded, day) not in self._known:
            self._known[folded, day] = unit_named(words, day)
        return self._known[folded, day]
