"""The shipped indicators and forms: loaded once, held together, read back as stated."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongket.access.domain import NOBODY, SYSTEM
from tongket.access.refusals import Refused
from tongket.audit.models import AuditEvent
from tongket.core.guards import missing
from tongket.indicators.domain.files import IndicatorsFault
from tongket.indicators.models import GUARDS, FormVersion, Indicator, IndicatorVersion, Measure
from tongket.indicators.selectors import (
    NoForm,
    NoIndicator,
    definition,
    definitions,
    form_on,
    measure,
    measures_by_code,
)
from tongket.indicators.services import DATA, load_indicators, read_indicators
from tongket.org.models import UnitKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, tzinfo=UTC)
BEFORE, AFTER = date(2024, 12, 31), date(2025, 12, 31)

FIXED_CODES = [
    "members_admitted",
    "members_admitted_target",
    "members_total",
    "organisations_excellent",
    "organisations_good",
    "organisations_assessed",
    "members_excellent",
    "members_good",
    "cells_excellent",
    "cells_total",
    "members_commended_five_years",
    "contest_entries",
    "neighbourhoods_total",
    "wards_total",
    "skillful_mobilisation_models",
]
"""Codes that scripts outside rely on (the command line's contract)."""


@pytest.fixture
def loaded() -> None:
    load_indicators(actor=SYSTEM, now=NOW)


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_loading_twice_changes_nothing() -> None:
    first = load_indicators(actor=SYSTEM, now=NOW)
    counts = [model.objects.count() for model in (Indicator, IndicatorVersion, Measure)]
    second = load_indicators(actor=SYSTEM, now=NOW)
    assert first.created > 80
    assert (second.created, second.changed) == (0, 0)
    assert counts == [model.objects.count() for model in (Indicator, IndicatorVersion, Measure)]
    assert AuditEvent.objects.filter(action="indicators.load").count() == 1


def test_who_may_not_administer_loads_nothing() -> None:
    with pytest.raises(Refused, match="quản trị viên"):
        load_indicators(actor=NOBODY, now=NOW)
    assert not Indicator.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_the_contract_of_codes_holds_and_each_is_asked_for_in_the_yearly_form() -> None:
    asked = set(form_on("bao-cao-nam", BEFORE).by_key)
    assert set(FIXED_CODES) <= asked
    assert set(FIXED_CODES) <= set(definitions(None, BEFORE))


@pytest.mark.usefixtures("loaded")
def test_a_definition_reads_back_whole() -> None:
    found = definition("members_admitted_vs_target", BEFORE)
    assert (found.numerator, found.denominator) == ("members_admitted", "members_admitted_target")
    assert (found.method, found.over_units, found.decimals) == ("ratio", "none", 1)
    assert found.rounding_rule.apply(101) == 101
    assert found.show(101_500).replace("\u00a0", " ") == "101,5 %"
    assert definition("members_admitted", BEFORE).target == "members_admitted_target"
    assert definition("contest_entries_unassigned", BEFORE).minus == (
        "contest_entries_districts",
        "contest_entries_upper_committees",
    )
    assert definition("contest_entries_districts", BEFORE).child_kinds == {"district_committee"}


@pytest.mark.usefixtures("loaded")
def test_an_unknown_indicator_is_said_by_its_code() -> None:
    with pytest.raises(NoIndicator, match="members_totl"):
        definition("members_totl", BEFORE)
    with pytest.raises(NoIndicator, match=r"members_total\.old"):
        measure("members_total", "old")
    with pytest.raises(NoForm, match=r"bao-cao-nam.*31/12/2019"):
        form_on("bao-cao-nam", date(2019, 12, 31))


@pytest.mark.usefixtures("loaded")
def test_a_form_costs_five_queries_however_long_it_is() -> None:
    for code in ("bao-cao-nam", "bao-cao-quy"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            form_on(code, BEFORE)
        assert len(queries) == 5


@pytest.mark.usefixtures("loaded")
def test_breakdown_cells_stand_under_their_line() -> None:
    lines = form_on("bao-cao-nam", BEFORE).by_key
    women, total = lines["members_total.women"], lines["members_total"]
    assert women.parent_id == total.id
    assert women.measure_id == measure("members_total", "women").pk
    assert women.measure_id == measures_by_code()["members_total.women"].pk
    assert (total.unit_of_measure, total.number) == ("đảng viên", "2.5")


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("day", "kind", "leaf", "fills", "does_not"),
    [
        (BEFORE, "cell", True, "members_total", "organisations_assessed"),
        (BEFORE, "cell", True, "cells_total", "programmes_inspected"),
        (BEFORE, "grassroots_cell", True, "organisations_excellent", "cells_total"),
        (BEFORE, "grassroots_committee", False, "organisations_assessed", "members_total"),
        (BEFORE, "grassroots_committee", True, "cells_total", "wards_total"),
        (BEFORE, "ward_committee", False, "organisations_assessed", "members_admitted"),
        (AFTER, "ward_committee", False, "contest_entries", "organisations_assessed"),
        (AFTER, "ward_committee", True, "organisations_assessed", "wards_total"),
        (BEFORE, "district_committee", False, "wards_total", "organisations_assessed"),
        (
            BEFORE,
            "district_committee",
            True,
            "organisations_assessed",
            "steering_committee_sessions",
        ),
        (BEFORE, "city_committee", False, "steering_committee_sessions", "members_total"),
        (AFTER, "city_committee", False, "wards_total", "cells_total"),
    ],
)
def test_each_kind_of_unit_fills_its_own_part(
    day: date, kind: str, fills: str, does_not: str, *, leaf: bool
) -> None:
    keys = {line.key for line in form_on("bao-cao-nam", day).lines_for(kind, leaf=leaf)}
    assert fills in keys
    assert does_not not in keys


@pytest.mark.usefixtures("loaded")
def test_nothing_is_counted_twice_when_everybody_reports() -> None:
    """A number of one member, cell or organisation is asked of one level only."""
    form = form_on("bao-cao-nam", BEFORE)
    members = form.by_key["members_total"]
    levels = ["district_committee", "ward_committee", "grassroots_committee"]
    assert not any(members.filled_by(kind, leaf=False) for kind in levels)
    assert members.filled_by("cell", leaf=True)


def test_no_line_is_asked_of_nobody() -> None:
    kinds = set(UnitKind.values)
    for form in read_indicators().forms:
        for line in form.lines:
            assert set(line.unit_kinds) & kinds, f"{form.place}: {line.key}"


@pytest.mark.usefixtures("loaded")
def test_the_form_changes_with_the_levels_on_1_july_2025() -> None:
    assert missing(GUARDS) == []
    old, new = form_on("bao-cao-nam", date(2025, 6, 30)), form_on("bao-cao-nam", date(2025, 7, 1))
    assert (old.valid_to, new.valid_from) == (date(2025, 7, 1), date(2025, 7, 1))
    assert "wards_to_rearrange" in old.by_key
    assert "wards_to_rearrange" not in new.by_key


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("indicators.yaml", "    over_units: sum\n", "", "over_units"),
        ("indicators.yaml", "over_units: sum", "over_units: often", "chọn một trong: sum, last"),
        ("indicators.yaml", "code: members_total\n", "code: members_opening\n", "chồng lên"),
        ("indicators.yaml", "denominator: members_assessed", "denominator: nobody", "nobody"),
        ("indicators.yaml", "over_units: none", "over_units: sum", "over_units: none"),
        ("indicators.yaml", "code: cells_total", "code: Cells-total", "chữ thường"),
        ("indicators.yaml", "unit_of_measure:", "unit:", "unit_of_measure"),
        ("forms/bao-cao-nam.yaml", "measure: cells_total", "measure: cell_total", "cell_total"),
        ("forms/bao-cao-nam.yaml", "members_total.women", "members_total.men", "members_total.men"),
        (
            "forms/bao-cao-nam.yaml",
            "closing: members_total",
            "closing: closing",
            "không phải là dòng",
        ),
        ("forms/bao-cao-nam.yaml", "method: movement", "method: moves", "chọn một trong"),
        (
            "forms/bao-cao-nam.yaml",
            "opening: members_opening",
            "start: members_opening",
            "closing, decreases",
        ),
        ("forms/bao-cao-nam.yaml", "upper: [city_committee", "upper: [city", "loại đơn vị “city”"),
        ("forms/bao-cao-nam.yaml", "valid_to: 2025-07-01", "valid_to: 2026-07-01", "chồng lên"),
        (
            "forms/bao-cao-nam.yaml",
            "parent: members_admitted}",
            "parent: members_total}",
            "phải đứng trước",
        ),
        (
            "forms/bao-cao-quy.yaml",
            "measure: members_decreases",
            "measure: share_members_excellent",
            "không nhập được",
        ),
        ("forms/bao-cao-quy.yaml", 'number: "1"', "numbr: 1", "khóa lạ “numbr”"),
        ("forms/bao-cao-quy.yaml", "versions:", "versions: [", "dòng"),
    ],
)
def test_a_slip_in_a_file_is_said_with_its_place_and_nothing_is_loaded(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    folder = changed(tmp_path, name, old, new)
    with pytest.raises(IndicatorsFault) as raised:
        load_indicators(actor=SYSTEM, now=NOW, folder=folder)
    assert said in str(raised.value)
    assert name in str(raised.value)
    assert not Indicator.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_a_used_definition_is_not_edited_in_silence(tmp_path: Path) -> None:
    folder = changed(tmp_path, "indicators.yaml", "name: Tổng số đảng viên", "name: Số đảng viên")
    with pytest.raises(IndicatorsFault, match="corrects"):
        load_indicators(actor=SYSTEM, now=NOW, folder=folder)
    assert definition("members_total", BEFORE).name == "Tổng số đảng viên"
    path = folder / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("name: Số đảng viên", "name: Số đảng viên\n    corrects: sai tên"),
        encoding="utf-8",
    )
    assert load_indicators(actor=SYSTEM, now=NOW, folder=folder).changed == 1
    assert definition("members_total", BEFORE).name == "Số đảng viên"
    assert load_indicators(actor=SYSTEM, now=NOW, folder=folder).changed == 0


@pytest.mark.usefixtures("loaded")
def test_a_corrected_form_keeps_its_row(tmp_path: Path) -> None:
    before = form_on("bao-cao-quy", BEFORE)
    folder = changed(
        tmp_path,
        "forms/bao-cao-quy.yaml",
        "title: Báo cáo quý",
        "corrects: đổi tên\n    title: Phiếu quý",
    )
    assert load_indicators(actor=SYSTEM, now=NOW, folder=folder).changed == 1
    after = form_on("bao-cao-quy", BEFORE)
    assert after.id == before.id
    assert after.title.startswith("Phiếu quý")
    assert [line.key for line in after.lines] == [line.key for line in before.lines]


@pytest.mark.usefixtures("loaded")
def test_a_new_version_follows_a_shortened_one(tmp_path: Path) -> None:
    assert missing(GUARDS) == []
    folder = changed(
        tmp_path,
        "forms/bao-cao-quy.yaml",
        "  - valid_from: 2020-01-01",
        "  - valid_from: 2026-01-01\n    title: Phiếu mới\n    sections: []\n"
        "  - valid_from: 2020-01-01\n    valid_to: 2026-01-01",
    )
    result = load_indicators(actor=SYSTEM, now=NOW, folder=folder)
    assert (result.created, result.changed) == (1, 1)
    assert form_on("bao-cao-quy", date(2026, 1, 1)).title == "Phiếu mới"
    assert FormVersion.objects.filter(template__code="bao-cao-quy").count() == 2
