"""Many rows at once: lists cut to what one query takes; quick writing.

Writing is one prepared statement on SQLite, COPY on PostgreSQL.

For tables written by the hundred thousand, where building a model object per row would cost more
than the database. Constraints, guards and triggers hold as for any other insert.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]
Item = TypeVar("Item")


def in_parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut items into lists of at most ``size``: databases bound how many one query may name."""
    walk = iter(items)
    while some := list(islice(walk, size)):
        yield some


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert ``rows`` (values in the order of ``columns``, attribute names such as ``unit_id``).

    Values of columns not named take the database's null or fail, as in any insert: name them all.
    Raises ``django.db.IntegrityError`` as the database does; call it in a transaction.
    """
    if not rows:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    named = [fields[column] for column in columns]
    prepared = list(_prepared(named, rows))
    quote = connection.ops.quote_name
    listed = ", ".join(quote(field.column or field.attname) for field in named)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({listed}) FROM STDIN", prepared)
        else:
            marks = ", ".join(["%s"] * len(named))
            statement = f"INSERT INTO {table} ({listed}) VALUES ({marks})"  # noqa: S608 - our own names
            cursor.executemany(statement, prepared)


def _copy(cursor: CursorWrapper, statement: str, rows: Iterable[Row]) -> None:
    with connection.wrap_database_errors, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


_AS_THEY_ARE = (models.IntegerField, models.CharField, models.TextField, models.ForeignKey)


def _prepared(fields: Sequence[models.Field[Any, Any]], rows: Iterable[Row]) -> Iterable[Row]:
    """Adapt days, moments and the like as the database wants them; leave numbers and texts alone."""
    special = [
        (index, _adapter(field))
        for index, field in enumerate(fields)
        if not isinstance(field, _AS_THEY_ARE)
    ]
    for row in rows:
        changed = list(row)
        for index, adapt in special:
            changed[index] = adapt(row[index])
        yield tuple(changed)


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    seen: dict[Any, Any] = {}

    def adapt(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(field, models.JSONField):
            return field.get_db_prep_save(value, connection)
        if value not in seen:
            seen[value] = field.get_db_prep_save(value, connection)
        return seen[value]

    return adapt
