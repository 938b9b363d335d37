"""Observations and their evidence."""

from typing import Self

from django.db import models
from django.db.models import Q

from tongket.access.domain import UnitScope
from tongket.core.guards import Guard, Immutable
from tongket.figures.domain import SCALE as SCALE


class Bound(models.TextChoices):
    """What is claimed about the value."""

    EXACT = "exact", "đúng"
    ABOUT = "about", "khoảng"
    NEARLY = "nearly", "gần"
    OVER = "over", "hơn"
    AT_LEAST = "at_least", "ít nhất"
    AT_MOST = "at_most", "không quá"
    BETWEEN = "between", "trong khoảng"


class Basis(models.TextChoices):
    """Where a value comes from."""

    COUNTED = "counted", "đếm từ sổ"
    ENTERED = "entered", "đơn vị báo cáo"
    ROLLED_UP = "rolled_up", "cộng từ cấp dưới"
    IMPORTED = "imported", "nhập từ nguồn khác"
    STATED = "stated", "nêu trong văn bản"
    ADJUSTED = "adjusted", "điều chỉnh"


class Evidence(models.Model):
    """What an observation rests on: a version of a return, a file, a sentence, a count's run.

    ``address`` is the path of the page that shows it; ``digest`` its content hash.
    """

    kind = models.CharField(max_length=24)
    """``submission``, ``amendment``, ``import``, ``count``, ``narrative``."""
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    author_label = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="evidence_once")]

    def __str__(self) -> str:
        """Return the label."""
        return self.label


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Queries over observations."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the observations of units in the scope."""
        return self if scope.everywhere else self.filter(unit__in=scope.unit_ids)

    def current(self) -> Self:
        """Keep what stands now: not superseded."""
        return self.filter(superseded_at__isnull=True)

    def official(self) -> Self:
        """Keep what stands now and enters sums."""
        return self.filter(superseded_at__isnull=True, official=True)


class Observation(models.Model):
    """What somebody or something says a figure is. Immutable but for being superseded once.

    ``value`` is in thousandths (``SCALE``); null means *not applicable*. A unit's own part: sums
    over the tree are the roll-up's work. At most one official observation of a figure stands.
    """

    measure = models.ForeignKey("indicators.Measure", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("periods.Period", on_delete=models.PROTECT, related_name="+")
    value = models.BigIntegerField(null=True)
    value_high = models.BigIntegerField(null=True)
    """Upper end, for ``between`` only."""
    bound = models.CharField(max_length=10, choices=Bound, default=Bound.EXACT)
    basis = models.CharField(max_length=10, choices=Basis)
    official = models.BooleanField()
    """Whether it enters sums; stated and compared-only observations do not."""
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="observations")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "measure", "unit"],
                condition=Q(official=True, superseded_at__isnull=True),
                name="observation_one_official",
            ),
            models.CheckConstraint(
                condition=Q(bound="between") | Q(value_high__isnull=True), name="observation_high"
            ),
        ]
        indexes = [
            models.Index(
                fields=["period", "unit", "measure", "value"],
                condition=Q(official=True, superseded_at__isnull=True),
                name="observation_cover",
            ),
            models.Index(
                fields=["period", "unit", "measure"],
                condition=Q(official=True, superseded_at__isnull=True) & ~Q(bound="exact"),
                name="observation_inexact",
            ),
            models.Index(fields=["unit", "measure", "period"], name="observation_figure"),
        ]

    def __str__(self) -> str:
        """Return the key and value."""
        return f"m{self.measure_id}u{self.unit_id}p{self.period_id}={self.value}"


GUARDS: list[Guard] = [
    Immutable(
        "figures_observation",
        (
            "measure_id",
            "unit_id",
            "period_id",
            "value",
            "value_high",
            "bound",
            "basis",
            "official",
            "evidence_id",
            "recorded_at",
            "supersedes_id",
        ),
    ),
    Immutable("figures_evidence", ("kind", "key", "digest", "recorded_at")),
]
