"""Measures with their definitions on a day, and finding figures by their public codes."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.figures.domain import FigureKey
from tongket.indicators.models import IndicatorVersion, Measure
from tongket.org.models import Unit
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.periods.models import Period
from tongket.rollup.domain import MeasureView, RollupFault

_COLUMNS = (
    "indicator_id",
    "name",
    "unit_of_measure",
    "over_units",
    "over_time",
    "method",
    "numerator_id",
    "denominator_id",
    "target_id",
    "payload",
    "decimals",
    "rounding",
    "shown_decimals",
    "definition",
    "instrument",
    "valid_from",
)


def tree_day(period: Period) -> date:
    """Return the day whose tree a period is added up over: its last calendar day.

    The calendar's, for every reporting regime: figures of 15/12 to 14/12 and of 1/1 to 31/12 are
    then added over one tree, and all totals of a period can be stored side by side.
    """
    return period.ends_before - timedelta(days=1)


def measure_views(condition: Q, day: date) -> list[MeasureView]:
    """Return the measures that satisfy ``condition`` (on ``Measure``) as defined on ``day``.

    Two queries. Measures whose indicator has no definition on the day are left out.
    """
    measures = list(
        Measure.objects.filter(condition).values_list(
            "pk", "indicator_id", "indicator__code", "cell", "label"
        )
    )
    wanted = {indicator for _, indicator, _, _, _ in measures}
    versions = {
        row[0]: row[1:]
        for row in IndicatorVersion.objects.on(day)
        .filter(indicator__in=wanted)
        .values_list(*_COLUMNS)
    }
    return [_view(measure, versions[measure[1]]) for measure in measures if measure[1] in versions]


def _view(measure: tuple[int, int, str, str, str], version: tuple) -> MeasureView:  # type: ignore[type-arg]  # a row of _COLUMNS
    measure_id, indicator_id, code, cell, label = measure
    name, *rest = version
    full_name = f"{name}, {label}" if label else name
    return MeasureView(measure_id, indicator_id, code, cell, full_name, *rest)


def measures_by_id(measure_ids: Collection[int], day: date) -> dict[int, MeasureView]:
    """Map measure ids to their definitions on ``day``. Two queries."""
    if not measure_ids:
        return {}
    found = measure_views(Q(pk__in=measure_ids), day)
    return {view.measure_id: view for view in found}


def totals_of_indicators(
    codes: Iterable[str], indicator_ids: Iterable[int], day: date
) -> list[MeasureView]:
    """Return the total measures (cell ``""``) of indicators by code or id. Two queries."""
    wanted = Q(indicator__code__in=list(codes)) | Q(indicator__in=list(indicator_ids))
    return measure_views(wanted & Q(cell=""), day)


def measures_that_add_up(day: date) -> list[int]:
    """Return the ids of all measures for which totals are stored, sorted. One query."""
    found = Measure.objects.filter(
        _version_on(day),
        indicator__versions__method=IndicatorVersion.Method.BASE,
        indicator__versions__over_units="sum",
    )
    return sorted(found.values_list("pk", flat=True))


def _version_on(day: date) -> Q:
    return Q(indicator__versions__valid_from__lte=day) & (
        Q(indicator__versions__valid_to__isnull=True) | Q(indicator__versions__valid_to__gt=day)
    )


def find_key(
    *, indicator: str, unit: str, period: str, structure: date | None = None, cell: str = ""
) -> FigureKey:
    """Return the key of a figure by the codes people use; raise ``RollupFault`` saying what is wrong."""
    try:
        code = PeriodCode.parse(period).code
    except PeriodError as fault:
        raise RollupFault(str(fault)) from None
    period_id = Period.objects.filter(code=code).values_list("pk", flat=True).first()
    if period_id is None:
        raise RollupFault(_("Chưa có số liệu nào của kỳ %(period)s.") % {"period": code})
    unit_id = Unit.objects.filter(code=unit).values_list("pk", flat=True).first()
    if unit_id is None:
        raise RollupFault(_("Không có đơn vị nào mang mã '%(code)s'.") % {"code": unit})
    measure_id = (
        Measure.objects.filter(indicator__code=indicator, cell=cell)
        .values_list("pk", flat=True)
        .first()
    )
    if measure_id is None:
        asked = f"{indicator}.{cell}" if cell else indicator
        raise RollupFault(_("Không có chỉ tiêu nào mang mã '%(code)s'.") % {"code": asked})
    return FigureKey(measure_id, unit_id, period_id, structure)


def measure_for(measure_id: int, day: date) -> MeasureView:
    """Return one measure as defined on ``day``; raise ``RollupFault`` when it was not defined."""
    found = measures_by_id([measure_id], day)
    if measure_id not in found:
        raise RollupFault(
            _("Chỉ tiêu này chưa được quy định vào ngày %(day)s.") % {"day": format_day(day)}
        )
    return found[measure_id]


def forms_with(measure_ids: Collection[int], day: date) -> Q:
    """Return the condition on ``FormTemplate`` of forms that ask for any of the measures."""
    version = Q(versions__valid_from__lte=day) & (
        Q(versions__valid_to__isnull=True) | Q(versions__valid_to__gt=day)
    )
    return version & Q(versions__sections__lines__measure__in=measure_ids)
