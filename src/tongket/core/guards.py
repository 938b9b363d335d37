"""Guards: rules that the database itself keeps, on SQLite and on PostgreSQL.

A room lists its guards in ``models.py`` (``GUARDS``); they are installed after every migration,
because SQLite drops triggers silently when a later migration rebuilds their table. ``missing``,
the command ``check`` and a test assert that all of them stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class NoOverlap:
    """Rows of ``table`` with equal ``keys`` may not overlap in ``[valid_from, valid_to)``."""

    table: str
    keys: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the guard in the database."""
        return f"guard_{self.table}_no_overlap"

    def statements(self, vendor: str) -> list[str]:
        """SQL that (re)installs the guard."""
        if vendor == "postgresql":
            keys = ", ".join(f"{key} WITH =" for key in self.keys)
            return [
                f"ALTER TABLE {self.table} DROP CONSTRAINT IF EXISTS {self.name}",
                f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} EXCLUDE USING gist "
                f"({keys}, daterange(valid_from, valid_to) WITH &&)",
            ]
        return [text for act in ("INSERT", "UPDATE") for text in self._sqlite(act)]

    def _sqlite(self, act: str) -> list[str]:
        trigger = f"{self.name}_{act.lower()}"
        same = " AND ".join(f"other.{key} = NEW.{key}" for key in self.keys)
        return [
            f"DROP TRIGGER IF EXISTS {trigger}",
            f"CREATE TRIGGER {trigger} BEFORE {act} ON {self.table} BEGIN "
            f"SELECT RAISE(ABORT, '{self.name}') WHERE EXISTS (SELECT 1 FROM {self.table} other "
            f"WHERE {same} AND other.id IS NOT NEW.id "
            f"AND (other.valid_to IS NULL OR other.valid_to > NEW.valid_from) "
            f"AND (NEW.valid_to IS NULL OR NEW.valid_to > other.valid_from)); END",
        ]

    def expected(self, vendor: str) -> set[str]:
        """Names that must be found in the database's catalogue."""
        if vendor == "postgresql":
            return {self.name}
        return {f"{self.name}_insert", f"{self.name}_update"}


@dataclass(frozen=True)
class Immutable:
    """Rows of ``table`` may not be deleted, and ``columns`` may not change once written."""

    table: str
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the guard in the database."""
        return f"guard_{self.table}_immutable"

    def statements(self, vendor: str) -> list[str]:
        """SQL that (re)installs the guard."""
        if vendor == "postgresql":
            return self._postgresql()
        changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in self.columns)
        return [
            f"DROP TRIGGER IF EXISTS {self.name}_update",
            f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {self.table} WHEN {changed} "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
            f"DROP TRIGGER IF EXISTS {self.name}_delete",
            f"CREATE TRIGGER {self.name}_delete BEFORE DELETE ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
        ]

    def _postgresql(self) -> list[str]:
        changed = " OR ".join(
            f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in self.columns
        )
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {self.name}_update ON {self.table}",
            f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {self.table} FOR EACH ROW "
            f"WHEN ({changed}) EXECUTE FUNCTION {self.name}()",
            f"DROP TRIGGER IF EXISTS {self.name}_delete ON {self.table}",
            f"CREATE TRIGGER {self.name}_delete BEFORE DELETE ON {self.table} FOR EACH ROW "
            f"EXECUTE FUNCTION {self.name}()",
        ]

    def expected(self, vendor: str) -> set[str]:
        """Names that must be found in the database's catalogue."""
        return {f"{self.name}_update", f"{self.name}_delete"}


Guard = NoOverlap | Immutable


def install(guards: Iterable[Guard], using: str = "default") -> None:
    """Install ``guards`` on the database ``using``; doing it again changes nothing."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for guard in guards:
            for statement in guard.statements(connection.vendor):
                cursor.execute(statement)


def missing(guards: Sequence[Guard], using: str = "default") -> list[str]:
    """Return the names of guards that do not stand in the database, sorted."""
    connection = connections[using]
    expected = {name for guard in guards for name in guard.expected(connection.vendor)}
    return sorted(expected - _standing(connection))


def _standing(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE contype = 'x' "
                "UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}
