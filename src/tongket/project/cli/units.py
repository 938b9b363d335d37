"""``tongket units``: the tree on a day."""

import argparse
import json
import sys
from datetime import date

from tongket.core.dates import DayError, parse_day
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--as-of", metavar="DAY", help="ngày của cây tổ chức (mặc định: hôm nay)")
    parser.add_argument("--under", metavar="CODE", help="chỉ đơn vị này và các đơn vị dưới nó")
    parser.add_argument("--tree", metavar="NAME", help="party, government hoặc front")
    parser.add_argument("--kind", metavar="KIND", help="chỉ một loại đơn vị, ví dụ ward")
    parser.add_argument("--json", action="store_true", help="in ra JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the units of a day, as JSON or as an indented list."""
    # The models can be imported only after Django is set up, which is after configure().
    from django.utils.translation import gettext as _  # noqa: PLC0415 - as above

    from tongket.core import clock  # noqa: PLC0415 - as above
    from tongket.org import selectors  # noqa: PLC0415 - as above
    from tongket.org.models import TreeName, UnitKind  # noqa: PLC0415 - as above

    day = read_day(arguments.as_of) if arguments.as_of else clock.today()
    for given, allowed, label in (
        (arguments.tree, TreeName.values, "--tree"),
        (arguments.kind, UnitKind.values, "--kind"),
    ):
        if given and given not in allowed:
            raise InputFault(
                _("Không có “%(given)s” cho %(label)s. Chọn một trong: %(allowed)s.")
                % {"given": given, "label": label, "allowed": ", ".join(allowed)}
            )
    under = None
    if arguments.under:
        node = selectors.unit_on(arguments.under, day)
        if node is None:
            raise InputFault(
                _("Không có đơn vị “%(code)s” vào ngày %(day)s.")
                % {"code": arguments.under, "day": day.isoformat()}
            )
        under = node.id
    rows = selectors.units_report(day, tree_name=arguments.tree, under=under, kind=arguments.kind)
    if arguments.json:
        json.dump(rows, sys.stdout, ensure_ascii=False)
        print()
    else:
        for row in rows:
            print(f"{'  ' * row['depth']}{row['name']}  [{row['code']}]")
    return 0


def read_day(text: str) -> date:
    """Read a day of the command line; one clear line when it is none."""
    try:
        return parse_day(text)
    except DayError as fault:
        raise InputFault(str(fault)) from None
