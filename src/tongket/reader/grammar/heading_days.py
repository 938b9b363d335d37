"""The years of a report's days, as far as they say of which period it is."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_words import DUE, vocabulary
from tongket.reader.grammar.period_roles import Setting, within

_UP_TO: dict[tuple[int, int], str] = {
    (31, 3): "-Q1",
    (30, 6): "-H1",
    (30, 9): "-9M",
}
"""A report up to one of these days is one of the part of the year that ends with it."""


def up_to(draft: Draft, year: str) -> str:
    """Return the part of a year the report goes up to (tính đến 30-6)."""
    if len(year) != 4:
        return year
    until = vocabulary(draft.tokens)["until"]
    for day in calendar(draft).days:
        before = draft.tokens.words[day.first - 1 : day.first]
        part = _UP_TO.get((day.day, day.month))
        if part and before and before[0] in until and day.year in (None, int(year)):
            return year + part
    return year


def of_days(draft: Draft, found: list[Setting], limit: int) -> str | None:
    """Return the year of the days before a token, unless the report goes through stages."""
    if any(each.role == "sets" and each.period_type in {"stage", "term"} for each in found):
        return None
    year = year_of_days(draft, limit)
    return str(year) if year else None


def of_status(draft: Draft) -> str | None:
    """Return the year of the day up to which a report over many years counts: tính đến 31/7/2024."""
    words = draft.tokens.words
    until = vocabulary(draft.tokens)["until"]
    for day in calendar(draft).days:
        before = words[max(0, day.first - 2) : day.first]
        if day.year and any(word in until for word in before):
            return str(day.year)
    return None


def year_of_days(draft: Draft, limit: int | None = None) -> int | None:
    """Return the latest year of the days before a token; what begins on a day lies ahead."""
    limit = len(draft.tokens) if limit is None else limit
    words = draft.tokens.words
    start = vocabulary(draft.tokens)["from"]
    days = [day for day in calendar(draft).days if day.year is not None and day.first < limit]
    told = [
        day.year
        for day in days
        if day.year
        and words[day.first - 1] not in start
        and not within(DUE, draft.tokens, day.first, 3)
    ]
    return max(told) if told else next((day.year for day in days), None)
