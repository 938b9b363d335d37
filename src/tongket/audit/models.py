"""The audit table."""

from django.db import models

from tongket.core.guards import Guard, Immutable


class AuditEvent(models.Model):
    """One act: who, when, what, on which thing, with what particulars."""

    at = models.DateTimeField()
    actor_id = models.IntegerField()
    """User id, 0 for the system itself. Not a foreign key: the record outlives accounts."""
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=64)
    """Dotted name, room first: ``submissions.accept``."""
    subject_kind = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=300)
    unit_id = models.IntegerField(null=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="audit_subject"),
            models.Index(fields=["unit_id", "at"], name="audit_unit"),
        ]

    def __str__(self) -> str:
        """Return the act in short."""
        return f"{self.action} {self.subject_kind}:{self.subject_key}"


GUARDS: list[Guard] = [
    Immutable(
        "audit_auditevent",
        (
            "at",
            "actor_id",
            "actor_label",
            "action",
            "subject_kind",
            "subject_key",
            "subject_label",
            "unit_id",
            "previous_hash",
            "hash",
        ),
    )
]
