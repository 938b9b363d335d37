"""Days, years and periods that cannot be, or do not fit one another."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from tongket.core.dates import format_day
from tongket.core.words import said
from tongket.reader.checks.findings import Finding, Repair, Severity
from tongket.reader.checks.page import Page
from tongket.reader.facts import Day, Document, Period, Span

_LONG = re.compile(
    r"(?<![\w/.\-])(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?((?:1[89]|20)\d\d)(?![\w/])(?!-\w)"
)
_SHORT = re.compile(
    r"(?:ngày|ngay|sáng|sang|chiều|chieu|tối|toi|hôm|hom)\s+(\d{1,2})\s?([/\-])\s?(\d{1,2})(?![\w/\-])"
)
_WORDS = re.compile(r"ng[àa]y\s+(\d{1,2})\s+th[áa]ng\s+(\d{1,2})(?:\s+n[ăa]m\s+(\d{4}))?")
_SPAN = re.compile(
    r"\(\s*(?:t[ừu]\s+)?(?:(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?)?(\d{4})\s*(?:[-–—]|đến|den)\s*"
    r"(?:(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?)?(\d{4})\s*\)"
)
_YEARS = re.compile(r"(?<![\d.,])(\d{1,3})\s+n[ăa]m(?!\w)(?!\s+\d{4})(?!\s+tuổi)")
_STAGE = re.compile(
    r"(giai\s+đoạn|nhiệm\s+kỳ|nhiệm\s+kì|giai\s+doan|nhiem\s+ky)\s+(\d{4})\s*[-–—]\s*(\d{4})"
)
_SHORTER = re.compile(
    r"(?:\d|sáu|sau|chín|chin|mười|muoi)\s+(?:tháng|thang)|(?:quý|quy|tháng|thang|tuần|tuan)\s+[\divx]|sơ kết|so ket"
)
"""What a heading says of a report on less than a year."""
_DAY_OF_MONTH = re.compile(r"ng[àa]y\s+\d+\s+th[áa]ng\s+\d+")
LONGEST_TERM = 5
KNOWN_TERMS = {(2004, 2011)}
"""Terms that were prolonged by law."""


def impossible_days(page: Page) -> Iterator[Finding]:
    """Say where a day is written that the calendar does not have (31/6)."""
    for match in _LONG.finditer(page.lower):
        yield from _day(page, match.span(), int(match[1]), int(match[3]), int(match[4]))
    for match in _SHORT.finditer(page.lower):
        yield from _day(page, (match.start(1), match.end(3)), int(match[1]), int(match[3]), None)
    for match in _WORDS.finditer(page.lower):
        year = int(match[3]) if match[3] else None
        yield from _day(page, (match.start(1), match.end()), int(match[1]), int(match[2]), year)


def _day(page: Page, span: Span, day: int, month: int, year: int | None) -> Iterator[Finding]:
    last = monthrange(year or 2024, month)[1] if 1 <= month <= 12 else 0
    if 1 <= day <= last or (month > 12 and year is None):
        return
    written = " ".join(page.text[slice(*span)].split())
    if last:
        message = said(
            "Lịch không có ngày %(day)s: tháng đó chỉ đến ngày %(last)s.", day=written, last=last
        )
    else:
        message = said(
            "Lịch không có ngày %(day)s: không có tháng %(month)s.", day=written, month=month
        )
    yield _finding(page, "impossible_day", "error", [span], message)


def _finding(
    page: Page,
    rule: str,
    severity: Severity,
    spans: list[Span],
    message: str,
    *,
    arithmetic: str = "",
    repairs: list[Repair] | None = None,
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        spans=sorted(page.outer(*span) for span in spans),
        message=message,
        arithmetic=arithmetic,
        repairs=repairs or [],
    )


def years_between(page: Page) -> Iterator[Finding]:
    """Say where a number of years is not what lies between the two dates behind it."""
    for match in _SPAN.finditer(page.lower):
        first, last = int(match[3]), int(match[6])
        if not (1800 < first < 2100 and 1800 < last < 2100):
            continue
        if last < first:
            yield _finding(
                page,
                "years_between",
                "error",
                [(match.start(3), match.end(3)), (match.start(6), match.end(6))],
                said("Năm cuối %(last)s đứng trước năm đầu %(first)s.", last=last, first=first),
            )
            continue
        yield from _years(page, match, last - first)


def _years(page: Page, match: re.Match[str], between: int) -> Iterator[Finding]:
    start = max(page.sentence(match.start())[0], match.start() - 110)
    found = list(_YEARS.finditer(page.lower, start, match.start()))
    if not found:
        return
    stated = found[-1]
    gap = page.lower[stated.end() : match.start()]
    full = match[1] is not None and match[4] is not None
    if re.search(r"[;()\d]", gap) or (not full and (len(gap) > 60 or "," in gap)):
        return
    years = int(stated[1])
    same_day = full and (int(match[1]), int(match[2])) == (int(match[4]), int(match[5]))
    allowed = {between} if same_day else {between, between + 1}
    if full and not same_day:
        allowed.add(between - 1)
    if years in allowed:
        return
    span = (stated.start(1), stated.end(1))
    yield _finding(
        page,
        "years_between",
        "error",
        [span, (match.start(3), match.end(3)), (match.start(6), match.end(6))],
        said(
            "Từ %(first)s đến %(last)s là %(between)s năm, không phải %(stated)s năm.",
            first=match[3],
            last=match[6],
            between=between,
            stated=years,
        ),
        arithmetic=f"{match[6]} − {match[3]} = {between}",
        repairs=[
            Repair(span=page.outer(*span), text=str(between), reason=said("nếu hai mốc đúng")),
        ],
    )


def stages(page: Page) -> Iterator[Finding]:
    """Say where a stage or term runs backwards, is too long, ends twice, or is done too early."""
    terms: dict[int, re.Match[str]] = {}
    year = _year(page)
    for match in _STAGE.finditer(page.lower):
        first, last = int(match[2]), int(match[3])
        span = (match.start(2), match.end(3))
        term = match[1][0] == "n"
        if last < first:
            message = said("Giai đoạn chạy ngược: %(first)s đến %(last)s.", first=first, last=last)
            yield _finding(page, "stage", "error", [span], message)
        elif term and last - first > LONGEST_TERM and (first, last) not in KNOWN_TERMS:
            message = said(
                "Nhiệm kỳ %(first)s - %(last)s dài %(years)s năm.",
                first=first,
                last=last,
                years=last - first,
            )
            yield _finding(page, "stage", "warning", [span], message)
        elif term and first in terms and terms[first][3] != match[3]:
            yield _two_ends(page, terms[first], match)
        elif not term:
            yield from _too_early(page, match, year)
        if term:
            terms.setdefault(first, match)


def _two_ends(page: Page, one: re.Match[str], two: re.Match[str]) -> Finding:
    return _finding(
        page,
        "stage",
        "warning",
        [(one.start(2), one.end(3)), (two.start(2), two.end(3))],
        said(
            "Một nhiệm kỳ bắt đầu năm %(first)s được ghi hai năm kết thúc: %(one)s và %(two)s.",
            first=one[2],
            one=one[3],
            two=two[3],
        ),
    )


def _year(page: Page) -> int | None:
    """Return the year of the report's day or the last of its period."""
    day = page.reading.day
    if day and len(day) >= 4 and day[:4].isdigit():
        return int(day[:4])
    years = [int(each) for each in re.findall(r"\d{4}", page.reading.period or "")]
    return years[-1] if years else None


def _too_early(page: Page, match: re.Match[str], year: int | None) -> Iterator[Finding]:
    """A stage said to be completed before it ends, where the report gives another end elsewhere."""
    sentence = page.sentence(match.start())
    if year is None or int(match[3]) <= year + 1:
        return
    if not page.has("completed", sentence[0], match.start()):
        return
    others = [
        each for each in _STAGE.finditer(page.lower) if each[2] == match[2] and each[3] != match[3]
    ]
    if not others:
        return
    other = others[0]
    yield _finding(
        page,
        "stage",
        "warning",
        [(match.start(2), match.end(3)), (other.start(2), other.end(3))],
        said(
            "Giai đoạn %(one)s được nói là đã hoàn thành nhưng chưa hết; chỗ khác ghi %(two)s.",
            one=f"{match[2]} - {match[3]}",
            two=f"{other[2]} - {other[3]}",
        ),
    )


def document_days(page: Page) -> Iterator[Finding]:
    """Say where a document is dated after the report that cites it, or against its own number."""
    own = _own_day(page)
    documents = page.reading.of(Document)
    later = [each for each in documents if own and (dated := _date(each.date)) and dated > own]
    for each in documents:
        yield from _number_year(page, each)
    if own is None or len(later) > 1 or (len(later) == 1 and len(documents) == 1):
        later = [each for each in later if own and _far(_date(each.date), own)]
    for each in later:
        dated = _date(each.date)
        if own is None or dated is None:
            continue
        yield Finding(
            rule="document_after_report",
            severity="warning",
            spans=[(each.start, each.end)],
            message=said(
                "%(document)s đề ngày %(dated)s, sau ngày của báo cáo (%(own)s).",
                document=each.citation or each.surface,
                dated=format_day(dated),
                own=format_day(own),
            ),
        )


MOST_AHEAD = 400
"""Days: what is dated later than this after a report says that its own day was misread."""


def _own_day(page: Page) -> date | None:
    """Return the report's own day, None where the text tells of much later days or periods."""
    own = _date(page.reading.day)
    end = period_end(page.reading.period)
    if own is None or (end is not None and (end - own).days > MOST_AHEAD // 2):
        return None
    dated = [each.date for each in page.reading.of(Document)]
    stated = [each.value for each in page.reading.of(Day) if each.year_stated]
    later = [each for value in (*dated, *stated) if (each := _date(value)) and each > own]
    years = [each.value[:4] for each in page.reading.of(Period)]
    for each in later:
        known = sum(other >= each for other in later) > 1 or str(each.year) <= max(
            years, default=""
        )
        if (each - own).days > MOST_AHEAD and known:
            return None
    return own


def not_yet(page: Page, today: date) -> Iterator[Finding]:
    """Say where a document is cited with a day that has not come yet."""
    for each in page.reading.of(Document):
        dated = _date(each.date)
        if dated is not None and dated > today:
            yield Finding(
                rule="document_not_yet",
                severity="error",
                spans=[(each.start, each.end)],
                message=said(
                    "%(document)s đề ngày %(dated)s, là ngày chưa tới.",
                    document=each.citation or each.surface,
                    dated=format_day(dated),
                ),
            )


def _far(dated: date | None, own: date) -> bool:
    return dated is not None and dated.year > own.year


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


_NUMBER_YEAR = re.compile(r"^\d+/((?:19|20)\d\d)/")


def _number_year(page: Page, document: Document) -> Iterator[Finding]:
    match = _NUMBER_YEAR.match((document.number or "").replace(" ", ""))
    dated = _date(document.date)
    if match is None or dated is None or dated.year == int(match[1]):
        return
    yield Finding(
        rule="document_year",
        severity="error",
        spans=[(document.start, document.end)],
        message=said(
            "Số %(number)s mang năm %(year)s, nhưng ngày ghi là %(dated)s.",
            number=document.number,
            year=match[1],
            dated=format_day(dated),
        ),
    )


def period_open(page: Page) -> Iterator[Finding]:
    """Note a report dated well before the end of the half-year, quarter or month it counts."""
    end = period_end(page.reading.period)
    if end is None:
        return
    limit = 45 if len(page.reading.period or "") == 4 else 10
    for document in page.reading.of(Document):
        dated = _date(document.date)
        if dated is None or document.type.lower() not in ("báo cáo", "bao cao"):
            continue
        if document.start > 400 or (limit > 10 and _of_less_than_a_year(page)):
            continue
        if not timedelta(limit) <= end - dated < timedelta(200):
            continue
        yield Finding(
            rule="period_open",
            severity="note",
            spans=[(document.start, document.end)],
            message=said(
                "Báo cáo đề ngày %(dated)s, trước khi kỳ số liệu kết thúc (%(end)s).",
                dated=format_day(dated),
                end=format_day(end),
            ),
        )


def _of_less_than_a_year(page: Page) -> bool:
    return _SHORTER.search(_DAY_OF_MONTH.sub("", page.lower[:500])) is not None


def period_end(period: str | None) -> date | None:
    """Return the last day of a period in its short form, None for stages and unknown forms.

    >>> period_end("2020-H1"), period_end("2024-02"), period_end("2023")
    (datetime.date(2020, 6, 30), datetime.date(2024, 2, 29), datetime.date(2023, 12, 31))
    """
    match = re.fullmatch(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)))?", period or "")
    if match is None:
        return None
    half, quarter, month = (int(each) if each else 0 for each in match.groups()[1:])
    last = half * 6 or quarter * 3 or month or 12
    if not 1 <= last <= 12:
        return None
    return date(int(match[1]), last, monthrange(int(match[1]), last)[1])
