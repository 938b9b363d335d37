"""Counting what the tree itself records: how many wards there are."""

import hashlib
from datetime import datetime

from django.db import transaction

from tongket.core.dates import format_day
from tongket.figures.domain import SCALE, NewEvidence, NewObservation, RecordResult
from tongket.figures.models import Basis
from tongket.indicators.models import Measure
from tongket.org.models import TreeName, UnitKind, UnitVersion
from tongket.periods.models import Period
from tongket.rollup.domain import RollupFault
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.services.posting import post

INDICATOR = "wards_total"


@transaction.atomic
def count_divisions(*, now: datetime, period: Period) -> RecordResult:
    """Count the wards of the government tree on the period's last day: one observation a ward.

    Each ward counts itself as 1, so the sums open down to the wards and follow reorganisations.
    Doing it again changes nothing. Raises ``RollupFault`` when the indicator is not defined.
    """
    measure = (
        Measure.objects.filter(indicator__code=INDICATOR, cell="")
        .values_list("pk", flat=True)
        .first()
    )
    if measure is None:
        raise RollupFault(f"Chưa có chỉ tiêu '{INDICATOR}', hãy nạp bộ chỉ tiêu trước.")
    day = tree_day(period)
    wards = (
        UnitVersion.objects.on(day)
        .filter(kind=UnitKind.WARD, unit__tree=TreeName.GOVERNMENT)
        .order_by("unit__code")
    )
    units = list(wards.values_list("unit_id", "unit__code"))
    digest = hashlib.sha256("\n".join(code for _, code in units).encode()).hexdigest()
    evidence = NewEvidence(
        kind="count",
        key=f"divisions-{period.code}-{digest[:16]}",
        label=f"Đếm đơn vị hành chính cấp xã trong cây tổ chức ngày {format_day(day)}",
        address=f"/to-chuc/?cay={TreeName.GOVERNMENT.value}&ngay={format_day(day)}",
        digest=digest,
        author_label="Hệ thống",
    )
    rows = [NewObservation(measure, unit, period.pk, SCALE) for unit, _ in units]
    return post(now=now, evidence=evidence, rows=rows, basis=Basis.COUNTED)
