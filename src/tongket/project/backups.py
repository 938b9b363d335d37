"""Backup and restore of a whole installation in one file.

SQLite: a zip with a consistent copy of the database (SQLite's own backup) and a manifest with its
hash. PostgreSQL: the server's own ``pg_dump`` in custom format inside the same zip.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tongket import __version__
from tongket.core import clock
from tongket.core.words import said

_DATABASE = "database"
_MANIFEST = "manifest.json"


class BackupFault(Exception):  # noqa: N818 - said to a person
    """A backup cannot be written or put back; the message is the sentence a person reads."""


def write(target: Path) -> int:
    """Write the installation to ``target``; return its size in bytes."""
    if target.exists():
        raise BackupFault(said("Tệp %(file)s đã có; chọn tên khác.", file=target))
    if not target.parent.is_dir():
        raise BackupFault(said("Không có thư mục “%(folder)s”.", folder=target.parent))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / _DATABASE
        _copy_database(copy)
        manifest = {
            "version": __version__,
            "vendor": connection.vendor,
            "written_at": clock.now().isoformat(),
            "sha256": _hash(copy),
        }
        partial = target.with_name(target.name + ".partial")
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
            archive.write(copy, _DATABASE)
        partial.replace(target)
    return target.stat().st_size


def restore(source: Path, *, force: bool) -> None:
    """Put ``source`` back; refuse a broken file, another kind of database, or existing data."""
    if connection.vendor == "sqlite" and Path(_name()).exists() and not force:
        raise BackupFault(said("Cài đặt này đã có dữ liệu; thêm --force nếu muốn ghi đè."))
    with tempfile.TemporaryDirectory() as folder:
        copy = _unpack(source, Path(folder))
        connection.close()
        if connection.vendor == "sqlite":
            _put_sqlite(copy)
        else:
            _postgresql(
                "pg_restore",
                "--clean",
                "--if-exists",
                "--single-transaction",
                "--no-owner",
                "--dbname",
                _name(),
                str(copy),
            )


def _unpack(source: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            archive.extract(_DATABASE, folder)
    except FileNotFoundError:
        raise BackupFault(said("Không tìm thấy tệp %(file)s.", file=source)) from None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise BackupFault(
            said("Tệp %(file)s không phải là bản sao lưu của Tổng Kết hoặc đã hỏng.", file=source)
        ) from None
    copy = folder / _DATABASE
    if _hash(copy) != manifest.get("sha256"):
        raise BackupFault(
            said("Tệp %(file)s đã bị hỏng: nội dung không khớp mã kiểm tra.", file=source)
        )
    if manifest.get("vendor") != connection.vendor:
        raise BackupFault(
            said(
                "Bản sao lưu là của %(theirs)s, cài đặt này dùng %(ours)s.",
                theirs=manifest.get("vendor"),
                ours=connection.vendor,
            )
        )
    return copy


def _copy_database(copy: Path) -> None:
    if connection.vendor == "sqlite":
        path = Path(_name())
        if not path.exists():
            raise BackupFault(said("Cài đặt chưa có dữ liệu; chạy 'tongket migrate' trước."))
        with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(copy)) as there:
            here.backup(there)
        return
    _postgresql("pg_dump", "--format=custom", "--no-owner", "--file", str(copy), _name())


def _put_sqlite(copy: Path) -> None:
    path = Path(_name())
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    shutil.copyfile(copy, partial)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    partial.replace(path)


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _postgresql(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise BackupFault(
            said("Máy này không có chương trình %(program)s của PostgreSQL.", program=program)
        )
    database: dict[str, Any] = settings.DATABASES["default"]
    variables = {
        **os.environ,
        "PGHOST": str(database.get("HOST") or ""),
        "PGPORT": str(database.get("PORT") or ""),
        "PGUSER": str(database.get("USER") or ""),
        "PGPASSWORD": str(database.get("PASSWORD") or ""),
    }
    result = subprocess.run(  # noqa: S603 - fixed program, arguments are ours
        [program, *arguments],
        env={key: value for key, value in variables.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        first = (result.stderr.strip().splitlines() or [said("không rõ lý do")])[0]
        raise BackupFault(said("%(program)s không làm được: %(why)s", program=program, why=first))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
