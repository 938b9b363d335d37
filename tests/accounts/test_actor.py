"""Appointments expand over the tree of the day into what a person may do, where."""

from datetime import date

import pytest

from tests.submissions.world import FIRST, NOW, TODAY, World, build
from tongket.access.domain import SYSTEM, Action
from tongket.access.refusals import Refused
from tongket.accounts import services
from tongket.accounts.models import Appointment, User
from tongket.accounts.selectors import actor_for, holders
from tongket.audit.models import AuditEvent
from tongket.org.domain import Absorb
from tongket.org.services import apply, close_unit, draft_reorganisation, move_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build(opened=False)


def ids(world: World, *codes: str) -> frozenset[int]:
    return frozenset(world.units[code].pk for code in codes)


def test_cell_secretary_fills_own_and_sees_own(world: World) -> None:
    actor = world.actor("bi-thu-1")
    assert actor.grants[Action.SUBMIT_RETURN] == ids(world, "chi-bo-1")
    assert actor.grants[Action.SEE_FIGURES] == ids(world, "chi-bo-1")
    assert not actor.may(Action.REVIEW_RETURN)


def test_committee_office_reviews_children_and_sees_the_subtree(world: World) -> None:
    actor = world.actor("van-phong-a")
    assert actor.grants[Action.REVIEW_RETURN] == ids(world, "chi-bo-1", "chi-bo-2")
    assert actor.grants[Action.SEE_FIGURES] == ids(world, "phuong-a", "chi-bo-1", "chi-bo-2")
    assert not actor.may(Action.SEE_FIGURES, world.units["phuong-b"].pk)


def test_city_office_sees_everything_but_accepts_only_what_is_directly_below(world: World) -> None:
    actor = world.actor("van-phong-tp")
    assert actor.may(Action.SEE_FIGURES, world.units["chi-bo-3"].pk)
    assert actor.grants[Action.REVIEW_RETURN] == ids(world, "phuong-a", "phuong-b")


def test_an_ended_appointment_gives_nothing(world: World) -> None:
    Appointment.objects.filter(user__username="bi-thu-1").update(valid_to=TODAY)
    assert world.actor("bi-thu-1").grants == {}


def test_an_inactive_user_may_do_nothing(world: World) -> None:
    User.objects.filter(username="bi-thu-1").update(is_active=False)
    assert world.actor("bi-thu-1").grants == {}


def test_successors_people_read_what_their_predecessors_reported_but_do_not_fill_it(
    world: World,
) -> None:
    plan = draft_reorganisation(
        actor=SYSTEM,
        now=NOW,
        code="nhap-chi-bo",
        title="Nhập chi bộ 2 vào chi bộ 1",
        instrument="Quyết định số 1-QĐ/ĐU",
        effective_on=date(2024, 7, 1),
        plan=(Absorb(("chi-bo-2",), "chi-bo-1"),),
    )
    apply(actor=SYSTEM, now=NOW, reorganisation=plan)
    actor = world.actor("bi-thu-1")
    assert actor.may(Action.SEE_FIGURES, world.units["chi-bo-2"].pk)
    assert not actor.may(Action.FILL_RETURN, world.units["chi-bo-2"].pk)


def test_who_stood_above_a_unit_to_its_end_goes_on_reading_it(world: World) -> None:
    close_unit(actor=SYSTEM, now=NOW, code="chi-bo-2", day=date(2024, 7, 1))
    ended = world.units["chi-bo-2"].pk
    assert world.actor("van-phong-a").may(Action.SEE_FIGURES, ended)
    assert world.actor("van-phong-tp").may(Action.SEE_FIGURES, ended)
    assert not world.actor("van-phong-a").may(Action.REVIEW_RETURN, ended)
    assert not world.actor("van-phong-b").may(Action.SEE_FIGURES, ended)


def test_a_unit_that_moved_away_is_no_longer_read_from_where_it_was(world: World) -> None:
    move_unit(actor=SYSTEM, now=NOW, code="chi-bo-2", parent="phuong-b", day=date(2024, 7, 1))
    moved = world.units["chi-bo-2"].pk
    assert not world.actor("van-phong-a").may(Action.SEE_FIGURES, moved)
    assert world.actor("van-phong-b").may(Action.SEE_FIGURES, moved)


def test_holders_name_who_may_accept(world: World) -> None:
    names = {
        user.username for user in holders(Action.REVIEW_RETURN, world.units["chi-bo-1"].pk, TODAY)
    }
    assert names == {"van-phong-a"}


def test_building_an_actor_takes_a_fixed_few_queries(
    world: World, django_assert_max_num_queries
) -> None:
    user = User.objects.get(username="van-phong-tp")
    with django_assert_max_num_queries(5):
        actor_for(user, TODAY)


class TestAdministering:
    def test_user_and_appointment_are_made_and_recorded(self, world: World) -> None:
        services.create_user(
            actor=SYSTEM,
            now=NOW,
            username="moi",
            full_name="Ngô Văn Mới",
            password="mat-khau-dai-2025",
        )
        services.appoint(
            actor=SYSTEM,
            now=NOW,
            username="moi",
            unit_code="chi-bo-3",
            role="reporter",
            first=FIRST,
            decision="Quyết định số 5-QĐ/ĐU",
        )
        assert actor_for(User.objects.get(username="moi"), TODAY).may(
            Action.FILL_RETURN, world.units["chi-bo-3"].pk
        )
        assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True))[-2:] == [
            "accounts.create_user",
            "accounts.appoint",
        ]

    def test_only_an_administrator_may(self, world: World) -> None:
        with pytest.raises(Refused, match="Chỉ quản trị viên"):
            services.create_user(
                actor=world.actor("van-phong-tp"),
                now=NOW,
                username="moi",
                full_name="",
                password="mat-khau-dai-2025",
            )
        assert not User.objects.filter(username="moi").exists()

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"username": "khong-co"}, "Không có người dùng"),
            ({"unit_code": "khong-co"}, "Không có đơn vị"),
            ({"role": "vua"}, "Không có vai trò"),
            (
                {"username": "bi-thu-1", "unit_code": "chi-bo-1", "role": "cell_secretary"},
                "đã giữ vai trò",
            ),
        ],
    )
    def test_what_does_not_fit_is_refused_in_a_sentence(
        self, world: World, change: dict[str, str], sentence: str
    ) -> None:
        given = {"username": "bi-thu-3", "unit_code": "phuong-b", "role": "reporter", **change}
        with pytest.raises(services.AccountFault, match=sentence):
            services.appoint(actor=SYSTEM, now=NOW, first=FIRST, decision="", **given)

    def test_short_passwords_are_refused(self, world: World) -> None:
        with pytest.raises(services.AccountFault):
            services.set_password(actor=SYSTEM, now=NOW, username="bi-thu-1", password="ngan")
