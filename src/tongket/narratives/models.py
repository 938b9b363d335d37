"""Narrative reports, their files, the figures they state, and findings set aside."""

from typing import Self

from django.db import models

from tongket.access.domain import UnitScope


class ReadingState(models.TextChoices):
    """How far a report has been read."""

    WAITING = "waiting", "chờ đọc"
    READING = "reading", "đang đọc"
    READ = "read", "đã đọc"
    UNREADABLE = "unreadable", "không đọc được"


class NarrativeQuerySet(models.QuerySet["NarrativeReport"]):
    """Queries over narrative reports."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the reports dropped in by units in the scope."""
        return self if scope.everywhere else self.filter(unit__in=scope.unit_ids)


class NarrativeReport(models.Model):
    """A report somebody dropped in: its text, how far it is read, what is open.

    ``unit`` is the office that dropped it in and alone sees it; ``about`` whom it reports on.
    """

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(
        "periods.Period", on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, blank=True)
    """``docx``, ``doc``, ``pdf``, ``scan``, ``html``, ``text``, ``pasted``."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file."""
    size = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=ReadingState, default=ReadingState.WAITING, db_index=True
    )
    stage = models.CharField(max_length=20, blank=True)
    """While it is read: ``opening``, ``reading``, ``checking``."""
    fault = models.TextField(blank=True)
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    """``[start, end, kind, page]`` of each paragraph or table row."""
    remarks = models.JSONField(default=list)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    """Findings still open, by severity."""
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    claimed_at = models.DateTimeField(null=True)
    """When a process took it to read; a claim too old is taken over."""
    read_at = models.DateTimeField(null=True)

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["unit", "-received_at"], name="narrative_by_unit")]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class NarrativeContent(models.Model):
    """The file itself, kept apart so that lists do not load it."""

    report = models.OneToOneField(NarrativeReport, on_delete=models.CASCADE, related_name="content")
    content = models.BinaryField()

    def __str__(self) -> str:
        """Return whose it is."""
        return f"content of {self.report_id}"


class MatchState(models.TextChoices):
    """What is known of a stated figure's identity."""

    UNMATCHED = "unmatched", "chưa biết là chỉ tiêu nào"
    SUGGESTED = "suggested", "gợi ý"
    CONFIRMED = "confirmed", "đã xác nhận"
    DISMISSED = "dismissed", "không lấy"


class StatedFigure(models.Model):
    """A figure as one sentence of a report states it, and which figure on record it is.

    Values are in thousandths, as observations hold them. What a person decided is kept when the
    report is read again, as long as the same words stand at the same place.
    """

    report = models.ForeignKey(NarrativeReport, on_delete=models.CASCADE, related_name="stated")
    kind = models.CharField(max_length=8)
    """``figure``, ``percent``, ``ratio``, ``change``."""
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence = models.PositiveIntegerField(null=True)
    value = models.BigIntegerField()
    value_high = models.BigIntegerField(null=True)
    bound = models.CharField(max_length=10)
    unit_words = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=100, blank=True)
    organisation_words = models.CharField(max_length=300, blank=True)
    period_words = models.CharField(max_length=20, blank=True)
    state = models.CharField(
        max_length=10, choices=MatchState, default=MatchState.UNMATCHED, db_index=True
    )
    measure = models.ForeignKey(
        "indicators.Measure", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    period = models.ForeignKey(
        "periods.Period", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["report", "start", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "start", "end"], name="stated_figure_once"
            )
        ]
        indexes = [
            models.Index(fields=["measure", "unit", "period"], name="stated_figure_figure"),
        ]

    def __str__(self) -> str:
        """Return kind and place."""
        return f"{self.kind} {self.start}-{self.end}"


class SetAsideFinding(models.Model):
    """A finding somebody looked at and let stand, with the reason."""

    report = models.ForeignKey(NarrativeReport, on_delete=models.CASCADE, related_name="set_aside")
    key = models.CharField(max_length=64)
    """Rule and words it is about, hashed: stays the same while those words stand."""
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="set_aside_finding_once")
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
