"""Settings come from the environment; what is unknown or malformed is refused by name."""

from datetime import date
from pathlib import Path

import pytest

from tongket.project.environment import EnvironmentFault, read


def test_defaults_need_nothing_but_a_home(tmp_path: Path) -> None:
    environment = read({"TONGKET_HOME": str(tmp_path)})
    assert environment.database["ENGINE"] == "django.db.backends.sqlite3"
    assert environment.database["NAME"] == str(tmp_path / "tongket.sqlite3")
    assert not environment.debug
    assert environment.today is None


def test_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = read({"TONGKET_HOME": str(tmp_path)}).secret_key
    assert len(first) >= 32
    assert read({"TONGKET_HOME": str(tmp_path)}).secret_key == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_kept_settings_hold_unless_the_process_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "tongket.env").write_text(
        "# giữ lịch\nTONGKET_TODAY=2025-12-12\n", encoding="utf-8"
    )
    assert read({"TONGKET_HOME": str(tmp_path)}).today == date(2025, 12, 12)
    assert read({"TONGKET_HOME": str(tmp_path), "TONGKET_TODAY": "2024-01-01"}).today == date(
        2024, 1, 1
    )


def test_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    address = "postgresql://nguoi:m%40t@may:5433/tongket"
    database = read({"TONGKET_HOME": str(tmp_path), "DATABASE_URL": address}).database
    assert (
        database["USER"],
        database["PASSWORD"],
        database["HOST"],
        database["PORT"],
        database["NAME"],
    ) == (
        "nguoi",
        "m@t",
        "may",
        "5433",
        "tongket",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TONGKET_COLOUR", "red"),
        ("TONGKET_DEBUG", "yes"),
        ("TONGKET_TODAY", "12/12/2025"),
        ("TONGKET_SECRET_KEY", "short"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "postgresql://may"),
    ],
)
def test_unknown_or_malformed_values_are_refused_by_name(
    name: str, value: str, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault, match=name):
        read({"TONGKET_HOME": str(tmp_path), name: value})


def test_secrets_may_come_from_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s" * 40 + "\n", encoding="utf-8")
    environment = read({"TONGKET_HOME": str(tmp_path), "TONGKET_SECRET_KEY_FILE": str(secret)})
    assert environment.secret_key == "s" * 40
