"""What a reorganisation concerns outside the tree: said by a dry run before anything is done.

The tree knows no other room; the rooms' counts are put together here, where all rooms are known.
"""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from tongket.accounts.models import Appointment
from tongket.figures.models import Observation
from tongket.org.domain import Touch
from tongket.org.selectors.trees import in_parts
from tongket.yearend.models import Review, ReviewState


def appointments(unit_ids: Collection[int], day: date) -> list[Touch]:
    """Count appointments in force on ``day`` at the units: someone must decide about them."""
    count = sum(
        Appointment.objects.on(day).filter(unit__in=part).count() for part in in_parts(unit_ids)
    )
    return [Touch("appointments", _("vai trò đang giữ tại các đơn vị"), count)]


def observations(unit_ids: Collection[int], day: date) -> list[Touch]:
    """Count standing figures of periods that end on or after ``day``: their sums move with the tree."""
    count = sum(
        Observation.objects.official().filter(unit__in=part, period__ends_before__gt=day).count()
        for part in in_parts(unit_ids)
    )
    return [Touch("observations", _("số liệu của các kỳ kết thúc từ ngày đó"), count)]


def reviews(unit_ids: Collection[int], day: date) -> list[Touch]:
    """Count reviews still being written for the year of ``day`` or later."""
    count = sum(
        Review.objects.filter(unit__in=part, state=ReviewState.DRAFT, year__gte=day.year).count()
        for part in in_parts(unit_ids)
    )
    return [Touch("reviews", _("báo cáo tổng kết đang soạn"), count)]
