"""Pass of the grammar: what a report says of itself at its head."""

from itertools import pairwise

from tongket.reader.draft import Draft
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_scan import DayMark, possible
from tongket.reader.grammar.calendar_words import vocabulary
from tongket.reader.grammar.discourse import Discourse
from tongket.reader.grammar.heading_body import organisation, title
from tongket.reader.grammar.heading_days import year_of_days
from tongket.reader.grammar.heading_period import own_period
from tongket.reader.grammar.layout import Line, lines
from tongket.reader.grammar.period_values import last_year

_HEAD_LINES = 12
_PROSE = 130
_SHORT_TITLE = 60


def find(draft: Draft) -> None:
    """Fill ``draft.heading``: title, organisation, period, day of the report, year of its days."""
    calendar(draft)
    about = draft.heading
    head = _head(draft)
    body, lead = head[-1].after if head else 0, _lead(draft, head)
    about.title = title(draft, head)
    about.organisation = organisation(draft, head, lead)
    about.period = own_period(draft, body, lead)
    about.year = last_year(about.period) if about.period else year_of_days(draft)
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
