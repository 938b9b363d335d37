"""A small city with two wards, three cells, a form, and the people who report.

``khóm`` of the tree: thanh-uy > phuong-a > chi-bo-1, chi-bo-2; thanh-uy > phuong-b > chi-bo-3.
"""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

from tongket.access.domain import SYSTEM, Actor
from tongket.accounts.models import Appointment, User
from tongket.accounts.selectors import actor_for
from tongket.core.clock import HANOI
from tongket.indicators.models import (
    FormCheck,
    FormLine,
    FormSection,
    FormTemplate,
    FormVersion,
    Indicator,
    IndicatorVersion,
    Measure,
)
from tongket.org.models import Unit
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.periods.models import Period
from tongket.periods.services import ensure_period
from tongket.submissions import services
from tongket.submissions.models import Round, Submission
from tongket.submissions.services import Typed

FIRST = date(2020, 1, 1)
NOW = datetime(2024, 12, 4, 10, 42, tzinfo=HANOI)
TODAY = NOW.date()
OPENS = date(2024, 11, 15)
DUE = {
    "cell": date(2024, 12, 5),
    "ward_committee": date(2024, 12, 10),
    "*": date(2024, 12, 20),
}
UNITS = [
    NewUnit("thanh-uy", "Đảng bộ Thành phố", "city_committee", "party"),
    NewUnit("phuong-a", "Đảng bộ phường A", "ward_committee", "party", "thanh-uy"),
    NewUnit("phuong-b", "Đảng bộ phường B", "ward_committee", "party", "thanh-uy"),
    NewUnit("chi-bo-1", "Chi bộ khu phố 1", "cell", "party", "phuong-a"),
    NewUnit("chi-bo-2", "Chi bộ khu phố 2", "cell", "party", "phuong-a"),
    NewUnit("chi-bo-3", "Chi bộ khu phố 3", "cell", "party", "phuong-b"),
]
LINES = [
    # code, number, label, required, committee_part
    ("opening", "1", "Đảng viên đầu kỳ", True, False),
    ("admitted", "2", "Kết nạp", True, False),
    ("admitted.women", "2a", "Trong đó: nữ", False, False),
    ("left", "3", "Giảm", True, False),
    ("total", "4", "Đảng viên cuối kỳ", True, False),
    ("inspections", "5", "Cuộc kiểm tra của cấp ủy", True, True),
]
GOOD = {"opening": "40", "admitted": "3", "left": "1", "total": "42", "inspections": "2"}
OWN_COMMITTEE = {"inspections": "4"}


@dataclass
class World:
    """Everything a test needs by short names."""

    units: dict[str, Unit]
    measures: dict[str, int]
    form: FormVersion
    period: Period
    round: Round | None = None

    def submission(self, unit: str) -> Submission:
        return Submission.objects.whole().get(round=self.round, unit__code=unit)

    def actor(self, username: str) -> Actor:
        return actor_for(User.objects.get(username=username), TODAY)

    def typed(self, values: dict[str, str]) -> dict[int, Typed]:
        return {self.measures[code]: Typed(text) for code, text in values.items()}

    def fill(self, unit: str, values: dict[str, str]) -> services.SaveResult:
        return services.save_cells(
            actor=SYSTEM, now=NOW, submission=self.submission(unit), typed=self.typed(values)
        )

    def send(self, unit: str, values: dict[str, str] | None = None, actor: Actor = SYSTEM):
        submission = self.submission(unit)
        self.fill(unit, values or (GOOD if submission.leaf else OWN_COMMITTEE))
        return services.submit(actor=actor, now=NOW, submission=self.submission(unit))

    def accept(self, unit: str, actor: Actor = SYSTEM) -> Submission:
        return services.accept(actor=actor, now=NOW, submission=self.submission(unit))

    def send_and_accept(self, *units: str) -> None:
        for unit in units:
            self.send(unit)
            self.accept(unit)


PEOPLE = [
    ("bi-thu-1", "Nguyễn Văn Một", "chi-bo-1", "cell_secretary"),
    ("nhap-lieu-1", "Trần Thị Nhập", "chi-bo-1", "reporter"),
    ("bi-thu-3", "Lê Văn Ba", "chi-bo-3", "cell_secretary"),
    ("van-phong-a", "Phạm Thị An", "phuong-a", "committee_office"),
    ("van-phong-b", "Võ Văn Bình", "phuong-b", "committee_office"),
    ("lanh-dao-a", "Đỗ Văn Lãnh", "phuong-a", "leader"),
    ("bi-thu-tp", "Hồ Thị Thành", "thanh-uy", "committee_secretary"),
    ("van-phong-tp", "Bùi Văn Phòng", "thanh-uy", "committee_office"),
]


def build(*, opened: bool = True) -> World:
    """Build the world; ``opened``: with the round of 2024."""
    ids = bulk_create_units(actor=SYSTEM, now=NOW, rows=UNITS)
    units = {code: Unit.objects.get(pk=pk) for code, pk in ids.items()}
    for username, name, unit, role in PEOPLE:
        user = User.objects.create_user(username=username, password="x", full_name=name)
        Appointment.objects.create(user=user, unit=units[unit], role=role, valid_from=FIRST)
    form, measures = _form()
    world = World(units, measures, form, ensure_period("2024"))
    if opened:
        world.round = open_round(world)
    return world


def open_round(world: World, **changes) -> Round:
    given = {
        "actor": SYSTEM,
        "now": NOW,
        "form": world.form,
        "period": world.period,
        "root": world.units["thanh-uy"],
        "opens_on": OPENS,
        "due": DUE,
    }
    return services.open_round(**(given | changes))


def _form() -> tuple[FormVersion, dict[str, int]]:
    template = FormTemplate.objects.create(code="bao-cao-thu")
    form = FormVersion.objects.create(template=template, title="Báo cáo năm", valid_from=FIRST)
    people = FormSection.objects.create(form=form, order=1, title="Đảng viên")
    work = FormSection.objects.create(form=form, order=2, title="Kiểm tra, giám sát")
    measures, lines = {}, {}
    for order, (key, number, label, required, committee_part) in enumerate(LINES, 1):
        code, _, cell = key.partition(".")
        indicator, new = Indicator.objects.get_or_create(code=code)
        if new:
            IndicatorVersion.objects.create(
                indicator=indicator,
                name=label,
                unit_of_measure="đảng viên" if code != "inspections" else "cuộc",
                over_units="sum",
                over_time="last",
                valid_from=FIRST,
            )
        measure = Measure.objects.create(indicator=indicator, cell=cell)
        measures[key] = measure.pk
        lines[key] = FormLine.objects.create(
            section=work if code == "inspections" else people,
            order=order,
            number=number,
            measure=measure,
            label=label,
            parent=lines.get(code) if cell else None,
            required=required,
            unit_kinds=[],
            committee_part=committee_part,
        )
    _checks(form)
    return form, measures


def _checks(form: FormVersion) -> None:
    movement = {
        "opening": "opening",
        "increases": ["admitted"],
        "decreases": ["left"],
        "closing": "total",
    }
    rows = [
        ("movement", movement, "error", "Đầu kỳ cộng tăng trừ giảm phải bằng cuối kỳ"),
        (
            "not_above",
            {"part": "admitted.women", "whole": "admitted"},
            "error",
            "Nữ nhiều hơn tất cả",
        ),
        (
            "change_against_last",
            {"measure": "total", "percent": 20, "least": 5},
            "warning",
            "Thay đổi nhiều so với kỳ trước",
        ),
    ]
    for order, (method, payload, severity, message) in enumerate(rows, 1):
        FormCheck.objects.create(
            form=form,
            order=order,
            method=method,
            payload=payload,
            severity=severity,
            message=message,
        )


def everything_written() -> SimpleNamespace:
    """Count the rows that acts write, to prove that a refusal writes nothing."""
    from tongket.audit.models import AuditEvent
    from tongket.figures.models import Evidence, Observation
    from tongket.rollup.models import StoredTotal
    from tongket.submissions.models import Amendment, CellReturn, SubmissionVersion

    tables = (
        AuditEvent,
        Evidence,
        Observation,
        StoredTotal,
        Amendment,
        CellReturn,
        SubmissionVersion,
    )
    return SimpleNamespace(
        counts=[table.objects.count() for table in tables],
        states=sorted(Submission.objects.values_list("pk", "state", "revision")),
    )
