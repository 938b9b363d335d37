"""Many people at once, on PostgreSQL: nothing lost, nothing done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.submissions.world import GOOD, NOW, build
from tongket.access.domain import SYSTEM
from tongket.audit.models import AuditEvent
from tongket.audit.services import broken_link
from tongket.figures.models import Observation
from tongket.rollup.models import StoredTotal
from tongket.rollup.services import check_totals
from tongket.submissions import services
from tongket.submissions.domain import Cell, WrongState

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite lets one writer in at a time")
    return build()


def all_at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run acts in threads that start together; return results, or the refusals as values."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait()
            return act()
        except (WrongState, services.AmendmentFault) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(results: list[object]) -> int:
    return sum(isinstance(result, Exception) for result in results)


def test_one_return_pressed_by_many_is_accepted_once(world):
    world.send("chi-bo-1")
    results = all_at_once([lambda: world.accept("chi-bo-1") for _ in range(8)])
    assert refusals(results) == 7
    assert AuditEvent.objects.filter(action="submissions.accept").count() == 1
    assert Observation.objects.filter(unit=world.units["chi-bo-1"]).count() == len(GOOD)
    assert check_totals() == []


def test_different_returns_accepted_together_all_enter_the_sums(world):
    units = ("chi-bo-1", "chi-bo-2", "chi-bo-3")
    for unit in units:
        world.send(unit)
    results = all_at_once([lambda unit=unit: world.accept(unit) for unit in units])
    assert refusals(results) == 0
    total = StoredTotal.objects.get(unit=world.units["thanh-uy"], measure=world.measures["total"])
    assert (total.value, total.count) == (3 * 42_000, 3)
    assert check_totals() == []
    assert broken_link() is None


def test_typing_while_sending_leaves_the_draft_and_the_version_agreeing(world):
    world.fill("chi-bo-1", GOOD)
    for _ in range(3):
        all_at_once(
            [
                lambda: services.submit(
                    actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1")
                ),
                lambda: world.fill("chi-bo-1", {"inspections": "9"}),
            ]
        )
        submission = world.submission("chi-bo-1")
        drafted = submission.draft_values.get(measure=world.measures["inspections"]).value
        assert submission.latest.values[str(world.measures["inspections"])][0] == drafted
        services.return_for_correction(
            actor=SYSTEM, now=NOW, submission=submission, reasons={}, whole="lại"
        )
        world.fill("chi-bo-1", GOOD)


def test_a_correction_is_confirmed_once(world):
    world.send_and_accept("chi-bo-1")
    amendment = services.propose_amendment(
        actor=SYSTEM,
        now=NOW,
        submission=world.submission("chi-bo-1"),
        cells={world.measures["inspections"]: Cell(7000)},
        reason="x",
    )

    def confirm() -> object:
        fresh = type(amendment).objects.get(pk=amendment.pk)
        return services.confirm_amendment(actor=SYSTEM, now=NOW, amendment=fresh)

    assert refusals(all_at_once([confirm] * 5)) == 4
    assert world.submission("chi-bo-1").versions.count() == 2
    assert check_totals() == []
