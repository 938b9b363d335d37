"""Who was expected to report what a figure is made of, and who is missing."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tongket.indicators.models import FormTemplate
from tongket.rollup.domain import Completeness
from tongket.rollup.models import Expectation
from tongket.rollup.selectors.measures import forms_with
from tongket.rollup.selectors.reading import children_in_order, names


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
    expected = Expectation.objects.filter(units, form__in=form_ids, period=period_id, leaf=True)
    count = expected.values("unit_id").distinct().count()
    waiting = expected.filter(reported_at__isnull=True).values_list("unit_id", flat=True)
    missing = sorted(set(waiting))
    named = names(missing, day)
    told = sorted((named[unit] for unit in missing), key=lambda unit: unit.code)
    return Completeness(count, count - len(missing), tuple(told))


def completeness_below(unit_id: int, period_id: int, form_code: str, day: date) -> Completeness:
    """Count which of the units directly below have sent a form, and name the others. Two queries."""
    children = children_in_order(unit_id, day)
    rows = Expectation.objects.filter(
        form__code=form_code, period=period_id, unit__in=[child.id for child in children]
    )
    reported = {unit: at is not None for unit, at in rows.values_list("unit_id", "reported_at")}
    missing = [child for child in children if reported.get(child.id) is False]
    return Completeness(len(reported), len(reported) - len(missing), tuple(missing))
