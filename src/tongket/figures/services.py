"""Recording observations: the one way a value becomes part of the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from tongket.core.bulk import Row, in_parts, insert_rows
from tongket.core.words import marked, said
from tongket.figures.domain import (
    Change,
    FigureFault,
    NewEvidence,
    NewObservation,
    RecordResult,
    refuse_twice,
)
from tongket.figures.models import Evidence, Observation

_UNITS_A_QUERY = 400
"""Units whose standing observations are read at once; stays below SQLite's limit of parameters."""

Figure = tuple[int, int, int]


class ObservationConflict(Exception):  # noqa: N818 - said to a person
    """Somebody else recorded the same figure at the same moment; nothing was written."""


@dataclass(frozen=True)
class _Act:
    """What all rows of one recording share."""

    now: datetime
    official: bool
    basis: str


@dataclass(frozen=True)
class Batch:
    """Rows that rest on one piece of evidence (a return, a file, a run)."""

    evidence: NewEvidence | Evidence
    rows: Sequence[NewObservation]


def record(
    *,
    now: datetime,
    evidence: NewEvidence | Evidence,
    rows: Sequence[NewObservation],
    official: bool,
    basis: str,
) -> RecordResult:
    """Record what one piece of evidence says; see ``record_many``.

    Does not enter sums by itself: acts that accept official figures call ``rollup.services.post``.
    """
    return record_many(now=now, batches=[Batch(evidence, rows)], official=official, basis=basis)


@transaction.atomic
def record_many(
    *, now: datetime, batches: Sequence[Batch], official: bool, basis: str
) -> RecordResult:
    """Record observations in a fixed small number of queries per some hundred units.

    An official row supersedes the official observation that stands for its figure; a row that is
    not official supersedes only what the same evidence said before. A row that says what stands
    already is not written again, so recording twice changes nothing.

    Raises ``FigureFault`` when rows say one figure twice or evidence was kept with other content,
    ``ObservationConflict`` when somebody else recorded the same figure meanwhile.
    """
    if official:
        refuse_twice([row for batch in batches for row in batch.rows])
    else:
        for batch in batches:
            refuse_twice(batch.rows)
    kept = keep_evidence(now=now, evidence=[batch.evidence for batch in batches])
    act = _Act(now, official, basis)
    changes: list[Change] = []
    unchanged = 0
    for group in _groups(zip(batches, kept, strict=True)):
        group_changes, group_unchanged = _record_group(act, group)
        changes += group_changes
        unchanged += group_unchanged
    return RecordResult(tuple(changes), unchanged, tuple(item.pk for item in kept))


def keep_evidence(*, now: datetime, evidence: Sequence[NewEvidence | Evidence]) -> list[Evidence]:
    """Return the evidence rows in the order given, writing those not kept yet. Two queries.

    Raises ``FigureFault`` when evidence of the same kind and key was kept with another digest.
    """
    new = [item for item in evidence if isinstance(item, NewEvidence)]
    known: dict[tuple[str, str], Evidence] = {}
    for kind in {item.kind for item in new}:
        keys = [item.key for item in new if item.kind == kind]
        for some in in_parts(keys, _UNITS_A_QUERY):
            for row in Evidence.objects.filter(kind=kind, key__in=some):
                known[row.kind, row.key] = row
    fresh: dict[tuple[str, str], Evidence] = {}
    for item in new:
        standing = known.get((item.kind, item.key)) or fresh.get((item.kind, item.key))
        if standing is None:
            fresh[item.kind, item.key] = _evidence_row(item, now)
        elif standing.digest != item.digest:
            raise FigureFault(
                f"Căn cứ “{item.label}” đã được lưu với nội dung khác, không ghi đè được."
            )
    Evidence.objects.bulk_create(fresh.values(), batch_size=_UNITS_A_QUERY)
    known |= fresh
    return [
        known[item.kind, item.key] if isinstance(item, NewEvidence) else item for item in evidence
    ]


def _evidence_row(item: NewEvidence, now: datetime) -> Evidence:
    return Evidence(
        kind=item.kind,
        key=item.key,
        label=item.label[:300],
        address=item.address,
        digest=item.digest,
        author_label=item.author_label[:200],
        recorded_at=now,
    )


_Group = list[tuple[Batch, Evidence]]


def _groups(pairs: Iterable[tuple[Batch, Evidence]]) -> Iterable[_Group]:
    """Cut batches into groups whose units fit one query."""
    group: _Group = []
    units: set[int] = set()
    for batch, evidence in pairs:
        batch_units = {row.unit_id for row in batch.rows}
        if group and len(units | batch_units) > _UNITS_A_QUERY:
            yield group
            group, units = [], set()
        group.append((batch, evidence))
        units |= batch_units
    if group:
        yield group


def _record_group(act: _Act, group: _Group) -> tuple[list[Change], int]:
    standing = _standing(act, group)
    changes: list[Change] = []
    written: list[Row] = []
    superseded: list[int] = []
    unchanged = 0
    for batch, evidence in group:
        for row in batch.rows:
            old = standing.get((row.figure, 0 if act.official else evidence.pk))
            if old and old.basis == act.basis and row.said == _said(old):
                unchanged += 1
                continue
            if old:
                superseded.append(old.pk)
            written.append(_observation(act, row, old, evidence))
            changes.append(_change(row, old))
    _supersede(superseded, act.now)
    try:
        with transaction.atomic():
            insert_rows(Observation, _COLUMNS, written)
    except IntegrityError as fault:
        raise ObservationConflict(said(_MEANWHILE)) from fault
    return changes, unchanged


def _said(old: Observation) -> tuple[int | None, str, int | None]:
    return old.value, old.bound, old.value_high


_MEANWHILE = marked(
    "Người khác vừa ghi số liệu của chính đơn vị này. Chưa có gì được lưu; tải lại trang rồi làm lại."
)


def _standing(act: _Act, group: _Group) -> dict[tuple[Figure, int], Observation]:
    """Map figure (and evidence, where not official) to the observation that would be superseded."""
    rows = [row for batch, _ in group for row in batch.rows]
    units = sorted({row.unit_id for row in rows})
    measures = {row.measure_id for row in rows}
    query = Observation.objects.current().filter(
        period__in={row.period_id for row in rows}, official=act.official
    )
    if len(measures) <= _UNITS_A_QUERY:
        query = query.filter(measure__in=measures)
    if not act.official:
        query = query.filter(evidence__in=[evidence.pk for _, evidence in group])
    found: dict[tuple[Figure, int], Observation] = {}
    for some in in_parts(units, _UNITS_A_QUERY):
        for old in query.filter(unit__in=some):
            figure = (old.measure_id, old.unit_id, old.period_id)
            found[figure, 0 if act.official else old.evidence_id] = old
    return found


def _supersede(ids: list[int], now: datetime) -> None:
    for some in in_parts(ids, _UNITS_A_QUERY):
        closed = Observation.objects.filter(pk__in=some, superseded_at__isnull=True).update(
            superseded_at=now
        )
        if closed != len(some):
            raise ObservationConflict(said(_MEANWHILE))


_COLUMNS = (
    "measure_id",
    "unit_id",
    "period_id",
    "value",
    "value_high",
    "bound",
    "basis",
    "official",
    "evidence_id",
    "recorded_at",
    "superseded_at",
    "supersedes_id",
)


def _observation(
    act: _Act, row: NewObservation, old: Observation | None, evidence: Evidence
) -> Row:
    """Return the values of ``_COLUMNS``."""
    return (
        row.measure_id,
        row.unit_id,
        row.period_id,
        row.value,
        row.value_high,
        row.bound,
        act.basis,
        act.official,
        evidence.pk,
        act.now,
        None,
        old.pk if old else None,
    )


def _change(row: NewObservation, old: Observation | None) -> Change:
    return Change(
        measure_id=row.measure_id,
        unit_id=row.unit_id,
        period_id=row.period_id,
        before=old.value if old else None,
        after=row.value,
        stood=old is not None,
        bound_before=old.bound if old else "exact",
        bound_after=row.bound,
    )


@transaction.atomic
def withdraw_evidence(*, kind: str, key: str, now: datetime) -> int:
    """Let the standing observations of one piece of evidence stand no longer; return how many.

    For statements that were confirmed by mistake: nothing is deleted. Official observations are
    not touched: they are corrected by an amendment.
    """
    return (
        Observation.objects.current()
        .filter(evidence__kind=kind, evidence__key=key, official=False)
        .update(superseded_at=now)
    )
