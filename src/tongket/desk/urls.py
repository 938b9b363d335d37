"""Addresses of the desk. ``home`` has no namespace: settings and the frame name it so."""

from django.urls import include, path

from tongket.desk.views import home, looking

_DESK = [
    path("lanh-dao/", looking.leader, name="leader"),
    path("tim/", looking.search_page, name="search"),
    path("nhat-ky/", looking.audit, name="audit"),
    path("tro-giup/", home.help_page, name="help"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("", include((_DESK, "desk"))),
]
