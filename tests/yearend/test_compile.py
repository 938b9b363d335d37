"""Compiling a review: the published figures come out, gaps are told, sealed stays sealed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.yearend import world
from tests.yearend.reading import figures_by_label, text_of

from tongket.access.domain import NOBODY, SYSTEM, Action, Actor
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.figures.domain import FigureKey
from tongket.indicators.services import read_indicators
from tongket.rollup.selectors import figure
from tongket.yearend.compiler import CompileFault, Request
from tongket.yearend.domain.marks import marks_in
from tongket.yearend.domain.outline import OutlineFault, TaskPlan, parse_outline
from tongket.yearend.freezing import freeze, thaw
from tongket.yearend.models import HighlightKind, Review, ReviewState
from tongket.yearend.renderers.page import render_page
from tongket.yearend.renderers.walk import figures_in
from tongket.yearend.renderers.word import render_word
from tongket.yearend.selectors import compile_review, fetch, outline_for, outlines, view_review
from tongket.yearend.selectors.outlines import published_reports
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


# ------------------------------------------------------------------------------ published figures


def test_the_district_review_tells_its_published_figures():
    world.build()
    text = text_of(compile_review(begin()))
    for said in (
        "16/76 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ, 60 tổ chức",
        "72/462 chi bộ trực thuộc",
        "1.579 đồng chí hoàn thành xuất sắc và 8.464 đồng chí hoàn thành tốt",
        "143 đảng viên và 3 tập thể",
        "từ 89 khu phố và 1.508 tổ dân phố trước sắp xếp, nay tổ chức lại thành 271 khu phố",
        "có 12 phường thuộc diện sắp xếp; số phường giảm từ 20 xuống còn 15 phường",
        "2 tập thể xuất sắc tiêu biểu và 15 tập thể hoàn thành xuất sắc nhiệm vụ năm 2024",
        "15 tập thể về tổ chức xây dựng Đảng, 16 tập thể về công tác văn phòng cấp ủy, 15 tập thể "
        "về kiểm tra, giám sát, 15 tập thể về phòng, chống tham nhũng, tiêu cực và 15 tập thể",
    ):
        assert said in text


def test_the_bloc_review_tells_its_published_figures():
    world.build()
    text = text_of(compile_review(begin("khoi-dan-chinh-dang", 2022)))
    for said in (
        "Toàn Đảng bộ kết nạp 406 đảng viên mới trên chỉ tiêu 400, đạt 101,5 %.",
        "kết nạp 112 đảng viên, trong đó 15 đồng chí",
        "68 công trình do cấp ủy cơ sở đăng ký thực hiện, trong đó 24 công trình tiêu biểu",
        "tôn tạo 1 khu di tích",
        "2 công trình an sinh xã hội",
        "2 chương trình trọng tâm",
    ):
        assert said in text


def test_the_city_review_tells_its_published_figures_and_the_true_arithmetic():
    world.build()
    text = text_of(compile_review(begin("tp-hcm", 2023)))
    for said in (
        "kết nạp 7.995 đảng viên mới, đưa tổng số đảng viên của Đảng bộ lên 255.576",
        "238 trường hợp",
        "tổng kết 7 nội dung",
        "gần 3.000 thiết chế",
        "gần 225 đại biểu dự với 53 bài viết",
        "họp 4 phiên, Thường trực Ban Chỉ đạo họp 4 cuộc",
        "51 chương trình, đề án, nhiệm vụ trọng tâm; đã khắc phục trên 90 %",
        "49 đơn vị với 7.860 bài, gồm 5.639 bài của khối quận, huyện, thành phố Thủ Đức, 2.169 bài "
        "của khối đảng ủy cấp trên cơ sở và 52 bài",
        "giám sát 8 địa phương, đơn vị; mở 2 lớp tập huấn cho hơn 11.600 người tại 367 điểm cầu",
        "6.439 tập thể và 9.091 cá nhân; có 4.260 mô hình, 4.658 giải pháp",
    ):
        assert said in text


def test_a_rounded_figure_keeps_its_true_value_in_its_basis():
    world.build()
    document = compile_review(begin("tp-hcm", 2023))
    rounded = [span for span in figures_in(document) if span.text == "gần 3.000"]
    assert rounded
    assert all(span.basis.startswith("Giá trị đúng: 2.987.") for span in rounded)


def test_every_figure_opens_at_its_own_address_and_agrees_with_the_roll_up():
    world.build()
    document = compile_review(begin("khoi-dan-chinh-dang", 2022))
    spans = list(figures_in(document))
    assert len(spans) > 20
    for span in spans:
        view = figure(FigureKey.parse(span.figure_id))
        assert span.address.endswith(f"/so-lieu/{span.figure_id}")
        if span.text not in ("chưa báo cáo", "–"):
            assert span.text.replace("\xa0", " ") == view.words.replace("\xa0", " ")


@pytest.mark.parametrize(("code", "year"), [("tp-hcm", 2023), ("quan-binh-thanh", 2024)])
def test_figures_fetched_at_once_equal_those_asked_one_by_one(code, year):
    world.build()
    ids = {entry.code for entry in read_indicators().indicators}
    known = fetch([Request(one, code, str(year)) for one in sorted(ids)], code, str(year))
    assert len(known) == len(ids)
    for found in known.values():
        view = figure(FigureKey.parse(found.figure_id))
        told = view.completeness
        assert found.value == view.value, found.label
        if found.value is not None:
            assert (found.reported, found.expected) == (told.reported, told.expected), found.label


def test_more_units_cost_no_more_queries():
    ids = world.build()
    review = begin("quan-binh-thanh", 2024)
    with CaptureQueriesContext(connection) as few:
        compile_review(review)
    from tongket.org.services.bulk import NewUnit, bulk_create_units

    rows = [
        NewUnit(f"phuong-{n}", f"Đảng bộ Phường {n}", "ward_committee", "party", "quan-binh-thanh")
        for n in range(3, 60)
    ]
    ids |= bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)
    for measure in ("members_good", "members_admitted"):
        world.say(ids, "2024", measure, {row.code: 7 for row in rows})
    with CaptureQueriesContext(connection) as many:
        document = compile_review(review)
    assert "Đảng bộ Phường 59" in text_of(document)
    assert len(many) <= len(few)


def test_the_same_data_give_the_same_file():
    world.build()
    review = begin()
    assert render_word(compile_review(review)) == render_word(compile_review(review))


# ------------------------------------------------------------------------------------------- gaps


def test_a_missing_figure_is_marked_and_listed_never_zero():
    world.build()
    view = view_review(begin())
    assert "kết nạp [chưa có số liệu] đảng viên mới" in text_of(view.document)
    assert "Đảng viên kết nạp trong kỳ" in [gap.label for gap in view.compiled.gaps]
    assert figures_by_label(view.document)["Đảng viên kết nạp trong kỳ"] >= {"[chưa có số liệu]"}


def test_missing_units_are_told_in_the_section_and_named_in_an_annex():
    world.build(missing=True)
    document = compile_review(begin())
    text = text_of(document)
    assert "(Số liệu mục này tổng hợp từ 1/2 đơn vị đã báo cáo.)" in text
    assert "Danh sách đơn vị chưa báo cáo" in text
    assert text.count("Đảng bộ Phường 2") >= 2
    assert "Còn 1/2 đơn vị chưa gửi báo cáo đúng hạn" in text


def test_sections_without_figures_leave_no_hole_in_the_numbering():
    world.build()
    headings = [
        line
        for line in text_of(compile_review(begin("phuong-1", 2024))).splitlines()
        if "." in line[:5]
    ]
    numbers = [
        line.split(".")[0]
        for line in headings
        if line.split(".")[0] in ("I", "II", "III", "IV", "V")
    ]
    assert numbers == ["I", "II", "III", "IV"]


# -------------------------------------------------------------------------------------------- acts


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


# ---------------------------------------------------------------------------------------- outlines


def test_every_mark_of_the_outlines_names_an_indicator():
    known = {entry.code for entry in read_indicators().indicators}
    for outline in outlines().values():
        texts = [one.text for section in outline.sections for one in section.paragraphs]
        texts += [one.text for one in outline.highlights]
        named = {m.indicator for text in texts for mark in marks_in(text) for m in mark.measures}
        named |= set(outline.results)
        for section in outline.sections:
            for paragraph in section.paragraphs:
                named |= set(paragraph.when)
            for part in (*section.tables, *section.charts):
                named |= set(part.columns if hasattr(part, "columns") else part.measures)
        assert named <= known, (outline.key, named - known)
    assert {row["indicator"] for report in published_reports() for row in report["values"]} <= known


def test_each_kind_of_unit_has_its_outline():
    assert outline_for("district_committee").key == "tong-ket-quan-huyen"
    assert outline_for("bloc_committee").key == "tong-ket-khoi"
    assert outline_for("upper_committee").key == "tong-ket-khoi"
    assert outline_for("city_committee").key == "tong-ket-thanh-pho"
    assert outline_for("ward_committee").key == "tong-ket-phuong"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"key": "x"}, "thiếu nội dung bắt buộc"),
        ("chữ", "cần một bảng"),
        ({"colour": "red"}, "khóa “colour”"),
        ({"sections": [{"key": "a", "paragraphs": ["{{x"]}]}, "mục “a”.*thiếu một đầu"),
        ({"sections": [{"key": "a"}, {"key": "a"}]}, "hai lần"),
        ({"sections": [{"key": "a", "place": "roof"}]}, "place “roof”"),
    ],
)
def test_a_broken_outline_is_refused_naming_the_place(content, said):
    whole = {"key": "k", "title": "t", "kind": "BÁO CÁO", "abstract": "a", "sections": []}
    if isinstance(content, dict) and content != {"key": "x"}:
        content = {**whole, **content}
    with pytest.raises(OutlineFault, match=said):
        parse_outline(content, "thu.yaml")


def test_the_state_of_the_data_is_the_moment_of_the_file():
    ids = world.build()
    review = begin()
    assert compile_review(review).meta.compiled_at == NOW
    later = NOW + timedelta(days=2)
    choose_highlights(actor=SYSTEM, now=later, review=review, chosen=[], kind=HighlightKind.LIMIT)
    review.refresh_from_db()
    assert compile_review(review).meta.compiled_at == later
    assert ids


def test_a_paragraph_for_a_structure_that_is_no_more_gives_way_to_the_other():
    ids = world.build()
    world.say(ids, "2024", "contest_entries", {"dang-bo-cang": 52})
    text = text_of(compile_review(begin("tp-hcm", 2024)))
    assert "nhận được 52 bài dự thi" in text
    assert "khối quận, huyện" not in text
    before = text_of(compile_review(begin("tp-hcm", 2023)))
    assert "nhận được" not in before
