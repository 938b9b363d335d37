"""Building the demo in an empty, prepared installation, phase by phase."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongket.access.domain import SYSTEM
from tongket.core.numbers import format_number
from tongket.demo.city import Scale
from tongket.demo.country import post_country_figures, write_country
from tongket.demo.in_progress import propose_correction, write_year_under_way
from tongket.demo.narratives import write_narratives
from tongket.demo.people import Account, write_accounts_file, write_people
from tongket.demo.progress import Progress
from tongket.demo.quarter import write_quarter
from tongket.demo.reviews import FOLDER, write_reviews
from tongket.demo.rounds import bring_in, open_round_of, plan_values
from tongket.demo.tree import moment, write_tree
from tongket.demo.values import YearValues
from tongket.demo.verifying import Compared, compare, demand_agreement
from tongket.demo.years import LAST_YEAR, YEARS
from tongket.org.services import load_divisions
from tongket.periods.services import ensure_period
from tongket.rollup.services import count_divisions
from tongket.submissions.models import Round

ROOT = "tp-hcm"


@dataclass(frozen=True)
class Built:
    """What was built: sign-ins, Word files (with PDF beside), and the proof of the figures."""

    accounts: list[Account]
    files: list[Path]
    compared: list[Compared]


def build(scale: Scale, home: Path, progress: Progress) -> Built:
    """Build everything in the installation at ``home``; raises ``DemoFault``.

    The published figures are compared with the computed ones at the end; a difference is a fault.
    """
    with progress.phase("Đơn vị hành chính cả nước, hai thời kỳ"):
        load_divisions(actor=SYSTEM, now=moment(date(2025, 7, 1)))
    with progress.phase("Cây tổ chức đảng và các lần sắp xếp năm 2025"):
        units = write_tree(scale)
    if scale is Scale.COUNTRY:
        with progress.phase("Cây tổ chức đảng của 33 tỉnh, thành phố khác"):
            units += write_country()
    with progress.phase("Đếm phường, xã cả nước năm 2024 và 2025"):
        for year in (2024, 2025):
            count_divisions(now=moment(date(year, 12, 1)), period=ensure_period(str(year)))
        if scale is Scale.COUNTRY:
            post_country_figures()
    with progress.phase("Người dùng mẫu"):
        accounts = write_people()
        write_accounts_file(home, accounts)
    with progress.phase("Soạn số liệu bốn năm"):
        values = plan_values(scale)
    _write_rounds(values, progress)
    with progress.phase("Ba báo cáo tổng kết ra Word và PDF"):
        files = write_reviews(home / FOLDER)
    with progress.phase("Văn bản đưa vào để soát"):
        write_narratives()
    with progress.phase("So số tính được với số đã công bố"):
        compared = compare()
        demand_agreement(compared)
    progress.say(f"  {format_number(units)} tổ chức đảng, {len(compared)} số công bố đều khớp.")
    return Built(accounts, files, compared)


def _write_rounds(values: dict[int, YearValues], progress: Progress) -> None:
    for year in YEARS[:-1]:
        with progress.phase(f"Kỳ báo cáo năm {year}: gửi, duyệt, cộng lên"):
            bring_in(open_round_of(year, ROOT), values[year].by_unit(), date(year, 12, 28))
    with progress.phase(f"Kỳ báo cáo năm {LAST_YEAR} đang làm dở, quý III/{LAST_YEAR}"):
        write_year_under_way(values[LAST_YEAR], ROOT)
        propose_correction(Round.objects.get(period__code=str(LAST_YEAR), root__code=ROOT))
        write_quarter(values[LAST_YEAR])
