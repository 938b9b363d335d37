"""Years without the word for year: so với 2019, (2021), XẾP LOẠI 2018, the head of a column."""

from tongket.reader.grammar.calendar_scan import PeriodMark, Scan
from tongket.reader.tokens import BREAK, SIGN, WORD

_TITLE = 250
_LONG_TITLE = 12
_APART = frozenset("-–—:,;(")
_RECENT, _LATEST = 1986, 2035
_WIDEST = 80
"""How many tokens of a line are looked at on either side of a year."""


def bare_year(scan: Scan, index: int, year: int) -> bool:
    """Read a year without its word where a cue, a bracket, a row or a year before it tells."""
    cued = _cued(scan, index) or _listed(scan, index, year) or _alone(scan, index)
    if not (cued or _told_of(scan, index, year) or _in_title(scan, index)):
        return False
    scan.add_period(PeriodMark(first=index, after=index + 1, value=str(year), period_type="year"))
    return True


def _cued(scan: Scan, index: int) -> bool:
    before, after = scan.word(index - 1), index + 1
    if before not in scan.known["year_cue"]:
        return False
    if before in scan.known["year_cue_sure"]:
        return True
    return not scan.counts(after) and not scan.is_a(after, "levels")


def _listed(scan: Scan, index: int, year: int) -> bool:
    """Return whether a year stands right after another: các năm 2022, 2023 và 2024."""
    before = index - 1
    if scan.word(before) != "," and not scan.is_a(before, "and") and scan.word(before) != "/":
        return False
    before -= 1
    periods = scan.calendar.periods
    if not periods or periods[-1].after != before + 1:
        return False
    next_year = periods[-1].value == str(year - 1)
    return next_year or not scan.counts(index + 1)


def _alone(scan: Scan, index: int) -> bool:
    """Return whether a year stands alone in brackets, or heads a column or a row."""
    before, after = scan.word(index - 1), scan.word(index + 1)
    if before == "(":
        return after in {")", ",", ";"}
    if _ends_title(scan, index):
        return True
    if scan.kinds[max(index - 1, 0)] == WORD or scan.kinds[index + 1] == WORD:
        return False
    return _heads_row(scan, index) or (
        before in "|\n\t" and after in "|\n" and _year_row(scan, index)
    )


def _told_of(scan: Scan, index: int, year: int) -> bool:
    """Return whether what stands after a number tells of a year: thu ngân sách 2024 đạt …"""
    if not _RECENT <= year <= _LATEST or scan.kinds[max(index - 1, 0)] != WORD:
        return False
    return scan.is_a(index + 1, "year_tells") and not scan.is_a(index - 1, "no_year")


def _in_title(scan: Scan, index: int) -> bool:
    """Return whether a number is the year within a title: HÈ XANH MỘC HÓA 2018 - NHỮNG CON SỐ."""
    if index == 0 or scan.tokens.starts[index] > _TITLE or not _after_words(scan, index):
        return False
    after = index + 1
    apart = scan.word(after) in _APART and scan.kinds[after + 1] == WORD
    if not apart and not scan.is_a(after, "year_title"):
        return False
    end = next((at for at in range(after, after + _LONG_TITLE) if scan.kinds[at] == BREAK), None)
    return end is not None and scan.word(end - 1) != "."


def _ends_title(scan: Scan, index: int) -> bool:
    """Return whether a number ends a line as the year of its title: XẾP LOẠI 2018."""
    return scan.kinds[index + 1] == BREAK and _after_words(scan, index)


def _after_words(scan: Scan, index: int) -> bool:
    """Return whether only words stand before a number in its line, none that makes it a count."""
    if scan.kinds[max(index - 1, 0)] != WORD or scan.is_a(index - 1, "no_year"):
        return False
    place = index - 1
    while index - place < _WIDEST and scan.kinds[place] in (WORD, SIGN) and scan.word(place) != "|":
        place -= 1
    return scan.kinds[place] == BREAK


def _heads_row(scan: Scan, index: int) -> bool:
    return scan.tokens.line_start(index) and scan.word(index + 1) in {":", "|"}


def _year_row(scan: Scan, index: int) -> bool:
    """Return whether a row of a table has no number but years: a header."""
    seen = 0
    for step in (-1, 1):
        place = index
        while abs(place - index) < _WIDEST and scan.kinds[place] != BREAK:
            if scan.kinds[place] not in (WORD, SIGN):
                if scan.year(place) is None and scan.claims[place] is None:
                    return False
                seen += 1
            place += step
    return seen > 2
