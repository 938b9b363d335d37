"""Vietnamese unless a person chose English; and everything of the frame has its English."""

from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import gettext

from tests.ui.people import Cast
from tongket.ui.language import chosen_language

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po"


def greet(request: HttpRequest) -> HttpResponse:
    """Answer with one sentence in the language of the request."""
    return HttpResponse(gettext("Việc của tôi"))


def asked(browser: str, cookie: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-language": browser})
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    return chosen_language(greet)(request)


def test_a_browser_nobody_chose_decides_nothing() -> None:
    response = asked("en-US,en;q=0.9", "")
    assert response.content.decode() == "Việc của tôi"
    assert response["Content-Language"] == "vi"


def test_a_choice_is_kept() -> None:
    assert asked("vi", "en").content.decode() == "My work"


def test_a_language_that_is_none_is_passed_over() -> None:
    assert asked("vi", "../../etc").content.decode() == "Việc của tôi"


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.addresses")
def test_a_person_changes_the_language(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    response = client.post("/chon-ngon-ngu/", {"language": "en", "next": "/"}, follow=True)
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert "My work" in soup.get_text()
    cast.office.refresh_from_db()
    assert cast.office.language == "en"


def test_the_frame_and_sign_in_have_english() -> None:
    mine = ("ui/", "accounts/", "project/navigation.py")
    bare = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE)).untranslated_entries()
        if any(place.startswith(mine) for place, _line in entry.occurrences)
    ]
    assert not bare


def test_the_compiled_catalogue_is_of_today() -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    written = polib.pofile(str(CATALOGUE)).translated_entries()
    assert {e.msgid: e.msgstr for e in compiled} == {e.msgid: e.msgstr for e in written}
