"""Rows written in bulk are the rows that any other insert would write, and are refused alike."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tongket.audit.models import AuditEvent
from tongket.core.bulk import insert_rows
from tongket.org.models import Unit, UnitVersion
from tongket.periods.models import Period
from tongket.project.guards import ALL_GUARDS

pytestmark = pytest.mark.django_db


def test_days_numbers_and_texts_come_back_as_written() -> None:
    insert_rows(
        Period,
        ("code", "kind", "year", "index", "starts_on", "ends_before"),
        [("2024", "year", 2024, 1, date(2024, 1, 1), date(2025, 1, 1))],
    )
    period = Period.objects.get()
    assert (period.code, period.starts_on, period.ends_before) == (
        "2024",
        date(2024, 1, 1),
        date(2025, 1, 1),
    )


def test_moments_and_structures_come_back_as_written() -> None:
    at = datetime(2025, 12, 12, 3, 4, 5, 678, tzinfo=UTC)
    columns = (
        "at",
        "actor_id",
        "actor_label",
        "action",
        "subject_kind",
        "subject_key",
        "subject_label",
        "unit_id",
        "details",
        "previous_hash",
        "hash",
    )
    insert_rows(
        AuditEvent,
        columns,
        [(at, 1, "An", "thu", "unit", "1", "Đơn vị", None, {"số": [1, None]}, "", "h")],
    )
    event = AuditEvent.objects.get()
    assert (event.at, event.unit_id, event.details) == (at, None, {"số": [1, None]})


def test_guards_hold_for_rows_written_in_bulk() -> None:
    assert ALL_GUARDS
    unit = Unit.objects.create(code="phuong-1", tree="government")
    columns = (
        "unit_id",
        "name",
        "short_name",
        "kind",
        "form",
        "folded",
        "sort_key",
        "instrument",
        "valid_from",
        "valid_to",
    )
    row = (unit.pk, "Phường 1", "", "ward", "", "phuong 1", "1", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(
            UnitVersion, columns, [(*row, date(2020, 1, 1), None), (*row, date(2024, 1, 1), None)]
        )
    assert UnitVersion.objects.count() == 0


def test_no_rows_is_no_act() -> None:
    insert_rows(Period, ("code",), [])
    assert Period.objects.count() == 0
