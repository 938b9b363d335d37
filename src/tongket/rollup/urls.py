"""Addresses of figures."""

from django.urls import path

from tongket.rollup import views

app_name = "rollup"
urlpatterns = [
    path("so-lieu/", views.overview, name="overview"),
    path("so-lieu/xuat/", views.export, name="export"),
    path("so-lieu/<slug:figure_id>/", views.figure_page, name="figure"),
    path("so-lieu/<slug:figure_id>/nhanh/", views.branch, name="branch"),
    path("so-lieu/<slug:figure_id>/tinh-lai/", views.recompute, name="recompute"),
]
