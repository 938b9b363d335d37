"""``tongket figure``: one figure with its basis, completeness and inputs."""

import argparse
import json
import sys
from datetime import date

from tongket.core.dates import DayError, parse_day
from tongket.project.cli.faults import InputFault


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "indicator", metavar="INDICATOR", help="mã chỉ tiêu, ví dụ members_admitted"
    )
    parser.add_argument("--unit", metavar="CODE", required=True, help="mã đơn vị")
    parser.add_argument("--period", metavar="P", required=True, help="kỳ, ví dụ 2024 hoặc 2024-Q3")
    parser.add_argument("--structure", metavar="DAY", help="cơ cấu tổ chức của ngày này")
    parser.add_argument("--cell", metavar="C", default="", help="phần chi tiết của chỉ tiêu")
    parser.add_argument("--json", action="store_true", help="in ra JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print one figure, as JSON or in words."""
    # Models can be imported only after Django is set up, which is after configure().
    from tongket.rollup import selectors  # noqa: PLC0415 - as above
    from tongket.rollup.domain import RollupFault  # noqa: PLC0415 - as above
    from tongket.rollup.domain.exchange import figure_as_plain  # noqa: PLC0415 - as above
    from tongket.rollup.selectors.words import basis_sentence  # noqa: PLC0415 - as above

    try:
        key = selectors.find_key(
            indicator=arguments.indicator,
            unit=arguments.unit,
            period=arguments.period,
            structure=_day(arguments.structure),
            cell=arguments.cell,
        )
        view = selectors.figure(key)
    except RollupFault as fault:
        raise InputFault(str(fault)) from None
    if arguments.json:
        json.dump(figure_as_plain(view), sys.stdout, ensure_ascii=False)
        print()
        return 0
    print(f"{view.unit.name}, {view.period_code}: {view.measure.name}")
    print(
        f"{view.words} {'' if view.measure.is_percent else view.measure.unit_of_measure}".rstrip()
    )
    print(basis_sentence(view))
    for item in view.inputs:
        print(f"  {item.words:>12}  {item.label or item.unit.name}  [{item.id}]")
    for note in view.notes:
        print(note)
    return 0


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_day(text)
    except DayError as fault:
        raise InputFault(str(fault)) from None
