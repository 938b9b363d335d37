"""Stored totals and expectations, renewed inside the acts that change them."""

from django.db import models


class StoredTotal(models.Model):
    """Sum of official observations over a unit's subtree on the period's last day.

    Only for measures that add up over units.
    """

    period = models.ForeignKey("periods.Period", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey("indicators.Measure", on_delete=models.PROTECT, related_name="+")
    value = models.BigIntegerField()
    """In thousandths (``figures.models.SCALE``)."""
    count = models.IntegerField()
    """Observations with a value in the sum. Signed: a falling count passes through the upsert's row."""
    inexact = models.IntegerField(default=0)
    """How many of them are not exact (khoảng, hơn …), so that a sum says its bound."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "unit", "measure"], name="stored_total_once")
        ]

    def __str__(self) -> str:
        """Return the key and value."""
        return f"p{self.period_id}u{self.unit_id}m{self.measure_id}={self.value}"


class Expectation(models.Model):
    """A unit is expected to report a form for a period; ``reported_at`` once it is accepted."""

    form = models.ForeignKey("indicators.FormTemplate", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("periods.Period", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    leaf = models.BooleanField()
    """Whether the unit's own figures are the bottom of the sum (nothing below it reports)."""
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "period", "unit"], name="expectation_once")
        ]
        indexes = [
            models.Index(fields=["period", "unit", "form", "reported_at"], name="expectation_unit")
        ]

    def __str__(self) -> str:
        """Return form, period and unit ids."""
        return f"f{self.form_id}p{self.period_id}u{self.unit_id}"
