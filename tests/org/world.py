"""A small organisation for the room's tests, and ways to look at all rows at once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongket.access.domain import SYSTEM, Action, Actor
from tongket.org.models import Ancestry, Unit, UnitEdge, UnitVersion
from tongket.org.services import NewUnit, bulk_create_units

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BEFORE = date(2025, 6, 30)
DAY = date(2025, 7, 1)


def small_city() -> dict[str, int]:
    """A city committee with two districts, wards below them; code -> id."""
    rows = [
        NewUnit("tp", "Thành ủy Thành Mẫu", "city_committee", "party"),
        NewUnit("q1", "Quận ủy Một", "district_committee", "party", "tp"),
        NewUnit("q2", "Quận ủy Hai", "district_committee", "party", "tp"),
        NewUnit("p1", "Đảng ủy phường Đông", "ward_committee", "party", "q1"),
        NewUnit("p2", "Đảng ủy phường Tây", "ward_committee", "party", "q1"),
        NewUnit("p3", "Đảng ủy phường Nam", "ward_committee", "party", "q2"),
        NewUnit("cb1", "Chi bộ 1", "cell", "party", "p1"),
        NewUnit("cb2", "Chi bộ 2", "cell", "party", "p1"),
    ]
    return bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)


def actor(*units: int, action: Action = Action.REORGANISE, see: bool = True) -> Actor:
    """A person who may do one action (and see the units) at some units."""
    grants = {action: frozenset(units)}
    if see:
        grants[Action.SEE_UNITS] = frozenset(units)
    return Actor(user_id=7, username="lan", name="Nguyễn Thị Lan", grants=grants)


def all_rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tree as it lies in the database; ancestry without its ids."""
    return {
        "units": list(Unit.objects.order_by("pk").values_list()),
        "versions": list(UnitVersion.objects.order_by("pk").values_list()),
        "edges": list(UnitEdge.objects.order_by("pk").values_list()),
        "ancestry": sorted(
            Ancestry.objects.values_list(
                "descendant_id", "ancestor_id", "depth", "valid_from", "valid_to"
            ),
            key=str,
        ),
    }
