"""Posting official figures: observations and stored totals in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.figures.domain import Change, NewEvidence, NewObservation, RecordResult
from tongket.figures.models import Basis, Evidence
from tongket.figures.services import Batch, record_many
from tongket.org.models import Ancestry
from tongket.periods.models import Period
from tongket.rollup.domain import RollupFault
from tongket.rollup.selectors.measures import measures_that_add_up, tree_day
from tongket.rollup.selectors.reading import in_parts, names
from tongket.rollup.services.recounting import recount

_ROWS_A_STATEMENT = 1_000
_MANY = 40_000
"""Changes from which on adding a whole period up again is quicker than changing its totals."""

Delta = tuple[int, int, int]
"""Growth of a total: value, count, inexact."""


def post(
    *,
    now: datetime,
    evidence: NewEvidence | Evidence,
    rows: Sequence[NewObservation],
    basis: str = Basis.ENTERED,
) -> RecordResult:
    """Record official observations and renew the totals of every unit above; see ``post_many``."""
    return post_many(now=now, batches=[Batch(evidence, rows)], basis=basis)


@transaction.atomic
def post_many(
    *, now: datetime, batches: Sequence[Batch], basis: str = Basis.ENTERED
) -> RecordResult:
    """Record official observations; add what changed to the stored totals of all units above.

    Both stand or fall together. Totals are changed by one upsert that adds differences, in a fixed
    order of rows, so that acts at the same moment wait for each other and neither deadlock nor
    lose anything. A caller that also writes the audit record does so *after* posting: everybody
    takes these locks in one order.

    The tree is that of the period's last calendar day (``selectors.tree_day``). Raises
    ``RollupFault`` for a unit that did not exist then, and what ``figures.services`` raises.
    """
    result = record_many(now=now, batches=batches, official=True, basis=basis)
    add_to_totals(result.changes)
    return result


def add_to_totals(changes: Iterable[Change]) -> None:
    """Add what changed to the stored totals of the units concerned and of all units above them."""
    by_period: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        if change.delta or change.count_delta or change.inexact_delta:
            by_period[change.period_id].append(change)
    for period in Period.objects.filter(pk__in=by_period).order_by("pk"):
        concerned = by_period[period.pk]
        above = _above({change.unit_id for change in concerned}, tree_day(period))
        if len(concerned) >= _MANY:
            recount(period)
        else:
            add_deltas(period.pk, _deltas(concerned, above, tree_day(period)))


def _deltas(
    changes: list[Change], above: Mapping[int, list[int]], day: date
) -> dict[tuple[int, int], Delta]:
    """Sum the changes up per unit above and measure, for measures that add up."""
    additive = set(measures_that_add_up(day))
    deltas: dict[tuple[int, int], Delta] = {}
    for change in changes:
        if change.measure_id not in additive:
            continue
        grown = (change.delta, change.count_delta, change.inexact_delta)
        for unit in above[change.unit_id]:
            value, count, inexact = deltas.get((unit, change.measure_id), (0, 0, 0))
            deltas[unit, change.measure_id] = (
                value + grown[0],
                count + grown[1],
                inexact + grown[2],
            )
    return deltas


def _above(units: set[int], day: date) -> dict[int, list[int]]:
    """Map each unit to itself and all units above it on ``day``; refuse units that are not there."""
    above: dict[int, list[int]] = defaultdict(list)
    for some in in_parts(units):
        pairs = Ancestry.objects.on(day).filter(descendant__in=some)
        for descendant, ancestor in pairs.values_list("descendant_id", "ancestor_id"):
            above[descendant].append(ancestor)
    strangers = units - above.keys()
    if strangers:
        named = names(sorted(strangers)[:1], day)
        name = next((unit.name for unit in named.values()), str(min(strangers)))
        raise RollupFault(
            _(
                "%(unit)s không tồn tại vào ngày %(day)s, ngày cuối của kỳ báo cáo, "
                "nên không ghi được số liệu."
            )
            % {"unit": name, "day": format_day(day)}
        )
    return above


_UPSERT = (
    "INSERT INTO rollup_storedtotal (period_id, unit_id, measure_id, value, count, inexact) VALUES {} "
    "ON CONFLICT (period_id, unit_id, measure_id) DO UPDATE SET "
    "value = rollup_storedtotal.value + excluded.value, "
    "count = rollup_storedtotal.count + excluded.count, "
    "inexact = rollup_storedtotal.inexact + excluded.inexact"
)


def add_deltas(period_id: int, deltas: dict[tuple[int, int], Delta]) -> None:
    """Add differences to stored totals (unit, measure -> difference), in the order of the keys."""
    rows = [
        (period_id, unit, measure, *delta)
        for (unit, measure), delta in sorted(deltas.items())
        if any(delta)
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ROWS_A_STATEMENT):
            some = rows[start : start + _ROWS_A_STATEMENT]
            values = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_UPSERT.format(values), [item for row in some for item in row])
