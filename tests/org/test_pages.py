"""The pages as a person sees them."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.org.world import DAY, NOW, small_city
from tongket.access.domain import SYSTEM
from tongket.accounts.models import Appointment, User
from tongket.audit.models import AuditEvent
from tongket.org import selectors, services
from tongket.org.domain import Create, Dissolve, Merge, Part, Plan, Split
from tongket.org.models import Reorganisation
from tongket.org.services import NewUnit

pytestmark = pytest.mark.django_db

MERGER: Plan = (
    Create("q", "Đảng ủy Một Hai", "upper_committee", "party", "tp"),
    Merge(("q1", "q2"), "q"),
)


@pytest.fixture
def city() -> dict[str, int]:
    units = small_city()
    rows = [
        NewUnit("nuoc", "Nước Mẫu", "country", "government"),
        NewUnit("tinh-mau", "Tỉnh Mẫu", "province", "government", "nuoc", official_code="99"),
    ]
    return units | services.bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)


def sign_in(role: str, unit: int, since: date = date(2020, 1, 1)) -> Client:
    user = User.objects.create(username=role, full_name="Lê Thị Mai")
    Appointment.objects.create(user=user, unit_id=unit, role=role, valid_from=since)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def board(city: dict[str, int]) -> Client:
    """The organisation board of the whole city."""
    return sign_in("organisation_board", city["tp"])


@pytest.fixture
def office(city: dict[str, int]) -> Client:
    """The office of one district: sees its own part of the tree, changes nothing."""
    return sign_in("committee_office", city["q1"])


def soup(client: Client, address: str, status: int = 200, **headers: str) -> BeautifulSoup:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, answer.content.decode()[:500]
    return BeautifulSoup(answer.content, "html.parser")


def words(found: BeautifulSoup) -> str:
    return " ".join(found.get_text(" ").split())


def main(found: BeautifulSoup) -> str:
    part = found.find("main")
    assert part is not None
    return " ".join(part.get_text(" ").split())


def reorganisation(plan: Plan = MERGER, code: str = "sx") -> Reorganisation:
    return services.draft_reorganisation(
        actor=SYSTEM,
        now=NOW,
        code=code,
        title="Hợp nhất hai quận",
        instrument="Quyết định 1-QĐ/TU",
        effective_on=DAY,
        plan=plan,
    )


# --- The tree ---------------------------------------------------------------------------------


def test_the_tree_begins_at_ones_own_unit(office: Client) -> None:
    page = soup(office, "/to-chuc/")
    said = main(page)
    assert "Quận ủy Một" in said
    assert "4 đơn vị bên dưới" in said
    assert "Quận ủy Hai" not in said
    assert "Thành ủy Thành Mẫu" not in said


def test_a_branch_opens_as_a_part_for_htmx_and_as_a_page_without(office: Client) -> None:
    address = "/to-chuc/?cay=party&duoi=q1"
    part = soup(office, address, **{"HX-Request": "true"})
    assert part.find("main") is None
    assert [line.get_text() for line in part.select(".tree-name > a")] == [
        "Đảng ủy phường Đông",
        "Đảng ủy phường Tây",
    ]
    page = soup(office, address)
    assert page.find("h1").get_text() == "Quận ủy Một"  # type: ignore[union-attr]
    assert "Đảng ủy phường Tây" in main(page)
    opener = soup(office, "/to-chuc/?cay=party").select_one("summary[hx-get]")
    assert opener is not None
    assert opener["hx-get"] == address


def test_units_of_others_are_not_found(office: Client) -> None:
    for address in ("/to-chuc/q2/", "/to-chuc/?duoi=q2", "/to-chuc/tp/", "/to-chuc/khong-co/"):
        soup(office, address, 404)
    assert "Quận ủy Hai" not in main(soup(office, "/to-chuc/tim/?q=quan+uy"))


def test_the_public_tree_is_seen_by_everyone_signed_in(office: Client) -> None:
    assert "Nước Mẫu" in main(soup(office, "/to-chuc/?cay=government"))
    assert "Tỉnh Mẫu" in main(soup(office, "/to-chuc/tinh-mau/"))
    assert Client().get("/to-chuc/").status_code == 302


def test_another_day_shows_the_tree_of_then_under_a_yellow_band(
    board: Client, city: dict[str, int]
) -> None:
    row = reorganisation()
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    then = soup(board, "/to-chuc/?cay=party&duoi=tp&ngay=30/06/2025")
    assert "Quận ủy Hai" in main(then)
    assert "cơ cấu tổ chức ngày 30/06/2025" in words(then)
    now = soup(board, "/to-chuc/?cay=party&duoi=tp")
    assert "Đảng ủy Một Hai" in main(now)
    assert "01/07/2025 : 1 thành lập, 2 kết thúc, 3 chuyển cấp trên" in main(now)
    assert now.select_one(".band") is None


def test_a_day_that_is_none_is_said_beside_the_field(office: Client) -> None:
    page = soup(office, "/to-chuc/?ngay=31/02/2025")
    assert "'31/02/2025' không có trong lịch" in main(page)
    assert page.select_one("#tree-day")["value"] == "31/02/2025"  # type: ignore[index]


def test_search_finds_without_marks_and_by_official_code(office: Client) -> None:
    assert "Đảng ủy phường Đông" in main(soup(office, "/to-chuc/tim/?q=phuong+dong"))
    assert "Tỉnh Mẫu" in main(soup(office, "/to-chuc/tim/?q=99"))
    assert "Không tìm thấy đơn vị nào" in main(soup(office, "/to-chuc/tim/?q=zzz"))


def test_what_is_typed_is_escaped(office: Client) -> None:
    page = soup(office, "/to-chuc/tim/?q=<script>x</script>")
    assert page.select_one("#search-text")["value"] == "<script>x</script>"  # type: ignore[index]
    assert "x" not in [script.string for script in page.find_all("script")]


# --- A unit -----------------------------------------------------------------------------------


def test_a_unit_tells_its_names_where_it_stood_and_who_stands_below(board: Client) -> None:
    services.rename_unit(
        actor=SYSTEM,
        now=NOW,
        code="p1",
        day=DAY,
        name="Đảng ủy phường Mới",
        instrument="QĐ 5-QĐ/TU",
    )
    page = soup(board, "/to-chuc/p1/")
    said = main(page)
    assert page.find("h1").get_text() == "Đảng ủy phường Mới"  # type: ignore[union-attr]
    assert "từ trước – hết 30/06/2025 Đảng ủy phường Đông" in said
    assert "01/07/2025 – nay Đảng ủy phường Mới" in said
    assert "QĐ 5-QĐ/TU" in said
    assert "2 đơn vị trực thuộc ngày" in said
    crumbs = [one.get_text() for one in page.select(".breadcrumb li > :first-child")]
    assert crumbs == [
        "Hệ thống tổ chức đảng",
        "Thành ủy Thành Mẫu",
        "Quận ủy Một",
        "Đảng ủy phường Mới",
    ]


def test_above_ones_scope_only_names_are_shown(office: Client) -> None:
    page = soup(office, "/to-chuc/p1/")
    linked = [link.get_text() for link in page.select(".breadcrumb a")]
    assert "Quận ủy Một" in linked
    assert "Thành ủy Thành Mẫu" in words(page)
    assert "Thành ủy Thành Mẫu" not in linked


def test_an_ended_unit_says_so_and_where_it_went_with_its_share(board: Client) -> None:
    plan = (
        Create("pb", "Đảng ủy phường Bắc", "ward_committee", "party", "q1"),
        Split("p2", (Part("pb", 500_000, "equal"), Part("p3", 500_000, "equal"))),
    )
    services.apply(actor=SYSTEM, now=NOW, reorganisation=reorganisation(plan))
    said = main(soup(board, "/to-chuc/p2/"))
    assert "Đơn vị này đã kết thúc từ ngày 01/07/2025." in said
    assert (
        "Đảng ủy phường Bắc: 50\N{NO-BREAK SPACE}%, chia đều, là giả định".replace(
            "\N{NO-BREAK SPACE}", " "
        )
        in said
    )
    assert "không ghi tỷ lệ; ở đây chia đều" in said
    new = main(soup(board, "/to-chuc/pb/"))
    assert "Đảng ủy phường Tây" in new
    assert "01/07/2025 – nay" in new


# --- Reorganisations --------------------------------------------------------------------------


def test_a_draft_shows_everything_it_touches_and_can_be_done_and_undone(
    board: Client, city: dict[str, int]
) -> None:
    row = reorganisation()
    page = soup(board, "/to-chuc/sap-xep/sx/")
    said = main(page)
    assert "Xem trước: chạm tới 7 đơn vị" in said
    assert "Thành lập · 1" in said
    assert "Kết thúc · 2" in said
    assert "thành lập: q | Đảng ủy Một Hai | upper_committee | tp" in said
    form = page.select_one("form[action$='/thuc-hien/']")
    assert form is not None
    answer = board.post(form["action"], follow=True)
    done = " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())
    assert answer.redirect_chain == [("/to-chuc/sap-xep/sx/", 303)]
    assert "Đã thực hiện: 1 đơn vị thành lập, 2 kết thúc, 3 chuyển." in done
    assert selectors.unit_on("q", DAY) is not None
    answer = board.post("/to-chuc/sap-xep/sx/huy-bo/", follow=True)
    assert "trở lại như trước" in answer.content.decode()
    assert selectors.unit_on("q", DAY) is None
    row.refresh_from_db()
    assert row.state == "reverted"
    acts = AuditEvent.objects.filter(subject_kind="reorganisation").order_by("id")
    assert list(acts.values_list("action", flat=True)) == [
        "org.draft_reorganisation",
        "org.apply_reorganisation",
        "org.revert_reorganisation",
    ]


def test_a_plan_with_faults_says_them_and_its_act_is_off_with_the_reason(board: Client) -> None:
    reorganisation((Dissolve("q1"),))
    page = soup(board, "/to-chuc/sap-xep/sx/")
    assert "“p1” thuộc “q1” đã kết thúc mà chưa có nơi chuyển đến." in main(page)
    assert page.select_one("form[action$='/thuc-hien/']") is None
    button = page.select_one("button[disabled]")
    assert button is not None
    assert "Phương án còn chỗ chưa đúng" in main(page)
    answer = board.post("/to-chuc/sap-xep/sx/thuc-hien/", follow=True)
    assert "Bước 1 (Giải thể)" in answer.content.decode() or "nơi chuyển đến" in main(
        BeautifulSoup(answer.content, "html.parser")
    )
    assert selectors.unit_on("q1", DAY) is not None


FORM = {
    "tree": "party",
    "code": "",
    "title": "Hợp nhất hai quận",
    "instrument": "Quyết định 1-QĐ/TU",
    "effective_on": "01/07/2025",
    "steps": "thành lập: q | Đảng ủy Một Hai | upper_committee | tp\nsáp nhập: q1, q2 -> q",
}


def test_a_plan_is_written_in_words_and_shown_before_it_is_done(board: Client) -> None:
    answer = board.post("/to-chuc/sap-xep/moi/", FORM)
    assert (answer.status_code, answer["Location"]) == (303, "/to-chuc/sap-xep/hop-nhat-hai-quan/")
    assert "Thành lập · 1" in main(soup(board, answer["Location"]))
    edited = board.post(
        "/to-chuc/sap-xep/hop-nhat-hai-quan/sua/", FORM | {"steps": "đổi tên: q1 → Quận ủy Mốt"}
    )
    assert edited.status_code == 303
    assert "Đổi tên hoặc loại · 1" in main(soup(board, answer["Location"]))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": "gộp: q1"}, "Dòng 1: bắt đầu bằng một trong các từ"),
        ({"steps": "sáp nhập: q1 q2"}, "Dòng 1: cần một mũi tên"),
        ({"steps": "chia tách: q1 → a 60 %, b"}, "Dòng 1: có phần ghi tỷ lệ, có phần không"),
        ({"effective_on": "31/06/2025"}, "không có trong lịch"),
        ({"effective_on": "01/01/0001"}, "Ngày có hiệu lực phải sau 02/09/1945"),
        ({"title": ""}, "Tên gọi"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_kept(
    board: Client, change: dict[str, str], said: str
) -> None:
    answer = board.post("/to-chuc/sap-xep/moi/", FORM | change)
    assert answer.status_code == 422
    assert said in main(BeautifulSoup(answer.content, "html.parser"))
    assert not Reorganisation.objects.exists()


def test_the_same_code_twice_is_refused_kindly(board: Client) -> None:
    board.post("/to-chuc/sap-xep/moi/", FORM)
    answer = board.post("/to-chuc/sap-xep/moi/", FORM)
    assert "“hop-nhat-hai-quan” đã có" in answer.content.decode()


def test_who_may_not_reorganise_sees_what_was_done_but_no_draft_and_no_act(
    office: Client, city: dict[str, int]
) -> None:
    row = reorganisation()
    soup(office, "/to-chuc/sap-xep/sx/", 404)
    services.apply(actor=SYSTEM, now=NOW, reorganisation=row)
    page = soup(office, "/to-chuc/sap-xep/sx/")
    assert "Chỉ ban tổ chức được phân công mới sắp xếp được tổ chức." in main(page)
    assert page.select_one("form[action$='/huy-bo/']") is None
    for address in ("/to-chuc/sap-xep/sx/huy-bo/", "/to-chuc/sap-xep/moi/"):
        answer = office.post(address, FORM)
        assert answer.status_code == 403
        assert "Chỉ ban tổ chức được phân công" in answer.content.decode()
    assert selectors.unit_on("q", DAY) is not None


def test_acts_are_reached_by_post_only(board: Client) -> None:
    reorganisation()
    for act in ("thuc-hien", "huy-bo"):
        assert board.get(f"/to-chuc/sap-xep/sx/{act}/").status_code == 405


def test_what_the_sources_disagree_about_is_shown(office: Client) -> None:
    said = main(soup(office, "/to-chuc/du-lieu/"))
    assert "Nhầm giữa hai đơn vị cùng tên" in said
    assert "Điều chỉnh địa giới không rõ tỷ lệ" in said


@pytest.mark.parametrize("address", ["/to-chuc/?cay=party&duoi=q1", "/to-chuc/q1/", "/to-chuc/"])
def test_pages_ask_as_often_for_many_units_as_for_few(board: Client, address: str) -> None:
    board.get(address)
    with CaptureQueriesContext(connection) as few:
        board.get(address)
    rows = [NewUnit(f"x{n}", f"X {n}", "cell", "party", "q1") for n in range(60)]
    services.bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)
    with CaptureQueriesContext(connection) as many:
        assert "X 7" in board.get(address).content.decode() or address == "/to-chuc/"
    assert len(many) == len(few)
