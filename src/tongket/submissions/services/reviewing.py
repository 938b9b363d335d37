"""Accepting what came up, or sending it back with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.submissions.domain import Act, WrongState
from tongket.submissions.models import CellReturn, Round, Submission, SubmissionVersion
from tongket.submissions.selectors import layout_of
from tongket.submissions.services.posting import NotPosted, make_official
from tongket.submissions.services.writing import (
    Stale,
    advance,
    answer_returns,
    demand,
    note,
)

REASON_LENGTH = 500


class NoReason(ValueError):  # noqa: N818 - said to a person
    """A return sent back without saying why, or for a cell it does not hold."""


@transaction.atomic
def return_for_correction(
    *,
    actor: Actor,
    now: datetime,
    submission: Submission,
    reasons: Mapping[int, str],
    whole: str = "",
    seen: int | None = None,
) -> list[CellReturn]:
    """Send a return back: ``reasons`` per measure id, ``whole`` for the return as such.

    ``seen`` is the number of the version the reviewer looked at; another one is refused. Raises
    ``NoReason``, ``WrongState``, ``Stale``; ``Refused`` without the right.
    """
    version = _under_review(actor, submission, Act.RETURN, seen)
    given = {key: text.strip() for key, text in reasons.items() if text.strip()}
    if not given and not whole.strip():
        raise NoReason(_("Ghi lý do trả lại, cho từng ô hoặc cho cả phiếu."))
    known = {line.measure_id for line in layout_of(submission).lines}
    if set(given) - known:
        raise NoReason(_("Có ô bị trả lại không thuộc biểu này. Mở lại phiếu rồi đánh dấu lại."))
    advance(submission, Act.RETURN, now=now)
    texts = [*([(None, whole.strip())] if whole.strip() else []), *sorted(given.items())]
    returns = [
        CellReturn(
            version=version,
            measure_id=measure,
            reason=text[:REASON_LENGTH],
            returned_at=now,
            returned_by=actor.name,
        )
        for measure, text in texts
    ]
    CellReturn.objects.bulk_create(returns)
    note(
        actor,
        "return",
        submission,
        now=now,
        details={"version": version.number, "cells": sorted(given), "whole": bool(whole.strip())},
    )
    return returns


@transaction.atomic
def accept(
    *, actor: Actor, now: datetime, submission: Submission, seen: int | None = None
) -> Submission:
    """Accept the latest version: its values become official observations and enter the sums.

    A second acceptance is refused and changes nothing. ``seen`` as in ``return_for_correction``.
    Raises ``WrongState``, ``Stale``; ``Refused`` without the right.
    """
    version = _under_review(actor, submission, Act.ACCEPT, seen)
    advance(submission, Act.ACCEPT, now=now)
    make_official(submission, version, now=now)
    answer_returns(submission, version)
    note(
        actor,
        "accept",
        submission,
        now=now,
        details={"version": version.number, "digest": version.digest},
    )
    return submission


@dataclass(frozen=True)
class AcceptedMany:
    """How many returns were accepted together, and those somebody else handled meanwhile.

    ``faults``: one sentence for each whose numbers could not enter the record.
    """

    accepted: int
    passed_over: int
    faults: tuple[str, ...] = ()


def accept_many(*, actor: Actor, now: datetime, round_: Round, approver_id: int) -> AcceptedMany:
    """Accept everything that waits for ``approver_id`` in the round, each return on its own.

    Each acceptance is whole in itself; what somebody else handles meanwhile is passed over.
    Raises ``Refused`` when nothing may be accepted by the actor.
    """
    accepted = passed_over = 0
    faults: list[str] = []
    for submission in Submission.objects.whole().filter(round=round_).waiting(approver_id):
        try:
            accept(actor=actor, now=now, submission=submission)
            accepted += 1
        except NotPosted as fault:
            faults.append(str(fault))
        except WrongState:
            passed_over += 1
    return AcceptedMany(accepted, passed_over, tuple(faults))


def _under_review(
    actor: Actor, submission: Submission, act: Act, seen: int | None
) -> SubmissionVersion:
    """Return the version that waits, once the actor may review it and has seen this very one."""
    demand(actor, submission, act)
    version = submission.latest
    if version is None:
        raise WrongState(_("Phiếu chưa có bản nào được gửi lên."))
    if seen is not None and seen != version.number:
        raise Stale(_("Đơn vị vừa gửi bản mới hơn bản bạn đang xem. Xem lại rồi duyệt."))
    return version
