"""Addresses for the tests of the frame alone: a home page, a refusing page, sign-in, the gallery."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tongket.access.domain import Action
from tongket.access.gate import page
from tongket.access.refusals import OutOfScope, Refused
from tongket.ui.gallery import sample
from tongket.ui.rendering import render


@dataclass(frozen=True)
class EmptyPage:
    """A page that says nothing."""


@page(None)
def home(request: HttpRequest) -> HttpResponse:
    """The bare frame."""
    return render(request, "ui/base.html", EmptyPage())


@page(None)
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery inside the frame of a person."""
    return render(request, "ui/gallery.html", sample(), fragment="rows")


@page(None)
def refusing(request: HttpRequest) -> HttpResponse:
    """Refuse with a reason."""
    raise Refused("Chỉ Bí thư mới duyệt được.")


@page(None)
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Deny that there is anything."""
    raise OutOfScope


@page(None)
def broken(request: HttpRequest) -> HttpResponse:
    """Fail as a fault in the program would."""
    raise RuntimeError("secret particulars")


@page(Action.SEE_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """A page for administrators."""
    return render(request, "ui/base.html", EmptyPage())


urlpatterns = [
    path("", home, name="home"),
    path("thu/", gallery, name="gallery_inside"),
    path("tu-choi/", refusing),
    path("ngoai/", elsewhere),
    path("hong/", broken),
    path("nhat-ky/", include(([path("", audit, name="audit")], "desk"))),
    path("", include("tongket.accounts.urls")),
    path("", include("tongket.ui.urls")),
]
handler404 = "tongket.project.middleware.not_found"
handler500 = "tongket.project.middleware.failed"
