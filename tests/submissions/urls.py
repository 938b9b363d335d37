"""The addresses these tests need: this room, sign-in, and the page a number opens."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tongket.access.gate import page


@page(None)
def stand_in(request: HttpRequest, key: str = "") -> HttpResponse:
    return HttpResponse(key)


urlpatterns = [
    path("", stand_in, name="home"),
    path("", include("tongket.accounts.urls")),
    path("", include("tongket.submissions.urls")),
]
# The page of a number belongs to the room below; here only its address matters.
rollup = ([path("so-lieu/<str:key>/", stand_in, name="figure")], "rollup")
urlpatterns.append(path("", include(rollup)))

handler404 = "tongket.project.middleware.not_found"
