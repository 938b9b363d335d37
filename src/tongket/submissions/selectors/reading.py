"""Reading one return: its cells, sums from below, last period, names, findings."""

from collections.abc import Collection, Mapping
from datetime import date

from tongket.figures.models import Observation
from tongket.indicators.domain import CheckFinding, run_checks
from tongket.org.selectors import ancestors_of, name_of
from tongket.periods.domain import PeriodCode
from tongket.periods.models import Period
from tongket.rollup.selectors.measures import tree_day
from tongket.rollup.selectors.totals import stored
from tongket.submissions.domain import Cell, Cells, cells_from
from tongket.submissions.models import DraftValue, Submission, SubmissionState
from tongket.submissions.selectors.layout import Layout

COUNTED_IN = (
    SubmissionState.ACCEPTED,
    SubmissionState.CONSOLIDATED,
    SubmissionState.SEALED,
)
"""States in which a return's values are official."""


def period_label(period: Period) -> str:
    """Return the period as people say it."""
    return PeriodCode.parse(period.code).label


def unit_name(submission: Submission) -> str:
    """Return the name the unit had on the due day."""
    return unit_names([submission])[submission.pk]


def unit_names(submissions: Collection[Submission]) -> dict[int, str]:
    """Return per return id the name its unit had on the due day. One query per due day."""
    by_day: dict[date, list[int]] = {}
    for submission in submissions:
        by_day.setdefault(submission.due_on, []).append(submission.unit_id)
    names = {
        (day, unit): name
        for day, units in by_day.items()
        for unit, name in name_of(units, day).items()
    }
    return {
        submission.pk: names.get((submission.due_on, submission.unit_id), submission.unit.code)
        for submission in submissions
    }


def label_of(submission: Submission) -> str:
    """Return the return in words: round and unit."""
    return labels_of([submission])[submission.pk]


def labels_of(submissions: Collection[Submission]) -> dict[int, str]:
    """Return per return id the return in words, as records keep it. One query per due day."""
    return {
        submission.pk: f"{submission.round.title} – {name}"
        for submission, name in zip(submissions, unit_names(submissions).values(), strict=True)
    }


def draft_cells(submission: Submission) -> dict[int, Cell]:
    """Return the draft's cells by measure id. One query."""
    rows = DraftValue.objects.filter(submission=submission)
    return {
        row.measure_id: Cell(None if row.not_applicable else row.value, row.note) for row in rows
    }


def standing_cells(submission: Submission) -> dict[int, Cell]:
    """Return what the return says now: the draft while it is open, else its latest version."""
    if submission.state in {SubmissionState.DRAFT, SubmissionState.RETURNED}:
        return draft_cells(submission)
    version = submission.accepted or submission.latest
    return cells_from(version.values) if version else {}


def official_cells(unit_id: int, period_id: int, measures: Collection[int]) -> dict[int, int]:
    """Return the unit's own official values by measure id, in thousandths. One query."""
    rows = Observation.objects.official().filter(
        unit=unit_id, period=period_id, measure__in=measures, value__isnull=False
    )
    return {
        measure: value
        for measure, value in rows.values_list("measure_id", "value")
        if value is not None
    }


def below_of(submission: Submission, layout: Layout) -> dict[int, int]:
    """Return sums of what was accepted below (own part left out), by additive measure id."""
    period = submission.round.period_id
    totals = stored_totals(submission.unit_id, period, layout.additive)
    own = official_cells(submission.unit_id, period, layout.additive)
    return {
        measure: value - own.get(measure, 0)
        for measure, value in totals.items()
        if value != own.get(measure, 0) or measure not in own
    }


def stored_totals(unit_id: int, period_id: int, measures: Collection[int]) -> dict[int, int]:
    """Return a unit's totals by measure id, in thousandths; absent where nothing reported."""
    amounts = stored(period_id, [unit_id], measures)
    return {measure: amount.value for (_unit, measure), amount in amounts.items()}


def totals_above(
    submission: Submission, measures: Collection[int]
) -> tuple[list[int], dict[tuple[int, int], int]]:
    """Return the unit and everything above on the period's last day, and their totals."""
    day = tree_day(submission.round.period)
    chain = [submission.unit_id, *ancestors_of(submission.unit_id, day)]
    amounts = stored(submission.round.period_id, chain, measures)
    return chain, {key: amount.value for key, amount in amounts.items()}


def previous_totals(submission: Submission, layout: Layout) -> dict[int, int]:
    """Return the unit's values of the period before, with everything below, by measure id."""
    code = PeriodCode.parse(submission.round.period.code).previous().code
    period = Period.objects.filter(code=code).first()
    if period is None:
        return {}
    measures = list(layout.by_measure)
    own = official_cells(submission.unit_id, period.pk, measures)
    return own | stored_totals(submission.unit_id, period.pk, layout.additive)


def whole_values(submission: Submission, layout: Layout, cells: Cells) -> dict[int, int | None]:
    """Return what the form says with everything below: measure id -> thousandths."""
    values: dict[int, int | None] = {measure: cell.value for measure, cell in cells.items()}
    if not submission.leaf:
        for measure, below in below_of(submission, layout).items():
            values[measure] = below + (values.get(measure) or 0)
    return values


def findings_of(
    submission: Submission, layout: Layout, cells: Cells | None = None
) -> list[CheckFinding]:
    """Return what the form's checks say about the return (its draft, or ``cells``).

    A committee's return is checked with the sums from below; what concerns only lines it does
    not enter is for the units below to put right, and is left out here.
    """
    standing = draft_cells(submission) if cells is None else cells
    found = run_checks(
        layout.form.checks,
        _by_key(layout, whole_values(submission, layout, standing)),
        _by_key(layout, previous_totals(submission, layout)),
    )
    return [finding for finding in found if set(layout.measures_of(finding)) & set(layout.own)]


def _by_key(layout: Layout, values: Mapping[int, int | None]) -> dict[str, int | None]:
    known = layout.form.by_measure
    return {known[measure].key: value for measure, value in values.items() if measure in known}


def missing_below(submission: Submission) -> list[int]:
    """Return the ids of the units directly below that have not been accepted."""
    return sorted(
        Submission.objects.filter(round=submission.round_id, approver=submission.unit_id)
        .exclude(state__in=COUNTED_IN)
        .values_list("unit_id", flat=True)
    )


def progress(round_id: int, approver_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Return per approver how many of its units below are accepted, of how many."""
    counts: dict[int, tuple[int, int]] = {}
    rows = Submission.objects.filter(round=round_id, approver__in=approver_ids)
    for approver, state in rows.values_list("approver_id", "state"):
        done, of = counts.get(approver, (0, 0))
        counts[approver] = (done + (state in COUNTED_IN), of + 1)
    return counts
