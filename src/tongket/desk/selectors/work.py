"""What waits for a person: due, to be accepted, returned; reviews in progress."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tongket.access.domain import Action, Actor
from tongket.narratives.models import NarrativeReport, ReadingState
from tongket.org.selectors import name_of
from tongket.periods.domain import PeriodCode
from tongket.submissions.models import CellReturn, Round, Submission, SubmissionState
from tongket.submissions.selectors import COUNTED_IN, unit_names
from tongket.submissions.selectors.corrections import Correction, corrections_to_confirm
from tongket.submissions.selectors.rounds import Progress, progress_below
from tongket.yearend.models import Review, ReviewState

MOST_SHOWN = 20
MOST_NARRATIVES = 3


@dataclass(frozen=True)
class Waiting:
    """A return that waits for somebody: whose, of which round, until when, why it came back."""

    return_id: int
    round_title: str
    unit: str
    due_on: date
    late: bool
    reasons: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class RoundProgress:
    """How far the units directly below one are in an open round."""

    title: str
    code: str
    unit: str
    progress: Progress


@dataclass(frozen=True)
class ReviewInProgress:
    """A review that is being written."""

    unit: str
    code: str
    year: int


@dataclass(frozen=True)
class OpenNarrative:
    """A narrative report of the own office in which something is still to be mended."""

    report_id: int
    title: str
    errors: int
    warnings: int


@dataclass(frozen=True)
class Work:
    """All that waits for a person. ``to_accept_count`` may be more than the rows shown."""

    due: tuple[Waiting, ...]
    returned: tuple[Waiting, ...]
    to_accept: tuple[Waiting, ...]
    to_accept_count: int
    rounds: tuple[RoundProgress, ...]
    reviews: tuple[ReviewInProgress, ...]
    done: tuple[Waiting, ...]
    corrections: tuple[Correction, ...]
    narratives: tuple[OpenNarrative, ...]
    """The newest ones, a few only: the list of reports has them all."""
    fills: bool
    accepts: bool


def work_of(actor: Actor, today: date) -> Work:
    """Return what waits for the actor at the units of the own appointments. Few, fixed queries."""
    own = list(actor.appointments)
    filling = [unit for unit in own if actor.may(Action.FILL_RETURN, unit)]
    # Whoever reviews what comes to a unit holds an act of the unit's own office too.
    accepting = (
        [unit for unit in own if actor.may(Action.OPEN_ROUND, unit)]
        if actor.may(Action.REVIEW_RETURN)
        else []
    )
    open_returns = _open_returns(filling)
    returned = [row for row in open_returns if row.state == SubmissionState.RETURNED]
    due = [row for row in open_returns if row.state == SubmissionState.DRAFT]
    waiting = Submission.objects.whole().filter(
        approver__in=accepting, state=SubmissionState.SUBMITTED
    )
    count = waiting.count() if accepting else 0
    first = list(waiting.order_by("changed_at", "pk")[:MOST_SHOWN]) if count else []
    done = _lately_done(filling)
    names = unit_names([*open_returns, *first, *done])
    reasons = _reasons(returned)
    return Work(
        due=tuple(_waiting(row, names, today) for row in due),
        returned=tuple(_waiting(row, names, today, reasons.get(row.pk, ())) for row in returned),
        to_accept=tuple(_waiting(row, names, today) for row in first),
        to_accept_count=count,
        rounds=_rounds(accepting, today),
        reviews=_reviews([unit for unit in own if actor.may(Action.WRITE_REVIEW, unit)]),
        done=tuple(_waiting(row, names, today) for row in done),
        corrections=tuple(corrections_to_confirm(actor)),
        narratives=_narratives([unit for unit in own if actor.may(Action.PROOFREAD, unit)]),
        fills=bool(filling),
        accepts=bool(accepting),
    )


def _open_returns(units: Collection[int]) -> list[Submission]:
    if not units:
        return []
    return list(
        Submission.objects.whole()
        .filter(
            unit__in=units,
            state__in=[SubmissionState.DRAFT, SubmissionState.RETURNED],
            round__closed_at__isnull=True,
        )
        .order_by("due_on", "round", "unit")[: MOST_SHOWN * 5]
    )


def _lately_done(units: Collection[int]) -> list[Submission]:
    if not units:
        return []
    rows = Submission.objects.whole().filter(
        unit__in=units, state__in=[*COUNTED_IN, SubmissionState.SUBMITTED]
    )
    return list(rows.order_by("-due_on", "-changed_at")[:3])


def _reasons(returned: Collection[Submission]) -> dict[int, tuple[str, ...]]:
    """Return per return id why it came back; one query."""
    versions = {row.latest_id: row.pk for row in returned if row.latest_id}
    found: dict[int, list[str]] = defaultdict(list)
    rows = CellReturn.objects.filter(version__in=versions, answered_by__isnull=True)
    for version, reason in rows.order_by("pk").values_list("version_id", "reason"):
        if reason not in found[versions[version]]:
            found[versions[version]].append(reason)
    return {key: tuple(texts[:3]) for key, texts in found.items()}


def _waiting(
    row: Submission, names: dict[int, str], today: date, reasons: tuple[str, ...] = ()
) -> Waiting:
    version = row.latest.number if row.latest else 0
    late = row.due_on < today
    return Waiting(row.pk, row.round.title, names[row.pk], row.due_on, late, reasons, version)


def _rounds(units: Collection[int], today: date) -> tuple[RoundProgress, ...]:
    """Return the open rounds in which others send to the units, the newest first."""
    if not units:
        return ()
    rounds = list(
        Round.objects.filter(submissions__approver__in=units, closed_at__isnull=True)
        .distinct()
        .order_by("-opens_on", "code")[:6]
    )
    progress = progress_below([one.pk for one in rounds], units)
    names = name_of(units, today)
    return tuple(
        RoundProgress(one.title, one.code, names.get(unit, ""), progress[one.pk, unit])
        for one in rounds
        for unit in units
        if (one.pk, unit) in progress
    )


def _reviews(units: Collection[int]) -> tuple[ReviewInProgress, ...]:
    if not units:
        return ()
    rows = list(
        Review.objects.filter(unit__in=units, state=ReviewState.DRAFT)
        .order_by("-year")
        .values_list("unit_id", "unit__code", "year")[:10]
    )
    found = []
    for unit, code, year in rows:
        day = PeriodCode(year).last_day
        found.append(ReviewInProgress(name_of([unit], day).get(unit, code), code, year))
    return tuple(found)


def _narratives(units: Collection[int]) -> tuple[OpenNarrative, ...]:
    """Return the newest reports of the offices with something to mend; notes alone wait for nobody."""
    if not units:
        return ()
    rows = NarrativeReport.objects.filter(
        Q(errors__gt=0) | Q(warnings__gt=0), unit__in=units, state=ReadingState.READ
    ).values_list("pk", "title", "errors", "warnings")
    return tuple(OpenNarrative(*row) for row in rows[:MOST_NARRATIVES])
