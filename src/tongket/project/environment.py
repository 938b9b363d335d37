"""The environment, read once: unknown or malformed variables are refused at the start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlparse

KNOWN = {
    "TONGKET_HOME": "folder of the installation (database, files); default ~/.tongket",
    "TONGKET_DEBUG": "1 shows the gallery page and detailed faults; never on a server",
    "TONGKET_SECRET_KEY": "secret for sessions; made and kept in TONGKET_HOME when absent",
    "TONGKET_HOSTS": "comma-separated names under which the site is served",
    "TONGKET_ADDRESS": "address of the site as written into Word files, e.g. https://tongket.example",
    "TONGKET_TODAY": "ISO day that the calendar is held at (demo only)",
    "TONGKET_HTTPS": "1 when the site is served over HTTPS: secure cookies, HSTS",
    "TONGKET_FAST_TESTS": "1 uses a quick password hash (tests only)",
}


class EnvironmentFault(Exception):  # noqa: N818 - said to a person
    """A variable is unknown or malformed; the message names it."""


@dataclass(frozen=True)
class Environment:
    """Typed settings of the installation."""

    home: Path
    debug: bool
    secret_key: str
    hosts: tuple[str, ...]
    address: str
    today: date | None
    https: bool
    fast_tests: bool
    database: Mapping[str, object]


def read(variables: Mapping[str, str]) -> Environment:
    """Read and validate the environment; raise ``EnvironmentFault`` naming the first fault.

    Lines ``NAME=value`` in ``TONGKET_HOME/tongket.env`` hold for the installation; a variable of
    the process goes before them.
    """
    home = Path(_value(variables, "TONGKET_HOME", "~/.tongket")).expanduser()
    variables = {**_kept(home / "tongket.env"), **variables}
    for name in variables:
        if name.startswith("TONGKET_") and name.removesuffix("_FILE") not in KNOWN:
            known = ", ".join(sorted(KNOWN))
            raise EnvironmentFault(
                f"Biến môi trường {name} không có nghĩa. Các biến hợp lệ: {known}."
            )
    debug = _flag(variables, "TONGKET_DEBUG")
    hosts = _value(variables, "TONGKET_HOSTS", "localhost,127.0.0.1,[::1]")
    return Environment(
        home=home,
        debug=debug,
        secret_key=_secret(variables, home),
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        address=_value(variables, "TONGKET_ADDRESS", "http://127.0.0.1:8000").rstrip("/"),
        today=_day(variables, "TONGKET_TODAY"),
        https=_flag(variables, "TONGKET_HTTPS"),
        fast_tests=_flag(variables, "TONGKET_FAST_TESTS"),
        database=_database(variables.get("DATABASE_URL", ""), home),
    )


def _kept(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, _, value in pairs}


def _value(variables: Mapping[str, str], name: str, default: str) -> str:
    path = variables.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return variables.get(name, default)


def _flag(variables: Mapping[str, str], name: str) -> bool:
    text = _value(variables, name, "0")
    if text not in {"0", "1"}:
        raise EnvironmentFault(f"{name} phải là 0 hoặc 1, không phải '{text}'.")
    return text == "1"


def _day(variables: Mapping[str, str], name: str) -> date | None:
    text = _value(variables, name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise EnvironmentFault(
            f"{name} phải là ngày dạng 2025-01-31, không phải '{text}'."
        ) from None


def _secret(variables: Mapping[str, str], home: Path) -> str:
    given = _value(variables, "TONGKET_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise EnvironmentFault("TONGKET_SECRET_KEY phải có ít nhất 32 ký tự.")
        return given
    path = home / "secret_key"
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    home.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secret)
    return secret


_SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
)


def _database(url: str, home: Path) -> Mapping[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "tongket.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": _SQLITE_START,
            },
        }
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise EnvironmentFault(
            "DATABASE_URL phải có dạng postgresql://tên:mật_khẩu@máy:cổng/cơ_sở_dữ_liệu."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
