"""Reviews, their texts, highlights, limits, tasks and explained gaps."""

from typing import Self

from django.db import models

from tongket.access.domain import UnitScope


class ReviewState(models.TextChoices):
    """Life of a review."""

    DRAFT = "draft", "đang soạn"
    SEALED = "sealed", "đã chốt"


class ReviewQuerySet(models.QuerySet["Review"]):
    """Queries over reviews."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the reviews of units in the scope."""
        return self if scope.everywhere else self.filter(unit__in=scope.unit_ids)


class Review(models.Model):
    """One unit's review of one year."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    outline = models.CharField(max_length=60)
    """Key of the outline in ``yearend/data/outlines``."""
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.DRAFT)
    number = models.CharField(max_length=30, blank=True)
    """Document number as printed, ``15-BC/QU``."""
    place = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, blank=True)
    signer_office = models.CharField(max_length=120, blank=True)
    arithmetic_annex = models.BooleanField(default=False)
    """Whether the comparison with published figures is printed as an annex."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    sealed_content = models.JSONField(null=True)
    """The whole document as sealed, every figure's id, value and basis, and the content's hash."""

    unit_name: str = ""
    """What the unit was called at the year's end, once a page has asked; not stored."""

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "unit"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="review_once")]

    def __str__(self) -> str:
        """Return unit id and year."""
        return f"u{self.unit_id} {self.year}"


class ReviewText(models.Model):
    """A paragraph of a section, as people wrote it.

    Figures stand in it as marks ``{{indicator}}`` or ``{{indicator.cell|unit=code|period=2023}}``.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    edited = models.BooleanField(default=False)
    """Whether a person changed what the outline proposed."""

    class Meta:
        ordering = ["review", "section", "order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "section", "order"], name="review_text_once")
        ]

    def __str__(self) -> str:
        """Return the first words."""
        return self.text[:60]


class HighlightKind(models.TextChoices):
    """What is told."""

    RESULT = "result", "kết quả nổi bật"
    LIMIT = "limit", "hạn chế"


class Highlight(models.Model):
    """A result or a limit that a person chose and worded; suggestions are computed, not stored."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="highlights")
    kind = models.CharField(max_length=8, choices=HighlightKind, default=HighlightKind.RESULT)
    key = models.CharField(max_length=120)
    """What it is about: ``members_admitted:target``; keeps a suggestion the same over runs."""
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    """The sentence, with figure marks in it."""

    class Meta:
        ordering = ["review", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "key"], name="highlight_once")
        ]

    def __str__(self) -> str:
        """Return the first words."""
        return self.text[:60]


class ReviewTask(models.Model):
    """A task for next year: what, who, by when (in words)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["review", "order"]
        constraints = [models.UniqueConstraint(fields=["review", "order"], name="review_task_once")]

    def __str__(self) -> str:
        """Return the first words."""
        return self.what[:60]


class ExplainedGap(models.Model):
    """Why a figure of the review has no value; without a reason the review is not sealed."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="explained_gaps")
    figure = models.CharField(max_length=30)
    """Id of the figure (``figures.domain.FigureKey.id``)."""
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["review", "figure"]
        constraints = [
            models.UniqueConstraint(fields=["review", "figure"], name="explained_gap_once")
        ]

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class ExplainedFinding(models.Model):
    """Why something the proofreader found in the review may stand; sealed with it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="explained_findings")
    key = models.CharField(max_length=64)
    """What the finding is known by (``domain.proofreading.ReviewFinding.key``)."""
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["review", "key"]
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="explained_finding_once")
        ]

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class ReviewFigure(models.Model):
    """A figure that a review tells; renewed by every act that changes what the review says."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="cited_figures")
    figure = models.CharField(max_length=30, db_index=True)
    """Id of the figure (``figures.domain.FigureKey.id``)."""
    occurrences = models.PositiveSmallIntegerField()
    """At how many places of the text and tables; 0 when it is only drawn in a chart."""

    class Meta:
        ordering = ["review", "figure"]
        constraints = [
            models.UniqueConstraint(fields=["review", "figure"], name="review_figure_once")
        ]

    def __str__(self) -> str:
        """Return the figure's id."""
        return self.figure
