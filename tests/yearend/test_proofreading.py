"""The review proofread before it is sealed: what does not agree is mended or explained, and kept."""

import pytest

from tests.yearend import world
from tests.yearend.test_review_services import acting, begin, ready
from tongket.access.domain import Action, Actor
from tongket.access.refusals import Refused
from tongket.yearend.domain.proofreading import proofread_document
from tongket.yearend.freezing import digest
from tongket.yearend.models import Review, ReviewState
from tongket.yearend.selectors import compile_review, open_points, read_review
from tongket.yearend.services import ReviewFault, edit_text, explain_gaps, seal

pytestmark = pytest.mark.django_db

WRONG_SUM = "Toàn quận có 100 hòa giải viên, gồm 60 nam và 30 nữ."
MENDED = WRONG_SUM.replace("30 nữ", "40 nữ")
ODD_WRITING = "Tiếp nhận 1,500 hồ sơ và 2.300 đơn."
"""Two ways of parting thousands: worth a note, proves nothing wrong."""


@pytest.fixture
def review() -> Review:
    world.build()
    return begin()


def write(review: Review, text: str, section: str = "grading") -> None:
    edit_text(**acting(review=review, section=section), text=text)


def found(review: Review):
    return proofread_document(compile_review(review))


def explain(review: Review, reason: str) -> None:
    reasons = {one.key: reason for one in found(review)}
    explain_gaps(**acting(review=review), reasons={}, findings=reasons)


def test_what_the_compiler_writes_has_nothing_to_mend(review):
    assert found(review) == ()


def test_a_sum_typed_by_hand_is_found_with_its_place(review):
    write(review, WRONG_SUM)
    (one,) = found(review)
    assert one.severity != "note"
    assert one.arithmetic == "60 + 30 = 90; 100 − 90 = 10"
    assert "Toàn quận có 100 hòa giải viên" in one.excerpt
    assert (one.figures, one.anchor) == ((), "")
    assert read_review(review).findings == (one,)


def test_where_a_figure_on_record_is_part_of_it_the_finding_leads_there(review):
    write(
        review,
        "Có {{members_excellent}} đảng viên hoàn thành xuất sắc nhiệm vụ, gồm 1.000 nam và 569 nữ.",
    )
    (one,) = found(review)
    (figure,) = one.figures
    assert figure.startswith("m")
    assert one.anchor
    assert "1.579" in one.excerpt


def test_items_of_a_list_are_read_too(review):
    write(review, "Ý đầu.\n\n- Có 10 lớp, gồm 4 lớp mới và 5 lớp cũ")
    (one,) = found(review)
    assert one.arithmetic == "4 + 5 = 9; 10 − 9 = 1"


def test_a_wrong_sum_stands_against_sealing_until_it_is_mended(review):
    write(review, WRONG_SUM)
    ready(review)
    with pytest.raises(ReviewFault, match="Còn 1 chỗ số liệu chưa khớp và chưa nói lý do"):
        seal(**acting(review=review))
    review.refresh_from_db()
    assert (review.state, review.sealed_content) == (ReviewState.DRAFT, None)
    write(review, MENDED)
    assert seal(**acting(review=review)).sealed_content["findings"] == []


def test_an_explained_finding_is_sealed_with_its_reason(review):
    write(review, WRONG_SUM)
    ready(review)
    (one,) = found(review)
    explain(review, "  10 người chưa khai, kể ở phụ lục ")
    sealed = seal(**acting(review=review))
    (kept,) = sealed.sealed_content["findings"]
    assert kept["severity"] == one.severity
    assert kept["reason"] == "10 người chưa khai, kể ở phụ lục"
    assert "90" in kept["message"]
    content = {name: part for name, part in sealed.sealed_content.items() if name != "hash"}
    assert digest(content) == sealed.sealed_content["hash"]


def test_an_empty_reason_takes_the_last_one_back(review):
    write(review, WRONG_SUM)
    ready(review)
    explain(review, "Sẽ sửa")
    assert open_points(review).sentences == ()
    explain(review, " ")
    assert not review.explained_findings.exists()
    assert "Còn 1 chỗ số liệu chưa khớp" in open_points(review).sentences[0]


def test_a_reason_holds_only_for_the_words_it_was_given_for(review):
    write(review, WRONG_SUM)
    ready(review)
    explain(review, "10 người chưa khai")
    write(review, f"Mở đầu bằng một câu khác.\n\n{WRONG_SUM}")
    assert open_points(review).sentences == ()
    write(review, WRONG_SUM.replace("30 nữ", "35 nữ"))
    assert "Còn 1 chỗ số liệu chưa khớp" in open_points(review).sentences[0]


def test_notes_are_told_and_stand_against_nothing(review):
    write(review, ODD_WRITING)
    ready(review)
    (note,) = found(review)
    assert note.severity == "note"
    assert open_points(review).findings == (note,)
    assert open_points(review).sentences == ()
    (kept,) = seal(**acting(review=review)).sealed_content["findings"]
    assert (kept["severity"], kept["reason"]) == ("note", "")


def test_only_who_writes_the_review_explains(review):
    write(review, WRONG_SUM)
    reader = Actor(7, "doc", "Người Đọc", {Action.SEE_FIGURES: frozenset({review.unit_id})})
    with pytest.raises(Refused):
        explain_gaps(
            actor=reader, now=world.NOW, review=review, reasons={}, findings={"k": "Đúng rồi"}
        )
    assert not review.explained_findings.exists()
