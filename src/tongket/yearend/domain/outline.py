"""Outlines as data: what a review says, in which order, with which figures, tables and charts.

An outline is a YAML file (``yearend/data/outlines``) read into these frozen values. Its texts hold
figure marks (``marks``) and the words ``{year}``, ``{next_year}``, ``{last_year}``, ``{unit}``,
``{place}``, ``{issuer}``, ``{highlight_count}``. A paragraph with ``when`` is printed only where all the figures named
have a value other than zero, so that one outline serves units of unlike work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from tongket.yearend.domain.marks import MarkFault, parse_text

PLACES = ("highlights", "limits", "tasks", "results")
"""What a section may take from elsewhere: chosen results, limits, next year's tasks, the table of
results against targets."""

CHILDREN = "children"
YEARS = "years"


class OutlineFault(ValueError):  # noqa: N818 - said to a person
    """An outline that cannot be used; its message is a Vietnamese sentence naming the place."""


@dataclass(frozen=True)
class Office:
    """Who issues, by the beginning of the unit's name.

    ``prefix`` "Đảng bộ quận " with ``issuer`` "Quận ủy {place}": the rest of the name is the
    place. ``symbol`` stands after the number ("BC/QU"), ``authority`` over the signature.
    """

    prefix: str
    issuer: str
    symbol: str
    signer_office: str = "BÍ THƯ"
    seat: str = ""
    """``superior``: the text is dated at the place of the body above, not of the unit itself."""


@dataclass(frozen=True)
class ParagraphPlan:
    """A paragraph as proposed; ``when`` names the measures it makes sense with.

    It is left out where one of ``unless`` has a value. ``years`` and ``units`` (codes) limit it;
    empty: any.
    """

    text: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class TablePlan:
    """A table by unit: ``rows`` is ``children`` or ``kind:<unit kind>``, columns are measures."""

    caption: str
    rows: str
    columns: tuple[str, ...]
    total: bool = True
    note: str = ""


@dataclass(frozen=True)
class ChartPlan:
    """A chart: ``rows`` is ``children`` (the ``most`` largest), ``years`` (the last five) or
    ``measures`` (one bar per measure).
    """

    title: str
    kind: str
    rows: str
    measures: tuple[str, ...]
    most: int = 12
    note: str = ""


@dataclass(frozen=True)
class SectionPlan:
    """A heading with what stands below it, in this order: paragraphs, place, tables, charts.

    Headings are numbered when the review is compiled, so that a section left out leaves no hole.
    A section without content is printed only when one of a deeper level follows.
    """

    key: str
    title: str = ""
    level: int = 1
    paragraphs: tuple[ParagraphPlan, ...] = ()
    place: str = ""
    tables: tuple[TablePlan, ...] = ()
    charts: tuple[ChartPlan, ...] = ()
    annex: bool = False


@dataclass(frozen=True)
class HighlightPlan:
    """A result worth telling, in prepared words; suggested where its figures have values."""

    key: str
    text: str
    weight: int = 0
    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskPlan:
    """A task for next year: what, who, by when (in words)."""

    what: str
    who: str = ""
    due: str = ""
    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """One outline. ``unit_kinds`` empty: for any unit. ``results`` are the measures of the table
    of results; facts of the year that are no figures stand in the texts.
    """

    key: str
    title: str
    kind: str
    abstract: str
    sections: tuple[SectionPlan, ...]
    unit_kinds: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    authority: str = "T/M BAN THƯỜNG VỤ"
    recipients: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    highlights: tuple[HighlightPlan, ...] = ()
    tasks: tuple[TaskPlan, ...] = ()

    def section(self, key: str) -> SectionPlan | None:
        """Return a section by key, None when there is none."""
        return next((section for section in self.sections if section.key == key), None)

    def office_of(self, unit_name: str) -> tuple[Office, str]:
        """Return the office that fits the unit's name, and the name of its place."""
        for office in self.offices:
            if unit_name.startswith(office.prefix):
                return office, unit_name.removeprefix(office.prefix).strip()
        return Office("", unit_name, "BC/ĐU"), unit_name.removeprefix("Đảng bộ ").strip()


def applies(plan: ParagraphPlan | HighlightPlan | TaskPlan, unit_code: str, year: int) -> bool:
    """Say whether a plan is meant for this unit and year."""
    return (not plan.years or year in plan.years) and (not plan.units or unit_code in plan.units)


def parse_outline(content: object, where: str) -> Outline:
    """Read an outline from plain data; raise ``OutlineFault`` naming ``where`` and the place."""
    outline: Outline = _read(content, Outline, where)
    keys = [section.key for section in outline.sections]
    for key in keys:
        if keys.count(key) > 1:
            raise OutlineFault(f"{where}: mục “{key}” có hai lần.")
    for section in outline.sections:
        if section.place and section.place not in PLACES:
            raise OutlineFault(
                f"{where}, mục “{section.key}”: place “{section.place}” không có; "
                f"chọn một trong {', '.join(PLACES)}."
            )
        for paragraph in section.paragraphs:
            _check_marks(paragraph.text, f"{where}, mục “{section.key}”")
    for highlight in outline.highlights:
        _check_marks(highlight.text, f"{where}, kết quả “{highlight.key}”")
    return outline


def _check_marks(text: str, where: str) -> None:
    try:
        parse_text(text)
    except MarkFault as fault:
        raise OutlineFault(f"{where}: {fault}") from None


_PARTS: dict[str, type[Any]] = {
    "sections": SectionPlan,
    "paragraphs": ParagraphPlan,
    "tables": TablePlan,
    "charts": ChartPlan,
    "offices": Office,
    "highlights": HighlightPlan,
    "tasks": TaskPlan,
}


def _read(content: object, kind: type[Any], where: str) -> Any:
    if isinstance(content, str) and kind in (ParagraphPlan, TaskPlan):
        return kind(content.strip())
    if not isinstance(content, Mapping):
        raise OutlineFault(f"{where}: cần một bảng khóa – giá trị, không phải “{content}”.")
    known = {field.name: field for field in fields(kind)}
    values: dict[str, Any] = {}
    for name, value in content.items():
        if name not in known:
            raise OutlineFault(f"{where}: khóa “{name}” không có trong đề cương.")
        values[name] = _value(name, value, f"{where}, {name}")
    try:
        return kind(**values)
    except TypeError as fault:
        raise OutlineFault(f"{where}: thiếu nội dung bắt buộc ({fault}).") from None


def _value(name: str, value: object, where: str) -> object:
    if isinstance(value, list):
        part = _PARTS.get(name)
        if part is None:
            return tuple(value)
        return tuple(_read(item, part, f"{where} {at}") for at, item in enumerate(value, start=1))
    return value.strip() if isinstance(value, str) and name != "prefix" else value
