"""The components of every page. ``{% load ui %}`` brings all of them and the filters.

Small pieces::

    {% icon "search" %}                               {% icon "late" label=_("quá hạn") %}
    {% status "submitted" %}                          {% status "late" word=page.due_words %}
    {% figure "7.995" address label=… basis=… size="large" %}   a number is always a link
    {% difference before after %}                     before → after, with what changed
    {% progress 12 15 label=_("đơn vị đã gửi") %}     {% strip 12 15 page.missing address %}
    {% highlight label value address note=… %}        {% empty title note=… label=… address=… %}
    {% breadcrumb page.crumbs %} {% tabs page.tabs %} {% pagination page.rows %}
    {% tree page.items %} {% tree_branch page.items %} {% timeline page.entries %} {% flow page.flow %}
    {% action page.submit %}                          a button, or why it may not be pressed

Fields::

    {% field name label value=… last=… counted=… unit=… hint=… error=… warning=… saved=… save_address=… %}
    {% field_note name error=… warning=… saved=… %}   the fragment answered by save_address
    {% form_fields form %} {% form_field form.name %} a Django form in our own look

Shells (with an end tag)::

    {% table caption=… %}<thead>…</thead><tbody>…</tbody>{% endtable %}
    {% dialog "key" title=… %}…{% enddialog %}        opened by {% dialog_button "key" label %}
    {% notice "warning" %}…{% endnotice %}

Numbers stand in ``<td class="number">``; on a phone each cell shows its ``data-label``.
Filters: ``|number`` ``|number:1`` ``|percent`` ``|day`` ``|long_day`` ``|moment`` ``|clock_time``
``|due:today``.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tongket.ui.components import Action, Crumb, Flow, MissingUnit, Tab, TimelineEntry, TreeItem
from tongket.ui.flow import picture
from tongket.ui.icons import ICONS
from tongket.ui.states import look_of
from tongket.ui.templatetags import formats

register = template.Library()

register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("day", formats.day)
register.filter("long_day", formats.long_day)
register.filter("moment", formats.moment)
register.filter("clock_time", formats.clock_time)
register.filter("due", formats.due)

COMPONENTS = "ui/components/"
Shown = str | int | Decimal | None


def _text(value: Shown) -> str:
    """Write a value; a text stays as it is, None becomes empty."""
    return value if isinstance(value, str) else formats.number(value)


# --- small pieces ---------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon. Without ``label`` it is decoration and silent for screen readers."""
    shapes = mark_safe(ICONS[name])  # noqa: S308 - our own constants
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            label,
            shapes,
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        shapes,
    )


@register.simple_tag
def status(code: str, word: str = "") -> SafeString:
    """Show a state by word, shape and tone. ``word`` replaces the usual word of ``code``."""
    look = look_of(code)
    return _drawn("status.html", icon=look.icon, tone=look.tone, word=word or look.word)


@register.simple_tag
def figure(
    value: Shown, address: str, label: str = "", basis: str = "", size: str = "normal"
) -> SafeString:
    """Show a number as a link to how it came about. ``size``: normal, large or small.

    ``label`` names what is counted and ``basis`` where it comes from ("cộng từ 15 phường"): both
    are read out with the number; ``basis`` is seen below a large one. None shows a dash.
    """
    return _drawn(
        "figure.html",
        text=_text(value),
        address=address,
        label=label,
        basis=basis,
        size=size if size in {"normal", "large", "small"} else "normal",
    )


@register.simple_tag
def difference(before: Shown, after: Shown, note: str = "", label: str = "") -> SafeString:
    """Show a value before and after, and the signed change where both are numbers."""
    change: Decimal | int | None = None
    if isinstance(before, int | Decimal) and isinstance(after, int | Decimal):
        change = after - before
    return _drawn(
        "difference.html",
        before=_text(before),
        after=_text(after),
        change=formats.signed(change) if change else "",
        same=before == after,
        note=note,
        label=label,
    )


@register.inclusion_tag(f"{COMPONENTS}progress.html")
def progress(done: int, whole: int, label: str = "") -> dict[str, object]:
    """Show "k trên n" with a bar."""
    return {"done": done, "whole": whole, "label": label, "is_complete": done >= whole}


@register.inclusion_tag(f"{COMPONENTS}strip.html")
def strip(
    sent: int,
    expected: int,
    missing: Sequence[MissingUnit] = (),
    address: str = "",
    *,
    accepted: bool = False,
) -> dict[str, object]:
    """Say how many units have sent, and which have not: a total never hides who is missing.

    The names stand folded behind "xem n đơn vị chưa gửi"; with ``address`` that is a link instead.
    ``accepted``: what is counted is not what was sent but what was accepted, as for figures.
    """
    return {
        "sent": sent,
        "expected": expected,
        "absent": expected - sent,
        "missing": missing,
        "address": address,
        "accepted": accepted,
    }


@register.inclusion_tag(f"{COMPONENTS}highlight.html")
def highlight(
    label: str, value: Shown, address: str, note: str = "", state: str = ""
) -> dict[str, object]:
    """Show one figure of a result as a card; the number opens. ``state`` adds a status."""
    return {"label": label, "text": _text(value), "address": address, "note": note, "state": state}


@register.inclusion_tag(f"{COMPONENTS}empty.html")
def empty(title: str, note: str = "", label: str = "", address: str = "") -> dict[str, object]:
    """Say kindly that there is nothing, what comes next, and offer one act."""
    return {"title": title, "note": note, "label": label, "address": address}


@register.inclusion_tag(f"{COMPONENTS}action.html", takes_context=True)
def action(context: Context, act: Action, kind: str = "plain") -> dict[str, object]:
    """Show an act as a button; refused, it is off and the reason stands beside it.

    ``kind``: main (the one main act of a page), plain or quiet.
    """
    return {"act": act, "kind": kind, "csrf_token": context.get("csrf_token", "")}


# --- finding one's way ----------------------------------------------------------------------------


@register.inclusion_tag(f"{COMPONENTS}breadcrumb.html")
def breadcrumb(crumbs: Sequence[Crumb]) -> dict[str, object]:
    """Show the way to this page; the last step is the page itself."""
    return {"crumbs": crumbs}


@register.inclusion_tag(f"{COMPONENTS}tabs.html")
def tabs(entries: Sequence[Tab], label: str = "") -> dict[str, object]:
    """Show several views of one thing as links."""
    return {"entries": entries, "label": label}


@register.inclusion_tag(f"{COMPONENTS}pagination.html", takes_context=True)
def pagination(context: Context, rows: Page[Any], parameter: str = "trang") -> dict[str, object]:
    """Show which rows these are of how many, and the pages around. Other parameters are kept."""
    request = context.get("request")
    kept = request.GET.copy() if request else QueryDict(mutable=True)
    kept.pop(parameter, None)
    prefix = f"?{kept.urlencode()}&{parameter}=" if kept else f"?{parameter}="
    return {"rows": rows, "prefix": prefix}


# --- pictures of structure ------------------------------------------------------------------------


@register.inclusion_tag(f"{COMPONENTS}tree.html")
def tree(items: Iterable[TreeItem], label: str = "") -> dict[str, object]:
    """Show a tree as an indented list whose branches open, also without a script."""
    return {"items": items, "label": label}


@register.inclusion_tag(f"{COMPONENTS}tree_branch.html")
def tree_branch(items: Iterable[TreeItem]) -> dict[str, object]:
    """Show one branch alone: what ``more_address`` answers to htmx."""
    return {"items": items}


@register.inclusion_tag(f"{COMPONENTS}timeline.html")
def timeline(entries: Sequence[TimelineEntry]) -> dict[str, object]:
    """Show what held when, in the given order."""
    return {"entries": entries}


@register.inclusion_tag(f"{COMPONENTS}flow.html")
def flow(value: Flow) -> dict[str, object]:
    """Show who became whom: boxes with names, lines with shares, and the same in words."""
    return {"picture": picture(value)}


# --- fields ---------------------------------------------------------------------------------------


@register.inclusion_tag(f"{COMPONENTS}field.html")
def field(name: str, label: str, value: Shown = "", **more: Any) -> dict[str, object]:
    """Show a line of a form: what is asked, last period, what a register counts, the field.

    ``more``: ``last`` and ``counted`` (values beside), ``last_address`` and ``counted_address``
    (they open), ``unit`` ("người"), ``hint``, ``error``, ``warning``, ``saved`` ("10:42"),
    ``save_address`` (saved as one types), ``number`` (the line's number), ``disabled`` (shown, not
    asked), ``required``. Unknown names raise TypeError.
    """
    unknown = more.keys() - FIELD_DEFAULTS.keys()
    if unknown:
        raise TypeError(f"field has no {', '.join(sorted(unknown))}")
    values: dict[str, object] = {**FIELD_DEFAULTS, **more}
    for beside in ("last", "counted"):
        values[beside] = _text(more.get(beside))
    return values | {"name": name, "label": label, "value": _text(value), "id": f"field-{name}"}


FIELD_DEFAULTS: Mapping[str, object] = {
    "last": "",
    "last_address": "",
    "counted": "",
    "counted_address": "",
    "unit": "",
    "hint": "",
    "error": "",
    "warning": "",
    "saved": "",
    "save_address": "",
    "number": "",
    "disabled": False,
    "required": False,
}


@register.inclusion_tag(f"{COMPONENTS}field_note.html")
def field_note(name: str, error: str = "", warning: str = "", saved: str = "") -> dict[str, object]:
    """Show what is said about a field after it was saved; htmx puts it in place of the old one."""
    return {"id": f"field-{name}", "error": error, "warning": warning, "saved": saved}


@register.inclusion_tag(f"{COMPONENTS}form_fields.html")
def form_fields(form: BaseForm) -> dict[str, object]:
    """Show a Django form: its errors on top with links to the fields, then every field."""
    return {"form": form}


@register.inclusion_tag(f"{COMPONENTS}form_field.html")
def form_field(bound: BoundField) -> dict[str, object]:
    """Show one field of a Django form with label, hint and errors."""
    described = [bound.auto_id + "-hint"] if bound.help_text else []
    described += [bound.auto_id + "-error"] if bound.errors else []
    attributes: dict[str, str | bool] = {"class": "input"}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {"bound": bound, "widget": bound.as_widget(attrs=attributes)}


# --- shells ---------------------------------------------------------------------------------------


@register.simple_block_tag(end_name="endtable")
def table(content: str, caption: str, shape: str = "cards", note: str = "") -> SafeString:
    """Wrap rows in a table with a caption and a head that stays in sight.

    ``shape``: cards (each row a card on a phone; cells need ``data-label``), wide (scrolls sideways)
    or plain (narrow enough as it is). ``note`` stands under the caption.
    """
    return _drawn("table.html", content, caption=caption, shape=shape, note=note)


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, key: str, title: str) -> SafeString:
    """Wrap what a dialog says; without a script it opens by its address ``#key``."""
    return _drawn("dialog.html", content, key=key, title=title)


@register.inclusion_tag(f"{COMPONENTS}dialog_button.html")
def dialog_button(key: str, label: str, icon: str = "") -> dict[str, object]:
    """Show what opens the dialog ``key``."""
    return {"key": key, "label": label, "icon": icon}


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str = "info") -> SafeString:
    """Wrap a remark on the page: info, done, warning or error."""
    tones = {"info": "sealed", "done": "done", "warning": "waiting", "error": "late"}
    icons = {"info": "info", "done": "check", "warning": "warning", "error": "late"}
    return _drawn("notice.html", content, tone=tones[kind], icon=icons[kind])


@register.simple_block_tag(takes_context=True, end_name="endkeep")
def keep(context: Context, content: str, name: str) -> str:
    """Render a block once and keep it under ``name`` for several places of the page."""
    context.dicts[0][name] = mark_safe(content.strip())  # noqa: S308 - rendered by the template
    return ""


def _drawn(name: str, content: str = "", **values: object) -> SafeString:
    """Render a component without blanks around it, so that a full stop can follow closely."""
    rendered = render_to_string(COMPONENTS + name, values | {"content": content})
    return mark_safe(rendered.strip())  # noqa: S308 - rendered by an autoescaping template
