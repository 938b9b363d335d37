"""``tongket user``: users, passwords, appointments."""

import argparse
import getpass
import sys
from datetime import date, datetime

from tongket.core.words import said
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="việc")
    add = acts.add_parser("add", help="tạo người dùng")
    add.add_argument("username")
    add.add_argument("--full-name", default="")
    add.add_argument("--password", help="không nêu thì hỏi")
    appoint = acts.add_parser("appoint", help="giao vai trò tại một đơn vị")
    appoint.add_argument("username")
    appoint.add_argument("--unit", required=True)
    appoint.add_argument("--role", required=True)
    appoint.add_argument("--from", dest="first", help="từ ngày (2025-01-31)")
    appoint.add_argument("--decision", default="")
    end = acts.add_parser("end", help="thôi vai trò")
    end.add_argument("username")
    end.add_argument("--unit", required=True)
    end.add_argument("--role", required=True)
    end.add_argument("--on", dest="last", help="từ ngày thôi")
    password = acts.add_parser("password", help="đặt lại mật khẩu")
    password.add_argument("username")
    password.add_argument("--password", help="không nêu thì hỏi")
    acts.add_parser("list", help="danh sách")


def run(arguments: argparse.Namespace) -> int:
    """Do one act."""
    from tongket.accounts import services  # noqa: PLC0415 - after django.setup
    from tongket.core import clock  # noqa: PLC0415 - as above

    if arguments.act == "list":
        for line in services.listing(clock.today()):
            print(line)
        return 0
    try:
        {"add": _add, "password": _set_password, "appoint": _appoint, "end": _end}[arguments.act](
            arguments, clock.now()
        )
    except services.AccountFault as fault:
        raise InputFault(str(fault)) from None
    print(said("Đã xong."))
    return 0


def _add(arguments: argparse.Namespace, now: datetime) -> None:
    from tongket.access.domain import SYSTEM  # noqa: PLC0415 - after django.setup
    from tongket.accounts import services  # noqa: PLC0415 - as above

    services.create_user(
        actor=SYSTEM,
        now=now,
        username=arguments.username,
        full_name=arguments.full_name,
        password=_password(arguments),
    )


def _set_password(arguments: argparse.Namespace, now: datetime) -> None:
    from tongket.access.domain import SYSTEM  # noqa: PLC0415 - after django.setup
    from tongket.accounts import services  # noqa: PLC0415 - as above

    services.set_password(
        actor=SYSTEM, now=now, username=arguments.username, password=_password(arguments)
    )


def _appoint(arguments: argparse.Namespace, now: datetime) -> None:
    from tongket.access.domain import SYSTEM  # noqa: PLC0415 - after django.setup
    from tongket.accounts import services  # noqa: PLC0415 - as above

    services.appoint(
        actor=SYSTEM,
        now=now,
        username=arguments.username,
        unit_code=arguments.unit,
        role=arguments.role,
        first=_day(arguments.first),
        decision=arguments.decision,
    )


def _end(arguments: argparse.Namespace, now: datetime) -> None:
    from tongket.access.domain import SYSTEM  # noqa: PLC0415 - after django.setup
    from tongket.accounts import services  # noqa: PLC0415 - as above

    services.end_appointment(
        actor=SYSTEM,
        now=now,
        username=arguments.username,
        unit_code=arguments.unit,
        role=arguments.role,
        last=_day(arguments.last),
    )


def _password(arguments: argparse.Namespace) -> str:
    if arguments.password:
        return str(arguments.password)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass(said("Mật khẩu: "))


def _day(text: str | None) -> date:
    from tongket.core import clock  # noqa: PLC0415 - after django.setup

    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputFault(
            said("'%(text)s' không phải là ngày dạng 2025-01-31.", text=text)
        ) from None
