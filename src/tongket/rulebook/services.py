"""Loading the rulebook from its data files."""

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
from tongket.rulebook.datafile import DataFileFault, read
from tongket.rulebook.domain import (
    InstrumentEntry,
    RulebookFault,
    RuleEntry,
    check_set,
    instrument_entry,
    rule_entry,
)
from tongket.rulebook.models import Instrument, RuleVersion

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class LoadResult:
    """How many rows a load made and changed; both are 0 when everything was loaded before."""

    created: int
    changed: int


@dataclass(frozen=True)
class RulebookFiles:
    """The whole set of data files, read and found to hold together."""

    instruments: tuple[InstrumentEntry, ...]
    rules: tuple[RuleEntry, ...]


def read_rulebook(folder: Path = DATA) -> RulebookFiles:
    """Read and check all files of a rulebook without touching the database.

    Raises RulebookFault with one sentence that names the file and the place.
    """
    try:
        files = RulebookFiles(_instruments(folder), _rules(folder))
        check_set(files.instruments, files.rules)
    except RulebookFault:
        raise
    except DataFileFault as fault:
        raise RulebookFault(str(fault)) from None
    return files


def _instruments(folder: Path) -> tuple[InstrumentEntry, ...]:
    name = "instruments.yaml"
    rows = read(folder / name, name)
    if not isinstance(rows, list):
        raise RulebookFault(f"{name}: phải là danh sách văn bản.")
    return tuple(
        instrument_entry(f"{name}, mục {place}", row) for place, row in enumerate(rows, start=1)
    )


def _rules(folder: Path) -> tuple[RuleEntry, ...]:
    entries = []
    for path in sorted(folder.glob("*/*.yaml")):
        name = path.relative_to(folder).as_posix()
        entries.append(rule_entry(name, path.parent.name, read(path, name)))
    return tuple(entries)


@transaction.atomic
def load_rulebook(*, actor: Actor, now: datetime, folder: Path = DATA) -> LoadResult:
    """Bring the tables to what the data files say; doing it again changes nothing.

    A version that was loaded before is superseded by a later one, never edited: another payload,
    instrument or article under the same key and first day is refused with RulebookFault, unless
    the file says with ``corrects`` why it puts the version right; the old payload then stays in
    the audit record. A version may not vanish from the files. Raises Refused.
    """
    if not actor.may(Action.ADMINISTER):
        raise Refused(no_role_for(Action.ADMINISTER))
    files = read_rulebook(folder)
    instruments = _store_instruments(files.instruments)
    standing = {(row.key, row.valid_from): row for row in RuleVersion.objects.all()}
    _refuse_lost(standing, files.rules)
    corrections = [entry for entry in files.rules if _corrects(standing, entry)]
    before = {entry.place: _old(standing, entry) for entry in corrections}
    rules = _store_rules(files.rules, instruments.ids, standing)
    result = LoadResult(instruments.created + rules.created, instruments.changed + rules.changed)
    if result.created or result.changed:
        record(
            actor_id=actor.user_id,
            actor_label=actor.name,
            action="rulebook.load",
            subject=Subject("rulebook", "rulebook", "Sổ quy định"),
            now=now,
            details={"created": result.created, "changed": result.changed, "corrected": before},
        )
    return result


@dataclass(frozen=True)
class _StoredInstruments:
    ids: Mapping[str, int]
    created: int
    changed: int


def _store_instruments(entries: Sequence[InstrumentEntry]) -> _StoredInstruments:
    rows = {row.slug: row for row in Instrument.objects.all()}
    created = changed = 0
    for entry in entries:
        values = _instrument_values(entry)
        row = rows.get(entry.slug)
        if row is None:
            rows[entry.slug] = Instrument.objects.create(slug=entry.slug, **values)
            created += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            Instrument.objects.filter(pk=row.pk).update(**values)
            changed += 1
    for entry in entries:
        replaced = rows[entry.replaces].pk if entry.replaces else None
        if rows[entry.slug].replaces_id != replaced:
            Instrument.objects.filter(pk=rows[entry.slug].pk).update(replaces=replaced)
    return _StoredInstruments({slug: row.pk for slug, row in rows.items()}, created, changed)


def _instrument_values(entry: InstrumentEntry) -> dict[str, Any]:
    names = ("number", "kind", "title", "issuer", "issued_on", "in_force_from", "in_force_to")
    return {name: getattr(entry, name) for name in (*names, "status")}


Standing = Mapping[tuple[str, Any], RuleVersion]


def _refuse_lost(standing: Standing, entries: Sequence[RuleEntry]) -> None:
    kept = {(entry.key, entry.valid_from) for entry in entries}
    for key, first_day in sorted(standing):
        if (key, first_day) not in kept:
            raise RulebookFault(
                f"Quy tắc “{key}” từ {format_day(first_day)} đã nạp trước đây nhưng không còn "
                "trong tệp nào; đặt lại tệp đó, và ghi valid_to nếu quy tắc hết hiệu lực."
            )


def _corrects(standing: Standing, entry: RuleEntry) -> bool:
    row = standing.get((entry.key, entry.valid_from))
    if row is None or row.digest == entry.digest:
        return False
    if not entry.corrects:
        raise RulebookFault(
            f"{entry.place}: quy tắc “{entry.key}” từ {format_day(entry.valid_from)} đã nạp với "
            "nội dung khác; thêm một bản mới từ ngày khác, hoặc ghi corrects: lý do đính chính."
        )
    return True


def _old(standing: Standing, entry: RuleEntry) -> dict[str, Any]:
    row = standing[entry.key, entry.valid_from]
    return {"reason": entry.corrects, "article": row.article, "payload": row.payload}


def _store_rules(
    entries: Sequence[RuleEntry], instruments: Mapping[str, int], standing: Standing
) -> LoadResult:
    """Write the versions in an order in which no two of a key ever overlap.

    First those that now end earlier, then the new ones, then all other changes.
    """
    new = [entry for entry in entries if (entry.key, entry.valid_from) not in standing]
    old = [entry for entry in entries if (entry.key, entry.valid_from) in standing]
    changed = []
    for entry in old:
        row = standing[entry.key, entry.valid_from]
        values = _rule_values(entry, instruments)
        if any(getattr(row, name) != value for name, value in values.items()):
            changed.append((row.pk, values))
            if entry.valid_to is not None and (
                row.valid_to is None or entry.valid_to < row.valid_to
            ):
                RuleVersion.objects.filter(pk=row.pk).update(valid_to=entry.valid_to)
    RuleVersion.objects.bulk_create(
        RuleVersion(key=entry.key, valid_from=entry.valid_from, **_rule_values(entry, instruments))
        for entry in new
    )
    for primary_key, values in changed:
        RuleVersion.objects.filter(pk=primary_key).update(**values)
    return LoadResult(len(new), len(changed))


def _rule_values(entry: RuleEntry, instruments: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": entry.name,
        "summary": entry.summary,
        "valid_to": entry.valid_to,
        "instrument_id": instruments[entry.instrument],
        "article": entry.article,
        "status": entry.status,
        "payload": dict(entry.payload),
        "digest": entry.digest,
        "note": entry.note,
    }
