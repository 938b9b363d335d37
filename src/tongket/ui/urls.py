"""Address of the gallery."""

from django.urls import path

from tongket.ui import views

app_name = "ui"
urlpatterns = [path("ui/", views.gallery, name="gallery")]
