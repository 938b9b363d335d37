"""Compiling a review: the published figures come out, gaps are told, sealed stays sealed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.yearend import world
from tests.yearend.reading import figures_by_label, text_of
from tongket.access.domain import SYSTEM
from tongket.figures.domain import FigureKey
from tongket.indicators.models import FormTemplate
from tongket.indicators.services import read_indicators
from tongket.org.models import WHOLE, Reorganisation, Succession
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.periods.services import ensure_period
from tongket.rollup.selectors import figure
from tongket.rollup.services import expect
from tongket.yearend.compiler import Request
from tongket.yearend.domain.marks import marks_in
from tongket.yearend.domain.outline import OutlineFault, parse_outline
from tongket.yearend.models import HighlightKind
from tongket.yearend.renderers.walk import figures_in
from tongket.yearend.renderers.word import render_word
from tongket.yearend.selectors import compile_review, fetch, outline_for, outlines, view_review
from tongket.yearend.selectors.outlines import published_reports
from tongket.yearend.services import (
    choose_highlights,
    create_review,
)

pytestmark = pytest.mark.django_db
NOW = world.NOW


def begin(code="quan-binh-thanh", year=2024):
    return create_review(actor=SYSTEM, now=NOW, unit_code=code, year=year)


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


def test_a_reorganisation_of_the_year_is_told_in_the_annex():
    ids = world.build()
    decision = Reorganisation.objects.create(
        code="thu",
        title="Thử",
        instrument="Quyết định mẫu số 1",
        effective_on=date(2024, 7, 1),
        state="applied",
    )
    Succession.objects.create(
        reorganisation=decision, effective_on=date(2024, 7, 1), predecessor_id=ids["so-1"],
        successor_id=ids["phuong-1"], kind="merge", share=WHOLE, back_share=WHOLE, share_basis="whole",
    )  # fmt: skip
    said = "Ngày 01/07/2024, 1 đơn vị được sắp xếp lại theo Quyết định mẫu số 1"
    assert said in text_of(compile_review(begin()))
    assert said not in text_of(compile_review(begin("khoi-dan-chinh-dang", 2024)))
    assert said not in text_of(compile_review(begin("quan-binh-thanh", 2023)))


def test_many_missing_units_are_told_by_the_committee_above_them():
    ids = world.build()
    rows = [
        NewUnit(f"chi-bo-{n}", f"Chi bộ {n}", "cell", "party", f"phuong-{1 + n % 3 // 2}")
        for n in range(60)
    ]
    cells = bulk_create_units(actor=SYSTEM, now=NOW, rows=rows)
    form, period = FormTemplate.objects.get(code="bao-cao-nam"), ensure_period("2024")
    expect(form_id=form.pk, period_id=period.pk, units=dict.fromkeys(cells.values(), True))
    text = text_of(compile_review(begin()))
    assert (
        "60 đơn vị chưa báo cáo:\nĐảng bộ Phường 1: 40 đơn vị\nĐảng bộ Phường 2: 20 đơn vị" in text
    )
    assert "Chi bộ 7" not in text
    assert ids
