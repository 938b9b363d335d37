"""Reading definitions, measures and forms as they stood on a day."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from tongket.core.dates import format_day
from tongket.indicators.domain import (
    CheckSpec,
    Definition,
    FormView,
    LineView,
    SectionView,
    measure_key,
)
from tongket.indicators.models import (
    FormCheck,
    FormLine,
    FormSection,
    FormVersion,
    IndicatorVersion,
    Measure,
)


class NoIndicator(LookupError):  # noqa: N818 - an answer, not a fault
    """No such indicator, or none on the day; ``str()`` is a Vietnamese sentence."""


class NoForm(LookupError):  # noqa: N818 - an answer, not a fault
    """No version of the form was in force on the day; ``str()`` is a Vietnamese sentence."""


def definition(code: str, on: date) -> Definition:
    """Return the definition of an indicator on a day; raise ``NoIndicator``. One query."""
    found = definitions([code], on)
    if code not in found:
        raise NoIndicator(
            _("Không có chỉ tiêu “%(code)s” vào ngày %(day)s.")
            % {"code": code, "day": format_day(on)}
        )
    return found[code]


def definitions(codes: Collection[str] | None, on: date) -> dict[str, Definition]:
    """Return the definitions of indicators on a day by code (all when ``codes`` is None).

    Codes without a definition on the day are left out. One query.
    """
    rows = IndicatorVersion.objects.on(on)
    if codes is not None:
        rows = rows.filter(indicator__code__in=codes)
    rows = rows.select_related("indicator", "numerator", "denominator", "target")
    return {row.indicator.code: as_definition(row) for row in rows.order_by("indicator__code")}


def definition_versions(code: str) -> list[Definition]:
    """Return all versions of an indicator's definition, the newest first."""
    rows = IndicatorVersion.objects.filter(indicator__code=code).order_by("-valid_from")
    rows = rows.select_related("indicator", "numerator", "denominator", "target")
    return [as_definition(row) for row in rows]


def as_definition(row: IndicatorVersion) -> Definition:
    """Return the frozen value of a row whose indicators are loaded."""
    return Definition(
        id=row.pk,
        indicator_id=row.indicator_id,
        code=row.indicator.code,
        name=row.name,
        short_name=row.short_name or row.name,
        definition=row.definition,
        unit_of_measure=row.unit_of_measure,
        over_units=row.over_units,
        over_time=row.over_time,
        method=row.method,
        numerator=row.numerator.code if row.numerator else None,
        denominator=row.denominator.code if row.denominator else None,
        payload=row.payload,
        decimals=row.decimals,
        rounding=row.rounding,
        shown_decimals=row.shown_decimals,
        regime=row.regime,
        target=row.target.code if row.target else None,
        instrument=row.instrument,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def measure(code: str, cell: str = "") -> Measure:
    """Return the measure of an indicator and a breakdown cell; raise ``NoIndicator``."""
    found = (
        Measure.objects.filter(indicator__code=code, cell=cell).select_related("indicator").first()
    )
    if found is None:
        raise NoIndicator(
            _("Không có chỉ tiêu “%(key)s”. Xem danh sách ở trang Chỉ tiêu.")
            % {"key": measure_key(code, cell)}
        )
    return found


def measures_by_code() -> dict[str, Measure]:
    """Return all measures by their key (``code`` or ``code.cell``), indicators loaded. One query."""
    rows = Measure.objects.select_related("indicator")
    return {measure_key(row.indicator.code, row.cell): row for row in rows}


def form_on(template_code: str, day: date) -> FormView:
    """Return a form with sections, lines and checks as it stood on a day; five queries.

    Raises ``NoForm``.
    """
    version = (
        FormVersion.objects.on(day)
        .filter(template__code=template_code)
        .select_related("template")
        .first()
    )
    if version is None:
        raise NoForm(
            _("Không có biểu mẫu “%(code)s” cho ngày %(day)s.")
            % {"code": template_code, "day": format_day(day)}
        )
    return form_view(version, day)


def form_by_id(form_id: int, day: date) -> FormView:
    """Return the form version with this id, its lines as defined on ``day``; raises ``NoForm``."""
    version = FormVersion.objects.filter(pk=form_id).select_related("template").first()
    if version is None:
        raise NoForm(_("Không có biểu mẫu này."))
    return form_view(version, day)


def form_view(version: FormVersion, day: date) -> FormView:
    """Return the frozen value of a form version whose template is loaded; four queries."""
    lines = list(
        FormLine.objects.filter(section__form=version)
        .select_related("measure__indicator")
        .order_by("section__order", "order")
    )
    defined = definitions({line.measure.indicator.code for line in lines}, day)
    by_section: dict[int, list[LineView]] = {}
    for line in lines:
        by_section.setdefault(line.section_id, []).append(_line_view(line, defined))
    sections = FormSection.objects.filter(form=version).order_by("order")
    return FormView(
        id=version.pk,
        template_code=version.template.code,
        title=version.title,
        instrument=version.instrument,
        guidance=version.guidance,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        sections=tuple(
            SectionView(row.pk, row.order, row.title, tuple(by_section.get(row.pk, ())))
            for row in sections
        ),
        checks=_check_specs(FormCheck.objects.filter(form=version).order_by("order")),
    )


def _line_view(line: FormLine, defined: dict[str, Definition]) -> LineView:
    code, cell = line.measure.indicator.code, line.measure.cell
    meaning = defined.get(code)
    return LineView(
        id=line.pk,
        number=line.number,
        label=line.label,
        measure_id=line.measure_id,
        key=measure_key(code, cell),
        indicator_code=code,
        cell=cell,
        unit_of_measure=meaning.unit_of_measure if meaning else "",
        decimals=meaning.decimals if meaning else 0,
        unit_kinds=frozenset(line.unit_kinds),
        leaf_kinds=frozenset(line.leaf_kinds),
        committee_part=line.committee_part,
        parent_id=line.parent_id,
        required=line.required,
        hint=line.hint,
    )


def _check_specs(rows: Iterable[FormCheck]) -> tuple[CheckSpec, ...]:
    return tuple(
        CheckSpec(row.pk, row.method, row.severity, row.payload, row.message) for row in rows
    )


def forms_with(code: str) -> list[FormVersion]:
    """Return the form versions that ask for an indicator, the newest first, templates loaded."""
    rows = FormVersion.objects.filter(sections__lines__measure__indicator__code=code).distinct()
    return list(rows.select_related("template").order_by("template__code", "-valid_from"))
