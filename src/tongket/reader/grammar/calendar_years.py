"""Times that hold a year: days, months, quarters, halves, years, stages.

Driven from the tokens that may be a year; what belongs to one stands before it.
"""

from tongket.reader.facts import PeriodType
from tongket.reader.grammar.calendar_bare import bare_year
from tongket.reader.grammar.calendar_scan import (
    DASHES,
    SEPARATORS,
    DayMark,
    PeriodMark,
    Scan,
)
from tongket.reader.grammar.calendar_words import PARTS, STAGES
from tongket.reader.tokens import BREAK

_LONGEST_RANGE = 60
_HALVES: dict[tuple[int, str], tuple[str, PeriodType]] = {
    (6, "first"): ("-H1", "half"),
    (6, "whole"): ("-H1", "half"),
    (6, "last"): ("-H2", "half"),
    (3, "first"): ("-Q1", "quarter"),
    (3, "whole"): ("-Q1", "quarter"),
    (3, "last"): ("-Q4", "quarter"),
    (12, "whole"): ("", "year"),
    (12, "first"): ("", "year"),
}


def read_years(scan: Scan) -> None:
    """Find every time that is written with its year."""
    for index in scan.tokens.numbers:
        if scan.claims[index]:
            continue
        year = scan.year(index, 1000)
        if year is not None:
            _read_year(scan, index, year)
        elif "." in scan.words[index]:
            _dotted(scan, index)


def _read_year(scan: Scan, index: int, year: int) -> None:
    # Before 1900 only a day or the word năm makes a year of four digits.
    rules = (_day, _range, _in_year, bare_year) if year >= 1900 else (_day, _old)
    for rule in rules:
        if rule(scan, index, year):
            return


def _old(scan: Scan, index: int, year: int) -> bool:
    """Read năm 1858; a count may stand after năm too (mỗi năm 1200 lượt)."""
    plain = scan.is_a(index - 1, "year") and not scan.is_a(index - 2, "each")
    if not plain or scan.counts(index + 1):
        return False
    _add(scan, index - 1, index, str(year), "year")
    return True


def _dotted(scan: Scan, index: int) -> None:
    """Read 13.12.2023 and, after tháng, 05.2021: one token each."""
    parts = scan.words[index].translate(str.maketrans("lio", "110")).split(".")
    if not all(part.isdecimal() for part in parts) or len(parts[-1]) != 4:
        return
    numbers = [int(part) for part in parts]
    if not 1900 <= numbers[-1] <= 2100 or any(len(part) > 2 for part in parts[:-1]):
        return
    if len(numbers) == 3:
        day, month, year = numbers
        scan.add_day(DayMark(first=index, after=index + 1, day=day, month=month, year=year))
    elif len(numbers) == 2 and scan.is_a(index - 1, "month") and 1 <= numbers[0] <= 12:
        _month(scan, index - 1, index + 1, numbers[0], numbers[1])


def _day(scan: Scan, index: int, year: int) -> bool:
    """Read the day a year ends: 3/2/2026, 8-3-2022, 22 tháng 6 năm 2024, 27-28/3/2021."""
    if scan.is_a(index - 5, "month"):
        return False
    if scan.word(index - 1) in SEPARATORS and scan.word(index - 3) in SEPARATORS:
        month, day = scan.number(index - 2), scan.number(index - 4)
        first = index - 4
    else:
        before = _before_year(scan, index)
        month, day = scan.number(before), None
        first = before - 2
        if month is not None and scan.is_a(before - 1, "month"):
            first -= scan.word(first) == ","
            day = scan.number(first)
    if month is None or day is None:
        return False
    first, day = earlier_day(scan, first, day)
    first_day(scan, first, day, month, year)
    scan.add_day(DayMark(first=first, after=index + 1, day=day, month=month, year=year))
    return True


def _before_year(scan: Scan, index: int) -> int:
    """Return the index before a year and the word or sign that joins it to a month."""
    before = index - 1
    if scan.is_a(before, "year"):
        before -= 1
    if scan.word(before) == "," or (before == index - 1 and scan.word(before) in SEPARATORS):
        before -= 1
    return before


def earlier_day(scan: Scan, first: int, day: int) -> tuple[int, int]:
    """Return first token and day, earlier days taken in: 27-28/3 and 5, 6 và 7/4 are one time."""
    while True:
        sign = scan.word(first - 1)
        listed = sign == "," and _begins_days(scan, first - 2)
        joined = sign in DASHES or scan.is_a(first - 1, "and") or listed
        earlier = scan.day_number(first - 2)
        if not joined or earlier is None or not 1 <= earlier < day:
            return first, day
        if scan.word(first - 3) in DASHES | {"/"} or scan.is_a(first - 3, "month"):
            return first, day
        first, day = first - 2, earlier


def first_day(scan: Scan, index: int, day: int, month: int, year: int | None) -> None:
    """Keep the day a stretch begins with: ngày 15 of từ ngày 15 đến ngày 17/3."""
    place = index - 1 - scan.is_a(index - 1, "day")
    earlier = scan.day_number(place - 1)
    if not scan.is_a(place, "to") or earlier is None or not 1 <= earlier < day:
        return
    if scan.is_a(place - 2, "day") or scan.is_a(place - 2, "from"):
        mark = DayMark(first=place - 1, after=place, day=earlier, month=month, year=year)
        scan.add_day(mark)


def _begins_days(scan: Scan, index: int) -> bool:
    """Return whether ngày stands before a list of days that goes back from an index."""
    start = index
    while start - index < 20 and scan.day_number(index) is not None and scan.word(index - 1) == ",":
        index -= 2
    return scan.day_number(index) is not None and scan.is_a(index - 1, "day")


def _range(scan: Scan, index: int, year: int) -> bool:
    """Read two years as one period: giai đoạn 2021 - 2025, (2008 - 2018), năm học 2022-2023."""
    second = _second_year(scan, index, year)
    if second is None:
        return False
    last, other = second
    first, period_type = _stage_before(scan, index)
    if first == index and scan.counts(last + 1) and scan.word(index - 1) != "(":
        return False
    value = f"{year}/{other}"
    scan.add_period(PeriodMark(first=first, after=last + 1, value=value, period_type=period_type))
    return True


def _second_year(scan: Scan, index: int, year: int) -> tuple[int, int] | None:
    """Return index and value of the later year a range ends with."""
    place = index + 2
    sign = scan.word(index + 1)
    if sign in scan.known["until"]:
        staged = _stage_before(scan, index)[1] in {"stage", "term"}
        place += scan.is_a(place, "year")
        if not staged:
            return None
    elif sign in DASHES:
        place += scan.is_a(place, "year")
    elif sign != "/":
        return None
    other = scan.year(place)
    if other is None or not year < other <= year + _LONGEST_RANGE:
        return _short_year(scan, index, year, place) if sign in DASHES else None
    return None if sign == "/" and other != year + 1 else (place, other)


def _short_year(scan: Scan, index: int, year: int, place: int) -> tuple[int, int] | None:
    """Read 2020-25 after giai đoạn or nhiệm kỳ."""
    short = scan.number(place)
    if short is None or len(scan.words[place]) != 2 or scan.word(place + 1) in DASHES | {"/"}:
        return None
    other = year // 100 * 100 + short
    if _stage_before(scan, index)[1] in {"stage", "term"} and year < other <= year + 30:
        return place, other
    return None


def _stage_before(scan: Scan, index: int) -> tuple[int, PeriodType]:
    """Return where the word before a range begins, and the type of period it makes."""
    place = index
    if scan.is_a(place - 1, "year"):
        place -= 1
    if scan.is_a(place - 1, "from"):
        place -= 1
    if scan.word(place - 1) == ":":
        place -= 1
    found = STAGES.before(scan.tokens, place, longest=3)
    if found is None or found[1] == "range":
        near = STAGES.before(scan.tokens, index, longest=3)
        if near is None or _counts_years(scan, near[0]):
            return index, "range"
        return near[0], _type(near[1])
    return found[0], _type(found[1])


def _counts_years(scan: Scan, index: int) -> bool:
    """Return whether the word for year at an index ends a length: 5 năm 2016 - 2020."""
    if not scan.is_a(index, "year"):
        return False
    return scan.number(index - 1) is not None or scan.word(index - 1) in scan.known.numbers


def _type(name: str) -> PeriodType:
    return {"stage": "stage", "term": "term"}.get(name, "range")  # type: ignore[return-value]


def _in_year(scan: Scan, index: int, year: int) -> bool:
    """Read năm 2013 and what names a part of it: 6 tháng đầu năm 2020, quý I/2020, tháng 5-2017."""
    before = scan.word(index - 1)
    worded = before in scan.known["year"] or (
        before in scan.known["year_slips"] and not scan.counts(index + 1) and year >= 1930
    )
    place = index - worded
    if worded and scan.word(place - 1) in scan.known["each"]:
        return False
    if _part(scan, place, index, year, worded=worded):
        return True
    if worded:
        scan.add_period(
            PeriodMark(first=place, after=index + 1, value=str(year), period_type="year")
        )
    return worded


def _part(scan: Scan, place: int, index: int, year: int, *, worded: bool) -> bool:
    """Read the part of a year that stands before ``place``, the year or its word."""
    before = place - 1
    if scan.word(before) == "," or scan.word(before) in SEPARATORS:
        if worded and scan.word(before) != ",":
            return False
        before -= 1
    elif not worded and scan.kinds[max(before, 0)] == BREAK:
        return False
    return (
        _months(scan, before, index, year)
        or _quarter_or_month(scan, before, index, year)
        or _half(scan, before, index, year)
        or (not worded and _round_or_month(scan, before, index, year))
    )


def _months(scan: Scan, before: int, index: int, year: int) -> bool:
    """Read 6 tháng đầu năm 2020, 9 tháng năm 2021, sáu tháng/2015."""
    after_months = before + 1
    part = "whole"
    found = PARTS.before(scan.tokens, after_months, longest=3)
    if found is not None:
        after_months, part = found
    if not scan.is_a(after_months - 1, "month"):
        return False
    first = after_months - 2
    count = scan.number(first)
    if count is None:
        count = scan.known.numbers.get(scan.word(first))
        # mười một, mười hai
        if count in (1, 2) and scan.known.numbers.get(scan.word(first - 1)) == 10:
            first, count = first - 1, 10 + count
    if count is None or not 2 <= count <= 12:
        return False
    ending, period_type = _HALVES.get((count, part), (f"-{count}M", "months"))
    if part == "last" and period_type == "months":
        return False
    _add(scan, first, index, f"{year}{ending}", period_type)
    return True


def _quarter_or_month(scan: Scan, before: int, index: int, year: int) -> bool:
    first = _first_of_list(scan, before)
    name = scan.word(first - 1)
    if name in scan.known["quarter"]:
        quarter = scan.number(before) or scan.known.romans.get(scan.word(before))
        if quarter is None and scan.is_a(before, "first"):
            quarter = 1
        if quarter is None or not 1 <= quarter <= 4:
            return False
        place = before - (first == before)
        _add(scan, place, index, f"{year}-Q{quarter}", "quarter")
        return True
    if name in scan.known["month"] or (name == "t" and scan.touching(before)):
        month = scan.number(before) or scan.known.numbers.get(scan.word(before))
        if month is None or not 1 <= month <= 12:
            return False
        _month(scan, before - (first == before), index + 1, month, year)
        return True
    return False


def _first_of_list(scan: Scan, index: int) -> int:
    """Return where the list of months or quarters begins that ends at an index: tháng 5, 6."""
    first = index
    while index - first < 20 and (
        scan.word(first - 1) in DASHES | {","} or scan.is_a(first - 1, "to")
    ):
        earlier = scan.number(first - 2) or scan.known.romans.get(scan.word(first - 2))
        if earlier is None:
            return index
        first -= 2
    named = scan.is_a(first - 1, "month") or scan.is_a(first - 1, "quarter")
    return first if named else index


def _half(scan: Scan, before: int, index: int, year: int) -> bool:
    """Read nửa đầu năm 2020, nửa cuối năm 2020."""
    last = scan.is_a(before, "last")
    if not (last or scan.is_a(before, "first")) or not scan.is_a(before - 1, "half"):
        return False
    _add(scan, before - 1, index, f"{year}-H{1 + last}", "half")
    return True


def _round_or_month(scan: Scan, before: int, index: int, year: int) -> bool:
    """Read đợt 1/2019 as the name of a round, 5/2017 as a month."""
    month = scan.number(before)
    sign = scan.word(index - 1)
    if month is None or sign not in SEPARATORS:
        return False
    if scan.is_a(before - 1, "round"):
        scan.add_period(
            PeriodMark(
                first=before, after=index + 1, value=str(year), period_type="year", stated=False
            )
        )
        return True
    if scan.is_a(before - 1, "not_month") or not 1 <= month <= 12 or scan.counts(index + 1):
        return False
    if sign != "/" and not scan.is_a(before - 1, "day_weak") and scan.word(before - 1) != "(":
        return False
    _month(scan, before, index + 1, month, year)
    return True


def _month(scan: Scan, first: int, after: int, month: int, year: int) -> None:
    _add(scan, first, after - 1, f"{year}-{month:02d}", "month")


def _add(scan: Scan, first: int, index: int, value: str, period_type: PeriodType) -> None:
    scan.add_period(PeriodMark(first=first, after=index + 1, value=value, period_type=period_type))
