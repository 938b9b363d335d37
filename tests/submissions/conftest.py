"""People at their browsers."""

from collections.abc import Callable

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from tests.submissions.world import NOW, World, build
from tongket.accounts.models import User


@pytest.fixture
def world(db) -> World:
    return build()


@pytest.fixture
def at_browser(settings) -> Callable[[str], "Browser"]:
    settings.ROOT_URLCONF = "tests.submissions.urls"
    with time_machine.travel(NOW, tick=False):
        yield Browser


class Browser:
    """A signed-in person: opens addresses, presses buttons, reads pages."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        self.client.force_login(User.objects.get(username=username))

    def open(self, address: str, status: int = 200) -> BeautifulSoup:
        response = self.client.get(address)
        assert response.status_code == status, response.content.decode()[:2000]
        self.last = response
        return BeautifulSoup(response.content, "html.parser")

    def press(
        self, address: str, status: int | None = None, headers=None, **values
    ) -> BeautifulSoup:
        response = self.client.post(address, values, headers=headers or {})
        if status is None and response.status_code == 302:
            return self.open(response["Location"])
        assert response.status_code == (status or 200), response.content.decode()[:2000]
        self.last = response
        return BeautifulSoup(response.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())
