"""One invented person who may read rules."""

from datetime import date

from django.test import Client

from tongket.accounts.models import Appointment, User
from tongket.org.models import Unit, UnitVersion


def reader() -> Client:
    """Return the browser of a signed-in branch secretary."""
    unit = Unit.objects.create(code="chi-bo-ben-mau", tree="party")
    UnitVersion.objects.create(
        unit=unit,
        valid_from=date(2000, 1, 1),
        name="Chi bộ Bến Mẫu",
        kind="cell",
        folded="chi bo ben mau",
        sort_key="1",
    )
    user = User.objects.create_user(username="bithu", password="mat-khau-thu-2025")
    Appointment.objects.create(
        user=user, unit=unit, role="cell_secretary", valid_from=date(2020, 1, 1)
    )
    browser = Client()
    browser.force_login(user)
    return browser
