"""Rounds of the past years: opened, and every return brought in as accepted."""

from collections.abc import Mapping
from datetime import date

from tongket.access.domain import SYSTEM
from tongket.demo.city import Scale
from tongket.demo.people import secretary
from tongket.demo.reporters import Fills
from tongket.demo.tree import moment
from tongket.demo.values import YearValues
from tongket.demo.years import YEARS, all_years
from tongket.indicators.domain import SCALE, FormView
from tongket.indicators.models import FormVersion
from tongket.indicators.selectors import form_on
from tongket.org.models import Unit
from tongket.periods.services import ensure_period
from tongket.submissions.models import Round
from tongket.submissions.services import import_accepted, open_round

FORM = "bao-cao-nam"

_DUE = {
    "cell": (12, 8),
    "grassroots_cell": (12, 10),
    "grassroots_committee": (12, 12),
    "ward_committee": (12, 15),
    "district_committee": (12, 20),
    "bloc_committee": (12, 20),
    "upper_committee": (12, 20),
    "*": (12, 28),
}
"""Kind of unit -> month and day by which it sends its yearly return."""


def form_of(year: int) -> FormView:
    """Return the yearly form as it stood at the end of a year."""
    return form_on(FORM, date(year, 12, 1))


def fills_of(form: FormView) -> Fills:
    """Return which lines a kind of unit fills."""
    return lambda kind, leaf: frozenset(line.key for line in form.lines_for(kind, leaf=leaf))


def plan_values(scale: Scale) -> dict[int, YearValues]:
    """Make up the returns of all years from the forms that are loaded."""
    return all_years(scale, {year: fills_of(form_of(year)) for year in YEARS})


def open_round_of(year: int, root: str) -> Round:
    """Open the yearly round below a root."""
    form = form_of(year)
    return open_round(
        actor=SYSTEM,
        now=moment(date(year, 11, 20)),
        form=FormVersion.objects.get(pk=form.id),
        period=ensure_period(str(year)),
        root=Unit.objects.get(code=root),
        opens_on=date(year, 11, 20),
        due={kind: date(year, month, day) for kind, (month, day) in _DUE.items()},
    )


def scaled(
    round_: Round, values: Mapping[str, Mapping[str, int]]
) -> dict[int, dict[int, int | None]]:
    """Turn codes and keys into ids, whole numbers into thousandths, for units in the round."""
    form = form_of(round_.period.year)
    measures = {line.key: line.measure_id for line in form.lines}
    units = dict(round_.submissions.values_list("unit__code", "unit_id"))
    return {
        units[code]: {measures[key]: value * SCALE for key, value in cells.items()}
        for code, cells in values.items()
        if code in units
    }


def bring_in(round_: Round, values: Mapping[str, Mapping[str, int]], day: date) -> int:
    """Bring returns in as accepted on a day; return how many."""
    returns = scaled(round_, values)
    imported = import_accepted(
        actor=SYSTEM,
        now=moment(day, 16),
        round_=round_,
        values=returns,
        submitted_at=moment(day, 9),
        submitted_by={unit: secretary(unit) for unit in returns},
    )
    return imported.returns
