"""The demo's reviews: three of past years sealed, in Word and PDF; two of this year begun."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongket.access.domain import SYSTEM, Actor
from tongket.accounts.models import User
from tongket.accounts.selectors import actor_for
from tongket.demo.people import acting, secretary
from tongket.demo.standings import TODAY, WARD
from tongket.demo.tree import moment
from tongket.yearend.domain.highlights import first_choice
from tongket.yearend.models import Review
from tongket.yearend.renderers.pdf import render_pdf
from tongket.yearend.renderers.word import render_word
from tongket.yearend.selectors import compile_review, suggest_highlights
from tongket.yearend.services import (
    Chosen,
    choose_highlights,
    create_review,
    seal,
    set_particulars,
)

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
    username: str = ""
    """Whose sign-in seals it, where the demo still has that person; else who signs it does."""


REVIEWS = (
    PlannedReview(
        "quan-binh-thanh",
        2024,
        "512-BC/QU",
        "Bình Thạnh",
        date(2024, 12, 30),
        "Bí thư Quận ủy",
        "bithuquan",
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
    document = compile_review(_sealed(planned, place))
    path = folder / f"tong-ket-{planned.unit}-{planned.year}.docx"
    path.write_bytes(render_word(document))
    path.with_suffix(".pdf").write_bytes(render_pdf(document))
    return path


def _sealed(planned: PlannedReview, place: int) -> Review:
    """Write a review as the office does, and seal it as its secretary does."""
    now, office = moment(planned.signed_on, 9), acting(secretary(60 + place))
    signer, sealer = _signer(planned, place)
    review = create_review(actor=office, now=now, unit_code=planned.unit, year=planned.year)
    told = first_choice(suggest_highlights(review))
    choose_highlights(
        actor=office, now=now, review=review, chosen=[Chosen(one.key, one.text) for one in told]
    )
    set_particulars(
        actor=office,
        now=now,
        review=review,
        number=planned.number,
        place=planned.place,
        signed_on=planned.signed_on,
        signer=signer,
        signer_office=planned.signer_office,
        arithmetic_annex=True,
    )
    return seal(actor=sealer, now=moment(planned.signed_on, 15), review=review)


def _signer(planned: PlannedReview, place: int) -> tuple[str, Actor]:
    """Return who signs a review, by name and as an actor of the day it is signed."""
    if planned.username:
        user = User.objects.get(username=planned.username)
        return user.full_name, actor_for(user, planned.signed_on)
    name = secretary(50 + place)
    return name, acting(name)
