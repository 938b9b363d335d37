"""What a person can choose from when saying which figure a sentence states."""

from dataclasses import dataclass

from tongket.access.domain import Action, Actor
from tongket.core import clock
from tongket.core.text import label_sort_key
from tongket.indicators.domain import measure_key
from tongket.indicators.models import Measure
from tongket.indicators.selectors import definitions
from tongket.narratives.models import NarrativeReport
from tongket.org.selectors import children_with_names, nodes_on
from tongket.rollup.selectors import tree_day

UNITS_OFFERED = 200


@dataclass(frozen=True)
class IndicatorChoice:
    """An indicator (or a cell of one) by its key and its name."""

    key: str
    name: str


@dataclass(frozen=True)
class UnitChoice:
    """A unit by its code and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Choices:
    """Indicators in the order of the alphabet; the report's unit and those directly below it."""

    indicators: tuple[IndicatorChoice, ...]
    units: tuple[UnitChoice, ...]


def choices_for(report: NarrativeReport, actor: Actor) -> Choices:
    """Return what may be chosen for a report; other codes can be typed. Four queries."""
    day = tree_day(report.period) if report.period else clock.today()
    defined = definitions(None, day)
    measures = Measure.objects.select_related("indicator")
    indicators = []
    for measure in measures:
        definition = defined.get(measure.indicator.code)
        if definition is not None:
            name = definition.name + (f" ({measure.label})" if measure.cell else "")
            indicators.append(
                IndicatorChoice(measure_key(measure.indicator.code, measure.cell), name)
            )
    nodes = [
        *nodes_on([report.about_id, report.unit_id], day),
        *children_with_names(report.about_id, day)[:UNITS_OFFERED],
    ]
    units = {
        node.code: UnitChoice(node.code, node.name)
        for node in nodes
        if actor.may(Action.SEE_FIGURES, node.id)
    }
    ordered = sorted(indicators, key=lambda each: label_sort_key(each.name))
    return Choices(tuple(ordered), tuple(units.values()))
