"""Signing in and out, and what the frame's choosers post: unit, period, language."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tongket.access.gate import page
from tongket.access.where import (
    PERIOD_PARAMETER,
    UNIT_PARAMETER,
    remember_period,
    remember_unit,
)
from tongket.accounts.forms import SignInForm
from tongket.accounts.models import User
from tongket.ui.rendering import render

DEMO_ACCOUNTS = "demo_accounts.json"


@dataclass(frozen=True)
class DemoAccount:
    """A sign-in of the demo organisation; the person is invented, the password is public."""

    name: str
    role: str
    unit: str
    username: str
    password: str
    unit_name: str = ""
    say: str = ""
    """What to look at as this person."""


@dataclass(frozen=True)
class SignInPage:
    """The sign-in page: the form, where to go afterwards, and in the demo whom to be."""

    form: SignInForm
    next: str
    demo_accounts: tuple[DemoAccount, ...]


@page(None, public=True)
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; on success go where the person wanted to go."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user:
        login(request, form.user)
        response = HttpResponseRedirect(_next_address(request))
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.user.language, samesite="Lax")
        return response
    if request.method != "POST" and request.user.is_authenticated:
        return HttpResponseRedirect(_next_address(request))
    shown = SignInPage(
        form=form,
        next=request.POST.get("next", request.GET.get("next", "")),
        demo_accounts=demo_accounts(Path(settings.HOME)),
    )
    return render(request, "accounts/sign_in.html", shown)


@page(None, public=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and say so."""
    logout(request)
    messages.success(request, _("Đã đăng xuất."))
    return redirect("sign_in")


@page(None, public=True)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages; kept with the account of whoever is signed in."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_next_address(request))
    if language not in dict(settings.LANGUAGES):
        messages.error(request, _("Hệ thống chưa có ngôn ngữ này."))
        return response
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax"
    )
    return response


@page(None)
@require_POST
def set_unit(request: HttpRequest) -> HttpResponse:
    """Act for another unit of one's own appointments from now on."""
    chosen = request.POST.get("unit", "")
    if not chosen.isdecimal() or not remember_unit(request, int(chosen)):
        messages.error(request, _("Bạn không được phân công ở đơn vị này."))
    return HttpResponseRedirect(_without(_next_address(request), UNIT_PARAMETER))


@page(None)
@require_POST
def set_period(request: HttpRequest) -> HttpResponse:
    """Look at another period from now on."""
    if not remember_period(request, request.POST.get("period", "")):
        messages.error(request, _("Không có kỳ báo cáo này."))
    return HttpResponseRedirect(_without(_next_address(request), PERIOD_PARAMETER))


def demo_accounts(home: Path) -> tuple[DemoAccount, ...]:
    """Read the sign-ins that the demo left in the installation's folder; none elsewhere."""
    path = home / DEMO_ACCOUNTS
    if not path.is_file():
        return ()
    fields = DemoAccount.__dataclass_fields__
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(DemoAccount(**{name: str(row.get(name, "")) for name in fields}) for row in rows)


def _next_address(request: HttpRequest) -> str:
    """Return where to go: ``next`` when it lies on this site, else home."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    try:
        return reverse("home" if request.user.is_authenticated else "sign_in")
    except NoReverseMatch:
        return "/"


def _without(address: str, parameter: str) -> str:
    """Drop a parameter that would win over what was just chosen."""
    path, _mark, query = address.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(f"{parameter}=")]
    return f"{path}?{'&'.join(kept)}" if kept else path
