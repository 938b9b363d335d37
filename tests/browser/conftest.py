"""Real browsers: Chromium where there is one, else these tests are skipped and say so."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from tests.browser.devices import DESK
from tests.pages import cast as the_city
from tongket.accounts.models import User

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
            # One worker for a file: starting a browser and a server costs more than it saves.
            item.add_marker(pytest.mark.xdist_group(f"browser-{item.path.stem}"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="không có Chromium trên máy này"))


@pytest.fixture(scope="session", autouse=True)
def _orm_beside_the_browser() -> Iterator[None]:
    """Playwright's loop runs in this thread; Django takes that for asynchronous code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session", autouse=True)
def _one_request_at_a_time() -> Iterator[None]:
    """The test database lives in memory behind one connection that all threads of the server share."""
    lock, answer = threading.RLock(), WSGIHandler.__call__

    def one_by_one(handler: WSGIHandler, environ: Any, start: Any) -> Any:
        with lock:
            return answer(handler, environ, start)

    WSGIHandler.__call__ = one_by_one
    yield
    WSGIHandler.__call__ = answer


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def base_url() -> None:
    """In place of the plugin's own, which this pytest warns about; each context is given its own."""


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The address of the running site, on the city's day."""
    settings.TODAY = the_city.TODAY
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ADDRESS = live_server.url
    return str(live_server.url)


@pytest.fixture
def city(site: str) -> the_city.Cast:
    return the_city.build()


@pytest.fixture
def at(site: str, city: the_city.Cast, new_context: Any) -> Callable[..., Any]:
    """Sit somebody down at a browser: ``at("own", PHONE)`` returns the page."""

    def sit(who: str | None, options: dict[str, Any] = DESK, **more: Any) -> Any:
        context = new_context(base_url=site, **(options | more))
        context.set_default_timeout(15_000)
        if who is not None:
            client = Client()
            client.force_login(User.objects.get(username=who))
            name = django_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("response", lambda answer: _mind(answer))
        return page

    def _mind(answer: Any) -> None:
        if answer.status >= 500:
            faults.append(f"{answer.status} {answer.url}")

    faults: list[str] = []
    yield sit
    assert faults == []
