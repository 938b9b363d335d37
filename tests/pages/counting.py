"""Counting the questions that a page asks the database."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def count(open_it: Callable[[], object]) -> int:
    """Count the questions of the second visit: the first fills what is kept in memory."""
    open_it()
    with CaptureQueriesContext(connection) as asked:
        open_it()
    return len(asked)
