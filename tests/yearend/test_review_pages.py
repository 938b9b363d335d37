"""The pages of a review as the office, the secretary and a reader see them."""

import io
from datetime import date

import docx
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.yearend import world
from tongket.access.domain import SYSTEM
from tongket.accounts.models import Appointment, User
from tongket.audit.models import AuditEvent
from tongket.org.models import Unit
from tongket.yearend.models import Review
from tongket.yearend.selectors import view_review
from tongket.yearend.services import (
    Chosen,
    choose_highlights,
    create_review,
    explain_gaps,
    seal,
    set_particulars,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.yearend.addresses")]
ROOT = "/tong-ket/quan-binh-thanh/2024/"
EVERY_PAGE = ("", "soan/grading/", "noi-bat/", "han-che/", "nhiem-vu/", "the-thuc/", "chot/")


@pytest.fixture(autouse=True)
def _built(settings):
    settings.TODAY = date(2025, 1, 20)
    world.build()


def browser(role="committee_office", unit="quan-binh-thanh"):
    user = User.objects.create_user(username=f"{role}-{unit}", password="x", full_name="Lê Thị Mẫu")
    Appointment.objects.create(
        user=user, unit=Unit.objects.get(code=unit), role=role, valid_from=date(2020, 1, 1)
    )
    client = Client()
    client.force_login(user)
    return client


def begun(code="quan-binh-thanh", year=2024):
    return create_review(actor=SYSTEM, now=world.NOW, unit_code=code, year=year)


def soup(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(page):
    return " ".join(page.get_text(" ").split())


def test_the_office_begins_a_review_and_sees_it_as_on_paper():
    office = browser()
    assert "Chưa có báo cáo tổng kết nào" in words(soup(office.get("/tong-ket/")))
    answer = office.post("/tong-ket/moi/", {"year": "2024"})
    assert (answer.status_code, answer["Location"]) == (303, ROOT)
    page = soup(office.get(ROOT))
    text = words(page)
    assert "Quận ủy Bình Thạnh" in text
    assert "16 / 76 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ" in text
    assert words(page.select_one(f'a.button-main[href="{ROOT}word/"]')) == "Xuất Word"
    assert "Chưa ai chọn kết quả nổi bật" in text
    assert "đang soạn" in text


def test_every_figure_on_the_page_opens_on_this_site():
    begun()
    page = soup(browser().get(ROOT))
    figures = page.select("article.review a.figure[id]")
    assert len(figures) > 40
    for figure in figures:
        assert figure["href"] == f"/so-lieu/{figure['data-figure']}/"


def test_the_outline_leads_to_headings_and_to_their_words():
    begun()
    page = soup(browser().get(ROOT))
    links = page.select(".review-outline a[href^='#']")
    assert len(links) >= 8
    for link in links:
        heading = page.find(id=link["href"].removeprefix("#"))
        assert heading.get_text() == link.get_text()
    edits = [a["href"] for a in page.select(".review-outline a.outline-edit")]
    assert f"{ROOT}soan/grading/" in edits


def test_a_chart_is_one_picture_with_words():
    begun()
    page = soup(browser().get(ROOT))
    pictures = page.select(".chart-picture")
    assert pictures
    for picture in pictures:
        assert picture["role"] == "img"
        assert picture["aria-label"]
        assert not picture.select("[role^=graphics], [aria-roledescription]")


def test_notes_tell_gaps_and_published_figures_that_do_not_agree():
    begun()
    page = soup(browser().get(ROOT))
    gap = page.find("a", string=lambda s: s and s.startswith("Đảng viên kết nạp trong kỳ ("))
    assert gap["href"].startswith("/so-lieu/m")
    begun("tp-hcm", 2023)
    text = words(soup(browser(unit="tp-hcm").get("/tong-ket/tp-hcm/2023/")))
    assert "Chỗ số liệu công bố không tự khớp" in text
    assert "5.639 + 2.169 = 7.808, khác tổng 7.860 đã công bố: còn thiếu 52." in text


def test_a_section_is_rewritten_and_a_bad_mark_keeps_what_was_typed():
    begun()
    office = browser()
    page = soup(office.get(f"{ROOT}soan/grading/"))
    assert "{{organisations_excellent/organisations_assessed}}" in page.find("textarea").get_text()
    assert "{{members_good}}" in words(page)
    answer = office.post(f"{ROOT}soan/grading/", {"text": "Có {{khong_co}} <b>x</b>"})
    page = soup(answer, 422)
    assert "không có chỉ tiêu “khong_co”" in words(page)
    assert page.find("textarea").get_text().strip() == "Có {{khong_co}} <b>x</b>"
    answer = office.post(f"{ROOT}soan/grading/", {"text": "Có {{members_good}} <b>đồng chí</b>."})
    assert (answer.status_code, answer["Location"]) == (303, ROOT)
    assert "Có 8.464 <b>đồng chí</b>." in words(soup(office.get(ROOT)))


def test_results_are_ticked_ordered_and_worded():
    begun("khoi-dan-chinh-dang", 2022)
    office = browser(unit="khoi-dan-chinh-dang")
    address = "/tong-ket/khoi-dan-chinh-dang/2022/noi-bat/"
    page = soup(office.get(address))
    assert "406 trên 400, vượt 1,5 %" in words(page)
    assert "Kết nạp 406 đảng viên mới trên chỉ tiêu 400, đạt 101,5 %." in words(page).replace(
        "\u00a0", " "
    )
    keys = {
        one["value"]: one["name"].removeprefix("key-") for one in page.select("input[name^=key-]")
    }
    first, second = keys["prepared:admitted"], keys["prepared:heritage"]
    posted = {}
    for row, order, text in (
        (first, "2", "Việc hai {{members_admitted}}."),
        (second, "1", "Việc một."),
    ):
        key = next(k for k, v in keys.items() if v == row)
        posted |= {
            f"key-{row}": key,
            f"chosen-{row}": "1",
            f"order-{row}": order,
            f"text-{row}": text,
        }
    assert office.post(address, posted).status_code == 303
    text = words(soup(office.get("/tong-ket/khoi-dan-chinh-dang/2022/")))
    assert "Việc một. Việc hai 406 ." in text
    assert "Chưa ai chọn" not in text
    too_many = {f"{name}-{n}": value for n in range(11) for name, value in
                (("key", f"k{n}"), ("chosen", "1"), ("text", "Một câu."))}  # fmt: skip
    page = soup(office.post(address, too_many), 422)
    assert "Chọn nhiều nhất 10 kết quả; đang chọn 11." in words(page)
    assert len(page.select("input[type=checkbox][checked]")) == 11


def test_tasks_and_particulars_are_written():
    begun()
    office = browser()
    posted = {"what-0": "Việc sau", "order-0": "2", "what-1": "Việc trước", "order-1": "1",
              "who-1": "Văn phòng", "due-1": "tháng 3"}  # fmt: skip
    assert office.post(f"{ROOT}nhiem-vu/", posted).status_code == 303
    form = {"number": "15-BC/QU", "signed_on": "15/01/2025", "signer": "Trần Văn Mẫu", "place": ""}
    assert office.post(f"{ROOT}the-thuc/", form).status_code == 303
    text = words(soup(office.get(ROOT)))
    assert "Việc trước (chủ trì: Văn phòng; thời hạn: tháng 3). Việc sau." in text
    assert "Bình Thạnh, ngày 15 tháng 01 năm 2025" in text
    assert "Số 15-BC/QU" in text
    assert "Dự thảo" not in text
    page = soup(office.post(f"{ROOT}the-thuc/", form | {"signed_on": "31/02/2025"}), 422)
    assert "không có trong lịch" in words(page)


def test_the_secretary_seals_when_nothing_is_open():
    review = begun()
    secretary = browser("committee_secretary")
    page = soup(secretary.get(f"{ROOT}chot/"))
    assert "Chưa ai chọn kết quả nổi bật" in words(page)
    assert page.find("button", disabled=True)
    answer = secretary.post(f"{ROOT}chot/")
    assert (answer.status_code, answer["Location"]) == (303, f"{ROOT}chot/")
    choose_highlights(actor=SYSTEM, now=world.NOW, review=review, chosen=[Chosen("a", "Một.")])
    secretary.post(
        f"{ROOT}the-thuc/",
        {"number": "1-BC/QU", "signed_on": "15/01/2025", "signer": "Trần Văn Mẫu"},
    )
    page = soup(secretary.get(f"{ROOT}chot/"))
    reasons = {one["name"]: "Chưa đến kỳ" for one in page.select("input[name^=reason-]")}
    assert reasons
    assert secretary.post(f"{ROOT}ly-do/", reasons).status_code == 303
    assert "có thể chốt" in words(soup(secretary.get(f"{ROOT}chot/")))
    assert secretary.post(f"{ROOT}chot/")["Location"] == ROOT
    world.say(
        {u.code: u.pk for u in Unit.objects.all()}, "2024", "cells_total", {"dang-bo-cang": 1}
    )
    ids = {u.code: u.pk for u in Unit.objects.all()}
    world.say(ids, "2024", "members_excellent", {"quan-binh-thanh": 21})
    text = words(soup(secretary.get(ROOT)))
    assert "đã chốt" in text
    assert "1.579 → 1.600" in text
    assert "{} đồng chí hoàn thành xuất sắc".format("1.579") in text
    refused = secretary.get(f"{ROOT}soan/grading/")
    assert "Báo cáo đã chốt, không sửa được nữa" in words(soup(refused, 403))
    assert AuditEvent.objects.filter(action="yearend.seal").count() == 1


def test_word_and_pdf_are_taken_away():
    begun()
    office = browser("leader")
    answer = office.get(f"{ROOT}word/")
    assert 'filename="tong-ket-quan-binh-thanh-2024.docx"' in answer["Content-Disposition"]
    document = docx.Document(io.BytesIO(answer.content))
    assert any("8.464" in (node.text or "") for node in document.element.iter())
    assert office.get(f"{ROOT}pdf/").content.startswith(b"%PDF-")


def test_a_reader_reads_and_is_told_who_writes():
    begun()
    leader = browser("leader")
    page = soup(leader.get(ROOT))
    assert "Chỉ văn phòng cấp ủy mới soạn được báo cáo tổng kết." in words(page)
    assert not page.select("a.outline-edit")
    for path in EVERY_PAGE[1:]:
        text = words(soup(leader.get(f"{ROOT}{path}"), 403))
        assert "Chỉ văn phòng cấp ủy mới soạn" in text or "Chỉ Bí thư cấp ủy mới chốt" in text
    assert leader.post(f"{ROOT}chot/").status_code == 403
    assert leader.post("/tong-ket/moi/", {"year": "2023"}).status_code == 403
    assert Review.objects.count() == 1


def test_the_office_of_another_committee_sees_nothing():
    begun()
    stranger = browser(unit="khoi-dan-chinh-dang")
    for path in (*EVERY_PAGE, "word/", "pdf/"):
        assert stranger.get(f"{ROOT}{path}").status_code == 404
    assert stranger.post(f"{ROOT}soan/grading/", {"text": "x"}).status_code == 404
    assert "quan-binh-thanh" not in stranger.get("/tong-ket/").content.decode()
    assert browser().get("/tong-ket/quan-binh-thanh/1999/").status_code == 404
    assert Client().get(ROOT).status_code == 302


def test_the_city_office_reads_the_district_but_does_not_write_it():
    begun()
    city = browser(unit="tp-hcm")
    assert city.get(ROOT).status_code == 200
    assert city.get(f"{ROOT}soan/grading/").status_code == 403
    assert "Đảng bộ quận Bình Thạnh, 2024" in words(soup(city.get("/tong-ket/")))


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_has_one_heading_labels_and_no_style(path):
    begun()
    page = soup(browser("committee_secretary").get(f"{ROOT}{path}"))
    assert len(page.find_all("h1")) == 1
    assert not page.select("[style], style, script:not([src]), [onclick]")
    for field in page.select("main textarea, main input:not([type=hidden])"):
        labelled = field.get("aria-label") or field.find_parent("label")
        assert labelled or page.find("label", attrs={"for": field.get("id")}), field
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_mark_that_stopped_working_is_said_on_the_page_not_a_crash():
    review = begun()
    review.texts.create(section="grading", order=0, text="{{gone_away}}", edited=True)
    office = browser()
    page = soup(office.get(ROOT))
    assert "gone_away" in words(page)
    assert f"{ROOT}soan/grading/" in [a["href"] for a in page.select("a.outline-edit")]
    answer = office.get(f"{ROOT}word/")
    assert (answer.status_code, answer["Location"]) == (303, ROOT)


def test_the_list_asks_no_more_for_more_reviews():
    office = browser(unit="tp-hcm")
    begun()
    with CaptureQueriesContext(connection) as few:
        office.get("/tong-ket/")
    for code in ("phuong-1", "phuong-2", "so-1", "so-2", "tp-hcm"):
        begun(code)
    with CaptureQueriesContext(connection) as many:
        page = soup(office.get("/tong-ket/"))
    assert len(page.select("tbody tr")) == 6
    assert len(many) == len(few)


def used_in(client, figure):
    page = soup(client.get(figure))
    part = page.find("section", attrs={"aria-labelledby": "uses"})
    return {} if part is None else {words(a): a["href"] for a in part.select("a")}


def test_a_figure_says_in_which_reviews_it_stands_as_far_as_one_may_see():
    review = begun()
    office = browser()
    place = soup(office.get(ROOT)).find(
        "a", title=lambda t: t and t.startswith("Tổng số đảng viên")
    )
    used = used_in(office, place["href"])
    (label,) = used
    assert label.startswith("Tổng kết năm 2024 của Đảng bộ quận Bình Thạnh")
    address, anchor = used[label].split("#")
    assert address == ROOT
    assert soup(office.get(address)).find(id=anchor)["data-figure"] == place["data-figure"]
    # A ward sees its own figure, which the district's annex tells, but not the district's review.
    ward = review.cited_figures.filter(
        figure__contains=f"u{Unit.objects.get(code='phuong-1').pk}p"
    ).first()
    assert used_in(office, f"/so-lieu/{ward.figure}/")
    assert used_in(browser(unit="phuong-1"), f"/so-lieu/{ward.figure}/") == {}


def test_a_rewritten_text_renews_where_its_figures_are_used():
    review = begun()
    office = browser()
    page = soup(office.get(ROOT))
    figure = page.find("a", title=lambda t: t and t.startswith("Tập thể được khen về công tác văn"))
    assert figure is not None
    assert used_in(office, figure["href"])
    office.post(f"{ROOT}soan/commendation/", {"text": "Không nêu số."})
    assert used_in(office, figure["href"]) == {}
    assert review.cited_figures.count() > 20


def test_the_frame_says_the_year_of_the_review_and_leads_to_another_year():
    begun()
    begun("quan-binh-thanh", 2023)
    office = browser()
    page = soup(office.get(ROOT))
    assert words(page.select_one(".menu-period .menu-words")).endswith("Năm 2024")
    following = page.select_one(".menu-period input[name=next]")["value"]
    office.post("/chon-ky/", {"period": "2023", "next": following})
    assert office.get(following)["Location"] == "/tong-ket/quan-binh-thanh/2023/"
    office.post("/chon-ky/", {"period": "2022", "next": following})
    answer = office.get(following, follow=True)
    assert "Đảng bộ quận Bình Thạnh chưa có báo cáo tổng kết năm 2022." in words(soup(answer))


def test_a_sealed_review_opens_its_figures_on_the_site_of_today(settings):
    settings.SITE_ADDRESS = "https://cu.vi-du.vn"
    review = begun("khoi-dan-chinh-dang", 2022)
    office = browser(unit="khoi-dan-chinh-dang")
    chosen = [Chosen("a", "Kết nạp {{members_admitted}} đảng viên.")]
    choose_highlights(actor=SYSTEM, now=world.NOW, review=review, chosen=chosen)
    set_particulars(
        actor=SYSTEM,
        now=world.NOW,
        review=review,
        number="1-BC/ĐUK",
        signed_on=date(2023, 1, 10),
        signer="Lê Mẫu",
    )
    gaps = {gap.figure_id: "Chưa có sổ." for gap in view_review(review).compiled.gaps}
    explain_gaps(actor=SYSTEM, now=world.NOW, review=review, reasons=gaps)
    seal(actor=SYSTEM, now=world.NOW, review=review)
    settings.SITE_ADDRESS = "https://moi.vi-du.vn"
    page = soup(office.get("/tong-ket/khoi-dan-chinh-dang/2022/"))
    figures = page.select("article.review a.figure[id]")
    assert figures
    for figure in figures:
        assert figure["href"] == f"/so-lieu/{figure['data-figure']}/"
    assert "cu.vi-du.vn" not in str(page)
