"""The period a report is about, from its title, its first sentences and its days."""

from dataclasses import dataclass, field

from tongket.reader.draft import Draft
from tongket.reader.facts import Document
from tongket.reader.grammar.calendar_words import (
    ACTS,
    DUE,
    NAMED,
    PLAN,
    PLANNED,
    SUMMING,
    THEME,
    vocabulary,
)
from tongket.reader.grammar.heading_days import of_days, of_status, up_to, year_of_days
from tongket.reader.grammar.heading_events import month_of_event, monthly, summed_year
from tongket.reader.grammar.layout import lines
from tongket.reader.grammar.period_roles import (
    Setting,
    alone_in_brackets,
    congress_of,
    in_remark,
    settings,
    within,
)
from tongket.reader.grammar.period_values import last_year

_SHORT = frozenset(("year", "half", "quarter", "months"))
_STOPS = ";.:\n|"
_REPORTS = ("báo cáo", "bao cao", "thông báo", "thong bao")
_HISTORY = 12
"""So many years before the report's days a year belongs to a story that is told."""
_LAST_MONTH = {"H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
_EARLY = 3


@dataclass(slots=True)
class _Head:
    """Where the body begins and the first sentence ends, and the times of the report."""

    draft: Draft
    body: int
    lead: int
    found: list[Setting]
    congress: str | None
    """The term that only begins with the congress the report tells of."""
    says: dict[int, bool] = field(default_factory=dict)
    """By its first token, whether a time says of which period the report is."""


def own_period(draft: Draft, body: int, lead: int) -> str | None:
    """Return the period a report is about.

    ``body``: the token after its heading lines; ``lead``: the one after its first sentence.
    """
    found = [each for each in settings(draft) if each.value is not None and not each.relation]
    head = _Head(draft, body, lead, found, congress_of(draft))
    for rule in _RULES:
        period = rule(head)
        if period is not None:
            return period
    return None


def _in_head(head: _Head) -> str | None:
    """Return the period the title names, a year rather than the stage of a programme."""
    told = [
        each
        for each in head.found
        if each.first < head.body
        and each.role not in {"compared", "passive"}
        and not _of_a_congress(head, each)
    ]
    short = [each for each in told if each.period_type not in {"stage", "term"}]
    first = next(iter(short or told), None)
    if first is None:
        return None
    return first.month if first.month and monthly(head.draft, first.first) else first.value


def _summed_up(head: _Head) -> str | None:
    """Return the period after tổng kết, báo cáo kết quả … in one sentence."""
    for each in head.found:
        if each.role not in {"sets", "named"} or each.since or each.season == "crop":
            continue
        if within(SUMMING, head.draft.tokens, each.first, 20, _STOPS):
            later = _summed_up_later(head, each) or _of_a_congress(head, each)
            return None if later else each.value
    return None


def _of_a_congress(head: _Head, summed: Setting) -> bool:
    """Return whether a term is the one that only begins: Báo cáo tại Đại hội nhiệm kỳ 2021 - 2026."""
    return summed.period_type == "term" and summed.value == head.congress


def _summed_up_later(head: _Head, summed: Setting) -> bool:
    """Return whether a period is when something is still to be summed up: sơ kết tháng 7/2025.

    A month after the year the report has told of before is.
    """
    if not summed.month or not summed.value:
        return False
    told = _first_told(head, [each for each in head.found if each.first < summed.first])
    return told is not None and last_year(told) < last_year(summed.value)


def _in_lead(head: _Head) -> str | None:
    early = [each for each in head.found if each.first < head.lead]
    return _first_told(head, early) or _month_told(head, early)


def _month_told(head: _Head, found: list[Setting]) -> str | None:
    """Return the year of a month of the first sentence: Hết tháng 11/2021, toàn huyện có …"""
    for each in found:
        if each.month and each.role == "sets" and not _planned(head.draft, each):
            return each.value
    return None


def _of_lead_days(head: _Head) -> str | None:
    """Return the year of the days in the lead, unless the report tells of another near it."""
    year = _of_days(head, head.lead)
    if year is None:
        return None
    # The day may be that of the page: then the report tells of a year as its topic.
    topics = [each for each in head.found if each.topic and _says_when(head, each)]
    told, topic = _first_told(head, head.found), _first_told(head, topics)
    if told is not None and last_year(told) > int(year) + 1:
        return told
    early = topic is not None and int(year) - _HISTORY <= last_year(topic) < int(year) - 1
    return topic if early else year


def _of_days(head: _Head, limit: int) -> str | None:
    stages = [each for each in head.found if each.value != head.congress]
    year = of_days(head.draft, stages, limit)
    return summed_year(head.draft, head.lead, year) if year else None


def _told(head: _Head) -> str | None:
    """Return the first period the body tells of; the next year where the report's event is later."""
    told = _first_told(head, head.found)
    month = month_of_event(head.draft, head.lead) if told and len(told) == 4 else None
    if told is None or month is None or month > _EARLY:
        return told
    setting = next(each for each in head.found if each.value == told and _says_when(head, each))
    line = next(line for line in lines(head.draft) if line.after >= head.lead)
    return str(int(told) + 1) if setting.first >= line.after else told


def _first_told(head: _Head, found: list[Setting]) -> str | None:
    tokens = head.draft.tokens
    told = _recent(head, [each for each in found if _says_when(head, each)])
    if not told:
        return None
    open_ones = [each for each in told if not alone_in_brackets(tokens, each.first, each.after)]
    if not open_ones:
        # 45 xã (năm 2015) … 98 xã (năm 2020): the latest is the report's own.
        return max(each.value or "" for each in told)
    told = open_ones
    start, end = head.draft.sentences.span(tokens.starts[told[0].first])
    if "|" not in tokens.text[start:end]:
        return told[0].value
    # The columns of a table: the latest year is the report's own.
    row = [each.value for each in told if tokens.starts[each.first] < end and each.value]
    return max(row)


def _recent(head: _Head, told: list[Setting]) -> list[Setting]:
    """Leave out the years of a story, long before the latest the report tells of."""
    years = [last_year(each.value) for each in told if each.value]
    latest = max([*years, year_of_days(head.draft) or 0], default=0)
    return [each for each in told if latest - last_year(each.value or "0") <= _HISTORY]


def _says_when(head: _Head, setting: Setting) -> bool:
    known = head.says.get(setting.first)
    if known is None:
        known = head.says[setting.first] = _tells_own(head, setting)
    return known


def _tells_own(head: _Head, setting: Setting) -> bool:
    if setting.role != "sets" or setting.period_type in {"stage", "term", "month"}:
        return False
    if setting.since or setting.season == "crop" or in_remark(head.draft.tokens, setting):
        return False
    if setting.season and setting.first >= head.lead:
        return False
    return not _planned(head.draft, setting)


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


def _term(head: _Head) -> str | None:
    """Return the stage or term the first sentence of the body tells of.

    A congress that only begins a term is held in its first year.
    """
    draft = head.draft
    line = next((line for line in lines(draft) if line.first >= head.body), None)
    if line is None or line.item or line.table:
        return None
    greets = draft.tokens.words[line.sentences[0][1] - 1] == "!"
    first, after = line.sentences[min(greets, len(line.sentences) - 1)]
    begins = None
    for each in head.found:
        staged = each.period_type in {"stage", "term"} and first <= each.first < after
        if not staged or within(NAMED, draft.tokens, each.first):
            continue
        if _of_a_congress(head, each):
            begins = begins or (each.value or "")[:4] or None
            continue
        return each.value
    return begins


def _hinted(head: _Head) -> str | None:
    """Return the year a plan, a month or the name of a round lies in."""
    draft = head.draft
    for each in head.found:
        if each.role == "sets" and each.month:
            return each.value
        named = each.role == "named" and not within(ACTS, draft.tokens, each.first)
        named = named or within(THEME, draft.tokens, each.first)
        if named and each.value and each.period_type in _SHORT:
            return up_to(draft, _before_theme(draft, each) or each.value)
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


def _of_own_report(head: _Head) -> str | None:
    """Return the year of the report the text tells of (vừa có Báo cáo số 61/BC-VHXH ngày …)."""
    for fact in head.draft.facts:
        if isinstance(fact, Document) and fact.date and fact.type.casefold() in _REPORTS:
            return fact.date[:4]
    return None


def _of_any_day(head: _Head) -> str | None:
    return _of_days(head, len(head.draft.tokens))


def _before_plan(head: _Head) -> str | None:
    """Return the year before the one a report without a year of its own looks ahead to."""
    words, until = head.draft.tokens.words, vocabulary(head.draft.tokens)["until"]
    for each in head.found:
        ahead = each.period_type == "year" and each.role == "sets" and each.value
        if ahead and words[each.first - 1] not in until and _planned(head.draft, each):
            return str(last_year(each.value or "") - 1)
    return None


def _before_part(head: _Head) -> str | None:
    """Return the year of an event by the next part of a year it looks ahead to.

    On 28/10 khởi công quý I/2023 is of the year after, quý IV/2022 of the same.
    """
    month = month_of_event(head.draft, head.lead)
    for each in head.found:
        part = (each.month or each.value or "").partition("-")[2]
        last = int(part) if part.isdecimal() else _LAST_MONTH.get(part)
        if month is None or last is None or each.role == "compared":
            continue
        if each.role == "passive" or within(DUE, head.draft.tokens, each.first, 3):
            return str(last_year(each.value or "") - (last < month))
    return None


def _of_status(head: _Head) -> str | None:
    return of_status(head.draft)


def _school_year(head: _Head) -> str | None:
    """Return the school year a report tells of where it names no other year; of a crop its end."""
    for each in head.found:
        if each.season and each.role == "sets" and each.value:
            return each.value if each.season == "school" else str(last_year(each.value))
    return None


_RULES = (
    _in_head,
    _summed_up,
    _in_lead,
    _of_lead_days,
    _told,
    _term,
    _hinted,
    _of_own_report,
    _of_any_day,
    _before_plan,
    _before_part,
    _school_year,
    _of_status,
)
"""From what a report says of itself to what its days and plans let guess."""
