"""Bringing in returns that were accepted elsewhere: thousands of units in one act."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.audit import services as audit
from tongket.figures import services as figures
from tongket.figures.domain import FigureFault
from tongket.figures.models import Basis, Evidence
from tongket.org.selectors import tree
from tongket.rollup import services as rollup
from tongket.rollup.domain import RollupFault
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.selectors.totals import stored
from tongket.submissions import policy
from tongket.submissions.domain import Cell, State
from tongket.submissions.models import Round, Submission, SubmissionVersion
from tongket.submissions.selectors import (
    COUNTED_IN,
    additive_measures,
    labels_of,
)
from tongket.submissions.services.posting import observations
from tongket.submissions.services.writing import Content, build_version, evidence_of

Values = Mapping[int, Mapping[int, int | None]]
"""Unit id -> measure id -> value in thousandths (``None``: not applicable): own parts."""


class ImportFault(ValueError):  # noqa: N818 - said to a person
    """Returns that cannot be brought in; ``str()`` is a Vietnamese sentence. Nothing was written."""


@dataclass(frozen=True)
class Imported:
    """How many returns were brought in and how many observations they wrote."""

    returns: int
    observations: int


@transaction.atomic
def import_accepted(
    *,
    actor: Actor,
    now: datetime,
    round_: Round,
    values: Values,
    submitted_at: datetime | Mapping[int, datetime] | None = None,
    submitted_by: Mapping[int, str] | None = None,
) -> Imported:
    """Bring in returns as accepted, with the rows that sending and accepting each would write.

    ``submitted_at`` (one moment, or per unit) defaults to ``now``, ``submitted_by`` (per unit) to
    the actor. A committee among ``values`` counts as sent after everything below it, with its
    totals; units missing below it are kept in its version. Checks of the form are not run: the
    returns were accepted where they come from. One audit event names them all. Raises
    ``ImportFault`` when a unit has no open return in the round; ``Refused`` without the right to
    open rounds at the root.
    """
    require(policy.can_open(actor, round_.root_id))
    returns = _open_returns(round_, values)
    versions = _versions(_Import(actor, now, round_, values, submitted_at, submitted_by), returns)
    labels = labels_of([version.submission for version in versions])
    kept = _keep_evidence(versions, labels)
    SubmissionVersion.objects.bulk_create(versions, batch_size=500)
    written = _post(versions, values, kept, now)
    _close(round_, versions, now)
    audit.record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action="submissions.import_accepted",
        subject=audit.Subject("round", round_.code, round_.title, round_.root_id),
        now=now,
        details={"returns": len(versions), "digests": _digest_of_all(versions)},
    )
    return Imported(len(versions), written)


@dataclass(frozen=True)
class _Import:
    """The act's particulars, handed from step to step."""

    actor: Actor
    now: datetime
    round_: Round
    values: Values
    submitted_at: datetime | Mapping[int, datetime] | None
    submitted_by: Mapping[int, str] | None

    def moment(self, unit_id: int) -> datetime:
        """When the unit sent its return."""
        if isinstance(self.submitted_at, datetime):
            return self.submitted_at
        return (self.submitted_at or {}).get(unit_id, self.now)

    def author(self, unit_id: int) -> str:
        """Who sent the unit's return."""
        return (self.submitted_by or {}).get(unit_id, self.actor.name)


def _keep_evidence(
    versions: list[SubmissionVersion], labels: Mapping[int, str]
) -> dict[int, Evidence]:
    """Write the versions' evidence, dated when each was sent; return it by return id."""
    by_moment: dict[datetime, list[SubmissionVersion]] = {}
    for version in versions:
        by_moment.setdefault(version.submitted_at, []).append(version)
    found: dict[int, Evidence] = {}
    for moment, some in by_moment.items():
        wanted = [evidence_of(one, labels[one.submission_id]) for one in some]
        kept = figures.keep_evidence(now=moment, evidence=wanted)
        for version, evidence in zip(some, kept, strict=True):
            version.evidence = found[version.submission_id] = evidence
    return found


def _post(
    versions: list[SubmissionVersion], values: Values, kept: Mapping[int, Evidence], now: datetime
) -> int:
    """Make all versions' values official; return how many observations that wrote."""
    batches = [
        figures.Batch(
            kept[version.submission_id],
            observations(version.submission, _cells(values[version.submission.unit_id])),
        )
        for version in versions
    ]
    try:
        return len(rollup.post_many(now=now, batches=batches, basis=Basis.ENTERED).changes)
    except (RollupFault, FigureFault, figures.ObservationConflict) as fault:
        raise ImportFault(str(fault)) from fault


def _cells(values: Mapping[int, int | None]) -> dict[int, Cell]:
    return {measure: Cell(value) for measure, value in values.items()}


def _open_returns(round_: Round, values: Values) -> dict[int, Submission]:
    """Return the round's returns by unit; refuse units without one that may still be sent."""
    returns = {
        row.unit_id: row
        for row in Submission.objects.filter(round=round_).select_related("unit", "latest")
    }
    for row in returns.values():
        row.round = round_
    for unit in values:
        found = returns.get(unit)
        if found is None:
            raise ImportFault(
                _("Đơn vị số %(unit)d không có phiếu trong kỳ “%(round)s”.")
                % {"unit": unit, "round": round_.title}
            )
        if found.state not in {State.DRAFT, State.RETURNED}:
            raise ImportFault(
                _("Phiếu của đơn vị “%(unit)s” đã được gửi lên rồi, không nhập đè được.")
                % {"unit": found.unit.code}
            )
    return returns


def _versions(act: _Import, returns: Mapping[int, Submission]) -> list[SubmissionVersion]:
    """Return the unsaved versions, in the order of units."""
    totals = _totals_with(act)
    missing = _missing_with(act, returns)
    versions = []
    for unit in sorted(act.values):
        submission = returns[unit]
        lacking = missing.get(unit, [])
        content = Content(
            values=_cells(act.values[unit]),
            totals=(
                {}
                if submission.leaf
                else {str(key): totals[unit][key] for key in sorted(totals.get(unit, {}))}
            ),
            missing=lacking,
            remark="Nhập từ nguồn đã duyệt, khi còn thiếu đơn vị." if lacking else "",
        )
        version = build_version(
            submission,
            content,
            number=(submission.latest.number if submission.latest else 0) + 1,
            author=act.author(unit),
            now=act.moment(unit),
        )
        versions.append(version)
    return versions


def _totals_with(act: _Import) -> dict[int, dict[int, int]]:
    """Return, per unit of the period's tree, additive totals as they will stand afterwards."""
    additive = additive_measures(act.round_.form)
    day = tree_day(act.round_.period)
    whole = tree(day, root=act.round_.root_id)
    totals: dict[int, dict[int, int]] = {}
    standing = stored(act.round_.period_id, whole.order, additive)
    for (unit, measure), amount in standing.items():
        totals.setdefault(unit, {})[measure] = amount.value
    added: dict[int, dict[int, int]] = {}
    for node in reversed(whole.nodes):
        mine = added.setdefault(node.id, {})
        for measure, value in act.values.get(node.id, {}).items():
            if measure in additive and value is not None:
                mine[measure] = mine.get(measure, 0) + value
        _add(totals.setdefault(node.id, {}), mine)
        if node.parent_id is not None:
            _add(added.setdefault(node.parent_id, {}), mine)
    return totals


def _add(into: dict[int, int], values: Mapping[int, int]) -> None:
    for measure, value in values.items():
        into[measure] = into.get(measure, 0) + value


def _missing_with(act: _Import, returns: Mapping[int, Submission]) -> dict[int, list[int]]:
    """Return per approver the units directly below that will still be missing afterwards."""
    missing: dict[int, list[int]] = {}
    for unit in sorted(returns):
        row = returns[unit]
        if row.approver_id and unit not in act.values and row.state not in COUNTED_IN:
            missing.setdefault(row.approver_id, []).append(unit)
    return missing


def _close(round_: Round, versions: list[SubmissionVersion], now: datetime) -> None:
    """Move the returns to where sending and accepting would have left them."""
    by_unit = {version.submission.unit_id: version for version in versions}
    moves: dict[tuple[State, int], list[int]] = {}
    for version in versions:
        moves.setdefault(_landing(version.submission, by_unit), []).append(version.submission.pk)
    newest = Subquery(
        SubmissionVersion.objects.filter(submission=OuterRef("pk"))
        .order_by("-number")
        .values("pk")[:1]
    )
    for (state, steps), ids in moves.items():
        for start in range(0, len(ids), 500):
            Submission.objects.filter(pk__in=ids[start : start + 500]).update(
                state=state.value,
                revision=F("revision") + steps,
                changed_at=now,
                latest=newest,
                accepted=newest,
            )
    rollup.mark_reported(
        form_id=round_.form.template_id,
        period_id=round_.period_id,
        unit_ids=list(by_unit),
        now=now,
    )
    # What had been accepted before below a committee that is sent now is included in it.
    Submission.objects.filter(
        round=round_, state=State.ACCEPTED.value, approver__in=list(by_unit)
    ).update(state=State.CONSOLIDATED.value, revision=F("revision") + 1, changed_at=now)


def _landing(submission: Submission, sent: Mapping[int, SubmissionVersion]) -> tuple[State, int]:
    """Return the final state of an imported return and how many acts led there."""
    if submission.approver_id is None:
        return State.CONSOLIDATED, 1
    if submission.approver_id in sent:
        return State.CONSOLIDATED, 3
    return State.ACCEPTED, 2


def _digest_of_all(versions: list[SubmissionVersion]) -> str:
    text = "".join(version.digest for version in versions)
    return hashlib.sha256(text.encode()).hexdigest()
