"""Indicators, measures, forms."""

from django.db import models
from django.db.models import Q

from tongket.core.dated import Dated, DatedQuerySet, not_inverted
from tongket.core.guards import Guard, NoOverlap


class Additivity(models.TextChoices):
    """How values of an indicator combine; a required choice without default."""

    SUM = "sum", "cộng"
    LAST = "last", "lấy số cuối"
    MAX = "max", "lấy số lớn nhất"
    NONE = "none", "không cộng được"


class Indicator(models.Model):
    """A lasting identity of what is measured; the slug is shared with the reader's vocabulary."""

    code = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class IndicatorVersion(Dated):
    """The definition of an indicator in a span."""

    class Method(models.TextChoices):
        """Where the indicator's value comes from."""

        BASE = "base", "số nhập hoặc đếm"
        RATIO = "ratio", "tỷ lệ"
        SUM_OVER_KIND = "sum_over_kind", "cộng theo loại đơn vị"
        """Sum of ``numerator`` over direct children of given kinds (payload ``child_kinds``)."""
        DIFFERENCE = "difference", "hiệu"
        """``numerator`` minus all indicators of payload ``minus``."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=80, blank=True)
    definition = models.TextField(blank=True)
    unit_of_measure = models.CharField(max_length=60)
    over_units = models.CharField(max_length=6, choices=Additivity)
    over_time = models.CharField(max_length=6, choices=Additivity)
    method = models.CharField(max_length=20, choices=Method, default=Method.BASE)
    numerator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey(
        Indicator, null=True, on_delete=models.PROTECT, related_name="+"
    )
    payload = models.JSONField(default=dict)
    decimals = models.PositiveSmallIntegerField(default=0)
    """Digits after the comma that a value may hold (0 to 3)."""
    rounding = models.CharField(max_length=12, default="half_up")
    shown_decimals = models.PositiveSmallIntegerField(default=0)
    regime = models.CharField(max_length=20, default="calendar")
    """Reporting regime whose window the figures cover: ``calendar`` or ``state``."""
    target = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    """The indicator that holds the target for this one."""
    instrument = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, default="")
    """SHA-256 of the definition in the data file, so that loading twice changes nothing."""

    objects = DatedQuerySet["IndicatorVersion"].as_manager()

    class Meta:
        ordering = ["indicator", "valid_from"]
        constraints = [
            not_inverted("indicator_version_span"),
            models.UniqueConstraint(
                fields=["indicator", "valid_from"], name="indicator_version_once"
            ),
            models.CheckConstraint(
                condition=~Q(method="ratio")
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="indicator_ratio_has_parts",
            ),
            models.CheckConstraint(
                condition=~Q(method="ratio") | Q(over_units="none"),
                name="indicator_ratio_not_added",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=3), name="indicator_decimals"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Measure(models.Model):
    """An indicator together with one breakdown cell (``""`` is the total)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measures")
    cell = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=120, blank=True)
    """What the cell is: ``nữ``, ``dự bị``; empty for the total."""

    class Meta:
        ordering = ["indicator", "cell"]
        constraints = [models.UniqueConstraint(fields=["indicator", "cell"], name="measure_once")]

    def __str__(self) -> str:
        """Return ``indicator`` or ``indicator.cell``."""
        return f"{self.indicator_id}.{self.cell}" if self.cell else str(self.indicator_id)


class FormTemplate(models.Model):
    """A lasting identity of a form."""

    code = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class FormVersion(Dated):
    """A form as it stood in a span."""

    template = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="versions")
    title = models.CharField(max_length=250)
    instrument = models.CharField(max_length=200, blank=True)
    guidance = models.TextField(blank=True)
    digest = models.CharField(max_length=64, default="")
    """SHA-256 of the form in the data file, so that loading twice changes nothing."""

    objects = DatedQuerySet["FormVersion"].as_manager()

    class Meta:
        ordering = ["template", "valid_from"]
        constraints = [
            not_inverted("form_version_span"),
            models.UniqueConstraint(fields=["template", "valid_from"], name="form_version_once"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class FormSection(models.Model):
    """A part of a form: one screen on a phone."""

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["form", "order"]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class FormLine(models.Model):
    """A line of a form: one measure. Breakdown cells are lines of their own with a ``parent``."""

    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, blank=True)
    """As printed: ``1``, ``1.2``, ``a``."""
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="lines")
    label = models.CharField(max_length=250)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    required = models.BooleanField(default=True)
    hint = models.CharField(max_length=250, blank=True)
    unit_kinds = models.JSONField(default=list)
    """Kinds of unit that fill the line; empty = all."""
    committee_part = models.BooleanField(default=False)
    """Also filled, for its own work, by a unit that has others reporting below it."""
    leaf_kinds = models.JSONField(default=list)
    """Kinds of unit that fill the line only where nothing below them reports."""

    class Meta:
        ordering = ["section", "order"]

    def __str__(self) -> str:
        """Return number and label."""
        return f"{self.number} {self.label}".strip()


class FormCheck(models.Model):
    """A check over a form's measures, by a named method (``indicators.domain.CHECKS``)."""

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="checks")
    order = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    severity = models.CharField(
        max_length=8, choices=[("error", "lỗi"), ("warning", "cần giải thích")]
    )
    message = models.CharField(max_length=300)

    class Meta:
        ordering = ["form", "order"]

    def __str__(self) -> str:
        """Return the message."""
        return self.message


GUARDS: list[Guard] = [
    NoOverlap("indicators_indicatorversion", ("indicator_id",)),
    NoOverlap("indicators_formversion", ("template_id",)),
]
