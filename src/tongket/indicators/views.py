"""Pages of the indicators: what is measured, how it adds up, where it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import page
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.core.ranges import DateRange
from tongket.core.text import capitalise_first, fold, label_sort_key
from tongket.indicators import selectors
from tongket.indicators.domain import Definition
from tongket.org.models import UnitKind
from tongket.ui.components import Crumb
from tongket.ui.rendering import render


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in the list."""

    name: str
    address: str
    unit_of_measure: str
    adding: str


@dataclass(frozen=True)
class IndicatorListPage:
    """The indicators defined today that match what was searched for."""

    query: str
    rows: list[IndicatorRow]


@dataclass(frozen=True)
class Link:
    """A name that opens a page."""

    label: str
    address: str


@dataclass(frozen=True)
class FormRow:
    """A form version that asks for the indicator."""

    title: str
    span: str


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator: its definition of today (or its last), in words.

    ``code_parts`` are the words of the code, so that a narrow screen may break between them.
    """

    code_parts: list[str]
    name: str
    definition: str
    instrument: str
    unit_of_measure: str
    over_units: str
    over_time: str
    formula: str
    parts: list[Link]
    rounding: str
    regime: Link
    target: Link | None
    spans: list[str]
    forms: list[FormRow]
    crumbs: list[Crumb]


@page(Action.SEE_RULES)
def indicator_list(request: HttpRequest) -> HttpResponse:
    """List the indicators; ``?tim=`` searches names and codes, with or without marks."""
    query = request.GET.get("tim", "").strip()[:100]
    wanted = fold(query).split()
    rows = [
        IndicatorRow(found.name, _address(found.code), found.unit_of_measure, _adding(found))
        for found in selectors.definitions(None, clock.today()).values()
        if all(word in fold(f"{found.name} {found.code}") for word in wanted)
    ]
    rows.sort(key=lambda row: label_sort_key(row.name))
    return render(request, "indicators/list.html", IndicatorListPage(query, rows), fragment="rows")


@page(Action.SEE_RULES)
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one indicator means."""
    versions = selectors.definition_versions(code)
    if not versions:
        raise OutOfScope
    today = clock.today()
    spans = [DateRange(found.valid_from, found.valid_to) for found in versions]
    place = next((place for place, span in enumerate(spans) if today in span), 0)
    found = versions[place]
    codes = [found.numerator, found.denominator, found.target, *found.minus]
    known = selectors.definitions([one for one in codes if one], today)
    crumbs = [Crumb(_("Chỉ tiêu"), reverse("indicators:list")), Crumb(found.name)]
    context = IndicatorPage(
        code_parts=code.split("_"),
        name=found.name,
        definition=found.definition,
        instrument=found.instrument,
        unit_of_measure=found.unit_of_measure,
        over_units=_over_units(found),
        over_time=_over_time(found),
        formula=_formula(found, known),
        parts=[_link(one, known) for one in dict.fromkeys(codes) if one and one != found.target],
        rounding=_rounding(found),
        regime=_regime(found.regime),
        target=_link(found.target, known) if found.target else None,
        spans=[capitalise_first(str(span)) for span in spans],
        forms=_forms(code),
        crumbs=crumbs,
    )
    return render(request, "indicators/detail.html", context)


def _address(code: str) -> str:
    return reverse("indicators:detail", args=[code])


def _link(code: str, known: Mapping[str, Definition]) -> Link:
    return Link(_name(code, known), _address(code))


def _name(code: str | None, known: Mapping[str, Definition]) -> str:
    return known[code].name if code and code in known else str(code)


def _adding(found: Definition) -> str:
    if found.derived:
        return _("tính lại từ chỉ tiêu khác")
    words = {
        "sum": _("cộng các đơn vị"),
        "last": _("lấy số cuối"),
        "max": _("lấy số lớn nhất"),
        "none": _("không cộng"),
    }
    return words[found.over_units]


def _over_units(found: Definition) -> str:
    if found.derived:
        return _("Ở mỗi cấp được tính lại từ các số đã cộng; không cộng, không lấy trung bình.")
    sentences = {
        "sum": _("Số của cấp trên bằng tổng số của các đơn vị bên dưới và phần của chính cấp đó."),
        "last": _("Số của cấp trên lấy từ đơn vị báo sau cùng."),
        "max": _("Số của cấp trên là số lớn nhất của các đơn vị bên dưới."),
        "none": _("Không cộng số của các đơn vị với nhau."),
    }
    return sentences[found.over_units]


def _over_time(found: Definition) -> str:
    sentences = {
        "sum": _("Số của kỳ dài bằng tổng số của các kỳ ngắn."),
        "last": _("Số của kỳ dài là số có đến ngày cuối kỳ."),
        "max": _("Số của kỳ dài là số lớn nhất của các kỳ ngắn."),
        "none": _("Mỗi kỳ có số riêng, không cộng các kỳ với nhau."),
    }
    return sentences[found.over_time]


def _formula(found: Definition, known: Mapping[str, Definition]) -> str:
    first = _name(found.numerator, known)
    if found.method == "ratio":
        return _("%(part)s × 100 : %(whole)s") % {
            "part": first,
            "whole": _name(found.denominator, known),
        }
    if found.method == "sum_over_kind":
        kinds = [str(UnitKind(kind).label) for kind in sorted(found.child_kinds)]
        return _("Tổng “%(name)s” của các đơn vị trực thuộc là: %(kinds)s") % {
            "name": first,
            "kinds": "; ".join(kinds),
        }
    if found.method == "difference":
        return " − ".join([first, *(_name(code, known) for code in found.minus)])
    return ""


def _rounding(found: Definition) -> str:
    if not found.decimals:
        return _("Số nguyên.")
    words = {
        "half_up": _("từ nửa trở lên thì làm tròn lên"),
        "half_even": _("đúng nửa thì làm tròn về số chẵn"),
        "truncate": _("bỏ phần lẻ"),
        "up": _("làm tròn lên"),
        "down": _("làm tròn xuống"),
    }
    return _(
        "%(digits)s chữ số sau dấu phẩy, %(method)s; chỉ làm tròn một lần từ giá trị đúng."
    ) % {
        "digits": found.decimals,
        "method": words[found.rounding],
    }


def _regime(regime: str) -> Link:
    words = {
        "calendar": _("Theo ngày dương lịch"),
        "state": _("Theo kỳ số liệu của cơ quan hành chính nhà nước"),
        "party": _("Theo kỳ số liệu của cơ quan đảng"),
    }
    return Link(words[regime], reverse("rulebook:rule", args=[f"reporting_window.{regime}"]))


def _forms(code: str) -> list[FormRow]:
    return [
        FormRow(form.title, capitalise_first(str(form.span))) for form in selectors.forms_with(code)
    ]
