"""Writing the planned tree: units, their ties to divisions, reorganisations."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction

from tongket.access.domain import SYSTEM
from tongket.core.clock import HANOI
from tongket.demo.city import FIRST_DAY, Scale
from tongket.demo.mergers import PlannedReorganisation, stages
from tongket.org.models import Counterpart, TreeName, Unit, UnitVersion
from tongket.org.services import NewUnit, apply, bulk_create_units, draft_reorganisation

BATCH = 5_000


def moment(day: date, hour: int = 9) -> datetime:
    """Return an hour of a day in Vietnamese time."""
    return datetime.combine(day, time(hour), HANOI)


def write_tree(scale: Scale) -> int:
    """Write the tree of 2020, then every reorganisation of 2025; return the number of units."""
    start, *later = stages(scale)
    rows = [
        NewUnit(
            unit.code,
            unit.name,
            unit.kind,
            TreeName.PARTY,
            unit.parent,
            short_name=unit.short_name,
            valid_from=FIRST_DAY,
        )
        for unit in start.units
    ]
    bulk_create_units(actor=SYSTEM, now=moment(FIRST_DAY), rows=rows)
    before = start
    for stage in later:
        members = {unit.code: unit.members for unit in before.units}
        for planned in stage.reorganisations:
            _reorganise(planned, members)
        before = stage
    write_counterparts(scale)
    return Unit.objects.filter(tree=TreeName.PARTY).count()


def _reorganise(planned: PlannedReorganisation, members: Mapping[str, int]) -> None:
    now = moment(planned.effective_on)
    row = draft_reorganisation(
        actor=SYSTEM,
        now=now,
        code=planned.code,
        title=planned.title,
        instrument=planned.instrument,
        effective_on=planned.effective_on,
        plan=planned.plan,
    )
    weights = {code: max(1, count) for code, count in members.items()}
    apply(actor=SYSTEM, now=now, reorganisation=row, weights=weights)


@transaction.atomic
def write_counterparts(scale: Scale) -> int:
    """Tie committees to the divisions they answer to, for the days on which both were there."""
    divisions = {
        unit.code: unit.division for stage in stages(scale) for unit in stage.units if unit.division
    }
    spans = _spans({*divisions.keys(), *divisions.values()})
    rows = []
    for code, division in divisions.items():
        own, other = spans[code], spans[division]
        ends = [span[2] for span in (own, other) if span[2] is not None]
        rows.append(
            Counterpart(
                unit_id=own[0],
                other_id=other[0],
                valid_from=max(own[1], other[1]),
                valid_to=min(ends, default=None),
            )
        )
    Counterpart.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _spans(codes: set[str]) -> dict[str, tuple[int, date, date | None]]:
    """Return code -> unit id, first day, day after the last."""
    found: dict[str, tuple[int, date, date | None]] = {}
    rows = UnitVersion.objects.filter(unit__code__in=codes).order_by("unit", "valid_from")
    for code, unit, start, end in rows.values_list(
        "unit__code", "unit_id", "valid_from", "valid_to"
    ):
        found[code] = (unit, found[code][1] if code in found else start, end)
    return found
