"""``tongket worker``: does what waits. As many may run as wanted; none takes what another has."""

import argparse
import os
import signal
import time
from types import FrameType

from tongket.core.words import said
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")
    parser.add_argument("--every", type=float, default=1.0, help="số giây giữa hai lần xem việc")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


class _Stop:
    """Whether somebody asked the worker to stop; it ends after the piece of work in hand."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped (or until nothing waits)."""
    from tongket.project import installation  # noqa: PLC0415 - after django.setup

    fault = installation.not_ready()
    if fault:
        raise InputFault(fault)
    parent = os.getppid()
    stop = _Stop()
    while not stop.asked:
        done = _work()
        if arguments.once and not done:
            break
        if arguments.with_parent and os.getppid() != parent:
            break  # the server this worker belongs to is gone
        if not done:
            time.sleep(max(arguments.every, 0.1))
    return 0


def _work() -> int:
    """Do some of what waits; a database that is away for a moment is asked again."""
    from django.db import OperationalError, close_old_connections  # noqa: PLC0415 - as above

    from tongket.narratives.services import read_waiting  # noqa: PLC0415 - as above

    close_old_connections()
    try:
        return read_waiting()
    except OperationalError as fault:
        print(said("Chưa hỏi được cơ sở dữ liệu, sẽ thử lại: %(fault)s", fault=fault), flush=True)
        return 0
