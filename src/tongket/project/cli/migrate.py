"""``tongket migrate``: creates or upgrades the database and loads rules, indicators and forms."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_arguments: argparse.Namespace) -> int:
    """Migrate and load the reference data; doing it again changes nothing."""
    from tongket.project import installation  # noqa: PLC0415 - after django.setup

    for line in installation.prepare():
        print(line)
    return 0
