"""Reading observations: those that stand, those of a past moment, and how they agree."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from tongket.figures.domain import (
    Difference,
    EvidenceView,
    FigureKey,
    ObservationView,
    from_thousandths,
)
from tongket.figures.domain import (
    compare as compare,
)
from tongket.figures.models import Evidence, Observation, ObservationQuerySet


def observations(key: FigureKey, *, at: datetime | None = None) -> list[ObservationView]:
    """Return the observations of a figure that stand (or stood at ``at``), official ones first.

    One query. The unit's own part only: what lies below is the roll-up's.
    """
    query = _of(key)
    query = query.current() if at is None else query.filter(_stood(at))
    return [view(row) for row in query.order_by("-official", "recorded_at", "pk")]


def history(key: FigureKey) -> list[ObservationView]:
    """Return every observation of a figure ever made, newest first. One query."""
    return [view(row) for row in _of(key).order_by("-recorded_at", "-pk")]


def official(key: FigureKey) -> ObservationView | None:
    """Return the observation that enters sums, where one stands. One query."""
    row = _of(key).official().first()
    return None if row is None else view(row)


def reconcile(key: FigureKey, held: Decimal | None) -> list[Difference]:
    """Compare all standing observations of a figure with the value it is ``held`` to be."""
    return [compare(observation, held) for observation in observations(key)]


def views(rows: Iterable[Observation]) -> list[ObservationView]:
    """Return rows (with their evidence selected) as values."""
    return [view(row) for row in rows]


def view(row: Observation) -> ObservationView:
    """Return a row as a value; its evidence should be selected with it."""
    return ObservationView(
        id=row.pk,
        key=FigureKey(row.measure_id, row.unit_id, row.period_id),
        value=from_thousandths(row.value),
        value_high=from_thousandths(row.value_high),
        bound=row.bound,
        basis=row.basis,
        official=row.official,
        recorded_at=row.recorded_at,
        superseded_at=row.superseded_at,
        evidence=_evidence(row.evidence),
    )


def _evidence(row: Evidence) -> EvidenceView:
    return EvidenceView(
        kind=row.kind,
        key=row.key,
        label=row.label,
        address=row.address,
        digest=row.digest,
        recorded_at=row.recorded_at,
        author_label=row.author_label,
    )


def _of(key: FigureKey) -> ObservationQuerySet:
    return Observation.objects.filter(
        measure=key.measure_id, unit=key.unit_id, period=key.period_id
    ).select_related("evidence")


def _stood(at: datetime) -> Q:
    return Q(recorded_at__lte=at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))
