"""Values computed from other values; used when figures are rolled up. All in thousandths."""

from collections.abc import Collection, Iterable

from tongket.core.rounding import Rounding, percent


def ratio(numerator: int | None, denominator: int | None, rounding: Rounding) -> int | None:
    """Return numerator in percent of denominator, in thousandths of a percent, rounded once.

    None when a part is missing or there is no whole: a share of nothing is not zero. Ratios are
    always recomputed from the summed parts, never added or averaged.

    >>> ratio(406_000, 400_000, Rounding(digits=1)), ratio(1_000, 0, Rounding())
    (101500, None)
    """
    if numerator is None or denominator is None:
        return None
    share = percent(numerator, denominator, rounding)
    return None if share is None else int(share.scaleb(3))


def sum_over_kind(children: Iterable[tuple[str, int | None]], kinds: Collection[str]) -> int | None:
    """Return the sum of the values of those children (kind, value) whose kind is asked for.

    None when no such child has a value.

    >>> sum_over_kind([("district_committee", 5000), ("upper_committee", 2000)],
    ...               {"district_committee"})
    5000
    """
    values = [value for kind, value in children if kind in kinds and value is not None]
    return sum(values) if values else None


def difference(minuend: int | None, subtrahends: Iterable[int | None]) -> int | None:
    """Return the first value less all others; one that is not there takes nothing away.

    >>> difference(7_860_000, [5_639_000, 2_169_000])
    52000
    """
    if minuend is None:
        return None
    return minuend - sum(value for value in subtrahends if value is not None)
