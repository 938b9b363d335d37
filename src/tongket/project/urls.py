"""All addresses. Each room brings its own; every view is marked with the action it needs."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tongket.desk.urls")),
    path("", include("tongket.accounts.urls")),
    path("", include("tongket.rulebook.urls")),
    path("", include("tongket.indicators.urls")),
    path("", include("tongket.org.urls")),
    path("", include("tongket.rollup.urls")),
    path("", include("tongket.submissions.urls")),
    path("", include("tongket.narratives.urls")),
    path("", include("tongket.yearend.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("", include("tongket.ui.urls")))

handler400 = "tongket.project.middleware.bad_request"
handler404 = "tongket.project.middleware.not_found"
handler500 = "tongket.project.middleware.failed"
