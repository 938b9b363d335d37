"""Random trees and plans for the property tests of the room."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tongket.org.domain import (
    WHOLE,
    Absorb,
    ChangeKind,
    Create,
    Dissolve,
    Merge,
    Move,
    Part,
    Plan,
    Rename,
    Split,
    Step,
    UnitState,
)

DAY = date(2025, 7, 1)


@st.composite
def situations(draw: Any, most: int = 12) -> dict[str, UnitState]:
    """A tree with one root "r": each unit stands below one that was drawn before it."""
    count = draw(st.integers(min_value=2, max_value=most))
    codes = ["r"]
    units = {"r": UnitState("r", "Gốc", "city_committee", "party", None)}
    for number in range(count):
        code = f"u{number}"
        parent = draw(st.sampled_from(codes))
        units[code] = UnitState(code, f"Đơn vị {number}", "cell", "party", parent)
        codes.append(code)
    return units


@st.composite
def plans(draw: Any, units: dict[str, UnitState]) -> Plan:
    """Steps that are nearly always possible; some are refused, which is a case too."""
    steps: list[Step] = []
    free = [code for code in units if code != "r"]
    made: list[str] = []
    for number in range(draw(st.integers(min_value=1, max_value=6))):
        kind = draw(
            st.sampled_from(
                ["create", "merge", "absorb", "split", "rename", "move", "kind", "dissolve"]
            )
        )
        code = draw(st.sampled_from(free))
        other = draw(st.sampled_from(list(units)))
        if kind == "create":
            made.append(f"n{number}")
            steps.append(Create(made[-1], f"Mới {number}", "cell", "party", other))
        elif kind == "merge" and made:
            steps.append(Merge((code,), draw(st.sampled_from(made))))
        elif kind == "absorb":
            steps.append(Absorb((code,), other))
        elif kind == "split" and made:
            first = draw(st.integers(min_value=1, max_value=WHOLE - 1))
            kept = draw(st.sampled_from([code, other]))
            steps.append(Split(code, (Part(made[-1], first), Part(kept, WHOLE - first))))
        elif kind == "rename":
            steps.append(Rename(code, f"Tên {number}"))
        elif kind == "move":
            steps.append(Move(code, other))
        elif kind == "kind":
            steps.append(ChangeKind(code, "grassroots_cell"))
        elif kind == "dissolve":
            steps.append(Dissolve(code, other, inherits=draw(st.booleans())))
    return tuple(steps) or (Rename(free[0], "Tên khác"),)
