"""Ending and beginning dated rows, so that the past stays as it was."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.org.models import UnitEdge, UnitVersion
from tongket.org.selectors.trees import in_parts
from tongket.org.services.faults import OrgFault

Row = TypeVar("Row", UnitVersion, UnitEdge)


def standing(
    model: type[Row], unit_ids: Iterable[int], day: date, codes: dict[int, str]
) -> dict[int, Row]:
    """Return the rows of the units that may be ended on ``day``: begun before it, with no end.

    A unit without a row on the day is left out. Raises ``OrgFault`` when a row begins on the very
    day or something is already known to change later: that change must be undone first.
    """
    found: dict[int, Row] = {}
    for part in in_parts(unit_ids):
        rows = model.objects.filter(unit__in=part).exclude(valid_to__lte=day)
        for row in rows.order_by("unit", "valid_from"):
            code = codes.get(row.unit_id, str(row.unit_id))
            if row.valid_from > day or row.valid_to is not None:
                later = row.valid_from if row.valid_from > day else row.valid_to
                raise OrgFault(
                    _(
                        "“%(code)s” đã có thay đổi sau ngày %(day)s (ngày %(later)s); "
                        "hãy hủy thay đổi đó trước."
                    )
                    % {"code": code, "day": format_day(day), "later": format_day(later or day)}
                )
            if row.valid_from == day:
                raise OrgFault(
                    _(
                        "“%(code)s” đã thay đổi trong chính ngày %(day)s; "
                        "hãy gộp các thay đổi của một ngày vào một phương án."
                    )
                    % {"code": code, "day": format_day(day)}
                )
            found[row.unit_id] = row
    return found


def end_rows(model: type[Row], keys: Iterable[int], day: date) -> None:
    """Let rows end with the eve of ``day``."""
    for part in in_parts(keys):
        model.objects.filter(pk__in=part).update(valid_to=day)


def reopen_rows(model: type[Row], keys: Iterable[int]) -> None:
    """Take the end of rows away again."""
    for part in in_parts(keys):
        model.objects.filter(pk__in=part).update(valid_to=None)
