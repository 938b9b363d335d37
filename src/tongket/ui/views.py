"""The gallery: every component in every state, for whoever works on pages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from tongket.ui.gallery import sample
from tongket.ui.rendering import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components. Only on a developer's machine (``TONGKET_DEBUG=1``)."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/gallery.html", sample())


# This room lies below ``access`` and cannot use its ``page``; these are the marks it would set.
gallery.access_action = None  # type: ignore[attr-defined]  # as access.gate.page does
gallery.access_public = True  # type: ignore[attr-defined]  # as access.gate.page does
