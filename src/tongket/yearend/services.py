"""Acts on reviews: begin, write, choose, plan, sign, seal. Each is atomic and recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongket.access.domain import Actor
from tongket.access.gate import require
from tongket.audit.services import Subject, record
from tongket.core.text import normalise, normalise_lines
from tongket.org.selectors import unit_on
from tongket.periods.domain import PeriodCode, PeriodError
from tongket.periods.services import ensure_period
from tongket.yearend.compiler import CompileFault, Request
from tongket.yearend.document import ReviewDocument
from tongket.yearend.domain.filling import fill
from tongket.yearend.domain.highlights import MOST_HIGHLIGHTS
from tongket.yearend.domain.marks import Mark, MarkFault, marks_in
from tongket.yearend.domain.outline import TaskPlan, applies
from tongket.yearend.domain.wording import number_text
from tongket.yearend.freezing import digest, freeze
from tongket.yearend.models import (
    ExplainedFinding,
    ExplainedGap,
    Highlight,
    HighlightKind,
    Review,
    ReviewFigure,
    ReviewState,
    ReviewTask,
    ReviewText,
)
from tongket.yearend.policy import can_create, can_seal, can_write
from tongket.yearend.renderers.walk import places_of_figures
from tongket.yearend.selectors import (
    OpenPoints,
    fetch,
    outline_for,
    outline_of,
    outlines,
    points_against_sealing,
    view_review,
)

_LONGEST = {"number": 30, "place": 80, "signer": 120, "signer_office": 120}


class ReviewFault(Exception):  # noqa: N818 - said to a person
    """The act cannot be done; ``str()`` is the Vietnamese sentence that the person reads."""


@dataclass(frozen=True)
class Chosen:
    """A result or limit as a person words it: its key and its sentence with marks."""

    key: str
    text: str


def create_review(
    *, actor: Actor, now: datetime, unit_code: str, year: int, outline: str = ""
) -> Review:
    """Begin the review of a unit and year from an outline (that of the unit's kind by default).

    Next year's tasks are those the outline proposes. Raises ``ReviewFault`` when the unit did not
    exist at the year's end, the outline is unknown, or there is a review already.
    """
    try:
        period = PeriodCode(year)
    except PeriodError as fault:
        raise ReviewFault(str(fault)) from None
    node = unit_on(unit_code, period.last_day)
    if node is None:
        raise ReviewFault(
            _("Không có đơn vị “%(code)s” vào cuối năm %(year)s.")
            % {"code": unit_code, "year": year}
        )
    require(can_create(actor, node.id))
    if outline and outline not in outlines():
        raise ReviewFault(_("Không có đề cương “%(key)s”.") % {"key": outline})
    plan = outlines()[outline] if outline else outline_for(node.kind)
    with transaction.atomic():
        if Review.objects.filter(unit=node.id, year=year).exists():
            raise ReviewFault(
                _("%(unit)s đã có báo cáo tổng kết năm %(year)s.")
                % {"unit": node.name, "year": year}
            )
        ensure_period(period)
        ensure_period(period.same_last_year())
        review = Review.objects.create(
            unit_id=node.id, year=year, outline=plan.key, created_at=now, changed_at=now
        )
        words = {"year": str(year), "next_year": str(year + 1), "last_year": str(year - 1)}
        tasks = [
            TaskPlan(fill(task.what, words), fill(task.who, words), fill(task.due, words))
            for task in plan.tasks
            if applies(task, unit_code, year)
        ]
        _write_tasks(review, tasks)
        _renew_citations(review)
        _note(actor, "yearend.create_review", review, now, {"outline": plan.key})
    return review


def edit_text(*, actor: Actor, now: datetime, review: Review, section: str, text: str) -> None:
    """Replace the paragraphs of a section; an empty line parts two paragraphs.

    An empty text gives the section back to the outline. Raises ``ReviewFault`` for an unknown
    section, a mark that cannot be read, and a mark whose indicator, unit or cell is unknown.
    """
    require(can_write(actor, review))
    plan = outline_of(review.outline).section(section)
    if plan is None:
        raise ReviewFault(_("Đề cương không có mục “%(key)s”.") % {"key": section})
    where = plan.title or section
    paragraphs = [normalise(part) for part in normalise_lines(text).split("\n\n")]
    paragraphs = [part for part in paragraphs if part]
    _check_marks(review, where, paragraphs)
    with transaction.atomic():
        row = _held(review)
        row.texts.filter(section=section).delete()
        ReviewText.objects.bulk_create(
            ReviewText(review=row, section=section, order=order, text=part, edited=True)
            for order, part in enumerate(paragraphs)
        )
        _renew_citations(row)
        _changed(actor, "yearend.edit_text", row, now, {"section": section})


def choose_highlights(
    *,
    actor: Actor,
    now: datetime,
    review: Review,
    chosen: Sequence[Chosen],
    kind: HighlightKind = HighlightKind.RESULT,
) -> None:
    """Set the outstanding results (or the limits) of a review, in this order, ten at most.

    None chosen gives the place back to the suggestions. Raises ``ReviewFault`` for more than ten,
    one twice, an empty sentence or a mark that cannot be set.
    """
    require(can_write(actor, review))
    if len(chosen) > MOST_HIGHLIGHTS:
        raise ReviewFault(
            _("Chọn nhiều nhất %(most)s kết quả; đang chọn %(count)s.")
            % {"most": MOST_HIGHLIGHTS, "count": len(chosen)}
        )
    if len({one.key for one in chosen}) < len(chosen):
        raise ReviewFault(_("Một kết quả được chọn hai lần; bỏ bớt một."))
    texts = [normalise(one.text) for one in chosen]
    if not all(texts):
        raise ReviewFault(_("Có kết quả đã chọn nhưng chưa có lời; hãy viết một câu hoặc bỏ chọn."))
    _check_marks(review, str(HighlightKind(kind).label), texts)
    with transaction.atomic():
        row = _held(review)
        row.highlights.filter(kind=kind).delete()
        Highlight.objects.bulk_create(
            Highlight(review=row, kind=kind, key=one.key[:120], order=order, text=text)
            for order, (one, text) in enumerate(zip(chosen, texts, strict=True))
        )
        _renew_citations(row)
        _changed(
            actor,
            "yearend.choose_highlights",
            row,
            now,
            {"kind": str(kind), "keys": [one.key for one in chosen]},
        )


def set_tasks(*, actor: Actor, now: datetime, review: Review, tasks: Sequence[TaskPlan]) -> None:
    """Replace next year's tasks, in this order; rows without a "what" are left out."""
    require(can_write(actor, review))
    kept = [
        TaskPlan(normalise(task.what), normalise(task.who), normalise(task.due))
        for task in tasks
        if normalise(task.what)
    ]
    for task in kept:
        if len(task.what) > 500 or len(task.who) > 200 or len(task.due) > 120:
            raise ReviewFault(
                _("Nhiệm vụ “%(what)s…” quá dài; hãy viết gọn hoặc tách làm hai.")
                % {"what": task.what[:40]}
            )
    _check_marks(review, _("Nhiệm vụ"), [task.what for task in kept])
    with transaction.atomic():
        row = _held(review)
        _write_tasks(row, kept)
        _renew_citations(row)
        _changed(actor, "yearend.set_tasks", row, now, {"count": len(kept)})


def add_task(*, actor: Actor, now: datetime, review: Review, task: TaskPlan) -> None:
    """Put a task at the end of next year's tasks."""
    standing = [TaskPlan(*row) for row in review.tasks.values_list("what", "who", "due")]
    set_tasks(actor=actor, now=now, review=review, tasks=[*standing, task])


def set_particulars(
    *,
    actor: Actor,
    now: datetime,
    review: Review,
    number: str = "",
    place: str = "",
    signed_on: date | None = None,
    signer: str = "",
    signer_office: str = "",
    arithmetic_annex: bool = False,
) -> None:
    """Set number, place, day, signer and whether the comparison is printed as an annex."""
    require(can_write(actor, review))
    values = {
        "number": normalise(number),
        "place": normalise(place),
        "signer": normalise(signer),
        "signer_office": normalise(signer_office),
    }
    for name, value in values.items():
        if len(value) > _LONGEST[name]:
            raise ReviewFault(_("“%(value)s…” quá dài; hãy viết gọn.") % {"value": value[:30]})
    with transaction.atomic():
        row = _held(review)
        for name, value in values.items():
            setattr(row, name, value)
        row.signed_on, row.arithmetic_annex = signed_on, arithmetic_annex
        row.save(update_fields=[*values, "signed_on", "arithmetic_annex"])
        _changed(actor, "yearend.set_particulars", row, now, values)
    review.refresh_from_db()


def explain_gaps(
    *,
    actor: Actor,
    now: datetime,
    review: Review,
    reasons: Mapping[str, str],
    findings: Mapping[str, str] | None = None,
) -> None:
    """Say why figures have no value (figure id -> reason) and findings may stand (key -> reason).

    An empty reason takes the last one back.
    """
    require(can_write(actor, review))
    with transaction.atomic():
        row = _held(review)
        for figure, reason in reasons.items():
            row.explained_gaps.filter(figure=figure).delete()
            if normalise(reason):
                ExplainedGap.objects.create(
                    review=row, figure=figure[:30], reason=normalise(reason)[:300]
                )
        for key, reason in (findings or {}).items():
            row.explained_findings.filter(key=key).delete()
            if normalise(reason):
                ExplainedFinding.objects.create(
                    review=row, key=key[:64], reason=normalise(reason)[:300]
                )
        details = {"figures": sorted(reasons), "findings": len(findings or {})}
        _changed(actor, "yearend.explain_gaps", row, now, details)


def seal(*, actor: Actor, now: datetime, review: Review) -> Review:
    """Seal a review: the document, every figure's id, value and basis, and their hash are kept.

    Refused while a person has not chosen the results, while particulars are missing, and while a
    figure is missing or a finding of the proofreader stands without a reason; nothing is changed
    then.
    """
    require(can_seal(actor, review))
    with transaction.atomic():
        row = _held(review)
        try:
            view = view_review(row)
        except CompileFault as fault:
            raise ReviewFault(str(fault)) from None
        points = points_against_sealing(row, view)
        if points.sentences:
            raise ReviewFault(points.sentences[0])
        document = freeze(view.document)
        figures = [
            {
                "id": one.figure_id,
                "value": None if one.value is None else str(one.value),
                "text": number_text(one.shown),
                "basis": one.basis,
                "label": one.label,
            }
            for one in view.compiled.figures
        ]
        content: dict[str, Any] = {
            "document": document,
            "figures": figures,
            "findings": _explained(points),
        }
        row.sealed_content = {**content, "hash": digest(content)}
        row.state, row.sealed_at = ReviewState.SEALED, now
        row.save(update_fields=["sealed_content", "state", "sealed_at"])
        _write_citations(row, view.document)
        _changed(actor, "yearend.seal", row, now, {"hash": row.sealed_content["hash"]})
    return row


def _explained(points: OpenPoints) -> list[dict[str, str]]:
    """Return what the proofreader found in the sealed text, each with the reason it may stand."""
    return [
        {
            "message": found.message,
            "severity": found.severity,
            "reason": points.reasons.get(found.key, ""),
        }
        for found in points.findings
    ]


def _check_marks(review: Review, where: str, texts: Sequence[str]) -> None:
    """Refuse marks that cannot be read or name what does not exist, naming place and mark."""
    try:
        marks = [mark for text in texts for mark in marks_in(text)]
    except MarkFault as fault:
        raise ReviewFault(f"{_('Mục')} “{where}”: {fault}") from None
    asked = {request: mark for mark in marks for request in _requests(review, mark)}
    known = fetch(list(asked), review.unit.code, str(review.year))
    for request, mark in asked.items():
        if request not in known:
            raise ReviewFault(
                _("Mục “%(where)s”: dấu số liệu %(mark)s không dùng được, vì không có chỉ tiêu "
                  "“%(measure)s” hoặc đơn vị “%(unit)s”.")
                % {"where": where, "mark": mark, "measure": request.measure, "unit": request.unit}
            )  # fmt: skip


def _requests(review: Review, mark: Mark) -> list[Request]:
    # The year's own period always exists, so a mark is judged by measure and unit alone.
    unit = mark.unit or review.unit.code
    return [Request(str(measure), unit, str(review.year)) for measure in mark.measures]


def _held(review: Review) -> Review:
    """Lock the review's row and refuse when it was sealed meanwhile."""
    row = Review.objects.select_for_update().select_related("unit").get(pk=review.pk)
    if row.state == ReviewState.SEALED:
        raise ReviewFault(_("Báo cáo vừa được chốt, không sửa được nữa."))
    return row


def _write_tasks(review: Review, tasks: Sequence[TaskPlan]) -> None:
    review.tasks.all().delete()
    ReviewTask.objects.bulk_create(
        ReviewTask(review=review, order=order, what=task.what, who=task.who, due=task.due)
        for order, task in enumerate(tasks)
    )


def _renew_citations(review: Review) -> None:
    """Keep which figures the review tells now, for the figures' own pages.

    Where the text cannot be compiled (an outline was changed under it) the last list stays.
    """
    try:
        document = view_review(review).document
    except CompileFault:
        return
    _write_citations(review, document)


def _write_citations(review: Review, document: ReviewDocument) -> None:
    review.cited_figures.all().delete()
    ReviewFigure.objects.bulk_create(
        ReviewFigure(review=review, figure=figure, occurrences=count)
        for figure, count in places_of_figures(document).items()
    )


def _changed(
    actor: Actor, action: str, review: Review, now: datetime, details: Mapping[str, Any]
) -> None:
    review.changed_at = now
    review.save(update_fields=["changed_at"])
    _note(actor, action, review, now, details)


def _note(
    actor: Actor, action: str, review: Review, now: datetime, details: Mapping[str, Any]
) -> None:
    record(
        actor_id=actor.user_id,
        actor_label=actor.name,
        action=action,
        subject=Subject(
            "review", str(review.pk), f"{review.unit.code} {review.year}", review.unit_id
        ),
        now=now,
        details=details,
    )
