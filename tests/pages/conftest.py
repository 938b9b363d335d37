"""The city stands once for a module: what a test changes is rolled back, the city stays."""

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from tests.pages import cast as the_city
from tests.pages.people import People


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker) -> Iterator[the_city.Cast]:
    with django_db_blocker.unblock(), time_machine.travel(the_city.NOW, tick=False):
        outer = transaction.atomic()
        # Acts that must not run inside another transaction are allowed to, as in Django's TestCase.
        outer._from_testcase = True
        outer.__enter__()
        try:
            yield the_city.build()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def signed_in(city, django_db_blocker) -> People:
    with django_db_blocker.unblock():
        return People(the_city.PEOPLE)


@pytest.fixture
def people(signed_in, db) -> People:
    """Everyone at their browsers, on the city's day."""
    assert not settings.DEBUG
    return signed_in
