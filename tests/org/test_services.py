"""Acts on the tree: done, refused, recorded, undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.org.plans import plans, situations
from tests.org.world import BEFORE, DAY, NOW, actor, all_rows, small_city
from tongket.access.domain import SYSTEM
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.org import selectors, services
from tongket.org.domain import (
    TOUCHES,
    TREE_CHANGED,
    WHOLE,
    Absorb,
    Create,
    Dissolve,
    Merge,
    Move,
    Part,
    Plan,
    Rename,
    Split,
    Touch,
)
from tongket.org.models import Ancestry, Reorganisation, Succession, Unit, UnitEdge, UnitVersion
from tongket.org.services import NewUnit, OrgFault

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> dict[str, int]:
    return small_city()


def reorganisation(plan: Plan, code: str = "sx", day: date = DAY) -> Reorganisation:
    return services.draft_reorganisation(
        actor=SYSTEM,
        now=NOW,
        code=code,
        title="Sắp xếp thử",
        instrument="Nghị quyết 01-NQ/TU",
        effective_on=day,
        plan=plan,
    )


def apply(plan: Plan, code: str = "sx", day: date = DAY) -> Reorganisation:
    row = reorganisation(plan, code, day)
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    return row


def codes_below(code: str, day: date) -> set[str]:
    tree = selectors.tree(day, "party")
    found = tree.by_code(code)
    return {node.code for node in tree.subtree(found.id)} if found else set()


# --- Making, renaming, moving, closing --------------------------------------------------------


def test_units_made_at_once_stand_in_the_tree_with_their_ancestry(city: dict[str, int]) -> None:
    tree = selectors.tree(DAY, "party")
    assert [node.code for node in tree] == ["tp", "q2", "p3", "q1", "p1", "cb1", "cb2", "p2"]
    assert selectors.ancestors_of(city["cb1"], DAY) == [city["p1"], city["q1"], city["tp"]]
    assert services.check_tree() == []
    event = AuditEvent.objects.get()
    assert (event.action, event.details["count"]) == ("org.bulk_create_units", 8)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([NewUnit("p1", "Lại", "cell", "party", "tp")], "không bao giờ được dùng lại"),
        ([NewUnit("x", "X", "cell", "party", "khong-co")], "Không có đơn vị cấp trên “khong-co”"),
        ([NewUnit("x", "X", "cell", "party", "tp")] * 2, "“x” có hai lần"),
        ([NewUnit("X_1", "X", "cell", "party", "tp")], "Mã “X_1” phải gồm chữ thường"),
        ([NewUnit("x", " ", "cell", "party", "tp")], "Tên còn trống"),
    ],
)
def test_units_that_cannot_be_made_leave_nothing_behind(
    city: dict[str, int], rows: list[NewUnit], said: str
) -> None:
    before = all_rows()
    with pytest.raises(OrgFault, match=said):
        services.bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)
    assert all_rows() == before


def test_a_unit_cannot_be_made_below_one_that_has_ended(city: dict[str, int]) -> None:
    services.close_unit(actor=SYSTEM, now=NOW, code="p3", day=DAY)
    row = NewUnit("cb9", "Chi bộ 9", "cell", "party", "p3", valid_from=DAY)
    with pytest.raises(OrgFault, match="“p3” vào ngày 01/07/2025"):
        services.create_unit(actor=SYSTEM, now=NOW, row=row)


def test_a_new_name_holds_from_its_day_on(city: dict[str, int]) -> None:
    services.rename_unit(actor=SYSTEM, now=NOW, code="p1", day=DAY, name="Đảng ủy phường Mới")
    unit = city["p1"]
    assert selectors.name_of([unit], BEFORE) == {unit: "Đảng ủy phường Đông"}
    assert selectors.name_of([unit], DAY) == {unit: "Đảng ủy phường Mới"}
    assert [node.code for node in selectors.search("phuong moi", DAY)] == ["p1"]
    assert selectors.search("phuong moi", BEFORE) == ()
    assert AuditEvent.objects.filter(action="org.rename_unit", unit_id=unit).exists()


def test_moving_a_subtree_keeps_the_past_and_writes_only_what_changed(city: dict[str, int]) -> None:
    kept = set(
        Ancestry.objects.exclude(descendant__code__in=["p1", "cb1", "cb2"]).values_list("pk")
    )
    services.move_unit(actor=SYSTEM, now=NOW, code="p1", parent="q2", day=DAY)
    assert codes_below("q1", BEFORE) == {"q1", "p1", "p2", "cb1", "cb2"}
    assert codes_below("q1", DAY) == {"q1", "p2"}
    assert codes_below("q2", DAY) == {"q2", "p3", "p1", "cb1", "cb2"}
    assert kept <= set(Ancestry.objects.values_list("pk"))
    assert services.check_tree() == []


def test_moving_is_refused_below_itself_or_another_tree(city: dict[str, int]) -> None:
    services.bulk_create_units(
        actor=SYSTEM, now=NOW, rows=[NewUnit("ubnd", "Thành phố", "province", "government")]
    )
    for code, parent, said in (
        ("q1", "cb1", "nằm dưới “q1”"),
        ("q1", "q1", "nằm dưới “q1”"),
        ("q1", "ubnd", "hệ thống khác"),
        ("q1", "khong-co", "Không có đơn vị “khong-co”"),
    ):
        with pytest.raises(OrgFault, match=said):
            services.move_unit(actor=SYSTEM, now=NOW, code=code, parent=parent, day=DAY)


def test_a_unit_with_others_below_it_is_not_closed(city: dict[str, int]) -> None:
    with pytest.raises(OrgFault, match="“p1” còn 2 đơn vị trực thuộc"):
        services.close_unit(actor=SYSTEM, now=NOW, code="p1", day=DAY)
    services.close_unit(actor=SYSTEM, now=NOW, code="cb1", day=DAY)
    assert selectors.unit_on("cb1", DAY) is None
    assert selectors.unit_on("cb1", BEFORE) is not None
    assert services.check_tree() == []


def test_a_change_before_one_already_known_is_refused(city: dict[str, int]) -> None:
    services.rename_unit(actor=SYSTEM, now=NOW, code="p1", day=DAY, name="Tên mới")
    with pytest.raises(OrgFault, match="đã có thay đổi sau ngày 30/06/2025"):
        services.close_unit(actor=SYSTEM, now=NOW, code="p1", day=BEFORE)
    with pytest.raises(OrgFault, match="trong chính ngày 01/07/2025"):
        services.rename_unit(actor=SYSTEM, now=NOW, code="p1", day=DAY, name="Tên khác")


def test_only_who_may_reorganise_there_may_act(city: dict[str, int]) -> None:
    before, events = all_rows(), AuditEvent.objects.count()
    stranger = actor(city["q2"])
    row = NewUnit("x", "X", "cell", "party", "p1", valid_from=DAY)
    for act in (
        lambda: services.create_unit(actor=stranger, now=NOW, row=row),
        lambda: services.rename_unit(actor=stranger, now=NOW, code="p1", day=DAY, name="X"),
        lambda: services.move_unit(actor=stranger, now=NOW, code="p3", parent="q1", day=DAY),
        lambda: services.close_unit(actor=stranger, now=NOW, code="cb1", day=DAY),
        lambda: services.load_divisions(actor=stranger, now=NOW),
    ):
        with pytest.raises(Refused, match="Chỉ ban tổ chức được phân công"):
            act()
    assert all_rows() == before
    assert AuditEvent.objects.count() == events


# --- The database itself ----------------------------------------------------------------------


def test_the_database_refuses_two_names_or_two_parents_on_one_day(city: dict[str, int]) -> None:
    for row in (
        UnitVersion(unit_id=city["p1"], name="Hai", kind="cell", valid_from=DAY),
        UnitEdge(unit_id=city["p1"], parent_id=city["q2"], valid_from=DAY),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_check_tree_says_what_is_wrong(city: dict[str, int]) -> None:
    Ancestry.objects.filter(descendant=city["cb1"], ancestor=city["tp"]).delete()
    UnitVersion.objects.filter(unit=city["p3"]).update(valid_to=DAY)
    said = " ".join(services.check_tree())
    assert "Bảng tổ tiên thiếu: “cb1” dưới “tp” 3 bậc" in said
    assert "“p3” đứng dưới “q2”" in said
    services.rebuild_ancestry()
    assert "cb1" not in " ".join(services.check_tree())


def test_check_tree_says_a_cycle(city: dict[str, int]) -> None:
    UnitEdge.objects.create(unit_id=city["tp"], parent_id=city["cb1"], valid_from=DAY)
    assert any("có vòng" in fault for fault in services.check_tree())


# --- Reorganisations --------------------------------------------------------------------------

MERGER: Plan = (
    Create("q", "Đảng ủy Một Hai", "upper_committee", "party", "tp"),
    Merge(("q1", "q2"), "q"),
    Rename("p1", "Đảng ủy phường Đông Mới"),
)


def test_a_merger_keeps_the_past_and_links_it(city: dict[str, int]) -> None:
    apply(MERGER)
    assert codes_below("tp", BEFORE) == {"tp", "q1", "q2", "p1", "p2", "p3", "cb1", "cb2"}
    assert codes_below("q", DAY) == {"q", "p1", "p2", "p3", "cb1", "cb2"}
    found = selectors.successions_between(BEFORE, DAY)
    assert [(row.predecessor_name, row.successor_name, row.share) for row in found] == [
        ("Quận ủy Một", "Đảng ủy Một Hai", WHOLE),
        ("Quận ủy Hai", "Đảng ủy Một Hai", WHOLE),
    ]
    assert sum(row.back_share for row in found) == WHOLE
    assert selectors.successions_between(DAY, date(2026, 1, 1)) == ()
    assert selectors.with_predecessors([found[0].successor_id], DAY) == {
        found[0].successor_id: {city["q1"], city["q2"]}
    }
    assert services.check_tree() == []
    event = AuditEvent.objects.get(action="org.apply_reorganisation")
    assert event.details["closed"] == 2


def test_weights_decide_what_came_from_where(city: dict[str, int]) -> None:
    row = reorganisation((Absorb(("q2",), "q1"),))
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row, weights={"q1": 300, "q2": 100})
    shares = dict(Succession.objects.values_list("predecessor__code", "back_share"))
    assert shares == {"q1": 750_000, "q2": 250_000}


def test_reverting_restores_every_row(city: dict[str, int]) -> None:
    before = all_rows()
    row = apply(MERGER)
    assert all_rows() != before
    services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
    assert all_rows() == before
    assert not Succession.objects.exists()
    assert row.state == Reorganisation.State.REVERTED
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    assert codes_below("q", DAY) == {"q", "p1", "p2", "p3", "cb1", "cb2"}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_apply_then_revert_is_as_if_nothing_had_been(data: st.DataObject) -> None:
    units = data.draw(situations())
    plan = data.draw(plans(units))
    with undone():
        rows = [NewUnit(u.code, u.name, u.kind, u.tree, u.parent) for u in units.values()]
        services.bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)
        before = all_rows()
        row = reorganisation(plan)
        try:
            services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
        except OrgFault:
            event("refused")
            assert all_rows() == before
            return
        event("done")
        assert services.check_tree() == []
        incremental = all_rows()["ancestry"]
        services.rebuild_ancestry()
        assert all_rows()["ancestry"] == incremental
        assert {node.code for node in selectors.tree(DAY - timedelta(days=1))} == set(units)
        services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
        assert all_rows() == before


def test_applying_twice_is_refused(city: dict[str, int]) -> None:
    row = apply(MERGER)
    with pytest.raises(OrgFault, match="đã thực hiện"):
        services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
    with pytest.raises(OrgFault, match="đã hủy bỏ"):
        services.revert(actor=SYSTEM, now=NOW, reorganisation=row)


def test_a_plan_that_does_not_fit_is_refused_and_stays_a_draft(city: dict[str, int]) -> None:
    row = reorganisation((Rename("khong-co", "X"), Dissolve("q1")))
    before = all_rows()
    with pytest.raises(OrgFault, match=r"Bước 1 \(Đổi tên\): không có đơn vị “khong-co”"):
        services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    row.refresh_from_db()
    assert row.state == Reorganisation.State.DRAFT
    assert all_rows() == before


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ((Rename("q", "Tên khác nữa"),), "“q” đã thay đổi tiếp vào ngày 01/01/2026"),
        ((Move("p2", "p1"),), "“p2” đã thay đổi tiếp"),
        ((Rename("p1", "Tên ba"),), "“p1” đã thay đổi tiếp"),
        ((Create("moi", "Mới", "cell", "party", "q"),), "“moi” đã được đặt dưới “q”"),
    ],
)
def test_reverting_is_refused_while_something_later_rests_on_it(
    city: dict[str, int], later: Plan, said: str
) -> None:
    row = apply(MERGER)
    apply(later, "sau", date(2026, 1, 1))
    before = all_rows()
    with pytest.raises(OrgFault, match=said):
        services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
    assert all_rows() == before


def test_reverting_is_refused_while_data_hang_on_a_new_unit(city: dict[str, int]) -> None:
    from tongket.accounts.models import Appointment, User

    row = apply(MERGER)
    user = User.objects.create(username="hoa", full_name="Trần Thị Hoa")
    unit = Unit.objects.get(code="q")
    Appointment.objects.create(user=user, unit=unit, role="reporter", valid_from=DAY)
    with pytest.raises(OrgFault, match="Đã có 1 dữ liệu gắn với đơn vị mới"):
        services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
    assert selectors.unit_on("q", DAY) is not None


def test_a_reorganisation_needs_the_right_at_every_unit_concerned(city: dict[str, int]) -> None:
    row = reorganisation(MERGER)
    everywhere_but_q2 = actor(*(city[code] for code in ("tp", "q1", "p1", "p2", "p3")))
    with pytest.raises(Refused, match="Chỉ ban tổ chức"):
        services.apply(actor=everywhere_but_q2, now=NOW, reorganisation=row)
    row.refresh_from_db()
    services.apply(actor=actor(*city.values()), now=NOW, reorganisation=row)
    with pytest.raises(Refused, match="Chỉ ban tổ chức"):
        services.revert(actor=actor(*city.values()), now=NOW, reorganisation=row)
    row.refresh_from_db()
    assert row.state == Reorganisation.State.APPLIED
    new = Unit.objects.get(code="q").pk
    services.revert(actor=actor(*city.values(), new), now=NOW, reorganisation=row)
    assert selectors.unit_on("q2", DAY) is not None


def test_a_dry_run_says_everything_and_does_nothing(city: dict[str, int]) -> None:
    asked = []

    def returns(units: object, day: date) -> list[Touch]:
        asked.append((set(units), day))  # type: ignore[call-overload]
        return [Touch("returns", "phiếu báo cáo đang làm", 3), Touch("x", "thứ không có", 0)]

    TOUCHES.append(returns)
    try:
        before = all_rows()
        effect = services.dry_run(plan=MERGER, day=DAY)
        assert all_rows() == before
    finally:
        TOUCHES.remove(returns)
    assert [unit.code for unit in effect.outcome.created] == ["q"]
    assert [(b.name, a.name) for b, a in effect.outcome.changed] == [
        ("Đảng ủy phường Đông", "Đảng ủy phường Đông Mới")
    ]
    assert effect.below == 7
    assert [touch.label for touch in effect.touches] == ["phiếu báo cáo đang làm"]
    assert asked == [({key for code, key in city.items() if code != "tp"}, DAY)]
    refused = services.dry_run(plan=(Dissolve("q1"),), day=DAY)
    assert len(refused.faults) == 2


def test_rooms_above_are_told_from_which_day_the_tree_differs(city: dict[str, int]) -> None:
    told: list[date] = []
    TREE_CHANGED.append(told.append)
    try:
        row = apply(MERGER)
        services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
        services.move_unit(actor=SYSTEM, now=NOW, code="p1", parent="q2", day=date(2026, 1, 1))
    finally:
        TREE_CHANGED.remove(told.append)
    assert told == [DAY, DAY, date(2026, 1, 1)]


def test_a_division_with_stated_shares(city: dict[str, int]) -> None:
    apply(
        (
            Create("px", "Đảng ủy phường Bắc", "ward_committee", "party", "q1"),
            Split("p2", (Part("px", 700_000), Part("p3", 300_000))),
        )
    )
    report = selectors.lineage_report(Unit.objects.get(code="p2"))
    assert [(s["code"], s["share"], s["whole"], s["basis"]) for s in report["successors"]] == [
        ("p3", 0.3, False, "stated"),
        ("px", 0.7, False, "stated"),
    ]
    received = selectors.lineage_report(Unit.objects.get(code="p3"))["predecessors"]
    assert {row["code"]: row["back_share"] for row in received} == {
        "p2": pytest.approx(0.230769),
        "p3": pytest.approx(0.769231),
    }
    assert services.check_tree() == []


def test_days_on_which_something_changed(city: dict[str, int]) -> None:
    apply(MERGER)
    [found] = selectors.change_days("party")
    assert (found.day, found.begun, found.ended, found.renamed, found.moved) == (DAY, 1, 2, 1, 3)
