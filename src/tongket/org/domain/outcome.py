"""What a plan does to the tree of its day: pure, so that it can be shown before it is done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tongket.core.dates import format_day
from tongket.org.domain.plan import (
    LABELS,
    Absorb,
    ChangeKind,
    Create,
    Dissolve,
    Merge,
    Move,
    Plan,
    PlanFault,
    Rename,
    Split,
)
from tongket.org.domain.shares import WHOLE
from tongket.org.domain.words import fault_of_words

BASES = frozenset({"whole", "stated", "population", "members", "equal"})


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit as it stands on a day; ``parent`` is a code, None for a root."""

    code: str
    name: str
    kind: str
    tree: str
    parent: str | None
    form: str = ""
    short_name: str = ""
    official_code: str = ""


@dataclass(frozen=True)
class Situation:
    """What a plan starts from on ``day``: units by code, and every code ever used.

    ``units`` must hold all units the plan names, everything above them, and the children of those
    that end. ``kinds`` and ``trees`` are the codes allowed; empty allows all.
    """

    day: date
    units: Mapping[str, UnitState]
    taken: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    trees: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SuccessionDraft:
    """``share`` of ``predecessor`` goes to ``successor``; ``kind`` is of ``Succession.Kind``."""

    predecessor: str
    successor: str
    kind: str
    share: int
    basis: str


@dataclass(frozen=True)
class Outcome:
    """The difference that a plan makes; every pair is (before, after)."""

    created: tuple[UnitState, ...] = ()
    closed: tuple[UnitState, ...] = ()
    changed: tuple[tuple[UnitState, UnitState], ...] = ()
    """Name or kind differs."""
    moved: tuple[tuple[UnitState, UnitState], ...] = ()
    """Parent differs; a moved child of a closed unit is here too."""
    successions: tuple[SuccessionDraft, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """Codes of all units that existed before and are not as they were."""
        return frozenset(
            [unit.code for unit in self.closed]
            + [before.code for before, _ in self.changed]
            + [before.code for before, _ in self.moved]
        )


class PlanRefused(ValueError):  # noqa: N818 - said to a person
    """A plan that cannot be done; ``messages`` are Vietnamese sentences, each naming its step."""

    def __init__(self, messages: list[str]) -> None:
        """Keep all sentences; the text of the exception is all of them."""
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass
class _Work:
    """The tree while the steps are being done."""

    start: Situation
    units: dict[str, UnitState]
    created: set[str] = field(default_factory=set)
    consumed: dict[str, str] = field(default_factory=dict)
    """Unit used up by a step -> what the step is called."""
    heirs: dict[str, str | None] = field(default_factory=dict)
    """Unit that ends -> where its children go, None when nobody has said."""
    successions: list[SuccessionDraft] = field(default_factory=list)
    receivers: dict[str, str] = field(default_factory=dict)
    """Unit that goes on and received something -> kind of succession."""

    def need(self, code: str) -> UnitState:
        """Return a unit that stands now."""
        if code in self.units:
            return self.units[code]
        if code in self.consumed:
            raise PlanFault(f"“{code}” đã kết thúc ở bước {self.consumed[code]}.")
        raise PlanFault(f"không có đơn vị “{code}” vào ngày {format_day(self.start.day)}.")

    def consume(self, code: str, step: str) -> UnitState:
        """Take a unit that stood before the plan, once."""
        unit = self.need(code)
        if code in self.created:
            raise PlanFault(f"“{code}” vừa được thành lập trong chính phương án này.")
        if code in self.consumed:
            raise PlanFault(f"“{code}” đã được xử lý ở bước {self.consumed[code]}.")
        if code in self.receivers:
            raise PlanFault(f"“{code}” vừa tiếp nhận đơn vị khác trong chính phương án này.")
        self.consumed[code] = step
        return unit

    def end(self, code: str, heir: str | None) -> None:
        """End a unit; its children go to ``heir``."""
        del self.units[code]
        self.heirs[code] = heir

    def receive(self, code: str, kind: str) -> None:
        """Note that a unit that goes on received something."""
        if code not in self.created:
            self.receivers.setdefault(code, kind)


def outcome_of(plan: Plan, situation: Situation) -> Outcome:
    """Return what the plan does; raises ``PlanRefused`` with every fault found."""
    work = _Work(situation, dict(situation.units))
    faults: list[str] = []
    if not plan:
        faults.append("Phương án chưa có bước nào.")
    for number, step in enumerate(plan, start=1):
        place = f"{number} ({LABELS[type(step)]})"
        try:
            _DOERS[type(step)](work, step, place)
        except PlanFault as fault:
            faults.append(f"Bước {place}: {fault}")
    if not faults:
        _settle_receivers(work)
        faults = _settle_children(work) + _cycles(work)
    if faults:
        raise PlanRefused(faults)
    return _difference(work)


def _create(work: _Work, step: Create, _place: str) -> None:
    if step.code in work.start.taken or step.code in work.start.units or step.code in work.created:
        raise PlanFault(f"mã “{step.code}” đã dùng; mã không bao giờ được dùng lại.")
    _check_spelling(
        code=step.code,
        name=step.name,
        short_name=step.short_name,
        form=step.form,
        official_code=step.official_code,
    )
    _check_word(step.kind, work.start.kinds, "loại đơn vị")
    _check_word(step.tree, work.start.trees, "hệ thống")
    if step.parent is not None:
        _same_tree(step.tree, work.need(step.parent))
    work.units[step.code] = UnitState(
        step.code,
        step.name.strip(),
        step.kind,
        step.tree,
        step.parent,
        step.form,
        step.short_name,
        step.official_code,
    )
    work.created.add(step.code)


def _check_spelling(**words: str) -> None:
    if fault := fault_of_words(**words):
        raise PlanFault(fault)


def _check_word(word: str, allowed: frozenset[str], label: str) -> None:
    if allowed and word not in allowed:
        raise PlanFault(f"không có {label} “{word}”.")


def _same_tree(tree: str, other: UnitState) -> None:
    if other.tree != tree:
        raise PlanFault(f"“{other.code}” thuộc hệ thống khác.")


def _merge(work: _Work, step: Merge, place: str) -> None:
    target = work.need(step.into)
    if step.into not in work.created:
        raise PlanFault(f"“{step.into}” đã có từ trước; hãy dùng bước “{LABELS[Absorb]}”.")
    _pour(work, step.sources, target, "merge", place)


def _absorb(work: _Work, step: Absorb, place: str) -> None:
    target = work.need(step.into)
    if step.into in work.created:
        raise PlanFault(f"“{step.into}” là đơn vị mới; hãy dùng bước “{LABELS[Merge]}”.")
    _pour(work, step.sources, target, "absorb", place)


def _pour(work: _Work, sources: Iterable[str], target: UnitState, kind: str, place: str) -> None:
    for code in sources:
        if code == target.code:
            raise PlanFault(f"“{code}” không thể nhập vào chính nó.")
        _same_tree(target.tree, work.consume(code, place))
        work.end(code, target.code)
        work.successions.append(SuccessionDraft(code, target.code, kind, WHOLE, "whole"))
    work.receive(target.code, kind)


def _split(work: _Work, step: Split, place: str) -> None:
    source = work.need(step.source)
    if len(step.parts) != len({part.into for part in step.parts}) or len(step.parts) < 2:
        raise PlanFault("phải chia cho ít nhất hai đơn vị, mỗi đơn vị một phần.")
    if any(part.share <= 0 for part in step.parts):
        raise PlanFault("mỗi phần phải lớn hơn 0.")
    total = sum(part.share for part in step.parts)
    if total != WHOLE:
        raise PlanFault(_sum_text(step.source, total))
    for part in step.parts:
        _same_tree(source.tree, work.need(part.into))
        _check_word(part.basis, BASES, "căn cứ chia")
    work.consume(step.source, place)
    for part in step.parts:
        draft = SuccessionDraft(step.source, part.into, "split", part.share, part.basis)
        work.successions.append(draft)
        if part.into != step.source:
            work.receive(part.into, "split")
    if all(part.into != step.source for part in step.parts):
        work.end(step.source, None)


def _rename(work: _Work, step: Rename, _place: str) -> None:
    unit = work.need(step.unit)
    _check_spelling(name=step.name, short_name=step.short_name)
    work.units[step.unit] = replace(unit, name=step.name.strip(), short_name=step.short_name)


def _move(work: _Work, step: Move, _place: str) -> None:
    unit = work.need(step.unit)
    if step.parent is not None:
        _same_tree(unit.tree, work.need(step.parent))
    work.units[step.unit] = replace(unit, parent=step.parent)


def _change_kind(work: _Work, step: ChangeKind, _place: str) -> None:
    unit = work.need(step.unit)
    _check_word(step.kind, work.start.kinds, "loại đơn vị")
    _check_spelling(form=step.form)
    work.units[step.unit] = replace(unit, kind=step.kind, form=step.form or unit.form)


def _dissolve(work: _Work, step: Dissolve, place: str) -> None:
    unit = work.need(step.unit)
    if step.inherits and step.children_to is None:
        raise PlanFault("phải nêu đơn vị tiếp nhận.")
    if step.children_to is not None:
        if step.children_to == step.unit:
            raise PlanFault("đơn vị giải thể không thể tự tiếp nhận đơn vị trực thuộc.")
        _same_tree(unit.tree, work.need(step.children_to))
    work.consume(step.unit, place)
    work.end(step.unit, step.children_to)
    if step.inherits and step.children_to is not None:
        draft = SuccessionDraft(step.unit, step.children_to, "dissolve", WHOLE, "whole")
        work.successions.append(draft)
        work.receive(step.children_to, "dissolve")


_DOERS: Mapping[type[Any], Callable[[_Work, Any, str], None]] = {
    Create: _create,
    Merge: _merge,
    Absorb: _absorb,
    Split: _split,
    Rename: _rename,
    Move: _move,
    ChangeKind: _change_kind,
    Dissolve: _dissolve,
}


def _settle_receivers(work: _Work) -> None:
    """A unit that goes on and received something is its own predecessor too, as a whole."""
    divided = {draft.predecessor for draft in work.successions}
    for code, kind in work.receivers.items():
        if code in work.units and code not in divided:
            work.successions.append(SuccessionDraft(code, code, kind, WHOLE, "whole"))


def _settle_children(work: _Work) -> list[str]:
    """Give the children of ended units their new parent; say who has nowhere to go."""
    faults = []
    for code, unit in list(work.units.items()):
        above, passed = unit.parent, set()
        while above is not None and above in work.heirs and above not in passed:
            passed.add(above)
            above = work.heirs[above]
        if above is not None and above in work.heirs:
            above = None
        if above is None and passed:
            faults.append(
                f"Bước {work.consumed.get(unit.parent or '', '?')}: “{code}” thuộc “{unit.parent}” "
                "đã kết thúc mà chưa có nơi chuyển đến."
            )
        elif above == code:
            faults.append(f"“{code}” không thể nằm dưới chính nó.")
        elif passed:
            work.units[code] = replace(unit, parent=above)
    return faults


def _cycles(work: _Work) -> list[str]:
    safe: set[str] = set()
    for code in work.units:
        path: list[str] = []
        current: str | None = code
        while current is not None and current not in safe and current in work.units:
            if current in path:
                return [f"“{current}” sẽ nằm dưới chính nó; hãy xem lại các bước chuyển cấp trên."]
            path.append(current)
            current = work.units[current].parent
        safe.update(path)
    return []


def _sum_text(source: str, total: int) -> str:
    written = f"{total:,}".replace(",", ".")
    return f"các phần của “{source}” cộng lại là {written} phần triệu, khác 1.000.000."


def _difference(work: _Work) -> Outcome:
    before = work.start.units
    kept = [(before[code], work.units[code]) for code in before if code in work.units]
    return Outcome(
        created=tuple(work.units[code] for code in work.units if code in work.created),
        closed=tuple(unit for code, unit in before.items() if code not in work.units),
        changed=tuple(pair for pair in kept if _face(pair[0]) != _face(pair[1])),
        moved=tuple(pair for pair in kept if pair[0].parent != pair[1].parent),
        successions=tuple(work.successions),
    )


def _face(unit: UnitState) -> tuple[str, str, str, str]:
    return unit.name, unit.short_name, unit.kind, unit.form
