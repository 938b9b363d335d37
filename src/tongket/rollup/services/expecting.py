"""Who is expected to report, and who has."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from tongket.rollup.models import Expectation
from tongket.rollup.selectors.reading import in_parts


@transaction.atomic
def expect(*, form_id: int, period_id: int, units: Mapping[int, bool]) -> None:
    """Expect units to report a form (``FormTemplate`` id) for a period: unit id -> is it a leaf.

    Completes what is expected already; a unit's leaf flag is renewed, its report kept.
    """
    Expectation.objects.bulk_create(
        [
            Expectation(form_id=form_id, period_id=period_id, unit_id=unit, leaf=leaf)
            for unit, leaf in sorted(units.items())
        ],
        update_conflicts=True,
        unique_fields=["form", "period", "unit"],
        update_fields=["leaf"],
        batch_size=2_000,
    )


@transaction.atomic
def mark_reported(*, form_id: int, period_id: int, unit_ids: Collection[int], now: datetime) -> int:
    """Mark that units' reports were accepted; return how many were not marked before."""
    marked = 0
    for some in in_parts(unit_ids):
        marked += Expectation.objects.filter(
            form=form_id, period=period_id, unit__in=some, reported_at__isnull=True
        ).update(reported_at=now)
    return marked


@transaction.atomic
def unmark_reported(*, form_id: int, period_id: int, unit_ids: Collection[int]) -> int:
    """Take marks back (an acceptance that was undone); return how many were taken."""
    taken = 0
    for some in in_parts(unit_ids):
        taken += Expectation.objects.filter(
            form=form_id, period=period_id, unit__in=some, reported_at__isnull=False
        ).update(reported_at=None)
    return taken
