"""Reviewing what came up, and reading what was sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tongket.access.domain import Action as Right
from tongket.access.gate import actor_of, page
from tongket.access.refusals import OutOfScope
from tongket.core import clock
from tongket.figures.domain import value_of
from tongket.org.selectors import name_of
from tongket.submissions import policy, services
from tongket.submissions.domain import (
    Cell,
    CellChange,
    WrongState,
    cell_text,
    cells_from,
    changes_between,
)
from tongket.submissions.models import Amendment, CellReturn, Submission, SubmissionVersion
from tongket.submissions.selectors import Layout, findings_of, layout_of, unit_name
from tongket.submissions.views.common import (
    crumbs_to,
    figure_address,
    submission_in_scope,
)
from tongket.submissions.views.shown import ShownSection, beside_of, sections_of
from tongket.ui.components import Action, Crumb
from tongket.ui.rendering import render


@dataclass(frozen=True)
class ReviewPage:
    """What a unit sent up, beside its last period, ready to be accepted or sent back."""

    submission: Submission
    version: SubmissionVersion
    title: str
    unit: str
    crumbs: Sequence[Crumb]
    sections: list[ShownSection]
    findings: list[str]
    missing: list[str]
    accept: Action
    refusal: str
    fault: str
    whole: str
    reasons: dict[str, str]


@page(Right.REVIEW_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, return_id: int) -> HttpResponse:
    """Show what waits for acceptance; accept it, or send it back with reasons per cell."""
    submission = submission_in_scope(request, return_id)
    if submission.latest is None:
        messages.info(request, _("Đơn vị chưa gửi bản nào lên."))
        return redirect("submissions:board", code=submission.round.code)
    if request.method != "POST":
        return render(request, "submissions/review.html", _review_page(request, submission))
    return _decide(request, submission)


def _decide(request: HttpRequest, submission: Submission) -> HttpResponse:
    seen = request.POST.get("seen", "")
    given = {
        "actor": actor_of(request),
        "now": clock.now(),
        "submission": submission,
        "seen": int(seen) if seen.isascii() and seen.isdigit() else None,
    }
    try:
        if request.POST.get("act") == "return":
            whole, reasons = request.POST.get("whole", ""), _reasons(request)
            services.return_for_correction(reasons=reasons, whole=whole, **given)  # type: ignore[arg-type]  # one act's common arguments
            messages.success(request, _("Đã trả lại để sửa."))
        else:
            services.accept(**given)  # type: ignore[arg-type]  # as above
            messages.success(request, _("Đã duyệt %(unit)s.") % {"unit": unit_name(submission)})
    except services.NoReason as fault:
        shown = _review_page(request, submission, fault=str(fault))
        return render(request, "submissions/review.html", shown, status=422)
    except WrongState as refusal:
        messages.error(request, str(refusal))
        return redirect("submissions:review", return_id=submission.pk)
    return redirect("submissions:round_list")


_REASON = re.compile(r"r([1-9][0-9]{0,8})")


def _reasons(request: HttpRequest) -> dict[int, str]:
    found = ((_REASON.fullmatch(name), str(text)) for name, text in request.POST.items())
    return {int(match[1]): text for match, text in found if match and text.strip()}


def _review_page(request: HttpRequest, submission: Submission, fault: str = "") -> ReviewPage:
    version = submission.latest
    if version is None:
        raise OutOfScope
    layout = layout_of(submission)
    cells = cells_from(version.values)
    decision = policy.can_review(actor_of(request), submission)
    return ReviewPage(
        submission=submission,
        version=version,
        title=submission.round.title,
        unit=unit_name(submission),
        crumbs=crumbs_to(submission, _("Duyệt")),
        sections=sections_of(submission, layout, cells, beside_of(submission, layout)),
        findings=[one.message for one in findings_of(submission, layout, cells)],
        missing=missing_names(submission, version),
        accept=Action(
            _("Duyệt"),
            reverse("submissions:review", args=[submission.pk]),
            refusal=decision.reason,
            icon="check",
            is_post=True,
            hidden={"act": "accept", "seen": str(version.number)},
        ),
        refusal=decision.reason,
        fault=fault,
        whole=request.POST.get("whole", ""),
        reasons={name: str(text) for name, text in request.POST.items() if _REASON.fullmatch(name)},
    )


def missing_names(submission: Submission, version: SubmissionVersion) -> list[str]:
    """Return the names of the units that were missing when the version was sent."""
    names = name_of(version.missing, submission.due_on)
    return [names.get(unit, str(unit)) for unit in version.missing]


# --- a version -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChangedLine:
    """A line that differs from the version before."""

    label: str
    before: Decimal | str
    after: Decimal | str


@dataclass(frozen=True)
class TotalLine:
    """A committee's total as it stood when sent, and as it stands now."""

    label: str
    stated: str
    now: str
    address: str
    agrees: bool


@dataclass(frozen=True)
class VersionPage:
    """An immutable version: its values, its hash, what changed since the one before."""

    submission: Submission
    version: SubmissionVersion
    title: str
    unit: str
    state: str
    crumbs: Sequence[Crumb]
    sections: list[ShownSection]
    changed: list[ChangedLine]
    before: SubmissionVersion | None
    versions: list[SubmissionVersion]
    returns: list[CellReturn]
    missing: list[str]
    is_official: bool
    totals: list[TotalLine]
    amendments: list[Amendment]
    act: Action


@page(Right.SEE_FIGURES)
@require_safe
def version(request: HttpRequest, return_id: int, number: int) -> HttpResponse:
    """Show one version as it was sent, for ever."""
    submission = submission_in_scope(request, return_id)
    versions = list(submission.versions.order_by("number"))
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise OutOfScope
    before = next((one for one in versions if one.number == number - 1), None)
    layout = layout_of(submission)
    cells = cells_from(found.values)
    changes = changes_between(cells_from(before.values), cells) if before else []
    shown = VersionPage(
        submission=submission,
        version=found,
        title=submission.round.title,
        unit=unit_name(submission),
        state=submission.state,
        crumbs=crumbs_to(submission, _("Bản %(number)d") % {"number": number}),
        sections=_own_only(sections_of(submission, layout, cells, beside_of(submission, layout))),
        changed=[_changed(change, layout) for change in changes],
        before=before,
        versions=versions,
        returns=list(found.returns.select_related("measure").order_by("pk")),
        missing=missing_names(submission, found),
        is_official=submission.accepted_id == found.pk,
        totals=_totals(submission, found, layout),
        amendments=list(submission.amendments.order_by("-proposed_at")),
        act=_act(request, submission),
    )
    return render(request, "submissions/version.html", shown)


def _own_only(sections: list[ShownSection]) -> list[ShownSection]:
    kept = (
        ShownSection(one.order, one.title, tuple(row for row in one.rows if row.own))
        for one in sections
    )
    return [one for one in kept if one.rows]


def _act(request: HttpRequest, submission: Submission) -> Action:
    """Return the next act on a sent return: review it, or correct it."""
    actor = actor_of(request)
    if policy.can_review(actor, submission):
        return Action(_("Xem và duyệt"), reverse("submissions:review", args=[submission.pk]))
    return Action(
        _("Đề nghị điều chỉnh"),
        reverse("submissions:amend", args=[submission.pk]),
        refusal=policy.can_amend(actor, submission).reason,
    )


def _changed(change: CellChange, layout: Layout) -> ChangedLine:
    line = layout.by_measure.get(change.measure_id)
    return ChangedLine(
        line.title if line else str(change.measure_id),
        _number(change.before),
        _number(change.after),
    )


def _number(cell: Cell | None) -> Decimal | str:
    """Return a cell's value, the sign for not applicable, or nothing where it is absent."""
    if cell is None:
        return ""
    return cell_text(None) if cell.value is None else value_of(cell.value)


def _totals(submission: Submission, version: SubmissionVersion, layout: Layout) -> list[TotalLine]:
    """Compare the totals a committee sent with those that stand now."""
    from_below = beside_of(submission, layout).below
    own = cells_from(version.values)
    lines = []
    for key, stated in version.totals.items():
        measure = int(key)
        line = layout.by_measure.get(measure)
        if line is None:
            continue
        mine = own[measure].value if measure in own else None
        now = from_below.get(measure, 0) + (mine or 0)
        lines.append(
            TotalLine(
                line.title,
                cell_text(stated),
                cell_text(now),
                figure_address(measure, submission.unit_id, submission.round.period_id),
                agrees=stated == now,
            )
        )
    return lines
