"""What higher rooms hang onto the tree, so that the tree need not know them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Touch:
    """Something outside this room that a reorganisation concerns: ``count`` things of a kind.

    ``label`` is the Vietnamese plural a person reads: ``phiếu báo cáo đang làm``.
    """

    kind: str
    label: str
    count: int


TOUCHES: list[Callable[[Collection[int], date], list[Touch]]] = []
"""Asked by a dry run: what of yours concerns these unit ids from this day on?"""

TREE_CHANGED: list[Callable[[date], None]] = []
"""Called inside the transaction of every act that changes who stands below whom.

The argument is the first day on which the tree differs. Whoever stores totals recounts them here.
"""
