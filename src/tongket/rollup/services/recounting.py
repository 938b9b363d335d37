"""Stored totals against the observations they stand for: recount, check."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db import connection, transaction

from tongket.core.dates import format_day
from tongket.core.numbers import format_number
from tongket.figures.domain import value_of
from tongket.figures.models import Observation
from tongket.periods.models import Period
from tongket.rollup.models import StoredTotal
from tongket.rollup.selectors.measures import measures_by_id, tree_day
from tongket.rollup.selectors.reading import names
from tongket.rollup.selectors.totals import compute_all, rows_of

_ROWS_A_STATEMENT = 1_000
_SAID = 20

Totals = dict[tuple[int, int], tuple[int, int, int]]


@transaction.atomic
def recount(period: Period) -> int:
    """Replace the stored totals of a period by a fresh computation; return how many there are.

    On PostgreSQL acceptances wait for it, so none is lost between reading and writing.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE rollup_storedtotal IN SHARE ROW EXCLUSIVE MODE")
    computed = rows_of(compute_all(period))
    StoredTotal.objects.filter(period=period)._raw_delete("default")
    written = 0
    with connection.cursor() as cursor:
        while some := list(islice(computed, _ROWS_A_STATEMENT)):
            values = ", ".join([f"({period.pk}, %s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_INSERT.format(values), [item for row in some for item in row])
            written += len(some)
    return written


_INSERT = "INSERT INTO rollup_storedtotal (period_id, unit_id, measure_id, value, count, inexact) VALUES {}"


def tree_changed(from_day: date) -> None:
    """Recount the periods that end on or after the first day on which the tree differs.

    Registered with ``org`` (``rollup.apps``); runs inside the transaction of the reorganisation.
    """
    later = Period.objects.filter(ends_before__gt=from_day)
    for period in later.filter(pk__in=_reported_periods()):
        recount(period)


def _reported_periods() -> list[int]:
    # One look per period at the unique index: a DISTINCT would read every observation.
    periods = Period.objects.values_list("pk", flat=True)
    return [pk for pk in periods if Observation.objects.official().filter(period=pk).exists()]


def check_totals() -> list[str]:
    """Compare every stored total with a recount; say the differences in words, at most twenty a period."""
    said: list[str] = []
    for period in Period.objects.all():
        said += islice(_differences(period), _SAID)
    return said


def _differences(period: Period) -> Iterator[str]:
    computed = compute_all(period)
    expected: Totals = {
        (unit, measure): (value, count, inexact)
        for unit, measure, value, count, inexact in rows_of(computed)
    }
    held: Totals = {
        (unit, measure): (value, count, inexact)
        for unit, measure, value, count, inexact in StoredTotal.objects.filter(period=period)
        .exclude(value=0, count=0)
        .values_list("unit_id", "measure_id", "value", "count", "inexact")
        .iterator(chunk_size=5_000)
    }
    wrong = sorted(
        key
        for key in expected.keys() | held.keys()
        if expected.get(key, (0, 0, 0)) != held.get(key, (0, 0, 0))
    )
    yield from _in_words(period, wrong, expected, held)
    day = tree_day(period)
    for unit in names(computed.strays, day).values():
        yield (
            f"Kỳ {period.code}: {unit.name} có số liệu nhưng không có trong cây tổ chức ngày "
            f"{format_day(day)}, nên không được cộng vào đâu."
        )


def _in_words(
    period: Period, wrong: list[tuple[int, int]], expected: Totals, held: Totals
) -> Iterator[str]:
    some = wrong[:_SAID]
    day = tree_day(period)
    named = names({unit for unit, _ in some}, day)
    measures = measures_by_id({measure for _, measure in some}, day)
    for unit, measure in some:
        told = held.get((unit, measure), (0, 0, 0))
        right = expected.get((unit, measure), (0, 0, 0))
        what = measures[measure].name if measure in measures else f"chỉ tiêu {measure}"
        yield (
            f"Kỳ {period.code}, {named[unit].name}, {what}: số đã lưu {_number(told)} khác số cộng "
            f"lại {_number(right)}."
        )


def _number(total: tuple[int, int, int]) -> str:
    return f"{format_number(value_of(total[0]))} (từ {format_number(total[1])} số)"
