"""``tongket migrate``: creates or upgrades the database and loads rules, indicators and forms."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--divisions",
        action="store_true",
        help="nạp thêm đơn vị hành chính cả nước, trước và sau ngày 01/07/2025",
    )


def run(arguments: argparse.Namespace) -> int:
    """Migrate and load the reference data; doing it again changes nothing."""
    from tongket.project import installation  # noqa: PLC0415 - after django.setup

    lines = installation.prepare()
    if arguments.divisions:
        lines += installation.prepare_divisions()
    for line in lines:
        print(line)
    return 0
