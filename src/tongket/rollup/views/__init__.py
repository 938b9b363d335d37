"""Pages of figures: the roll-up of a form, and one figure with its whole lineage."""

from tongket.rollup.views.figures import branch, figure_page, recompute
from tongket.rollup.views.overview import export, overview

__all__ = ["branch", "export", "figure_page", "overview", "recompute"]
