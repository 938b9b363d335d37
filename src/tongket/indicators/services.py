"""Loading indicators and forms from their data files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tongket.access.domain import Action, Actor
from tongket.access.gate import no_role_for
from tongket.access.refusals import Refused
from tongket.audit.services import Subject, record
from tongket.core.dates import format_day
from tongket.indicators.domain.definitions import measure_key, split_key
from tongket.indicators.domain.files import (
    FormEntry,
    IndicatorEntry,
    IndicatorFiles,
    IndicatorsFault,
    LineEntry,
    check_files,
    form_entries,
    indicator_entry,
)
from tongket.indicators.models import (
    FormCheck,
    FormLine,
    FormSection,
    FormTemplate,
    FormVersion,
    Indicator,
    IndicatorVersion,
    Measure,
)
from tongket.org.models import UnitKind
from tongket.rulebook.datafile import DataFileFault, Entry, read

DATA = Path(__file__).parent / "data"

_MEANING = (
    *("name", "short_name", "definition", "unit_of_measure", "over_units", "over_time"),
    *("method", "decimals", "rounding", "shown_decimals", "regime", "instrument"),
)
"""Fields that a definition's file and its row share by name."""


@dataclass(frozen=True)
class LoadResult:
    """How many definitions and forms a load made and changed; 0 and 0 when nothing was new."""

    created: int
    changed: int


def read_indicators(folder: Path = DATA) -> IndicatorFiles:
    """Read and check all files without touching the database.

    Raises IndicatorsFault with one sentence that names the file and the place.
    """
    try:
        return check_files(_indicators(folder), _forms(folder))
    except IndicatorsFault:
        raise
    except DataFileFault as fault:
        raise IndicatorsFault(str(fault)) from None


def _indicators(folder: Path) -> list[IndicatorEntry]:
    name = "indicators.yaml"
    entry = Entry.of(name, read(folder / name, name))
    first_day = entry.first_day("valid_from")
    found = []
    for row in entry.rows("indicators"):
        content = Entry.of(f"{name}, một mục", row).content
        place = f"{name}, chỉ tiêu “{content.get('code')}”"
        found.append(indicator_entry(place, {"valid_from": first_day, **content}))
    entry.close()
    return found


def _forms(folder: Path) -> list[FormEntry]:
    found = []
    for path in sorted(folder.glob("forms/*.yaml")):
        name = f"forms/{path.name}"
        found.extend(form_entries(name, read(path, name), UnitKind.values))
    return found


@transaction.atomic
def load_indicators(*, actor: Actor, now: datetime, folder: Path = DATA) -> LoadResult:
    """Bring indicators, measures and forms to what the data files say; idempotent.

    Another content under the same code and first day is refused with IndicatorsFault, unless the
    file says with ``corrects`` why it puts the version right. Nothing is deleted: an indicator
    that left the files stays for the years that used it. Raises Refused.
    """
    if not actor.may(Action.ADMINISTER):
        raise Refused(no_role_for(Action.ADMINISTER))
    files = read_indicators(folder)
    ids = _store_codes(files.indicators)
    definitions = _store_definitions(files.indicators, ids)
    measures = _store_measures(files, ids)
    forms = _store_forms(files, measures)
    result = LoadResult(definitions.created + forms.created, definitions.changed + forms.changed)
    if result.created or result.changed:
        record(
            actor_id=actor.user_id,
            actor_label=actor.name,
            action="indicators.load",
            subject=Subject("indicators", "indicators", "Chỉ tiêu và biểu mẫu"),
            now=now,
            details={"created": result.created, "changed": result.changed},
        )
    return result


def _store_codes(entries: Sequence[IndicatorEntry]) -> dict[str, int]:
    known = set(Indicator.objects.values_list("code", flat=True))
    codes = dict.fromkeys(entry.code for entry in entries if entry.code not in known)
    Indicator.objects.bulk_create(Indicator(code=code) for code in codes)
    return dict(Indicator.objects.values_list("code", "id"))


def _store_definitions(entries: Sequence[IndicatorEntry], ids: Mapping[str, int]) -> LoadResult:
    """Write versions so that no two of one code ever overlap: shortened ones first."""
    standing = {(row.indicator_id, row.valid_from): row for row in IndicatorVersion.objects.all()}
    new, changed = [], []
    for entry in entries:
        row = standing.get((ids[entry.code], entry.valid_from))
        if row is None:
            new.append(entry)
        elif _differs(row, entry):
            changed.append((row.pk, entry))
            if entry.valid_to is not None:
                IndicatorVersion.objects.filter(pk=row.pk).update(
                    valid_to=min(entry.valid_to, row.valid_to or entry.valid_to)
                )
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(
            indicator_id=ids[entry.code], valid_from=entry.valid_from, **_definition(entry, ids)
        )
        for entry in new
    )
    for primary_key, entry in changed:
        IndicatorVersion.objects.filter(pk=primary_key).update(**_definition(entry, ids))
    return LoadResult(len(new), len(changed))


def _differs(row: IndicatorVersion | FormVersion, entry: IndicatorEntry | FormEntry) -> bool:
    if row.digest != entry.digest and not entry.corrects:
        raise IndicatorsFault(
            f"{entry.place}: bản từ {format_day(entry.valid_from)} đã nạp với nội dung khác; thêm "
            "một bản mới từ ngày khác, hoặc ghi corrects: lý do đính chính."
        )
    return row.digest != entry.digest or row.valid_to != entry.valid_to


def _definition(entry: IndicatorEntry, ids: Mapping[str, int]) -> dict[str, Any]:
    names = [*_MEANING, "valid_to", "digest"]
    return {
        **{name: getattr(entry, name) for name in names},
        "payload": dict(entry.payload),
        "numerator_id": ids.get(entry.numerator),
        "denominator_id": ids.get(entry.denominator),
        "target_id": ids.get(entry.target),
    }


def _store_measures(files: IndicatorFiles, ids: Mapping[str, int]) -> dict[str, int]:
    """Make the total and the cells of every indicator; return measure key -> id."""
    wanted = {entry.code: "" for entry in files.indicators} | dict(files.cells)
    rows = {
        measure_key(row.indicator.code, row.cell): row
        for row in Measure.objects.select_related("indicator")
    }
    new = []
    for key, label in wanted.items():
        code, cell = split_key(key)
        if key not in rows:
            new.append(Measure(indicator_id=ids[code], cell=cell, label=label))
        elif rows[key].label != label:
            Measure.objects.filter(pk=rows[key].pk).update(label=label)
    Measure.objects.bulk_create(new)
    pairs = Measure.objects.values_list("indicator__code", "cell", "id")
    return {measure_key(code, cell): primary_key for code, cell, primary_key in pairs}


def _store_forms(files: IndicatorFiles, measures: Mapping[str, int]) -> LoadResult:
    standing = {
        (row.template.code, row.valid_from): row
        for row in FormVersion.objects.select_related("template")
    }
    changed = []
    for entry in files.forms:
        row = standing.get((entry.template, entry.valid_from))
        if row is not None and _differs(row, entry):
            changed.append((row, entry))
            if entry.valid_to is not None:
                FormVersion.objects.filter(pk=row.pk).update(
                    valid_to=min(entry.valid_to, row.valid_to or entry.valid_to)
                )
    labels = _line_labels(files)
    new = [entry for entry in files.forms if (entry.template, entry.valid_from) not in standing]
    for entry in new:
        template, _made = FormTemplate.objects.get_or_create(code=entry.template)
        version = FormVersion.objects.create(
            template=template, valid_from=entry.valid_from, **_form(entry)
        )
        _fill_form(version, entry, measures, labels)
    for row, entry in changed:
        FormVersion.objects.filter(pk=row.pk).update(**_form(entry))
        if row.digest != entry.digest:
            _empty_form(row)
            _fill_form(row, entry, measures, labels)
    return LoadResult(len(new), len(changed))


def _form(entry: FormEntry) -> dict[str, Any]:
    names = ("valid_to", "title", "instrument", "guidance", "digest")
    return {name: getattr(entry, name) for name in names}


def _line_labels(files: IndicatorFiles) -> dict[tuple[str, str], str]:
    """Return the label of each (form place, measure key) that states none: the indicator's name."""
    named = {}
    for form in files.forms:
        for one in files.indicators:
            if one.span.contains(form.valid_from):
                named[form.place, one.code] = one.name
                for cell, label in one.cells.items():
                    named[form.place, measure_key(one.code, cell)] = label
    return named


def _empty_form(version: FormVersion) -> None:
    lines = FormLine.objects.filter(section__form=version)
    lines.update(parent=None)
    lines.delete()
    FormSection.objects.filter(form=version).delete()
    FormCheck.objects.filter(form=version).delete()


def _fill_form(
    version: FormVersion,
    entry: FormEntry,
    measures: Mapping[str, int],
    labels: Mapping[tuple[str, str], str],
) -> None:
    made: dict[str, FormLine] = {}
    for order, (title, lines) in enumerate(entry.sections, start=1):
        section = FormSection.objects.create(form=version, order=order, title=title)
        for place, line in enumerate(lines, start=1):
            label = line.label or labels[entry.place, line.key]
            made[line.key] = _line(section, place, line, label, measures)
        FormLine.objects.bulk_create(made[line.key] for line in lines if not line.parent)
        parts = [line for line in lines if line.parent]
        for line in parts:
            made[line.key].parent = made[line.parent]
        FormLine.objects.bulk_create(made[line.key] for line in parts)
    FormCheck.objects.bulk_create(
        FormCheck(
            form=version,
            order=order,
            method=check.method,
            payload=dict(check.payload),
            severity=check.severity,
            message=check.message,
        )
        for order, check in enumerate(entry.checks, start=1)
    )


def _line(
    section: FormSection, order: int, line: LineEntry, label: str, measures: Mapping[str, int]
) -> FormLine:
    return FormLine(
        section=section,
        order=order,
        number=line.number,
        measure_id=measures[line.key],
        label=label,
        required=line.required,
        hint=line.hint,
        unit_kinds=list(line.unit_kinds),
        leaf_kinds=list(line.leaf_kinds),
        committee_part=line.committee_part,
    )
