"""Reading figures: totals, one figure with everything about it, its lineage, other structures."""

from tongket.rollup.selectors.figure import figure
from tongket.rollup.selectors.lineage import trace
from tongket.rollup.selectors.measures import find_key, tree_day
from tongket.rollup.selectors.restating import Restated, restated
from tongket.rollup.selectors.totals import Amount, compute_all, stored, totals

__all__ = [
    "Amount",
    "Restated",
    "compute_all",
    "figure",
    "find_key",
    "restated",
    "stored",
    "totals",
    "trace",
    "tree_day",
]
