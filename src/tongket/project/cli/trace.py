"""``tongket trace``: the whole lineage of a figure, down to who said it."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from tongket.project.cli.faults import InputFault

if TYPE_CHECKING:
    from tongket.rollup.domain import TraceNode


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("figure", metavar="FIGURE-ID", help="mã số liệu, ví dụ m12u345p7")
    parser.add_argument("--json", action="store_true", help="in ra JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the lineage, as JSON or as an indented list."""
    # Models can be imported only after Django is set up, which is after configure().
    from tongket.figures.domain import FigureFault, FigureKey  # noqa: PLC0415 - as above
    from tongket.rollup import selectors  # noqa: PLC0415 - as above
    from tongket.rollup.domain import RollupFault  # noqa: PLC0415 - as above
    from tongket.rollup.domain.exchange import trace_as_plain  # noqa: PLC0415 - as above

    try:
        node = selectors.trace(FigureKey.parse(arguments.figure))
    except (FigureFault, RollupFault) as fault:
        raise InputFault(str(fault)) from None
    if arguments.json:
        json.dump(trace_as_plain(node), sys.stdout, ensure_ascii=False)
        print()
        return 0
    _print(node, 0)
    return 0


def _print(node: "TraceNode", depth: int) -> None:
    line = f"{'  ' * depth}{node.words}  {node.unit.name}"
    seen = node.observation
    if seen is not None:
        line += f"  {seen.basis_words}: {seen.evidence.label}"
        line += f" ({seen.evidence.author_label}, {seen.recorded_at:%d/%m/%Y})"
    print(line)
    for part in node.inputs:
        _print(part, depth + 1)
