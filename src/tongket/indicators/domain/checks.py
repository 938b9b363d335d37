"""Checks over the values of a return: named methods that data picks by name.

Each method looks at a mapping of measure keys to values (thousandths; ``None`` is *not
applicable*, an absent key is *not reported*) and at the same unit's values of the last period,
and answers with findings that show their arithmetic. A check is silent where it lacks what it
needs: that something is missing is told elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongket.core.words import marked, said
from tongket.indicators.domain.definitions import SCALE, shown

Values = Mapping[str, int | None]


@dataclass(frozen=True)
class CheckSpec:
    """A check as a form states it. ``severity`` is ``error`` or ``warning`` (needs a note)."""

    id: int
    method: str
    severity: str
    payload: Mapping[str, Any]
    message: str

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of all measures the check looks at."""
        return CHECKS[self.method].measures(self.payload)


@dataclass(frozen=True)
class CheckFinding:
    """What a check found: the measures concerned (the one to mend first) and the arithmetic.

    ``expected`` and ``found`` are thousandths; ``expected`` is None where no single value would
    be right.
    """

    method: str
    severity: str
    measures: tuple[str, ...]
    message: str
    expected: int | None
    found: int | None


@dataclass(frozen=True)
class _Difference:
    """A method's answer: which measures, the arithmetic in words, the right and the found."""

    measures: tuple[str, ...]
    arithmetic: str
    expected: int | None
    found: int | None


Run = Callable[[Mapping[str, Any], Values, Values], Iterable[_Difference]]


@dataclass(frozen=True)
class CheckMethod:
    """A named method: how it runs, which payload keys hold measure keys, which hold numbers."""

    run: Run
    single: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def measures(self, payload: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the keys of all measures that a payload names."""
        keys = [str(payload[name]) for name in self.single]
        for name in self.several:
            keys.extend(str(key) for key in payload[name])
        return tuple(keys)

    def fault_of(self, payload: Mapping[str, Any]) -> str:
        """Say in Vietnamese what is wrong with a payload's shape; empty when nothing is."""
        names = {*self.single, *self.several, *self.numbers}
        if set(payload) != names:
            return f"phải ghi đúng các khóa: {', '.join(sorted(names))}"
        for name in self.single:
            if not isinstance(payload[name], str):
                return f"“{name}” phải là mã một dòng"
        for name in self.several:
            if not isinstance(payload[name], list) or not all(
                isinstance(key, str) for key in payload[name]
            ):
                return f"“{name}” phải là danh sách mã dòng"
        for name in self.numbers:
            if type(payload[name]) is not int or payload[name] <= 0:
                return f"“{name}” phải là số nguyên dương"
        return ""


def run_checks(
    checks: Sequence[CheckSpec], values: Values, last_values: Values | None = None
) -> list[CheckFinding]:
    """Run a form's checks and return what they found, in the form's order."""
    last = last_values or {}
    return [
        CheckFinding(
            method=spec.method,
            severity=spec.severity,
            measures=answer.measures,
            message=f"{spec.message.rstrip('.')}: {answer.arithmetic}.",
            expected=answer.expected,
            found=answer.found,
        )
        for spec in checks
        for answer in CHECKS[spec.method].run(spec.payload, values, last)
    ]


def _sum_of_parts(
    payload: Mapping[str, Any], values: Values, last: Values
) -> Iterable[_Difference]:
    """``total`` equals the sum of ``parts``; a part that is not applicable counts as nothing."""
    total, parts = payload["total"], payload["parts"]
    found = values.get(total)
    if found is None or any(key not in values for key in parts):
        return
    terms = [values[key] or 0 for key in parts]
    expected = sum(terms)
    if expected != found:
        written = " + ".join(shown(term) for term in terms)
        yield _Difference(
            (total, *parts),
            _differs(written, expected, found),
            expected,
            found,
        )


def _differs(written: str, expected: int, found: int) -> str:
    """Say a sum as it was worked out, and that something else stands there."""
    return said(
        "%(sum)s = %(expected)s, khác %(found)s",
        sum=written,
        expected=shown(expected),
        found=shown(found),
    )


def _movement(payload: Mapping[str, Any], values: Values, last: Values) -> Iterable[_Difference]:
    """``opening`` + all of ``increases`` − all of ``decreases`` = ``closing``."""
    opening, closing = payload["opening"], payload["closing"]
    rises, falls = payload["increases"], payload["decreases"]
    start, found = values.get(opening), values.get(closing)
    if start is None or found is None or any(key not in values for key in (*rises, *falls)):
        return
    up, down = ([values[key] or 0 for key in keys] for keys in (rises, falls))
    expected = start + sum(up) - sum(down)
    if expected != found:
        written = "".join(
            [shown(start), *(f" + {shown(x)}" for x in up), *(f" − {shown(x)}" for x in down)]
        )
        yield _Difference(
            (closing, opening, *rises, *falls),
            _differs(written, expected, found),
            expected,
            found,
        )


def _not_above(payload: Mapping[str, Any], values: Values, last: Values) -> Iterable[_Difference]:
    """``part`` is at most ``whole``."""
    part, whole = values.get(payload["part"]), values.get(payload["whole"])
    if part is not None and whole is not None and part > whole:
        yield _Difference(
            (payload["part"], payload["whole"]),
            said("%(part)s lớn hơn %(whole)s", part=shown(part), whole=shown(whole)),
            whole,
            part,
        )


def _change_against_last(
    payload: Mapping[str, Any], values: Values, last: Values
) -> Iterable[_Difference]:
    """A value moved by more than ``percent`` percent, and by more than ``least`` units."""
    key = payload["measure"]
    now, before = values.get(key), last.get(key)
    if now is None or before is None:
        return
    change = abs(now - before)
    if change > payload["least"] * SCALE and change * 100 > payload["percent"] * abs(before):
        shape = (
            marked("kỳ trước %(before)s, kỳ này %(now)s, tăng %(change)s")
            if now > before
            else marked("kỳ trước %(before)s, kỳ này %(now)s, giảm %(change)s")
        )
        yield _Difference(
            (key,),
            said(shape, before=shown(before), now=shown(now), change=shown(change)),
            None,
            now,
        )


def _equals(payload: Mapping[str, Any], values: Values, last: Values) -> Iterable[_Difference]:
    """``left`` and ``right`` are the same number said twice."""
    left, right = values.get(payload["left"]), values.get(payload["right"])
    if left is not None and right is not None and left != right:
        yield _Difference(
            (payload["left"], payload["right"]),
            said("%(left)s khác %(right)s", left=shown(left), right=shown(right)),
            right,
            left,
        )


def _equals_last(payload: Mapping[str, Any], values: Values, last: Values) -> Iterable[_Difference]:
    """``opening`` of this period is ``closing`` of the last one."""
    opening, closing = values.get(payload["opening"]), last.get(payload["closing"])
    if opening is not None and closing is not None and opening != closing:
        yield _Difference(
            (payload["opening"],),
            said(
                "kỳ trước báo %(closing)s, kỳ này ghi đầu kỳ %(opening)s",
                closing=shown(closing),
                opening=shown(opening),
            ),
            closing,
            opening,
        )


def _not_negative(
    payload: Mapping[str, Any], values: Values, last: Values
) -> Iterable[_Difference]:
    """No value of ``measures`` is below zero."""
    for key in payload["measures"]:
        value = values.get(key)
        if value is not None and value < 0:
            yield _Difference((key,), said("%(value)s nhỏ hơn 0", value=shown(value)), None, value)


def _whole_number(
    payload: Mapping[str, Any], values: Values, last: Values
) -> Iterable[_Difference]:
    """No value of ``measures`` has a fraction."""
    for key in payload["measures"]:
        value = values.get(key)
        if value is not None and value % SCALE:
            yield _Difference((key,), said("%(value)s có phần lẻ", value=shown(value)), None, value)


CHECKS: Mapping[str, CheckMethod] = {
    "sum_of_parts": CheckMethod(_sum_of_parts, single=("total",), several=("parts",)),
    "movement": CheckMethod(
        _movement, single=("opening", "closing"), several=("increases", "decreases")
    ),
    "not_above": CheckMethod(_not_above, single=("part", "whole")),
    "change_against_last": CheckMethod(
        _change_against_last, single=("measure",), numbers=("percent", "least")
    ),
    "equals": CheckMethod(_equals, single=("left", "right")),
    "equals_last": CheckMethod(_equals_last, single=("opening", "closing")),
    "not_negative": CheckMethod(_not_negative, several=("measures",)),
    "whole_number": CheckMethod(_whole_number, several=("measures",)),
}
"""The methods that a form's checks may name."""
