"""What people type in this room: days, texts to search, plans."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongket.core.dates import DayError, format_day, parse_day
from tongket.core.text import normalise, slug
from tongket.org.domain import Plan, PlanFault, plan_from_text
from tongket.org.models import FIRST_DAY, TreeName


class DayField(forms.CharField):
    """A day written as people write it: 01/07/2025."""

    def __init__(self, **options: Any) -> None:
        """Take the options of a text field."""
        super().__init__(**{"max_length": 60, **options})

    def clean(self, value: Any) -> Any:
        """Return the day; its fault is the sentence of ``core.dates``."""
        text = super().clean(value)
        try:
            return parse_day(text)
        except DayError as fault:
            raise forms.ValidationError(str(fault)) from None


class PlanForm(forms.Form):
    """A reorganisation as it is written down."""

    tree = forms.ChoiceField(label=_("Hệ thống"), choices=TreeName.choices)
    code = forms.CharField(
        label=_("Mã sắp xếp"),
        max_length=120,
        required=False,
        help_text=_("Chữ thường không dấu, nối bằng gạch ngang; để trống thì lấy theo tên gọi."),
    )
    title = forms.CharField(label=_("Tên gọi"), max_length=300)
    instrument = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        max_length=300,
        help_text=_("Số, ký hiệu và cơ quan ban hành, ví dụ: Quyết định 12-QĐ/TU của Thành ủy."),
    )
    effective_on = DayField(
        label=_("Ngày có hiệu lực"), help_text=_("Ngày đầu tiên của tổ chức mới, ngày/tháng/năm.")
    )
    steps = forms.CharField(
        label=_("Các bước"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("Mỗi dòng một bước, đơn vị ghi bằng mã. Cách viết có ở bên dưới."),
    )

    def clean_effective_on(self) -> date:
        """Refuse a day before everything known: nothing could stand before it."""
        day: date = self.cleaned_data["effective_on"]
        if day <= FIRST_DAY:
            raise forms.ValidationError(
                _("Ngày có hiệu lực phải sau %(day)s.") % {"day": format_day(FIRST_DAY)}
            )
        return day

    def clean_code(self) -> str:
        """Return the code as a slug."""
        return slug(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        """Read the steps; make the code from the title where none is given."""
        values = super().clean() or self.cleaned_data
        if values.get("title"):
            values["title"] = normalise(values["title"])
            values["code"] = values.get("code") or slug(values["title"])[:120].strip("-")
        try:
            self.plan = plan_from_text(values.get("steps", ""), values.get("tree", ""))
        except PlanFault as fault:
            self.add_error("steps", str(fault))
        return values

    plan: Plan = ()


def day_of(text: str, otherwise: date) -> tuple[date, str, str]:
    """Read the day of an address: the day, what to show in the field, and the fault to say."""
    if not text.strip():
        return otherwise, format_day(otherwise), ""
    try:
        day = parse_day(text)
    except DayError as fault:
        return otherwise, text, str(fault)
    return day, format_day(day), ""
