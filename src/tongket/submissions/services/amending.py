"""Late corrections: proposed with their effect above, confirmed by the level above, both kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.submissions import policy
from tongket.submissions.domain import (
    Act,
    Cell,
    CellChange,
    Cells,
    EffectRow,
    cells_from,
    changes_between,
    effect_of,
    stored_from,
)
from tongket.submissions.models import Amendment, Submission, SubmissionVersion
from tongket.submissions.selectors import findings_of, layout_of, totals_above
from tongket.submissions.services.posting import make_official
from tongket.submissions.services.writing import Content, advance, demand, keep_version, note


class AmendmentFault(ValueError):  # noqa: N818 - said to a person
    """A correction that cannot be proposed or decided; ``str()`` is a Vietnamese sentence."""


def effect_on_levels(submission: Submission, cells: Cells) -> list[EffectRow]:
    """Return what ``cells`` (changed ones only) would do at every level, nearest first. Reads only."""
    base = _base(submission)
    return _effect(submission, _changes(base, cells))


@transaction.atomic
def propose_amendment(
    *,
    actor: Actor,
    now: datetime,
    submission: Submission,
    cells: Mapping[int, Cell],
    reason: str,
) -> Amendment:
    """Propose to change ``cells`` of a return that counts, with the effect on every level above.

    Cells equal to what stands are left out. One proposal may wait at a time. Raises
    ``AmendmentFault``, ``WrongState``; ``Refused`` without the right.
    """
    demand(actor, submission, Act.AMEND)
    base = _base(submission)
    changes = _proposable(submission, base, cells, reason)
    amendment = Amendment(
        submission=submission,
        base=base,
        values=stored_from({change.measure_id: cells[change.measure_id] for change in changes}),
        effect=[
            [row.measure_id, row.unit_id, row.before, row.after]
            for row in _effect(submission, changes)
        ],
        reason=reason.strip()[:500],
        proposed_at=now,
        proposed_by=actor.name,
    )
    _insert(amendment)
    note(
        actor,
        "propose_amendment",
        submission,
        now=now,
        details={"amendment": amendment.pk, "cells": sorted(amendment.values)},
    )
    return amendment


@transaction.atomic
def confirm_amendment(*, actor: Actor, now: datetime, amendment: Amendment) -> SubmissionVersion:
    """Confirm a proposed correction: a new version whose observations supersede the old ones.

    The old version stays to be read; totals above change in the same transaction. Raises
    ``AmendmentFault`` when it was decided already or another version came meanwhile; ``Refused``
    without the right.
    """
    submission = amendment.submission
    require(policy.role_to_confirm(actor, submission))
    _decide(amendment, Amendment.State.CONFIRMED, actor, now)
    advance(submission, Act.AMEND, now=now)
    base = _base(submission)
    if base.pk != amendment.base_id:
        raise AmendmentFault(
            _("Phiếu đã có bản mới hơn bản được đề nghị điều chỉnh. Rút đề nghị này rồi lập lại.")
        )
    changed = cells_from(amendment.values)
    content = Content(
        values={**cells_from(base.values), **changed},
        totals=_moved_totals(submission, base, changed),
        missing=base.missing,
        remark=amendment.reason,
        amendment=True,
    )
    version = keep_version(submission, content, actor=actor, now=now)
    make_official(submission, version, now=now, cells=changed)
    amendment.result = version
    amendment.save(update_fields=["result"])
    note(
        actor,
        "confirm_amendment",
        submission,
        now=now,
        details={
            "amendment": amendment.pk,
            "version": version.number,
            "digest": version.digest,
            "effect": amendment.effect,
        },
    )
    return version


@transaction.atomic
def withdraw_amendment(*, actor: Actor, now: datetime, amendment: Amendment) -> Amendment:
    """Take a proposed correction back (the unit), or turn it down (the level above)."""
    submission = amendment.submission
    require(policy.can_withdraw(actor, submission))
    _decide(amendment, Amendment.State.WITHDRAWN, actor, now)
    note(actor, "withdraw_amendment", submission, now=now, details={"amendment": amendment.pk})
    return amendment


def _decide(amendment: Amendment, state: Amendment.State, actor: Actor, now: datetime) -> None:
    changed = Amendment.objects.filter(pk=amendment.pk, state=Amendment.State.PROPOSED).update(
        state=state, decided_at=now, decided_by=actor.name
    )
    if changed != 1:
        raise AmendmentFault(_("Đề nghị điều chỉnh này đã được xử lý rồi."))
    amendment.state = state
    amendment.decided_at = now
    amendment.decided_by = actor.name


def _base(submission: Submission) -> SubmissionVersion:
    if submission.accepted is None:
        raise AmendmentFault(_("Phiếu chưa có bản nào được duyệt, nên chưa có gì để điều chỉnh."))
    return submission.accepted


def _proposable(
    submission: Submission, base: SubmissionVersion, cells: Cells, reason: str
) -> list[CellChange]:
    """Return what would change; refuse a proposal that says nothing or breaks the form."""
    if not reason.strip():
        raise AmendmentFault(_("Ghi lý do điều chỉnh."))
    if set(cells) - set(layout_of(submission).own):
        raise AmendmentFault(_("Có dòng đơn vị không nhập trong biểu này. Mở lại phiếu rồi sửa."))
    changes = _changes(base, cells)
    if not changes:
        raise AmendmentFault(_("Chưa có số nào khác với bản đang có hiệu lực."))
    _refuse_new_errors(submission, base, cells)
    return changes


def _insert(amendment: Amendment) -> None:
    try:
        with transaction.atomic():
            amendment.save(force_insert=True)
    except IntegrityError:
        raise AmendmentFault(
            _("Đã có một đề nghị điều chỉnh đang chờ xác nhận. Rút đề nghị đó trước.")
        ) from None


def _refuse_new_errors(submission: Submission, base: SubmissionVersion, cells: Cells) -> None:
    """Refuse what would break a check of the form that held before (old errors may stay)."""
    layout = layout_of(submission)
    standing = cells_from(base.values)
    known = {(one.method, one.measures) for one in findings_of(submission, layout, standing)}
    for finding in findings_of(submission, layout, {**standing, **cells}):
        if finding.severity == "error" and (finding.method, finding.measures) not in known:
            raise AmendmentFault(finding.message)


def _changes(base: SubmissionVersion, cells: Cells) -> list[CellChange]:
    standing = cells_from(base.values)
    return changes_between(standing, {**standing, **cells})


def _effect(submission: Submission, changes: list[CellChange]) -> list[EffectRow]:
    layout = layout_of(submission)
    chain, totals = totals_above(submission, [change.measure_id for change in changes])
    return effect_of(changes, chain, totals, layout.additive)


def _moved_totals(
    submission: Submission, base: SubmissionVersion, changed: Cells
) -> dict[str, int]:
    """Return the base version's totals moved by the changed own cells (none for a leaf)."""
    if submission.leaf:
        return {}
    totals = {key: int(value) for key, value in base.totals.items()}
    additive = layout_of(submission).additive
    standing = cells_from(base.values)
    for measure, cell in changed.items():
        if measure in additive:
            old = standing[measure].value if measure in standing else None
            key = str(measure)
            totals[key] = totals.get(key, 0) + (cell.value or 0) - (old or 0)
    return totals
