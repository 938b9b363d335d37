"""Everything the interface says is said in English too, and English pages say it."""

import io
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from docx import Document

from tests.pages.cast import Cast
from tests.pages.conftest import city, people, signed_in  # noqa: F401 - the small world of pages
from tests.pages.people import People, soup
from tests.pages.visits import VISITS, Visit
from tongket.audit.models import AuditEvent
from tongket.core.words import said
from tongket.indicators.models import IndicatorVersion

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|</?\w+>")
MAIN = {
    "sign-in", "help", "home-of-a-secretary", "home-of-a-returned-one", "home-of-an-office", "leader",
    "search", "record", "rules", "rule", "indicators", "indicator", "tree", "unit", "unit-ended",
    "unit-search", "disagreements", "reorganisations", "reorganisation-new", "reorganisation-drafted",
    "reorganisation-done", "overview", "overview-by-unit", "figure-of-the-city", "figure-of-a-cell",
    "figure-not-whole", "figure-again", "returns-of-a-secretary", "returns-of-an-office", "round-new",
    "board", "form", "form-read-only", "form-returned", "review", "version", "amend", "amendment",
    "reviews", "review-text", "review-results", "review-tasks", "review-particulars", "review-sealing",
    "no-such-page", "no-office",
}  # fmt: skip


def entries() -> list[polib.POEntry]:
    return list(polib.pofile(str(CATALOGUE)))


def test_every_sentence_has_english() -> None:
    assert [entry.msgid for entry in entries() if not entry.translated()] == []


def test_placeholders_and_tags_are_kept() -> None:
    wrong = []
    for entry in filter(polib.POEntry.translated, entries()):
        wanted = sorted(match[0] for match in PLACEHOLDER.finditer(entry.msgid))
        given = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for text in given:
            if sorted(match[0] for match in PLACEHOLDER.finditer(text)) != wanted:
                wrong.append((entry.msgid, text))
    assert wrong == []


def test_blanks_at_the_ends_are_kept() -> None:
    wrong = [
        entry.msgid
        for entry in entries()
        if entry.translated()
        and not entry.msgid_plural
        and (entry.msgid[:1].isspace(), entry.msgid[-1:].isspace())
        != (entry.msgstr[:1].isspace(), entry.msgstr[-1:].isspace())
    ]
    assert wrong == []


def test_both_files_are_those_of_today() -> None:
    script = ROOT / "scripts/make_messages.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_rooms_without_django_speak_the_readers_language() -> None:
    with translation.override("en"):
        assert said("còn %(days)s ngày", days=3) == "days left: 3"
    with translation.override("vi"):
        assert said("còn %(days)s ngày", days=3) == "còn 3 ngày"


@pytest.mark.parametrize(
    "visit", [visit for visit in VISITS if visit.name in MAIN], ids=lambda visit: visit.name
)
def test_an_english_page_holds_no_sentence_that_has_english(
    visit: Visit,
    city: Cast,  # noqa: F811 - the fixture imported above
    people: People,  # noqa: F811 - as above
) -> None:
    browser = people.browser(visit.who)
    browser.cookies["django_language"] = "en"
    page = soup(browser.get(visit.address(city)))
    with translation.override("en"):
        left = [text for text in shown(page) - named_by_data() if gettext(text) != text]
    assert left == []


def test_the_printed_review_is_vietnamese_whoever_prints_it(
    city: Cast,  # noqa: F811 - the fixture imported above
    people: People,  # noqa: F811 - as above
) -> None:
    printed = {}
    for language in ("vi", "en"):
        browser = people.browser("city")
        browser.cookies["django_language"] = language
        printed[language] = words_of(browser.get("/tong-ket/thanh-uy/2023/word/").content)
    assert len(printed["vi"]) > 20
    assert printed["en"] == printed["vi"]


def words_of(word_file: bytes) -> list[str]:
    document = Document(io.BytesIO(word_file))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [part.text for part in (*document.paragraphs, *cells)]


def test_every_main_page_is_visited() -> None:
    assert {visit.name for visit in VISITS} >= MAIN


def shown(page) -> set[str]:
    """What is read and what a screen reader says: texts and labels of the page."""
    texts = {" ".join(text.split()) for text in page.stripped_strings}
    for name in ("aria-label", "title", "data-label", "placeholder"):
        texts |= {part[name] for part in page.select(f"[{name}]") if part[name]}
    return texts


def named_by_data() -> set[str]:
    """Names of indicators, their units of measure, labels of the record: data stays Vietnamese."""
    named = IndicatorVersion.objects.values_list("name", "unit_of_measure")
    kept = AuditEvent.objects.values_list("actor_label", "subject_label")
    return {text for pair in (*named, *kept) for text in pair}
