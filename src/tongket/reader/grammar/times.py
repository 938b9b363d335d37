"""Pass of the grammar: days and periods as facts; other numbers of time are claimed."""

from collections.abc import Iterator

from tongket.reader.draft import Draft
from tongket.reader.facts import Day, Document, Period
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.calendar_scan import DASHES, PeriodMark
from tongket.reader.grammar.calendar_words import STAGES
from tongket.reader.grammar.discourse import Discourse


def find(draft: Draft) -> None:
    """Add the days and periods of a draft.

    A day without a year takes that of the period in force where it stands; where none is known
    its value keeps only month and day (``--12-13``).
    """
    times = calendar(draft)
    starts, ends = draft.tokens.starts, draft.tokens.ends
    for mark in (*times.periods, *_terms_in_names(draft)):
        if mark.stated:
            draft.add(
                Period(
                    start=starts[mark.first],
                    end=ends[mark.after - 1],
                    value=mark.value,
                    period_type=mark.period_type,
                )
            )
    discourse = Discourse.of(draft)
    for day in times.days:
        year = day.year or discourse.year_of(day)
        month_day = f"{day.month:02d}-{day.day:02d}"
        draft.add(
            Day(
                start=starts[day.first],
                end=ends[day.after - 1],
                value=f"{year:04d}-{month_day}" if year else f"--{month_day}",
                year_stated=day.year is not None,
                confidence=1.0 if day.year else 0.8 if year else 0.6,
            )
        )


def _terms_in_names(draft: Draft) -> Iterator[PeriodMark]:
    """Find the terms that end the names of resolutions: Nghị quyết Đại hội …, nhiệm kỳ 2020 - 2025."""
    tokens = draft.tokens
    for fact in draft.facts:
        if not isinstance(fact, Document) or fact.number is not None:
            continue
        last = tokens.at(fact.end - 1)
        years = tokens.words[last - 2], tokens.words[last]
        ranged = tokens.words[last - 1] in DASHES and all(
            len(year) == 4 and year.isdecimal() for year in years
        )
        found = STAGES.before(tokens, last - 2) if ranged else None
        if found is not None and found[1] == "term":
            yield PeriodMark(
                first=found[0], after=last + 1, value="/".join(years), period_type="term"
            )
