"""Acts that change totals and expectations, always together with what they rest on."""

from tongket.rollup.services.counting import count_divisions
from tongket.rollup.services.expecting import expect, mark_reported, unmark_reported
from tongket.rollup.services.posting import post, post_many
from tongket.rollup.services.recounting import check_totals, recount, tree_changed

__all__ = [
    "check_totals",
    "count_divisions",
    "expect",
    "mark_reported",
    "post",
    "post_many",
    "recount",
    "tree_changed",
    "unmark_reported",
]
