"""Shares in parts per million: what of a unit went where, and what of a unit came from where."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tongket.core.rounding import share_out

WHOLE = 1_000_000
"""A whole unit, in parts per million."""


def equal_shares(count: int) -> list[int]:
    """Divide a whole into ``count`` equal parts that add up to exactly a whole."""
    return share_out(WHOLE, [1] * count)


def back_shares(
    parts: Sequence[tuple[str, str, int]], weights: Mapping[str, int | Decimal] | None = None
) -> dict[tuple[str, str], int]:
    """Turn (predecessor, successor, share) into the part of each successor per predecessor.

    A predecessor counts with its weight (population, members; 1 each when nothing better is known)
    times the share that it gave. Over one successor the parts add up to exactly ``WHOLE`` (largest
    remainders); they are 0 where nothing was given, and equal where every weight is 0.
    """
    known = weights or {}
    by_successor: dict[str, list[tuple[str, Decimal]]] = {}
    for predecessor, successor, share in parts:
        weight = Decimal(known.get(predecessor, 1)) * share
        by_successor.setdefault(successor, []).append((predecessor, weight))
    result: dict[tuple[str, str], int] = {}
    for successor, given in by_successor.items():
        weighed = [weight for _, weight in given]
        if not any(weighed):
            weighed = [Decimal(1)] * len(given)
        for (predecessor, _), part in zip(given, share_out(WHOLE, weighed), strict=True):
            result[predecessor, successor] = part
    return result
