"""Entry of ``tongket``: parses, prepares the installation, runs one command, answers faults in one line."""

import argparse
import importlib
import os
import sys
from pathlib import Path

from tongket.project.cli.faults import InputFault

COMMANDS = {
    "demo": "dựng tổ chức mẫu, chạy một năm tới báo cáo tổng kết, rồi mở trang",
    "serve": "mở trang cho người dùng",
    "migrate": "tạo hoặc nâng cấp cơ sở dữ liệu",
    "check": "kiểm tra cài đặt, nói rõ chỗ sai",
    "backup": "sao lưu ra một tệp",
    "restore": "phục hồi từ tệp sao lưu",
    "user": "tạo người dùng, đặt mật khẩu, giao vai trò",
    "units": "cây tổ chức của một ngày",
    "lineage": "đơn vị trước và sau sắp xếp",
    "figure": "một số liệu: giá trị, cơ sở, độ đầy đủ, đầu vào",
    "trace": "toàn bộ nguồn gốc của một số liệu",
    "report": "lập báo cáo tổng kết ra tệp Word",
}
"""Command -> what it does. The module has the command's name."""


def main(arguments: list[str] | None = None) -> int:
    """Run ``tongket``; return the exit code."""
    parser = _parser()
    given = sys.argv[1:] if arguments is None else arguments
    known = parser.parse_args(given)
    if known.command is None:
        parser.print_help()
        return 2
    if known.home:
        os.environ["TONGKET_HOME"] = str(Path(known.home).expanduser().resolve())
    if known.lang:
        os.environ["TONGKET_LANG"] = known.lang
    return _run(known)


def _run(known: argparse.Namespace) -> int:
    module = importlib.import_module(f"tongket.project.cli.{known.command}")
    language = os.environ.pop("TONGKET_LANG", "") or os.environ.get("LANG", "vi")[:2]
    try:
        _prepare("en" if language == "en" else "vi")
        return int(module.run(known))
    except InputFault as fault:
        print(f"tongket: {fault}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _prepare(language: str) -> None:
    from tongket.project import environment  # noqa: PLC0415 - the environment is read after --home

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongket.project.settings")
    try:
        environment.read(os.environ)
    except (environment.EnvironmentFault, OSError) as fault:
        raise InputFault(str(fault)) from None
    import django  # noqa: PLC0415 - after the environment
    from django.utils import translation  # noqa: PLC0415 - after the environment

    django.setup()
    translation.activate(language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tongket", description="Tổng Kết")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", metavar="DIR", help="thư mục cài đặt (mặc định: TONGKET_HOME)")
    common.add_argument("--lang", choices=["vi", "en"], help="ngôn ngữ của lời nhắn")
    commands = parser.add_subparsers(dest="command", metavar="lệnh")
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text, parents=[common])
        importlib.import_module(f"tongket.project.cli.{name}").configure(sub)
    return parser
