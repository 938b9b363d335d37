"""Acts on reviews: written with marks, refused with reasons, sealed for good."""

from datetime import date

import pytest

from tests.yearend import world
from tests.yearend.reading import text_of
from tongket.access.domain import NOBODY, SYSTEM, Action, Actor
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.yearend.compiler import CompileFault
from tongket.yearend.domain.outline import TaskPlan
from tongket.yearend.freezing import freeze, thaw
from tongket.yearend.models import Review, ReviewState
from tongket.yearend.renderers.page import render_page
from tongket.yearend.selectors import compile_review, view_review
from tongket.yearend.services import (
    Chosen,
    ReviewFault,
    add_task,
    choose_highlights,
    create_review,
    edit_text,
    explain_gaps,
    seal,
    set_particulars,
    set_tasks,
)

pytestmark = pytest.mark.django_db
NOW = world.NOW


def begin(code="quan-binh-thanh", year=2024):
    return create_review(actor=SYSTEM, now=NOW, unit_code=code, year=year)


def acting(**more):
    return {"actor": SYSTEM, "now": NOW, **more}


def test_a_section_is_rewritten_with_marks_and_given_back():
    world.build()
    review = begin()
    before = text_of(compile_review(review))
    edit_text(
        **acting(review=review, section="grading"),
        text="Năm {year} có {{members_excellent}} đồng chí.\n\n- ý một\n\n- ý hai",
    )
    text = text_of(compile_review(review))
    assert "Năm 2024 có 1.579 đồng chí.\ný một\ný hai" in text
    assert AuditEvent.objects.filter(action="yearend.edit_text").count() == 1
    edit_text(**acting(review=review, section="grading"), text=" \n ")
    assert text_of(compile_review(review)) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{nobody_knows}} đồng chí", "không có chỉ tiêu “nobody_knows”"),
        ("{{members_total|unit=khong-co}}", "đơn vị “khong-co”"),
        ("{{members_total.men}}", "“members_total.men”"),
        ("{{members_total", "thiếu một đầu"),
    ],
)
def test_a_text_with_a_bad_mark_is_refused_naming_section_and_mark(text, said):
    world.build()
    review = begin()
    with pytest.raises(ReviewFault, match=said) as refusal:
        edit_text(**acting(review=review, section="grading"), text=text)
    assert "Đánh giá, xếp loại tổ chức đảng và đảng viên" in str(refusal.value)
    assert not review.texts.exists()
    assert not AuditEvent.objects.filter(action="yearend.edit_text").exists()


def test_a_mark_that_stopped_working_names_its_section():
    world.build()
    review = begin()
    review.texts.create(section="grading", order=0, text="{{gone_away}}", edited=True)
    with pytest.raises(CompileFault, match=r"Đánh giá, xếp loại.*gone_away"):
        compile_review(review)


def test_only_the_office_writes_and_nothing_is_written_when_refused():
    ids = world.build()
    review = begin()
    reader = Actor(7, "doc", "Người Đọc", {Action.SEE_FIGURES: frozenset(ids.values())})
    for act in (
        lambda: edit_text(actor=reader, now=NOW, review=review, section="grading", text="x"),
        lambda: choose_highlights(actor=reader, now=NOW, review=review, chosen=[]),
        lambda: set_tasks(actor=reader, now=NOW, review=review, tasks=[]),
        lambda: set_particulars(actor=reader, now=NOW, review=review, number="1"),
        lambda: explain_gaps(actor=reader, now=NOW, review=review, reasons={"m1u1p1": "x"}),
        lambda: create_review(actor=NOBODY, now=NOW, unit_code="tp-hcm", year=2024),
    ):
        with pytest.raises(Refused, match="Chỉ văn phòng cấp ủy mới soạn được báo cáo tổng kết"):
            act()
    with pytest.raises(Refused, match="Chỉ Bí thư cấp ủy mới chốt được"):
        seal(actor=reader, now=NOW, review=review)
    assert review.tasks.count() == 6
    assert AuditEvent.objects.filter(action__startswith="yearend.").count() == 1


def test_a_review_is_begun_once_and_only_for_a_unit_of_that_year():
    world.build()
    begin()
    with pytest.raises(ReviewFault, match="đã có báo cáo tổng kết năm 2024"):
        begin()
    with pytest.raises(ReviewFault, match="Không có đơn vị “mat-tich” vào cuối năm 2024"):
        begin("mat-tich")
    with pytest.raises(ReviewFault, match="Năm 1800"):
        begin(year=1800)
    with pytest.raises(ReviewFault, match="Không có đề cương “la”"):
        create_review(actor=SYSTEM, now=NOW, unit_code="tp-hcm", year=2024, outline="la")
    assert Review.objects.count() == 1


def test_tasks_are_a_list_of_what_who_and_when():
    world.build()
    review = begin()
    set_tasks(
        **acting(review=review),
        tasks=[
            TaskPlan("Kết nạp từ {{members_total|last}} đảng viên", "Ban Tổ chức", "quý IV"),
            TaskPlan("  "),
        ],
    )
    add_task(**acting(review=review), task=TaskPlan("Học tập nghị quyết"))
    text = text_of(compile_review(review))
    assert "Học tập nghị quyết." in text
    assert "(chủ trì: Ban Tổ chức; thời hạn: quý IV)." in text
    assert review.tasks.count() == 2


def ready(review):
    """Bring a review to the point where it can be sealed."""
    choose_highlights(
        **acting(review=review),
        chosen=[Chosen("hai", "Hai: {{members_good}}."), Chosen("mot", "Một.")],
    )
    set_particulars(
        **acting(review=review),
        number="15-BC/QU",
        signed_on=date(2025, 1, 15),
        signer="Trần Văn Mẫu",
        arithmetic_annex=True,
    )
    gaps = view_review(review).compiled.gaps
    explain_gaps(
        **acting(review=review), reasons={gap.figure_id: "Chưa đến kỳ tổng hợp" for gap in gaps}
    )


def test_sealing_is_refused_until_everything_is_said():
    world.build()
    review = begin()
    with pytest.raises(ReviewFault, match="Chưa ai chọn kết quả nổi bật"):
        seal(**acting(review=review))
    choose_highlights(**acting(review=review), chosen=[Chosen("mot", "Một.")])
    with pytest.raises(ReviewFault, match="Chưa đủ số, ngày ký và người ký"):
        seal(**acting(review=review))
    set_particulars(
        **acting(review=review),
        number="1-BC/QU",
        signed_on=date(2025, 1, 15),
        signer="Trần Văn Mẫu",
    )
    with pytest.raises(ReviewFault, match="chưa nói lý do, trước hết: Đảng viên kết nạp trong kỳ"):
        seal(**acting(review=review))
    review.refresh_from_db()
    assert (review.state, review.sealed_content) == (ReviewState.DRAFT, None)


def test_a_sealed_review_is_printed_as_sealed_whatever_comes_after():
    ids = world.build()
    review = begin()
    ready(review)
    before = compile_review(review)
    sealed = seal(**acting(review=review))
    world.say(ids, "2024", "members_admitted", {"phuong-1": 5})
    world.say(ids, "2024", "wards_total", {"dang-bo-cang": 3})
    assert text_of(compile_review(sealed)) == text_of(before)
    assert sealed.sealed_content["hash"] == AuditEvent.objects.order_by("-id")[0].details["hash"]
    assert {"id", "value", "text", "basis", "label"} == sealed.sealed_content["figures"][0].keys()
    with pytest.raises(Refused, match="Báo cáo đã chốt"):
        edit_text(**acting(review=sealed, section="grading"), text="x")
    with pytest.raises(Refused, match="Báo cáo đã chốt"):
        seal(**acting(review=sealed))


def test_what_was_frozen_thaws_to_the_very_same_document():
    world.build()
    review = begin("tp-hcm", 2023)
    document = compile_review(review)
    assert thaw(freeze(document)) == document
    assert render_page(thaw(freeze(document))) == render_page(document)
