"""The period a report is about, from its title, its first sentences and its days."""

from tongket.reader.draft import Draft
from tongket.reader.facts import Document
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_words import (
    DUE,
    NAMED,
    PLAN,
    PLANNED,
    SUMMING,
    THEME,
    vocabulary,
)
from tongket.reader.grammar.layout import lines
from tongket.reader.grammar.period_roles import Setting, alone_in_brackets, settings, within
from tongket.reader.grammar.period_values import last_year

_SHORT = frozenset(("year", "half", "quarter", "months"))
_STOPS = ";.:\n|"
_REPORTS = ("báo cáo", "bao cao", "thông báo", "thong bao")
_UP_TO: dict[tuple[int, int], str] = {
    (31, 3): "-Q1",
    (30, 6): "-H1",
    (30, 9): "-9M",
}
"""A report up to one of these days is one of the part of the year that ends with it."""


def own_period(draft: Draft, body: int, lead: int) -> str | None:
    """Return the period a report is about.

    ``body``: the token after its heading lines; ``lead``: the one after its first sentence.
    """
    found = [each for each in settings(draft) if each.value is not None]
    return (
        _in_head([each for each in found if each.first < body])
        or _summed_up(draft, found)
        or _first_told(draft, [each for each in found if each.first < lead])
        or _near_told(draft, found, _of_days(draft, found, lead))
        or _first_told(draft, found)
        or _term(draft, found, body)
        or _hinted(draft, found)
        or _of_own_report(draft)
        or _of_days(draft, found, len(draft.tokens))
        or _before_plan(draft, found)
        or _of_status(draft)
    )


def _near_told(draft: Draft, found: list[Setting], year: str | None) -> str | None:
    """Return the year of the days in the lead, unless they are history: the report tells of another."""
    told = _first_told(draft, found) if year else None
    return None if told and year and abs(last_year(told) - int(year)) > 1 else year


def _before_plan(draft: Draft, found: list[Setting]) -> str | None:
    """Return the year before the one a report without a year of its own looks ahead to."""
    words, until = draft.tokens.words, vocabulary(draft.tokens)["until"]
    for each in found:
        ahead = each.period_type == "year" and each.role == "sets" and each.value
        if ahead and words[each.first - 1] not in until and _planned(draft, each):
            return str(last_year(each.value or "") - 1)
    return None


def _of_own_report(draft: Draft) -> str | None:
    """Return the year of the report the text tells of (vừa có Báo cáo số 61/BC-VHXH ngày …)."""
    for fact in draft.facts:
        if isinstance(fact, Document) and fact.date and fact.type.casefold() in _REPORTS:
            return fact.date[:4]
    return None


def _first_told(draft: Draft, found: list[Setting]) -> str | None:
    told = [each for each in found if _says_when(draft, each)]
    if not told:
        return None
    open_ones = [
        each for each in told if not alone_in_brackets(draft.tokens, each.first, each.after)
    ]
    if not open_ones:
        # 45 xã (năm 2015) … 98 xã (năm 2020): the latest is the report's own.
        return max(each.value or "" for each in told)
    told = open_ones
    start, end = draft.sentences.span(draft.tokens.starts[told[0].first])
    if "|" not in draft.tokens.text[start:end]:
        return told[0].value
    # The columns of a table: the latest year is the report's own.
    row = [each.value for each in told if draft.tokens.starts[each.first] < end and each.value]
    return max(row)


def _in_head(found: list[Setting]) -> str | None:
    """Return the period the title names, a year rather than the stage of a programme."""
    told = [each for each in found if each.role not in {"compared", "passive"}]
    short = [each.value for each in told if each.period_type not in {"stage", "term"}]
    return next(iter(short or [each.value for each in told]), None)


def _summed_up(draft: Draft, found: list[Setting]) -> str | None:
    """Return the period after tổng kết, báo cáo kết quả … in one sentence."""
    for each in found:
        if each.role in {"sets", "named"} and within(SUMMING, draft.tokens, each.first, 20, _STOPS):
            return None if _summed_up_later(draft, found, each) else each.value
    return None


def _summed_up_later(draft: Draft, found: list[Setting], summed: Setting) -> bool:
    """Return whether a period is when something is still to be summed up: sơ kết tháng 7/2025.

    A month after the year the report has told of before is.
    """
    if summed.period_type != "month" or not summed.value:
        return False
    told = _first_told(draft, [each for each in found if each.first < summed.first])
    return told is not None and last_year(told) < last_year(summed.value)


def _says_when(draft: Draft, setting: Setting) -> bool:
    if setting.role != "sets" or setting.period_type in {"stage", "term", "month"}:
        return False
    return not _planned(draft, setting)


def _planned(draft: Draft, setting: Setting) -> bool:
    """Return whether a period lies ahead: sang năm 2025, đến năm 2030, năm 2025 phấn đấu."""
    tokens = draft.tokens
    words = vocabulary(tokens)
    if tokens.words[setting.first - 1] in words["ahead"] or within(PLAN, tokens, setting.first):
        return True
    if within(THEME, tokens, setting.first):
        return True
    table = PLANNED.table(tokens)
    end = draft.sentences.span(tokens.starts[setting.first])[1]
    return any(
        tokens.words[place] in table and PLANNED.at(tokens, place)
        for place in range(setting.after, min(setting.after + 10, tokens.at(end)))
    )


def _term(draft: Draft, found: list[Setting], body: int) -> str | None:
    """Return the stage or term the first sentence of the body tells of."""
    line = next((line for line in lines(draft) if line.first >= body), None)
    if line is None or line.item or line.table:
        return None
    greets = draft.tokens.words[line.sentences[0][1] - 1] == "!"
    first, after = line.sentences[min(greets, len(line.sentences) - 1)]
    for each in found:
        staged = each.period_type in {"stage", "term"} and first <= each.first < after
        if staged and not within(NAMED, draft.tokens, each.first):
            return each.value
    return None


def _hinted(draft: Draft, found: list[Setting]) -> str | None:
    """Return the year a plan, a month or the name of a round lies in."""
    for each in found:
        if each.role == "sets" and each.period_type == "month" and each.value:
            return each.value[:4]
        named = each.role == "named" or within(THEME, draft.tokens, each.first)
        if named and each.value and each.period_type in _SHORT:
            return _up_to(draft, _before_theme(draft, each) or each.value)
    return None


def _before_theme(draft: Draft, setting: Setting) -> str | None:
    """Return the year before that of a theme, if the latest document cited is of that year.

    A report names the theme of the year to come.
    """
    value = setting.value or ""
    if len(value) != 4 or not within(THEME, draft.tokens, setting.first):
        return None
    dates = [fact.date for fact in draft.facts if isinstance(fact, Document) and fact.date]
    before = str(int(value) - 1)
    return before if dates and max(dates)[:4] == before else None


def _up_to(draft: Draft, year: str) -> str:
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


def _of_days(draft: Draft, found: list[Setting], limit: int) -> str | None:
    """Return the year of the days before a token, unless the report goes through stages."""
    if any(each.role == "sets" and each.period_type in {"stage", "term"} for each in found):
        return None
    year = year_of_days(draft, limit)
    return str(year) if year else None


def _of_status(draft: Draft) -> str | None:
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
