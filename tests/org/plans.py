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
    made = ["n0"] if draw(st.booleans()) else []
    steps += [Create(code, "Mới", "cell", "party", "r") for code in made]
    for number in range(draw(st.integers(min_value=1, max_value=6))):
        code = draw(st.sampled_from([code for code in units if code != "r"]))
        other = draw(st.sampled_from(list(units)))
        first = draw(st.integers(min_value=1, max_value=WHOLE - 1))
        new = made[-1] if made else other
        kept = draw(st.sampled_from([code, other]))
        possible: list[Step] = [
            Create(f"m{number}", f"Mới {number}", "cell", "party", other),
            Merge((code,), new) if made else Absorb((code,), other),
            Absorb((code,), other),
            Split(code, (Part(new, first), Part(kept, WHOLE - first))),
            Rename(code, f"Tên {number}"),
            Move(code, other),
            ChangeKind(code, "grassroots_cell"),
            Dissolve(code, other, inherits=draw(st.booleans())),
        ]
        steps.append(draw(st.sampled_from(possible)))
        if isinstance(steps[-1], Create):
            made.append(steps[-1].code)
    return tuple(steps)
