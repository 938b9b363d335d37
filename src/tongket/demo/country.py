"""The party tree of the other provinces as it stands since 1 July 2025, for the country's scale.

Provinces and wards are the real ones, all below a ward is made up by one pattern. Nobody returns
forms there: each ward's members are posted as imported figures, so that sums, search and the tree
can be tried at the size of the whole country.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from tongket.access.domain import SYSTEM
from tongket.core.text import slug
from tongket.demo.city import committee_name, content
from tongket.demo.tree import moment
from tongket.figures.domain import SCALE, NewEvidence, NewObservation
from tongket.figures.models import Basis
from tongket.figures.services import Batch
from tongket.indicators.models import Measure
from tongket.org.gazetteer import TWO_LEVELS_ON, Division, load_gazetteer
from tongket.org.models import TreeName, Unit
from tongket.org.services import NewUnit, bulk_create_units
from tongket.periods.services import ensure_period
from tongket.rollup.services import post_many

COMMITTEES, CELLS_EACH, CELLS = 8, 7, 24
"""Below each ward: so many grassroots committees with so many cells each, and cells of their own."""
MEMBERS_OF_COUNTRY = 5_600_000
YEAR = "2025"


@dataclass(frozen=True, slots=True)
class Province:
    """A province outside the demo's city and its wards."""

    code: str
    division: Division
    wards: tuple[Division, ...]


def other_provinces() -> list[Province]:
    """Return the 33 provinces that are not the demo's city."""
    gazetteer = load_gazetteer()
    city = content("committees.yaml")["city"]["division"]
    wards: dict[str, list[Division]] = {}
    for ward in gazetteer.wards_after:
        wards.setdefault(ward.parent or "", []).append(ward)
    return [
        Province(f"dang-bo-{slug(province.name)}", province, tuple(wards[province.code]))
        for province in gazetteer.provinces_after
        if province.code != city
    ]


def units_of(province: Province) -> Iterator[NewUnit]:
    """Yield a province's committee with all below it, about 89 units a ward."""
    yield _unit(province.code, committee_name(province.division), "city_committee", None)
    for ward in province.wards:
        code = _ward_code(ward)
        yield _unit(code, committee_name(ward), "ward_committee", province.code, ward.name)
        for number in range(1, CELLS + 1):
            name = f"Chi bộ cơ sở số {number}"
            yield _unit(f"chi-bo-co-so-{number}-{code}", name, "grassroots_cell", code)
        for number in range(1, COMMITTEES + 1):
            above = f"dang-bo-co-so-{number}-{code}"
            yield _unit(above, f"Đảng bộ cơ sở số {number}", "grassroots_committee", code)
            for cell in range(1, CELLS_EACH + 1):
                yield _unit(f"chi-bo-{cell}-{above}", f"Chi bộ {cell}", "cell", above)


def _unit(code: str, name: str, kind: str, parent: str | None, short: str = "") -> NewUnit:
    return NewUnit(
        code, name, kind, TreeName.PARTY, parent, short_name=short, valid_from=TWO_LEVELS_ON
    )


def write_country() -> int:
    """Write the other provinces' trees; return the number of units."""
    now = moment(TWO_LEVELS_ON)
    return sum(
        len(bulk_create_units(actor=SYSTEM, now=now, rows=units_of(province)))
        for province in other_provinces()
    )


def post_country_figures() -> int:
    """Post the members of each ward of the other provinces; return the number of figures."""
    codes = ["members_total", "members_admitted"]
    rows = Measure.objects.filter(indicator__code__in=codes, cell="")
    total, admitted = (dict(rows.values_list("indicator__code", "id"))[code] for code in codes)
    wards = Unit.objects.filter(versions__kind="ward_committee", tree=TreeName.PARTY)
    ids = dict(wards.values_list("code", "id"))
    period = ensure_period(YEAR).pk
    provinces = other_provinces()
    usual = MEMBERS_OF_COUNTRY // sum(len(province.wards) for province in provinces)
    batches = []
    for province in provinces:
        found = []
        for ward in province.wards:
            unit = ids[_ward_code(ward)]
            members = usual * (50 + crc32(ward.code.encode()) % 101) // 100
            found.append(NewObservation(total, unit, period, members * SCALE))
            found.append(NewObservation(admitted, unit, period, members * 31 // 1000 * SCALE))
        batches.append(Batch(_evidence(province), found))
    result = post_many(now=moment(date(2025, 12, 1)), batches=batches, basis=Basis.IMPORTED)
    return len(result.changes)


def _evidence(province: Province) -> NewEvidence:
    return NewEvidence(
        kind="import",
        key=f"demo-{province.code}-{YEAR}",
        label=f"Số liệu minh họa của {province.division.name}, năm {YEAR}",
        author_label=SYSTEM.name,
    )


def _ward_code(ward: Division) -> str:
    """Return the committee's code; two wards of one province may have names alike but for marks."""
    return f"dang-bo-{ward.code}"
