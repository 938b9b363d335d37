"""The geometry of a flow picture: which lines to draw between columns of equal boxes.

The boxes are HTML, so names wrap, grow and can be selected. Between two columns stands a drawing of
100 by 100 units that the browser stretches to the height of the boxes: box i of n has its middle at
(i + 1/2) / n of that height, so no measuring in the browser is needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tongket.ui.components import Flow, FlowNode

_SIZE = 100


@dataclass(frozen=True)
class Line:
    """One curve between two columns."""

    shape: str
    is_part: bool


@dataclass(frozen=True)
class Stage:
    """A column of boxes, its heading, and the lines that lead to the next column."""

    heading: str
    nodes: Sequence[FlowNode]
    lines: Sequence[Line]
    has_next: bool


@dataclass(frozen=True)
class Words:
    """One edge in words, for those who do not see the lines."""

    source: str
    target: str
    share: str
    is_part: bool


@dataclass(frozen=True)
class Picture:
    """All a template needs."""

    stages: Sequence[Stage]
    words: Sequence[Words]


def picture(flow: Flow) -> Picture:
    """Lay the flow out. An edge that does not join neighbouring columns raises ValueError."""
    places = {
        node.key: (column, _middle(row, len(nodes)))
        for column, nodes in enumerate(flow.columns)
        for row, node in enumerate(nodes)
    }
    lines: dict[int, list[Line]] = {}
    for edge in flow.edges:
        left, right = places[edge.source], places[edge.target]
        if right[0] != left[0] + 1:
            message = f"{edge.source} and {edge.target} do not stand in neighbouring columns"
            raise ValueError(message)
        lines.setdefault(left[0], []).append(Line(_curve(left[1], right[1]), edge.is_part))
    return Picture(_stages(flow, lines), _words(flow))


def _stages(flow: Flow, lines: Mapping[int, Sequence[Line]]) -> list[Stage]:
    last = len(flow.columns) - 1
    return [
        Stage(
            heading=flow.headings[column] if column < len(flow.headings) else "",
            nodes=nodes,
            lines=lines.get(column, ()),
            has_next=column < last,
        )
        for column, nodes in enumerate(flow.columns)
    ]


def _words(flow: Flow) -> list[Words]:
    labels = {node.key: node.label for nodes in flow.columns for node in nodes}
    return [
        Words(labels[edge.source], labels[edge.target], edge.share, edge.is_part)
        for edge in flow.edges
    ]


def _middle(row: int, count: int) -> float:
    return round((row + 0.5) / count * _SIZE, 2)


def _curve(start: float, end: float) -> str:
    half = _SIZE // 2
    return f"M0 {start:g}C{half} {start:g} {half} {end:g} {_SIZE} {end:g}"
