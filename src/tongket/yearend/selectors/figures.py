"""Fetching many figures at once: the number of queries depends on periods, not on figures.

What comes out equals ``rollup.selectors.figure`` of each; only sums over kinds, differences and
largest values, of which a review has a handful, are asked there one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from tongket.core.dates import format_day
from tongket.core.numbers import format_number
from tongket.figures.domain import FigureKey, value_of
from tongket.figures.models import Observation
from tongket.indicators.models import FormLine
from tongket.indicators.selectors import definitions
from tongket.org.models import Ancestry, UnitEdge, UnitVersion
from tongket.org.selectors import name_of, units_by_code
from tongket.periods.models import Period
from tongket.rollup.domain import Completeness, FigureView, MeasureView, RollupFault, share_of_whole
from tongket.rollup.selectors.completeness import completeness
from tongket.rollup.selectors.figure import figure
from tongket.rollup.selectors.measures import measure_views, tree_day
from tongket.rollup.selectors.restating import Passage, restated_table
from tongket.rollup.selectors.totals import Amount, Amounts, stored
from tongket.yearend.compiler import Known, Request
from tongket.yearend.domain.wording import PERCENT, Shown

MOST_NAMED = 40
"""More missing units than this are told by how many there are below each direct child."""


@dataclass(frozen=True)
class _Told:
    """Who reported at the bottom: of how many how many, and who is missing, in words."""

    expected: int = 0
    reported: int = 0
    missing: tuple[str, ...] = ()


_NOBODY = _Told()


@dataclass(frozen=True)
class _Own:
    """A unit's own official observation: value in thousandths, bound, basis, evidence."""

    value: int | None
    bound: str
    basis: str
    evidence: str


@dataclass(frozen=True)
class _Batch:
    """All that is read of one period."""

    period: Period
    day: date
    measures: Mapping[str, MeasureView]
    by_indicator: Mapping[int, MeasureView]
    labels: Mapping[str, tuple[str, str]]
    """Indicator code -> short name, code of the indicator that holds its target."""
    names: Mapping[int, str]
    amounts: Amounts
    own: Mapping[tuple[int, int], _Own]
    told: Mapping[tuple[int, int], "_Told"]
    later: Mapping[int, date]
    """Units that did not exist on ``day`` -> the later day in whose structure they are told."""


def fetch(requests: Collection[Request], main_unit: str, main_period: str) -> dict[Request, Known]:
    """Return the figures of requests; those of unknown measures or units are left out.

    ``main_unit`` and ``main_period`` are the review's own: for them the missing units are named.
    A unit that did not exist in another period is told in the structure of the main period.
    """
    units = units_by_code({request.unit for request in requests})
    periods = {row.code: row for row in Period.objects.filter(code__in=_periods(requests))}
    by_period: dict[str, list[Request]] = defaultdict(list)
    for request in requests:
        if request.unit in units:
            by_period[request.period].append(request)
    found: dict[Request, Known] = {}
    fallback = periods.get(main_period)
    for code in sorted(by_period):
        period = periods.get(code)
        if period is not None:
            named = units.get(main_unit, 0) if code == main_period else 0
            now = tree_day(fallback) if fallback and code != main_period else None
            batch = _read(by_period[code], period, units, _Asked(named, now))
            found.update(_of_period(by_period[code], units, batch))
        elif fallback is not None:
            found.update(_never(by_period[code], units, fallback))
    return found


def _periods(requests: Iterable[Request]) -> set[str]:
    return {request.period for request in requests}


def _never(
    requests: list[Request], units: Mapping[str, int], known_period: Period
) -> dict[Request, Known]:
    """Return figures of a period of which nothing was ever recorded: labels without values."""
    measures = _measures({request.measure for request in requests}, tree_day(known_period))
    return {
        request: Known(
            f"m{measures[request.measure].measure_id}u{units[request.unit]}p0",
            Shown(None, measures[request.measure].unit_of_measure),
            measures[request.measure].name,
            basis=f"Kỳ {request.period} chưa có số liệu nào.",
        )
        for request in requests
        if request.measure in measures
    }


def _of_period(
    requests: list[Request], units: Mapping[str, int], batch: _Batch
) -> dict[Request, Known]:
    found = {}
    for request in requests:
        measure = batch.measures.get(request.measure)
        if measure is not None:
            found[request] = _known(measure, units[request.unit], batch)
    return found


def _measures(wanted: Collection[str], day: date) -> dict[str, MeasureView]:
    """Map ``indicator`` or ``indicator.cell`` to measures, the parts of ratios included."""
    codes = {name.partition(".")[0] for name in wanted}
    first = measure_views(Q(indicator__code__in=codes), day)
    parts = {
        part for view in first for part in (view.numerator_id, view.denominator_id) if part
    } - {view.indicator_id for view in first}
    second = measure_views(Q(indicator__in=parts, cell=""), day) if parts else []
    return {
        f"{view.code}.{view.cell}" if view.cell else view.code: view for view in (*first, *second)
    }


@dataclass(frozen=True)
class _Asked:
    """How a period is read: for which unit the missing are named, and what structure is now."""

    named_unit: int
    now: date | None


def _read(
    requests: list[Request], period: Period, units: Mapping[str, int], asked: _Asked
) -> _Batch:
    day = tree_day(period)
    measures = _measures({request.measure for request in requests}, day)
    unit_ids = {units[request.unit] for request in requests}
    measure_ids = {view.measure_id for view in measures.values()}
    defined = definitions({view.code for view in measures.values()}, day)
    later = _later(unit_ids, day, asked.now) if asked.now else {}
    additive = [view for view in measures.values() if view.adds_up]
    return _Batch(
        period=period,
        day=day,
        measures=measures,
        by_indicator={view.indicator_id: view for view in measures.values() if not view.cell},
        labels={
            code: (one.short_name or one.name, one.target or "") for code, one in defined.items()
        },
        names=name_of(unit_ids, day),
        amounts={**stored(period.pk, unit_ids, measure_ids), **_restated(later, additive, period)},
        own=_own(period, unit_ids, measure_ids),
        told=_told(period, day, measure_ids, asked.named_unit),
        later=later,
    )


def _later(unit_ids: Collection[int], day: date, now: date) -> dict[int, date]:
    """Return the units that did not exist on ``day`` but do ``now``. Two queries at most."""
    absent = set(unit_ids) - _existing(unit_ids, day)
    return dict.fromkeys(_existing(absent, now), now) if absent else {}


def _existing(unit_ids: Collection[int], day: date) -> set[int]:
    found = UnitVersion.objects.on(day).filter(unit__in=unit_ids)
    return set(found.values_list("unit_id", flat=True))


def _restated(
    later: Mapping[int, date], measures: list[MeasureView], period: Period
) -> dict[tuple[int, int], Amount]:
    """Return what reorganisations brought to units that did not exist in the period.

    The queries grow with such units, of which a review has one: its own.
    """
    amounts: dict[tuple[int, int], Amount] = {}
    for now in set(later.values()):
        passage = Passage(tree_day(period), now)
        for unit in later:
            amounts |= restated_table(measures, period, passage, unit, ()).amounts
    return amounts


def _own(
    period: Period, unit_ids: Collection[int], measure_ids: Collection[int]
) -> dict[tuple[int, int], _Own]:
    rows = Observation.objects.official().filter(
        period=period, unit__in=unit_ids, measure__in=measure_ids
    )
    return {
        (unit, measure): _Own(value, bound, basis, evidence)
        for unit, measure, value, bound, basis, evidence in rows.values_list(
            "unit_id", "measure_id", "value", "bound", "basis", "evidence__label"
        )
    }


def _told(
    period: Period, day: date, measure_ids: Collection[int], unit_id: int
) -> dict[tuple[int, int], _Told]:
    """Return per measure who reported at the bottom of the review's own unit (0: of none)."""
    if not unit_id:
        return {}
    forms: dict[int, set[int]] = defaultdict(set)
    lines = FormLine.objects.filter(
        Q(section__form__valid_to__isnull=True) | Q(section__form__valid_to__gt=day),
        section__form__valid_from__lte=day,
        measure__in=measure_ids,
    )
    for measure, template in lines.values_list("measure_id", "section__form__template_id"):
        forms[measure].add(template)
    below = Q(unit__in=Ancestry.objects.on(day).filter(ancestor=unit_id).values("descendant_id"))
    groups = {
        group: _in_words(
            completeness(units=below, period_id=period.pk, form_ids=group, day=day), unit_id, day
        )
        for group in {frozenset(one) for one in forms.values()}
    }
    return {(unit_id, measure): groups[frozenset(asked)] for measure, asked in forms.items()}


def _in_words(found: Completeness, unit_id: int, day: date) -> _Told:
    names = tuple(unit.name for unit in found.missing)
    if len(names) > MOST_NAMED:
        names = _by_child({unit.id for unit in found.missing}, unit_id, day)
    return _Told(found.expected, found.reported, names)


def _by_child(missing: Collection[int], unit_id: int, day: date) -> tuple[str, ...]:
    """Say how many units are missing below each direct child, the most first. Few queries."""
    children = UnitEdge.objects.on(day).filter(parent=unit_id).values("unit")
    pairs = Ancestry.objects.on(day).filter(ancestor__in=children)
    counts = Counter(
        child
        for child, unit in pairs.values_list("ancestor_id", "descendant_id")
        if unit in missing
    )
    names = name_of(counts, day)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], names[one[0]]))
    return tuple(f"{names[child]}: {format_number(count)} đơn vị" for child, count in ranked)


def _known(measure: MeasureView, unit_id: int, batch: _Batch) -> Known:
    key = FigureKey(measure.measure_id, unit_id, batch.period.pk, batch.later.get(unit_id))
    if measure.method == "ratio":
        return _ratio(key, measure, batch)
    if measure.method != "base" or measure.over_units == "max":
        return _single(key, measure, batch)
    if measure.over_units == "sum":
        return _sum(key, measure, batch)
    own = batch.own.get((unit_id, measure.measure_id))
    if own is None or own.value is None:
        return _blank(key, measure, batch)
    return _of_own(key, measure, own, batch)


def _sum(key: FigureKey, measure: MeasureView, batch: _Batch) -> Known:
    amount = batch.amounts.get((key.unit_id, measure.measure_id))
    own = batch.own.get((key.unit_id, measure.measure_id))
    if amount is None:
        return _blank(key, measure, batch)
    if key.structure is not None:
        return _of_predecessors(key, measure, amount, batch)
    if own is not None and amount.count == 1 and own.value == amount.value:
        return _of_own(key, measure, own, batch)
    told = batch.told.get((key.unit_id, measure.measure_id), _NOBODY)
    basis = f"Cộng từ {format_number(amount.count)} đơn vị, cơ cấu ngày {format_day(batch.day)}"
    if told.expected:
        basis += f", {format_number(told.reported)}/{format_number(told.expected)} đã báo cáo"
    bound = "about" if amount.inexact else "exact"
    return _make(key, measure, batch, value_of(amount.value), bound, f"{basis}.", "rolled_up")


def _of_predecessors(key: FigureKey, measure: MeasureView, amount: Amount, batch: _Batch) -> Known:
    """Return the value that predecessors bring to a unit that did not exist in the period."""
    day, part = format_day(key.structure or batch.day), value_of(amount.apportioned)
    basis = f"Số của các đơn vị cũ, tính theo cơ cấu ngày {day}"
    if part:
        basis += f", trong đó {format_number(part)} là phần chia theo tỷ lệ"
    bound = "about" if amount.inexact else "exact"
    known = _make(key, measure, batch, value_of(amount.value), bound, f"{basis}.", "rolled_up")
    return replace(known, apportioned=part)


def _of_own(key: FigureKey, measure: MeasureView, own: _Own, batch: _Batch) -> Known:
    name = batch.names.get(key.unit_id, "Đơn vị")
    basis = f"{name}: {own.evidence}." if own.evidence else f"{name} báo cáo."
    return _make(key, measure, batch, value_of(own.value or 0), own.bound, basis, own.basis)


def _ratio(key: FigureKey, measure: MeasureView, batch: _Batch) -> Known:
    above = batch.by_indicator.get(measure.numerator_id or 0)
    below = batch.by_indicator.get(measure.denominator_id or 0)
    if above is None or below is None or above.method != "base" or below.method != "base":
        return _single(key, measure, batch)
    first, second = (_known(one, key.unit_id, batch) for one in (above, below))
    value = share_of_whole(first.value, second.value, measure)
    if value is None or first.value is None or second.value is None:
        return _blank(key, measure, batch)
    basis = (
        f"{format_number(first.value)} / {format_number(second.value)}, tính lại từ hai số liệu."
    )
    return _make(key, measure, batch, value, "exact", basis, "rolled_up")


def _single(key: FigureKey, measure: MeasureView, batch: _Batch) -> Known:
    """Ask the roll-up for one figure of a rarer kind."""
    try:
        view: FigureView = figure(key)
    except RollupFault:
        return _blank(key, measure, batch)
    if view.value is None:
        return _blank(key, measure, batch)
    basis = view.arithmetic or f"Tính theo cơ cấu ngày {format_day(batch.day)}."
    return _make(key, measure, batch, view.value, view.bound, basis, view.basis)


def _blank(key: FigureKey, measure: MeasureView, batch: _Batch) -> Known:
    own = batch.own.get((key.unit_id, measure.measure_id))
    said = own is not None and own.value is None
    basis = "Đơn vị báo là không áp dụng." if said else "Chưa đơn vị nào báo cáo."
    return _make(key, measure, batch, None, "exact", basis, "")


def _completeness(unit_id: int, measure: MeasureView, batch: _Batch) -> _Told:
    """Return who reported what a figure is made of; a derived one rests on its parts' reports."""
    if measure.method == "base":
        return batch.told.get((unit_id, measure.measure_id), _NOBODY)
    parts = (
        batch.by_indicator.get(part or 0) for part in (measure.numerator_id, measure.denominator_id)
    )
    told = (batch.told.get((unit_id, part.measure_id)) for part in parts if part is not None)
    return next((one for one in told if one is not None), _NOBODY)


def _make(
    key: FigureKey,
    measure: MeasureView,
    batch: _Batch,
    value: Decimal | None,
    bound: str,
    basis: str,
    basis_code: str,
) -> Known:
    told = _completeness(key.unit_id, measure, batch)
    short, target = batch.labels.get(measure.code, (measure.name, ""))
    digits = max(measure.shown_decimals, 1) if measure.unit_of_measure == PERCENT else 0
    return Known(
        figure_id=key.id,
        shown=Shown(value, measure.unit_of_measure, digits, bound),
        label=measure.name,
        short_label=measure.name if measure.cell else short,
        basis=basis,
        basis_code=basis_code,
        expected=told.expected,
        reported=told.reported,
        missing=told.missing,
        target=target,
        restated_on=key.structure,
    )
