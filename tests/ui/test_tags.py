"""What a person sees of each component."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup, Tag
from django.db.models import TextChoices
from django.template import Context, Template
from django.test import RequestFactory

from tongket.org.models import Reorganisation
from tongket.rulebook.models import Verification
from tongket.submissions.models import Amendment, SubmissionState
from tongket.ui.components import Action, Crumb, Flow, FlowEdge, FlowNode, MissingUnit, TreeItem
from tongket.ui.states import LOOKS
from tongket.yearend.models import ReviewState

EVIL = '<script>alert("x")</script>'


def draw(source: str, **values: object) -> BeautifulSoup:
    values.setdefault("request", RequestFactory().get("/?loc=1&trang=2"))
    rendered = Template("{% load ui %}" + source).render(Context(values))
    return BeautifulSoup(rendered, "html.parser")


def words(soup: BeautifulSoup | Tag) -> str:
    return " ".join(soup.get_text(" ").split())


def one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, f"{selector} not in {soup}"
    return found


class TestFigure:
    def test_a_number_is_a_link_to_how_it_came_about(self) -> None:
        link = one(draw('{% figure 7995 "/so-lieu/m1/" label="kết nạp" basis="cộng từ 15" %}'), "a")
        assert link["href"] == "/so-lieu/m1/"
        assert words(link) == "7.995 , kết nạp , cộng từ 15"

    def test_nothing_known_is_said_and_still_opens(self) -> None:
        link = one(draw('{% figure nothing "/so-lieu/m1/" %}', nothing=None), "a")
        assert "chưa có số liệu" in words(link)

    def test_zero_is_not_nothing(self) -> None:
        assert words(draw('{% figure 0 "/x/" %}')) == "0"

    def test_a_large_one_shows_its_basis(self) -> None:
        soup = draw('{% figure 12 "/x/" label="Lớp" basis="Cộng từ 3 đơn vị" size="large" %}')
        assert words(one(soup, ".figure-basis")) == "Cộng từ 3 đơn vị"


class TestStatus:
    @pytest.mark.parametrize("code", sorted(LOOKS))
    def test_every_state_has_a_word_and_a_shape(self, code: str) -> None:
        soup = draw("{% status code %}", code=code)
        assert words(soup)
        assert one(soup, "svg.icon").find(["path", "circle"])

    def test_states_that_differ_look_different(self) -> None:
        seen = {str(draw("{% status code %}", code=code)) for code in LOOKS}
        assert len(seen) == len(LOOKS)

    @pytest.mark.parametrize(
        "states",
        [SubmissionState, Amendment.State, Reorganisation.State, ReviewState, Verification],
    )
    def test_every_state_that_is_stored_has_a_look(self, states: type[TextChoices]) -> None:
        assert {state.value for state in states} <= LOOKS.keys()

    def test_an_unknown_state_is_shown_as_it_is(self) -> None:
        assert words(draw('{% status "half_way" %}')) == "half way"

    def test_the_word_can_be_more_exact(self) -> None:
        assert words(draw('{% status "late" word="quá hạn 3 ngày" %}')) == "quá hạn 3 ngày"


class TestDifference:
    def test_before_after_and_change(self) -> None:
        shown = words(draw("{% difference 5639 7860 %}"))
        assert "5.639" in shown
        assert "7.860" in shown
        assert "(+2.221)" in shown

    def test_a_decrease_has_a_minus_sign(self) -> None:
        shown = words(draw("{% difference a b %}", a=Decimal("12.5"), b=Decimal("10")))
        assert "(−2,5)" in shown

    def test_equal_values_say_so(self) -> None:
        assert "không đổi" in words(draw("{% difference 15 15 %}"))


class TestStrip:
    def test_who_is_missing_stands_there(self) -> None:
        soup = draw("{% strip 12 13 units %}", units=[MissingUnit("Chi bộ 4", "/to-chuc/cb4/")])
        assert "12/13 đơn vị đã gửi" in words(soup)
        assert "xem 1 đơn vị chưa gửi" in words(soup)
        assert one(soup, "a")["href"] == "/to-chuc/cb4/"

    def test_nothing_missing_offers_nothing_to_open(self) -> None:
        soup = draw("{% strip 15 15 %}")
        assert "15/15" in words(soup)
        assert soup.find(["a", "details"]) is None


class TestField:
    def test_label_last_period_count_and_field(self) -> None:
        soup = draw(
            '{% field "c12" "Đảng viên kết nạp" value=46 last=39 counted=47 '
            'counted_address="/so-lieu/m1/" unit="người" number="2.2" %}'
        )
        shown = words(soup)
        assert "2.2 Đảng viên kết nạp" in shown
        assert "Kỳ trước 39" in shown
        assert "Sổ đếm được 47" in shown
        entry = one(soup, "input")
        assert entry["value"] == "46"
        assert one(soup, "label")["for"] == entry["id"]
        assert one(soup, "a")["href"] == "/so-lieu/m1/"

    def test_zero_of_last_period_is_shown(self) -> None:
        assert "Kỳ trước 0" in words(draw('{% field "c" "Dòng" last=0 %}'))

    def test_an_error_is_tied_to_the_field(self) -> None:
        soup = draw('{% field "c12" "Dòng" value="x" error="Không đọc được." %}')
        entry = one(soup, "input")
        assert entry["aria-invalid"] == "true"
        described = str(entry["aria-describedby"]).split()
        assert "Không đọc được." in words(one(soup, f"#{described[-1]}"))

    def test_saved_as_one_types(self) -> None:
        entry = one(draw('{% field "c12" "Dòng" save_address="/luu/" %}'), "input")
        assert entry["hx-post"] == "/luu/"
        assert entry["hx-target"] == "#field-c12-note"

    def test_a_shown_field_is_not_asked_and_not_saved(self) -> None:
        entry = one(draw('{% field "c" "Dòng" save_address="/luu/" disabled=True %}'), "input")
        assert entry.has_attr("readonly")
        assert not entry.has_attr("hx-post")

    def test_a_misspelt_argument_is_a_fault(self) -> None:
        with pytest.raises(TypeError, match="eror"):
            draw('{% field "c" "Dòng" eror="x" %}')

    def test_the_note_alone_answers_a_saving(self) -> None:
        soup = draw('{% field_note "c12" saved="10:42" %}')
        assert one(soup, "#field-c12-note")
        assert words(soup) == "Đã lưu 10:42"


class TestAction:
    def test_a_refused_act_shows_why(self) -> None:
        soup = draw("{% action act %}", act=Action("Gửi lên", "/gui/", refusal="Còn 2 dòng sai."))
        assert one(soup, "button").has_attr("disabled")
        assert "Còn 2 dòng sai." in words(soup)
        assert soup.find(["a", "form"]) is None

    def test_an_act_that_changes_something_is_posted(self) -> None:
        act = Action("Duyệt", "/duyet/", is_post=True, hidden={"revision": "3"})
        soup = draw("{% action act %}", act=act, csrf_token="t0ken")
        assert one(soup, "form")["method"] == "post"
        assert one(soup, 'input[name="csrfmiddlewaretoken"]')["value"] == "t0ken"
        assert one(soup, 'input[name="revision"]')["value"] == "3"


class TestWays:
    def test_the_last_crumb_is_here(self) -> None:
        soup = draw("{% breadcrumb crumbs %}", crumbs=[Crumb("Thành phố", "/t/"), Crumb("Phường")])
        assert [link["href"] for link in soup.select("a")] == ["/t/"]
        assert words(one(soup, "[aria-current=page]")) == "Phường"

    def test_pages_keep_the_other_parameters(self) -> None:
        from django.core.paginator import Paginator

        rows = Paginator(range(1234), 50).page(2)
        soup = draw("{% pagination rows %}", rows=rows)
        assert "51–100 trong 1.234" in words(soup)
        assert one(soup, "a[rel=next]")["href"] == "?loc=1&trang=3"

    def test_a_tree_opens_without_a_script(self) -> None:
        items = [
            TreeItem(
                "Thành phố",
                "/t/",
                children=[TreeItem("Phường", "/p/", more_address="/p/?mo=1")],
                is_open=True,
            )
        ]
        soup = draw("{% tree items %}", items=items)
        assert one(soup, "details").has_attr("open")
        assert one(soup, ".tree-branch a")["href"] == "/p/?mo=1"

    def test_a_flow_says_its_shares_in_words(self) -> None:
        value = Flow(
            [[FlowNode("a", "Phường 11"), FlowNode("b", "Phường 26")], [FlowNode("c", "Bến Mẫu")]],
            [FlowEdge("a", "c", "100 %"), FlowEdge("b", "c", "40 %", is_part=True)],
        )
        soup = draw("{% flow value %}", value=value)
        assert "Phường 26 → Bến Mẫu: 40 % (một phần)" in words(soup)
        assert [path["d"] for path in soup.select(".flow-lines > svg > path")] == [
            "M0 25C50 25 50 50 100 50",
            "M0 75C50 75 50 50 100 50",
        ]
        assert len(soup.select("path.is-part")) == 1

    def test_a_flow_cannot_leap_over_a_column(self) -> None:
        nodes = [[FlowNode("a", "A")], [FlowNode("b", "B")], [FlowNode("c", "C")]]
        with pytest.raises(ValueError, match="a and c"):
            draw("{% flow value %}", value=Flow(nodes, [FlowEdge("a", "c")]))


@pytest.mark.parametrize(
    "source",
    [
        "{% figure evil evil label=evil basis=evil %}",
        "{% figure evil evil label=evil basis=evil size='large' %}",
        "{% status evil word=evil %}",
        "{% difference evil evil note=evil label=evil %}",
        "{% highlight evil evil evil note=evil state=evil %}",
        "{% empty evil note=evil label=evil address=evil %}",
        "{% field evil evil value=evil last=evil counted=evil unit=evil hint=evil error=evil %}",
        "{% field evil evil warning=evil saved=evil save_address=evil number=evil %}",
        "{% icon 'late' label=evil %}",
        "{% table caption=evil note=evil %}<tr><td>{{ evil }}</td></tr>{% endtable %}",
        "{% dialog evil title=evil %}{{ evil }}{% enddialog %}",
        "{% notice 'error' %}{{ evil }}{% endnotice %}",
        "{% keep 'kept' %}{{ evil }}{% endkeep %}{{ kept }}",
    ],
)
def test_nothing_gets_through_unescaped(source: str) -> None:
    rendered = Template("{% load ui %}" + source).render(Context({"evil": EVIL}))
    assert "<script" not in rendered
    assert 'x")' not in rendered


def test_shells_keep_the_markup_inside() -> None:
    soup = draw('{% table caption="Bảng" %}<tbody><tr><td>1</td></tr></tbody>{% endtable %}')
    assert words(one(soup, "table caption")) == "Bảng"
    assert words(one(soup, "table tbody td")) == "1"
