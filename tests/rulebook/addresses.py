"""Addresses for the tests of the rulebook's and the indicators' pages alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tongket.access.gate import page


@page(None)
def home(request: HttpRequest) -> HttpResponse:
    """Stand in for the home page, to which the frame links."""
    return HttpResponse()


urlpatterns = [
    path("", include("tongket.accounts.urls")),
    path("", include("tongket.rulebook.urls")),
    path("", include("tongket.indicators.urls")),
    path("trang-dau/", home, name="home"),
]
handler404 = "tongket.project.middleware.not_found"
