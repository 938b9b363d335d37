"""The public divisions in the tree: counts, lineage, and the way back."""

from collections import Counter
from datetime import date

import pytest

from tests.org.world import NOW, all_rows
from tongket.access.domain import SYSTEM
from tongket.org import selectors, services
from tongket.org.models import Reorganisation, Unit

pytestmark = pytest.mark.django_db

EVE = date(2025, 6, 30)
DAY = date(2025, 7, 1)


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: object):  # type: ignore[no-untyped-def]
    """Load once for the module and take everything away again afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        atom = transaction.atomic()
        atom.__enter__()
        services.load_divisions(actor=SYSTEM, now=NOW)
        yield
        transaction.set_rollback(True)
        atom.__exit__(None, None, None)


def kinds(day: date) -> Counter[str]:
    return Counter(node.kind for node in selectors.tree(day, "government"))


def test_the_country_before_and_after_1_july_2025(country: None) -> None:
    before, after = kinds(EVE), kinds(DAY)
    assert (before["country"], before["province"], before["ward"]) == (1, 63, 10_040)
    assert after == {"country": 1, "province": 34, "ward": 3_321}
    assert services.check_tree() == []


def test_loading_again_changes_nothing(country: None) -> None:
    count = Unit.objects.count()
    assert services.load_divisions(actor=SYSTEM, now=NOW) == 0
    assert Unit.objects.count() == count


def test_ho_chi_minh_city_has_168_after_the_merger(country: None) -> None:
    tree = selectors.tree(DAY, "government")
    city = tree.by_code("thanh-pho-ho-chi-minh-79")
    assert city is not None
    forms = Counter(node.form for node in tree.children(city.id))
    assert forms == {"phuong": 113, "xa": 54, "dac_khu": 1}


def test_binh_thanh_went_from_20_wards_to_15_on_1_january_2025(country: None) -> None:
    for day, count in ((date(2024, 12, 31), 20), (date(2025, 1, 1), 15)):
        tree = selectors.tree(day, "government")
        district = tree.by_code("quan-binh-thanh-765")
        assert district is not None
        assert len(tree.children(district.id)) == count
    assert len(selectors.tree(date(2024, 12, 31), "government")) == len(
        selectors.tree(date(2025, 1, 1), "government")
    ) + (80 - 41)


def test_sai_gon_ward_comes_from_one_whole_and_two_divided(country: None) -> None:
    report = selectors.lineage_report(
        Unit.objects.get(official_code="26740", code__startswith="phuong-sai-gon")
    )
    assert {(row["name"], row["share"], row["basis"]) for row in report["predecessors"]} == {
        ("Phường Bến Nghé", 1.0, "whole"),
        ("Phường Đa Kao", 0.5, "equal"),
        ("Phường Nguyễn Thái Bình", 0.5, "equal"),
    }
    assert sum(row["back_share"] for row in report["predecessors"]) == pytest.approx(1)


def test_a_province_reverted_and_applied_again_leaves_the_same_rows(country: None) -> None:
    """What was written in bulk is what ``apply`` writes: only ids may differ."""
    row = Reorganisation.objects.get(code="sap-xep-2025-thanh-pho-ho-chi-minh-79")
    before = selectors.tree(DAY, "government")
    successions = set(
        row.successions.values_list(
            "predecessor", "successor__code", "share", "back_share", "kind", "share_basis"
        )
    )
    services.revert(actor=SYSTEM, now=NOW, reorganisation=row)
    eve, reverted = selectors.tree(EVE, "government"), selectors.tree(DAY, "government")
    assert reverted.by_code("quan-binh-thanh-765") is not None
    city = eve.by_code("thanh-pho-ho-chi-minh-79")
    assert city is not None
    assert [n.code for n in reverted.subtree(city.id)] == [n.code for n in eve.subtree(city.id)]
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    after = selectors.tree(DAY, "government")
    assert [node[1:8] for node in after] == [node[1:8] for node in before]
    assert successions == set(
        row.successions.values_list(
            "predecessor", "successor__code", "share", "back_share", "kind", "share_basis"
        )
    )
    assert services.check_tree() == []


def test_every_change_of_the_tree_is_on_the_two_days(country: None) -> None:
    days = selectors.change_days("government")
    assert [found.day for found in days] == [DAY, date(2025, 1, 1)]
    assert days[0].begun == 3_207


def test_rebuilding_ancestry_changes_nothing(country: None) -> None:
    before = all_rows()["ancestry"]
    services.rebuild_ancestry("government")
    assert all_rows()["ancestry"] == before


def test_what_does_not_agree_in_the_sources_is_kept(country: None) -> None:
    assert {row.kind for row in selectors.divisions_disagreements()} >= {
        "namesake_confused",
        "row_is_district",
    }
