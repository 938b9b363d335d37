"""The demo's reviews: three of past years compiled to Word and PDF, two of this year begun."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongket.access.domain import SYSTEM
from tongket.demo.people import secretary
from tongket.demo.standings import TODAY, WARD
from tongket.demo.tree import moment
from tongket.yearend.models import Review
from tongket.yearend.renderers.pdf import render_pdf
from tongket.yearend.renderers.word import render_word
from tongket.yearend.selectors import compile_review
from tongket.yearend.services import create_review, set_particulars

FOLDER = "bao-cao"
_PLACE = "TP. Hồ Chí Minh"


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """A review that is compiled: particulars as they are printed."""

    unit: str
    year: int
    number: str
    place: str
    signed_on: date
    signer_office: str


REVIEWS = (
    PlannedReview(
        "quan-binh-thanh", 2024, "512-BC/QU", "Bình Thạnh", date(2024, 12, 30), "Bí thư Quận ủy"
    ),
    PlannedReview(
        "khoi-dan-chinh-dang", 2022, "318-BC/ĐUK", _PLACE, date(2023, 1, 10), "Bí thư Đảng ủy Khối"
    ),
    PlannedReview("tp-hcm", 2023, "602-BC/TU", _PLACE, date(2023, 12, 29), "Phó Bí thư Thành ủy"),
)
_BEGUN = ((WARD, 2025), ("tp-hcm", 2025))


def write_reviews(folder: Path) -> list[Path]:
    """Create and compile the reviews; return the Word files, each with a PDF beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [_compile(planned, folder, place) for place, planned in enumerate(REVIEWS)]
    for unit, year in _BEGUN:
        create_review(actor=SYSTEM, now=moment(TODAY, 10), unit_code=unit, year=year)
    return files


def _compile(planned: PlannedReview, folder: Path, place: int) -> Path:
    review = _begin(planned, place)
    document = compile_review(review)
    path = folder / f"tong-ket-{planned.unit}-{planned.year}.docx"
    path.write_bytes(render_word(document))
    path.with_suffix(".pdf").write_bytes(render_pdf(document))
    return path


def _begin(planned: PlannedReview, place: int) -> Review:
    now = moment(planned.signed_on)
    review = create_review(actor=SYSTEM, now=now, unit_code=planned.unit, year=planned.year)
    set_particulars(
        actor=SYSTEM,
        now=now,
        review=review,
        number=planned.number,
        place=planned.place,
        signed_on=planned.signed_on,
        signer=secretary(50 + place),
        signer_office=planned.signer_office,
        arithmetic_annex=True,
    )
    return review
