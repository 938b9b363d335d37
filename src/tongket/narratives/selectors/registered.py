"""What the record says of figures that reports state: many at once, a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tongket.figures.domain import FigureKey, value_of
from tongket.periods.models import Period
from tongket.rollup.domain import RollupFault
from tongket.rollup.selectors import figure, stored, tree_day
from tongket.rollup.selectors.measures import measures_by_id


@dataclass(frozen=True)
class Registered:
    """The value on record, None when nobody reported it; whether all who owe it did."""

    value: Decimal | None
    bound: str = "exact"
    words: str = ""


def registered(keys: Iterable[FigureKey]) -> dict[FigureKey, Registered]:
    """Return what the record says of each figure.

    Sums are read as stored, all of a period at once; derived figures are computed one by one.
    """
    found: dict[FigureKey, Registered] = {}
    by_period: dict[int, list[FigureKey]] = {}
    for key in dict.fromkeys(keys):
        by_period.setdefault(key.period_id, []).append(key)
    for period in Period.objects.filter(pk__in=by_period):
        found |= _of_period(period, by_period[period.pk])
    return found


def _of_period(period: Period, keys: list[FigureKey]) -> dict[FigureKey, Registered]:
    measures = measures_by_id({key.measure_id for key in keys}, tree_day(period))
    sums = [key for key in keys if key.measure_id in measures and measures[key.measure_id].adds_up]
    amounts = stored(period.pk, {key.unit_id for key in sums}, {key.measure_id for key in sums})
    found: dict[FigureKey, Registered] = {}
    for key in keys:
        amount = amounts.get((key.unit_id, key.measure_id))
        if amount is not None:
            value = value_of(amount.value)
            words = measures[key.measure_id].words(value)
            found[key] = Registered(value, "about" if amount.inexact else "exact", words)
        elif key.measure_id in measures:
            found[key] = _computed(key)
    return found


def _computed(key: FigureKey) -> Registered:
    try:
        view = figure(key)
    except RollupFault:
        return Registered(None)
    return Registered(view.value, view.bound, view.words if view.value is not None else "")
