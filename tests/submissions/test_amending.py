"""Late corrections at the level of the acts."""

import pytest

from tests.submissions.world import NOW, World, everything_written
from tongket.access.domain import SYSTEM
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.figures.models import Observation
from tongket.rollup.models import StoredTotal
from tongket.rollup.services import check_totals
from tongket.submissions import services
from tongket.submissions.domain import Cell, WrongState
from tongket.submissions.models import Amendment

pytestmark = pytest.mark.django_db


def cells(world: World, **values: int) -> dict[int, Cell]:
    return {world.measures[code]: Cell(value * 1000) for code, value in values.items()}


def propose(world: World, unit: str = "chi-bo-1", actor=SYSTEM, reason="Sót quyết định", **values):
    return services.propose_amendment(
        actor=actor,
        now=NOW,
        submission=world.submission(unit),
        cells=cells(world, **(values or {"admitted": 5, "total": 44})),
        reason=reason,
    )


def confirm(amendment: Amendment, actor=SYSTEM):
    fresh = Amendment.objects.get(pk=amendment.pk)
    return services.confirm_amendment(actor=actor, now=NOW, amendment=fresh)


def total(world: World, unit: str, measure: str) -> int:
    row = StoredTotal.objects.get(unit=world.units[unit], measure=world.measures[measure])
    return row.value // 1000


@pytest.fixture
def accepted(world) -> World:
    world.send_and_accept("chi-bo-1", "chi-bo-2", "phuong-a")
    return world


def test_a_proposal_changes_nothing_but_tells_the_effect(accepted):
    before = total(accepted, "thanh-uy", "total")
    amendment = propose(accepted, actor=accepted.actor("bi-thu-1"))
    units, measures = accepted.units, accepted.measures
    assert amendment.effect[3:] == [
        [measures["total"], units["chi-bo-1"].pk, 42_000, 44_000],
        [measures["total"], units["phuong-a"].pk, 84_000, 86_000],
        [measures["total"], units["thanh-uy"].pk, 84_000, 86_000],
    ]
    assert total(accepted, "thanh-uy", "total") == before


def test_a_confirmed_correction_supersedes_and_keeps_both_versions(accepted):
    first = accepted.submission("chi-bo-1").accepted
    version = confirm(propose(accepted), accepted.actor("van-phong-a"))
    submission = accepted.submission("chi-bo-1")
    assert (version.number, version.amendment, version.remark) == (2, True, "Sót quyết định")
    assert (submission.accepted, submission.latest) == (version, version)
    assert submission.state == "consolidated"
    assert first.values[str(accepted.measures["total"])] == [42_000, ""]
    assert version.values[str(accepted.measures["opening"])] == [40_000, ""]
    standing = Observation.objects.official().get(
        unit=accepted.units["chi-bo-1"], measure=accepted.measures["total"]
    )
    assert (standing.value, standing.evidence) == (44_000, version.evidence)
    assert standing.supersedes.value == 42_000
    assert total(accepted, "thanh-uy", "total") == 86
    assert check_totals() == []
    assert AuditEvent.objects.order_by("-id").first().action == "submissions.confirm_amendment"


def test_unchanged_cells_keep_resting_on_the_version_that_first_said_them(accepted):
    first = accepted.submission("chi-bo-1").accepted
    confirm(propose(accepted))
    standing = Observation.objects.official().get(
        unit=accepted.units["chi-bo-1"], measure=accepted.measures["opening"]
    )
    assert standing.evidence == first.evidence


def test_a_committees_correction_moves_its_own_totals(accepted):
    version = confirm(propose(accepted, "phuong-a", inspections=9))
    assert version.totals[str(accepted.measures["inspections"])] == (2 + 2 + 9) * 1000
    assert total(accepted, "thanh-uy", "inspections") == 13


def test_a_sealed_return_is_corrected_in_the_same_way(world):
    world.send_and_accept("chi-bo-1", "chi-bo-2", "chi-bo-3", "phuong-a", "phuong-b")
    world.send("thanh-uy")
    services.seal(actor=SYSTEM, now=NOW, round_=world.round)
    confirm(propose(world))
    assert world.submission("chi-bo-1").state == "sealed"
    root = propose(world, "thanh-uy", inspections=7)
    with pytest.raises(Refused, match="Chỉ Bí thư cấp ủy mới xác nhận được điều chỉnh"):
        confirm(root, world.actor("van-phong-tp"))
    confirm(root, world.actor("bi-thu-tp"))
    assert check_totals() == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": " "}, "Ghi lý do điều chỉnh"),
        ({"total": 42}, "Chưa có số nào khác"),
        ({"total": 45}, r"40 \+ 3 − 1 = 42, khác 45"),
    ],
)
def test_a_proposal_that_says_nothing_or_breaks_a_check_is_refused(accepted, given, words):
    before = everything_written()
    with pytest.raises(services.AmendmentFault, match=words):
        propose(accepted, **given)
    assert everything_written() == before


def test_a_committee_does_not_correct_what_others_reported(accepted):
    with pytest.raises(services.AmendmentFault, match="đơn vị không nhập"):
        propose(accepted, "phuong-a", total=50)


def test_one_proposal_waits_at_a_time_and_is_decided_once(accepted):
    amendment = propose(accepted)
    with pytest.raises(services.AmendmentFault, match="đang chờ xác nhận"):
        propose(accepted)
    confirm(amendment)
    before = everything_written()
    with pytest.raises(services.AmendmentFault, match="đã được xử lý rồi"):
        confirm(amendment)
    with pytest.raises(services.AmendmentFault, match="đã được xử lý rồi"):
        services.withdraw_amendment(
            actor=SYSTEM, now=NOW, amendment=Amendment.objects.get(pk=amendment.pk)
        )
    assert everything_written() == before


def test_a_withdrawn_proposal_leaves_the_numbers_and_makes_room_for_another(accepted):
    amendment = propose(accepted)
    services.withdraw_amendment(
        actor=accepted.actor("bi-thu-1"),
        now=NOW,
        amendment=Amendment.objects.get(pk=amendment.pk),
    )
    assert total(accepted, "thanh-uy", "total") == 84
    assert propose(accepted).state == "proposed"


def test_who_may_propose_and_who_may_confirm(accepted):
    before = everything_written()
    with pytest.raises(Refused, match="mới đề nghị điều chỉnh được"):
        propose(accepted, actor=accepted.actor("nhap-lieu-1"))
    assert everything_written() == before
    amendment = propose(accepted)
    before = everything_written()
    for who in ("bi-thu-1", "van-phong-b", "van-phong-tp"):
        with pytest.raises(Refused, match="cấp ủy cấp trên trực tiếp mới xác nhận"):
            confirm(amendment, accepted.actor(who))
    with pytest.raises(Refused):
        services.withdraw_amendment(
            actor=accepted.actor("bi-thu-3"),
            now=NOW,
            amendment=Amendment.objects.get(pk=amendment.pk),
        )
    assert everything_written() == before


def test_what_is_still_open_is_simply_corrected_on_the_form(world):
    with pytest.raises(WrongState, match="cứ sửa thẳng trên phiếu"):
        propose(world)
    world.send("chi-bo-1")
    with pytest.raises(WrongState, match="đề nghị cấp duyệt trả lại"):
        propose(world)
