"""Pass of the grammar: what a report says of itself at its head."""

from itertools import pairwise

from tongket.reader.draft import Draft
from tongket.reader.facts import Document
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_scan import DayMark, possible
from tongket.reader.grammar.calendar_words import (
    DUE,
    NAMED,
    PLAN,
    PLANNED,
    SUMMING,
    THEME,
    vocabulary,
)
from tongket.reader.grammar.discourse import Discourse, last_year
from tongket.reader.grammar.heading_body import organisation, title
from tongket.reader.grammar.layout import Line, lines
from tongket.reader.grammar.period_roles import Setting, settings, within

_SHORT = frozenset(("year", "half", "quarter", "months"))
_HEAD_LINES = 12
_PROSE = 130
_SHORT_TITLE = 60
_STOPS = ";.:\n|"
_REPORTS = ("báo cáo", "bao cao", "thông báo", "thong bao")
_UP_TO: dict[tuple[int, int], str] = {
    (31, 3): "-Q1",
    (30, 6): "-H1",
    (30, 9): "-9M",
}
"""A report up to one of these days is one of the part of the year that ends with it."""


def find(draft: Draft) -> None:
    """Fill ``draft.heading``: title, organisation, period, day of the report, year of its days."""
    calendar(draft)
    about = draft.heading
    head = _head(draft)
    about.title = title(draft, head)
    about.organisation = organisation(draft, head, _lead(draft, head))
    about.period = _period(draft, head)
    about.year = last_year(about.period) if about.period else _any_year(draft, len(draft.tokens))
    about.day = _day(draft, head)


def _head(draft: Draft) -> list[Line]:
    """Return the lines before the first paragraph."""
    found: list[Line] = []
    for line in lines(draft)[:_HEAD_LINES]:
        start, end = draft.tokens.starts[line.first], draft.tokens.ends[line.after - 1]
        told = bool(found) or end - start > _SHORT_TITLE or len(line.sentences) > 1
        prose = end - start > _PROSE or (draft.tokens.text[end - 1] == "." and told)
        if prose or line.table or (found and line.item):
            break
        found.append(line)
    return found


def _period(draft: Draft, head: list[Line]) -> str | None:
    found = [each for each in settings(draft) if each.value is not None]
    body = head[-1].after if head else 0
    lead = _lead(draft, head)
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
    year = _any_year(draft, limit)
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


def _any_year(draft: Draft, limit: int) -> int | None:
    """Return the latest year of the days before a token; what begins on a day lies ahead."""
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


def _day(draft: Draft, head: list[Line]) -> str | None:
    """Return the day of the meeting or report: in the letterhead or the first sentences."""
    tokens, words = draft.tokens, vocabulary(draft.tokens)
    limit = _lead(draft, head)
    days = [day for day in calendar(draft).days if day.first < limit]
    # (3/2/1930 - 3/2/2025): the first of the pair is history.
    history = {
        day.first
        for day, other in pairwise(days)
        if other.first == day.after + 1 and (other.day, other.month) == (day.day, day.month)
    }
    told = [day for day in days if day.first not in history][:_HEAD_LINES]
    # Sáng 13/12 is the day of the meeting; a bare day may be that of the page.
    for name in ("day_part", "day", "opening"):
        for day in told:
            if tokens.words[day.first - 1] in words[name]:
                return _iso(draft, day)
    return None


def _lead(draft: Draft, head: list[Line]) -> int:
    """Return the token after the first sentence of the body."""
    body = head[-1].after if head else 0
    for line in lines(draft):
        if line.first >= body:
            return line.sentences[0][1]
    return body


def _iso(draft: Draft, day: DayMark) -> str | None:
    year = day.year or Discourse.of(draft).year_of(day)
    if year is None or not possible(day.day, day.month, year):
        return None
    return f"{year:04d}-{day.month:02d}-{day.day:02d}"
