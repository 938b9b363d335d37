"""The compiled review as it stands on the site's own page: anchors, and addresses of this site.

The renderer writes for files that travel: addresses are absolute and headings need no names. Here the
outline at the side leads to headings, and a figure opens on the site that shows the page, by
whatever name the site was called.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from tongket.yearend.document import Heading, ReviewDocument
from tongket.yearend.renderers.page import render_page

_HEADING = re.compile(r'<h([2-6]) class="level-([0-9])">')
_FIGURE = re.compile(r'(data-figure="([A-Za-z0-9]+)" href=")[^"]*"')
# A chart is one picture with words of its own around it; its parts are no pictures without words.
_CHART_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')


@dataclass(frozen=True)
class Anchor:
    """A heading of the text: its level, its words, the name of its place on the page."""

    level: int
    text: str
    title: str
    name: str


def paper(document: ReviewDocument) -> SafeString:
    """Return the review as HTML with named headings and figures that open on this site."""
    numbers = iter(range(1, 10_000))

    def named(match: re.Match[str]) -> str:
        return f'<h{match[1]} class="level-{match[2]}" id="muc-{next(numbers)}">'

    text = _CHART_ROLES.sub("", _HEADING.sub(named, render_page(document)))
    # A sealed review keeps the address of the day it was sealed; its figures open here all the same.
    text = _FIGURE.sub(r'\1/so-lieu/\2/"', text)
    figures = re.compile(rf'href="{re.escape(settings.SITE_ADDRESS)}/so-lieu/([A-Za-z0-9]+)"')
    # The renderer escapes everything people wrote, so a tag or an attribute in it is its own.
    return mark_safe(figures.sub(r'href="/so-lieu/\1/"', text))  # noqa: S308


def anchors(document: ReviewDocument) -> tuple[Anchor, ...]:
    """Return the headings of the text before the annexes, as ``paper`` names them."""
    headings = [block for block in document.body if isinstance(block, Heading)]
    return tuple(
        Anchor(one.level, one.full_text, one.text, f"muc-{number}")
        for number, one in enumerate(headings, start=1)
    )
