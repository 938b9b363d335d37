"""An invented city with everything going on at once, and people in every position to it.

    thanh-uy                  Đảng bộ Thành phố Mẫu Hình
      phuong-ben-mau          Đảng bộ phường Bến Mẫu
        chi-bo-ben-mot        its secretary is ``own``; took over chi-bo-xom-cu on 1 July 2024
        chi-bo-ben-hai        sent back with reasons; its secretary is ``sibling``
        chi-bo-ben-ba         waits for acceptance
        chi-bo-ben-bon        accepted
      phuong-doi-thu          Đảng bộ phường Đồi Thử; its return waits for the city
        chi-bo-doi-nam        its secretary is ``other``
        chi-bo-doi-moi        made of chi-bo-doi-cu on 1 July 2024; its secretary is ``heir``

The round of 2023 is over (its returns are accepted, one correction waits), that of 2024 is on.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from tongket.access.domain import SYSTEM, Actor
from tongket.accounts.models import Appointment, User
from tongket.accounts.selectors import actor_for
from tongket.core.clock import HANOI
from tongket.figures.domain import FigureKey
from tongket.indicators.models import FormCheck, FormLine, FormSection, FormTemplate, FormVersion
from tongket.indicators.selectors import measures_by_code
from tongket.indicators.services import load_indicators
from tongket.narratives.models import NarrativeReport
from tongket.narratives.services import read_report as read_narrative
from tongket.narratives.services import receive
from tongket.org.domain import Absorb, Create, Merge, Rename
from tongket.org.models import Reorganisation, Unit
from tongket.org.services import apply, draft_reorganisation
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.periods.models import Period
from tongket.periods.services import ensure_period
from tongket.rulebook.services import load_rulebook
from tongket.submissions import services
from tongket.submissions.domain import Cell
from tongket.submissions.models import Amendment, Round, Submission
from tongket.submissions.services import Typed
from tongket.yearend.models import Review
from tongket.yearend.services import create_review

# "double" looks after the machine at the top and types for a cell at the bottom: in the first
# place the person has no figures to see, in the second only those of the cell.
SECOND_OFFICE = {"double": ("chi-bo-ben-mot", "reporter")}
FIRST = date(2020, 1, 1)
NOW = datetime(2024, 12, 4, 10, 42, tzinfo=HANOI)
TODAY = NOW.date()
PASSWORD = "mat-khau-thu-2025"
MERGER = "sap-xep-xom-cu-2024"
DRAFTED = "sap-xep-ben-2025"

UNITS = [
    NewUnit("thanh-uy", "Đảng bộ Thành phố Mẫu Hình", "city_committee", "party"),
    NewUnit("phuong-ben-mau", "Đảng bộ phường Bến Mẫu", "ward_committee", "party", "thanh-uy"),
    NewUnit("phuong-doi-thu", "Đảng bộ phường Đồi Thử", "ward_committee", "party", "thanh-uy"),
    NewUnit("chi-bo-ben-mot", "Chi bộ khu phố Bến Một", "cell", "party", "phuong-ben-mau"),
    NewUnit("chi-bo-ben-hai", "Chi bộ khu phố Bến Hai", "cell", "party", "phuong-ben-mau"),
    NewUnit("chi-bo-ben-ba", "Chi bộ khu phố Bến Ba", "cell", "party", "phuong-ben-mau"),
    NewUnit("chi-bo-ben-bon", "Chi bộ khu phố Bến Bốn", "cell", "party", "phuong-ben-mau"),
    NewUnit("chi-bo-xom-cu", "Chi bộ Xóm Cũ", "cell", "party", "phuong-ben-mau"),
    NewUnit("chi-bo-doi-nam", "Chi bộ khu phố Đồi Nam", "cell", "party", "phuong-doi-thu"),
    NewUnit("chi-bo-doi-cu", "Chi bộ Đồi Cũ", "cell", "party", "phuong-doi-thu"),
    NewUnit("thanh-pho-mau", "Thành phố Mẫu Hình", "province", "government"),
    NewUnit("phuong-mau", "Phường Bến Mẫu", "ward", "government", "thanh-pho-mau", form="phuong"),
]
PEOPLE = {
    # who -> name, unit, role, appointed until
    "own": ("Nguyễn Văn Một", "chi-bo-ben-mot", "cell_secretary", None),
    "clerk": ("Trần Thị Nhập", "chi-bo-ben-mot", "reporter", None),
    "sibling": ("Đào Thị Hai", "chi-bo-ben-hai", "cell_secretary", None),
    "other": ("Lê Văn Nam", "chi-bo-doi-nam", "cell_secretary", None),
    "heir": ("Hà Văn Nối", "chi-bo-doi-moi", "cell_secretary", None),
    "parent": ("Phạm Thị An", "phuong-ben-mau", "committee_office", None),
    "aside": ("Võ Văn Bình", "phuong-doi-thu", "committee_office", None),
    "former": ("Cao Thị Cũ", "chi-bo-xom-cu", "cell_secretary", None),
    "ended": ("Mai Văn Trước", "chi-bo-ben-mot", "cell_secretary", date(2023, 6, 1)),
    "city": ("Bùi Văn Phòng", "thanh-uy", "committee_office", None),
    "head": ("Hồ Thị Thành", "thanh-uy", "committee_secretary", None),
    "leader": ("Đỗ Văn Lãnh", "thanh-uy", "leader", None),
    "board": ("Tô Thị Chức", "thanh-uy", "organisation_board", None),
    "admin": ("Lý Văn Quản", "thanh-uy", "administrator", None),
    "double": ("Vũ Thị Kép", "thanh-uy", "administrator", None),
}
LINES = [
    # measure, number, required, committee_part
    ("members_opening", "1", True, False),
    ("members_admitted", "2", True, False),
    ("members_admitted.women", "2a", False, False),
    ("members_decreases", "3", True, False),
    ("members_total", "4", True, False),
    ("party_organisations_new", "5", True, True),
]
GOOD = {
    "members_opening": "40",
    "members_admitted": "3",
    "members_decreases": "1",
    "members_total": "42",
    "party_organisations_new": "0",
}
OWN_PART = {"party_organisations_new": "2"}
CELLS = ("chi-bo-ben-mot", "chi-bo-ben-hai", "chi-bo-ben-ba", "chi-bo-ben-bon", "chi-bo-doi-nam")
OLD_CELLS = ("chi-bo-xom-cu", "chi-bo-doi-cu")
WARDS = ("phuong-ben-mau", "phuong-doi-thu")


@dataclass
class Cast:
    """The city by short names."""

    units: dict[str, Unit]
    measures: dict[str, int]
    form: FormVersion
    rounds: dict[str, Round] = field(default_factory=dict)
    amendment: Amendment | None = None
    reviews: dict[str, Review] = field(default_factory=dict)
    report: NarrativeReport | None = None
    """Dropped in and read by the office of phuong-ben-mau."""

    def submission(self, unit: str, year: str = "2024") -> Submission:
        return Submission.objects.whole().get(round=self.rounds[year], unit__code=unit)

    def actor(self, who: str) -> Actor:
        return actor_for(User.objects.get(username=who), TODAY)

    def figure(self, measure: str, unit: str, year: str = "2023") -> str:
        period = Period.objects.get(code=year)
        return FigureKey(self.measures[measure], self.units[unit].pk, period.pk).id

    def fill(self, unit: str, year: str = "2024", **changes: str) -> Submission:
        submission = self.submission(unit, year)
        values = (GOOD if submission.leaf else OWN_PART) | changes
        typed = {self.measures[code]: Typed(text) for code, text in values.items()}
        services.save_cells(actor=SYSTEM, now=NOW, submission=submission, typed=typed)
        return self.submission(unit, year)

    def send(self, unit: str, year: str = "2024", **changes: str) -> Submission:
        services.submit(actor=SYSTEM, now=NOW, submission=self.fill(unit, year, **changes))
        return self.submission(unit, year)

    def accept(self, unit: str, year: str = "2024", **changes: str) -> Submission:
        sent = self.send(unit, year, **changes)
        return services.accept(actor=SYSTEM, now=NOW, submission=sent)


def build() -> Cast:
    """Build the whole city."""
    load_rulebook(actor=SYSTEM, now=NOW)
    cast = begin()
    open_round(cast, "2023")
    _year_2023(cast)
    _merge_the_old_cells(cast)
    _draft_a_merger()
    open_round(cast, "2024")
    _year_2024(cast)
    cast.report = drop_in(cast)
    return cast


NARRATIVE = """ĐẢNG BỘ PHƯỜNG BẾN MẪU: KẾT QUẢ CÔNG TÁC NĂM 2023

Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 15 đảng viên mới, đạt 80% chỉ tiêu.
Toàn Đảng bộ có 210 đảng viên, gồm 120 nam và 80 nữ.
Xếp loại: 16/20 chi bộ hoàn thành xuất sắc nhiệm vụ (đạt 85%).
"""
"""A draft with mistakes: 120 + 80 is not 210, 16/20 is not 85 %."""


def drop_in(cast: Cast, unit: str = "phuong-ben-mau", text: str = NARRATIVE) -> NarrativeReport:
    """Drop a report in for a unit and have it read."""
    report = receive(
        actor=SYSTEM,
        now=NOW,
        unit_id=cast.units[unit].pk,
        file_name="bao-cao.txt",
        content=text.encode(),
    )
    read_narrative(report.pk)
    return NarrativeReport.objects.get(pk=report.pk)


def begin() -> Cast:
    """Build the units, the people and the form; no round yet."""
    load_indicators(actor=SYSTEM, now=NOW)
    ids = bulk_create_units(actor=SYSTEM, now=NOW, rows=UNITS)
    units = {code: Unit.objects.get(pk=pk) for code, pk in ids.items()}
    for who, (_name, unit, _role, _until) in PEOPLE.items():
        if unit in units:
            _appoint(units, who)
    found = measures_by_code()
    measures = {code: found[code].pk for code, *_rest in LINES}
    return Cast(units, measures, _form(measures))


def _appoint(units: dict[str, Unit], who: str) -> None:
    name, unit, role, until = PEOPLE[who]
    user = User.objects.create_user(username=who, password=PASSWORD, full_name=name)
    offices = [(unit, role), *([SECOND_OFFICE[who]] if who in SECOND_OFFICE else [])]
    for place, office in offices:
        Appointment.objects.create(
            user=user, unit=units[place], role=office, valid_from=FIRST, valid_to=until
        )


def open_round(cast: Cast, year: str) -> Round:
    """Open the round of a year; cells send by 5 December."""
    opened = services.open_round(
        actor=SYSTEM,
        now=NOW,
        form=cast.form,
        period=ensure_period(year),
        root=cast.units["thanh-uy"],
        opens_on=date(int(year), 11, 15),
        due={
            "cell": date(int(year), 12, 5),
            "ward_committee": date(int(year), 12, 10),
            "*": date(int(year), 12, 20),
        },
    )
    cast.rounds[year] = opened
    return opened


def _year_2023(cast: Cast) -> None:
    for unit in (*CELLS, *OLD_CELLS):
        cast.accept(unit, "2023")
    for unit in WARDS:
        cast.accept(unit, "2023")
    submission = cast.submission("chi-bo-ben-hai", "2023")
    changed = {"members_admitted": 4, "members_total": 43}
    cast.amendment = services.propose_amendment(
        actor=SYSTEM,
        now=NOW,
        submission=submission,
        cells={cast.measures[code]: Cell(value * 1000) for code, value in changed.items()},
        reason="Sót một đồng chí kết nạp cuối năm",
    )
    for unit in ("thanh-uy", "phuong-ben-mau"):
        cast.reviews[unit] = create_review(actor=SYSTEM, now=NOW, unit_code=unit, year=2023)


def _merge_the_old_cells(cast: Cast) -> None:
    draft = draft_reorganisation(
        actor=SYSTEM,
        now=NOW,
        code=MERGER,
        title="Sắp xếp Chi bộ Xóm Cũ và Chi bộ Đồi Cũ",
        instrument="Quyết định 12-QĐ/ĐU",
        effective_on=date(2024, 7, 1),
        plan=(
            Absorb(("chi-bo-xom-cu",), "chi-bo-ben-mot"),
            Create("chi-bo-doi-moi", "Chi bộ Đồi Mới", "cell", "party", "phuong-doi-thu"),
            Merge(("chi-bo-doi-cu",), "chi-bo-doi-moi"),
        ),
    )
    apply(actor=SYSTEM, now=NOW, reorganisation=draft)
    cast.units["chi-bo-doi-moi"] = Unit.objects.get(code="chi-bo-doi-moi")
    _appoint(cast.units, "heir")


def _draft_a_merger() -> Reorganisation:
    return draft_reorganisation(
        actor=SYSTEM,
        now=NOW,
        code=DRAFTED,
        title="Sắp xếp các chi bộ khu phố Bến",
        instrument="Tờ trình 3-TTr/ĐU",
        effective_on=date(2025, 1, 1),
        plan=(
            Create("chi-bo-ben-moi", "Chi bộ khu phố Bến Mới", "cell", "party", "phuong-ben-mau"),
            Merge(("chi-bo-ben-ba", "chi-bo-ben-bon"), "chi-bo-ben-moi"),
            Rename("chi-bo-ben-hai", "Chi bộ khu phố Bến Nhì"),
        ),
    )


def _year_2024(cast: Cast) -> None:
    cast.fill("chi-bo-ben-mot", members_opening="80", members_admitted="")
    returned = cast.send("chi-bo-ben-hai")
    services.return_for_correction(
        actor=SYSTEM,
        now=NOW,
        submission=returned,
        reasons={cast.measures["members_admitted"]: "Danh sách kết nạp chỉ có 2 đồng chí"},
        whole="Đối chiếu lại với sổ đảng viên",
    )
    cast.send("chi-bo-ben-ba")
    cast.accept("chi-bo-ben-bon")
    for unit in ("chi-bo-doi-nam", "chi-bo-doi-moi"):
        cast.accept(unit)
    cast.send("phuong-doi-thu")


def _form(measures: dict[str, int]) -> FormVersion:
    template = FormTemplate.objects.create(code="bao-cao-thu")
    form = FormVersion.objects.create(template=template, title="Báo cáo thử", valid_from=FIRST)
    people = FormSection.objects.create(form=form, order=1, title="Đảng viên")
    work = FormSection.objects.create(form=form, order=2, title="Tổ chức đảng")
    lines: dict[str, FormLine] = {}
    for order, (code, number, required, committee_part) in enumerate(LINES, 1):
        lines[code] = FormLine.objects.create(
            section=work if committee_part else people,
            order=order,
            number=number,
            measure_id=measures[code],
            label=LABELS[code],
            parent=lines.get(code.partition(".")[0]),
            required=required,
            unit_kinds=[],
            committee_part=committee_part,
        )
    _checks(form)
    return form


LABELS = {
    "members_opening": "Đảng viên đầu kỳ",
    "members_admitted": "Kết nạp",
    "members_admitted.women": "Trong đó nữ",
    "members_decreases": "Giảm trong kỳ",
    "members_total": "Đảng viên cuối kỳ",
    "party_organisations_new": "Tổ chức đảng lập mới",
}


def _checks(form: FormVersion) -> None:
    movement = {
        "opening": "members_opening",
        "increases": ["members_admitted"],
        "decreases": ["members_decreases"],
        "closing": "members_total",
    }
    not_above = {"part": "members_admitted.women", "whole": "members_admitted"}
    rows = [
        ("movement", movement, "error", "Đầu kỳ cộng tăng trừ giảm phải bằng cuối kỳ"),
        ("not_above", not_above, "error", "Số nữ nhiều hơn tất cả"),
    ]
    for order, (method, payload, severity, message) in enumerate(rows, 1):
        FormCheck.objects.create(
            form=form, order=order, method=method, payload=payload, severity=severity,
            message=message,
        )  # fmt: skip
