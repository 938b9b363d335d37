"""What the pages of the room have in common: addresses that keep the day, items, words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tongket.access.domain import Actor
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.core.dates import format_day
from tongket.core.numbers import format_number, format_percent
from tongket.org import policy, selectors
from tongket.org.domain import TreeNode
from tongket.org.gazetteer import FORM_PREFIXES
from tongket.org.models import WHOLE, Reorganisation, UnitKind
from tongket.ui.components import Crumb, TreeItem

BASES = {
    "whole": lazy("toàn bộ"),
    "stated": lazy("theo văn bản"),
    "population": lazy("theo dân số"),
    "members": lazy("theo số đảng viên"),
    "equal": lazy("chia đều, là giả định"),
}


def with_day(address: str, day: date, **parameters: str) -> str:
    """Return the address with the day, unless it is today, and other parameters."""
    query = dict(parameters)
    if day != clock.today():
        query["ngay"] = format_day(day)
    return f"{address}?{urlencode(query)}" if query else address


def tree_address(day: date, tree: str, below: str = "") -> str:
    """Return the address of the tree on a day, from one unit down where ``below`` is its code."""
    parameters = {"cay": tree}
    if below:
        parameters["duoi"] = below
    return with_day(reverse("org:tree"), day, **parameters)


def unit_address(code: str, day: date) -> str:
    """Return the address of a unit's page on a day."""
    return with_day(reverse("org:unit", args=[code]), day)


FORMS: Mapping[str, str] = {form: label for label, form in FORM_PREFIXES.items()}
"""What the name of a division begins with; the kind of all communes is one, their forms differ."""


def kind_label(kind: str, form: str = "") -> str:
    """Return what people call a kind of unit; for a division its form says it better."""
    return _(FORMS[form]) if form in FORMS else str(dict(UnitKind.choices).get(kind, kind))


def tree_items(nodes: Iterable[TreeNode], day: date, actor: Actor) -> tuple[TreeItem, ...]:
    """Return lines of the tree for units that the actor may see; branches open on demand."""
    seen = [node for node in nodes if policy.can_see(actor, node.tree, node.id)]
    counts = selectors.counts_below([node.id for node in seen], day)
    return tuple(
        TreeItem(
            label=node.name,
            address=unit_address(node.code, day),
            note="" if node.form else kind_label(node.kind),
            value=_("%(count)s đơn vị bên dưới") % {"count": format_number(counts[node.id])}
            if node.id in counts
            else "",
            more_address=tree_address(day, node.tree, node.code) if node.id in counts else "",
        )
        for node in seen
    )


def crumbs_of(
    node: TreeNode, day: date, actor: Actor, *, current: bool = True
) -> tuple[Crumb, ...]:
    """Return the way from the root to a unit; a name outside the scope is no link."""
    above = selectors.ancestors_of(node.id, day)
    found = {one.id: one for one in selectors.nodes_on(above, day)}
    crumbs = [
        Crumb(one.name, unit_address(one.code, day) if _open(one, actor) else "")
        for one in (found[key] for key in reversed(above) if key in found)
    ]
    if current:
        crumbs.append(Crumb(node.name))
    return tuple(crumbs)


def _open(node: TreeNode, actor: Actor) -> bool:
    return policy.can_see(actor, node.tree, node.id)


def percent_of(share: int) -> str:
    """Write parts per million as people read them: 33,33 %."""
    return format_percent(Decimal(share) / (WHOLE // 100), 2)


def basis_label(basis: str) -> str:
    """Return what a share rests on, in words."""
    return str(BASES.get(basis, basis))


def share_words(share: int, basis: str) -> str:
    """Say a share with what it rests on."""
    if share == WHOLE:
        return basis_label("whole")
    return f"{percent_of(share)}, {basis_label(basis)}"


def span_words(start: date, end: date | None, first_known: date) -> str:
    """Say from when to when something held; the first day of all is not known as a day."""
    begun = _("từ trước") if start <= first_known else format_day(start)
    if end is None:
        return _("%(start)s – nay") % {"start": begun}
    return f"{begun} – {_('hết')} {format_day(date.fromordinal(end.toordinal() - 1))}"


def reorganisation_crumbs(*here: str) -> tuple[Crumb, ...]:
    """Return the way to a page below the list of reorganisations."""
    return (
        Crumb(_("Tổ chức"), reverse("org:tree")),
        Crumb(_("Các lần sắp xếp"), reverse("org:reorganisation_list")),
        *(Crumb(label) for label in here),
    )


def reorganisation_of(actor: Actor, code: str) -> Reorganisation:
    """Return a reorganisation that the actor may see; ``OutOfScope`` (404) else."""
    row = policy.visible_reorganisations(actor).filter(code=code).first()
    if row is None:
        raise OutOfScope
    return row
