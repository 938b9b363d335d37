"""Browsers of the people, and ways to read what they see."""

from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import BeautifulSoup
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from tongket.accounts.models import User

HTMX = {"HX-Request": "true"}


class People:
    """The cookies of everyone, so that no request changes another's session."""

    def __init__(self, names: Iterable[str]) -> None:
        self.cookies: dict[str, Mapping[str, Any]] = {"nobody": {}}
        self.handlers: dict[bool, ClientHandler] = {}
        for user in User.objects.filter(username__in=names):
            client = Client()
            client.force_login(user)
            self.cookies[user.username] = {
                key: morsel.value for key, morsel in client.cookies.items()
            }

    def browser(self, who: str, **options: Any) -> Client:
        client = Client(**options)
        # One handler for all: each of its own would look through every static file anew.
        strict = client.handler.enforce_csrf_checks
        client.handler = self.handlers.setdefault(strict, client.handler)
        for key, value in self.cookies[who].items():
            client.cookies[key] = value
        return client

    def open(self, who: str, address: str, *, htmx: bool = False) -> HttpResponse:
        return self.browser(who).get(address, headers=HTMX if htmx else None)

    def try_post(
        self, who: str, address: str, body: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Post, look at the answer, and take back whatever was done."""
        with transaction.atomic():
            answer = self.browser(who).post(address, body or {})
            transaction.set_rollback(True)
        return answer


def soup(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(answer: HttpResponse) -> str:
    """What a person reads in the page's own part, without the frame around it."""
    page = soup(answer)
    return " ".join((page.main or page).get_text(" ").split())


def without_frame(answer: HttpResponse) -> str:
    """The page's source without the header, which names the person's own units."""
    page = soup(answer)
    for header in page.select("header.frame"):
        header.decompose()
    return str(page)
