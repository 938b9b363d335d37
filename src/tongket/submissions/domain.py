"""Pure rules of a return: its life, its cells, its content hash, the effect of an amendment.

Values are integers in thousandths of the unit of measure, as observations hold them; ``None`` is
*not applicable*; a measure that is absent was not reported.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tongket.access.domain import Action
from tongket.core.numbers import NumberError, format_number, parse_number
from tongket.core.text import fold
from tongket.core.words import marked, said

SCALE = 1000
LARGEST = 10**12
"""Upper end of a value a person may type: far above any count, far below the column's limit."""


class State(StrEnum):
    """Life of a return; the same codes as ``models.SubmissionState``."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CONSOLIDATED = "consolidated"
    SEALED = "sealed"


class Act(StrEnum):
    """What can be done to a return."""

    FILL = "fill"
    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    INCLUDE = "include"
    """The level above sends its own return up with this one in it."""
    CONFIRM = "confirm"
    """The root, which nobody accepts, confirms its own return."""
    SEAL = "seal"
    AMEND = "amend"


@dataclass(frozen=True)
class Transition:
    """From which states an act may start, where it leads (``None``: stays) and what it needs."""

    before: frozenset[State]
    after: State | None
    action: Action


_OPEN = frozenset({State.DRAFT, State.RETURNED})
_STANDING = frozenset({State.ACCEPTED, State.CONSOLIDATED, State.SEALED})

TRANSITIONS: Mapping[Act, Transition] = {
    Act.FILL: Transition(_OPEN, None, Action.FILL_RETURN),
    Act.SUBMIT: Transition(_OPEN, State.SUBMITTED, Action.SUBMIT_RETURN),
    Act.RETURN: Transition(frozenset({State.SUBMITTED}), State.RETURNED, Action.REVIEW_RETURN),
    Act.ACCEPT: Transition(frozenset({State.SUBMITTED}), State.ACCEPTED, Action.REVIEW_RETURN),
    Act.INCLUDE: Transition(frozenset({State.ACCEPTED}), State.CONSOLIDATED, Action.SUBMIT_RETURN),
    Act.CONFIRM: Transition(_OPEN, State.CONSOLIDATED, Action.SUBMIT_RETURN),
    Act.SEAL: Transition(
        frozenset({State.ACCEPTED, State.CONSOLIDATED}), State.SEALED, Action.SEAL_REVIEW
    ),
    Act.AMEND: Transition(_STANDING, None, Action.AMEND_RETURN),
}
"""The whole life of a return: what is not here cannot happen."""

_STANDS = {
    State.DRAFT: marked("Phiếu đang nhập, chưa gửi lên"),
    State.SUBMITTED: marked("Phiếu đã gửi lên và đang chờ duyệt"),
    State.RETURNED: marked("Phiếu đã bị trả lại để sửa"),
    State.ACCEPTED: marked("Phiếu đã được duyệt"),
    State.CONSOLIDATED: marked("Phiếu đã được tổng hợp lên cấp trên"),
    State.SEALED: marked("Phiếu đã được chốt"),
}
_WANTS = {
    Act.FILL: marked("nên không sửa số trực tiếp được"),
    Act.SUBMIT: marked("nên không gửi lên lần nữa được"),
    Act.RETURN: marked("nên không trả lại được"),
    Act.ACCEPT: marked("nên không duyệt được"),
    Act.INCLUDE: marked("nên chưa tổng hợp được"),
    Act.CONFIRM: marked("nên không xác nhận tổng hợp được"),
    Act.SEAL: marked("nên không chốt được"),
    Act.AMEND: marked("nên chưa cần đề nghị điều chỉnh: cứ sửa thẳng trên phiếu"),
}


class WrongState(Exception):  # noqa: N818 - a refusal, not a fault
    """The act does not fit the state; ``str()`` is the Vietnamese sentence a person reads."""


def refusal(act: Act, state: State) -> str:
    """Return why ``act`` does not fit ``state``, as one sentence; empty when it fits.

    >>> refusal(Act.SUBMIT, State.DRAFT)
    ''
    """
    if state in TRANSITIONS[act].before:
        return ""
    stands = said(_STANDS[state])
    if act is Act.ACCEPT and state in _STANDING:
        return said("%(state)s rồi, không cần duyệt lại.", state=stands)
    if act is Act.AMEND and state is State.SUBMITTED:
        return said("%(state)s; muốn sửa, hãy đề nghị cấp duyệt trả lại.", state=stands)
    advice = ""
    if state in _STANDING and act in {Act.FILL, Act.SUBMIT, Act.RETURN}:
        advice = " " + said("Muốn sửa, hãy lập đề nghị điều chỉnh.")
    elif state is State.SUBMITTED and act is Act.FILL:
        advice = " " + said("Muốn sửa, hãy đề nghị cấp duyệt trả lại.")
    return f"{stands}, {said(_WANTS[act])}.{advice}"


def next_state(act: Act, state: State) -> State:
    """Return the state after ``act``; raise ``WrongState`` with its sentence when it cannot be."""
    sentence = refusal(act, state)
    if sentence:
        raise WrongState(sentence)
    return TRANSITIONS[act].after or state


# --- cells -------------------------------------------------------------------------------------


class CellError(ValueError):
    """A cell that cannot be read; the message is one Vietnamese sentence."""


@dataclass(frozen=True)
class Cell:
    """What a cell says: ``value`` in thousandths, or not applicable when ``None``; and a note."""

    value: int | None
    note: str = ""

    def as_list(self) -> list[int | str | None]:
        """Return the form kept in a version: ``[value, note]``."""
        return [self.value, self.note]


Cells = Mapping[int, Cell]
"""Measure id -> cell."""

NOT_APPLICABLE = "–"
_NOT_APPLICABLE_WORDS = frozenset({"–", "—", "-", "khong ap dung", "kad"})


def read_cell(text: str, decimals: int = 0) -> Cell | None:
    """Read what a person typed; blank gives ``None`` (not reported).

    "–" or "không áp dụng" is *not applicable*. Raises ``CellError`` for what is no number, is
    negative, holds more decimals than the line allows or is out of all proportion.

    >>> read_cell("1.234"), read_cell(" "), read_cell("không áp dụng")
    (Cell(value=1234000, note=''), None, Cell(value=None, note=''))
    """
    if not text.strip():
        return None
    if fold(text) in _NOT_APPLICABLE_WORDS or text.strip() in _NOT_APPLICABLE_WORDS:
        return Cell(None)
    try:
        number = parse_number(text)
    except NumberError as fault:
        raise CellError(str(fault)) from None
    if number < 0:
        raise CellError(said("“%(text)s” là số âm. Nhập số từ 0 trở lên.", text=text.strip()))
    if number > LARGEST:
        raise CellError(
            said("“%(text)s” lớn quá mức có thể. Kiểm tra lại số chữ số.", text=text.strip())
        )
    scaled = number * 10**decimals
    if scaled != scaled.to_integral_value():
        shape = (
            marked("“%(text)s” có phần lẻ. Ở đây cần số nguyên, ví dụ 1.234.")
            if decimals == 0
            else marked("“%(text)s” có phần lẻ. Ở đây cần không quá %(decimals)s chữ số lẻ.")
        )
        raise CellError(said(shape, text=text.strip(), decimals=decimals))
    return Cell(int(number * SCALE))


def cell_text(value: int | None) -> str:
    """Write a cell's value as a person reads and types it."""
    if value is None:
        return NOT_APPLICABLE
    return format_number(Decimal(value) / SCALE)


def cells_from(stored: Mapping[str, Sequence[int | str | None]]) -> dict[int, Cell]:
    """Read the ``values`` of a stored version or amendment."""
    cells = {}
    for key, (value, note) in stored.items():
        cells[int(key)] = Cell(value if isinstance(value, int) else None, str(note or ""))
    return cells


def stored_from(cells: Cells) -> dict[str, list[int | str | None]]:
    """Write cells as a version or amendment keeps them, in the order of measure ids."""
    return {str(measure): cells[measure].as_list() for measure in sorted(cells)}


# --- versions ----------------------------------------------------------------------------------


def content_hash(
    *,
    round_code: str,
    unit_code: str,
    number: int,
    values: Mapping[str, Sequence[int | str | None]],
    totals: Mapping[str, int],
    missing: Sequence[int] = (),
    remark: str = "",
) -> str:
    """Return the SHA-256 of a version's content as canonical JSON (sorted keys, no blanks)."""
    content = {
        "missing": list(missing),
        "number": number,
        "remark": remark,
        "round": round_code,
        "totals": dict(totals),
        "unit": unit_code,
        "values": {key: list(cell) for key, cell in values.items()},
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class CellChange:
    """A cell that differs between two versions; ``None`` on a side: the cell is absent there."""

    measure_id: int
    before: Cell | None
    after: Cell | None


def changes_between(before: Cells, after: Cells) -> list[CellChange]:
    """Return the cells whose value differs, in the order of measure ids. Notes do not count."""
    return [
        CellChange(measure, before.get(measure), after.get(measure))
        for measure in sorted({*before, *after})
        if _value(before, measure) != _value(after, measure)
    ]


def _value(cells: Cells, measure: int) -> tuple[bool, int | None]:
    cell = cells.get(measure)
    return (cell is not None, cell.value if cell else None)


# --- amendments --------------------------------------------------------------------------------


@dataclass(frozen=True)
class EffectRow:
    """What an amendment does to one measure at one level: totals in thousandths."""

    measure_id: int
    unit_id: int
    before: int
    after: int


def effect_of(
    changes: Iterable[CellChange],
    chain: Sequence[int],
    totals: Mapping[tuple[int, int], int],
    additive: frozenset[int],
) -> list[EffectRow]:
    """Return the effect of ``changes`` on every level of ``chain`` (the unit first, then upwards).

    ``totals`` maps (unit, measure) to the total now, 0 where absent. Only measures in ``additive``
    move the levels above; every other one changes at the unit alone.
    """
    rows = []
    for change in changes:
        old = (change.before.value if change.before else None) or 0
        new = (change.after.value if change.after else None) or 0
        if change.measure_id not in additive:
            rows.append(EffectRow(change.measure_id, chain[0], old, new))
            continue
        for unit in chain:
            before = totals.get((unit, change.measure_id), 0)
            rows.append(EffectRow(change.measure_id, unit, before, before + new - old))
    return rows


# --- due days ----------------------------------------------------------------------------------


class DueError(ValueError):
    """Due days that do not say when a kind of unit must send; a Vietnamese sentence."""


def due_day(due: Mapping[str, str], kind: str) -> date:
    """Return the day by which a unit of ``kind`` must have sent; ``"*"`` is the fallback.

    >>> due_day({"cell": "2024-12-05", "*": "2024-12-20"}, "cell")
    datetime.date(2024, 12, 5)
    """
    text = due.get(kind) or due.get("*")
    if not text:
        raise DueError(
            said("Kỳ báo cáo chưa có hạn gửi cho loại đơn vị này. Thêm hạn chung cho mọi loại.")
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DueError(said("Hạn gửi “%(day)s” không có trong lịch.", day=text)) from None
