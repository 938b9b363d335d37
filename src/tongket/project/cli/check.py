"""``tongket check``: says in words what is wrong with the installation."""

import argparse
import json

from tongket.core.words import said


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="in ra JSON")


def run(arguments: argparse.Namespace) -> int:
    """Check everything; exit 1 when something is wrong."""
    from tongket.project import installation  # noqa: PLC0415 - after django.setup

    faults = installation.faults()
    if arguments.json:
        print(json.dumps({"faults": faults}, ensure_ascii=False))
    elif faults:
        for fault in faults:
            print(f"- {fault}")
    else:
        print(said("Cài đặt đầy đủ, không có gì sai."))
    return 1 if faults else 0
