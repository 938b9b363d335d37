"""Writing the record and checking its chain."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tongket.audit.models import AuditEvent

_LOCK = 7_305_001
"""Number of the advisory lock that keeps the chain single-file on PostgreSQL."""


@dataclass(frozen=True)
class Subject:
    """What an act was done to."""

    kind: str
    key: str
    label: str
    unit_id: int | None = None


def record(
    *,
    actor_id: int,
    actor_label: str,
    action: str,
    subject: Subject,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one act to the record, inside the caller's transaction.

    Raises ``RuntimeError`` outside a transaction: an act and its row stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must be called inside the act's transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    previous = AuditEvent.objects.order_by("-id").values_list("hash", flat=True).first() or ""
    event = AuditEvent(
        at=now,
        actor_id=actor_id,
        actor_label=actor_label,
        action=action,
        subject_kind=subject.kind,
        subject_key=subject.key,
        subject_label=subject.label[:300],
        unit_id=subject.unit_id,
        details=dict(details or {}),
        previous_hash=previous,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def digest(event: AuditEvent) -> str:
    """Return the SHA-256 of an event's content together with the hash before it."""
    content = [
        event.at.timestamp(),
        event.actor_id,
        event.actor_label,
        event.action,
        event.subject_kind,
        event.subject_key,
        event.subject_label,
        event.unit_id,
        event.details,
        event.previous_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def broken_link() -> int | None:
    """Return the id of the first event whose chain does not hold, or ``None`` when all holds."""
    previous = ""
    for event in AuditEvent.objects.order_by("id").iterator(chunk_size=2000):
        if event.previous_hash != previous or event.hash != digest(event):
            return event.pk
        previous = event.hash
    return None
