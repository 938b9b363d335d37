"""The fault of this room's acts, and the steps that every act shares."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.audit import services as audit
from tongket.org.domain import TREE_CHANGED
from tongket.org.policy import can_reorganise

_LOCK = 7_305_002
"""Number of the advisory lock that lets one change of the tree be done at a time on PostgreSQL."""


class OrgFault(ValueError):  # noqa: N818 - said to a person
    """The act cannot be done; the message is a Vietnamese sentence to show as it is."""


def need_reorganise(actor: Actor, *unit_ids: int | None) -> None:
    """Raise ``Refused`` unless the actor may change the tree at the units (None: a new root)."""
    require(can_reorganise(actor, unit_ids))


def note(
    *,
    actor: Actor,
    now: datetime,
    action: str,
    subject: audit.Subject,
    details: Mapping[str, Any],
) -> None:
    """Write one act of this room into the record."""
    audit.record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action=f"org.{action}",
        subject=subject,
        now=now,
        details=details,
    )


def tell_tree_changed(from_day: date) -> None:
    """Let the rooms above renew what they store, inside this transaction."""
    for renew in TREE_CHANGED:
        renew(from_day)


def hold_tree() -> None:
    """Let one change of the tree be done at a time (SQLite does so anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
