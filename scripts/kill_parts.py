"""What ``kill_in_the_middle`` runs in processes of their own: build, work until killed, check.

    python scripts/kill_parts.py build|work|check

The installation is that of the environment; it must be one made for this test.
"""
# ruff: noqa: E402 - Django is set up before models are imported

import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import django

django.setup()

from tongket.access.domain import SYSTEM
from tongket.audit.models import AuditEvent
from tongket.audit.services import broken_link
from tongket.figures.models import Observation
from tongket.indicators.models import (
    FormLine,
    FormSection,
    FormTemplate,
    FormVersion,
    Indicator,
    IndicatorVersion,
    Measure,
)
from tongket.org.models import Unit
from tongket.org.services.bulk import NewUnit, bulk_create_units
from tongket.periods.services import ensure_period
from tongket.rollup.models import Expectation
from tongket.rollup.services import check_totals
from tongket.submissions import services
from tongket.submissions.domain import Cell, WrongState, cells_from
from tongket.submissions.excel import read_workbook, write_workbook
from tongket.submissions.models import Amendment, DraftValue, Round, Submission, SubmissionVersion
from tongket.submissions.views.excel import workbook_of

NOW = datetime(2024, 12, 4, 3, 42, tzinfo=UTC)
WARDS, CELLS, LINES, YEARS = 6, 20, 12, range(2001, 2021)


def build() -> None:
    """Make units, a form, one round to be worked on by hand and one a year to be brought in."""
    units = [NewUnit("tp", "Thành phố thử", "city_committee", "party")]
    for ward in range(WARDS):
        units.append(NewUnit(f"p-{ward}", f"Phường thử {ward}", "ward_committee", "party", "tp"))
        for cell in range(CELLS):
            name = f"Chi bộ thử {ward}-{cell}"
            units.append(NewUnit(f"c-{ward}-{cell}", name, "cell", "party", f"p-{ward}"))
    bulk_create_units(actor=SYSTEM, now=NOW, rows=units)
    form = make_form()
    for year in (*YEARS, 2024):
        services.open_round(
            actor=SYSTEM,
            now=NOW,
            form=form,
            period=ensure_period(str(year)),
            root=Unit.objects.get(code="tp"),
            opens_on=date(year, 11, 1),
            due={"*": date(year, 12, 20)},
        )


def make_form() -> FormVersion:
    """Make a form of ``LINES`` lines for cells."""
    first = date(2000, 1, 1)
    template = FormTemplate.objects.create(code="thu")
    form = FormVersion.objects.create(template=template, title="Biểu thử", valid_from=first)
    section = FormSection.objects.create(form=form, order=1, title="Phần thử")
    for order in range(LINES):
        indicator = Indicator.objects.create(code=f"thu_{order}")
        IndicatorVersion.objects.create(
            indicator=indicator,
            name=f"Chỉ tiêu {order}",
            unit_of_measure="việc",
            over_units="sum",
            over_time="last",
            valid_from=first,
        )
        FormLine.objects.create(
            section=section,
            order=order,
            number=str(order + 1),
            measure=Measure.objects.create(indicator=indicator),
            label=f"Dòng {order}",
            unit_kinds=["cell"],
        )
    return form


def work() -> None:
    """Do acts for ever, in random order; say a line when beginning."""
    chance = random.Random()
    print("begin", flush=True)
    while True:
        act_on, states = chance.choices(ACTS, weights=[4, 4, 6, 1, 3, 1])[0]
        waiting = Submission.objects.filter(
            round__period__code="2024", leaf=True, state__in=states
        ).order_by("-draft_revision", "pk")[:5]
        if waiting:
            act_on(chance.choice(list(waiting)).pk)


def fresh(pk: int) -> Submission:
    """Read a return anew."""
    return Submission.objects.whole().get(pk=pk)


def import_workbook(pk: int) -> None:
    """Take a workbook whose cells all hold one new number into the draft."""
    book = workbook_of(fresh(pk))
    entries = read_workbook(write_workbook(book), book)
    number = str(random.randrange(1, 10**6))
    typed = {measure: services.Typed(number) for measure in entries}
    try:
        services.save_cells(actor=SYSTEM, now=NOW, submission=fresh(pk), typed=typed)
    except WrongState:
        return


def send(pk: int) -> None:
    """Send a return up where it is ready."""
    act(pk, "submit")


def accept(pk: int) -> None:
    """Accept a return where it waits."""
    act(pk, "accept")


def send_back(pk: int) -> None:
    """Send a return back where it waits."""
    act(pk, "return_for_correction", reasons={}, whole="Thử trả lại")


def act(pk: int, name: str, **more: object) -> None:
    """Do one act on a return; a refusal is fine."""
    try:
        getattr(services, name)(actor=SYSTEM, now=NOW, submission=fresh(pk), **more)
    except (WrongState, services.NotReady):
        return


def correct(pk: int) -> None:
    """Propose a correction of every cell of a return that counts, and confirm it."""
    submission = fresh(pk)
    waiting = Amendment.objects.filter(submission=pk, state="proposed").first()
    try:
        if waiting is None:
            value = random.randrange(1, 10**6) * 1000
            cells = {
                key: Cell(value) for key in cells_from(getattr(submission.accepted, "values", {}))
            }
            waiting = services.propose_amendment(
                actor=SYSTEM, now=NOW, submission=submission, cells=cells, reason="Thử"
            )
        services.confirm_amendment(
            actor=SYSTEM, now=NOW, amendment=Amendment.objects.get(pk=waiting.pk)
        )
    except (WrongState, services.AmendmentFault):
        return


def bring_in(_pk: int) -> None:
    """Bring in a whole round of an earlier year that is still empty."""
    done = Submission.objects.exclude(state="draft").values("round")
    round_ = Round.objects.exclude(period__code="2024").exclude(pk__in=done).first()
    if round_ is None:
        return
    measures = list(Measure.objects.values_list("pk", flat=True))
    units = Submission.objects.filter(round=round_, leaf=True).values_list("unit_id", flat=True)
    values = {unit: dict.fromkeys(measures, 7000) for unit in units}
    services.import_accepted(actor=SYSTEM, now=NOW, round_=round_, values=values)


ACTS: list[tuple[Callable[[int], None], list[str]]] = [
    (import_workbook, ["draft", "returned"]),
    (send, ["draft", "returned"]),
    (accept, ["submitted"]),
    (send_back, ["submitted"]),
    (correct, ["accepted"]),
    (bring_in, ["draft", "returned", "submitted", "accepted"]),
]
"""What the worker does, and to returns in which states."""


# --- checking ------------------------------------------------------------------------------------


def check() -> None:
    """Print what is half done, and how much was done whole."""
    faults = [
        *halves_of_drafts(),
        *halves_of_returns(),
        *halves_of_rounds(),
        *halves_of_corrections(),
    ]
    faults += [f"total: {difference}" for difference in check_totals()]
    broken = broken_link()
    if broken is not None:
        faults.append(f"audit: the chain breaks at event {broken}")
    print(
        json.dumps(
            {
                "faults": faults,
                "acts": AuditEvent.objects.exclude(action="submissions.open_round").count(),
            },
            ensure_ascii=False,
        )
    )


def halves_of_drafts() -> Iterator[str]:
    """A draft holds one workbook whole or nothing."""
    drafts: dict[int, list[int | None]] = {}
    for submission, value in DraftValue.objects.values_list("submission_id", "value"):
        drafts.setdefault(submission, []).append(value)
    for submission, values in drafts.items():
        if len(values) != LINES or len(set(values)) != 1:
            yield f"draft {submission}: {len(values)} cells, {len(set(values))} workbooks mixed"


def halves_of_returns() -> Iterator[str]:
    """A return has all that accepting writes, or none of it."""
    observed: dict[tuple[int, int], dict[int, int | None]] = {}
    rows = Observation.objects.official().values_list("period_id", "unit_id", "measure_id", "value")
    for period, unit, measure, value in rows:
        observed.setdefault((period, unit), {})[measure] = value
    reported = set(
        Expectation.objects.filter(reported_at__isnull=False).values_list("period_id", "unit_id")
    )
    accepted_by_hand = set(
        AuditEvent.objects.filter(action="submissions.accept").values_list("subject_key", flat=True)
    )
    if SubmissionVersion.objects.filter(evidence__isnull=True).exists():
        yield "a version without evidence"
    for row in Submission.objects.whole():
        counts = row.state in {"accepted", "consolidated", "sealed"}
        figure = (row.round.period_id, row.unit_id)
        wanted = (
            {int(key): cell[0] for key, cell in row.accepted.values.items()} if row.accepted else {}
        )
        told = {
            "version": row.accepted is not None,
            "observations": bool(observed.get(figure)),
            "mark": figure in reported,
        }
        if row.round.period.code == "2024":
            told["audit"] = str(row.pk) in accepted_by_hand
        if set(told.values()) != {counts}:
            yield f"return {row.pk} is {row.state}, but {told}"
        elif observed.get(figure, {}) != wanted:
            yield f"return {row.pk}: observations differ from its version"
        if row.versions.count() != (row.latest.number if row.latest else 0):
            yield f"return {row.pk}: its versions and its latest one disagree"


def halves_of_rounds() -> Iterator[str]:
    """A round is brought in whole or not at all."""
    named = set(
        AuditEvent.objects.filter(action="submissions.import_accepted").values_list(
            "subject_key", flat=True
        )
    )
    for round_ in Round.objects.exclude(period__code="2024"):
        leaves = Submission.objects.filter(round=round_, leaf=True)
        done = leaves.filter(state="accepted").count()
        if done not in {0, leaves.count()} or bool(done) != (round_.code in named):
            yield f"round {round_.code}: {done} of {leaves.count()}, audit {round_.code in named}"


def halves_of_corrections() -> Iterator[str]:
    """A confirmed correction has its version; one that waits has none."""
    for row in Amendment.objects.select_related("result"):
        if (row.state == "confirmed") != (row.result is not None):
            yield f"correction {row.pk} is {row.state}, its version: {row.result}"


if __name__ == "__main__":
    {"build": build, "work": work, "check": check}[sys.argv[1]]()
