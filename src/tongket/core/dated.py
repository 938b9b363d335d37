"""Rows that hold from a day to a day, half open: ``[valid_from, valid_to)``.

``valid_to`` is the first day on which the row no longer holds; null means open-ended. Overlaps are
refused by the database (``core.guards``), not only by code.
"""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from tongket.core.ranges import DateRange

ModelType = TypeVar("ModelType", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[ModelType]):
    """Query dated rows by day."""

    def on(self, day: date) -> Self:
        """Keep the rows in force on ``day``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Dated(models.Model):
    """Abstract base of a row in force in ``[valid_from, valid_to)``."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def span(self) -> DateRange:
        """The days on which this row holds."""
        return DateRange(self.valid_from, self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def not_inverted(name: str) -> models.CheckConstraint:
    """Return the constraint that a span has at least one day."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")), name=name
    )
