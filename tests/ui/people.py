"""Three invented units and two people."""

from dataclasses import dataclass
from datetime import date

import pytest

from tongket.accounts.models import Appointment, User
from tongket.org.models import Unit, UnitVersion
from tongket.periods.models import Period

SINCE = date(2000, 1, 1)
PASSWORD = "mat-khau-thu-2025"


@dataclass(frozen=True)
class Cast:
    """Who is on stage."""

    office: User
    administrator: User
    ward_id: int
    bloc_id: int
    foreign_id: int


@pytest.fixture
def cast(db: None) -> Cast:
    ward = unit("phuong-ben-mau", "Đảng ủy phường Bến Mẫu")
    bloc = unit("khoi-co-quan", "Đảng ủy khối Cơ quan")
    foreign = unit("ngoai", "Đơn vị ngoài")
    office = person("vanphong", "Trần Văn Thử")
    administrator = person("quantri", "Lê Thị Ví Dụ")
    for place in (ward, bloc):
        appoint(office, place, "committee_office")
    appoint(administrator, ward, "administrator")
    for year in (2024, 2025):
        Period.objects.create(
            code=str(year),
            kind="year",
            year=year,
            index=1,
            starts_on=date(year, 1, 1),
            ends_before=date(year + 1, 1, 1),
        )
    return Cast(office, administrator, ward.pk, bloc.pk, foreign.pk)


def unit(code: str, name: str) -> Unit:
    made = Unit.objects.create(code=code, tree="party")
    UnitVersion.objects.create(
        unit=made,
        valid_from=SINCE,
        name=name,
        kind="ward_committee",
        folded=code,
        sort_key=str(made.pk),
    )
    return made


def person(username: str, name: str) -> User:
    return User.objects.create_user(username, password=PASSWORD, full_name=name)


def appoint(user: User, place: Unit, role: str) -> None:
    Appointment.objects.create(user=user, unit=place, role=role, valid_from=SINCE)
