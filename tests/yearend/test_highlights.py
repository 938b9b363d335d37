"""Suggestions and comparisons: reasons in words, the same each time; a person chooses."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.yearend import world
from tests.yearend.reading import text_of
from tongket.access.domain import SYSTEM
from tongket.yearend.domain.highlights import Result, first_choice, suggest, suggest_limits
from tongket.yearend.domain.published import Agreement, PublishedValue, check_sum, compare
from tongket.yearend.models import HighlightKind
from tongket.yearend.selectors import compile_review, suggest_highlights, view_review
from tongket.yearend.services import Chosen, ReviewFault, choose_highlights, create_review

NOW = world.NOW


def result(**fields):
    given_fields = {
        "measure": "members_admitted",
        "name": "kết nạp",
        "unit": "đảng viên",
        "value": None,
    }
    return Result(**(given_fields | fields))


def reasons(*results):
    return [one.reason.replace("\xa0", " ") for one in suggest(results)]


def test_a_target_exceeded_says_by_how_much():
    found = result(
        value=Decimal(406), target=Decimal(400), target_measure="members_admitted_target"
    )
    assert reasons(found) == ["406 trên 400, vượt 1,5 %"]


def test_a_target_met_says_a_hundred_per_cent():
    found = result(value=Decimal(400), target=Decimal(400), target_measure="t")
    assert reasons(found) == ["400 trên 400, đạt 100 %"]


def test_a_rise_and_a_first_time_are_told():
    assert reasons(result(value=Decimal(110), last=Decimal(100))) == [
        "110 so với 100 năm trước, tăng 10 %"
    ]
    assert reasons(result(value=Decimal(5), last=Decimal(0))) == ["Năm trước chưa có, năm nay 5"]


def test_the_largest_contribution_is_told_but_left_to_a_person():
    found = suggest(
        [result(value=Decimal(100), share_name="Quận A", share_unit="a", share_value=Decimal(40))]
    )
    assert found[0].reason.replace("\xa0", " ") == "Quận A đóng góp 40 trong 100, 40 %"
    assert first_choice(found) == ()


def test_what_nobody_reported_suggests_nothing():
    assert suggest([result(target=Decimal(5), last=Decimal(3))]) == []
    assert suggest_limits([result(target=Decimal(5))], 0, 10, None) == []


def test_limits_come_from_missed_targets_late_units_and_what_is_not_remedied():
    missed = result(value=Decimal(380), target=Decimal(400), target_measure="t")
    found = suggest_limits([missed], 3, 15, Decimal("92.2"))
    assert [one.reason.replace("\xa0", " ") for one in found] == [
        "380 trên 400, mới đạt 95 %",
        "12/15 đơn vị đã báo cáo",
        "Tỷ lệ khắc phục 92,2 %, còn dưới 100 %",
    ]
    assert suggest_limits([missed], 0, 15, Decimal(100))[0].key == "members_admitted:missed"


values = st.one_of(st.none(), st.integers(0, 10**6).map(Decimal))


@given(st.lists(st.tuples(values, values, values), max_size=6), st.randoms())
def test_suggestions_do_not_depend_on_the_order_of_results(rows, random):
    results = [
        result(measure=f"m{n}", value=value, target=target, target_measure=f"t{n}", last=last)
        for n, (value, target, last) in enumerate(rows)
    ]
    shuffled = results[:]
    random.shuffle(shuffled)
    assert suggest(results) == suggest(shuffled)
    assert len(first_choice(suggest(results))) <= 10


# ------------------------------------------------------------------------------------- comparison


@pytest.mark.parametrize(
    ("published", "computed", "agreement", "said"),
    [
        (PublishedValue("x", Decimal(102), "102 %"), "101.5", Agreement.ROUNDED, "101,5 %: khớp khi làm tròn"),
        (PublishedValue("x", Decimal(3000), "gần 3.000", "nearly"), "2987", Agreement.ROUNDED, "đúng với cách nói"),
        (PublishedValue("x", Decimal(90), "trên 90 %", "over"), "92.2", Agreement.ROUNDED, "“trên 90 %”"),
        (PublishedValue("x", Decimal(90), "trên 90 %", "over"), "88", Agreement.DIFFERS, "nhiều hơn 2"),
        (PublishedValue("x", Decimal(406)), "406", Agreement.EQUAL, "khớp"),
        (PublishedValue("x", Decimal(400)), "406", Agreement.DIFFERS, "công bố ít hơn 6"),
        (PublishedValue("x", Decimal(400)), None, Agreement.UNKNOWN, "chưa có số liệu để so"),
    ],
)  # fmt: skip
def test_a_published_value_is_equal_rounded_or_different(published, computed, agreement, said):
    unit = "%" if "%" in published.text else ""
    found = compare(published, None if computed is None else Decimal(computed), unit)
    assert found.agreement is agreement
    assert said in found.sentence


def test_published_parts_that_do_not_add_up_are_said_with_what_is_missing():
    total, first, second = (PublishedValue("x", Decimal(one)) for one in (7860, 5639, 2169))
    note = check_sum(total, [first, second])
    assert note is not None
    assert note.sentence == "5.639 + 2.169 = 7.808, khác tổng 7.860 đã công bố: còn thiếu 52."
    assert check_sum(PublishedValue("x", Decimal(7808)), [first, second]) is None


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(-(10**6), 10**6), max_size=5))
def test_the_rest_of_a_sum_makes_it_whole(total, parts):
    values = [PublishedValue("x", Decimal(part)) for part in parts]
    note = check_sum(PublishedValue("x", Decimal(total)), values)
    assert (note.rest if note else 0) == total - sum(parts)


# ------------------------------------------------------------------------------------- the review


def begin(code, year):
    return create_review(actor=SYSTEM, now=NOW, unit_code=code, year=year)


@pytest.mark.django_db
def test_the_bloc_is_suggested_its_admissions_with_the_reason():
    world.build()
    found = {
        one.key: one.reason.replace("\xa0", " ")
        for one in suggest_highlights(begin("khoi-dan-chinh-dang", 2022))
    }
    assert found["prepared:admitted"] == "406 trên 400, vượt 1,5 %"
    assert found["members_admitted:target"] == "406 trên 400, vượt 1,5 %"


@pytest.mark.django_db
def test_ten_results_stand_in_the_city_review_until_a_person_chooses():
    world.build()
    review = begin("tp-hcm", 2023)
    text = text_of(compile_review(review)).split("II. Công tác")[0].splitlines()
    assert text.index("I. Mười kết quả nổi bật năm 2023") == len(text) - 11
    assert not view_review(review).chosen
    chosen = [Chosen("b", "Việc hai: {{members_admitted}}."), Chosen("a", "Việc một.")]
    choose_highlights(actor=SYSTEM, now=NOW, review=review, chosen=chosen)
    text = text_of(compile_review(review))
    assert "Việc hai: 7.995.\nViệc một.\nII. Công tác" in text
    assert view_review(review).chosen
    choose_highlights(
        actor=SYSTEM,
        now=NOW,
        review=review,
        chosen=[Chosen("l", "Còn chậm.")],
        kind=HighlightKind.LIMIT,
    )
    assert "Hạn chế\nCòn chậm." in text_of(compile_review(review))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([Chosen(str(n), "x") for n in range(11)], "nhiều nhất 10"),
        ([Chosen("a", "x"), Chosen("a", "y")], "hai lần"),
        ([Chosen("a", "  ")], "chưa có lời"),
        ([Chosen("a", "{{khong}} x {{no_such}}")], "không có chỉ tiêu"),
    ],
)
def test_a_choice_that_cannot_stand_is_refused_whole(chosen, said):
    world.build()
    review = begin("tp-hcm", 2023)
    with pytest.raises(ReviewFault, match=said):
        choose_highlights(actor=SYSTEM, now=NOW, review=review, chosen=chosen)
    assert not review.highlights.exists()


@pytest.mark.django_db
def test_the_city_review_says_where_published_figures_do_not_agree():
    world.build()
    (report,) = view_review(begin("tp-hcm", 2023)).published
    assert (
        "Bài dự thi: 5.639 + 2.169 = 7.808, khác tổng 7.860 đã công bố: còn thiếu 52."
        in report.sentences
    )
    assert all(one.agreement is not Agreement.DIFFERS for one in report.comparisons)
    (bloc,) = view_review(begin("khoi-dan-chinh-dang", 2022)).published
    assert [one.replace("\xa0", " ") for one in bloc.sentences] == [
        "Tỷ lệ kết nạp so với chỉ tiêu: công bố 102 %, tính đúng là 101,5 %: khớp khi làm tròn đến "
        "hàng đơn vị."
    ]
    (district,) = view_review(begin("quan-binh-thanh", 2024)).published
    assert {one.agreement for one in district.comparisons} == {Agreement.EQUAL}
