"""The period table: identities only; windows come from the rulebook."""

from django.db import models


class Period(models.Model):
    """A named stretch of the year. ``starts_on``/``ends_before`` are its calendar days."""

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(
        max_length=12,
        choices=[
            ("year", "năm"),
            ("half", "sáu tháng"),
            ("quarter", "quý"),
            ("nine_months", "chín tháng"),
            ("month", "tháng"),
        ],
    )
    year = models.PositiveSmallIntegerField()
    index = models.PositiveSmallIntegerField()
    """1-based place in the year (half 1–2, quarter 1–4, month 1–12; else 1)."""
    starts_on = models.DateField()
    ends_before = models.DateField()

    class Meta:
        ordering = ["starts_on", "ends_before"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "index"], name="period_once")
        ]

    def __str__(self) -> str:
        """Return the code."""
        return self.code
