"""The site's addresses with those that these tests walk through."""

from django.urls import include, path

from tongket.project import urls

handler404 = urls.handler404
_ROOMS = ("desk", "yearend", "rollup")
urlpatterns = [
    *urls.urlpatterns,
    *(path("", include(f"tongket.{room}.urls")) for room in _ROOMS),
]
