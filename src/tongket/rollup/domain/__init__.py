"""Pure values of the roll-up: shapes of a tree, figures as shown, where values go in another tree."""

from tongket.rollup.domain.figures import (
    Completeness,
    FigureView,
    Input,
    MeasureView,
    RollupFault,
    TraceNode,
    UnitName,
    share_of_whole,
)
from tongket.rollup.domain.restating import Flow, Landing, Link, Restating, Source, Step
from tongket.rollup.domain.shape import Shape, Totals, add_up, shape_from_edges

__all__ = [
    "Completeness",
    "FigureView",
    "Flow",
    "Input",
    "Landing",
    "Link",
    "MeasureView",
    "Restating",
    "RollupFault",
    "Shape",
    "Source",
    "Step",
    "Totals",
    "TraceNode",
    "UnitName",
    "add_up",
    "shape_from_edges",
    "share_of_whole",
]
