"""Indicators and forms as their data files state them, and the rules for the whole set. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from tongket.core.dates import format_day
from tongket.core.ranges import DateRange
from tongket.core.rounding import METHODS
from tongket.indicators.domain.checks import CHECKS
from tongket.indicators.domain.definitions import measure_key, split_key
from tongket.rulebook.datafile import DataFileFault, Entry, digest_of

ADDITIVITY = ("sum", "last", "max", "none")
REGIMES = ("calendar", "state", "party")
NUMERATOR_METHODS = ("ratio", "sum_over_kind", "difference")

_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_FORM_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class IndicatorsFault(DataFileFault):
    """Indicators or forms that may not be loaded: one Vietnamese sentence naming file and place."""


@dataclass(frozen=True)
class IndicatorEntry:
    """One version of an indicator; the field names are those of ``IndicatorVersion``."""

    place: str
    code: str
    valid_from: date
    valid_to: date | None
    name: str
    short_name: str
    definition: str
    unit_of_measure: str
    over_units: str
    over_time: str
    method: str
    numerator: str
    denominator: str
    payload: Mapping[str, Any]
    decimals: int
    rounding: str
    shown_decimals: int
    regime: str
    target: str
    instrument: str
    cells: Mapping[str, str]
    corrects: str
    digest: str

    @property
    def span(self) -> DateRange:
        """The days on which the definition holds."""
        return DateRange(self.valid_from, self.valid_to)

    @property
    def refers_to(self) -> list[str]:
        """Codes of the indicators that this one rests on."""
        named = [self.numerator, self.denominator, self.target, *self.payload.get("minus", [])]
        return [code for code in named if code]


@dataclass(frozen=True)
class LineEntry:
    """One line of a form; ``parent`` is the measure key of the line it breaks down."""

    key: str
    number: str
    label: str
    parent: str
    required: bool
    hint: str
    unit_kinds: tuple[str, ...]
    leaf_kinds: tuple[str, ...]
    committee_part: bool


@dataclass(frozen=True)
class CheckEntry:
    """One check of a form."""

    place: str
    method: str
    severity: str
    message: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class FormEntry:
    """One version of a form; sections are ``(title, lines)`` in order."""

    place: str
    template: str
    valid_from: date
    valid_to: date | None
    title: str
    instrument: str
    guidance: str
    sections: tuple[tuple[str, tuple[LineEntry, ...]], ...]
    checks: tuple[CheckEntry, ...]
    corrects: str
    digest: str

    @property
    def span(self) -> DateRange:
        """The days on which the form holds."""
        return DateRange(self.valid_from, self.valid_to)

    @property
    def lines(self) -> list[LineEntry]:
        """All lines, in order."""
        return [line for _, lines in self.sections for line in lines]


def indicator_entry(place: str, content: Any) -> IndicatorEntry:
    """Read one indicator version. Additivity has no default: it must be thought about."""
    entry = Entry.of(place, content)
    start, end = entry.span()
    payload = {name: values for name in ("child_kinds", "minus") if (values := entry.texts(name))}
    found = IndicatorEntry(
        place=place,
        code=entry.text("code"),
        valid_from=start,
        valid_to=end,
        name=entry.text("name"),
        short_name=entry.text("short_name", ""),
        definition=entry.text("definition", ""),
        unit_of_measure=entry.text("unit_of_measure"),
        over_units=entry.choice("over_units", ADDITIVITY),
        over_time=entry.choice("over_time", ADDITIVITY),
        method=entry.choice("method", ("base", *NUMERATOR_METHODS), "base"),
        numerator=entry.text("numerator", ""),
        denominator=entry.text("denominator", ""),
        payload=payload,
        decimals=entry.integer("decimals", 0, 3),
        rounding=entry.choice("rounding", METHODS, "half_up"),
        shown_decimals=entry.integer("shown_decimals", 0, 3),
        regime=entry.choice("regime", REGIMES, "calendar"),
        target=entry.text("target", ""),
        instrument=entry.text("instrument", ""),
        cells={cell: str(label) for cell, label in entry.mapping("cells").items()},
        corrects=entry.text("corrects", ""),
        digest=digest_of(_meaning(content)),
    )
    entry.close()
    _check_indicator(entry, found)
    return found


def _meaning(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a digest covers: all but the end of the span and the reason of a correction."""
    return {key: value for key, value in content.items() if key not in ("valid_to", "corrects")}


def _check_indicator(entry: Entry, found: IndicatorEntry) -> None:
    for code in (found.code, *found.cells):
        if not _CODE.fullmatch(code):
            raise entry.fault(f"mã “{code}” chỉ gồm chữ thường không dấu, số và “_”.")
    if bool(found.numerator) != (found.method != "base"):
        raise entry.fault(
            "“numerator” phải có, và chỉ có, khi chỉ tiêu được tính từ chỉ tiêu khác."
        )
    if bool(found.denominator) != (found.method == "ratio"):
        raise entry.fault("“denominator” phải có, và chỉ có, với tỷ lệ (method: ratio).")
    wanted = {"sum_over_kind": {"child_kinds"}, "difference": {"minus"}}.get(found.method, set())
    if set(found.payload) != wanted:
        raise entry.fault("“child_kinds” đi với sum_over_kind, “minus” đi với difference.")
    if found.method != "base" and found.over_units != "none":
        raise entry.fault("chỉ tiêu tính từ chỉ tiêu khác được tính lại, nên over_units: none.")
    if found.shown_decimals > found.decimals:
        raise entry.fault("“shown_decimals” không được nhiều hơn “decimals”.")


def form_entries(place: str, content: Any, kinds: Collection[str]) -> list[FormEntry]:
    """Read one form file with all its versions; ``kinds`` are the kinds of unit there are."""
    entry = Entry.of(place, content)
    template = entry.text("template")
    named = {name: _known(entry, values, kinds) for name, values in entry.mapping("kinds").items()}
    reader = _FormReader(template, named, kinds)
    found = [
        reader.version(f"{place}, bản {number}", row)
        for number, row in enumerate(entry.rows("versions"), start=1)
    ]
    entry.close()
    if not _FORM_CODE.fullmatch(template) or not found:
        raise entry.fault("phải ghi template (chữ thường không dấu, gạch nối) và versions.")
    return found


def _known(entry: Entry, values: Any, kinds: Collection[str]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise entry.fault("mỗi nhóm trong “kinds” phải là danh sách loại đơn vị.")
    for kind in values:
        if kind not in kinds:
            raise entry.fault(f"không có loại đơn vị “{kind}”.")
    return tuple(values)


@dataclass(frozen=True)
class _FormReader:
    template: str
    named: Mapping[str, tuple[str, ...]]
    kinds: Collection[str]

    def version(self, place: str, content: Any) -> FormEntry:
        """Read one version of the form."""
        entry = Entry.of(place, content)
        start, end = entry.span()
        found = FormEntry(
            place=place,
            template=self.template,
            valid_from=start,
            valid_to=end,
            title=entry.text("title"),
            instrument=entry.text("instrument", ""),
            guidance=entry.text("guidance", ""),
            sections=tuple(self._section(place, row) for row in entry.rows("sections")),
            checks=tuple(
                _check(f"{place}, kiểm tra {number}", row)
                for number, row in enumerate(entry.rows("checks"), start=1)
            ),
            corrects=entry.text("corrects", ""),
            digest=digest_of([_meaning(content), dict(self.named)]),
        )
        entry.close()
        return found

    def _section(self, place: str, content: Any) -> tuple[str, tuple[LineEntry, ...]]:
        entry = Entry.of(f"{place}, phần", content)
        title = entry.text("title")
        lines = tuple(
            self._line(f"{place}, phần “{title}”, dòng {number}", row)
            for number, row in enumerate(entry.rows("lines"), start=1)
        )
        entry.close()
        return title, lines

    def _line(self, place: str, content: Any) -> LineEntry:
        entry = Entry.of(place, content)
        found = LineEntry(
            key=entry.text("measure"),
            number=entry.text("number", ""),
            label=entry.text("label", ""),
            parent=entry.text("parent", ""),
            required=entry.flag("required", default=True),
            hint=entry.text("hint", ""),
            unit_kinds=self._kinds(entry, "kinds"),
            leaf_kinds=self._kinds(entry, "leaf_kinds"),
            committee_part=entry.flag("committee_part", default=False),
        )
        entry.close()
        return found

    def _kinds(self, entry: Entry, key: str) -> tuple[str, ...]:
        given = entry.get(key)
        if isinstance(given, str):
            if given not in self.named:
                raise entry.fault(f"không có nhóm loại đơn vị “{given}”.")
            return self.named[given]
        return () if given is None else _known(entry, given, self.kinds)


def _check(place: str, content: Any) -> CheckEntry:
    entry = Entry.of(place, content)
    method = entry.choice("method", tuple(CHECKS))
    severity = entry.choice("severity", ("error", "warning"))
    message = entry.text("message")
    payload = {
        key: value
        for key, value in entry.content.items()
        if key not in ("method", "severity", "message")
    }
    fault = CHECKS[method].fault_of(payload)
    if fault:
        raise entry.fault(f"{fault}.")
    return CheckEntry(place, method, severity, message, payload)


@dataclass(frozen=True)
class IndicatorFiles:
    """All data files of the room, read and found to hold together."""

    indicators: tuple[IndicatorEntry, ...]
    forms: tuple[FormEntry, ...]
    cells: Mapping[str, str] = field(default_factory=dict)
    """Measure key of each breakdown cell -> its label."""


def check_files(indicators: Sequence[IndicatorEntry], forms: Sequence[FormEntry]) -> IndicatorFiles:
    """Return the whole set, or raise IndicatorsFault where it does not hold together."""
    by_code: dict[str, list[IndicatorEntry]] = {}
    for one in indicators:
        by_code.setdefault(one.code, []).append(one)
    for versions in by_code.values():
        _check_follow(versions)
    for one in indicators:
        _check_references(one, by_code)
    cells = {
        measure_key(one.code, cell): label
        for one in indicators
        for cell, label in one.cells.items()
    }
    by_template: dict[str, list[FormEntry]] = {}
    for form in forms:
        by_template.setdefault(form.template, []).append(form)
        _check_form(form, by_code, cells)
    for form_versions in by_template.values():
        _check_follow(form_versions)
    return IndicatorFiles(tuple(indicators), tuple(forms), cells)


def _check_follow(versions: Iterable[IndicatorEntry | FormEntry]) -> None:
    ordered = sorted(versions, key=lambda version: version.valid_from)
    for earlier, later in pairwise(ordered):
        if earlier.span.overlaps(later.span):
            raise IndicatorsFault(
                f"{later.place}: bản từ {format_day(later.valid_from)} chồng lên bản từ "
                f"{format_day(earlier.valid_from)}; ghi valid_to của bản trước."
            )


def _check_references(one: IndicatorEntry, known: Mapping[str, list[IndicatorEntry]]) -> None:
    for code in one.refers_to:
        if code not in known:
            raise IndicatorsFault(f"{one.place}: chỉ tiêu “{code}” chưa có trong tệp.")
        if code == one.code:
            raise IndicatorsFault(f"{one.place}: chỉ tiêu không thể tính từ chính nó.")


def _check_form(
    form: FormEntry, known: Mapping[str, list[IndicatorEntry]], cells: Collection[str]
) -> None:
    seen: dict[str, LineEntry] = {}
    for line in form.lines:
        fault = _line_fault(form, line, known, cells)
        if line.key in seen:
            fault = "đứng hai lần trong biểu"
        elif line.parent and (line.parent not in seen or seen[line.parent].parent):
            fault = f"là phần của “{line.parent}”, dòng đó phải đứng trước và là dòng chính"
        if fault:
            raise IndicatorsFault(f"{form.place}: dòng “{line.key}” {fault}.")
        seen[line.key] = line
    for check in form.checks:
        for key in CHECKS[check.method].measures(check.payload):
            if key not in seen:
                raise IndicatorsFault(f"{check.place}: “{key}” không phải là dòng của biểu này.")


def _line_fault(
    form: FormEntry,
    line: LineEntry,
    known: Mapping[str, list[IndicatorEntry]],
    cells: Collection[str],
) -> str:
    code, cell = split_key(line.key)
    defined = [one for one in known.get(code, ()) if one.span.contains(form.valid_from)]
    if not defined or (cell and line.key not in cells):
        return "dùng chỉ tiêu chưa có trong tệp vào ngày biểu có hiệu lực"
    if defined[0].method != "base":
        return "là chỉ tiêu tự tính, không nhập được"
    return ""
