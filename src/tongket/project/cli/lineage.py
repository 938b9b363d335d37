"""``tongket lineage``: what a unit came from and what became of it."""

import argparse
import json
import sys
from decimal import Decimal
from typing import Any

from tongket.core.numbers import format_percent
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("unit", metavar="UNIT", help="mã đơn vị")
    parser.add_argument("--json", action="store_true", help="in ra JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print predecessors and successors of a unit, as JSON or in sentences."""
    # The models can be imported only after Django is set up, which is after configure().
    from django.utils.translation import gettext as _  # noqa: PLC0415 - as above

    from tongket.org import selectors  # noqa: PLC0415 - as above
    from tongket.org.models import Unit  # noqa: PLC0415 - as above

    unit = Unit.objects.filter(code=arguments.unit).first()
    if unit is None:
        raise InputFault(_("Không có đơn vị “%(code)s”.") % {"code": arguments.unit})
    report = selectors.lineage_report(unit)
    if arguments.json:
        json.dump(report, sys.stdout, ensure_ascii=False)
        print()
        return 0
    for version in report["versions"]:
        print(f"{version['name']}  {version['valid_from']} – {version['valid_to'] or '…'}")
    for title, key in ((_("Trước đó"), "predecessors"), (_("Sau đó"), "successors")):
        print(f"{title}:" if report[key] else f"{title}: {_('không có')}")
        for row in report[key]:
            print(f"  {_said(row, _('toàn bộ'))}")
    return 0


def _said(row: dict[str, Any], whole: str) -> str:
    percent = format_percent(round(Decimal(str(row["share"])) * 100, 4), 2)
    part = whole if row["whole"] else f"{percent} ({row['basis']})"
    return f"{row['on']}  {row['name']} [{row['code']}]  {part}  – {row['instrument']}"
