"""Suggesting outstanding results and limits: what the figures say, scored the same way each time.

A suggestion is a sentence with figure marks, a reason in words and a score; a person chooses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongket.core.numbers import format_number, format_percent
from tongket.core.rounding import Rounding, percent
from tongket.core.text import capitalise_first
from tongket.yearend.domain.marks import marks_in

MOST_HIGHLIGHTS = 10
"""A review tells ten outstanding results at most."""

_TENTH = Rounding(digits=1)
_HUNDRED = Decimal(100)
_PREPARED, _TARGET, _FIRST, _RISE, _SHARE = 3000, 2000, 1500, 1000, 500


@dataclass(frozen=True)
class Result:
    """One measure of the year with what it is compared with; None where nobody knows.

    ``measure`` is as in a mark, ``target_measure`` the one that holds the target (may be empty).
    ``share_name`` and ``share_value`` tell the child that contributed most.
    """

    measure: str
    name: str
    unit: str
    value: Decimal | None
    target_measure: str = ""
    target: Decimal | None = None
    last: Decimal | None = None
    last_as_now: bool = False
    """Whether last year's value is told in this year's structure."""
    share_unit: str = ""
    share_name: str = ""
    share_value: Decimal | None = None


@dataclass(frozen=True)
class Suggestion:
    """A suggested sentence. ``key`` stays the same over runs, so that a choice is kept."""

    key: str
    text: str
    reason: str
    score: int


def suggest(results: Iterable[Result]) -> list[Suggestion]:
    """Return suggestions for outstanding results, the strongest first; ties by key."""
    found = [
        suggestion
        for result in results
        for rule in (_against_target, _against_last, _largest_share)
        if (suggestion := rule(result)) is not None
    ]
    return ordered(found)


def ordered(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Return suggestions by falling score, then by key, so that each run gives the same."""
    return sorted(suggestions, key=lambda one: (-one.score, one.key))


def first_choice(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return what is told until a person chooses: the strongest, each measure once, ten at most.

    Contributions of single units are left to a person: they are worth telling only sometimes.
    """
    told: list[Suggestion] = []
    measures: set[str] = set()
    for one in suggestions:
        subject = one.key.partition(":")[0]
        if one.key.endswith(":share") or subject in measures:
            continue
        told.append(one)
        measures |= {str(measure) for mark in marks_in(one.text) for measure in mark.measures}
    return tuple(told[:MOST_HIGHLIGHTS])


def prepared(key: str, text: str, weight: int, results: Sequence[Result]) -> Suggestion:
    """Return a suggestion in an outline's prepared words, with the reasons its figures give."""
    reasons = [reason for result in results if (reason := _reason(result))]
    reason = "; ".join(reasons) or "Kết quả trọng tâm theo đề cương, đã có số liệu"
    return Suggestion(key, text, _sentence(reason), _PREPARED + weight)


def suggest_limits(
    results: Iterable[Result], missing: int, expected: int, remedied: Decimal | None
) -> list[Suggestion]:
    """Return suggestions for limits: missed targets, units that did not report, what is not yet
    remedied (``remedied`` in percent).
    """
    found = [limit for result in results if (limit := _missed(result)) is not None]
    if missing:
        found.append(
            Suggestion(
                "units:late",
                f"Còn {format_number(missing)}/{format_number(expected)} đơn vị chưa gửi báo cáo đúng "
                "hạn, ảnh hưởng đến tiến độ tổng hợp chung.",
                f"{format_number(expected - missing)}/{format_number(expected)} đơn vị đã báo cáo",
                1000 + missing,
            )
        )
    if remedied is not None and remedied < _HUNDRED:
        found.append(
            Suggestion(
                "shortcomings:rest",
                "Việc khắc phục hạn chế, khuyết điểm sau kiểm tra, giám sát mới đạt "
                "{{shortcomings_remedied_rate}}, chưa dứt điểm.",
                f"Tỷ lệ khắc phục {format_percent(remedied)}, còn dưới 100\u00a0%",
                500,
            )
        )
    return ordered(found)


def _against_target(result: Result) -> Suggestion | None:
    if result.value is None or not result.target or result.value < result.target:
        return None
    done = percent(result.value, result.target, _TENTH)
    text = (
        f"{capitalise_first(result.name)}: {{{{{result.measure}}}}} trên chỉ tiêu "
        f"{{{{{result.target_measure}}}}}"
    )
    tail = ", hoàn thành chỉ tiêu." if result.value == result.target else ", vượt chỉ tiêu đề ra."
    score = _TARGET + min(int((done or _HUNDRED) - _HUNDRED), 400)
    return Suggestion(f"{result.measure}:target", text + tail, _sentence(_reason(result)), score)


def _against_last(result: Result) -> Suggestion | None:
    if result.value is None or result.last is None or result.value <= result.last:
        return None
    name, mark = capitalise_first(result.name), f"{{{{{result.measure}}}}}"
    how = " (tính theo cơ cấu tổ chức nay)" if result.last_as_now else ""
    if result.last == 0:
        reason = f"Năm trước chưa có, năm nay {format_number(result.value)}"
        return Suggestion(
            f"{result.measure}:first", f"Lần đầu có {result.name}: {mark}.", reason, _FIRST
        )
    rise = percent(result.value - result.last, result.last, _TENTH) or Decimal(0)
    reason = (
        f"{format_number(result.value)} so với {format_number(result.last)} năm trước, "
        f"tăng {format_percent(rise)}"
    )
    text = f"{name}: {mark}, {{{{{result.measure}|change}}}} so với năm trước{how}."
    return Suggestion(f"{result.measure}:rise", text, reason, _RISE + min(int(rise), 400))


def _largest_share(result: Result) -> Suggestion | None:
    if not result.value or not result.share_value or result.unit == "%":
        return None
    share = percent(result.share_value, result.value, _TENTH) or Decimal(0)
    if share >= _HUNDRED:
        return None
    reason = (
        f"{result.share_name} đóng góp {format_number(result.share_value)} trong "
        f"{format_number(result.value)}, {format_percent(share)}"
    )
    text = (
        f"{capitalise_first(result.name)} nhiều nhất thuộc về {result.share_name}: "
        f"{{{{{result.measure}|unit={result.share_unit}}}}} trong tổng số {{{{{result.measure}}}}}."
    )
    return Suggestion(f"{result.measure}:share", text, reason, _SHARE + min(int(share), 99))


def _reason(result: Result) -> str:
    if result.value is None or not result.target:
        return ""
    done = percent(result.value, result.target, _TENTH) or Decimal(0)
    start = f"{format_number(result.value)} trên {format_number(result.target)}"
    if result.value == result.target:
        return f"{start}, đạt 100\u00a0%"
    if result.value > result.target:
        return f"{start}, vượt {format_percent(done - _HUNDRED)}"
    return f"{start}, mới đạt {format_percent(done)}"


def _missed(result: Result) -> Suggestion | None:
    if result.value is None or not result.target or result.value >= result.target:
        return None
    text = (
        f"{capitalise_first(result.name)} chưa đạt chỉ tiêu: {{{{{result.measure}}}}} trên "
        f"{{{{{result.target_measure}}}}}."
    )
    short = percent(result.target - result.value, result.target, _TENTH) or Decimal(0)
    return Suggestion(
        f"{result.measure}:missed", text, _sentence(_reason(result)), 2000 + int(short)
    )


def _sentence(text: str) -> str:
    return capitalise_first(text)
