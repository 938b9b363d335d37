"""Rounds, submissions, versions, amendments."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongket.access.domain import UnitScope
from tongket.core.guards import Guard, Immutable


class SubmissionState(models.TextChoices):
    """Life of a return. Transitions are in ``submissions.domain``."""

    DRAFT = "draft", "đang nhập"
    SUBMITTED = "submitted", "đã gửi, chờ duyệt"
    RETURNED = "returned", "bị trả lại"
    ACCEPTED = "accepted", "đã duyệt"
    CONSOLIDATED = "consolidated", "đã tổng hợp"
    SEALED = "sealed", "đã chốt"


class RoundQuerySet(models.QuerySet["Round"]):
    """Queries over rounds."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the rounds opened by units in the scope, or that units in the scope report in."""
        if scope.everywhere:
            return self
        return self.filter(
            Q(root__in=scope.unit_ids) | Q(submissions__unit__in=scope.unit_ids)
        ).distinct()


class Round(models.Model):
    """A form to be reported for a period by every unit below ``root`` (and ``root`` itself)."""

    code = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=250)
    form = models.ForeignKey(
        "indicators.FormVersion", on_delete=models.PROTECT, related_name="rounds"
    )
    period = models.ForeignKey("periods.Period", on_delete=models.PROTECT, related_name="rounds")
    root = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    due = models.JSONField(default=dict)
    """Unit kind -> ISO day by which units of that kind must have sent; ``"*"`` is the fallback."""
    closed_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "code"]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Queries over submissions."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the returns of units in the scope."""
        return self if scope.everywhere else self.filter(unit__in=scope.unit_ids)

    def waiting(self, approver_id: int) -> Self:
        """Keep what was sent up to ``approver_id`` and waits for its acceptance."""
        return self.filter(approver=approver_id, state=SubmissionState.SUBMITTED)

    def whole(self) -> Self:
        """Join what nearly every reader of a return needs: round, form, period, unit, versions."""
        return self.select_related(
            "round__form__template", "round__period", "unit", "approver", "latest", "accepted"
        )


class Submission(models.Model):
    """One unit's return in a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="submissions")
    approver = models.ForeignKey(
        "org.Unit", null=True, on_delete=models.PROTECT, related_name="submissions_to_accept"
    )
    """Parent on the due day, which accepts; null at the root, which seals."""
    state = models.CharField(max_length=12, choices=SubmissionState, default=SubmissionState.DRAFT)
    due_on = models.DateField()
    leaf = models.BooleanField()
    """Nothing below it reports in this round."""
    latest = models.ForeignKey(
        "SubmissionVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted = models.ForeignKey(
        "SubmissionVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """The version whose values are the official observations."""
    revision = models.PositiveIntegerField(default=0)
    """Counts changes of state; a compare-and-swap on it keeps two people from acting at once."""
    draft_revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["round", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="submission_once"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft",
                        "submitted",
                        "returned",
                        "accepted",
                        "consolidated",
                        "sealed",
                    ]
                ),
                name="submission_state",
            ),
        ]
        indexes = [models.Index(fields=["approver", "state", "round"], name="submission_approver")]

    def __str__(self) -> str:
        """Return round and unit ids."""
        return f"r{self.round_id}u{self.unit_id}"


class DraftValue(models.Model):
    """One cell of a draft, saved as one types. ``value`` null with ``not_applicable`` = không có."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="draft_values"
    )
    measure = models.ForeignKey("indicators.Measure", on_delete=models.PROTECT, related_name="+")
    value = models.BigIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    """Explanation, where a check asks for one."""
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "measure"], name="draft_value_once")
        ]

    def __str__(self) -> str:
        """Return measure and value."""
        return f"m{self.measure_id}={self.value}"


class SubmissionVersion(models.Model):
    """What was sent up, once and for all."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()
    """Measure id (text) -> ``[value in thousandths or null, note]``: the unit's own part."""
    totals = models.JSONField(default=dict)
    """Measure id (text) -> total with everything below, as it stood when sent (for a non-leaf)."""
    missing = models.JSONField(default=list)
    """Ids of the units directly below that had not been accepted when it was sent (non-leaf)."""
    remark = models.CharField(max_length=500, blank=True)
    """Why it was sent although units were missing, or why it was amended."""
    digest = models.CharField(max_length=64)
    """SHA-256 over round, unit, number, values, totals, missing and remark."""
    evidence = models.ForeignKey(
        "figures.Evidence", null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=200)
    amendment = models.BooleanField(default=False)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="submission_version_once")
        ]

    def __str__(self) -> str:
        """Return submission and number."""
        return f"s{self.submission_id} v{self.number}"


class CellReturn(models.Model):
    """A cell sent back with its reason; answered when a later version is accepted."""

    version = models.ForeignKey(SubmissionVersion, on_delete=models.PROTECT, related_name="returns")
    measure = models.ForeignKey(
        "indicators.Measure", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Null: the reason concerns the whole return."""
    reason = models.CharField(max_length=500)
    returned_at = models.DateTimeField()
    returned_by = models.CharField(max_length=200)
    answered_by = models.ForeignKey(
        SubmissionVersion, null=True, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        ordering = ["version", "id"]

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Queries over amendments."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the amendments of units in the scope."""
        return self if scope.everywhere else self.filter(submission__unit__in=scope.unit_ids)


class Amendment(models.Model):
    """A late correction of an accepted return: proposed, effect shown, then confirmed above."""

    class State(models.TextChoices):
        """Life of an amendment."""

        PROPOSED = "proposed", _("chờ xác nhận")
        CONFIRMED = "confirmed", _("đã xác nhận")
        WITHDRAWN = "withdrawn", _("đã rút")

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="amendments")
    base = models.ForeignKey(SubmissionVersion, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(
        SubmissionVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    values = models.JSONField()
    """Measure id (text) -> ``[value or null, note]``: changed cells only."""
    effect = models.JSONField(default=list)
    """As shown: one row per changed measure and level: unit, before, after (thousandths)."""
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(state="proposed"), name="amendment_one_open"
            )
        ]

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


GUARDS: list[Guard] = [
    Immutable(
        "submissions_submissionversion",
        (
            "submission_id",
            "number",
            "values",
            "totals",
            "missing",
            "remark",
            "digest",
            "submitted_at",
            "submitted_by",
            "amendment",
        ),
    ),
]
