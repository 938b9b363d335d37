"""A quarterly round of one ward committee, so that rounds of another kind are there too."""

from collections.abc import Mapping
from datetime import date

from tongket.access.domain import SYSTEM
from tongket.demo.rounds import fills_of
from tongket.demo.standings import WARD
from tongket.demo.tree import moment
from tongket.demo.values import YearValues
from tongket.indicators.domain import SCALE
from tongket.indicators.models import FormVersion
from tongket.indicators.selectors import form_on
from tongket.org.models import Unit
from tongket.periods.services import ensure_period
from tongket.submissions.services import import_accepted, open_round

FORM, PERIOD = "bao-cao-quy", "2025-Q3"
_LATE_EVERY = 19
"""One unit in so many has not sent its quarterly return."""


def write_quarter(year: YearValues) -> int:
    """Open the round of the third quarter of 2025 and bring in nearly all returns; count them."""
    form = form_on(FORM, date(2025, 9, 30))
    round_ = open_round(
        actor=SYSTEM,
        now=moment(date(2025, 9, 15)),
        form=FormVersion.objects.get(pk=form.id),
        period=ensure_period(PERIOD),
        root=Unit.objects.get(code=WARD),
        opens_on=date(2025, 9, 15),
        due={"*": date(2025, 10, 5)},
    )
    rows = round_.submissions.values_list("unit_id", "unit__code", "leaf").order_by("id")
    kinds = year.cast.kinds
    by_unit = year.by_unit()
    fills = fills_of(form)
    measures = {line.key: line.measure_id for line in form.lines}
    values: dict[int, dict[int, int | None]] = {}
    for place, (unit, code, leaf) in enumerate(rows):
        if code not in kinds or (leaf and place % _LATE_EVERY == 11):
            continue
        quarter = _quarter_of(by_unit[code])
        values[unit] = {
            measures[key]: quarter.get(key, 0) * SCALE for key in fills(kinds[code], leaf)
        }
    imported = import_accepted(
        actor=SYSTEM,
        now=moment(date(2025, 10, 6)),
        round_=round_,
        values=values,
        submitted_at=moment(date(2025, 10, 3)),
    )
    return imported.returns


def _quarter_of(cells: Mapping[str, int]) -> dict[str, int]:
    """Make a quarter of a year's return: a quarter of what happened, members as they stood."""
    admitted = cells.get("members_admitted", 0) // 4
    received = cells.get("petitions_received", 0) // 4
    change = admitted - cells.get("members_decreases", 0) // 4
    return {
        "members_admitted": admitted,
        "members_admitted.women": min(admitted, cells.get("members_admitted.women", 0) // 4),
        "members_decreases": cells.get("members_decreases", 0) // 4,
        "members_total": cells.get("members_opening", 0) + change,
        "programmes_inspected": cells.get("programmes_inspected", 0) // 4,
        "petitions_received": received,
        "petitions_resolved": min(received, cells.get("petitions_resolved", 0) // 4),
    }
