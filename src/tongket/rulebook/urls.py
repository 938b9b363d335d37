"""Addresses of the rulebook."""

from django.urls import path

from tongket.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("quy-dinh/", views.rule_list, name="rule_list"),
    path("quy-dinh/<str:key>/", views.rule, name="rule"),
]
