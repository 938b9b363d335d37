"""Entry of ``tongket``: parses, prepares the installation, runs one command, answers faults in one line."""

import argparse
import gettext
import importlib
import os
import sys
import traceback
from pathlib import Path

from tongket.core.words import said, speak_with
from tongket.project.cli.faults import InputFault

COMMANDS = {
    "demo": "dựng tổ chức mẫu, chạy một năm tới báo cáo tổng kết, rồi mở trang",
    "serve": "mở trang cho người dùng",
    "worker": "làm các việc chờ: đọc văn bản đã đưa vào",
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
    "read": "đọc số liệu, văn bản, người, tổ chức trong báo cáo đã viết",
    "proofread": "tìm chỗ không khớp trong báo cáo đã viết",
}
"""Command -> what it does. The module has the command's name."""


def main(arguments: list[str] | None = None) -> int:
    """Run ``tongket``; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = _parser(given[0] if given else "")
    known = parser.parse_args(given)
    if known.command is None:
        parser.print_help()
        return 2
    module = importlib.import_module(f"tongket.project.cli.{known.command}")
    home = known.home or os.environ.get("TONGKET_HOME") or getattr(module, "DEFAULT_HOME", "")
    if home:
        os.environ["TONGKET_HOME"] = str(Path(home).expanduser().resolve())
    prepare = _speak if getattr(module, "STANDALONE", False) else _prepare
    try:
        prepare(_language(known.lang))
        return int(module.run(known))
    except InputFault as fault:
        print(f"tongket: {fault}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone: nothing to say, and nobody to say it to
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # noqa: BLE001 - a person at a terminal never sees a traceback
        print(f"tongket: {_explained(fault)}", file=sys.stderr)
    return 1


def _language(chosen: str | None) -> str:
    if chosen:
        return chosen
    return "en" if os.environ.get("LANG", "").startswith("en") else "vi"


def _explained(fault: Exception) -> str:
    """Return one line for a fault nobody foresaw; the whole of it goes to a file in the home."""
    if "django" in sys.modules and _of_database(fault):
        from tongket.project import installation  # noqa: PLC0415 - as above

        unready = installation.not_ready()
        if unready:
            return unready
    path = Path(os.environ.get("TONGKET_HOME", "~/.tongket")).expanduser() / "fault.log"
    try:
        path.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    except OSError:
        return said("lỗi ngoài dự kiến: %(kind)s.", kind=type(fault).__name__)
    return said(
        "lỗi ngoài dự kiến (%(kind)s); chi tiết ghi ở %(file)s.",
        kind=type(fault).__name__,
        file=path,
    )


def _of_database(fault: Exception) -> bool:
    from django.db import DatabaseError  # noqa: PLC0415 - the environment is read after --home

    return isinstance(fault, DatabaseError)


def _speak(language: str) -> None:
    """Prepare a command that needs no installation: only the language of its sentences."""
    catalogue = Path(__file__).parents[2] / "locale" / language / "LC_MESSAGES" / "django.mo"
    if catalogue.is_file():
        with catalogue.open("rb") as stream:
            speak_with(gettext.GNUTranslations(stream).gettext)


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


def _parser(chosen: str) -> argparse.ArgumentParser:
    """Return the parser; only the chosen command is imported to describe its arguments."""
    parser = argparse.ArgumentParser(prog="tongket", description="Tổng Kết")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", metavar="DIR", help="thư mục cài đặt (mặc định: TONGKET_HOME)")
    common.add_argument("--lang", choices=["vi", "en"], help="ngôn ngữ của lời nhắn")
    commands = parser.add_subparsers(dest="command", metavar="lệnh")
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text, parents=[common])
        if name == chosen:
            importlib.import_module(f"tongket.project.cli.{name}").configure(sub)
    return parser
