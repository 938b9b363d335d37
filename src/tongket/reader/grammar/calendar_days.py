"""Days without a year, clock times, lengths of time, ages: what other numbers of time there are."""

from collections.abc import Callable

from tongket.reader.grammar.calendar_scan import DASHES, DayMark, Scan
from tongket.reader.grammar.calendar_words import (
    AFTER_YEARS,
    BEFORE_YEARS,
    RECURRING,
    UNITS,
)
from tongket.reader.grammar.calendar_years import earlier_day, first_day
from tongket.reader.tokens import NUMBER, WORD

_CLOCK_LETTERS = frozenset("hg")
_DAYS_ALONE = frozenset(("day", "recurring day"))
_CLOCK_CUES = frozenset("(\n-–,")
_BADGE_YEARS = frozenset((30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95))
# Days every reader knows by their number: the Party's four badge days, memorial days.
_KNOWN_DAYS = frozenset(
    (
        (3, 2), (19, 5), (2, 9), (7, 11), (30, 4), (1, 5), (8, 3), (26, 3), (27, 7), (20, 10),
        (22, 12), (20, 11), (18, 11), (19, 8), (27, 2), (21, 6), (1, 6), (28, 6), (15, 10),
        (14, 10), (6, 12), (28, 7), (10, 10), (15, 5), (7, 5), (13, 4), (23, 9), (1, 10),
    )
)  # fmt: skip


def read_days(scan: Scan) -> None:
    """Read every number that is still free and belongs to a time."""
    words, claims = scan.words, scan.claims
    before, after = scan.sets["before_number"], scan.sets["after_number"]
    for index in scan.tokens.numbers:
        if claims[index]:
            continue
        beside = words[index + 1] in after or words[index - 1] in before
        if not beside and claims[index - 2] not in _DAYS_ALONE:
            continue
        value = scan.number(index)
        if value is None:
            _other(scan, index)
            continue
        for rule in (_clock, _day_month, _month_or_quarter, _day_alone, _length):
            if rule(scan, index, value):
                break


def _other(scan: Scan, index: int) -> None:
    """Read 13.12 after ngày, and lengths of three digits or with a decimal part."""
    parts = scan.words[index].split(".")
    if len(parts) == 2 and all(part.isdecimal() and len(part) <= 2 for part in parts):
        day, month = int(parts[0]), int(parts[1])
        strong = scan.is_a(index - 1, "day_strong") and not scan.counts(index + 1)
        weak = scan.is_a(index - 1, "day_weak") and 12 < day <= 31
        # Between signs only: trước 30.11, but not đến 30.11 tấn.
        if 1 <= month <= 12 and (strong or (weak and scan.kinds[index + 1] != WORD)):
            scan.add_day(DayMark(first=index, after=index + 1, day=day, month=month))
            return
    _length(scan, index, 0)


def _clock(scan: Scan, index: int, value: int) -> bool:
    """Read 14h00, 8h, 5g30, 11h15', 7 giờ 30, 8 giờ, 14:30."""
    after = index + 1
    sign = scan.word(after)
    if value > 24:
        return _hours(scan, index)
    if (sign in _CLOCK_LETTERS and scan.touching(after)) or (
        scan.is_a(after, "clock") and not scan.is_a(after + 1, "worked")
    ):
        after += 1
    elif sign == ":" and _minutes(scan, after + 1) and scan.touching(after):
        posted = scan.word(index - 1) == ":" and scan.is_a(index - 2, "posted")
        cued = scan.is_a(index - 1, "day_weak") or scan.word(index - 1) in _CLOCK_CUES
        if not (posted or cued):
            return False
        scan.draft.claim(index, after + 2, "time")
        return True
    else:
        return False
    if _minutes(scan, after):
        after += 1
    if scan.word(after) in "'′’" or scan.is_a(after, "minute"):
        after += 1
    first = index - 2 if scan.word(index - 1) == "/" and scan.number(index - 2) else index
    scan.draft.claim(first, after, "time")
    return True


def _hours(scan: Scan, index: int) -> bool:
    """Read 48h and 72h, too many for a time of day."""
    if scan.word(index + 1) != "h" or not scan.touching(index + 1):
        return False
    scan.draft.claim(index, index + 2, "duration")
    return True


def _minutes(scan: Scan, index: int) -> bool:
    value = scan.number(index)
    if value is None or value > 59 or len(scan.words[index]) != 2:
        return False
    return scan.touching(index) or scan.is_a(index - 1, "clock")


def _day_month(scan: Scan, index: int, value: int) -> bool:
    """Read 13/12, 17-1, 22 tháng 6 where something says that it is a day."""
    sign = scan.word(index + 1)
    month = scan.number(index + 2)
    if month is None or not 1 <= month <= 12 or not 1 <= value <= 31:
        return False
    if scan.is_a(index + 1, "month"):
        if scan.is_a(index - 1, "street"):
            scan.draft.claim(index, index + 3, "name")
            return True
        if _measures(scan, index + 3) and not scan.is_a(index - 1, "day_strong"):
            return False
    elif not (sign in DASHES or sign == "/") or not _is_day(scan, index, value, month):
        return False
    _add_day(scan, index, value, month)
    return True


def _measures(scan: Scan, index: int) -> bool:
    """Return whether a count stands before an index, so that n tháng m is none: 1 tháng 2 lần."""
    return scan.counts(index) or scan.is_a(index, "times_word")


def _is_day(scan: Scan, index: int, day: int, month: int) -> bool:
    """Return whether what stands around 13/12 or 17-1 makes a day of it."""
    after = index + 3
    dashed = scan.word(index + 1) != "/"
    if scan.is_a(after, "worked") or (scan.word(after) in DASHES and scan.year(after + 1)):
        return False
    for name, rule in _CUES.items():
        if scan.is_a(index - 1, name):
            told = rule(scan, index, day, month)
            if told or name != "day_weak":
                return told
    if _in_company(scan, index, day, month):
        return True
    if RECURRING.at(scan.tokens, after):
        return not dashed
    if dashed or day <= month or scan.counts(after):
        return False
    return _looks(scan, index, day, month)


def _in_company(scan: Scan, index: int, day: int, month: int) -> bool:
    """Return whether other days or the name of a day around it make a day of it."""
    if _after_day(scan, index) or _before_day(scan, index + 3) or _ends_days(scan, index, day):
        return True
    if (day, month) in _KNOWN_DAYS and _named_day(scan, index):
        return True
    return scan.is_a(index - 1, "this") and scan.is_a(index - 2, "day_strong")


def _looks(scan: Scan, index: int, day: int, month: int) -> bool:
    """Return whether place or zeros make a day of two numbers without a cue, or all know it."""
    if (day, month) in _KNOWN_DAYS and not scan.is_a(index - 1, "no_year"):
        return True
    return _opens(scan, index, month) or scan.words[index + 2].startswith("0")


def _strong(scan: Scan, index: int, day: int, month: int) -> bool:
    dashed = scan.word(index + 1) != "/"
    return not (dashed and scan.counts(index + 3) and scan.is_a(index - 2, "each"))


def _weak(scan: Scan, index: int, day: int, month: int) -> bool:
    if not scan.counts(index + 3) and (scan.word(index + 1) == "/" or (day, month) in _KNOWN_DAYS):
        return True
    return day > month and (scan.word(index + 1) == "/" or not scan.counts(index + 3))


def _known(scan: Scan, index: int, day: int, month: int) -> bool:
    return (day, month) in _KNOWN_DAYS


def _street(scan: Scan, index: int, day: int, month: int) -> bool:
    return (day, month) in _KNOWN_DAYS or day > month


_CUES: dict[str, Callable[[Scan, int, int, int], bool]] = {
    "street": _street,
    "day_strong": _strong,
    "round": _known,
    "day_weak": _weak,
}
"""What a word before two numbers asks for before they are a day."""


def _opens(scan: Scan, index: int, month: int) -> bool:
    """Return whether a day stands in brackets or at the head of a line."""
    if scan.word(index - 1) != "(" and not scan.tokens.line_start(index):
        return False
    return scan.word(index + 3) in "),:;\n" or month < 10


def _named_day(scan: Scan, index: int) -> bool:
    """Return whether the name of a day stands before its number: Ngày Quốc tế Phụ nữ 8-3."""
    for place in range(index - 1, max(-1, index - 9), -1):
        if scan.is_a(place, "day"):
            return not scan.counts(index + 3)
        if scan.word(place) in ",;.:(\n":
            return False
    return False


def _ends_days(scan: Scan, index: int, day: int) -> bool:
    """Return whether this is the end of 27-28/3, a shape nothing else has."""
    first = scan.number(index - 2)
    if scan.word(index - 1) not in DASHES or first is None or not 1 <= first < day:
        return False
    return scan.word(index - 3) not in DASHES | {"/"} and not scan.counts(index + 3)


def _after_day(scan: Scan, index: int) -> bool:
    """Return whether a day right before says that this is one: 13/12 và 15/12."""
    before = index - 1
    if scan.word(before) not in DASHES and scan.word(before) != ",":
        if not scan.is_a(before, "to"):
            return False
        before -= scan.word(before - 1) == ","
    if scan.claims[before - 1] == "day":
        return not scan.counts(index + 3)
    days = scan.calendar.days
    return any(mark.after == before for mark in days[-1:]) and not scan.counts(index + 3)


def _before_day(scan: Scan, after: int) -> bool:
    """Return whether a full day follows: 27/3 - 2/4/2021."""
    if scan.word(after) not in DASHES and not scan.is_a(after, "until"):
        return False
    return scan.claims[after + 1] == "date"


def _add_day(scan: Scan, index: int, day: int, month: int) -> None:
    after = index + 3
    first, day = earlier_day(scan, index, day)
    if scan.is_a(index - 1, "street"):
        scan.draft.claim(index, after, "name")
        return
    recurring = RECURRING.at(scan.tokens, after)
    if recurring and recurring[1] == "day":
        scan.draft.claim(first, after, "recurring day")
        return
    first_day(scan, first, day, month, None)
    scan.add_day(DayMark(first=first, after=after, day=day, month=month))


def _month_or_quarter(scan: Scan, index: int, value: int) -> bool:
    """Read tháng 7 and quý 2 without a year, thập niên 90, thế kỷ 21."""
    if _measures(scan, index + 1) or scan.is_a(index - 2, "each"):
        return False
    if scan.is_a(index - 1, "era") and scan.is_a(index - 2, "era_first"):
        scan.draft.claim(index, index + 1, "time")
        return True
    if scan.is_a(index - 1, "month") and 1 <= value <= 12:
        scan.draft.claim(index - 1, index + 1, "month")
        scan.add_relative(index - 1, index + 1, "own", f"{value:02d}")
        return True
    if scan.is_a(index - 1, "quarter") and 1 <= value <= 4:
        scan.draft.claim(index - 1, index + 1, "quarter")
        scan.add_relative(index - 1, index + 1, "own", f"Q{value}")
        return True
    return False


def _day_alone(scan: Scan, index: int, value: int) -> bool:
    """Read ngày 25 hằng tháng, 05 hằng tháng, ngày 10 và 25, ngày 17."""
    after = index + 1
    recurring = RECURRING.at(scan.tokens, after)
    worded = scan.is_a(index - 1, "day") and not scan.is_a(index - 2, "each")
    if not 1 <= value <= 31 or not (worded or _second_day(scan, index)):
        return False
    if not (recurring and recurring[1] == "day"):
        if scan.counts(after) or UNITS.at(scan.tokens, after):
            return False
        scan.draft.claim(index, after, "day")
        return True
    scan.draft.claim(index, after, "recurring day")
    return True


def _second_day(scan: Scan, index: int) -> bool:
    """Return whether a number goes on a list of days of the month: ngày 10 và 25."""
    joined = scan.word(index - 1) == "," or scan.is_a(index - 1, "to")
    return joined and index >= 2 and scan.claims[index - 2] in _DAYS_ALONE


def _length(scan: Scan, index: int, value: int) -> bool:
    """Read a length of time or an age, also as a range: 24 đến 36 tháng, 5 năm, 35 tuổi."""
    last = index
    if _joins(scan, index + 1) and scan.kinds[index + 2] == NUMBER and not scan.claims[index + 2]:
        last = index + 2
    found = UNITS.at(scan.tokens, last + 1)
    if found is None or _glued_year(scan, last + 1):
        return False
    after, unit = found
    if scan.is_a(after, "worked") and unit == "duration":
        return False
    if unit == "age":
        badge = scan.is_a(after, "party")
        scan.draft.claim(index, after, "badge years" if badge else "age")
        return True
    scan.draft.claim(index, after, length_role(scan, index, after, value))
    return True


def _joins(scan: Scan, index: int) -> bool:
    return scan.word(index) in DASHES or scan.is_a(index, "to") or scan.word(index) == ","


def _glued_year(scan: Scan, index: int) -> bool:
    """Return whether năm after a number begins a period of its own: 150 năm 2023."""
    return scan.claims[index] is not None


def length_role(scan: Scan, first: int, after: int, value: int = 0) -> str:
    """Return what a length of time is: years in a row, an anniversary, badge years, a frequency."""
    tokens = scan.tokens
    following = AFTER_YEARS.at(tokens, after)
    if following is not None:
        return following[1]
    if BEFORE_YEARS.before(tokens, first, longest=3):
        return "anniversary"
    recurring = RECURRING.at(tokens, after)
    if recurring is not None and recurring[1] == "rate":
        return "frequency"
    if value in _BADGE_YEARS and scan.badges:
        return "badge years"
    return "duration"
