"""Shared set-up: a home folder of its own, a quick password hash, guards out of the way of flushes."""

import os
import tempfile
from collections.abc import Iterator

os.environ["TONGKET_HOME"] = tempfile.mkdtemp(prefix="tongket-test-")
os.environ["TONGKET_FAST_TESTS"] = "1"
os.environ.pop("TONGKET_TODAY", None)

import pytest


@pytest.fixture(autouse=True)
def _cache_of_this_process(settings) -> None:
    """Tests run in several processes at once: each has a cache of its own, not one in the home."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _guards_step_aside_for_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with real transactions Django empties the tables: append-only guards must yield."""
    yield
    marker = request.node.get_closest_marker("django_db")
    live = "live_server" in request.fixturenames or "transactional_db" in request.fixturenames
    if not (live or (marker and marker.kwargs.get("transaction"))):
        return
    from django.db import connection

    from tongket.core.guards import Immutable
    from tongket.project.guards import ALL_GUARDS

    if connection.vendor != "sqlite":
        return
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), connection.cursor() as cursor:
        for guard in ALL_GUARDS:
            if isinstance(guard, Immutable):
                for name in guard.expected("sqlite"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
