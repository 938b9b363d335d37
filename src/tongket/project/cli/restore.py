"""``tongket restore FILE``: puts a backup back."""

import argparse
from pathlib import Path

from tongket.core.words import said
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="TỆP", help="tệp sao lưu")
    parser.add_argument("--force", action="store_true", help="ghi đè dữ liệu đang có")


def run(arguments: argparse.Namespace) -> int:
    """Restore; what stood before is untouched when anything is wrong with the file."""
    from tongket.project import backups  # noqa: PLC0415 - after django.setup

    try:
        backups.restore(Path(arguments.file), force=arguments.force)
    except backups.BackupFault as fault:
        raise InputFault(str(fault)) from None
    print(said("Đã phục hồi."))
    return 0
