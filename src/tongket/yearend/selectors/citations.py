"""In which reviews a figure stands."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor
from tongket.figures.domain import FigureKey
from tongket.org.selectors import name_of
from tongket.periods.domain import PeriodCode
from tongket.rollup.domain.hooks import Use
from tongket.yearend.models import Review, ReviewFigure
from tongket.yearend.renderers.walk import figure_name

MOST_USES = 20
"""So many reviews are named at most, the newest years first."""


def uses_of(actor: Actor, key: FigureKey) -> list[Use]:
    """Return the reviews that tell a figure, those the person may read, the newest first.

    One query, and two for the units' names of each year concerned.
    """
    readable = Review.objects.within(actor.units(Action.SEE_FIGURES))
    rows = list(
        ReviewFigure.objects.filter(figure=key.id, review__in=readable)
        .order_by("-review__year", "review__unit")
        .values_list("review__unit_id", "review__unit__code", "review__year", "occurrences")[
            :MOST_USES
        ]
    )
    units: dict[int, set[int]] = defaultdict(set)
    for unit, _code, year, _places in rows:
        units[year].add(unit)
    names = {year: name_of(of_year, PeriodCode(year).last_day) for year, of_year in units.items()}
    return [
        Use(_label(names[year].get(unit, code), year, places), _address(key, code, year, places))
        for unit, code, year, places in rows
    ]


def _label(unit: str, year: int, places: int) -> str:
    words = {"unit": unit, "year": year, "count": places}
    if places == 0:
        return _("Tổng kết năm %(year)s của %(unit)s: trong biểu đồ") % words
    if places == 1:
        return _("Tổng kết năm %(year)s của %(unit)s") % words
    return _("Tổng kết năm %(year)s của %(unit)s: %(count)s chỗ") % words


def _address(key: FigureKey, unit: str, year: int, places: int) -> str:
    page = reverse("yearend:review", args=[unit, year])
    return f"{page}#{figure_name(key.id, 1)}" if places else page
