"""Addresses of the indicators."""

from django.urls import path

from tongket.indicators import views

app_name = "indicators"
urlpatterns = [
    path("chi-tieu/", views.indicator_list, name="list"),
    path("chi-tieu/<slug:code>/", views.indicator_detail, name="detail"),
]
