"""Three organisations whose published figures come out by adding up what units below reported."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from tongket.access.domain import SYSTEM
from tongket.core.clock import HANOI
from tongket.figures.domain import NewEvidence, NewObservation, to_thousandths
from tongket.indicators.models import FormTemplate
from tongket.indicators.selectors import measures_by_code
from tongket.indicators.services import load_indicators
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.periods.services import ensure_period
from tongket.rollup.services import expect, mark_reported, post

NOW = datetime(2025, 1, 14, 10, 42, tzinfo=HANOI)
UNITS = [
    NewUnit("tp-hcm", "Đảng bộ Thành phố Hồ Chí Minh", "city_committee", "party"),
    NewUnit("quan-binh-thanh", "Đảng bộ quận Bình Thạnh", "district_committee", "party", "tp-hcm"),
    NewUnit(
        "khoi-dan-chinh-dang",
        "Đảng bộ Khối Dân – Chính – Đảng",
        "bloc_committee",
        "party",
        "tp-hcm",
    ),
    NewUnit("dang-bo-cang", "Đảng bộ Cảng", "grassroots_committee", "party", "tp-hcm"),
    NewUnit("phuong-1", "Đảng bộ Phường 1", "ward_committee", "party", "quan-binh-thanh"),
    NewUnit("phuong-2", "Đảng bộ Phường 2", "ward_committee", "party", "quan-binh-thanh"),
    NewUnit("so-1", "Đảng bộ Sở Mẫu", "grassroots_committee", "party", "khoi-dan-chinh-dang"),
    NewUnit("so-2", "Đảng bộ Viện Mẫu", "grassroots_committee", "party", "khoi-dan-chinh-dang"),
]

DISTRICT_2024 = {
    "organisations_assessed": 76, "organisations_excellent": 16, "organisations_good": 60,
    "members_excellent": 1579, "members_good": 8464, "cells_excellent": 72, "cells_total": 462,
    "members_commended_five_years": 143, "collectives_commended_five_years": 3,
    "collectives_commended_outstanding": 2, "collectives_commended_excellent": 15,
    "collectives_commended_organisation_work": 15, "collectives_commended_office_work": 16,
    "collectives_commended_inspection": 15, "collectives_commended_anticorruption": 15,
    "collectives_commended_propaganda": 15, "neighbourhoods_total_before": 89,
    "residential_groups_total_before": 1508, "neighbourhoods_total": 271, "wards_total_before": 20,
    "wards_total": 15, "wards_to_rearrange": 12, "members_total": 10100,
}  # fmt: skip
BLOC_2022 = {
    "members_admitted": 406, "members_admitted_target": 400, "members_admitted_campaign": 112,
    "members_admitted_ceremony": 15, "emulation_works_registered": 68,
    "emulation_works_commended": 24, "heritage_restorations": 1, "social_welfare_works": 2,
    "key_programmes": 2, "members_total": 9000, "cells_total": 300,
}  # fmt: skip
CITY_2023 = {
    "members_admitted": 7995, "members_total": 255576, "cadre_actions": 238, "topics_reviewed": 7,
    "cultural_space_institutions": 2987, "conference_attendance": 223, "papers_submitted": 53,
    "steering_committee_sessions": 4, "standing_board_meetings": 4, "programmes_inspected": 51,
    "shortcomings_found": 1322, "shortcomings_remedied": 1219, "units_participating": 49,
    "units_supervised": 8, "training_classes": 2, "training_attendance": 11638,
    "video_links": 367, "skillful_mobilisation_collectives": 6439,
    "skillful_mobilisation_individuals": 9091, "skillful_mobilisation_models": 4260,
    "skillful_mobilisation_solutions": 4658,
}  # fmt: skip
ENTRIES_2023 = {"quan-binh-thanh": 5639, "khoi-dan-chinh-dang": 2169, "dang-bo-cang": 52}


def build(*, missing: bool = False) -> dict[str, int]:
    """Build units and figures; ``missing``: Phường 2 has not reported 2024. Code -> id."""
    load_indicators(actor=SYSTEM, now=NOW)
    ids = bulk_create_units(actor=SYSTEM, now=NOW, rows=UNITS)
    _expect(ids, "2024", late={"phuong-2"} if missing else set())
    for code, value in DISTRICT_2024.items():
        parts = (
            {"phuong-1": value}
            if missing
            else {"phuong-1": value - value // 3, "phuong-2": value // 3}
        )
        say(ids, "2024", code, parts)
    for code, value in BLOC_2022.items():
        say(ids, "2022", code, {"so-1": value - value // 4, "so-2": value // 4})
    for code, value in CITY_2023.items():
        say(ids, "2023", code, {"phuong-1": value - value // 5, "so-1": value // 5})
    say(ids, "2023", "contest_entries", ENTRIES_2023)
    return ids


def _expect(ids: Mapping[str, int], period: str, late: set[str]) -> None:
    form = FormTemplate.objects.get(code="bao-cao-nam")
    when = ensure_period(period)
    leaves = {"phuong-1", "phuong-2", "so-1", "so-2", "dang-bo-cang"}
    expect(
        form_id=form.pk, period_id=when.pk, units={pk: code in leaves for code, pk in ids.items()}
    )
    done = [pk for code, pk in ids.items() if code in leaves - late]
    mark_reported(form_id=form.pk, period_id=when.pk, unit_ids=done, now=NOW)


def say(ids: Mapping[str, int], period: str, measure: str, values: Mapping[str, int]) -> None:
    """Let units report one measure."""
    when, found = ensure_period(period), measures_by_code()[measure]
    rows = [
        NewObservation(found.pk, ids[code], when.pk, to_thousandths(Decimal(value)))
        for code, value in values.items()
    ]
    post(now=NOW, evidence=NewEvidence("import", f"{period}-{measure}", "Báo cáo năm"), rows=rows)
