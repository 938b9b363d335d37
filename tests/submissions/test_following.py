"""Open rounds follow a tree that changes before the due day."""

from datetime import date

import pytest

from tests.submissions.world import NOW, World
from tongket.access.domain import SYSTEM
from tongket.org.domain import TOUCHES, TREE_CHANGED
from tongket.org.models import UnitEdge
from tongket.org.services.ancestry import rebuild_ancestry
from tongket.submissions import services
from tongket.submissions.services.following import follow_tree, touched_returns

pytestmark = pytest.mark.django_db
MOVED_ON = date(2024, 12, 1)


def move(world: World, unit: str, parent: str, day: date = MOVED_ON) -> None:
    UnitEdge.objects.filter(unit=world.units[unit]).update(valid_to=day)
    UnitEdge.objects.create(unit=world.units[unit], parent=world.units[parent], valid_from=day)
    rebuild_ancestry()
    follow_tree(day)


def approver(world: World, unit: str) -> str:
    return world.submission(unit).approver.code


def test_the_room_is_told_of_every_change():
    assert follow_tree in TREE_CHANGED
    assert touched_returns in TOUCHES


def test_a_unit_that_moves_before_the_due_day_sends_to_its_new_parent(world):
    move(world, "chi-bo-2", "phuong-b")
    assert approver(world, "chi-bo-2") == "phuong-b"
    assert approver(world, "chi-bo-1") == "phuong-a"
    world.send("chi-bo-2")
    assert world.accept("chi-bo-2", actor=world.actor("van-phong-b")).state == "accepted"


def test_what_was_decided_and_what_was_due_before_keeps_its_chain(world):
    world.send_and_accept("chi-bo-2")
    move(world, "chi-bo-2", "phuong-b")
    assert approver(world, "chi-bo-2") == "phuong-a"
    move(world, "chi-bo-1", "phuong-b", date(2025, 1, 1))
    assert approver(world, "chi-bo-1") == "phuong-a"


def test_a_dry_run_is_told_how_many_returns_are_under_way(world):
    units = [world.units[code].pk for code in ("chi-bo-1", "chi-bo-2", "phuong-a")]
    world.send_and_accept("chi-bo-1")
    assert [touch.count for touch in touched_returns(units, MOVED_ON)] == [2]
    assert [touch.count for touch in touched_returns(units, date(2024, 12, 8))] == [1]


def test_a_sealed_round_does_not_follow(world):
    world.send_and_accept("chi-bo-1", "chi-bo-2", "chi-bo-3", "phuong-a", "phuong-b")
    world.send("thanh-uy")
    services.seal(actor=SYSTEM, now=NOW, round_=world.round)
    move(world, "chi-bo-2", "phuong-b")
    assert approver(world, "chi-bo-2") == "phuong-a"
