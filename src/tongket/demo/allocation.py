"""Giving the parts of a known total to units, so that they add up to it exactly. Pure."""

from collections.abc import Sequence

from tongket.core.rounding import share_out


class AllocationFault(ValueError):  # noqa: N818 - said to a person
    """A total that the units cannot hold; the message is a Vietnamese sentence."""


def allocate(
    total: int,
    weights: Sequence[int],
    *,
    caps: Sequence[int] | None = None,
    floors: Sequence[int] | None = None,
) -> list[int]:
    """Share ``total`` out by weight, each part at least its floor and at most its cap.

    Largest remainders; what is above a cap goes to the others by their weights. Units of weight 0
    receive something only when all others are full. The parts add up to ``total``; the same input
    gives the same parts. Raises AllocationFault when floors and caps leave no way.

    >>> allocate(10, [1, 1, 8], caps=[9, 9, 4])
    [3, 3, 4]
    """
    count = len(weights)
    parts = list(floors) if floors is not None else [0] * count
    rest = total - sum(parts)
    room = (
        [total] * count
        if caps is None
        else [cap - part for cap, part in zip(caps, parts, strict=True)]
    )
    if rest < 0 or rest > sum(room) or min(room, default=0) < 0:
        raise AllocationFault(
            f"Không chia được {total} cho {count} đơn vị với mức sàn và mức trần đã cho."
        )
    open_ones = [index for index in range(count) if room[index] > 0]
    while rest:
        rest, open_ones = _one_round(rest, open_ones, weights, room, parts)
    return parts


def _one_round(
    rest: int, open_ones: list[int], weights: Sequence[int], room: list[int], parts: list[int]
) -> tuple[int, list[int]]:
    """Fill those whose share is above their room; give the rest out when there is none such."""
    chosen = [weights[index] for index in open_ones]
    if not any(chosen):
        chosen = [1] * len(open_ones)
    shares = share_out(rest, chosen)
    full = {index for index, share in zip(open_ones, shares, strict=True) if share > room[index]}
    given = 0
    for index, share in zip(open_ones, shares, strict=True):
        if full and index not in full:
            continue
        part = min(share, room[index])
        parts[index] += part
        room[index] -= part
        given += part
    return rest - given, [index for index in open_ones if room[index] > 0]


def split_whole(
    wholes: Sequence[int], totals: Sequence[int], jitter: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Divide each unit's whole among kinds so that every kind adds up to its total.

    ``totals`` are those of all kinds but the last; the last kind takes what is left of each whole.
    ``jitter`` holds for each of those kinds one factor per unit (100 = as its whole), so that units
    differ. Returns one list per kind, the last included. Raises AllocationFault when a total is
    more than what is left.
    """
    left = list(wholes)
    result = []
    for total, factors in zip(totals, jitter, strict=True):
        weights = [whole * factor for whole, factor in zip(left, factors, strict=True)]
        parts = allocate(total, weights, caps=left)
        left = [whole - part for whole, part in zip(left, parts, strict=True)]
        result.append(parts)
    return [*result, left]
