"""Who was expected to report what a figure is made of, and who is missing."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tongket.indicators.models import FormTemplate
from tongket.org.models import Ancestry
from tongket.rollup.domain import Completeness
from tongket.rollup.models import Expectation
from tongket.rollup.selectors.measures import forms_with
from tongket.rollup.selectors.reading import names


def forms_asking(measure_ids: Collection[int], day: date) -> list[int]:
    """Return the ids of the forms that ask for any of the measures on ``day``. One query."""
    return list(
        FormTemplate.objects.filter(forms_with(measure_ids, day))
        .distinct()
        .values_list("pk", flat=True)
    )


def completeness(*, units: Q, period_id: int, form_ids: Collection[int], day: date) -> Completeness:
    """Count the units at the bottom that report among those of ``units``, and name the missing.

    A unit that owes several forms counts once, as missing while one of them is. ``day``: for names.
    At most four queries.
    """
    if not form_ids:
        return Completeness(0, 0)
    expected = Expectation.objects.filter(units, form__in=form_ids, period=period_id, leaf=True)
    count = expected.values("unit_id").distinct().count()
    waiting = expected.filter(reported_at__isnull=True).values_list("unit_id", flat=True)
    missing = sorted(set(waiting))
    named = names(missing, day)
    told = sorted((named[unit] for unit in missing), key=lambda unit: unit.code)
    return Completeness(count, count - len(missing), tuple(told))


def completeness_of_children(
    *, unit_ids: Collection[int], period_id: int, form_ids: Collection[int], day: date
) -> dict[int, Completeness]:
    """Count, for several units at once, the units at the bottom that report. Two queries."""
    rows = (
        Expectation.objects.filter(form__in=form_ids, period=period_id, leaf=True)
        .filter(
            unit__in=Ancestry.objects.on(day).filter(ancestor__in=unit_ids).values("descendant")
        )
        .values_list("unit_id", "reported_at")
    )
    open_units: dict[int, bool] = {}
    for unit, reported_at in rows:
        open_units[unit] = open_units.get(unit, False) or reported_at is None
    expected: Counter[int] = Counter()
    reported: Counter[int] = Counter()
    pairs = Ancestry.objects.on(day).filter(ancestor__in=unit_ids)
    for ancestor, unit in pairs.values_list("ancestor_id", "descendant_id"):
        if unit in open_units:
            expected[ancestor] += 1
            reported[ancestor] += not open_units[unit]
    return {unit: Completeness(expected[unit], reported[unit]) for unit in unit_ids}
