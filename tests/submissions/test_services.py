"""Acts on rounds and returns: what they do, and what they refuse without leaving a trace."""

from datetime import date, timedelta

import pytest

from tests.submissions import world as w
from tests.submissions.world import GOOD, NOW, World, build, everything_written, open_round
from tongket.access.domain import SYSTEM
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.audit.services import broken_link
from tongket.figures.models import Observation
from tongket.rollup.models import Expectation, StoredTotal
from tongket.rollup.services import check_totals
from tongket.submissions import services
from tongket.submissions.domain import WrongState, content_hash
from tongket.submissions.models import CellReturn, Submission, SubmissionVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build()


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def total(world: World, unit: str, measure: str) -> int | None:
    row = StoredTotal.objects.filter(
        unit=world.units[unit], measure=world.measures[measure], count__gt=0
    ).first()
    return row and row.value // 1000


# --- opening ------------------------------------------------------------------------------------


def test_a_round_asks_every_unit_with_its_own_due_day_and_approver(world):
    found = {
        row.unit.code: (row.approver and row.approver.code, row.due_on, row.leaf)
        for row in Submission.objects.select_related("unit", "approver")
    }
    assert found == {
        "thanh-uy": (None, date(2024, 12, 20), False),
        "phuong-a": ("thanh-uy", date(2024, 12, 10), False),
        "phuong-b": ("thanh-uy", date(2024, 12, 10), False),
        "chi-bo-1": ("phuong-a", date(2024, 12, 5), True),
        "chi-bo-2": ("phuong-a", date(2024, 12, 5), True),
        "chi-bo-3": ("phuong-b", date(2024, 12, 5), True),
    }
    assert dict(Expectation.objects.values_list("unit__code", "leaf")) == {
        code: leaf for code, (_, _, leaf) in found.items()
    }
    assert "submissions.open_round" in acts()


def test_units_that_fill_nothing_are_not_asked():
    world = build(opened=False)
    w.FormLine.objects.update(unit_kinds=["ward_committee"])
    world.round = open_round(world)
    asked = dict(Submission.objects.values_list("unit__code", "leaf"))
    assert asked == {"thanh-uy": False, "phuong-a": True, "phuong-b": True}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "đã được mở rồi"),
        ({"due": {}}, "ít nhất một hạn gửi"),
        ({"due": {"*": date(2024, 11, 1)}}, "trước ngày mở 15/11/2024"),
        ({"due": {"cell": date(2024, 12, 5)}}, "chưa có hạn gửi cho loại đơn vị này"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(changes, words):
    world = build(opened=not changes)
    before = everything_written()
    with pytest.raises(services.RoundFault, match=words):
        open_round(world, **changes)
    assert everything_written() == before


def test_a_round_due_after_a_reorganisation_asks_the_units_of_the_period(world):
    """Quarter III is due in October; on 1 October a cell moved, one closed and one was founded."""
    from tests.submissions.test_following import move
    from tongket.org.models import UnitEdge, UnitVersion
    from tongket.org.services.ancestry import rebuild_ancestry

    first = date(2024, 10, 1)
    move(world, "chi-bo-2", "phuong-b", first)
    for table in (UnitEdge, UnitVersion):
        table.objects.filter(unit=world.units["chi-bo-1"]).update(valid_to=first)
    rebuild_ancestry()
    new = w.NewUnit("chi-bo-moi", "Chi bộ mới", "cell", "party", "phuong-b", valid_from=first)
    w.bulk_create_units(actor=SYSTEM, now=NOW, rows=[new])
    world.round = open_round(
        world,
        period=w.ensure_period("2024-Q3"),
        opens_on=date(2024, 9, 20),
        due={"*": date(2024, 10, 5)},
    )
    asked = dict(world.round.submissions.values_list("unit__code", "approver__code"))
    assert asked == {
        "thanh-uy": None,
        "phuong-a": "thanh-uy",
        "phuong-b": "thanh-uy",
        "chi-bo-1": "phuong-a",
        "chi-bo-2": "phuong-b",
        "chi-bo-3": "phuong-b",
    }
    world.send_and_accept("chi-bo-1", "chi-bo-2")
    assert check_totals() == []


def test_only_the_office_of_the_root_opens_a_round():
    world = build(opened=False)
    with pytest.raises(Refused, match="Chỉ văn phòng cấp ủy mới mở được kỳ báo cáo"):
        open_round(world, actor=world.actor("van-phong-a"))
    assert open_round(world, actor=world.actor("van-phong-tp")).title == "Báo cáo năm, năm 2024"


# --- filling ------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_checks_answer_at_once(world):
    result = world.fill(
        "chi-bo-1", {"opening": "40", "admitted": "3", "left": "1", "total": "1.234"}
    )
    assert result.errors == {}
    assert result.saved[world.measures["total"]].value == 1_234_000
    assert [finding.message for finding in result.findings] == [
        "Đầu kỳ cộng tăng trừ giảm phải bằng cuối kỳ: 40 + 3 − 1 = 42, khác 1.234."
    ]


def test_a_bad_cell_is_named_and_the_good_ones_are_kept(world):
    result = world.fill("chi-bo-1", {"opening": "bốn mươi", "admitted": "3"})
    assert list(result.errors) == [world.measures["opening"]]
    kept = world.submission("chi-bo-1").draft_values.values_list("measure_id", "value")
    assert dict(kept) == {world.measures["admitted"]: 3000}


def test_a_blank_takes_the_number_away_and_a_note_stays_when_only_the_number_changes(world):
    key = world.measures["total"]
    submission = world.submission("chi-bo-1")
    save = {"actor": SYSTEM, "now": NOW, "measure_id": key}
    services.save_cell(submission=submission, typed=services.Typed("5", "vì tách tổ"), **save)
    services.save_cell(submission=submission, typed=services.Typed("6"), **save)
    assert submission.draft_values.get().note == "vì tách tổ"
    services.save_cell(submission=submission, typed=services.Typed(" "), **save)
    assert not submission.draft_values.exists()


def test_a_committee_does_not_type_what_is_added_up_from_below(world):
    result = world.fill("phuong-a", {"opening": "40", "inspections": "4"})
    assert result.errors == {world.measures["opening"]: "Đơn vị không nhập dòng này."}
    assert list(result.saved) == [world.measures["inspections"]]


def test_nobody_else_types_into_a_return(world):
    with pytest.raises(Refused, match="Chỉ người được phân công nhập liệu"):
        services.save_cells(
            actor=world.actor("van-phong-a"),
            now=NOW,
            submission=world.submission("chi-bo-1"),
            typed=world.typed(GOOD),
        )
    assert not world.submission("chi-bo-1").draft_values.exists()


def test_nothing_is_typed_into_what_was_sent(world):
    stale = world.submission("chi-bo-1")
    world.send("chi-bo-1")
    with pytest.raises(WrongState, match="đang chờ duyệt"):
        world.fill("chi-bo-1", {"total": "1"})
    with pytest.raises(services.Stale, match="vừa được gửi lên"):
        services.save_cells(
            actor=SYSTEM, now=NOW, submission=stale, typed=world.typed({"total": "1"})
        )
    assert (
        world.submission("chi-bo-1").draft_values.get(measure=world.measures["total"]).value
        == 42_000
    )


# --- sending ------------------------------------------------------------------------------------


def test_sending_writes_an_immutable_version_with_its_hash_and_evidence(world):
    version = world.send("chi-bo-1", actor=world.actor("bi-thu-1"))
    assert version.number == 1
    assert version.submitted_by == "Nguyễn Văn Một"
    assert version.digest == content_hash(
        round_code=world.round.code,
        unit_code="chi-bo-1",
        number=1,
        values=version.values,
        totals={},
    )
    assert version.evidence.label == "Báo cáo năm, năm 2024 – Chi bộ khu phố 1, bản 1"
    assert version.evidence.address == f"/bao-cao/phieu/{version.submission_id}/ban/1/"
    assert world.submission("chi-bo-1").state == "submitted"
    assert not Observation.objects.exists()
    assert acts()[-1] == "submissions.submit"


def test_an_immutable_version_cannot_be_changed(world):
    from django.db import IntegrityError, transaction

    version = world.send("chi-bo-1")
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic():
        SubmissionVersion.objects.filter(pk=version.pk).update(values={})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"opening": "40"}, ["Dòng 2 “Kết nạp”: chưa nhập", "Dòng 5 “Cuộc kiểm tra của cấp ủy”"]),
        (GOOD | {"total": "43"}, ["40 + 3 − 1 = 42, khác 43"]),
        (GOOD | {"admitted.women": "4"}, ["4 lớn hơn 3"]),
    ],
)
def test_a_return_with_gaps_or_errors_is_not_sent(world, values, words):
    world.fill("chi-bo-1", values)
    before = everything_written()
    with pytest.raises(services.NotReady) as refusal:
        services.submit(actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1"))
    for text in words:
        assert text in str(refusal.value)
    assert all(obstacle.measure_ids for obstacle in refusal.value.obstacles)
    assert everything_written() == before


def test_a_warning_wants_a_note_and_then_lets_pass(world):
    last = w.ensure_period("2023")
    previous = open_round(
        world, period=last, opens_on=date(2023, 11, 1), due={"*": date(2023, 12, 20)}
    )
    services.import_accepted(
        actor=SYSTEM,
        now=NOW,
        round_=previous,
        values={world.units["chi-bo-1"].pk: {world.measures["total"]: 80_000}},
    )
    world.fill("chi-bo-1", GOOD)
    submission = world.submission("chi-bo-1")
    with pytest.raises(services.NotReady, match="Ghi lời giải thích"):
        services.submit(actor=SYSTEM, now=NOW, submission=submission)
    services.save_cell(
        actor=SYSTEM,
        now=NOW,
        submission=world.submission("chi-bo-1"),
        measure_id=world.measures["total"],
        typed=services.Typed("42", "Chuyển 38 đảng viên về khu phố mới"),
    )
    version = services.submit(actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1"))
    assert version.values[str(world.measures["total"])] == [
        42_000,
        "Chuyển 38 đảng viên về khu phố mới",
    ]


def test_an_entry_clerk_fills_but_does_not_send(world):
    world.fill("chi-bo-1", GOOD)
    before = everything_written()
    with pytest.raises(Refused, match="Chỉ Bí thư hoặc người được ủy quyền của đơn vị"):
        services.submit(
            actor=world.actor("nhap-lieu-1"), now=NOW, submission=world.submission("chi-bo-1")
        )
    assert everything_written() == before


def test_nothing_is_sent_before_the_round_opens(world):
    world.fill("chi-bo-1", GOOD)
    early = NOW - timedelta(days=30)
    with pytest.raises(services.NotReady, match="mở từ ngày 15/11/2024"):
        services.submit(actor=SYSTEM, now=early, submission=world.submission("chi-bo-1"))


def test_sending_twice_is_refused(world):
    stale = world.submission("chi-bo-1")
    world.send("chi-bo-1")
    stale_before = everything_written()
    with pytest.raises(WrongState, match="không gửi lên lần nữa được"):
        services.submit(actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1"))
    with pytest.raises(services.Stale, match="vừa được người khác xử lý"):
        services.submit(actor=SYSTEM, now=NOW, submission=stale)
    assert everything_written() == stale_before


# --- accepting and returning --------------------------------------------------------------------


def test_accepting_makes_the_numbers_official_and_adds_them_up(world):
    world.send("chi-bo-1")
    accepted = world.accept("chi-bo-1", actor=world.actor("van-phong-a"))
    assert accepted.state == "accepted"
    assert accepted.accepted == accepted.latest
    values = dict(
        Observation.objects.official()
        .filter(unit=world.units["chi-bo-1"], basis="entered")
        .values_list("measure_id", "value")
    )
    assert values[world.measures["total"]] == 42_000
    assert [total(world, unit, "total") for unit in ("chi-bo-1", "phuong-a", "thanh-uy")] == [
        42
    ] * 3
    assert Expectation.objects.get(unit=world.units["chi-bo-1"]).reported_at == NOW
    assert check_totals() == []
    event = AuditEvent.objects.order_by("-id").first()
    assert (event.action, event.actor_label) == ("submissions.accept", "Phạm Thị An")
    assert event.details["digest"] == accepted.latest.digest
    assert broken_link() is None


def test_a_double_click_accepts_once(world):
    world.send("chi-bo-1")
    first, second = world.submission("chi-bo-1"), world.submission("chi-bo-1")
    services.accept(actor=SYSTEM, now=NOW, submission=first)
    before = everything_written()
    with pytest.raises(services.Stale):
        services.accept(actor=SYSTEM, now=NOW, submission=second)
    with pytest.raises(WrongState, match="đã được duyệt rồi, không cần duyệt lại"):
        world.accept("chi-bo-1")
    assert everything_written() == before


@pytest.mark.parametrize("who", ["bi-thu-1", "van-phong-b", "lanh-dao-a", "van-phong-tp"])
def test_only_the_level_directly_above_accepts(world, who):
    world.send("chi-bo-1")
    before = everything_written()
    with pytest.raises(Refused, match="cấp ủy cấp trên trực tiếp"):
        world.accept("chi-bo-1", actor=world.actor(who))
    assert everything_written() == before


def test_the_version_seen_is_the_version_accepted(world):
    world.send("chi-bo-1")
    with pytest.raises(services.Stale, match="bản mới hơn"):
        services.accept(actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1"), seen=2)


def test_a_return_goes_back_with_reasons_and_comes_up_again(world):
    world.send("chi-bo-1")
    services.return_for_correction(
        actor=world.actor("van-phong-a"),
        now=NOW,
        submission=world.submission("chi-bo-1"),
        reasons={world.measures["admitted"]: "Đối chiếu lại sổ kết nạp"},
        whole="Xem lại cả mục 1",
    )
    assert world.submission("chi-bo-1").state == "returned"
    reasons = CellReturn.objects.values_list("reason", "returned_by", "answered_by")
    assert list(reasons) == [
        ("Xem lại cả mục 1", "Phạm Thị An", None),
        ("Đối chiếu lại sổ kết nạp", "Phạm Thị An", None),
    ]
    version = world.send("chi-bo-1", GOOD | {"admitted": "4", "total": "43"})
    assert version.number == 2
    world.accept("chi-bo-1")
    assert set(CellReturn.objects.values_list("answered_by", flat=True)) == {version.pk}
    assert total(world, "thanh-uy", "total") == 43


@pytest.mark.parametrize(
    ("reasons", "words"), [({}, "Ghi lý do trả lại"), ({999_999: "x"}, "không thuộc biểu này")]
)
def test_a_return_goes_back_only_with_a_reason_for_something_it_holds(world, reasons, words):
    world.send("chi-bo-1")
    before = everything_written()
    with pytest.raises(services.NoReason, match=words):
        services.return_for_correction(
            actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1"), reasons=reasons
        )
    assert everything_written() == before


def test_what_was_accepted_does_not_go_back(world):
    world.send_and_accept("chi-bo-1")
    with pytest.raises(WrongState, match="hãy lập đề nghị điều chỉnh"):
        services.return_for_correction(
            actor=SYSTEM, now=NOW, submission=world.submission("chi-bo-1"), reasons={}, whole="x"
        )


def test_all_that_waits_is_accepted_at_once(world):
    for unit in ("chi-bo-1", "chi-bo-2", "chi-bo-3"):
        world.send(unit)
    done = services.accept_many(
        actor=world.actor("van-phong-a"),
        now=NOW,
        round_=world.round,
        approver_id=world.units["phuong-a"].pk,
    )
    assert (done.accepted, done.passed_over) == (2, 0)
    assert world.submission("chi-bo-3").state == "submitted"
    assert total(world, "phuong-a", "total") == 84


def test_numbers_of_a_unit_gone_by_the_end_of_the_period_are_refused_in_words(world):
    from tongket.org.models import UnitEdge, UnitVersion
    from tongket.org.services.ancestry import rebuild_ancestry

    world.send("chi-bo-1")
    world.send("chi-bo-2")
    gone = world.units["chi-bo-1"]
    for table in (UnitEdge, UnitVersion):
        table.objects.filter(unit=gone).update(valid_to=date(2024, 12, 28))
    rebuild_ancestry()
    before = everything_written()
    with pytest.raises(WrongState, match="Chi bộ khu phố 1 không tồn tại vào ngày 31/12/2024"):
        world.accept("chi-bo-1")
    assert everything_written() == before
    done = services.accept_many(
        actor=SYSTEM, now=NOW, round_=world.round, approver_id=world.units["phuong-a"].pk
    )
    assert (done.accepted, done.passed_over, len(done.faults)) == (1, 0, 1)


# --- consolidating and sealing ------------------------------------------------------------------


def test_a_committee_sends_the_sums_of_what_it_accepted_with_its_own_part(world):
    world.send_and_accept("chi-bo-1", "chi-bo-2")
    version = world.send("phuong-a")
    assert version.values == {str(world.measures["inspections"]): [4000, ""]}
    assert version.totals[str(world.measures["total"])] == 84_000
    assert version.totals[str(world.measures["inspections"])] == (2 + 2 + 4) * 1000
    assert world.submission("chi-bo-1").state == "consolidated"
    world.accept("phuong-a")
    assert total(world, "thanh-uy", "inspections") == 8


def test_a_committee_waits_for_everybody_below(world):
    world.send_and_accept("chi-bo-1")
    world.fill("phuong-a", {"inspections": "4"})
    before = everything_written()
    with pytest.raises(
        services.NotComplete, match="Còn 1 đơn vị cấp dưới chưa được duyệt"
    ) as refusal:
        services.submit(actor=SYSTEM, now=NOW, submission=world.submission("phuong-a"))
    assert refusal.value.missing == [world.units["chi-bo-2"].pk]
    assert everything_written() == before


def test_a_committee_may_send_without_named_units_and_a_reason(world):
    world.send_and_accept("chi-bo-1")
    world.fill("phuong-a", {"inspections": "4"})
    missing = [world.units["chi-bo-2"].pk]

    def send(**given):
        return services.consolidate(
            actor=SYSTEM, now=NOW, submission=world.submission("phuong-a"), **given
        )

    with pytest.raises(services.NotComplete, match="phải ghi lý do"):
        send(without=missing, reason=" ")
    with pytest.raises(services.NotComplete, match="Còn 1 đơn vị"):
        send(without=[1], reason="Chi bộ 2 đang kiện toàn")
    version = send(without=missing, reason="Chi bộ 2 đang kiện toàn")
    assert (version.missing, version.remark) == (missing, "Chi bộ 2 đang kiện toàn")


def confirmed(world: World) -> None:
    world.send_and_accept("chi-bo-1", "chi-bo-2", "chi-bo-3", "phuong-a", "phuong-b")
    world.send("thanh-uy")


def test_the_root_confirms_and_seals(world):
    confirmed(world)
    root = world.submission("thanh-uy")
    assert (root.state, root.accepted) == ("consolidated", root.latest)
    assert total(world, "thanh-uy", "inspections") == 3 * 2 + 3 * 4
    services.seal(actor=world.actor("bi-thu-tp"), now=NOW, round_=world.round)
    assert set(Submission.objects.values_list("state", flat=True)) == {"sealed"}
    assert check_totals() == []
    with pytest.raises(services.RoundFault, match="đã được chốt rồi"):
        services.seal(actor=SYSTEM, now=NOW, round_=world.round)


def test_a_round_is_not_sealed_before_its_root_confirmed(world):
    before = everything_written()
    with pytest.raises(services.RoundFault, match="chưa xác nhận tổng hợp"):
        services.seal(actor=SYSTEM, now=NOW, round_=world.round)
    assert everything_written() == before


def test_an_office_does_not_seal(world):
    confirmed(world)
    with pytest.raises(Refused, match="Chỉ Bí thư cấp ủy"):
        services.seal(actor=world.actor("van-phong-tp"), now=NOW, round_=world.round)


def test_nothing_comes_in_after_the_seal(world):
    for unit in ("chi-bo-2", "chi-bo-3"):
        world.send_and_accept(unit)
    world.fill("phuong-a", {"inspections": "4"})
    services.consolidate(
        actor=SYSTEM,
        now=NOW,
        submission=world.submission("phuong-a"),
        without=[world.units["chi-bo-1"].pk],
        reason="x",
    )
    world.accept("phuong-a")
    world.send_and_accept("phuong-b")
    world.send("thanh-uy")
    services.seal(actor=SYSTEM, now=NOW, round_=world.round)
    with pytest.raises(WrongState, match="Kỳ báo cáo đã chốt ngày 04/12/2024"):
        world.fill("chi-bo-1", GOOD)
