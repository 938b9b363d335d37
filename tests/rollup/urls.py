"""Addresses of the rooms that the pages of figures need."""

from django.urls import include, path

urlpatterns = [
    path("", include("tongket.accounts.urls")),
    path("", include("tongket.rulebook.urls")),
    path("", include("tongket.indicators.urls")),
    path("", include("tongket.rollup.urls")),
]
handler404 = "tongket.project.middleware.not_found"
