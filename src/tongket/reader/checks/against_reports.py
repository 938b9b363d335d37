"""The same figure in other reports of one unit and period: where they do not say the same.

The caller brings the figures of the other reports (from its records of confirmed facts) as
``Elsewhere``, with the slug, body, period and unit the reader gives to figures; what it finds goes
beside what ``proofread`` finds, in the same form:

    findings = [*proofread(reading), *against_reports(reading, others)]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tongket.core.numbers import format_number
from tongket.core.text import fold
from tongket.core.words import said
from tongket.reader.checks.against import compare
from tongket.reader.checks.amounts import last_place
from tongket.reader.checks.findings import Finding, Repair
from tongket.reader.checks.wording import shown
from tongket.reader.draft import Reading
from tongket.reader.facts import Bound, Figure, Value


@dataclass(slots=True, frozen=True, kw_only=True)
class Elsewhere:
    """A figure as another report of the same unit and period states it."""

    what: str
    organisation: str | None
    period: str | None
    value: Value
    source: str
    """How that report is called in a sentence."""
    unit: str = ""
    bound: Bound = "exact"
    figure: str = ""
    """The id of the registered statement behind it, where there is one."""


def against_reports(reading: Reading, others: Iterable[Elsewhere]) -> Iterator[Finding]:
    """Say where a figure of a report is another one in other reports.

    Compared are figures of one slug, body, period and unit; of several in one report that differ
    among themselves nothing is said, since which of them is meant is not known.
    """
    stated: dict[tuple[str, ...], list[Figure]] = {}
    for figure in reading.of(Figure):
        if figure.what and figure.value_max is None:
            organisation = figure.organisation or reading.organisation
            key = _key(figure.what, organisation, figure.period or reading.period, figure.unit)
            stated.setdefault(key, []).append(figure)
    for other in others:
        figures = stated.get(_key(other.what, other.organisation, other.period, other.unit), [])
        if len({figure.value for figure in figures}) == 1 and not _agree(figures[0], other):
            yield _finding(figures, other)


def _key(
    what: str, organisation: str | None, period: str | None, unit: str | None
) -> tuple[str, ...]:
    return what, fold(organisation or ""), period or "", fold(unit or "")


def _agree(figure: Figure, other: Elsewhere) -> bool:
    step = last_place(figure.surface, figure.value)
    one = compare(figure.value, other.value, bound=figure.qualifier, step=step)
    two = compare(other.value, figure.value, bound=other.bound)
    return one.outcome != "different" or two.outcome != "different"


def _finding(figures: list[Figure], other: Elsewhere) -> Finding:
    figure = figures[0]
    values = {"here": format_number(figure.value), "there": format_number(other.value)}
    return Finding(
        rule="other_report",
        severity="warning",
        spans=[(each.start, each.end) for each in figures],
        message=said(
            "Ở đây ghi %(here)s, %(source)s ghi %(there)s cho cùng đơn vị và kỳ; "
            "không rõ số nào đúng.",
            source=other.source,
            **values,
        ),
        arithmetic=f"{values['here']} ≠ {values['there']}",
        expected=shown(other.value),
        found=shown(figure.value),
        figures=[other.figure] if other.figure else [],
        repairs=[
            Repair(
                span=(figure.start, figure.end),
                text=values["there"],
                reason=said("nếu báo cáo kia đúng"),
            )
        ],
    )
