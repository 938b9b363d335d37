"""``tongket backup FILE``: one file that holds the whole installation."""

import argparse
from pathlib import Path

from tongket.core.words import said
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="TỆP", help="tệp sao lưu sẽ tạo")


def run(arguments: argparse.Namespace) -> int:
    """Write the backup; the file appears only when it is whole."""
    from tongket.project import backups  # noqa: PLC0415 - after django.setup

    target = Path(arguments.file)
    try:
        size = backups.write(target)
    except backups.BackupFault as fault:
        raise InputFault(str(fault)) from None
    print(said("Đã sao lưu vào %(file)s (%(size)s kB).", file=target, size=size // 1000))
    return 0
