"""The room's addresses alone, with signing in."""

from django.urls import include, path

urlpatterns = [
    path("", include("tongket.accounts.urls")),
    path("", include("tongket.org.urls")),
]
