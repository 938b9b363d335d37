"""What is found in a report: in itself, against the record, other reports, the rulebook's ceilings."""

import pytest

from tests.pages import cast as city_of
from tests.pages.cast import NOW
from tongket.access.domain import SYSTEM
from tongket.access.refusals import Refused
from tongket.narratives.selectors.copies import annotated
from tongket.narratives.selectors.findings import finding_views
from tongket.narratives.services import confirm_suggested, set_aside, take_up

pytestmark = pytest.mark.django_db
ONE = "Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 15 đảng viên mới."
OTHER = "Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 17 đảng viên mới."
TOO_MANY = (
    "Năm 2024, Đảng bộ phường Bến Mẫu có 30 đảng viên hoàn thành xuất sắc nhiệm vụ, "
    "100 đảng viên hoàn thành tốt nhiệm vụ."
)


@pytest.fixture
def city():
    city = city_of.begin()
    city_of.load_rulebook(actor=SYSTEM, now=NOW)
    return city


def rules(report):
    return [view.message for view in finding_views(report)]


def test_a_report_is_checked_against_itself(city):
    report = city_of.drop_in(city)
    messages = " ".join(rules(report))
    assert "210" in messages
    assert "85%" in messages


def test_a_suggestion_alone_accuses_nobody(city):
    city_of.open_round(city, "2023")
    city.accept("chi-bo-ben-mot", "2023", members_admitted="16", members_total="55")
    assert rules(city_of.drop_in(city, text=ONE)) == []


def test_a_confirmed_figure_is_held_against_the_record(city):
    city_of.open_round(city, "2023")
    city.accept("chi-bo-ben-mot", "2023", members_admitted="16", members_total="55")
    report = city_of.drop_in(city, text=ONE)
    confirm_suggested(actor=SYSTEM, now=NOW, report=report)
    (message,) = rules(report)
    assert "văn bản ghi 15, trên hệ thống là 16" in message
    assert report.warnings == 1


def test_two_reports_that_say_one_figure_otherwise(city):
    first, second = city_of.drop_in(city, text=ONE), city_of.drop_in(city, text=OTHER)
    confirm_suggested(actor=SYSTEM, now=NOW, report=first)
    assert rules(second) == []
    confirm_suggested(actor=SYSTEM, now=NOW, report=second)
    (message,) = rules(second)
    assert "Ở đây ghi 17" in message
    assert "ghi 15" in message


def test_an_exceeded_ceiling_names_its_rule_and_its_doubt(city):
    report = city_of.drop_in(city, text=TOO_MANY)
    (view,) = finding_views(report)
    assert "20%" in view.message
    assert "124-QĐ/TW" in view.message
    assert "chưa đối chiếu" in view.message
    assert view.severity == "note"


def test_setting_aside_and_taking_up_change_what_is_open(city):
    report = city_of.drop_in(city)
    opened = report.errors + report.warnings + report.notes
    first = finding_views(report)[0]
    set_aside(actor=SYSTEM, now=NOW, report=report, key=first.key, reason=" Đã kiểm  tra ")
    assert report.errors + report.warnings + report.notes == opened - 1
    shown = finding_views(report)[0]
    assert (shown.aside, shown.reason) == (True, "Đã kiểm tra")
    take_up(actor=SYSTEM, now=NOW, report=report, key=first.key)
    assert report.errors + report.warnings + report.notes == opened
    with pytest.raises(Refused):
        set_aside(actor=city.actor("leader"), now=NOW, report=report, key=first.key, reason="")


def test_the_copy_with_comments_holds_what_is_open(city):
    import io

    from docx import Document

    report = city_of.drop_in(city)
    document = Document(io.BytesIO(annotated(report)))
    comments = [comment.text for comment in document.comments]
    assert len(comments) >= len([view for view in finding_views(report) if not view.aside])
    assert any("85%" in comment for comment in comments)


def test_a_very_long_report_is_read_by_portions_and_found_in_place(city, monkeypatch):
    from tongket.narratives.selectors import analysis
    from tongket.reader.portions import portions

    text = "\n".join(["Đảng bộ họp giao ban."] * 40 + ["Có 30 đảng viên, gồm 12 nam và 17 nữ."])
    monkeypatch.setattr(analysis, "MOST_AT_ONCE", 400)
    monkeypatch.setattr(analysis, "portions", lambda whole: portions(whole, 400))
    found = analysis.analyse(text, "a digest of its own")
    (figure, *_rest) = [fact for fact in found.reading.facts if fact.surface == "30"]
    assert text[figure.start : figure.end] == "30"
    assert figure.sentence == 41
    (finding,) = found.findings
    assert [text[start:end] for start, end in finding.spans] == ["30", "12", "17"]
