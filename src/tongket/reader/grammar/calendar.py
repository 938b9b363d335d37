"""The calendar of a text: every time in it, read once for heading, times and timing."""

from tongket.reader.draft import Draft
from tongket.reader.grammar.calendar_days import read_days
from tongket.reader.grammar.calendar_relatives import read_relatives
from tongket.reader.grammar.calendar_scan import Calendar, Scan
from tongket.reader.grammar.calendar_years import read_years

_NOTE = "calendar"


def calendar(draft: Draft) -> Calendar:
    """Return the times of a draft; the first call reads them and claims their tokens."""
    noted = draft.notes.get(_NOTE)
    if isinstance(noted, Calendar):
        return noted
    scan = Scan(draft)
    read_years(scan)
    read_days(scan)
    read_relatives(scan)
    found = scan.calendar
    found.periods.sort(key=lambda mark: mark.first)
    found.days.sort(key=lambda mark: mark.first)
    found.relatives.sort(key=lambda mark: mark.first)
    draft.notes[_NOTE] = found
    return found
