"""Which language a page is in: the one a person chose, else Vietnamese.

Django's own middleware would also ask the browser. Most computers here came with an English browser
that nobody chose, so its wish says nothing about the person in front of it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]


def chosen_language(handler: Handler) -> Handler:
    """Middleware in place of ``LocaleMiddleware``; the choice is kept in Django's language cookie."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = handler(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
