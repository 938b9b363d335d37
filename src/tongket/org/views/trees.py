"""The tree browser, the search, and what the sources disagree about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor
from tongket.access.gate import actor_of, fetch, page
from tongket.core import clock
from tongket.core.dates import format_day
from tongket.org import policy, selectors
from tongket.org.domain import TreeNode
from tongket.org.forms import day_of
from tongket.org.gazetteer import Contradiction
from tongket.org.models import TreeName
from tongket.org.selectors import ChangeDay
from tongket.org.views.shared import (
    crumbs_of,
    kind_label,
    tree_address,
    tree_items,
    unit_address,
)
from tongket.ui.components import Crumb, Tab, TreeItem
from tongket.ui.rendering import render, wants_fragment

MOST_DAYS = 12
"""Days of change that are listed; a year has few."""


@dataclass(frozen=True)
class DayLink:
    """A day on which something changed."""

    day: date
    address: str
    words: str
    is_current: bool


@dataclass(frozen=True)
class TreePage:
    """The tree of a day, from the roots or from one unit down."""

    tree: str
    tree_label: str
    tabs: Sequence[Tab]
    day: date
    day_text: str
    day_fault: str
    below: str
    title: str
    crumbs: Sequence[Crumb]
    items: Sequence[TreeItem]
    days: Sequence[DayLink]
    may_reorganise: bool
    structure_day: date | None
    structure_back: str


@page(Action.SEE_UNITS)
def tree(request: HttpRequest) -> HttpResponse:
    """Show the tree of a day. ``duoi`` opens one unit: a part of the page for htmx, else a page."""
    actor = actor_of(request)
    given = request.GET.get("cay", "")
    below = request.GET.get("duoi", "")
    day, text, fault = day_of(request.GET.get("ngay", ""), clock.today())
    top = _unit(actor, below, day) if below else None
    name = top.tree if top else given if given in TreeName.values else _first_tree(actor)
    nodes = selectors.children_with_names(top.id, day) if top else _roots(actor, name, day)
    items = tree_items(nodes, day, actor)
    if wants_fragment(request) and top:
        return render(request, "org/tree.html", BranchPage(items), fragment="branch")
    today = clock.today()
    label = str(TreeName(name).label)
    return render(
        request,
        "org/tree.html",
        TreePage(
            tree=name,
            tree_label=label,
            tabs=[
                Tab(str(choice.label), tree_address(day, choice.value), choice.value == name)
                for choice in TreeName
                if choice.value == name or _roots(actor, choice.value, day)
            ],
            day=day,
            day_text=text,
            day_fault=fault,
            below=below,
            title=top.name if top else label,
            crumbs=(Crumb(label, tree_address(day, name)), *crumbs_of(top, day, actor))
            if top
            else (),
            items=items,
            days=_days(name, day),
            may_reorganise=actor.may(Action.REORGANISE),
            structure_day=None if day == today else day,
            structure_back=tree_address(today, name),
        ),
    )


@dataclass(frozen=True)
class BranchPage:
    """The units directly below one unit."""

    items: Sequence[TreeItem]


def _unit(actor: Actor, code: str, day: date) -> TreeNode | None:
    unit = fetch(policy.visible_units(), actor, Action.SEE_UNITS, code=code)
    return selectors.unit_on(unit.code, day)


def _first_tree(actor: Actor) -> str:
    """Return the party's tree where the person has something to see in it, else the public one."""
    today = clock.today()
    seen = _roots(actor, TreeName.PARTY, today)
    return TreeName.PARTY.value if seen else TreeName.GOVERNMENT.value


def _roots(actor: Actor, tree_name: str, day: date) -> Sequence[TreeNode]:
    """Return where a person's view of a tree begins: its roots, or the units of the appointments.

    On a past day the predecessors of those units stand in for them.
    """
    scope = actor.units(Action.SEE_UNITS)
    if scope.everywhere or tree_name in policy.PUBLIC_TREES:
        return selectors.roots_of(tree_name, day)
    own = {unit for unit in actor.appointments if unit in scope}
    own |= set().union(*selectors.with_predecessors(own, clock.today()).values()) if own else set()
    nodes = [
        node for node in selectors.nodes_on(own & scope.unit_ids, day) if node.tree == tree_name
    ]
    inside = selectors.subtrees_of([node.id for node in nodes], day)
    covered = {low for top, lower in inside.items() for low in lower if low != top}
    return [node for node in nodes if node.id not in covered]


def _days(tree_name: str, day: date) -> list[DayLink]:
    return [
        DayLink(
            found.day,
            f"{reverse('org:tree')}?cay={tree_name}&ngay={format_day(found.day)}",
            _change_words(found),
            found.day == day,
        )
        for found in selectors.change_days(tree_name)[:MOST_DAYS]
    ]


def _change_words(found: ChangeDay) -> str:
    counted = (
        (found.begun, _("thành lập")),
        (found.ended, _("kết thúc")),
        (found.renamed, _("đổi tên hoặc loại")),
        (found.moved, _("chuyển cấp trên")),
    )
    return ", ".join(f"{count:,} {word}".replace(",", ".") for count, word in counted if count)


@dataclass(frozen=True)
class FoundUnit:
    """A line of the search."""

    name: str
    code: str
    kind: str
    tree: str
    address: str


@dataclass(frozen=True)
class SearchPage:
    """Units that a text finds on a day."""

    text: str
    day_text: str
    units: Sequence[FoundUnit]


@page(Action.SEE_UNITS)
def search(request: HttpRequest) -> HttpResponse:
    """Find units by name, with or without marks, or by code."""
    actor = actor_of(request)
    text = request.GET.get("q", "")[:200]
    day, day_text, _fault = day_of(request.GET.get("ngay", ""), clock.today())
    found = [
        FoundUnit(
            node.name,
            node.code,
            kind_label(node.kind, node.form),
            str(TreeName(node.tree).label),
            unit_address(node.code, day),
        )
        for node in selectors.search(text, day, limit=200)
        if policy.can_see(actor, node.tree, node.id)
    ]
    return render(request, "org/search.html", SearchPage(text, day_text, found[:50]))


@dataclass(frozen=True)
class Disagreements:
    """What does not agree, of one kind."""

    label: str
    rows: Sequence[Contradiction]


@dataclass(frozen=True)
class DisagreementsPage:
    """Everything in the public data that does not agree."""

    count: int
    groups: Sequence[Disagreements]


@page(Action.SEE_UNITS)
def disagreements(request: HttpRequest) -> HttpResponse:
    """Show what does not agree in the public data of divisions, and what was done about it."""
    rows = selectors.divisions_disagreements()
    labels = {
        "row_is_district": _("Huyện đảo không có đơn vị cấp xã, tính là đơn vị thấp nhất"),
        "namesake_confused": _("Nhầm giữa hai đơn vị cùng tên"),
        "kind_differs": _("Loại đơn vị ghi khác với tên gọi"),
        "spelling": _("Cách viết hoa"),
        "province_code_moved": _("Tỉnh đi tiếp dưới mã của tỉnh khác"),
        "area_missing": _("Không có diện tích"),
        "official_code_differs": _("Mã thống kê khác nhau giữa hai nguồn"),
        "name_differs": _("Tên khác nhau giữa hai nguồn"),
        "double_space": _("Thừa dấu cách trong tên"),
        "share_unknown": _("Điều chỉnh địa giới không rõ tỷ lệ"),
    }
    groups = [
        Disagreements(
            labels.get(kind, kind.replace("_", " ")), [row for row in rows if row.kind == kind]
        )
        for kind in dict.fromkeys(row.kind for row in rows)
    ]
    return render(request, "org/disagreements.html", DisagreementsPage(len(rows), groups))
