"""What posting does to totals."""

from datetime import date
from decimal import Decimal

import pytest

from tests.rollup import world
from tongket.figures.domain import FigureFault, FigureKey, NewObservation
from tongket.figures.models import Observation
from tongket.figures.services import Batch
from tongket.rollup import selectors, services
from tongket.rollup.domain import RollupFault
from tongket.rollup.models import StoredTotal

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """A city with two committees, three cells; one measure; a year."""

    class World:
        root = world.unit("thanh-uy", kind="city_committee")
        east = world.unit("dang-uy-dong", root, kind="grassroots_committee")
        west = world.unit("dang-uy-tay", root, kind="grassroots_committee")
        first = world.unit("chi-bo-1", east)
        second = world.unit("chi-bo-2", east)
        third = world.unit("chi-bo-3", west)
        admitted = world.indicator("members_admitted")
        target = world.indicator("members_admitted_target")
        year = world.period()

    World.share = world.ratio("members_admitted_vs_target", World.admitted, World.target)
    World.form = world.form("bao-cao-nam", World.admitted, World.target)
    return World


def post(who, values, when, key=None, bound="exact"):
    return services.post(
        now=world.NOW,
        evidence=world.paper(key or f"{who.code}-1"),
        rows=world.says(who, values, when, bound),
    )


def value(measure, who, when, structure=None):
    return selectors.figure(FigureKey(measure.pk, who.pk, when.pk, structure)).value


def test_totals_rise_at_every_unit_above(city):
    post(city.first, {city.admitted: 3}, city.year)
    post(city.third, {city.admitted: 4}, city.year)
    assert value(city.admitted, city.first, city.year) == 3
    assert value(city.admitted, city.east, city.year) == 3
    assert value(city.admitted, city.west, city.year) == 4
    assert value(city.admitted, city.root, city.year) == 7
    assert services.check_totals() == []


def test_what_was_not_reported_is_not_zero(city):
    view = selectors.figure(FigureKey(city.admitted.pk, city.east.pk, city.year.pk))
    assert (view.value, view.reported, view.words) == (None, False, "chưa có báo cáo")
    post(city.first, {city.admitted: None}, city.year)
    own = selectors.figure(FigureKey(city.admitted.pk, city.first.pk, city.year.pk))
    assert (own.value, own.reported, own.words) == (None, True, "không áp dụng")
    post(city.second, {city.admitted: 0}, city.year)
    zero = selectors.figure(FigureKey(city.admitted.pk, city.second.pk, city.year.pk))
    assert (zero.value, zero.words) == (Decimal(0), "0")


def test_a_correction_moves_totals_by_the_difference_and_supersedes(city):
    post(city.first, {city.admitted: 3, city.target: 5}, city.year)
    result = post(city.first, {city.admitted: 4, city.target: 5}, city.year, key="sua")
    assert [(change.before, change.after) for change in result.changes] == [(3000, 4000)]
    assert result.unchanged == 1
    assert value(city.admitted, city.root, city.year) == 4
    old = Observation.objects.get(value=3000)
    assert old.superseded_at == world.NOW
    assert Observation.objects.official().count() == 2
    post(city.first, {city.admitted: None}, city.year, key="rut")
    assert value(city.admitted, city.root, city.year) is None
    assert services.check_totals() == []


def test_posting_the_same_twice_changes_nothing(city):
    post(city.first, {city.admitted: 3}, city.year)
    again = post(city.first, {city.admitted: 3}, city.year)
    assert (again.changes, again.unchanged) == ((), 1)
    assert value(city.admitted, city.root, city.year) == 3


def test_a_figure_said_twice_in_one_act_is_refused_and_nothing_is_written(city):
    rows = world.says(city.first, {city.admitted: 3}, city.year) * 2
    with pytest.raises(FigureFault, match="hai lần"):
        services.post(now=world.NOW, evidence=world.paper("x"), rows=rows)
    assert not Observation.objects.exists()
    assert not StoredTotal.objects.exists()


def test_a_unit_that_did_not_exist_is_refused_by_name_and_nothing_is_written(city):
    late = world.unit("chi-bo-muon", city.east, since=date(2025, 3, 1))
    with pytest.raises(RollupFault, match="Chi bo muon không tồn tại vào ngày 31/12/2024"):
        post(late, {city.admitted: 1}, city.year)
    assert not Observation.objects.exists()


def test_evidence_with_other_content_is_refused(city):
    post(city.first, {city.admitted: 3}, city.year, key="phieu")
    with pytest.raises(FigureFault, match="nội dung khác"):
        services.post(
            now=world.NOW,
            evidence=world.paper("phieu", digest="khac"),
            rows=world.says(city.first, {city.admitted: 9}, city.year),
        )
    assert value(city.admitted, city.root, city.year) == 3


def test_a_form_of_forty_lines_takes_a_fixed_number_of_queries(city, django_assert_max_num_queries):
    measures = [world.indicator(f"line_{number}") for number in range(40)]
    with django_assert_max_num_queries(16):
        post(city.first, dict.fromkeys(measures, 2), city.year)
    with django_assert_max_num_queries(16):
        post(city.first, dict.fromkeys(measures, 3), city.year, key="sua")
    assert value(measures[39], city.root, city.year) == 3


def test_many_returns_at_once_equal_the_same_returns_one_by_one(city):
    batches = [
        Batch(world.paper(f"b{who.pk}"), world.says(who, {city.admitted: number}, city.year))
        for number, who in enumerate((city.first, city.second, city.third), start=1)
    ]
    services.post_many(now=world.NOW, batches=batches)
    assert value(city.admitted, city.root, city.year) == 6
    assert services.check_totals() == []


def test_a_wrong_stored_total_is_found_and_a_recount_mends_it(city):
    post(city.first, {city.admitted: 3}, city.year)
    StoredTotal.objects.filter(unit=city.root).update(value=9000)
    (said,) = services.check_totals()
    assert "Thanh uy" in said
    assert "9 (từ 1 số) khác số cộng lại 3 (từ 1 số)" in said
    services.recount(city.year)
    assert services.check_totals() == []
    assert value(city.admitted, city.root, city.year) == 3


def test_a_ratio_is_recomputed_never_added(city):
    post(city.first, {city.admitted: 6, city.target: 5}, city.year)
    post(city.third, {city.admitted: 400, city.target: 395}, city.year)
    view = selectors.figure(FigureKey(city.share.pk, city.root.pk, city.year.pk))
    assert view.value == Decimal("101.5")
    assert view.arithmetic.replace("\u00a0", " ") == "406 / 400 = 101,5 %"
    assert view.numerator.value == 406


def test_a_vague_part_makes_the_sum_say_so(city):
    post(city.first, {city.admitted: 3}, city.year)
    post(city.second, {city.admitted: 4}, city.year, bound="over")
    view = selectors.figure(FigureKey(city.admitted.pk, city.root.pk, city.year.pk))
    assert (view.bound, view.words) == ("over", "hơn 7")


def test_missing_units_are_listed(city):
    services.expect(
        form_id=city.form.pk,
        period_id=city.year.pk,
        units={
            city.root.pk: False,
            city.east.pk: False,
            city.first.pk: True,
            city.second.pk: True,
            city.third.pk: True,
        },
    )
    post(city.first, {city.admitted: 3}, city.year)
    services.mark_reported(
        form_id=city.form.pk, period_id=city.year.pk, unit_ids=[city.first.pk], now=world.NOW
    )
    told = selectors.figure(FigureKey(city.admitted.pk, city.root.pk, city.year.pk)).completeness
    assert (told.reported, told.expected) == (1, 3)
    assert [unit.code for unit in told.missing] == ["chi-bo-2", "chi-bo-3"]
    share = selectors.figure(FigureKey(city.share.pk, city.east.pk, city.year.pk)).completeness
    assert (share.reported, share.expected) == (1, 2)


def test_inputs_are_the_children_and_the_own_part(city):
    post(city.first, {city.admitted: 3}, city.year)
    post(city.east, {city.admitted: 2}, city.year)
    view = selectors.figure(FigureKey(city.admitted.pk, city.east.pk, city.year.pk))
    assert view.value == 5
    assert [(item.role, item.unit.code, item.value, item.basis) for item in view.inputs] == [
        ("child", "chi-bo-1", Decimal(3), "entered"),
        ("own", "dang-uy-dong", Decimal(2), "entered"),
    ]


def test_largest_and_own_only(city):
    peak = world.indicator("peak", over_units="max")
    lone = world.indicator("lone", over_units="none")
    post(city.first, {peak: 3, lone: 1}, city.year)
    post(city.third, {peak: 8, lone: 2}, city.year)
    assert value(peak, city.root, city.year) == 8
    assert value(lone, city.root, city.year) is None
    assert value(lone, city.third, city.year) == 2


def test_no_such_unit_then_is_said(city):
    gone = world.unit("chi-bo-cu", city.east, until=date(2020, 1, 1))
    with pytest.raises(RollupFault, match="không tồn tại trong cơ cấu ngày 31/12/2024"):
        value(city.admitted, gone, city.year)


def test_unknown_measure_is_said(city):
    rows = [NewObservation(city.admitted.pk, city.first.pk, city.year.pk, 1000)]
    services.post(now=world.NOW, evidence=world.paper("a"), rows=rows)
    with pytest.raises(RollupFault, match="members_nothing"):
        selectors.find_key(indicator="members_nothing", unit="thanh-uy", period="2024")
    with pytest.raises(RollupFault, match="khong-co"):
        selectors.find_key(indicator="members_admitted", unit="khong-co", period="2024")
    with pytest.raises(RollupFault, match="2024-Q9"):
        selectors.find_key(indicator="members_admitted", unit="thanh-uy", period="2024-Q9")
    key = selectors.find_key(indicator="members_admitted", unit="thanh-uy", period="2024")
    assert selectors.figure(key).value == 1


def test_a_year_nobody_reported_is_its_four_quarters(city):
    quarters = [world.period(f"2024-Q{number}") for number in (1, 2, 3, 4)]
    for number, quarter in enumerate(quarters[:3], start=1):
        post(city.first, {city.admitted: number}, quarter, key=f"quy-{number}")
    key = FigureKey(city.admitted.pk, city.root.pk, city.year.pk)
    assert selectors.figure(key).value is None
    post(city.third, {city.admitted: 4}, quarters[3], key="quy-4")
    view = selectors.figure(key)
    assert (view.value, view.inputs[0].label) == (10, "Quý I/2024")
    assert selectors.trace(key).value == 10
    post(city.first, {city.admitted: 9}, city.year, key="nam")
    assert selectors.figure(key).value == 9
