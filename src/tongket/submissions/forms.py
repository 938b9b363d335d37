"""Forms of this room."""

from datetime import date
from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from tongket.core.dates import DayError, format_day, parse_day
from tongket.indicators.models import FormVersion
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.periods.models import Period
from tongket.periods.selectors import due_days
from tongket.periods.services import ensure_period
from tongket.rulebook.selectors import NoRule


class DayField(forms.CharField):
    """A day typed as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        """Ask for a short text; the browser's own day field would show mm/dd."""
        options.setdefault("help_text", _("Ngày/tháng/năm, ví dụ 05/12/2026."))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> date | None:
        """Return the day, or refuse with the sentence that says what is wrong."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_day(text)
        except DayError as fault:
            raise forms.ValidationError(str(fault)) from None


class FormVersionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A choice of form versions, told apart by the day from which they hold."""

    def label_from_instance(self, obj: Any) -> str:
        """Return title and first day."""
        return f"{obj.title} ({format_day(obj.valid_from)})"


class Chosen(TypedDict):
    """What opening a round needs besides who and where."""

    form: FormVersion
    period: Period
    opens_on: date
    due: dict[str, date]


DUE_FIELDS = {
    "due_cells": ("cell", "grassroots_cell"),
    "due_grassroots": ("grassroots_committee",),
    "due_wards": ("ward_committee",),
    "due_all": ("*",),
}
"""Field -> kinds of unit whose due day it is."""


class OpenRoundForm(forms.Form):
    """Which form, which period, from when, by when."""

    form = FormVersionField(FormVersion.objects.none(), label=_("Biểu"), empty_label=_("Chọn biểu"))
    period = forms.CharField(
        label=_("Kỳ báo cáo"),
        max_length=12,
        help_text=_("Viết như 2026, 2026-H1, 2026-Q3 hoặc 2026-03."),
    )
    opens_on = DayField(label=_("Mở từ ngày"))
    due_cells = DayField(label=_("Hạn của chi bộ"), required=False)
    due_grassroots = DayField(label=_("Hạn của đảng bộ cơ sở"), required=False)
    due_wards = DayField(label=_("Hạn của đảng bộ phường, xã"), required=False)
    due_all = DayField(label=_("Hạn của các đơn vị còn lại"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        """Offer the forms in force on ``today``."""
        initial = {"opens_on": format_day(today), "period": str(today.year)}
        options.setdefault("initial", initial | _usual_due(str(today.year)))
        super().__init__(*args, **options)
        field = self.fields["form"]
        assert isinstance(field, FormVersionField)  # noqa: S101 - declared above
        field.queryset = FormVersion.objects.select_related("template").order_by(
            "title", "-valid_from"
        )

    def clean_period(self) -> str:
        """Refuse a text that names no period."""
        try:
            return PeriodCode.parse(self.cleaned_data["period"]).code
        except PeriodError as fault:
            raise forms.ValidationError(str(fault)) from None

    def chosen(self) -> Chosen:
        """Return what the service takes; the period's row is made on first use."""
        given = self.cleaned_data
        return Chosen(
            form=given["form"],
            period=ensure_period(given["period"]),
            opens_on=given["opens_on"],
            due={
                kind: given[name]
                for name, kinds in DUE_FIELDS.items()
                if given.get(name)
                for kind in kinds
            },
        )


def _usual_due(period: str) -> dict[str, str]:
    """Return the due days the rulebook gives for the period, by field; nothing without a rule."""
    try:
        days = due_days(period)
    except NoRule:
        return {}
    found = {
        name: next((days[kind] for kind in kinds if kind in days), None)
        for name, kinds in DUE_FIELDS.items()
    }
    return {name: format_day(day) for name, day in found.items() if day is not None}
