"""Middleware: content policy, deny by default, refusals as pages."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongket.access.domain import NOBODY
from tongket.access.refusals import OutOfScope, Refused
from tongket.accounts.selectors import actor_for
from tongket.core import clock

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


def content_policy(handler: Handler) -> Handler:
    """Send the strict content policy with every page: nothing from elsewhere, nothing inline."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response

    return middleware


class AccessMiddleware:
    """Builds the actor; refuses unmarked addresses; turns refusals into pages."""

    def __init__(self, handler: Handler) -> None:
        """Keep the next handler."""
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the actor on the request."""
        user = request.user
        request.actor = (  # type: ignore[attr-defined]  # read through access.gate.actor_of
            actor_for(user, clock.today()) if user.is_authenticated else NOBODY
        )
        return self.handler(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Any,
        _args: Any,
        _kwargs: Any,
    ) -> HttpResponse | None:
        """Deny by default: a view without a mark is a 404, one that is not public needs a sign-in."""
        if not hasattr(view, "access_action"):
            return not_found(request)
        if _holds_nul(request):
            sentence = _("Nội dung gửi lên có ký tự không đọc được. Xóa ký tự lạ rồi gửi lại.")
            return render(request, "ui/refused.html", {"reason": sentence}, status=400)
        if not view.access_public and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer refusals: 404 outside the scope, 403 with its reason inside."""
        if isinstance(fault, OutOfScope):
            return not_found(request)
        if isinstance(fault, Refused):
            return render(request, "ui/refused.html", {"reason": str(fault)}, status=403)
        return None


def _holds_nul(request: HttpRequest) -> bool:
    """Whether an address or a field holds the character that PostgreSQL cannot keep."""
    given = (request.GET, request.POST)
    values = (value for part in given for _name, several in part.lists() for value in several)
    return "\0" in request.path or any("\0" in str(value) for value in values)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with a page that says where to go. (Django names the argument ``exception``.)"""
    return render(request, "ui/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a page without particulars: no traceback reaches a user."""
    return render(request, "ui/failed.html", status=500)


def token_lost(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose protective token is missing or old: nothing was done, say so."""
    sentence = _("Trang này mở đã lâu nên chưa ghi được gì. Mở lại trang rồi làm lại.")
    return render(request, "ui/refused.html", {"reason": sentence}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 with a page."""
    return render(request, "ui/failed.html", status=400)
