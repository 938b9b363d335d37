"""Dropping reports in: kept once, read, or refused in one sentence; removed only while free."""

import pytest

from tests.pages import cast as city_of
from tests.pages.cast import NARRATIVE, NOW
from tongket.access.domain import NOBODY, SYSTEM
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.narratives.domain import LARGEST_FILE
from tongket.narratives.models import NarrativeReport, ReadingState
from tongket.narratives.services import (
    NarrativeFault,
    confirm_suggested,
    describe,
    paste,
    read_report,
    read_waiting,
    receive,
    remove,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return city_of.begin()


def drop(city, content, name="bao-cao.txt", actor=SYSTEM):
    unit = city.units["phuong-ben-mau"].pk
    return receive(actor=actor, now=NOW, unit_id=unit, file_name=name, content=content)


def test_a_report_is_kept_and_waits_to_be_read(city):
    report = drop(city, NARRATIVE.encode())
    assert (report.state, report.file_name) == (ReadingState.WAITING, "bao-cao.txt")
    assert bytes(report.content.content) == NARRATIVE.encode()
    assert AuditEvent.objects.filter(action="narratives.receive").count() == 1


def test_reading_gives_title_unit_period_and_what_is_open(city):
    report = city_of.drop_in(city)
    assert report.state == ReadingState.READ
    assert "BẾN MẪU" in report.title
    assert report.about == city.units["phuong-ben-mau"]
    assert report.period
    assert report.period.code == "2023"
    assert report.errors + report.warnings >= 2
    assert report.text == NARRATIVE


def test_the_same_file_twice_is_one_report(city):
    first, second = drop(city, b"abc 12"), drop(city, b"abc 12", "khac.txt")
    assert first.pk == second.pk
    assert NarrativeReport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "rỗng"), (b"x" * (LARGEST_FILE + 1), "lớn hơn 50 MB")]
)
def test_what_cannot_be_taken_is_refused_in_words(city, content, sentence):
    with pytest.raises(NarrativeFault, match=sentence):
        drop(city, content)
    assert not NarrativeReport.objects.exists()
    assert not AuditEvent.objects.filter(action="narratives.receive").exists()


def test_a_broken_file_ends_as_unreadable_with_its_reason(city):
    report = drop(city, b"PK\x03\x04 khong phai docx", "hong.docx")
    assert read_report(report.pk)
    report.refresh_from_db()
    assert report.state == ReadingState.UNREADABLE
    assert "hong.docx" in report.fault


def test_who_may_not_is_refused_and_nothing_is_kept(city):
    for actor in (NOBODY, city.actor("leader"), city.actor("admin")):
        with pytest.raises(Refused, match="Chỉ người soạn"):
            drop(city, b"abc", actor=actor)
    assert not NarrativeReport.objects.exists()


def test_an_office_drops_in_only_for_itself(city):
    with pytest.raises(Refused):
        drop(city, b"abc", actor=city.actor("aside"))


def test_pasting_nothing_says_so(city):
    with pytest.raises(NarrativeFault, match="Chưa có gì để đọc"):
        paste(actor=SYSTEM, now=NOW, unit_id=city.units["phuong-ben-mau"].pk, text=" \n")


def test_pasted_text_is_read_as_it_was_pasted(city):
    text = "Năm 2024 kết nạp 5 đảng viên.\r\nCó 3 chi bộ."
    report = paste(actor=SYSTEM, now=NOW, unit_id=city.units["phuong-ben-mau"].pk, text=text)
    read_report(report.pk)
    report.refresh_from_db()
    assert (report.kind, report.text) == ("pasted", text)


def test_workers_read_what_waits_and_none_reads_it_twice(city):
    first, second = drop(city, b"Co 5 chi bo."), drop(city, b"Co 6 chi bo.")
    assert read_waiting() == 2
    assert read_waiting() == 0
    assert not read_report(first.pk)
    second.refresh_from_db()
    assert second.state == ReadingState.READ


def test_describing_moves_the_suggestions_and_refuses_what_does_not_exist(city):
    report = city_of.drop_in(city)
    describe(
        actor=SYSTEM, now=NOW, report=report, title="Báo cáo 2022", about="thanh-uy", period="2022"
    )
    report.refresh_from_db()
    assert (report.title, report.about.code) == ("Báo cáo 2022", "thanh-uy")
    assert report.period
    assert report.period.code == "2022"
    for about, period, sentence in (("khong-co", "2023", "khong-co"), ("thanh-uy", "x", "x")):
        with pytest.raises(NarrativeFault, match=sentence):
            describe(actor=SYSTEM, now=NOW, report=report, title="", about=about, period=period)
    report.refresh_from_db()
    assert report.about.code == "thanh-uy"


def test_a_report_that_figures_rest_on_is_not_removed(city):
    report = city_of.drop_in(city)
    assert confirm_suggested(actor=SYSTEM, now=NOW, report=report) > 0
    with pytest.raises(NarrativeFault, match="căn cứ của số liệu"):
        remove(actor=SYSTEM, now=NOW, report=report)
    assert NarrativeReport.objects.filter(pk=report.pk).exists()


def test_a_report_nothing_rests_on_is_removed_with_its_file(city):
    report = city_of.drop_in(city)
    remove(actor=SYSTEM, now=NOW, report=report)
    assert not NarrativeReport.objects.exists()
    assert AuditEvent.objects.filter(action="narratives.remove").count() == 1


def test_the_record_holds_no_word_of_the_report(city):
    report = city_of.drop_in(city)
    confirm_suggested(actor=SYSTEM, now=NOW, report=report)
    rows = AuditEvent.objects.filter(subject_kind="narrative")
    kept = " ".join(f"{row.subject_label} {row.details}" for row in rows)
    assert "đảng viên" not in kept
    assert "BẾN MẪU" not in kept
