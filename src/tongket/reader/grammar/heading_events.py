"""The event a report tells of: the month it falls in, and whether it sums up the year before."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_scan import DayMark
from tongket.reader.grammar.calendar_words import (
    MEETINGS,
    NOT_OF_A_YEAR,
    REPORTS,
    YEAR_END,
    vocabulary,
)
from tongket.reader.grammar.layout import lines
from tongket.reader.grammar.period_roles import within
from tongket.reader.tokens import NUMBER

_EARLY = 3
_CLOSE = 5


def month_of_event(draft: Draft, lead: int) -> int | None:
    """Return the month of the day without a year the first sentence tells of (sáng 1-3)."""
    words, tokens = vocabulary(draft.tokens), draft.tokens
    before = words["day_strong"] | words["day_weak"]
    days = [day for day in calendar(draft).days if day.first < lead]
    if any(day.year for day in days):
        return None
    for day in days:
        if tokens.words[day.first - 1] in before:
            return day.month
    return None


def summed_year(draft: Draft, lead: int, year: str) -> str:
    """Return the year before, where a meeting early in a year sums up the one that has ended."""
    day = _day_of(draft, year)
    if day is None or day.month > _EARLY or not _sums_up(draft, lead):
        return year
    return str(int(year) - 1)


def _day_of(draft: Draft, year: str) -> DayMark | None:
    return next((day for day in calendar(draft).days if day.year == int(year)), None)


def _sums_up(draft: Draft, lead: int) -> bool:
    """Return whether title or first sentence sum up a year: not five of them, nor a resolution."""
    tokens = draft.tokens
    table = YEAR_END.table(tokens)
    for place in range(lead):
        found = YEAR_END.at(tokens, place) if tokens.words[place] in table else None
        if found is None:
            continue
        after = found[0]
        if tokens.kinds[after] != NUMBER and NOT_OF_A_YEAR.at(tokens, after) is None:
            return True
    return False


def monthly(draft: Draft, first: int) -> bool:
    """Return whether a month in a title is that of a report, not of a meeting: báo cáo tháng 8/2023."""
    tokens = draft.tokens
    if not within(REPORTS, tokens, first, _CLOSE):
        return False
    line = next(line for line in lines(draft) if line.after > first)
    table = MEETINGS.table(tokens)
    return not any(
        tokens.words[place] in table and MEETINGS.at(tokens, place)
        for place in range(line.first, first)
    )
