"""A small organisation for the tests of figures and of the roll-up, made row by row."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tongket.figures.domain import NewEvidence, NewObservation
from tongket.indicators.models import (
    FormLine,
    FormSection,
    FormTemplate,
    FormVersion,
    Indicator,
    IndicatorVersion,
    Measure,
)
from tongket.org.models import (
    WHOLE,
    Ancestry,
    Reorganisation,
    Succession,
    Unit,
    UnitEdge,
    UnitVersion,
)
from tongket.periods.models import Period
from tongket.periods.services import ensure_period

START = date(2000, 1, 1)
NOW = datetime(2025, 1, 10, 8, 30, tzinfo=UTC)


def unit(
    code: str,
    parent: Unit | None = None,
    *,
    kind: str = "cell",
    since: date = START,
    until: date | None = None,
) -> Unit:
    """Make a unit that stands below ``parent`` in ``[since, until)``."""
    row = Unit.objects.create(code=code, tree="party")
    name = code.replace("-", " ").capitalize()
    UnitVersion.objects.create(
        unit=row, name=name, kind=kind, valid_from=since, valid_to=until, folded=code, sort_key=code
    )
    place(row, parent, since=since, until=until)
    return row


def place(row: Unit, parent: Unit | None, *, since: date, until: date | None) -> None:
    """Put a unit below a parent, with its ancestry (above units must be placed before)."""
    Ancestry.objects.create(ancestor=row, descendant=row, depth=0, valid_from=since, valid_to=until)
    if parent is None:
        return
    UnitEdge.objects.create(unit=row, parent=parent, valid_from=since, valid_to=until)
    for above in Ancestry.objects.on(since).filter(descendant=parent):
        Ancestry.objects.create(
            ancestor_id=above.ancestor_id,
            descendant=row,
            depth=above.depth + 1,
            valid_from=since,
            valid_to=until,
        )


def end(row: Unit, day: date) -> None:
    """End a unit on ``day``."""
    for model, lookup in (
        (UnitVersion, {"unit": row}),
        (UnitEdge, {"unit": row}),
        (Ancestry, {"descendant": row}),
    ):
        model.objects.filter(valid_to__isnull=True, **lookup).update(valid_to=day)  # type: ignore[attr-defined]


def indicator(code: str, **fields: object) -> Measure:
    """Make an indicator (additive unless told otherwise) and its total measure."""
    row = Indicator.objects.create(code=code)
    given: dict[str, object] = {
        "name": code.replace("_", " ").capitalize(),
        "unit_of_measure": "đảng viên",
        "over_units": "sum",
        "over_time": "sum",
        "valid_from": START,
    }
    IndicatorVersion.objects.create(indicator=row, **(given | fields))
    return Measure.objects.create(indicator=row)


def ratio(code: str, above: Measure, below: Measure) -> Measure:
    """Make a ratio in percent with one decimal."""
    return indicator(
        code,
        method="ratio",
        over_units="none",
        over_time="none",
        unit_of_measure="%",
        numerator=above.indicator,
        denominator=below.indicator,
        shown_decimals=1,
        decimals=1,
    )


def form(code: str, *measures: Measure) -> FormTemplate:
    """Make a form that asks for the measures."""
    template = FormTemplate.objects.create(code=code)
    version = FormVersion.objects.create(template=template, title=code, valid_from=START)
    section = FormSection.objects.create(form=version, order=1, title="Phần 1")
    for order, measure in enumerate(measures, start=1):
        FormLine.objects.create(
            section=section,
            order=order,
            number=str(order),
            measure=measure,
            label=measure.indicator.code,
        )
    return template


def period(code: str = "2024") -> Period:
    """Return a period."""
    return ensure_period(code)


def says(
    who: Unit, values: Mapping[Measure, int | None], when: Period, bound: str = "exact"
) -> list[NewObservation]:
    """Return rows for whole-number values."""
    return [
        NewObservation(measure.pk, who.pk, when.pk, None if value is None else value * 1000, bound)
        for measure, value in values.items()
    ]


def paper(key: str, digest: str = "") -> NewEvidence:
    """Return evidence: a return somebody sent."""
    return NewEvidence(
        kind="submission",
        key=key,
        label=f"Phiếu báo cáo {key}",
        address=f"/bao-cao/phieu/{key}/",
        digest=digest or f"digest-{key}",
        author_label="Nguyễn Văn Mẫu",
    )


def succeed(
    day: date, *links: tuple[Unit, Unit, int, int], code: str = "sap-xep", kind: str = "merge"
) -> None:
    """Record an applied reorganisation: (predecessor, successor, share, back share) per cent."""
    decision = Reorganisation.objects.create(
        code=code, title=code, instrument="Quyết định mẫu", effective_on=day, state="applied"
    )
    for old, new, share, back in links:
        Succession.objects.create(
            reorganisation=decision,
            effective_on=day,
            predecessor=old,
            successor=new,
            kind=kind,
            share=share * WHOLE // 100,
            back_share=back * WHOLE // 100,
            share_basis="whole" if share == 100 else "equal",
        )
