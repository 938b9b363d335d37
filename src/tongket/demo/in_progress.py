"""The year under way: accepted, waiting, returned, half filled and untouched returns of 2025."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tongket.demo.people import acting, secretary
from tongket.demo.rounds import bring_in, open_round_of, scaled
from tongket.demo.standings import CELL, TODAY, WARD, Standing, standings
from tongket.demo.tree import moment
from tongket.demo.values import YearValues
from tongket.demo.years import LAST_YEAR
from tongket.indicators.domain import SCALE
from tongket.indicators.models import Measure
from tongket.submissions.domain import Cell
from tongket.submissions.models import Round, Submission
from tongket.submissions.services import (
    Typed,
    propose_amendment,
    return_for_correction,
    save_cells,
    submit,
)

_SENT, _SENT_LATE, _RETURNED = date(2025, 12, 6), date(2025, 12, 10), date(2025, 12, 11)
_REASONS = (
    ("members_admitted.women", "Số kết nạp nữ chưa khớp danh sách kèm theo, đề nghị rà lại."),
    ("members_decreases", "Chưa trừ đồng chí đã chuyển sinh hoạt đảng trong tháng 11."),
    ("members_excellent", "Cao hơn số trong biên bản họp xét, đề nghị kiểm tra."),
)


@dataclass(frozen=True, slots=True)
class Progress2025:
    """How many returns of the year under way stand where."""

    accepted: int
    waiting: int
    returned: int
    half: int
    untouched: int


def write_year_under_way(values: YearValues, root: str) -> Progress2025:
    """Open the round of 2025 and bring every unit to where it stands on the demo's day."""
    round_ = open_round_of(LAST_YEAR, root)
    by_unit = values.by_unit()
    where = standings(values.cast)
    groups: dict[Standing, list[str]] = {standing: [] for standing in Standing}
    for one in values.cast.reporters:
        groups[where[one.code]].append(one.code)
    accepted = {code: by_unit[code] for code in groups[Standing.ACCEPTED]}
    bring_in(round_, accepted, _SENT)
    returns = _returns(
        round_, [*groups[Standing.WAITING], *groups[Standing.RETURNED], *groups[Standing.HALF]]
    )
    cells = scaled(round_, by_unit)
    places = {one.code: place for place, one in enumerate(values.cast.reporters)}
    for code in groups[Standing.WAITING] + groups[Standing.RETURNED]:
        _send(returns[code], cells, places[code])
    for number, code in enumerate(groups[Standing.RETURNED]):
        _return(returns[code], number)
    for code in groups[Standing.HALF]:
        _fill_half(returns[code], cells, places[code])
    return Progress2025(*(len(groups[standing]) for standing in Standing))


def _returns(round_: Round, codes: Iterable[str]) -> dict[str, Submission]:
    rows = Submission.objects.whole().filter(round=round_, unit__code__in=list(codes))
    return {row.unit.code: row for row in rows}


def _typed(cells: Mapping[int, int | None]) -> dict[int, Typed]:
    return {
        measure: Typed("" if value is None else str(value // SCALE))
        for measure, value in cells.items()
    }


def _send(
    submission: Submission, cells: Mapping[int, Mapping[int, int | None]], place: int
) -> None:
    actor = acting(secretary(place))
    typed = _typed(cells[submission.unit_id])
    save_cells(actor=actor, now=moment(_SENT_LATE, 8), submission=submission, typed=typed)
    submit(actor=actor, now=moment(_SENT_LATE, 15), submission=submission)


def _return(submission: Submission, number: int) -> None:
    key, reason = _REASONS[number % len(_REASONS)]
    measures = _measures()
    submission.refresh_from_db()
    return_for_correction(
        actor=acting("Văn phòng cấp ủy"),
        now=moment(_RETURNED),
        submission=submission,
        reasons={measures[key]: reason},
        whole="Đề nghị sửa và gửi lại trong ngày 15/12/2025." if number % 2 else "",
    )


def _fill_half(
    submission: Submission, cells: Mapping[int, Mapping[int, int | None]], place: int
) -> None:
    given = list(cells[submission.unit_id].items())
    typed = _typed(dict(given[: max(1, len(given) // 2)]))
    save_cells(
        actor=acting(secretary(place)), now=moment(TODAY, 8), submission=submission, typed=typed
    )


def propose_correction(round_: Round) -> None:
    """Leave one proposal to correct an accepted return of the ward waiting for its answer."""
    submission = (
        Submission.objects.whole()
        .filter(round=round_, approver__code=WARD, state="accepted", leaf=True)
        .exclude(unit__code=CELL)
        .order_by("unit__code")
        .first()
    )
    if submission is None or submission.accepted is None:
        return
    measure = _measures()["members_commended_five_years"]
    standing = submission.accepted.values.get(str(measure), [0, ""])[0] or 0
    propose_amendment(
        actor=acting(secretary(7)),
        now=moment(_RETURNED, 14),
        submission=submission,
        cells={measure: Cell(standing + SCALE)},
        reason="Bổ sung một đồng chí vừa có quyết định khen thưởng.",
    )


def _measures() -> dict[str, int]:
    rows = Measure.objects.values_list("indicator__code", "cell", "id")
    return {f"{code}.{cell}" if cell else code: pk for code, cell, pk in rows}
