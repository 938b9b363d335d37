"""A unit's page: its names over time, where it stood, what it came from and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongket.access.domain import Action, Actor
from tongket.access.gate import actor_of, fetch, page
from tongket.core import clock
from tongket.core.dates import format_day
from tongket.core.ranges import DateRange
from tongket.org import policy, selectors
from tongket.org.domain import TreeNode
from tongket.org.forms import day_of
from tongket.org.models import FIRST_DAY, Unit, UnitVersion
from tongket.org.selectors import SuccessionView
from tongket.org.views.shared import (
    basis_label,
    crumbs_of,
    kind_label,
    percent_of,
    share_words,
    span_words,
    tree_address,
    tree_items,
    unit_address,
)
from tongket.ui.components import Crumb, Flow, FlowEdge, FlowNode, TimelineEntry, TreeItem
from tongket.ui.rendering import render

MOST_IN_PICTURE = 14
"""Units in one column of the flow picture; more are read better as a table."""


@dataclass(frozen=True)
class SuccessionRow:
    """A line of the table of successions."""

    day: date
    predecessor: str
    predecessor_address: str
    successor: str
    successor_address: str
    share: str
    back_share: str
    basis: str
    is_assumed: bool
    instrument: str
    reorganisation: str


@dataclass(frozen=True)
class UnitPage:
    """A unit on a day, with its whole history."""

    code: str
    official_code: str
    name: str
    kind: str
    tree_label: str
    tree_address: str
    day: date
    day_text: str
    day_fault: str
    absence: str
    crumbs: Sequence[Crumb]
    names: Sequence[TimelineEntry]
    parents: Sequence[TimelineEntry]
    flow: Flow | None
    successions: Sequence[SuccessionRow]
    has_assumed: bool
    counterparts: Sequence[TreeItem]
    children: Sequence[TreeItem]
    structure_day: date | None
    structure_back: str


@page(Action.SEE_UNITS)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit on a day; when it does not exist then, say since when it has ended."""
    actor = actor_of(request)
    row = fetch(policy.visible_units(), actor, Action.SEE_UNITS, code=code)
    day, text, fault = day_of(request.GET.get("ngay", ""), clock.today())
    node = selectors.unit_on(code, day)
    versions = selectors.versions_of(row.pk)
    shown = _shown(versions, day)
    rows = selectors.successions_of(row.pk)
    children = selectors.children_with_names(row.pk, day) if node else ()
    today = clock.today()
    return render(
        request,
        "org/unit.html",
        UnitPage(
            code=row.code,
            official_code=row.official_code,
            name=shown.name if shown else row.code,
            kind=kind_label(shown.kind, shown.form) if shown else "",
            tree_label=row.get_tree_display(),
            tree_address=tree_address(day, row.tree),
            day=day,
            day_text=text,
            day_fault=fault,
            absence="" if node else _absence(versions, day),
            crumbs=_crumbs(row, node, shown, day, actor),
            names=_names(versions, day),
            parents=_parents(row.pk, day, actor),
            flow=_flow(row.pk, rows),
            successions=[_row(one) for one in rows],
            has_assumed=any(one.basis == "equal" for one in rows),
            counterparts=tree_items(selectors.counterparts_of(row.pk, day), day, actor),
            children=tree_items(children, day, actor),
            structure_day=None if day == today else day,
            structure_back=unit_address(code, today),
        ),
    )


def _shown(versions: Sequence[UnitVersion], day: date) -> UnitVersion | None:
    """Return the version of the day, else the last one before, else the first."""
    before = [version for version in versions if version.valid_from <= day]
    return before[-1] if before else (versions[0] if versions else None)


def _absence(versions: Sequence[UnitVersion], day: date) -> str:
    ended = [one.valid_to for one in versions if one.valid_to is not None and one.valid_to <= day]
    if ended:
        return _("Đơn vị này đã kết thúc từ ngày %(day)s.") % {"day": format_day(max(ended))}
    begun = [one.valid_from for one in versions if one.valid_from > day]
    if begun:
        return _("Đơn vị này thành lập từ ngày %(day)s.") % {"day": format_day(min(begun))}
    return _("Đơn vị này không tồn tại vào ngày đang xem.")


def _crumbs(
    row: Unit, node: TreeNode | None, shown: UnitVersion | None, day: date, actor: Actor
) -> tuple[Crumb, ...]:
    top = Crumb(row.get_tree_display(), tree_address(day, row.tree))
    if node is None:
        return (top, Crumb(shown.name if shown else row.code))
    return (top, *crumbs_of(node, day, actor))


def _names(versions: Sequence[UnitVersion], day: date) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            when=span_words(version.valid_from, version.valid_to, FIRST_DAY),
            title=version.name,
            note=" · ".join(
                part
                for part in (kind_label(version.kind, version.form), version.instrument)
                if part
            ),
            is_current=version.holds_on(day),
        )
        for version in versions
    ]


def _parents(unit_id: int, day: date, actor: Actor) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            when=span_words(span.start, span.end, FIRST_DAY),
            title=span.parent_name,
            address=unit_address(span.parent_code, span.start if span.end else day)
            if policy.can_see(actor, span.parent_tree, span.parent_id)
            else "",
            is_current=DateRange(span.start, span.end).contains(day),
        )
        for span in selectors.parents_of(unit_id)
    ]


def _row(one: SuccessionView) -> SuccessionRow:
    eve = date.fromordinal(one.effective_on.toordinal() - 1)
    return SuccessionRow(
        day=one.effective_on,
        predecessor=one.predecessor_name,
        predecessor_address=unit_address(one.predecessor_code, eve),
        successor=one.successor_name,
        successor_address=unit_address(one.successor_code, one.effective_on),
        share=percent_of(one.share),
        back_share=percent_of(one.back_share),
        basis=basis_label(one.basis),
        is_assumed=one.basis == "equal",
        instrument=one.instrument,
        reorganisation=one.reorganisation_code,
    )


def _flow(unit_id: int, rows: Iterable[SuccessionView]) -> Flow | None:
    """Draw predecessors, the unit, successors; None when there is nothing or too much to draw."""
    listed = list(rows)
    into = [row for row in listed if row.successor_id == unit_id]
    divided = {row.reorganisation_code for row in listed if _leaves(row, unit_id)}
    out = [
        row
        for row in listed
        if row.predecessor_id == unit_id
        and (not row.continues or row.reorganisation_code in divided)
    ]
    if not listed or max(len(into), len(out)) > MOST_IN_PICTURE:
        return None
    name = into[-1].successor_name if into else out[0].predecessor_name
    middle = FlowNode("this", name, is_current=True)
    before = [_node(row, "old") for row in into]
    after = [_node(row, "new") for row in out]
    edges = [_edge(row, _key(row, "old"), "this") for row in into]
    edges += [_edge(row, "this", _key(row, "new")) for row in out]
    columns = [column for column in (before, [middle], after) if column]
    headings = [
        heading
        for heading, column in (
            (_("Trước đó"), before),
            (_("Đơn vị này"), [middle]),
            (_("Sau đó"), after),
        )
        if column
    ]
    return Flow(columns, edges, headings)


def _leaves(row: SuccessionView, unit_id: int) -> bool:
    return row.predecessor_id == unit_id and not row.continues


def _key(row: SuccessionView, side: str) -> str:
    code = row.predecessor_code if side == "old" else row.successor_code
    return f"{side}-{code}-{row.effective_on.isoformat()}"


def _node(row: SuccessionView, side: str) -> FlowNode:
    old = side == "old"
    day = row.effective_on
    return FlowNode(
        _key(row, side),
        row.predecessor_name if old else row.successor_name,
        unit_address(
            row.predecessor_code if old else row.successor_code,
            date.fromordinal(day.toordinal() - 1) if old else day,
        ),
        f"{format_day(day)} · {share_words(row.share, row.basis)}",
    )


def _edge(row: SuccessionView, source: str, target: str) -> FlowEdge:
    return FlowEdge(source, target, share_words(row.share, row.basis), not row.whole)
