"""Bringing in accepted returns writes what sending and accepting each would have written."""

from datetime import timedelta

import pytest

from tests.submissions import world as w
from tests.submissions.world import GOOD, NOW, OWN_COMMITTEE, World, build, everything_written
from tongket.access.domain import SYSTEM
from tongket.access.refusals import Refused
from tongket.figures.models import Evidence, Observation
from tongket.rollup.models import Expectation, StoredTotal
from tongket.rollup.services import check_totals
from tongket.submissions import services
from tongket.submissions.models import Submission, SubmissionVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build()


def own_values(world: World, *units: str) -> dict[int, dict[int, int]]:
    return {
        world.units[unit].pk: {
            world.measures[code]: int(text) * 1000
            for code, text in (GOOD if unit.startswith("chi-bo") else OWN_COMMITTEE).items()
        }
        for unit in units
    }


def rows() -> dict[str, list]:
    """Everything an accepted return consists of, without the ids that counters gave."""
    return {
        "submissions": sorted(
            Submission.objects.values_list(
                "unit__code",
                "state",
                "revision",
                "latest__number",
                "accepted__number",
                "changed_at",
            )
        ),
        "versions": sorted(
            SubmissionVersion.objects.values_list(
                "submission__unit__code",
                "number",
                "values",
                "totals",
                "missing",
                "remark",
                "digest",
                "submitted_at",
                "submitted_by",
                "amendment",
                "evidence__label",
            ),
            key=str,
        ),
        "evidence": sorted(
            Evidence.objects.values_list("kind", "label", "digest", "recorded_at", "author_label")
        ),
        "observations": sorted(
            Observation.objects.values_list(
                "unit__code",
                "measure",
                "value",
                "basis",
                "official",
                "recorded_at",
                "evidence__label",
            )
        ),
        "totals": sorted(
            StoredTotal.objects.values_list("unit__code", "measure", "value", "count", "inexact")
        ),
        "reported": sorted(Expectation.objects.values_list("unit__code", "reported_at"), key=str),
    }


ALL = ("chi-bo-1", "chi-bo-2", "chi-bo-3", "phuong-a", "phuong-b")


@pytest.mark.parametrize("units", [ALL, (*ALL, "thanh-uy"), ALL[:3], ALL[:2]])
def test_an_import_equals_sending_and_accepting_one_by_one(world, units):
    from django.db import transaction

    with transaction.atomic():
        for unit in units:
            world.send(unit)
            if unit != "thanh-uy":
                world.accept(unit)
        one_by_one = rows()
        transaction.set_rollback(True)
    done = services.import_accepted(
        actor=SYSTEM, now=NOW, round_=world.round, values=own_values(world, *units)
    )
    assert rows() == one_by_one
    assert done.returns == len(units)
    assert done.observations == len(one_by_one["observations"])
    assert check_totals() == []


def test_an_import_completes_what_was_accepted_before(world):
    world.send_and_accept("chi-bo-1")
    services.import_accepted(
        actor=SYSTEM, now=NOW, round_=world.round, values=own_values(world, "chi-bo-2", "phuong-a")
    )
    version = world.submission("phuong-a").accepted
    assert version.totals[str(world.measures["total"])] == 84_000
    assert version.missing == []
    assert world.submission("chi-bo-1").state == "consolidated"


def test_missing_units_are_kept_in_the_committees_version(world):
    services.import_accepted(
        actor=SYSTEM, now=NOW, round_=world.round, values=own_values(world, "chi-bo-1", "phuong-a")
    )
    version = world.submission("phuong-a").accepted
    assert version.missing == [world.units["chi-bo-2"].pk]
    assert version.remark


def test_each_unit_keeps_who_sent_it_and_when(world):
    one, two = (world.units[code].pk for code in ("chi-bo-1", "chi-bo-2"))
    day_before = NOW - timedelta(days=1)
    services.import_accepted(
        actor=SYSTEM,
        now=NOW,
        round_=world.round,
        values=own_values(world, "chi-bo-1", "chi-bo-2"),
        submitted_at={one: day_before},
        submitted_by={one: "Nguyễn Văn Một"},
    )
    versions = {
        v.submission.unit_id: v
        for v in SubmissionVersion.objects.select_related("submission", "evidence")
    }
    assert (versions[one].submitted_at, versions[one].submitted_by) == (
        day_before,
        "Nguyễn Văn Một",
    )
    assert versions[one].evidence.recorded_at == day_before
    assert (versions[two].submitted_at, versions[two].submitted_by) == (NOW, SYSTEM.name)


def test_a_unit_outside_the_round_or_already_sent_is_refused_and_nothing_is_written(world):
    world.send("chi-bo-1")
    before = everything_written()
    with pytest.raises(services.ImportFault, match="đã được gửi lên rồi"):
        services.import_accepted(
            actor=SYSTEM,
            now=NOW,
            round_=world.round,
            values=own_values(world, "chi-bo-2", "chi-bo-1"),
        )
    with pytest.raises(services.ImportFault, match="không có phiếu trong kỳ"):
        services.import_accepted(actor=SYSTEM, now=NOW, round_=world.round, values={999_999: {}})
    with pytest.raises(Refused, match="Chỉ văn phòng cấp ủy"):
        services.import_accepted(
            actor=world.actor("van-phong-a"),
            now=NOW,
            round_=world.round,
            values=own_values(world, "chi-bo-2"),
        )
    assert everything_written() == before


def test_the_number_of_queries_does_not_grow_with_the_units(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        services.import_accepted(
            actor=SYSTEM, now=NOW, round_=world.round, values=own_values(world, *ALL)
        )
    assert w.Submission.objects.filter(accepted__isnull=False).count() == len(ALL)
