"""What people type about a review, read from a request."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tongket.core.dates import DayError, format_day, parse_day
from tongket.yearend.domain.outline import TaskPlan
from tongket.yearend.models import Review
from tongket.yearend.services import Chosen

MOST_ROWS = 60
"""Rows a form of highlights or tasks may send."""


class DayField(forms.CharField):
    """A day as people write it: 15/01/2025; empty is no day."""

    def to_python(self, value: object) -> date | None:  # type: ignore[override]  # a day, not a text
        """Read the day; a sentence says what is wrong."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_day(text)
        except DayError as fault:
            raise forms.ValidationError(str(fault)) from None

    def prepare_value(self, value: object) -> object:
        """Write the day as it is read."""
        return format_day(value) if isinstance(value, date) else value

    def validate(self, value: object) -> None:
        """Nothing more to check: an empty day is allowed."""


class ParticularsForm(forms.Form):
    """Number, place, day and signer of the text."""

    number = forms.CharField(
        label=_("Số và ký hiệu"),
        max_length=30,
        required=False,
        help_text=_("Ví dụ: 15-BC/QU. Để trống khi còn là dự thảo."),
    )
    place = forms.CharField(label=_("Nơi ký"), max_length=80, required=False)
    signed_on = DayField(
        label=_("Ngày ký"), required=False, help_text=_("Ngày/tháng/năm, ví dụ 15/01/2025.")
    )
    signer_office = forms.CharField(label=_("Chức vụ người ký"), max_length=120, required=False)
    signer = forms.CharField(label=_("Họ và tên người ký"), max_length=120, required=False)
    arithmetic_annex = forms.BooleanField(
        label=_("In phụ lục đối chiếu với số liệu đã công bố"), required=False
    )

    @classmethod
    def of(cls, review: Review) -> "ParticularsForm":
        """Return the form as the review stands."""
        names = cls.base_fields
        return cls(initial={name: getattr(review, name) for name in names})


class NewReviewForm(forms.Form):
    """Which year to begin a review of."""

    year = forms.IntegerField(label=_("Năm"), min_value=1930, max_value=2200)


def chosen_from(posted: QueryDict) -> list[Chosen]:
    """Return the ticked rows in the order of their numbers (rows of one number as they stand)."""
    rows = []
    for row in range(MOST_ROWS):
        if not posted.get(f"chosen-{row}"):
            continue
        key, text = posted.get(f"key-{row}", ""), posted.get(f"text-{row}", "")
        rows.append((_place(posted.get(f"order-{row}", "")), row, Chosen(key, text)))
    return [chosen for _place_, _row, chosen in sorted(rows, key=lambda one: one[:2])]


def tasks_from(posted: QueryDict) -> list[TaskPlan]:
    """Return the tasks in the order of their numbers; rows without words are left out."""
    rows = []
    for row in range(MOST_ROWS):
        what = posted.get(f"what-{row}", "").strip()
        if what:
            task = TaskPlan(what, posted.get(f"who-{row}", ""), posted.get(f"due-{row}", ""))
            rows.append((_place(posted.get(f"order-{row}", "")), row, task))
    return [task for _place_, _row, task in sorted(rows, key=lambda one: one[:2])]


def reasons_from(posted: QueryDict) -> dict[str, str]:
    """Return figure id -> reason of the gaps explained."""
    return _named(posted, "reason-", 30)


def finding_reasons_from(posted: QueryDict) -> dict[str, str]:
    """Return finding key -> reason of the findings explained."""
    return _named(posted, "finding-", 64)


def _named(posted: QueryDict, start: str, longest: int) -> dict[str, str]:
    names = [name for name in posted if name.startswith(start)][:2000]
    return {name.removeprefix(start)[:longest]: posted.get(name, "") for name in names}


def _place(text: str) -> int:
    """Return the number a person gave a row; without one it comes last."""
    number = text.strip()
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 10**6
