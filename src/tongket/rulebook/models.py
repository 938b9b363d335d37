"""Instruments and rule versions."""

from django.db import models
from django.db.models import Q

from tongket.core.dated import Dated, DatedQuerySet, not_inverted
from tongket.core.guards import Guard, NoOverlap


class Verification(models.TextChoices):
    """Whether the text of a regulation was seen, or the data rests on memory or habit."""

    VERIFIED = "verified", "đã đối chiếu văn bản"
    UNVERIFIED = "unverified", "chưa đối chiếu văn bản"


class Instrument(models.Model):
    """A document that rules rest on. ``number`` alone does not identify it: issuer and day do."""

    slug = models.SlugField(max_length=120, unique=True)
    """Stable key used by data files: ``36-hd-vptw-2018``."""
    number = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=400)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    status = models.CharField(max_length=12, choices=Verification)

    class Meta:
        ordering = ["-issued_on", "slug"]

    def __str__(self) -> str:
        """Return the citation: kind, number and day; the title where there is no number."""
        day = f" ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        return f"{self.kind} số {self.number}{day}" if self.number else f"{self.title}{day}"


class RuleVersion(Dated):
    """One rule as it stood in ``[valid_from, valid_to)``; versions of a key never overlap."""

    key = models.CharField(max_length=120)
    name = models.CharField(max_length=200, default="")
    """What the rule is about, as a heading."""
    summary = models.TextField(default="")
    """What the rule says, in a sentence or two for people; ``payload`` is the same for code."""
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rules")
    article = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, choices=Verification)
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the data file's content, so that loading twice changes nothing."""
    note = models.TextField(blank=True)

    objects = DatedQuerySet["RuleVersion"].as_manager()

    class Meta:
        ordering = ["key", "valid_from"]
        constraints = [
            not_inverted("rule_version_span"),
            models.UniqueConstraint(fields=["key", "valid_from"], name="rule_version_once"),
            models.CheckConstraint(
                condition=Q(status__in=["verified", "unverified"]), name="rule_version_status"
            ),
        ]

    def __str__(self) -> str:
        """Return name and first day."""
        return f"{self.name} từ {self.valid_from:%d/%m/%Y}"


GUARDS: list[Guard] = [NoOverlap("rulebook_ruleversion", ("key",))]
