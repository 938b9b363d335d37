"""All addresses. Each room brings its own; every view is marked with the action it needs."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

handler400 = "tongket.project.middleware.bad_request"
handler404 = "tongket.project.middleware.not_found"
handler500 = "tongket.project.middleware.failed"
