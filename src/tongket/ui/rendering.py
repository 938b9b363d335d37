"""Answering with a page or with a part of it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def render(
    request: HttpRequest,
    template: str,
    page: "DataclassInstance",
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render ``template`` with ``page`` (a frozen dataclass) under the key ``page``.

    ``fragment`` names a partial of the same template (``{% partialdef NAME inline %}``). It alone is
    sent to a request of htmx that is neither a boosted link nor the browser going back: those two
    need the whole page. The answer varies by ``HX-Request``, so that no cache mixes them up.
    """
    name = f"{template}#{fragment}" if fragment and wants_fragment(request) else template
    response = HttpResponse(render_to_string(name, {"page": page}, request), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )
