"""Pass of the grammar: days and periods as facts; other numbers of time are claimed."""

from tongket.reader.draft import Draft
from tongket.reader.facts import Day, Period
from tongket.reader.grammar.calendar import calendar
from tongket.reader.grammar.discourse import Discourse


def find(draft: Draft) -> None:
    """Add the days and periods of a draft.

    A day without a year takes that of the period in force where it stands; where none is known
    its value keeps only month and day (``--12-13``).
    """
    times = calendar(draft)
    starts, ends = draft.tokens.starts, draft.tokens.ends
    for mark in times.periods:
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
