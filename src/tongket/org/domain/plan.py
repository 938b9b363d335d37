"""A plan of reorganisation: steps as values, and their JSON form."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


class PlanFault(ValueError):  # noqa: N818 - said to a person
    """A step that cannot be read or done; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Create:
    """A new unit. ``parent`` is a code of the same tree, None for a root."""

    code: str
    name: str
    kind: str
    tree: str
    parent: str | None = None
    form: str = ""
    short_name: str = ""
    official_code: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """All ``sources`` end and together become the unit ``into``, created by this plan."""

    sources: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Absorb:
    """All ``sources`` end and go into the unit ``into``, which goes on."""

    sources: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Part:
    """``share`` (parts per million) of a divided unit goes to ``into``."""

    into: str
    share: int
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Split:
    """``source`` is divided; it goes on only when it is among its own parts.

    The shares add up to a whole. ``basis`` says what they rest on: ``stated``, ``population``,
    ``members`` or ``equal`` (assumed).
    """

    source: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """The unit has another name; an empty ``short_name`` takes the old one away."""

    unit: str
    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The unit, with all below it, stands below ``parent``; None makes it a root."""

    unit: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """The unit is of another kind."""

    unit: str
    kind: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Dissolve:
    """The unit ends; its children go to ``children_to`` (None: it must have none left).

    ``inherits``: what was the unit's own passes to ``children_to`` too, as a whole.
    """

    unit: str
    children_to: str | None = None
    inherits: bool = False


Step = Create | Merge | Absorb | Split | Rename | Move | ChangeKind | Dissolve
Plan = tuple[Step, ...]

STEPS: Mapping[str, type[Any]] = {
    "create": Create,
    "merge": Merge,
    "absorb": Absorb,
    "split": Split,
    "rename": Rename,
    "move": Move,
    "change_kind": ChangeKind,
    "dissolve": Dissolve,
}
"""Name in JSON -> the step."""

LABELS: Mapping[type[Any], str] = {
    Create: "Thành lập",
    Merge: "Sáp nhập",
    Absorb: "Nhập vào",
    Split: "Chia tách",
    Rename: "Đổi tên",
    Move: "Chuyển cấp trên",
    ChangeKind: "Đổi loại",
    Dissolve: "Giải thể",
}
"""What a person calls each step."""

_NAMES = {step: name for name, step in STEPS.items()}


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values: ``{"steps": [{"step": "create", …}]}``."""
    return {"steps": [{"step": _NAMES[type(step)], **_plain(asdict(step))} for step in plan]}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in values.items()
    }


def plan_from_json(content: Any) -> Plan:
    """Read what ``plan_to_json`` wrote; ``PlanFault`` names the step that cannot be read."""
    steps = content.get("steps") if isinstance(content, dict) else None
    if not isinstance(steps, list):
        raise PlanFault("Phương án phải có danh sách các bước “steps”.")
    return tuple(_step(number, entry) for number, entry in enumerate(steps, start=1))


def _step(number: int, entry: Any) -> Step:
    kind = STEPS.get(entry.get("step", "")) if isinstance(entry, dict) else None
    if kind is None:
        raise PlanFault(f"Bước {number}: không rõ loại bước. Có: {', '.join(STEPS)}.")
    given = {key: value for key, value in entry.items() if key != "step"}
    unknown = set(given) - {field.name for field in fields(kind)}
    if unknown:
        raise PlanFault(f"Bước {number} ({LABELS[kind]}): thừa mục “{min(unknown)}”.")
    try:
        step: Step = kind(**_values(kind, given))
    except (TypeError, ValueError, KeyError, AttributeError):
        raise PlanFault(f"Bước {number} ({LABELS[kind]}): thiếu mục hoặc sai dạng.") from None
    return step


def _values(kind: type[Any], given: dict[str, Any]) -> dict[str, Any]:
    values = dict(given)
    if "sources" in values:
        values["sources"] = tuple(_text(one) for one in _list(values["sources"]))
    if "parts" in values:
        values["parts"] = tuple(_part(one) for one in _list(values["parts"]))
    for name, value in values.items():
        if name not in {"sources", "parts", "inherits", "parent", "children_to"}:
            _text(value)
        if name in {"parent", "children_to"} and value is not None:
            _text(value)
        if name == "inherits" and not isinstance(value, bool):
            raise TypeError(name)
    if kind in (Merge, Absorb) and not values["sources"]:
        raise ValueError("sources")
    return values


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _part(value: Any) -> Part:
    if not isinstance(value["share"], int) or isinstance(value["share"], bool):
        raise TypeError("share")
    return Part(_text(value["into"]), value["share"], _text(value.get("basis", "stated")))
