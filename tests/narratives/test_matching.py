"""Stated figures: suggested by words, confirmed by a person, kept beside the record."""

from decimal import Decimal

import pytest

from tests.pages import cast as city_of
from tests.pages.cast import NOW
from tongket.access.domain import SYSTEM, Action
from tongket.access.refusals import Refused
from tongket.figures.models import Observation
from tongket.narratives.models import MatchState, StatedFigure
from tongket.narratives.selectors.stated import figures_over_reports, stated_views
from tongket.narratives.services import (
    Match,
    NarrativeFault,
    confirm,
    confirm_suggested,
    dismiss,
    read_again,
    read_report,
    reconsider,
)

pytestmark = pytest.mark.django_db
ADMITTED = Match("members_admitted", "phuong-ben-mau", "2023")


@pytest.fixture
def city():
    return city_of.begin()


@pytest.fixture
def report(city):
    return city_of.drop_in(city)


def statement(report, words):
    place = report.text.index(words)
    return report.stated.get(start=place)


def acting(report, row, **more):
    return {"actor": SYSTEM, "now": NOW, "report": report, "stated": row, **more}


def standing():
    return list(Observation.objects.current().filter(basis="stated"))


def test_what_is_counted_suggests_the_indicator_of_that_name(city, report):
    row = statement(report, "15 đảng viên")
    assert row.state == MatchState.SUGGESTED
    assert row.measure
    assert row.measure.indicator.code == "members_admitted"
    assert (row.unit, row.period and row.period.code) == (city.units["phuong-ben-mau"], "2023")


def test_confirming_keeps_an_observation_that_enters_no_sum(city, report):
    row = statement(report, "15 đảng viên")
    confirm(**acting(report, row, match=ADMITTED))
    (kept,) = standing()
    assert (kept.value, kept.official) == (15_000, False)
    assert kept.evidence.kind == "narrative"
    assert kept.evidence.address == f"/soat/{report.pk}/?xem=so-lieu&so={row.pk}#s{row.pk}"
    assert "câu" in kept.evidence.label
    row.refresh_from_db()
    assert row.state == MatchState.CONFIRMED


def test_confirming_as_another_figure_withdraws_the_first(report):
    row = statement(report, "15 đảng viên")
    confirm(**acting(report, row, match=ADMITTED))
    confirm(**acting(report, row, match=Match("members_total", "thanh-uy", "2022")))
    (kept,) = standing()
    assert kept.measure.indicator.code == "members_total"
    assert kept.unit.code == "thanh-uy"
    assert Observation.objects.filter(basis="stated").count() == 2


def test_a_misread_value_is_corrected_by_hand(report):
    row = statement(report, "15 đảng viên")
    match = Match("members_admitted", "phuong-ben-mau", "2023", Decimal("18"))
    confirm(**acting(report, row, match=match))
    assert [kept.value for kept in standing()] == [18_000]


@pytest.mark.parametrize(
    ("match", "sentence"),
    [
        (Match("", "phuong-ben-mau", "2023"), "Chọn một chỉ tiêu"),
        (Match("members_admitted", "khong-co", "2023"), "khong-co"),
        (Match("members_admitted", "phuong-ben-mau", "mai"), "mai"),
        (Match("members_admitted", "phuong-ben-mau", "2023", Decimal("1.23456")), "ba chữ số"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(report, match, sentence):
    row = statement(report, "15 đảng viên")
    with pytest.raises(NarrativeFault, match=sentence):
        confirm(**acting(report, row, match=match))
    assert not standing()
    row.refresh_from_db()
    assert row.state == MatchState.SUGGESTED


def test_a_person_matches_only_units_in_their_own_scope(city, report):
    row = statement(report, "15 đảng viên")
    shared = {"actor": city.actor("parent"), "now": NOW, "report": report, "stated": row}
    with pytest.raises(NarrativeFault, match="trong phạm vi của bạn"):
        confirm(**shared, match=Match("members_admitted", "phuong-doi-thu", "2023"))


def test_who_only_reads_confirms_nothing(city, report):
    row = statement(report, "15 đảng viên")
    with pytest.raises(Refused):
        confirm(actor=city.actor("leader"), now=NOW, report=report, stated=row, match=ADMITTED)


def test_dismissing_and_taking_it_back(report):
    row = statement(report, "15 đảng viên")
    confirm(**acting(report, row, match=ADMITTED))
    dismiss(**acting(report, row))
    assert not standing()
    row.refresh_from_db()
    assert row.state == MatchState.DISMISSED
    reconsider(**acting(report, row))
    row.refresh_from_db()
    assert row.state == MatchState.SUGGESTED


def test_reading_again_keeps_what_a_person_decided(report):
    row = statement(report, "15 đảng viên")
    confirm(**acting(report, row, match=ADMITTED))
    before = StatedFigure.objects.filter(report=report).count()
    read_again(actor=SYSTEM, now=NOW, report=report)
    assert read_report(report.pk)
    row.refresh_from_db()
    assert row.state == MatchState.CONFIRMED
    assert StatedFigure.objects.filter(report=report).count() == before
    assert len(standing()) == 1


def test_confirming_all_suggestions_says_how_many(report):
    waiting = report.stated.filter(state=MatchState.SUGGESTED).count()
    assert waiting > 0
    assert confirm_suggested(actor=SYSTEM, now=NOW, report=report) == waiting
    assert len(standing()) == waiting


def test_beside_the_record_a_statement_is_equal_or_differs(city):
    city_of.load_rulebook(actor=SYSTEM, now=NOW)
    city_of.open_round(city, "2023")
    city.accept("chi-bo-ben-mot", "2023", members_admitted="15", members_total="54")
    report = city_of.drop_in(city)
    views = {view.words: view for view in stated_views(report)}
    admitted = next(view for words, view in views.items() if words.startswith("15 đảng viên"))
    assert (admitted.outcome, admitted.held) == ("equal", "15")
    total = next(view for words, view in views.items() if words.startswith("210"))
    assert total.outcome == "different"
    assert "nhiều hơn 156" in total.outcome_words


def test_one_figure_over_all_reports_that_state_it(city, report):
    other = city_of.drop_in(city, text="Năm 2023, Đảng bộ phường Bến Mẫu kết nạp 17 đảng viên mới.")
    found = figures_over_reports(city.actor("parent").units(Action.SEE_NARRATIVES))
    admitted = next(each for each in found if "kết nạp" in each.row.indicator_name.lower())
    assert {saying.report_id for saying in admitted.sayings} == {report.pk, other.pk}
    assert {saying.view.said for saying in admitted.sayings} == {"15", "17"}
    assert admitted.row.differing
