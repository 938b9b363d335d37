"""Where and when a figure is asked."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.figures.domain import FigureKey
from tongket.periods.models import Period
from tongket.rollup.domain import Completeness, FigureView, MeasureView, RollupFault, UnitName
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.selectors.reading import exists_on, unit_name
from tongket.rollup.selectors.restating import Passage


@dataclass(frozen=True)
class Place:
    """Where and when a figure is asked: unit, period, and the day whose tree is used."""

    unit: UnitName
    period: Period
    structure: date
    asked: date | None
    """The structure day of the key; None: the period's own tree."""

    @property
    def is_restated(self) -> bool:
        """Whether the tree is not the period's own."""
        return self.structure != tree_day(self.period)

    @cached_property
    def passage(self) -> Passage:
        """From the period's own tree into the structure."""
        return Passage(tree_day(self.period), self.structure)

    @cached_property
    def contributing(self) -> Q:
        """The condition on rows with a ``unit`` whose values enter figures of the place."""
        return self.passage.contributors(self.unit.id)

    def key(self, measure_id: int, unit_id: int | None = None) -> FigureKey:
        """Return a key at the same time and in the same structure."""
        return FigureKey(measure_id, unit_id or self.unit.id, self.period.pk, self.asked)


def place_of(key: FigureKey) -> Place:
    """Read period, unit and structure of a key; raise ``RollupFault`` when one of them is not there."""
    period = Period.objects.filter(pk=key.period_id).first()
    if period is None:
        raise RollupFault(_("Không có kỳ báo cáo của số liệu %(figure)s.") % {"figure": key.id})
    structure = key.structure or tree_day(period)
    unit = unit_name(key.unit_id, structure)
    if unit is None:
        raise RollupFault(_("Không có đơn vị của số liệu %(figure)s.") % {"figure": key.id})
    if not exists_on(key.unit_id, structure):
        raise RollupFault(
            _(
                "%(unit)s không tồn tại trong cơ cấu ngày %(day)s. "
                "Hãy chọn cơ cấu của một ngày khác."
            )
            % {"unit": unit.name, "day": format_day(structure)}
        )
    return Place(unit, period, structure, key.structure)


def in_period(key: FigureKey, code: str) -> FigureKey:
    """Return the same figure in another period; the figure itself when nothing is known of that.

    Where the unit did not exist then, the figure is that of its predecessors in the structure of
    the first.
    """
    period = Period.objects.filter(code=code).first()
    if period is None:
        return key
    other = replace(key, period_id=period.pk)
    if exists_on(key.unit_id, other.structure or tree_day(period)):
        return other
    return replace(other, structure=own_day(key))


def blank(place: Place, measure: MeasureView) -> FigureView:
    """Return a figure of the place about which nothing is known yet."""
    return FigureView(
        key=place.key(measure.measure_id),
        measure=measure,
        unit=place.unit,
        period_code=place.period.code,
        structure=place.structure,
        value=None,
        bound="exact",
        basis="rolled_up",
        completeness=Completeness(0, 0),
        reported=False,
    )


def own_day(key: FigureKey) -> date:
    """Return the day of the period's own structure; raise ``RollupFault`` for an unknown period."""
    period = Period.objects.filter(pk=key.period_id).first()
    if period is None:
        raise RollupFault(_("Không có kỳ báo cáo của số liệu %(figure)s.") % {"figure": key.id})
    return tree_day(period)
