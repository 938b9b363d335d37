"""People at their browsers, and reading what they see."""

from datetime import date

from bs4 import BeautifulSoup
from django.test import Client

from tongket.accounts.models import Appointment, User
from tongket.org.models import Unit


def person(role: str, unit: str) -> Client:
    """A signed-in person with one appointment."""
    user = User.objects.create_user(username=f"{role}-{unit}", password="x", full_name="Lê Thị Mẫu")
    Appointment.objects.create(
        user=user, unit=Unit.objects.get(code=unit), role=role, valid_from=date(2020, 1, 1)
    )
    client = Client()
    client.force_login(user)
    return client


def known(username: str) -> Client:
    """Somebody of the world, signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def soup(answer, status=200) -> BeautifulSoup:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(page) -> str:
    return " ".join(page.get_text(" ").split())


def part(page, heading: str) -> str:
    """The words of the section under a heading."""
    for found in page.find_all("h2"):
        if words(found).startswith(heading):
            return words(found.parent)
    return ""
