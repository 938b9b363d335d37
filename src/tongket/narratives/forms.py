"""Forms of narrative reports: dropping in, describing, matching."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from tongket.core.numbers import NumberError, parse_number


class DropForm(forms.Form):
    """A file, or a pasted text."""

    file = forms.FileField(label=_("Tệp Word, PDF, HTML hoặc văn bản"), required=False)
    text = forms.CharField(
        label=_("Hoặc dán văn bản vào đây"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DescribeForm(forms.Form):
    """What a report is called, whom and which period it is about."""

    title = forms.CharField(label=_("Tên văn bản"), max_length=300)
    about = forms.CharField(label=_("Báo cáo của đơn vị (mã)"), max_length=80)
    period = forms.CharField(
        label=_("Kỳ"), required=False, max_length=10, help_text=_("2024, 2024-H1, 2024-Q3 …")
    )


class MatchForm(forms.Form):
    """Which figure a sentence states."""

    indicator = forms.CharField(label=_("Chỉ tiêu"), max_length=120)
    unit = forms.CharField(label=_("Đơn vị (mã)"), max_length=80)
    period = forms.CharField(label=_("Kỳ"), max_length=10)
    value = forms.CharField(label=_("Giá trị"), required=False, max_length=60)

    def clean_value(self) -> Decimal | None:
        """Return the number typed, None when the field was left as it was read."""
        text = self.cleaned_data["value"].strip()
        if not text:
            return None
        try:
            return parse_number(text)
        except NumberError as fault:
            raise forms.ValidationError(str(fault)) from None
