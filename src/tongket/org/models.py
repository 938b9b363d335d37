"""Units, their versions, edges, ancestry, and reorganisations."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongket.access.domain import UnitScope
from tongket.core.dated import Dated, DatedQuerySet, not_inverted
from tongket.core.guards import Guard, NoOverlap

WHOLE = 1_000_000
"""Shares are stored in parts per million: a whole predecessor is 1,000,000."""


class TreeName(models.TextChoices):
    """The trees that stand side by side."""

    PARTY = "party", _("Hệ thống tổ chức đảng")
    GOVERNMENT = "government", _("Đơn vị hành chính")
    FRONT = "front", _("Mặt trận và đoàn thể")


class UnitKind(models.TextChoices):
    """What a unit is, apart from its level in the tree."""

    COUNTRY = "country", _("Cả nước")
    PROVINCE = "province", _("Tỉnh, thành phố")
    DISTRICT = "district", _("Quận, huyện, thị xã, thành phố thuộc tỉnh")
    WARD = "ward", _("Phường, xã, thị trấn, đặc khu")
    NEIGHBOURHOOD = "neighbourhood", _("Khu phố, ấp")
    CITY_COMMITTEE = "city_committee", _("Đảng bộ tỉnh, thành phố")
    DISTRICT_COMMITTEE = "district_committee", _("Đảng bộ quận, huyện")
    BLOC_COMMITTEE = "bloc_committee", _("Đảng bộ khối")
    UPPER_COMMITTEE = "upper_committee", _("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng")
    WARD_COMMITTEE = "ward_committee", _("Đảng bộ phường, xã, đặc khu")
    GRASSROOTS_COMMITTEE = "grassroots_committee", _("Đảng bộ cơ sở")
    GRASSROOTS_CELL = "grassroots_cell", _("Chi bộ cơ sở")
    CELL = "cell", _("Chi bộ trực thuộc")
    AGENCY = "agency", _("Cơ quan, đơn vị")
    FRONT_COMMITTEE = "front_committee", _("Ủy ban Mặt trận Tổ quốc")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Queries over units."""

    def within(self, scope: UnitScope) -> Self:
        """Keep the units of the scope."""
        return self if scope.everywhere else self.filter(pk__in=scope.unit_ids)


class Unit(models.Model):
    """A lasting identity. Names, kinds and parents are dated rows of their own."""

    code = models.SlugField(max_length=160, unique=True)
    tree = models.CharField(max_length=12, choices=TreeName)
    official_code = models.CharField(max_length=20, blank=True)
    """Code of the General Statistics Office for administrative divisions."""

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class UnitVersion(Dated):
    """Name and kind of a unit in ``[valid_from, valid_to)``. Outside all versions it is no unit."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, choices=UnitKind)
    form = models.CharField(max_length=24, blank=True)
    """For divisions: tinh, thanh_pho, quan, huyen, thi_xa, phuong, xa, thi_tran, dac_khu."""
    folded = models.CharField(max_length=250)
    """The name without marks, for search."""
    sort_key = models.CharField(max_length=400)
    instrument = models.CharField(max_length=300, blank=True)
    """Citation of the decision the version rests on."""

    objects = DatedQuerySet["UnitVersion"].as_manager()

    class Meta:
        ordering = ["unit", "valid_from"]
        constraints = [
            not_inverted("unit_version_span"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_version_once"),
        ]
        indexes = [
            models.Index(fields=["unit", "valid_from", "valid_to"], name="unit_version_day"),
            models.Index(fields=["folded"], name="unit_version_folded"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class UnitEdge(Dated):
    """The truth of the tree: ``unit`` stands directly below ``parent`` in the span.

    A root has no edge.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="edges")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_edges")

    objects = DatedQuerySet["UnitEdge"].as_manager()

    class Meta:
        ordering = ["unit", "valid_from"]
        constraints = [
            not_inverted("unit_edge_span"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_edge_once"),
            models.CheckConstraint(
                condition=~Q(unit=models.F("parent")), name="unit_edge_not_itself"
            ),
        ]
        indexes = [
            models.Index(
                fields=["parent", "valid_from", "valid_to", "unit"], name="unit_edge_children"
            )
        ]

    def __str__(self) -> str:
        """Return child and parent ids."""
        return f"{self.unit_id} < {self.parent_id}"


class Ancestry(Dated):
    """Derived: ``descendant`` lies ``depth`` steps below ``ancestor`` in the span (0 = itself)."""

    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    descendant = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    depth = models.PositiveSmallIntegerField()

    objects = DatedQuerySet["Ancestry"].as_manager()

    class Meta:
        constraints = [not_inverted("ancestry_span")]
        indexes = [
            models.Index(
                fields=["ancestor", "valid_from", "valid_to", "depth", "descendant"],
                name="ancestry_down",
            ),
            models.Index(
                fields=["descendant", "valid_from", "valid_to", "depth", "ancestor"],
                name="ancestry_up",
            ),
        ]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.ancestor_id} > {self.descendant_id}"


class Reorganisation(models.Model):
    """One decision, one date: its plan, and whether it is applied."""

    class State(models.TextChoices):
        """Life of a reorganisation."""

        DRAFT = "draft", _("đang soạn")
        APPLIED = "applied", _("đã thực hiện")
        REVERTED = "reverted", _("đã hủy bỏ")

    code = models.SlugField(max_length=120, unique=True)
    tree = models.CharField(max_length=12, choices=TreeName, default=TreeName.PARTY)
    """The tree it changes; a decision on two trees is two reorganisations."""
    title = models.CharField(max_length=300)
    instrument = models.CharField(max_length=300)
    effective_on = models.DateField()
    """First day of the new structure."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    plan = models.JSONField(default=dict)
    """The steps as written (``org.domain``), kept so that it can be read, run and undone again."""
    undo = models.JSONField(default=dict)
    """Ids of the rows made and closed, for the inverse."""

    class Meta:
        ordering = ["-effective_on", "code"]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Succession(models.Model):
    """``share`` of ``predecessor`` went to ``successor`` on the reorganisation's date.

    Shares of one predecessor in one reorganisation add up to ``WHOLE``. ``back_share`` is the part
    of the successor that came from this predecessor (for showing new figures in an old structure);
    over one successor they add up to ``WHOLE`` too.
    """

    class Kind(models.TextChoices):
        """What happened to the predecessor."""

        MERGE = "merge", _("sáp nhập")
        SPLIT = "split", _("chia tách")
        ABSORB = "absorb", _("nhập vào")
        DISSOLVE = "dissolve", _("giải thể")

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="successions"
    )
    effective_on = models.DateField()
    """Copy of the reorganisation's date: succession is looked up by day."""
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_in")
    kind = models.CharField(max_length=10, choices=Kind)
    share = models.PositiveIntegerField()
    back_share = models.PositiveIntegerField()
    share_basis = models.CharField(max_length=20)
    """``whole``, ``stated`` (by the decision), ``population``, ``members`` or ``equal`` (assumed)."""

    class Meta:
        ordering = ["effective_on", "predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "predecessor", "successor"], name="succession_once"
            ),
            models.CheckConstraint(
                condition=Q(share__lte=WHOLE, back_share__lte=WHOLE), name="succession_share"
            ),
        ]
        indexes = [models.Index(fields=["effective_on"], name="succession_day")]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.predecessor_id} -> {self.successor_id}"

    @property
    def whole(self) -> bool:
        """Whether the whole predecessor went to this successor."""
        return self.share == WHOLE


class Counterpart(Dated):
    """Ties a unit of one tree to its like in another: ward committee and ward."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="counterparts")
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="counterparts_back")

    objects = DatedQuerySet["Counterpart"].as_manager()

    class Meta:
        constraints = [not_inverted("counterpart_span")]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.unit_id} ~ {self.other_id}"


GUARDS: list[Guard] = [
    NoOverlap("org_unitversion", ("unit_id",)),
    NoOverlap("org_unitedge", ("unit_id",)),
    NoOverlap("org_counterpart", ("unit_id", "other_id")),
]
"""Ancestry is derived and rebuilt, so it has no guard but its check (``org.services.check_tree``)."""

FIRST_DAY = date(1945, 9, 2)
"""First day used for units whose founding day is not known."""
