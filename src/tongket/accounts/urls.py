"""Addresses of sign-in and of the frame's choosers. No namespace: settings name ``sign_in``."""

from django.urls import path

from tongket.accounts import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("chon-ngon-ngu/", views.set_language, name="set_language"),
    path("chon-don-vi/", views.set_unit, name="set_unit"),
    path("chon-ky/", views.set_period, name="set_period"),
]
