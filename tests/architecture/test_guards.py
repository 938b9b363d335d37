"""The database's own guards stand after migration, and do what they say."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tongket.access.domain import SYSTEM
from tongket.audit.models import AuditEvent
from tongket.audit.services import Subject, broken_link, record
from tongket.core import clock
from tongket.core.guards import install, missing
from tongket.org.models import Unit, UnitVersion
from tongket.project.guards import ALL_GUARDS

pytestmark = pytest.mark.django_db


def test_all_guards_stand() -> None:
    assert missing(ALL_GUARDS) == []


def test_installing_again_changes_nothing() -> None:
    install(ALL_GUARDS)
    assert missing(ALL_GUARDS) == []


def version(unit: Unit, first: date, last: date | None) -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit,
        name="Phường 1",
        kind="ward",
        folded="phuong 1",
        sort_key="1",
        valid_from=first,
        valid_to=last,
    )


def test_overlapping_versions_are_refused_by_the_database() -> None:
    unit = Unit.objects.create(code="phuong-1", tree="government")
    version(unit, date(2020, 1, 1), date(2025, 1, 1))
    version(unit, date(2025, 1, 1), None)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        version(unit, date(2024, 12, 31), date(2024, 12, 31).replace(year=2026))


def test_a_row_may_be_changed_without_overlapping_itself() -> None:
    unit = Unit.objects.create(code="phuong-1", tree="government")
    row = version(unit, date(2020, 1, 1), None)
    row.valid_to = date(2025, 1, 1)
    row.save()
    row.refresh_from_db()
    assert row.valid_to == date(2025, 1, 1)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditevent SET action = 'x'", "DELETE FROM audit_auditevent"]
)
def test_audit_rows_cannot_be_changed_or_deleted(statement: str) -> None:
    with transaction.atomic():
        record(
            actor_id=SYSTEM.user_id,
            actor_label=SYSTEM.name,
            action="test.act",
            subject=Subject("unit", "1", "Đơn vị"),
            now=clock.now(),
        )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().action == "test.act"


def test_chain_holds_and_shows_a_break() -> None:
    for number in range(3):
        with transaction.atomic():
            record(
                actor_id=1,
                actor_label="Văn phòng",
                action="test.act",
                subject=Subject("unit", str(number), "Đơn vị"),
                now=clock.now(),
                details={"số": number},
            )
    assert broken_link() is None
    second = AuditEvent.objects.order_by("id")[1]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER guard_audit_auditevent_immutable_update")
        else:
            cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE audit_auditevent SET actor_label = 'Ai đó' WHERE id = %s", [second.pk]
        )
    assert broken_link() == second.pk
