"""The sign-in form, and the brake on guessing."""

import hashlib
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongket.accounts.models import User

FAILURES_ALLOWED = 5
SECONDS_TO_WAIT = 300


class SignInForm(forms.Form):
    """A name and a password. One sentence for every refusal: it never says which was wrong."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Nhập tên đăng nhập.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu.")},
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Keep the request: its address is part of the brake."""
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Check name and password; after five failures within five minutes, make wait."""
        given = super().clean() or self.cleaned_data
        username, password = given.get("username"), given.get("password")
        if not username or not password:
            return given
        brake = _brake_key(self.request, username)
        if cache.get(brake, 0) >= FAILURES_ALLOWED:
            raise forms.ValidationError(
                _("Đã nhập sai nhiều lần. Chờ năm phút rồi thử lại, hoặc nhờ người quản trị.")
            )
        user = authenticate(self.request, username=username, password=password)
        if not isinstance(user, User):
            _count_failure(brake)
            raise forms.ValidationError(
                _("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra chữ hoa, bộ gõ rồi thử lại.")
            )
        cache.delete(brake)
        self.user = user
        return given


def _brake_key(request: HttpRequest, username: str) -> str:
    """Name a counter by who is asked for and from where; neither is stored in the clear."""
    address = request.META.get("REMOTE_ADDR", "")
    digest = hashlib.sha256(f"{username.casefold()}\n{address}".encode()).hexdigest()
    return f"sign-in-failures:{digest}"


def _count_failure(brake: str) -> None:
    if not cache.add(brake, 1, SECONDS_TO_WAIT):
        try:
            cache.incr(brake)
        except ValueError:  # it ran out between the two calls
            cache.set(brake, 1, SECONDS_TO_WAIT)
