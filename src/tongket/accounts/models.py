"""Users and appointments."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from tongket.core.dated import Dated, DatedQuerySet, not_inverted
from tongket.core.guards import Guard, NoOverlap


class User(AbstractUser):
    """A person who signs in. Holds a name and nothing else about the person."""

    full_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(
        max_length=5, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        """Return the name people know."""
        return self.full_name or self.username


class Appointment(Dated):
    """A role at a unit from a day to a day, resting on a decision."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=40)
    """Key in ``accounts/data/roles.yaml``."""
    decision = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet["Appointment"].as_manager()

    class Meta:
        ordering = ["unit", "role", "valid_from"]
        constraints = [not_inverted("appointment_span")]

    def __str__(self) -> str:
        """Return user, role and unit."""
        return f"{self.user_id} {self.role} @ {self.unit_id}"


GUARDS: list[Guard] = [NoOverlap("accounts_appointment", ("user_id", "unit_id", "role"))]
