"""The site's addresses with those of reviews."""

from django.urls import include, path

from tongket.project import urls

handler404 = urls.handler404
urlpatterns = [*urls.urlpatterns, path("", include("tongket.yearend.urls"))]
