"""``tongket serve``: opens the site."""

import argparse
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tongket.core.words import said
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe")
    parser.add_argument("--port", type=int, default=8000, help="cổng")
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="không kèm tiến trình làm việc chờ (đã chạy riêng tongket worker)",
    )
    parser.add_argument(
        "--workers", type=int, default=0, help="số tiến trình (0: theo cơ sở dữ liệu)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from tongket.project import installation  # noqa: PLC0415 - after django.setup

    fault = installation.not_ready() or _taken(arguments.host, arguments.port)
    if fault:
        raise InputFault(fault)
    serve(arguments.host, arguments.port, arguments.workers, worker=not arguments.no_worker)
    return 0


def _taken(host: str, port: int) -> str:
    """Return why the address cannot be listened on, or an empty text.

    The server itself would share a port that is in use without a word.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError):
        return said(
            "Không mở được cổng %(port)s tại %(host)s: đã có chương trình khác dùng. Chọn cổng khác bằng --port.",
            port=port,
            host=host,
        )
    return ""


@contextmanager
def _beside(*, worker: bool) -> Iterator[None]:
    """Run a worker of our own for as long as the server runs."""
    if not worker:
        yield
        return
    # The command is this very program; nothing a user typed goes into it.
    process = subprocess.Popen(
        [sys.executable, "-m", "tongket.project.cli", "worker", "--with-parent"],
        stdin=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def serve(host: str, port: int, workers: int = 0, *, worker: bool = True) -> None:
    """Run the server; on SQLite one process with threads, on PostgreSQL two unless told otherwise.

    ``worker`` runs a process beside it that reads what is dropped in.
    """
    from django.db import connection  # noqa: PLC0415 - after django.setup
    from granian import Granian  # noqa: PLC0415 - only serving needs it
    from granian.constants import Interfaces  # noqa: PLC0415 - as above

    count = workers or (2 if connection.vendor == "postgresql" else 1)
    connection.close()
    server = Granian(
        "tongket.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=count,
        blocking_threads=8,
        log_enabled=False,
    )
    with _beside(worker=worker):
        server.serve()
