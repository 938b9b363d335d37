"""The one place where a version's values become official observations."""

from datetime import datetime

from tongket.figures.domain import FigureFault, NewObservation
from tongket.figures.models import Basis
from tongket.figures.services import ObservationConflict
from tongket.rollup import services as rollup
from tongket.rollup.domain import RollupFault
from tongket.submissions.domain import Cells, WrongState, cells_from
from tongket.submissions.models import Submission, SubmissionVersion


class NotPosted(WrongState):
    """The numbers could not enter the record; ``str()`` is the sentence of the room that refused."""


def observations(submission: Submission, cells: Cells) -> list[NewObservation]:
    """Return a unit's own cells as observations of the round's period."""
    return [
        NewObservation(measure, submission.unit_id, submission.round.period_id, cell.value)
        for measure, cell in sorted(cells.items())
    ]


def make_official(
    submission: Submission,
    version: SubmissionVersion,
    *,
    now: datetime,
    cells: Cells | None = None,
) -> None:
    """Write a version's own part as official observations, add it up, count the unit as reported.

    ``cells``: only these (what an amendment changed); the others keep resting on what said them.
    """
    assert version.evidence is not None  # noqa: S101 - every version is written with its evidence
    basis = Basis.ADJUSTED if version.amendment else Basis.ENTERED
    try:
        rollup.post(
            now=now,
            evidence=version.evidence,
            rows=observations(submission, cells_from(version.values) if cells is None else cells),
            basis=basis,
        )
    except (RollupFault, FigureFault, ObservationConflict) as fault:
        raise NotPosted(str(fault)) from fault
    rollup.mark_reported(
        form_id=submission.round.form.template_id,
        period_id=submission.round.period_id,
        unit_ids=[submission.unit_id],
        now=now,
    )
    submission.accepted = version
    submission.save(update_fields=["accepted"])
