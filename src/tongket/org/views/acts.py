"""Acts on reorganisations: writing one down, writing it anew, doing it, undoing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongket.access.domain import Action as Right
from tongket.access.gate import actor_of, page
from tongket.core import clock
from tongket.core.dates import format_day
from tongket.org import services
from tongket.org.domain import PlanFault, plan_from_json, plan_to_text
from tongket.org.forms import PlanForm
from tongket.org.models import Reorganisation, UnitKind
from tongket.org.services import OrgFault
from tongket.org.views.shared import reorganisation_crumbs, reorganisation_of
from tongket.ui.components import Crumb
from tongket.ui.rendering import render


class SeeOther(HttpResponseRedirect):
    """303: after an act, look at the page."""

    status_code = 303


@dataclass(frozen=True)
class Choice:
    """A word that may stand in a plan, with its meaning."""

    word: str
    label: str


@dataclass(frozen=True)
class FormPage:
    """Writing a reorganisation down."""

    form: PlanForm
    address: str
    back: str
    is_new: bool
    crumbs: Sequence[Crumb]
    kinds: Sequence[Choice]


@page(Right.REORGANISE)
def reorganisation_new(request: HttpRequest) -> HttpResponse:
    """Write a new plan down; it is then shown with everything it touches before it is done."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            row = services.draft_reorganisation(
                actor=actor_of(request),
                now=clock.now(),
                code=values["code"],
                title=values["title"],
                instrument=values["instrument"],
                effective_on=values["effective_on"],
                plan=form.plan,
                tree=values["tree"],
            )
        except OrgFault as fault:
            form.add_error(None, str(fault))
        else:
            return SeeOther(reverse("org:reorganisation", args=[row.code]))
    return _form_page(request, form, reverse("org:reorganisation_new"), None)


@page(Right.REORGANISE)
def reorganisation_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write a plan anew that has not been done, or has been undone."""
    row = reorganisation_of(actor_of(request), code)
    form = PlanForm(request.POST or None, initial=_initial(row))
    form.fields["code"].disabled = form.fields["tree"].disabled = True
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.redraft_reorganisation(
                actor=actor_of(request),
                now=clock.now(),
                reorganisation=row,
                title=values["title"],
                instrument=values["instrument"],
                effective_on=values["effective_on"],
                plan=form.plan,
            )
        except OrgFault as fault:
            form.add_error(None, str(fault))
        else:
            return SeeOther(reverse("org:reorganisation", args=[row.code]))
    return _form_page(request, form, reverse("org:reorganisation_edit", args=[code]), row)


def _initial(row: Reorganisation) -> dict[str, str]:
    try:
        steps = plan_to_text(plan_from_json(row.plan))
    except PlanFault:
        steps = ""
    return {
        "tree": row.tree,
        "code": row.code,
        "title": row.title,
        "instrument": row.instrument,
        "effective_on": format_day(row.effective_on),
        "steps": steps,
    }


def _form_page(
    request: HttpRequest, form: PlanForm, address: str, row: Reorganisation | None
) -> HttpResponse:
    back = reverse("org:reorganisation", args=[row.code]) if row else ""
    return render(
        request,
        "org/reorganisation_form.html",
        FormPage(
            form=form,
            address=address,
            back=back or reverse("org:reorganisation_list"),
            is_new=row is None,
            crumbs=reorganisation_crumbs(row.title if row else _("Phương án mới")),
            kinds=[Choice(value, str(label)) for value, label in UnitKind.choices],
        ),
        status=422 if form.is_bound else 200,
    )


@require_POST
@page(Right.REORGANISE)
def reorganisation_apply(request: HttpRequest, code: str) -> HttpResponse:
    """Do a reorganisation, and say what was done or why not."""
    row = reorganisation_of(actor_of(request), code)
    try:
        outcome = services.apply(actor=actor_of(request), now=clock.now(), reorganisation=row)
    except OrgFault as fault:
        messages.error(request, str(fault))
    else:
        messages.success(
            request,
            _("Đã thực hiện: %(created)s đơn vị thành lập, %(closed)s kết thúc, %(moved)s chuyển.")
            % {
                "created": len(outcome.created),
                "closed": len(outcome.closed),
                "moved": len(outcome.moved),
            },
        )
    return SeeOther(reverse("org:reorganisation", args=[code]))


@require_POST
@page(Right.REORGANISE)
def reorganisation_revert(request: HttpRequest, code: str) -> HttpResponse:
    """Undo a reorganisation, and say so or say what rests on it by now."""
    row = reorganisation_of(actor_of(request), code)
    try:
        services.revert(actor=actor_of(request), now=clock.now(), reorganisation=row)
    except OrgFault as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Đã hủy bỏ; cây tổ chức trở lại như trước."))
    return SeeOther(reverse("org:reorganisation", args=[code]))
