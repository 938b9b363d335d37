"""The page of one figure: the number, how it came about, who said what, and a fresh computation."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongket.access.domain import Action
from tongket.access.gate import actor_of, page
from tongket.access.refusals import OutOfScope
from tongket.access.where import AS_CHOSEN, Shown, current_period, show
from tongket.core.dates import format_day
from tongket.core.numbers import format_number
from tongket.figures import selectors as observations
from tongket.figures.domain import Difference, FigureKey, ObservationView
from tongket.periods.domain import PeriodCode
from tongket.rollup.domain import FigureView, Input, RollupFault
from tongket.rollup.domain.hooks import USES, Use
from tongket.rollup.selectors import comparing
from tongket.rollup.selectors.figure import figure
from tongket.rollup.selectors.places import in_period, own_day
from tongket.rollup.selectors.words import additivity_sentence, basis_sentence
from tongket.rollup.views.shared import (
    StructureChoice,
    asked_day,
    day_label,
    figure_address,
    key_in_scope,
    structure_days,
    visible,
)
from tongket.ui.components import Crumb, MissingUnit, TreeItem
from tongket.ui.rendering import render, wants_fragment

_MISSING_SHOWN = 300


@dataclass(frozen=True)
class Bar:
    """One period in the small chart: ``width`` in hundredths of the largest."""

    label: str
    words: str
    address: str
    width: int
    is_current: bool


@dataclass(frozen=True)
class Said:
    """One observation beside the figure."""

    words: str
    basis: str
    source: str
    address: str
    author: str
    moment: object
    verdict: str
    state: str
    is_superseded: bool = False


@dataclass(frozen=True)
class FigurePage:
    """Everything about one figure."""

    view: FigureView
    title: str
    period_label: str
    sentence: str
    words: str
    items: list[TreeItem]
    said: list[Said]
    bars: list[Bar]
    missing: list[MissingUnit]
    target: FigureView | None
    target_address: str
    additivity: str
    definition_address: str
    recompute_address: str
    structures: list[StructureChoice]
    structure_day: date | None
    structure_back: str
    structure_error: str
    divided: str
    uses: list[Use]
    crumbs: list[Crumb]
    notes: tuple[str, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)


@page(Action.SEE_FIGURES)
def figure_page(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Show one figure; ``?co-cau=`` goes to the same figure in another day's structure."""
    key = key_in_scope(request, figure_id)
    day, error = asked_day(request)
    if day is not None:
        own = own_day(key)
        return HttpResponseRedirect(
            figure_address(replace(key, structure=None if day == own else day))
        )
    if AS_CHOSEN in request.GET:
        return HttpResponseRedirect(figure_address(in_period(key, current_period(request))))
    try:
        view = figure(key)
    except RollupFault as fault:
        return _unanswered(request, key, str(fault))
    address = f"{figure_address(key)}?{AS_CHOSEN}=1"
    overview = reverse("rollup:overview")
    show(request, Shown(key.unit_id, view.unit.name, view.period_code, overview, address))
    return render(request, "rollup/figure.html", _page(request, view, error))


@dataclass(frozen=True)
class UnansweredPage:
    """A figure that cannot be computed, and why."""

    reason: str
    back: str


def _unanswered(request: HttpRequest, key: FigureKey, reason: str) -> HttpResponse:
    if key.structure is None:
        raise OutOfScope
    back = figure_address(replace(key, structure=None))
    return render(request, "rollup/unanswered.html", UnansweredPage(reason, back), status=404)


def _page(request: HttpRequest, view: FigureView, error: str) -> FigurePage:
    own = own_day(view.key)
    target = comparing.target_of(view)
    other = view.structure if view.structure != own else None
    days = structure_days(own, view.unit.id)
    return FigurePage(
        view=view,
        title=view.measure.name,
        period_label=PeriodCode.parse(view.period_code).words,
        sentence=basis_sentence(view),
        words=view.words,
        items=_items(request, view),
        said=_said(view),
        bars=_bars(view),
        missing=[MissingUnit(unit.name) for unit in view.completeness.missing[:_MISSING_SHOWN]],
        target=target,
        target_address=figure_address(target.key) if target else "",
        additivity=additivity_sentence(view.measure),
        definition_address=reverse("indicators:detail", args=[view.measure.code]),
        recompute_address=reverse("rollup:recompute", args=[view.id]),
        structures=_structures(view, own, days),
        structure_day=other,
        structure_back=(
            figure_address(replace(view.key, structure=None)) if other and own in days else ""
        ),
        divided=_divided(view),
        structure_error=error,
        uses=[use for ask in USES for use in ask(actor_of(request), view.key)],
        crumbs=_crumbs(view),
        notes=view.notes,
    )


def _crumbs(view: FigureView) -> list[Crumb]:
    overview = f"{reverse('rollup:overview')}?ky={view.period_code}&tai={view.unit.code}"
    return [Crumb(_("Số liệu"), reverse("rollup:overview")), Crumb(view.unit.name, overview)]


def _divided(view: FigureView) -> str:
    """Say apart what came whole and what was apportioned; nothing where nothing was divided."""
    if not view.apportioned or view.value is None or not view.measure.adds_up:
        return ""
    return _(
        "%(exact)s chuyển nguyên vẹn cùng đơn vị; %(part)s là số của các đơn vị bị chia, phân theo "
        "tỷ lệ."
    ) % {
        "exact": format_number(view.value - view.apportioned),
        "part": format_number(view.apportioned),
    }


def _structures(view: FigureView, own: date, days: list[date]) -> list[StructureChoice]:
    return [
        StructureChoice(
            label=day_label(day),
            address=figure_address(replace(view.key, structure=None if day == own else day)),
            is_current=day == view.structure,
        )
        for day in days
    ]


def _items(request: HttpRequest, view: FigureView) -> list[TreeItem]:
    """Return what the figure was made from as lines of a tree, or the unit's own word.

    Whoever sees a unit sees what lies below it; predecessors may lie elsewhere.
    """
    open_to_all = {view.unit.id, *(part.unit.id for part in view.inputs if part.role == "child")}
    brought = {part.unit.id for part in view.inputs} - open_to_all
    seen = open_to_all | (visible(request, brought, own_day(view.key)) if brought else set())
    items = [_item(view, part, is_visible=part.unit.id in seen) for part in view.inputs]
    if not items and view.own is not None:
        items = [_evidence(view.own)]
    return items


def _item(view: FigureView, part: Input, *, is_visible: bool) -> TreeItem:
    roles = {
        "own": _("phần của chính đơn vị"),
        "numerator": _("tử số"),
        "denominator": _("mẫu số"),
        "minus": _("trừ đi"),
        "from": _("chuyển đến theo sắp xếp"),
    }
    notes = [roles.get(part.role, ""), part.label if part.role == "from" else ""]
    if part.apportioned and part.role != "from":
        notes.append(_("%(part)s chia theo tỷ lệ") % {"part": format_number(part.apportioned)})
    address = figure_address(part.key) if is_visible else ""
    if part.role == "own" and view.own is not None:
        return TreeItem(
            label=part.unit.name,
            note=", ".join(note for note in notes if note),
            value=part.words,
            children=[_evidence(view.own)],
        )
    return TreeItem(
        label=part.unit.name if part.role in {"child", "from", "own"} else part.label,
        note=", ".join(note for note in notes if note),
        value=part.words,
        value_address=address,
        more_address=reverse("rollup:branch", args=[part.id]) if is_visible else "",
    )


def _evidence(seen: ObservationView) -> TreeItem:
    """Return the last line of a lineage: what the value was read from."""
    evidence = seen.evidence
    who = _("%(author)s, %(day)s") % {
        "author": evidence.author_label or _("không ghi người"),
        "day": format_day(seen.recorded_at.date()),
    }
    return TreeItem(
        label=evidence.label,
        address=evidence.address,
        note=f"{seen.basis_words} · {who}",
        value=seen.words,
    )


def _said(view: FigureView) -> list[Said]:
    """Return all observations of the figure, each compared with what it is held to be."""
    rows = []
    for seen in observations.history(view.key):
        if seen.superseded_at is not None:
            rows.append(_row(seen, _("đã được thay"), "ended", is_superseded=True))
        elif seen.official and view.inputs:
            rows.append(_row(seen, _("phần của chính đơn vị, đã nằm trong tổng"), "same"))
        elif seen.official:
            rows.append(_row(seen, _("là số đang dùng"), "same"))
        else:
            rows.append(_compared(observations.compare(seen, view.value)))
    return rows


def _compared(difference: Difference) -> Said:
    states = {"equal": "same", "within_bound": "within", "differs": "differs"}
    state = states.get(difference.verdict, "info")
    return _row(difference.observation, difference.words, state)


def _row(seen: ObservationView, verdict: str, state: str, *, is_superseded: bool = False) -> Said:
    return Said(
        words=seen.words,
        basis=seen.basis_words,
        source=seen.evidence.label,
        address=seen.evidence.address,
        author=seen.evidence.author_label,
        moment=seen.recorded_at,
        verdict=verdict,
        state=state,
        is_superseded=is_superseded,
    )


def _bars(view: FigureView) -> list[Bar]:
    values = comparing.over_periods(view)
    largest = max((abs(item.value) for item in values), default=Decimal(0))
    if len(values) < 2 or largest == 0:
        return []
    return [
        Bar(
            label=PeriodCode.parse(item.period_code).words,
            words=view.measure.words(item.value),
            address=figure_address(item.key),
            width=max(0, int(item.value * 100 / largest)),
            is_current=item.is_current,
        )
        for item in values
    ]


@dataclass(frozen=True)
class BranchPage:
    """What lies below one line of the tree."""

    items: list[TreeItem]
    title: str = ""


@page(Action.SEE_FIGURES)
def branch(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Answer htmx with the lines below a figure; without a script go to the figure itself."""
    key = key_in_scope(request, figure_id)
    if not wants_fragment(request):
        return HttpResponseRedirect(figure_address(key))
    try:
        view = figure(key)
    except RollupFault:
        raise OutOfScope from None
    return render(request, "rollup/branch.html", BranchPage(_items(request, view)))


@dataclass(frozen=True)
class RecomputedPage:
    """The answer to *Tính lại*."""

    same: bool
    words: str
    back: str


@page(Action.SEE_FIGURES)
def recompute(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Compute the figure again from its observations and say whether anything differs."""
    key = key_in_scope(request, figure_id)
    try:
        answer = comparing.recomputed(key)
    except RollupFault:
        raise OutOfScope from None
    count = format_number(answer.observations)
    if answer.same:
        words = _("Giống: tính lại từ %(count)s số gốc được đúng số này.") % {"count": count}
    else:
        words = _("Đã thay đổi: tính lại từ %(count)s số gốc được %(again)s.") % {
            "count": count,
            "again": "—" if answer.again is None else format_number(answer.again),
        }
    context = RecomputedPage(answer.same, words, figure_address(key))
    return render(request, "rollup/recomputed.html", context, fragment="answer")
