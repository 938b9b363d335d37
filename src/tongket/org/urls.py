"""Addresses of the room, all below ``to-chuc/``."""

from django.urls import path

from tongket.org.views import acts, reorganisations, trees, units

app_name = "org"
urlpatterns = [
    path("to-chuc/", trees.tree, name="tree"),
    path("to-chuc/tim/", trees.search, name="search"),
    path("to-chuc/du-lieu/", trees.disagreements, name="disagreements"),
    path("to-chuc/sap-xep/", reorganisations.reorganisation_list, name="reorganisation_list"),
    path("to-chuc/sap-xep/moi/", acts.reorganisation_new, name="reorganisation_new"),
    path("to-chuc/sap-xep/<slug:code>/", reorganisations.reorganisation, name="reorganisation"),
    path(
        "to-chuc/sap-xep/<slug:code>/sua/",
        acts.reorganisation_edit,
        name="reorganisation_edit",
    ),
    path(
        "to-chuc/sap-xep/<slug:code>/thuc-hien/",
        acts.reorganisation_apply,
        name="reorganisation_apply",
    ),
    path(
        "to-chuc/sap-xep/<slug:code>/huy-bo/",
        acts.reorganisation_revert,
        name="reorganisation_revert",
    ),
    path("to-chuc/<slug:code>/", units.unit, name="unit"),
]
