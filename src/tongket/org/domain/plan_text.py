"""A plan as people write it: one step a line, units by their codes.

::

    thành lập: p-moi | Đảng ủy phường Mới | ward_committee | q1
    sáp nhập: p1, p2 → p-moi
    nhập vào: p3 → p4
    chia tách: p5 → p4 60 %, p-moi 40 %
    đổi tên: p4 → Đảng ủy phường Bốn
    chuyển: cb7 → p4
    đổi loại: cb8 → grassroots_cell
    giải thể: q1 → tp
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from tongket.core.text import fold
from tongket.org.domain.plan import (
    Absorb,
    ChangeKind,
    Create,
    Dissolve,
    Merge,
    Move,
    Part,
    Plan,
    PlanFault,
    Rename,
    Split,
    Step,
)
from tongket.org.domain.shares import WHOLE, equal_shares

_ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
_PART = re.compile(r"(\S+)(?:\s+([0-9]+(?:[.,][0-9]+)?)\s*%)?")
_PER_PERCENT = WHOLE // 100


def plan_from_text(text: str, tree: str) -> Plan:
    """Read a plan; new units belong to ``tree``. ``PlanFault`` names the line that is not clear."""
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        word, colon, rest = line.partition(":")
        reader = _READERS.get(fold(word))
        if reader is None or not colon:
            raise PlanFault(
                f"Dòng {number}: bắt đầu bằng một trong các từ: "
                "thành lập, sáp nhập, nhập vào, chia tách, đổi tên, chuyển, đổi loại, giải thể; "
                "sau đó là dấu hai chấm."
            )
        try:
            steps.append(reader(rest.strip(), tree))
        except PlanFault as fault:
            raise PlanFault(f"Dòng {number}: {fault}") from None
    return tuple(steps)


def plan_to_text(plan: Plan) -> str:
    """Write a plan as ``plan_from_text`` reads it, one step a line."""
    return "\n".join(_written(step) for step in plan)


def _written(step: Step) -> str:  # noqa: C901 - one short case per kind of step
    match step:
        case Create():
            cells = (step.code, step.name, step.kind, step.parent or "", step.short_name)
            extra = (step.form, step.official_code)
            return "thành lập: " + " | ".join((*cells, *extra)).rstrip(" |")
        case Merge():
            return f"sáp nhập: {', '.join(step.sources)} → {step.into}"
        case Absorb():
            return f"nhập vào: {', '.join(step.sources)} → {step.into}"
        case Split():
            return f"chia tách: {step.source} → {', '.join(_written_part(p) for p in step.parts)}"
        case Rename():
            short = f" | {step.short_name}" if step.short_name else ""
            return f"đổi tên: {step.unit} → {step.name}{short}"
        case Move():
            return f"chuyển: {step.unit} → {step.parent or ''}".rstrip()
        case ChangeKind():
            return f"đổi loại: {step.unit} → {step.kind}" + (f" | {step.form}" if step.form else "")
        case Dissolve():
            heir = f" → {step.children_to}" if step.children_to else ""
            return f"giải thể: {step.unit}{heir}" + (" (kế thừa)" if step.inherits else "")


def _written_part(part: Part) -> str:
    share = Decimal(part.share) / _PER_PERCENT
    return f"{part.into} {format(share.normalize(), 'f').replace('.', ',')} %"


def _cells(text: str, least: int, most: int) -> list[str]:
    cells = [cell.strip() for cell in text.split("|")]
    if not least <= len(cells) <= most or not all(cells[:least]):
        raise PlanFault("thiếu hoặc thừa mục giữa các dấu gạch đứng “|”.")
    return cells + [""] * (most - len(cells))


def _sides(text: str) -> tuple[str, str]:
    sides = _ARROW.split(text)
    if len(sides) != 2 or not all(sides):
        raise PlanFault("cần một mũi tên “→” (hoặc “->”) giữa hai vế.")
    return sides[0].strip(), sides[1].strip()


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in text.split(",") if code.strip())
    if not codes:
        raise PlanFault("chưa nêu đơn vị nào.")
    return codes


def _create(rest: str, tree: str) -> Create:
    code, name, kind, parent, short_name, form, official_code = _cells(rest, 3, 7)
    return Create(code, name, kind, tree, parent or None, form, short_name, official_code)


def _merge(rest: str, _tree: str) -> Merge:
    left, right = _sides(rest)
    return Merge(_codes(left), right)


def _absorb(rest: str, _tree: str) -> Absorb:
    left, right = _sides(rest)
    return Absorb(_codes(left), right)


def _split(rest: str, _tree: str) -> Split:
    """Parts without a percentage are equal parts, and say so."""
    source, right = _sides(rest)
    found = [_PART.fullmatch(one.strip()) for one in re.split(r",(?![0-9])", right)]
    if not all(found):
        raise PlanFault("viết từng phần như “mã 60 %”, cách nhau bằng dấu phẩy.")
    given = [(match[1], match[2]) for match in found if match is not None]
    if all(percent is None for _, percent in given):
        shares = equal_shares(len(given))
        pairs = zip(given, shares, strict=True)
        return Split(source, tuple(Part(into, share, "equal") for (into, _), share in pairs))
    return Split(source, tuple(Part(into, _share(percent)) for into, percent in given))


def _share(percent: str | None) -> int:
    try:
        share = Decimal((percent or "").replace(",", ".")) * _PER_PERCENT
    except InvalidOperation:
        raise PlanFault("có phần ghi tỷ lệ, có phần không; hãy ghi đủ hoặc bỏ hết.") from None
    if share != int(share):
        raise PlanFault("tỷ lệ có nhiều nhất 4 chữ số thập phân.")
    return int(share)


def _rename(rest: str, _tree: str) -> Rename:
    unit, right = _sides(rest)
    name, short_name = _cells(right, 1, 2)
    return Rename(unit, name, short_name)


def _move(rest: str, _tree: str) -> Move:
    unit, parent = _sides(rest)
    return Move(unit, parent)


def _change_kind(rest: str, _tree: str) -> ChangeKind:
    unit, right = _sides(rest)
    kind, form = _cells(right, 1, 2)
    return ChangeKind(unit, kind, form)


def _dissolve(rest: str, _tree: str) -> Dissolve:
    inherits = rest.endswith("(kế thừa)")
    sides = _ARROW.split(rest.removesuffix("(kế thừa)").strip())
    if len(sides) > 2 or not all(sides):
        raise PlanFault("viết “giải thể: mã” hoặc “giải thể: mã → nơi nhận các đơn vị trực thuộc”.")
    return Dissolve(sides[0], sides[1] if len(sides) == 2 else None, inherits)


_READERS: Mapping[str, Callable[[str, str], Step]] = {
    "thanh lap": _create,
    "sap nhap": _merge,
    "nhap vao": _absorb,
    "chia tach": _split,
    "doi ten": _rename,
    "chuyen": _move,
    "doi loai": _change_kind,
    "giai the": _dissolve,
}
